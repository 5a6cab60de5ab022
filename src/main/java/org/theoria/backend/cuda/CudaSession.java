package org.theoria.backend.cuda;

import java.util.List;
import java.util.Optional;
import org.theoria.backend.AdamConstants;
import org.theoria.backend.BufferTies;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.DeviceTies;
import org.theoria.backend.DropoutMask;
import org.theoria.backend.Form;
import org.theoria.backend.Lifetime;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Room;
import org.theoria.backend.Session;
import org.theoria.backend.Ties;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/** The operations as kernels; results stay on the device. */
final class CudaSession extends Session {
  private static final int SQUARE = 32;
  private static final int SQUARE_ROWS = 8;

  private final Engine engine;
  private final Product product;
  private final Sums sums;
  private final Room columnLosses;
  private final Room indices;

  /** Frees the engine where it fails. */
  CudaSession(Engine engine, Optional<Cublas> products) {
    super(engine.precision());
    this.engine = engine;
    try {
      this.sums = new Sums(engine);
      this.columnLosses = engine.room();
      this.indices = engine.room();
      this.product = new Product(engine, products);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  Engine engine() {
    return engine;
  }

  private static CudaMatrix own(DeviceMatrix m) {
    return (CudaMatrix) m;
  }

  private static long at(DeviceMatrix m) {
    return own(m).address();
  }

  private static int size(DeviceMatrix m) {
    return own(m).size();
  }

  /** Sends the numbers of rows or columns. */
  private long indices(int[] numbers) {
    long chosen = indices.of((long) numbers.length * Integer.BYTES);
    engine.write(numbers, chosen);
    return chosen;
  }

  @Override
  protected boolean owns(DeviceMatrix m) {
    return m instanceof CudaMatrix own && own.owner().equals(this);
  }

  @Override
  protected DeviceMatrix doZeros(int rows, int columns) {
    return new CudaMatrix(this, rows, columns, engine.zeros((long) rows * columns), new Lifetime());
  }

  @Override
  protected void doFree(DeviceMatrix m) {
    engine.free(at(m));
  }

  @Override
  protected void doWrite(double[] rowMajor, DeviceMatrix target) {
    engine.write(rowMajor, at(target));
  }

  @Override
  protected double[] doDownload(DeviceMatrix m) {
    return engine.read(at(m), size(m));
  }

  @Override
  protected void doCopy(DeviceMatrix source, DeviceMatrix target) {
    if (at(source) != at(target)) {
      engine.copy(at(source), at(target), size(source));
    }
  }

  @Override
  protected void doGather(DeviceMatrix source, int[] columns, DeviceMatrix target) {
    long chosen = indices(columns);
    engine
        .call("gather")
        .matrices(source)
        .integer(source.columns())
        .buffer(chosen)
        .matrices(target)
        .integer(columns.length)
        .each(size(target));
  }

  @Override
  protected void doGatherExamples(DeviceMatrix examples, int[] rows, DeviceMatrix target) {
    long chosen = indices(rows);
    int across = squares(target.columns());
    engine
        .call("gather_examples")
        .matrices(examples)
        .buffer(chosen)
        .matrices(target)
        .integer(target.rows())
        .integer(target.columns())
        .integer(across)
        .run(across * squares(target.rows()), SQUARE, SQUARE_ROWS, 0);
  }

  private static int squares(int length) {
    return (int) (((long) length + SQUARE - 1) / SQUARE);
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
    if (size(c) > 0) {
      product.run(alpha, own(a), formA, own(b), formB, beta, own(c));
    }
  }

  /** A kernel of a column and a matrix. */
  private void byRow(String kernel, DeviceMatrix column, DeviceMatrix m) {
    engine.call(kernel).matrices(column, m).integer(m.columns()).each(size(m));
  }

  @Override
  protected void doAddColumn(DeviceMatrix column, DeviceMatrix m) {
    byRow("add_column", column, m);
  }

  @Override
  protected void doScaleRows(DeviceMatrix column, DeviceMatrix m) {
    byRow("scale_rows", column, m);
  }

  /** A kernel of two matrices: by entry, or for softmax by column. */
  private void map(
      StandardActivation activation, String entry, String column, DeviceMatrix z, DeviceMatrix to) {
    if (activation == StandardActivation.SOFTMAX) {
      engine.call(column).matrices(z, to).integer(z.rows()).integer(z.columns()).run(z.columns());
    } else {
      engine.call(entry).integer(CudaCodes.of(activation)).matrices(z, to).each(size(z));
    }
  }

  @Override
  protected void doActivate(StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    map(activation, "activate", "softmax_value", z, out);
  }

  @Override
  protected void doSlope(StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    map(activation, "slope", "softmax_slope", z, out);
  }

  @Override
  protected void doPullBack(StandardActivation activation, DeviceMatrix z, DeviceMatrix delta) {
    map(activation, "pull_back", "softmax_back", z, delta);
  }

  @Override
  protected void doAddColumnAndActivate(
      DeviceMatrix column, StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    if (activation == StandardActivation.SOFTMAX) {
      super.doAddColumnAndActivate(column, activation, z, out);
      return;
    }
    engine
        .call("layer")
        .integer(CudaCodes.of(activation))
        .matrices(column, z, out)
        .integer(z.columns())
        .each(size(z));
  }

  @Override
  protected void doHadamard(DeviceMatrix a, DeviceMatrix b, DeviceMatrix out) {
    engine.call("hadamard").matrices(a, b, out).each(size(a));
  }

  @Override
  protected void doAxpy(double alpha, DeviceMatrix x, DeviceMatrix y) {
    engine.call("axpy").real(alpha).matrices(x, y).each(size(x));
  }

  @Override
  protected void doScale(double alpha, DeviceMatrix m) {
    engine.call("scale").real(alpha).matrices(m).each(size(m));
  }

  @Override
  protected void doDropout(DropoutMask mask, DeviceMatrix m) {
    engine
        .call("dropout")
        .bits(mask.state())
        .bits(mask.threshold())
        .number(mask.factor())
        .matrices(m)
        .each(size(m));
  }

  @Override
  protected void doRowSums(DeviceMatrix m, DeviceMatrix out) {
    engine.call("row_sums").matrices(m, out).integer(m.columns()).run(m.rows(), Sums.THREADS, 1, 0);
  }

  @Override
  protected void doNormaliseRows(
      double epsilon, DeviceMatrix m, DeviceMatrix mean, DeviceMatrix scale) {
    engine
        .call("normalise_rows")
        .number(epsilon)
        .matrices(m, mean, scale)
        .integer(m.columns())
        .run(m.rows(), Sums.THREADS, 1, 0);
  }

  @Override
  protected void doPullBackNormalised(
      DeviceMatrix normalised, DeviceMatrix scale, DeviceMatrix delta) {
    engine
        .call("pull_back_normalised")
        .matrices(normalised, scale, delta)
        .integer(delta.columns())
        .run(delta.columns() == 0 ? 0 : delta.rows(), Sums.THREADS, 1, 0);
  }

  @Override
  protected double doSum(DeviceMatrix m) {
    return sums.total(engine.call("sum").matrices(m), size(m));
  }

  @Override
  protected double doDot(DeviceMatrix a, DeviceMatrix b) {
    return sums.total(engine.call("dot_product").matrices(a, b), size(a));
  }

  @Override
  protected double doLoss(StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target) {
    Arguments call = engine.call("loss").integer(CudaCodes.of(loss));
    return sums.total(call.matrices(prediction, target), size(prediction));
  }

  @Override
  protected void doLossGradient(
      StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target, DeviceMatrix out) {
    engine
        .call("loss_gradient")
        .integer(CudaCodes.of(loss))
        .matrices(prediction, target, out)
        .each(size(out));
  }

  /** Losses of the columns and the gradient, each where its address is not 0. */
  private void crossEntropy(DeviceMatrix z, DeviceMatrix target, long losses, long out) {
    engine
        .call("softmax_cross_entropy")
        .matrices(z, target)
        .buffer(losses)
        .buffer(out)
        .integer(z.rows())
        .integer(z.columns())
        .run(z.columns());
  }

  private double crossEntropyLoss(DeviceMatrix z, DeviceMatrix target, long out) {
    long losses = columnLosses.of((long) z.columns() * Double.BYTES);
    crossEntropy(z, target, losses, out);
    return sums.total(engine.callAny("sum_partial").buffer(losses), z.columns());
  }

  @Override
  protected double doSoftmaxCrossEntropy(DeviceMatrix z, DeviceMatrix target) {
    return crossEntropyLoss(z, target, 0);
  }

  @Override
  protected void doSoftmaxCrossEntropyGradient(
      DeviceMatrix z, DeviceMatrix target, DeviceMatrix out) {
    crossEntropy(z, target, 0, at(out));
  }

  @Override
  protected double doSoftmaxCrossEntropyAndGradient(
      DeviceMatrix z, DeviceMatrix target, DeviceMatrix out) {
    return crossEntropyLoss(z, target, at(out));
  }

  @Override
  protected DeviceTies doTies(Ties ties) {
    return engine.allOrNothing(() -> BufferTies.of(this, ties, engine::integers));
  }

  @Override
  protected void doFree(DeviceTies ties) {
    ((BufferTies) ties).free(engine::free);
  }

  @Override
  protected boolean owns(DeviceTies ties) {
    return ties instanceof BufferTies own && own.owner().equals(this);
  }

  @Override
  protected void doSpread(DeviceMatrix source, DeviceTies ties, DeviceMatrix target) {
    engine
        .call("spread")
        .matrices(source)
        .buffer(((BufferTies) ties).index())
        .matrices(target)
        .each(size(target));
  }

  @Override
  protected void doCollect(DeviceMatrix full, DeviceTies ties, DeviceMatrix out) {
    engine
        .call("collect")
        .matrices(full)
        .buffer(((BufferTies) ties).starts())
        .buffer(((BufferTies) ties).positions())
        .matrices(out)
        .each(size(out));
  }

  @Override
  protected void doUpdate(
      Optimiser optimiser,
      long step,
      DeviceMatrix gradient,
      DeviceMatrix theta,
      List<DeviceMatrix> state) {
    switch (optimiser) {
      case Optimiser.GradientDescent(double rate) -> doAxpy(-rate, gradient, theta);
      case Optimiser.Momentum(double rate, double momentum) ->
          update(engine.call("momentum_step").real(rate).real(momentum), gradient, theta, state);
      case Optimiser.Nesterov(double rate, double momentum) ->
          update(engine.call("nesterov_step").real(rate).real(momentum), gradient, theta, state);
      case Optimiser.Adam a -> {
        AdamConstants k = AdamConstants.of(a, step);
        update(
            engine
                .call("adam_step")
                .real(k.rate())
                .real(k.root())
                .real(a.beta1())
                .real(1 - a.beta1())
                .real(a.beta2())
                .real(1 - a.beta2())
                .real(a.epsilon()),
            gradient,
            theta,
            state);
      }
    }
  }

  private static void update(
      Arguments call, DeviceMatrix gradient, DeviceMatrix theta, List<DeviceMatrix> state) {
    call.matrices(gradient, theta);
    state.forEach(s -> call.matrices(s));
    call.each(size(theta));
  }

  @Override
  protected void doClose() {
    try {
      product.close();
    } finally {
      engine.close();
    }
  }
}
