package org.theoria.backend.opencl;

import java.util.List;
import java.util.Locale;
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
final class OpenClSession extends Session {
  /** Entries of an example that one work-item copies: TOGETHER of rows.cl. */
  private static final int TOGETHER = 8;

  private final Engine engine;
  private final ClProgram program;
  private final Product product;
  private final Sums sums;
  private final SoftmaxLoss softmaxLoss;
  private final Room indices;

  OpenClSession(Engine engine, boolean strips) {
    super(engine.precision());
    this.engine = engine;
    try {
      this.program =
          engine.build(
              String.join(
                  "\n",
                  "#define T REAL",
                  Engine.source("functions.cl"),
                  Engine.source("entries.cl"),
                  Engine.source("softmax.cl"),
                  Engine.source("rows.cl"),
                  Engine.source("product.cl")),
              Product.definitions(engine.precision().bytes()).toArray(String[]::new));
      this.product = new Product(engine, program, strips);
      this.sums = new Sums(engine);
      this.softmaxLoss = new SoftmaxLoss(engine, program, sums);
      this.indices = engine.room();
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  Engine engine() {
    return engine;
  }

  private static long buffer(DeviceMatrix m) {
    return ((ClMatrix) m).buffer();
  }

  private static int size(DeviceMatrix m) {
    return ((ClMatrix) m).size();
  }

  @Override
  protected boolean owns(DeviceMatrix m) {
    return m instanceof ClMatrix own && own.owner().equals(this);
  }

  @Override
  protected DeviceMatrix doZeros(int rows, int columns) {
    return new ClMatrix(this, rows, columns, engine.zeros((long) rows * columns), new Lifetime());
  }

  @Override
  protected void doFree(DeviceMatrix m) {
    engine.free(buffer(m));
  }

  @Override
  protected void doWrite(double[] rowMajor, DeviceMatrix target) {
    engine.write(rowMajor, buffer(target));
  }

  @Override
  protected double[] doDownload(DeviceMatrix m) {
    return engine.read(buffer(m), size(m));
  }

  @Override
  protected void doCopy(DeviceMatrix source, DeviceMatrix target) {
    if (buffer(source) != buffer(target)) {
      engine.copy(buffer(source), buffer(target), size(source));
    }
  }

  @Override
  protected void doGather(DeviceMatrix source, int[] columns, DeviceMatrix target) {
    long chosen = indices.of((long) columns.length * Integer.BYTES);
    engine.write(columns, chosen);
    program
        .call("gather")
        .buffer(buffer(source))
        .integer(source.columns())
        .buffer(chosen)
        .buffer(buffer(target))
        .integer(columns.length)
        .runGrid(target.rows(), target.columns());
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
    if (size(c) == 0) {
      return;
    }
    Product.Factor x =
        formA == Form.PLAIN
            ? new Product.Factor(buffer(a), a.columns(), 1)
            : new Product.Factor(buffer(a), 1, a.columns());
    Product.Factor y =
        formB == Form.PLAIN
            ? new Product.Factor(buffer(b), 1, b.columns())
            : new Product.Factor(buffer(b), b.columns(), 1);
    int inner = formA == Form.PLAIN ? a.columns() : a.rows();
    product.run(alpha, x, y, beta, buffer(c), c.rows(), c.columns(), inner);
  }

  @Override
  protected void doAddColumn(DeviceMatrix column, DeviceMatrix m) {
    program
        .call("add_column")
        .buffer(buffer(column))
        .buffer(buffer(m))
        .integer(m.columns())
        .runGrid(m.rows(), m.columns());
  }

  private static String kernel(StandardActivation activation, String what) {
    return activation.name().toLowerCase(Locale.ROOT) + "_" + what;
  }

  private static String kernel(StandardLoss loss, String what) {
    return loss.name().toLowerCase(Locale.ROOT) + "_" + what;
  }

  /** A kernel of two matrices: by entry, or for softmax by column. */
  private void map(StandardActivation activation, String what, DeviceMatrix z, DeviceMatrix out) {
    ClProgram.Call call =
        program.call(kernel(activation, what)).buffer(buffer(z)).buffer(buffer(out));
    if (activation == StandardActivation.SOFTMAX) {
      call.integer(z.rows()).integer(z.columns()).run(z.columns());
    } else {
      call.integer(size(z)).run(size(z));
    }
  }

  @Override
  protected void doActivate(StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    map(activation, "value", z, out);
  }

  @Override
  protected void doSlope(StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    map(activation, "slope", z, out);
  }

  @Override
  protected void doPullBack(StandardActivation activation, DeviceMatrix z, DeviceMatrix delta) {
    map(activation, "back", z, delta);
  }

  @Override
  protected void doAddColumnAndActivate(
      DeviceMatrix column, StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    if (activation == StandardActivation.SOFTMAX) {
      super.doAddColumnAndActivate(column, activation, z, out);
      return;
    }
    program
        .call(kernel(activation, "layer"))
        .buffer(buffer(column))
        .buffer(buffer(z))
        .buffer(buffer(out))
        .integer(z.columns())
        .runGrid(z.rows(), z.columns());
  }

  @Override
  protected void doHadamard(DeviceMatrix a, DeviceMatrix b, DeviceMatrix out) {
    program
        .call("hadamard")
        .buffer(buffer(a))
        .buffer(buffer(b))
        .buffer(buffer(out))
        .integer(size(a))
        .run(size(a));
  }

  @Override
  protected void doAxpy(double alpha, DeviceMatrix x, DeviceMatrix y) {
    program
        .call("axpy")
        .real(alpha)
        .buffer(buffer(x))
        .buffer(buffer(y))
        .integer(size(x))
        .run(size(x));
  }

  @Override
  protected void doScale(double alpha, DeviceMatrix m) {
    program.call("scale").real(alpha).buffer(buffer(m)).integer(size(m)).run(size(m));
  }

  @Override
  protected void doRowSums(DeviceMatrix m, DeviceMatrix out) {
    byRow(program.call("row_sums").buffer(buffer(m)).buffer(buffer(out)), m);
  }

  @Override
  protected double doSum(DeviceMatrix m) {
    return sums.total(program.call("sum").buffer(buffer(m)), size(m));
  }

  @Override
  protected double doDot(DeviceMatrix a, DeviceMatrix b) {
    return sums.total(program.call("dot_product").buffer(buffer(a)).buffer(buffer(b)), size(a));
  }

  @Override
  protected double doLoss(StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target) {
    return sums.total(
        program.call(kernel(loss, "loss")).buffer(buffer(prediction)).buffer(buffer(target)),
        size(prediction));
  }

  @Override
  protected void doLossGradient(
      StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target, DeviceMatrix out) {
    program
        .call(kernel(loss, "loss_gradient"))
        .buffer(buffer(prediction))
        .buffer(buffer(target))
        .buffer(buffer(out))
        .integer(size(out))
        .run(size(out));
  }

  @Override
  protected double doSoftmaxCrossEntropy(DeviceMatrix z, DeviceMatrix target) {
    return softmaxLoss.value(buffer(z), buffer(target), z.rows(), z.columns());
  }

  @Override
  protected void doSoftmaxCrossEntropyGradient(
      DeviceMatrix z, DeviceMatrix target, DeviceMatrix out) {
    softmaxLoss.gradient(buffer(z), buffer(target), buffer(out), z.rows(), z.columns());
  }

  @Override
  protected double doSoftmaxCrossEntropyAndGradient(
      DeviceMatrix z, DeviceMatrix target, DeviceMatrix out) {
    return softmaxLoss.both(buffer(z), buffer(target), buffer(out), z.rows(), z.columns());
  }

  @Override
  protected void doUpdate(
      Optimiser optimiser,
      long step,
      DeviceMatrix gradient,
      DeviceMatrix theta,
      List<DeviceMatrix> state) {
    List<Long> states = state.stream().map(OpenClSession::buffer).toList();
    Steps.run(program, optimiser, step, buffer(gradient), buffer(theta), states, size(theta));
  }

  @Override
  protected void doGatherExamples(DeviceMatrix examples, int[] rows, DeviceMatrix target) {
    long chosen = indices.of((long) rows.length * Integer.BYTES);
    engine.write(rows, chosen);
    program
        .call("gather_examples")
        .buffer(buffer(examples))
        .integer(examples.columns())
        .buffer(chosen)
        .buffer(buffer(target))
        .integer(rows.length)
        .runGrid((examples.columns() + TOGETHER - 1) / TOGETHER, rows.length);
  }

  @Override
  protected void doDropout(DropoutMask mask, DeviceMatrix m) {
    program
        .call("dropout")
        .word(mask.state())
        .word(mask.threshold())
        .real(mask.factor())
        .buffer(buffer(m))
        .integer(size(m))
        .run(size(m));
  }

  @Override
  protected void doScaleRows(DeviceMatrix column, DeviceMatrix m) {
    program
        .call("scale_rows")
        .buffer(buffer(column))
        .buffer(buffer(m))
        .integer(m.columns())
        .runGrid(m.rows(), m.columns());
  }

  @Override
  protected void doNormaliseRows(
      double epsilon, DeviceMatrix m, DeviceMatrix mean, DeviceMatrix scale) {
    ClProgram.Call call =
        program
            .call("normalise_rows")
            .real(epsilon)
            .buffer(buffer(m))
            .buffer(buffer(mean))
            .buffer(buffer(scale));
    byRow(call, m);
  }

  @Override
  protected void doPullBackNormalised(
      DeviceMatrix normalised, DeviceMatrix scale, DeviceMatrix delta) {
    ClProgram.Call call =
        program
            .call("pull_back_normalised")
            .buffer(buffer(normalised))
            .buffer(buffer(scale))
            .buffer(buffer(delta));
    byRow(call, delta);
  }

  /** One row is a work-group of its own: rows are few, and long. */
  private static void byRow(ClProgram.Call call, DeviceMatrix m) {
    if (m.rows() > 0) {
      call.integer(m.columns()).integer(m.rows()).run(new long[] {m.rows()}, new long[] {1});
    }
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
    program
        .call("spread")
        .buffer(buffer(source))
        .buffer(((BufferTies) ties).index())
        .buffer(buffer(target))
        .integer(size(target))
        .run(size(target));
  }

  @Override
  protected void doCollect(DeviceMatrix full, DeviceTies ties, DeviceMatrix out) {
    BufferTies t = (BufferTies) ties;
    program
        .call("collect")
        .buffer(buffer(full))
        .buffer(t.starts())
        .buffer(t.positions())
        .buffer(buffer(out))
        .integer(size(out))
        .run(size(out));
  }

  @Override
  protected void doClose() {
    engine.close();
  }
}
