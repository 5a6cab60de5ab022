package org.theoria.backend.openblas;

import java.util.List;
import org.theoria.backend.BackendException;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.DeviceTies;
import org.theoria.backend.DropoutMask;
import org.theoria.backend.Form;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Session;
import org.theoria.backend.Ties;
import org.theoria.backend.Workers;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * The operations on Java arrays. Every operation is cut into parts of fixed sizes, which the
 * session's threads share.
 *
 * @param <A> double[] or float[]
 */
final class OpenBlasSession<A> extends Session {
  private final Loops<A> loops;
  private final DoubleBlocks<A> blocks;
  private final Workers workers;
  private final Steps<A> steps;

  OpenBlasSession(Loops<A> loops, Workers workers) {
    super(loops.precision());
    this.loops = loops;
    this.blocks = new DoubleBlocks<>(loops);
    this.workers = workers;
    this.steps = new Steps<>(loops, workers);
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
      throw BackendException.noHeap("openblas", rows, columns, precision());
    }
  }

  @Override
  protected void doFree(DeviceMatrix m) {
    own(m).drop(loops.allocate(0));
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
    workers.rows(
        target.rows(), target.columns(), (i, j) -> loops.gather(from, width, columns, to, i, j));
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
    workers.rows(m.rows(), m.columns(), (from, to) -> loops.addColumn(b, t, m.columns(), from, to));
  }

  @Override
  protected void doActivate(StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    if (activation == StandardActivation.SOFTMAX) {
      put(softmax(z).value(), out);
      return;
    }
    A source = entries(z);
    A target = entries(out);
    workers.ranges(own(z).size(), (from, to) -> blocks.value(activation, source, target, from, to));
  }

  @Override
  protected void doAddColumnAndActivate(
      DeviceMatrix column, StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    if (activation == StandardActivation.SOFTMAX) {
      super.doAddColumnAndActivate(column, activation, z, out);
      return;
    }
    int n = z.columns();
    A b = entries(column);
    A source = entries(z);
    A target = entries(out);
    workers.rows(
        z.rows(),
        z.columns(),
        (from, to) -> {
          for (int i = from; i < to; i++) { // a row is still in the cache when it is activated
            loops.addColumn(b, source, n, i, i + 1);
            blocks.value(activation, source, target, i * n, (i + 1) * n);
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
    workers.ranges(own(z).size(), (from, to) -> blocks.slope(activation, source, target, from, to));
  }

  @Override
  protected void doPullBack(StandardActivation activation, DeviceMatrix z, DeviceMatrix delta) {
    if (activation == StandardActivation.SOFTMAX) {
      double[] back = doDownload(delta);
      softmax(z).pullBack(back);
      put(back, delta);
      return;
    }
    A source = entries(z);
    A d = entries(delta);
    workers.ranges(own(z).size(), (from, to) -> blocks.back(activation, source, d, from, to));
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
    workers.rows(
        m.rows(),
        m.columns(),
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
    return workers.total(own(m).size(), (from, to) -> loops.sum(t, from, to));
  }

  @Override
  protected double doDot(DeviceMatrix a, DeviceMatrix b) {
    A x = entries(a);
    A y = entries(b);
    return workers.total(own(a).size(), (from, to) -> loops.dot(x, y, from, to));
  }

  @Override
  protected double doLoss(StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target) {
    A p = entries(prediction);
    A y = entries(target);
    return workers.total(own(prediction).size(), (from, to) -> blocks.loss(loss, p, y, from, to));
  }

  @Override
  protected void doLossGradient(
      StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target, DeviceMatrix out) {
    A p = entries(prediction);
    A y = entries(target);
    A g = entries(out);
    workers.ranges(
        own(prediction).size(), (from, to) -> blocks.lossGradient(loss, p, y, g, from, to));
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
    List<A> states = state.stream().map(this::entries).toList();
    steps.run(optimiser, step, entries(gradient), entries(theta), states, own(theta).size());
  }

  @Override
  protected void doGatherExamples(DeviceMatrix examples, int[] rows, DeviceMatrix target) {
    A from = entries(examples);
    A to = entries(target);
    int width = examples.columns();
    workers.rows(
        target.rows(),
        target.columns(),
        (i, j) -> loops.gatherExamples(from, width, rows, to, i, j));
  }

  @Override
  protected void doDropout(DropoutMask mask, DeviceMatrix m) {
    A t = entries(m);
    workers.ranges(own(m).size(), (from, to) -> loops.dropout(mask, t, from, to));
  }

  @Override
  protected void doScaleRows(DeviceMatrix column, DeviceMatrix m) {
    A factors = entries(column);
    A t = entries(m);
    workers.rows(
        m.rows(), m.columns(), (from, to) -> loops.scaleRows(factors, t, m.columns(), from, to));
  }

  @Override
  protected void doNormaliseRows(
      double epsilon, DeviceMatrix m, DeviceMatrix mean, DeviceMatrix scale) {
    RowNormaliser<A> rows = new RowNormaliser<>(loops, m.columns());
    A t = entries(m);
    A means = entries(mean);
    A scales = entries(scale);
    workers.rows(
        m.rows(), m.columns(), (from, to) -> rows.normalise(epsilon, t, means, scales, from, to));
  }

  @Override
  protected void doPullBackNormalised(
      DeviceMatrix normalised, DeviceMatrix scale, DeviceMatrix delta) {
    RowNormaliser<A> rows = new RowNormaliser<>(loops, delta.columns());
    A t = entries(normalised);
    A scales = entries(scale);
    A d = entries(delta);
    workers.rows(
        delta.rows(), delta.columns(), (from, to) -> rows.pullBack(t, scales, d, from, to));
  }

  @Override
  protected DeviceTies doTies(Ties ties) {
    return BlasTies.of(this, ties);
  }

  @Override
  protected boolean owns(DeviceTies ties) {
    return ties instanceof BlasTies own && own.owner().equals(this);
  }

  @Override
  protected void doSpread(DeviceMatrix source, DeviceTies ties, DeviceMatrix target) {
    int[] index = ((BlasTies) ties).index();
    A from = entries(source);
    A to = entries(target);
    workers.ranges(index.length, (i, j) -> loops.spread(from, index, to, i, j));
  }

  @Override
  protected void doCollect(DeviceMatrix full, DeviceTies ties, DeviceMatrix out) {
    BlasTies t = (BlasTies) ties;
    A from = entries(full);
    A to = entries(out);
    int each = t.positions().length / Math.max(1, out.rows() * out.columns());
    workers.ranges(
        own(out).size(),
        Math.max(1, (1 << 14) / Math.max(1, each)),
        (i, j) -> loops.collect(from, t.starts(), t.positions(), to, i, j));
  }

  @Override
  protected void doClose() {
    workers.close();
  }
}
