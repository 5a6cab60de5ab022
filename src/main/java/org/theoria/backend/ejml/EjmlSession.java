package org.theoria.backend.ejml;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.theoria.backend.BackendException;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.DropoutMask;
import org.theoria.backend.Form;
import org.theoria.backend.Lifetime;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.backend.ScalarActivation;
import org.theoria.backend.ScalarLoss;
import org.theoria.backend.Session;
import org.theoria.backend.Workers;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/** The operations on EJML matrices; its matrices are on the Java heap. */
final class EjmlSession extends Session {
  private final Workers workers;
  private final BlockedProduct<double[]> doubles;
  private final BlockedProduct<float[]> floats;

  EjmlSession(Precision precision, Workers workers) {
    super(precision);
    this.workers = workers;
    this.doubles = new BlockedProduct<>(workers, Float64Tile::new);
    this.floats = new BlockedProduct<>(workers, Float32Tile::new);
  }

  private static EjmlMatrix ejml(DeviceMatrix m) {
    return (EjmlMatrix) m;
  }

  @Override
  protected boolean owns(DeviceMatrix m) {
    return m instanceof EjmlMatrix own && own.owner().equals(this);
  }

  @Override
  protected DeviceMatrix doZeros(int rows, int columns) {
    try {
      return switch (precision()) {
        case FLOAT64 ->
            new EjmlMatrix.Float64(this, new DMatrixRMaj(rows, columns), new Lifetime());
        case FLOAT32 ->
            new EjmlMatrix.Float32(this, new FMatrixRMaj(rows, columns), new Lifetime());
      };
    } catch (OutOfMemoryError e) {
      throw BackendException.noHeap("ejml", rows, columns, precision());
    }
  }

  @Override
  protected void doFree(DeviceMatrix m) {
    ejml(m).drop();
  }

  @Override
  protected void doWrite(double[] rowMajor, DeviceMatrix target) {
    EjmlMatrix t = ejml(target);
    for (int k = 0; k < rowMajor.length; k++) {
      t.put(k, rowMajor[k]);
    }
  }

  @Override
  protected double[] doDownload(DeviceMatrix m) {
    EjmlMatrix source = ejml(m);
    double[] entries = new double[source.size()];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = source.at(k);
    }
    return entries;
  }

  @Override
  protected void doCopy(DeviceMatrix source, DeviceMatrix target) {
    EjmlMatrix s = ejml(source);
    EjmlMatrix t = ejml(target);
    for (int k = 0; k < s.size(); k++) {
      t.put(k, s.at(k));
    }
  }

  @Override
  protected void doGather(DeviceMatrix source, int[] columns, DeviceMatrix target) {
    EjmlMatrix s = ejml(source);
    EjmlMatrix t = ejml(target);
    for (int i = 0; i < s.rows(); i++) {
      for (int j = 0; j < columns.length; j++) {
        t.put(i * columns.length + j, s.at(i, columns[j]));
      }
    }
  }

  @Override
  protected void doGatherExamples(DeviceMatrix examples, int[] rows, DeviceMatrix target) {
    EjmlMatrix s = ejml(examples);
    EjmlMatrix t = ejml(target);
    for (int j = 0; j < rows.length; j++) {
      for (int i = 0; i < s.columns(); i++) {
        t.put(i * rows.length + j, s.at(rows[j], i));
      }
    }
  }

  @Override
  protected void doDropout(DropoutMask mask, DeviceMatrix m) {
    EjmlMatrix t = ejml(m);
    for (int k = 0; k < t.size(); k++) {
      t.put(k, mask.apply(k, t.at(k)));
    }
  }

  @Override
  protected void doScaleRows(DeviceMatrix column, DeviceMatrix m) {
    EjmlMatrix factors = ejml(column);
    EjmlMatrix t = ejml(m);
    for (int k = 0; k < t.size(); k++) {
      t.put(k, factors.at(k / t.columns()) * t.at(k));
    }
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
    switch (ejml(c)) {
      case EjmlMatrix.Float64 result ->
          doubles.run(
              alpha,
              operand(((EjmlMatrix.Float64) a).matrix().data, a, formA),
              operand(((EjmlMatrix.Float64) b).matrix().data, b, formB),
              beta,
              operand(result.matrix().data, c, Form.PLAIN),
              c.rows(),
              c.columns(),
              inner);
      case EjmlMatrix.Float32 result ->
          floats.run(
              alpha,
              operand(((EjmlMatrix.Float32) a).matrix().data, a, formA),
              operand(((EjmlMatrix.Float32) b).matrix().data, b, formB),
              beta,
              operand(result.matrix().data, c, Form.PLAIN),
              c.rows(),
              c.columns(),
              inner);
    }
  }

  private static <A> BlockedProduct.Operand<A> operand(A entries, DeviceMatrix m, Form form) {
    BlockedProduct.Operand<A> plain = new BlockedProduct.Operand<>(entries, m.columns(), 1);
    return form == Form.PLAIN ? plain : plain.transposed();
  }

  @Override
  protected void doAddColumn(DeviceMatrix column, DeviceMatrix m) {
    EjmlMatrix b = ejml(column);
    EjmlMatrix t = ejml(m);
    for (int k = 0; k < t.size(); k++) {
      t.put(k, t.at(k) + b.at(k / t.columns()));
    }
  }

  @Override
  protected void doActivate(StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    EjmlMatrix from = ejml(z);
    EjmlMatrix to = ejml(out);
    if (activation == StandardActivation.SOFTMAX) {
      Softmax.value(from, to);
      return;
    }
    for (int k = 0; k < from.size(); k++) {
      to.put(k, ScalarActivation.value(activation, from.at(k)));
    }
  }

  @Override
  protected void doSlope(StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    EjmlMatrix from = ejml(z);
    EjmlMatrix to = ejml(out);
    if (activation == StandardActivation.SOFTMAX) {
      Softmax.slope(from, to);
      return;
    }
    for (int k = 0; k < from.size(); k++) {
      to.put(k, ScalarActivation.slope(activation, from.at(k)));
    }
  }

  @Override
  protected void doPullBack(StandardActivation activation, DeviceMatrix z, DeviceMatrix delta) {
    EjmlMatrix from = ejml(z);
    EjmlMatrix d = ejml(delta);
    if (activation == StandardActivation.SOFTMAX) {
      Softmax.pullBack(from, d);
      return;
    }
    for (int k = 0; k < from.size(); k++) {
      d.put(k, ScalarActivation.slope(activation, from.at(k)) * d.at(k));
    }
  }

  @Override
  protected void doHadamard(DeviceMatrix a, DeviceMatrix b, DeviceMatrix out) {
    EjmlMatrix x = ejml(a);
    EjmlMatrix y = ejml(b);
    EjmlMatrix t = ejml(out);
    for (int k = 0; k < x.size(); k++) {
      t.put(k, x.at(k) * y.at(k));
    }
  }

  @Override
  protected void doAxpy(double alpha, DeviceMatrix x, DeviceMatrix y) {
    EjmlMatrix from = ejml(x);
    EjmlMatrix to = ejml(y);
    for (int k = 0; k < from.size(); k++) {
      to.put(k, alpha * from.at(k) + to.at(k));
    }
  }

  @Override
  protected void doScale(double alpha, DeviceMatrix m) {
    EjmlMatrix t = ejml(m);
    for (int k = 0; k < t.size(); k++) {
      t.put(k, alpha * t.at(k));
    }
  }

  @Override
  protected void doRowSums(DeviceMatrix m, DeviceMatrix out) {
    EjmlMatrix from = ejml(m);
    EjmlMatrix to = ejml(out);
    for (int i = 0; i < from.rows(); i++) {
      double sum = 0;
      for (int j = 0; j < from.columns(); j++) {
        sum += from.at(i, j);
      }
      to.put(i, sum);
    }
  }

  @Override
  protected double doSum(DeviceMatrix m) {
    EjmlMatrix from = ejml(m);
    double sum = 0;
    for (int k = 0; k < from.size(); k++) {
      sum += from.at(k);
    }
    return sum;
  }

  @Override
  protected double doDot(DeviceMatrix a, DeviceMatrix b) {
    EjmlMatrix x = ejml(a);
    EjmlMatrix y = ejml(b);
    double sum = 0;
    for (int k = 0; k < x.size(); k++) {
      sum += x.at(k) * y.at(k);
    }
    return sum;
  }

  @Override
  protected double doLoss(StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target) {
    EjmlMatrix p = ejml(prediction);
    EjmlMatrix y = ejml(target);
    double sum = 0;
    for (int k = 0; k < p.size(); k++) {
      sum += ScalarLoss.value(loss, p.at(k), y.at(k));
    }
    return sum;
  }

  @Override
  protected void doLossGradient(
      StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target, DeviceMatrix out) {
    EjmlMatrix p = ejml(prediction);
    EjmlMatrix y = ejml(target);
    EjmlMatrix g = ejml(out);
    for (int k = 0; k < p.size(); k++) {
      g.put(k, ScalarLoss.derivative(loss, p.at(k), y.at(k)));
    }
  }

  @Override
  protected double doSoftmaxCrossEntropy(DeviceMatrix z, DeviceMatrix target) {
    return Softmax.crossEntropy(ejml(z), ejml(target));
  }

  @Override
  protected void doSoftmaxCrossEntropyGradient(
      DeviceMatrix z, DeviceMatrix target, DeviceMatrix out) {
    Softmax.crossEntropyGradient(ejml(z), ejml(target), ejml(out));
  }

  @Override
  protected void doUpdate(
      Optimiser optimiser,
      long step,
      DeviceMatrix gradient,
      DeviceMatrix theta,
      List<DeviceMatrix> state) {
    EjmlMatrix g = ejml(gradient);
    EjmlMatrix t = ejml(theta);
    switch (optimiser) {
      case Optimiser.GradientDescent(double rate) -> {
        for (int k = 0; k < t.size(); k++) {
          t.put(k, t.at(k) - rate * g.at(k));
        }
      }
      case Optimiser.Momentum(double rate, double momentum) -> {
        EjmlMatrix v = ejml(state.getFirst());
        for (int k = 0; k < t.size(); k++) {
          v.put(k, momentum * v.at(k) + g.at(k));
          t.put(k, t.at(k) - rate * v.at(k));
        }
      }
      case Optimiser.Nesterov(double rate, double momentum) -> {
        EjmlMatrix v = ejml(state.getFirst());
        for (int k = 0; k < t.size(); k++) {
          v.put(k, momentum * v.at(k) + g.at(k));
          t.put(k, t.at(k) - rate * (g.at(k) + momentum * v.at(k)));
        }
      }
      case Optimiser.Adam adam -> adam(adam, step, g, t, ejml(state.get(0)), ejml(state.get(1)));
    }
  }

  private static void adam(
      Optimiser.Adam a, long step, EjmlMatrix g, EjmlMatrix t, EjmlMatrix m, EjmlMatrix v) {
    double first = 1 - StrictMath.pow(a.beta1(), (double) step);
    double second = 1 - StrictMath.pow(a.beta2(), (double) step);
    for (int k = 0; k < t.size(); k++) {
      double gradient = g.at(k);
      m.put(k, a.beta1() * m.at(k) + (1 - a.beta1()) * gradient);
      v.put(k, a.beta2() * v.at(k) + (1 - a.beta2()) * gradient * gradient);
      double change = m.at(k) / first / (Math.sqrt(v.at(k) / second) + a.epsilon());
      t.put(k, t.at(k) - a.rate() * change);
    }
  }

  @Override
  protected void doClose() {
    workers.close(); // the garbage collector frees the matrices
  }
}
