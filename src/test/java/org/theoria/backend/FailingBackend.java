package org.theoria.backend;

import java.util.List;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * A backend whose sessions fail at some operations, and which counts what crosses to the device and
 * back: for tests of what uses one.
 *
 * @param inner what computes
 * @param failing the first operation 1, 2, … of a session that fails
 * @param last the last one that does
 * @param forgets whether copies of what was on the device before are zeros afterwards
 * @param traffic counts
 */
public record FailingBackend(Backend inner, int failing, int last, boolean forgets, Traffic traffic)
    implements Backend {

  /** Numbers written to matrices of the device, and read from them. */
  public static final class Traffic {
    private long up;
    private long down;

    public long up() {
      return up;
    }

    public long down() {
      return down;
    }
  }

  /** All operations from this one on fail. */
  public FailingBackend(Backend inner, int failing) {
    this(inner, failing, Integer.MAX_VALUE, false, new Traffic());
  }

  /** Counts, and never fails. */
  public static FailingBackend counting(Backend inner, Traffic traffic) {
    return new FailingBackend(inner, Integer.MAX_VALUE, Integer.MAX_VALUE, false, traffic);
  }

  /**
   * One operation fails.
   *
   * @param forgets whether copies of what was on the device before are zeros afterwards
   */
  public static FailingBackend once(Backend inner, int failing, boolean forgets) {
    return new FailingBackend(inner, failing, failing, forgets, new Traffic());
  }

  @Override
  public String name() {
    return "failing";
  }

  @Override
  public int priority() {
    return -1;
  }

  @Override
  public BackendStatus probe() {
    return inner.probe();
  }

  @Override
  public Session open(Precision precision) {
    return new FailingSession(inner.open(precision), this);
  }

  @Override
  public NetworkBatch batch(
      Architecture architecture, List<Activation> activations, Loss loss, Precision precision) {
    return inner.batch(architecture, activations, loss, precision);
  }

  private static final class FailingSession extends Session {
    private final Session inner;
    private final FailingBackend backend;
    private int done;

    FailingSession(Session inner, FailingBackend backend) {
      super(inner.precision());
      this.inner = inner;
      this.backend = backend;
    }

    private Session next() {
      done++;
      if (done >= backend.failing() && done <= backend.last()) {
        throw new BackendException("failing: device lost in operation " + done);
      }
      return inner;
    }

    @Override
    protected boolean owns(DeviceMatrix m) {
      return inner.owns(m);
    }

    @Override
    protected DeviceMatrix doZeros(int rows, int columns) {
      return next().doZeros(rows, columns);
    }

    @Override
    protected void doFree(DeviceMatrix m) {
      inner.doFree(m);
    }

    @Override
    protected void doWrite(double[] rowMajor, DeviceMatrix target) {
      backend.traffic().up += rowMajor.length;
      next().doWrite(rowMajor, target);
    }

    @Override
    protected double[] doDownload(DeviceMatrix m) {
      backend.traffic().down += (long) m.rows() * m.columns();
      return next().doDownload(m);
    }

    @Override
    protected void doCopy(DeviceMatrix source, DeviceMatrix target) {
      next().doCopy(source, target);
      if (backend.forgets() && done > backend.last()) {
        inner.doScale(0, target);
      }
    }

    @Override
    protected void doGather(DeviceMatrix source, int[] columns, DeviceMatrix target) {
      next().doGather(source, columns, target);
    }

    @Override
    protected void doGatherExamples(DeviceMatrix examples, int[] rows, DeviceMatrix target) {
      next().doGatherExamples(examples, rows, target);
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
      next().doMultiply(alpha, a, formA, b, formB, beta, c);
    }

    @Override
    protected void doAddColumn(DeviceMatrix column, DeviceMatrix m) {
      next().doAddColumn(column, m);
    }

    @Override
    protected void doActivate(StandardActivation activation, DeviceMatrix z, DeviceMatrix o) {
      next().doActivate(activation, z, o);
    }

    @Override
    protected void doSlope(StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
      next().doSlope(activation, z, out);
    }

    @Override
    protected void doPullBack(StandardActivation a, DeviceMatrix z, DeviceMatrix delta) {
      next().doPullBack(a, z, delta);
    }

    @Override
    protected void doHadamard(DeviceMatrix a, DeviceMatrix b, DeviceMatrix out) {
      next().doHadamard(a, b, out);
    }

    @Override
    protected void doAxpy(double alpha, DeviceMatrix x, DeviceMatrix y) {
      next().doAxpy(alpha, x, y);
    }

    @Override
    protected void doScale(double alpha, DeviceMatrix m) {
      next().doScale(alpha, m);
    }

    @Override
    protected void doRowSums(DeviceMatrix m, DeviceMatrix out) {
      next().doRowSums(m, out);
    }

    @Override
    protected double doSum(DeviceMatrix m) {
      return next().doSum(m);
    }

    @Override
    protected double doDot(DeviceMatrix a, DeviceMatrix b) {
      return next().doDot(a, b);
    }

    @Override
    protected double doLoss(StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target) {
      return next().doLoss(loss, prediction, target);
    }

    @Override
    protected void doLossGradient(
        StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target, DeviceMatrix out) {
      next().doLossGradient(loss, prediction, target, out);
    }

    @Override
    protected double doSoftmaxCrossEntropy(DeviceMatrix z, DeviceMatrix target) {
      return next().doSoftmaxCrossEntropy(z, target);
    }

    @Override
    protected void doSoftmaxCrossEntropyGradient(
        DeviceMatrix z, DeviceMatrix target, DeviceMatrix out) {
      next().doSoftmaxCrossEntropyGradient(z, target, out);
    }

    @Override
    protected void doUpdate(
        Optimiser optimiser,
        long step,
        DeviceMatrix gradient,
        DeviceMatrix theta,
        List<DeviceMatrix> state) {
      next().doUpdate(optimiser, step, gradient, theta, state);
    }

    @Override
    protected void doClose() {
      inner.doClose();
    }
  }
}
