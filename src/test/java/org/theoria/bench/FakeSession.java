package org.theoria.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Form;
import org.theoria.backend.Lifetime;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.backend.Session;
import org.theoria.bench.Operation.Kind;
import org.theoria.bench.Operation.Pass;
import org.theoria.bench.Operation.Product;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * A device that computes nothing: it writes down each operation, and its clock goes on by what the
 * operation costs there. Like a device it runs behind the host: the clock is the host's until a
 * download waits. An operation that the bench does not know fails.
 */
final class FakeSession extends Session {
  private final CostModel.Rates rates;
  private final Map<Operation, Integer> done = new HashMap<>();
  private double queued;
  private double now;

  /** Not a record: two of one shape are two matrices. */
  private static final class Fake implements DeviceMatrix {
    private final FakeSession owner;
    private final int rows;
    private final int columns;
    private final Lifetime lifetime = new Lifetime();

    Fake(FakeSession owner, int rows, int columns) {
      this.owner = owner;
      this.rows = rows;
      this.columns = columns;
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public int columns() {
      return columns;
    }

    @Override
    public Lifetime lifetime() {
      return lifetime;
    }
  }

  FakeSession(Precision precision, CostModel.Rates rates) {
    super(precision);
    this.rates = rates;
  }

  /** Nanoseconds since it was made. */
  long clock() {
    return Math.round(now * 1e9);
  }

  /** How often each operation was done; then forgets them. */
  Map<Operation, Integer> takeDone() {
    Map<Operation, Integer> all = Map.copyOf(done);
    done.clear();
    return all;
  }

  private void did(Operation o) {
    done.merge(o, 1, Integer::sum);
    queued += rates.seconds(o);
  }

  private void pass(Kind kind, DeviceMatrix m) {
    did(new Pass(kind, m.rows(), m.columns()));
  }

  @Override
  protected boolean owns(DeviceMatrix m) {
    return m instanceof Fake f && f.owner.equals(this);
  }

  @Override
  protected DeviceMatrix doZeros(int rows, int columns) {
    return new Fake(this, rows, columns);
  }

  @Override
  protected void doFree(DeviceMatrix m) {} // nothing is held

  @Override
  protected void doWrite(double[] rowMajor, DeviceMatrix target) {}

  @Override
  protected double[] doDownload(DeviceMatrix m) {
    now += queued;
    queued = 0;
    return new double[m.rows() * m.columns()];
  }

  @Override
  protected void doMultiply(
      double alpha,
      DeviceMatrix a,
      Form formA,
      DeviceMatrix b,
      Form formB,
      double beta,
      DeviceMatrix c) {
    int inner = formA == Form.PLAIN ? a.columns() : a.rows();
    did(new Product(c.rows(), c.columns(), inner, formA, formB));
  }

  @Override
  protected void doAddColumn(DeviceMatrix column, DeviceMatrix m) {
    pass(Kind.BIAS, m);
  }

  @Override
  protected void doAddColumnAndActivate(
      DeviceMatrix column, StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    if (activation != StandardActivation.RELU) {
      throw unknown("bias and " + activation.id());
    }
    pass(Kind.BIAS_RELU, z);
  }

  @Override
  protected void doPullBack(StandardActivation activation, DeviceMatrix z, DeviceMatrix delta) {
    if (activation != StandardActivation.RELU) {
      throw unknown("back through " + activation.id());
    }
    pass(Kind.PULL_BACK, z);
  }

  @Override
  protected void doRowSums(DeviceMatrix m, DeviceMatrix out) {
    pass(Kind.ROW_SUMS, m);
  }

  @Override
  protected void doSoftmaxCrossEntropyGradient(
      DeviceMatrix z, DeviceMatrix target, DeviceMatrix out) {
    pass(Kind.LOSS_GRADIENT, z);
  }

  @Override
  protected void doUpdate(
      Optimiser optimiser,
      long step,
      DeviceMatrix gradient,
      DeviceMatrix theta,
      List<DeviceMatrix> state) {
    pass(Kind.ADAM, theta);
  }

  @Override
  protected void doGatherExamples(DeviceMatrix examples, int[] rows, DeviceMatrix target) {
    pass(Kind.GATHER, target);
  }

  private static IllegalStateException unknown(String operation) {
    return new IllegalStateException("the cost model does not count " + operation);
  }

  @Override
  protected void doGather(DeviceMatrix source, int[] columns, DeviceMatrix target) {
    throw unknown("gather of columns");
  }

  @Override
  protected void doCopy(DeviceMatrix source, DeviceMatrix target) {
    throw unknown("copy");
  }

  @Override
  protected void doActivate(StandardActivation activation, DeviceMatrix z, DeviceMatrix o) {
    throw unknown("activate");
  }

  @Override
  protected void doSlope(StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    throw unknown("slope");
  }

  @Override
  protected void doHadamard(DeviceMatrix a, DeviceMatrix b, DeviceMatrix out) {
    throw unknown("hadamard");
  }

  @Override
  protected void doAxpy(double alpha, DeviceMatrix x, DeviceMatrix y) {
    throw unknown("axpy");
  }

  @Override
  protected void doScale(double alpha, DeviceMatrix m) {
    throw unknown("scale");
  }

  @Override
  protected double doSum(DeviceMatrix m) {
    throw unknown("sum");
  }

  @Override
  protected double doDot(DeviceMatrix a, DeviceMatrix b) {
    throw unknown("dot");
  }

  @Override
  protected double doLoss(StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target) {
    throw unknown("loss");
  }

  @Override
  protected void doLossGradient(
      StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target, DeviceMatrix out) {
    throw unknown("loss gradient");
  }

  @Override
  protected double doSoftmaxCrossEntropy(DeviceMatrix z, DeviceMatrix target) {
    throw unknown("cross-entropy");
  }

  @Override
  protected void doClose() {}
}
