package org.theoria.backend.openblas;

import java.util.List;
import org.theoria.backend.BackendException;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Form;
import org.theoria.backend.Optimiser;
import org.theoria.backend.ScalarLoss;
import org.theoria.backend.Session;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * The operations on Java arrays. Every operation is cut into parts of fixed sizes, which the
 * session's threads share.
 *
 * @param <A> double[] or float[]
 */
final class OpenBlasSession<A> extends Session {
  /** Entries that are converted to doubles and back at a time. */
  private static final int BLOCK = 1 << 10;

  private final Loops<A> loops;
  private final Workers workers;

  OpenBlasSession(Loops<A> loops, Workers workers) {
    super(loops.precision());
    this.loops = loops;
    this.workers = workers;
  }

  @SuppressWarnings("unchecked") // Session has asked owns(m): it is this session's
  private BlasMatrix<A> own(DeviceMatrix m) {
    return (BlasMatrix<A>) m;
  }

  private A entries(DeviceMatrix m) {
    return own(m).entries();
  }

  @Override
  protected boolean owns(DeviceMatrix m) {
    return m instanceof BlasMatrix<?> own && own.owner().equals(this);
  }

  @Override
  protected DeviceMatrix doZeros(int rows, int columns) {
    try {
      return new BlasMatrix<>(this, rows, columns, loops.allocate(rows * columns));
    } catch (OutOfMemoryError e) {
      throw new BackendException(
          "openblas: no memory for a "
              + rows
              + "×"
              + columns
              + " matrix of "
              + precision().id()
              + " on the Java heap (its limit is -Xmx)");
    }
  }

  @Override
  protected void doWrite(double[] rowMajor, DeviceMatrix target) {
    loops.fromDoubles(rowMajor, entries(target), 0, rowMajor.length);
  }

  @Override
  protected double[] doDownload(DeviceMatrix m) {
    double[] copy = new double[own(m).size()];
    loops.toDoubles(entries(m), 0, copy, copy.length);
    return copy;
  }

  @Override
  protected void doCopy(DeviceMatrix source, DeviceMatrix target) {
    System.arraycopy(entries(source), 0, entries(target), 0, own(source).size());
  }

  @Override
  protected void doGather(DeviceMatrix source, int[] columns, DeviceMatrix target) {
    A from = entries(source);
    A to = entries(target);
    int width = source.columns();
    rowRanges(target, (i, j) -> loops.gather(from, width, columns, to, i, j));
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
    Blas.Shape whole = new Blas.Shape(c.rows(), c.columns(), inner);
    if (own(c).size() == 0) {
      return;
    }
    if (inner == 0) {
      scaleOrClear(beta, c);
      return;
    }
    A x = entries(a);
    A y = entries(b);
    if (alpha == 0) {
      // BLAS does not read a and b then, and would lose a NaN
      DeviceMatrix product = doZeros(c.rows(), c.columns());
      doMultiply(1, a, formA, b, formB, 0, product);
      scaleOrClear(beta, c);
      doAxpy(0, product, c);
      return;
    }
    A z = entries(c);
    List<Panels.Panel> panels = Panels.of(whole);
    workers.tasks(
        panels.size(),
        i -> {
          Panels.Panel p = panels.get(i);
          loops.multiply(
              p.shape(),
              alpha,
              x,
              p.first(a.columns(), formA),
              y,
              p.second(b.columns(), formB),
              beta,
              z,
              p.result(c.columns()));
        });
  }

  /** c ← β·c, not read where β = 0. */
  private void scaleOrClear(double beta, DeviceMatrix c) {
    if (beta == 0) {
      loops.fromDoubles(new double[own(c).size()], entries(c), 0, own(c).size());
    } else {
      doScale(beta, c);
    }
  }

  @Override
  protected void doAddColumn(DeviceMatrix column, DeviceMatrix m) {
    A b = entries(column);
    A t = entries(m);
    rowRanges(m, (from, to) -> loops.addColumn(b, t, m.columns(), from, to));
  }

  @Override
  protected void doActivate(StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    if (activation == StandardActivation.SOFTMAX) {
      put(softmax(z).value(), out);
      return;
    }
    workers.ranges(own(z).size(), (from, to) -> activate(activation, z, out, from, to));
  }

  private void activate(
      StandardActivation activation, DeviceMatrix z, DeviceMatrix out, int from, int to) {
    A source = entries(z);
    A target = entries(out);
    if (activation == StandardActivation.RELU) {
      loops.positivePart(source, target, from, to);
      return;
    }
    blocks(
        from,
        to,
        (block, at, count) -> {
          loops.toDoubles(source, at, block, count);
          FastActivation.value(activation, block, count);
          loops.fromDoubles(block, target, at, count);
        });
  }

  @Override
  protected void doAddColumnAndActivate(
      DeviceMatrix column, StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    if (activation == StandardActivation.SOFTMAX) {
      super.doAddColumnAndActivate(column, activation, z, out);
      return;
    }
    int n = z.columns();
    rowRanges(
        z,
        (from, to) -> {
          for (int i = from; i < to; i++) { // a row is still in the cache when it is activated
            loops.addColumn(entries(column), entries(z), n, i, i + 1);
            activate(activation, z, out, i * n, (i + 1) * n);
          }
        });
  }

  @Override
  protected void doSlope(StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    if (activation == StandardActivation.SOFTMAX) {
      put(softmax(z).slope(), out);
      return;
    }
    A source = entries(z);
    A target = entries(out);
    workers.ranges(
        own(z).size(),
        (first, last) ->
            blocks(
                first,
                last,
                (block, at, count) -> {
                  loops.toDoubles(source, at, block, count);
                  FastActivation.slope(activation, block, count);
                  loops.fromDoubles(block, target, at, count);
                }));
  }

  @Override
  protected void doPullBack(StandardActivation activation, DeviceMatrix z, DeviceMatrix delta) {
    A source = entries(z);
    A d = entries(delta);
    int size = own(z).size();
    switch (activation) {
      case SOFTMAX -> {
        double[] back = doDownload(delta);
        softmax(z).pullBack(back);
        put(back, delta);
      }
      case RELU -> workers.ranges(size, (from, to) -> loops.rampBack(source, d, from, to));
      default ->
          workers.ranges(size, (first, last) -> timesSlope(activation, source, d, first, last));
    }
  }

  private void timesSlope(StandardActivation activation, A z, A delta, int from, int to) {
    double[] old = new double[BLOCK];
    blocks(
        from,
        to,
        (block, at, count) -> {
          loops.toDoubles(z, at, block, count);
          FastActivation.slope(activation, block, count);
          loops.toDoubles(delta, at, old, count);
          for (int k = 0; k < count; k++) {
            block[k] *= old[k];
          }
          loops.fromDoubles(block, delta, at, count);
        });
  }

  @Override
  protected void doHadamard(DeviceMatrix a, DeviceMatrix b, DeviceMatrix out) {
    A x = entries(a);
    A y = entries(b);
    A t = entries(out);
    workers.ranges(own(a).size(), (from, to) -> loops.hadamard(x, y, t, from, to));
  }

  @Override
  protected void doAxpy(double alpha, DeviceMatrix x, DeviceMatrix y) {
    A a = entries(x);
    A b = entries(y);
    workers.ranges(own(x).size(), (from, to) -> loops.axpy(alpha, a, b, from, to));
  }

  @Override
  protected void doScale(double alpha, DeviceMatrix m) {
    A t = entries(m);
    workers.ranges(own(m).size(), (from, to) -> loops.scale(alpha, t, from, to));
  }

  @Override
  protected void doRowSums(DeviceMatrix m, DeviceMatrix out) {
    A source = entries(m);
    A target = entries(out);
    int n = m.columns();
    rowRanges(
        m,
        (from, to) -> {
          double[] sums = new double[to - from];
          for (int i = from; i < to; i++) {
            sums[i - from] = loops.sum(source, i * n, (i + 1) * n);
          }
          loops.fromDoubles(sums, target, from, sums.length);
        });
  }

  @Override
  protected double doSum(DeviceMatrix m) {
    A t = entries(m);
    return total(own(m).size(), (from, to) -> loops.sum(t, from, to));
  }

  @Override
  protected double doDot(DeviceMatrix a, DeviceMatrix b) {
    A x = entries(a);
    A y = entries(b);
    return total(own(a).size(), (from, to) -> loops.dot(x, y, from, to));
  }

  @Override
  protected double doLoss(StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target) {
    A p = entries(prediction);
    A y = entries(target);
    return total(
        own(prediction).size(),
        (first, last) -> {
          double[] wanted = new double[BLOCK];
          double[] sum = new double[1];
          blocks(
              first,
              last,
              (block, at, count) -> {
                loops.toDoubles(p, at, block, count);
                loops.toDoubles(y, at, wanted, count);
                for (int k = 0; k < count; k++) {
                  sum[0] += ScalarLoss.value(loss, block[k], wanted[k]);
                }
              });
          return sum[0];
        });
  }

  @Override
  protected void doLossGradient(
      StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target, DeviceMatrix out) {
    A p = entries(prediction);
    A y = entries(target);
    A g = entries(out);
    workers.ranges(
        own(prediction).size(),
        (first, last) -> {
          double[] wanted = new double[BLOCK];
          blocks(
              first,
              last,
              (block, at, count) -> {
                loops.toDoubles(p, at, block, count);
                loops.toDoubles(y, at, wanted, count);
                for (int k = 0; k < count; k++) {
                  block[k] = ScalarLoss.derivative(loss, block[k], wanted[k]);
                }
                loops.fromDoubles(block, g, at, count);
              });
        });
  }

  private SoftmaxColumns softmax(DeviceMatrix z) {
    return new SoftmaxColumns(doDownload(z), z.rows(), z.columns());
  }

  private void put(double[] values, DeviceMatrix out) {
    loops.fromDoubles(values, entries(out), 0, values.length);
  }

  @Override
  protected double doSoftmaxCrossEntropy(DeviceMatrix z, DeviceMatrix target) {
    return softmax(z).crossEntropy(doDownload(target));
  }

  @Override
  protected void doSoftmaxCrossEntropyGradient(
      DeviceMatrix z, DeviceMatrix target, DeviceMatrix out) {
    put(softmax(z).crossEntropyGradient(doDownload(target)), out);
  }

  @Override
  protected double doSoftmaxCrossEntropyAndGradient(
      DeviceMatrix z, DeviceMatrix target, DeviceMatrix out) {
    SoftmaxColumns s = softmax(z);
    double[] y = doDownload(target);
    put(s.crossEntropyGradient(y), out);
    return s.crossEntropy(y);
  }

  @Override
  protected void doUpdate(
      Optimiser optimiser,
      long step,
      DeviceMatrix gradient,
      DeviceMatrix theta,
      List<DeviceMatrix> state) {
    A g = entries(gradient);
    A t = entries(theta);
    int size = own(theta).size();
    switch (optimiser) {
      case Optimiser.GradientDescent(double rate) ->
          workers.ranges(size, (from, to) -> loops.axpy(-rate, g, t, from, to));
      case Optimiser.Momentum(double rate, double momentum) -> {
        A v = entries(state.getFirst());
        inCache(
            size,
            (from, to) -> {
              loops.decayedSum(momentum, g, v, from, to);
              loops.axpy(-rate, v, t, from, to);
            });
      }
      case Optimiser.Adam a -> {
        // m̂/(√v̂ + ε) with m̂ = m/c₁ and √v̂ = √v/√c₂: the constants are divided once
        double rate = a.rate() / (1 - Math.pow(a.beta1(), (double) step));
        double root = 1 / Math.sqrt(1 - Math.pow(a.beta2(), (double) step));
        A m = entries(state.get(0));
        A v = entries(state.get(1));
        inCache(
            size,
            (from, to) -> {
              loops.movingMean(a.beta1(), g, m, from, to);
              loops.movingSquare(a.beta2(), g, v, from, to);
              loops.adamStep(rate, root, a.epsilon(), m, v, t, from, to);
            });
      }
    }
  }

  /** Several loops one after the other on blocks that stay in the first cache. */
  private void inCache(int size, Workers.Range body) {
    workers.ranges(
        size,
        (first, last) -> {
          for (int at = first; at < last; at += BLOCK) {
            body.run(at, Math.min(last, at + BLOCK));
          }
        });
  }

  /** Rows from..to. */
  private void rowRanges(DeviceMatrix m, Workers.Range body) {
    workers.ranges(m.rows(), Math.max(1, (1 << 14) / Math.max(1, m.columns())), body);
  }

  /** A part of a sum. */
  private interface Part {
    double of(int from, int to);
  }

  /** The sums of fixed parts, added in order. */
  private double total(int size, Part part) {
    int grain = 1 << 14;
    int count = (size + grain - 1) / grain;
    double[] sums = new double[count];
    workers.tasks(count, i -> sums[i] = part.of(i * grain, Math.min(size, (i + 1) * grain)));
    double sum = 0;
    for (double s : sums) {
      sum += s;
    }
    return sum;
  }

  /** What is done with a block of doubles that stands for entries at, …, at + count − 1. */
  private interface Body {
    void run(double[] block, int at, int count);
  }

  private static void blocks(int from, int to, Body body) {
    double[] block = new double[BLOCK];
    for (int at = from; at < to; at += BLOCK) {
      body.run(block, at, Math.min(BLOCK, to - at));
    }
  }

  @Override
  protected void doClose() {
    workers.close();
  }
}
