package org.theoria.backend.opencl;

import java.util.List;
import java.util.Locale;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.DeviceTies;
import org.theoria.backend.DropoutMask;
import org.theoria.backend.Form;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Session;
import org.theoria.backend.Ties;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/** The operations as kernels; results stay on the device. */
final class OpenClSession extends Session {
  /** Work-items of a sum; the host adds what they leave. */
  private static final int SUMMANDS = 1024;

  /** Entries of an example that one work-item copies: TOGETHER of rows.cl. */
  private static final int TOGETHER = 8;

  private final Engine engine;
  private final ClProgram program;
  private final Product product;
  private final long sums;
  private Room columnLosses;
  private Room indices;

  /** A buffer that grows. */
  private record Room(long buffer, long bytes) {}

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
              "TILE_ROWS=" + Product.TILE_ROWS,
              "TILE_COLUMNS=" + Product.tileColumns(engine.precision().bytes()));
      this.product = new Product(engine, program, strips);
      this.sums = engine.allocate((long) SUMMANDS * engine.sumBytes());
      this.columnLosses = new Room(engine.allocate(engine.sumBytes()), engine.sumBytes());
      this.indices = new Room(engine.allocate(Integer.BYTES), Integer.BYTES);
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

  private Room room(Room old, long bytes) {
    if (old.bytes() >= bytes) {
      return old;
    }
    engine.free(old.buffer(), old.bytes());
    return new Room(engine.allocate(bytes), bytes);
  }

  @Override
  protected boolean owns(DeviceMatrix m) {
    return m instanceof ClMatrix own && own.owner().equals(this);
  }

  @Override
  protected DeviceMatrix doZeros(int rows, int columns) {
    return new ClMatrix(this, rows, columns, engine.zeros((long) rows * columns));
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
    indices = room(indices, (long) columns.length * Integer.BYTES);
    engine.write(columns, indices.buffer());
    program
        .call("gather")
        .buffer(buffer(source))
        .integer(source.columns())
        .buffer(indices.buffer())
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

  /** Runs a kernel of sums, whose last arguments are still to come, and adds what it leaves. */
  private double total(ClProgram.Call call, int size) {
    if (size == 0) {
      return 0;
    }
    int items = Math.min(size, SUMMANDS);
    call.buffer(sums).integer(size).run(new long[] {items}, new long[] {1});
    double total = 0;
    for (double s : engine.readSums(sums, items)) {
      total += s;
    }
    return total;
  }

  @Override
  protected double doSum(DeviceMatrix m) {
    return total(program.call("sum").buffer(buffer(m)), size(m));
  }

  @Override
  protected double doDot(DeviceMatrix a, DeviceMatrix b) {
    return total(program.call("dot_product").buffer(buffer(a)).buffer(buffer(b)), size(a));
  }

  @Override
  protected double doLoss(StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target) {
    return total(
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

  /** The sum of the losses that a kernel left for each column. */
  private double columnLosses(int columns) {
    return total(program.call("sum_partial").buffer(columnLosses.buffer()), columns);
  }

  @Override
  protected double doSoftmaxCrossEntropy(DeviceMatrix z, DeviceMatrix target) {
    columnLosses = room(columnLosses, (long) z.columns() * engine.sumBytes());
    program
        .call("cross_entropy_of_softmax")
        .buffer(buffer(z))
        .buffer(buffer(target))
        .buffer(columnLosses.buffer())
        .integer(z.rows())
        .integer(z.columns())
        .run(z.columns());
    return columnLosses(z.columns());
  }

  @Override
  protected void doSoftmaxCrossEntropyGradient(
      DeviceMatrix z, DeviceMatrix target, DeviceMatrix out) {
    program
        .call("cross_entropy_of_softmax_gradient")
        .buffer(buffer(z))
        .buffer(buffer(target))
        .buffer(buffer(out))
        .integer(z.rows())
        .integer(z.columns())
        .run(z.columns());
  }

  @Override
  protected double doSoftmaxCrossEntropyAndGradient(
      DeviceMatrix z, DeviceMatrix target, DeviceMatrix out) {
    columnLosses = room(columnLosses, (long) z.columns() * engine.sumBytes());
    program
        .call("cross_entropy_of_softmax_both")
        .buffer(buffer(z))
        .buffer(buffer(target))
        .buffer(columnLosses.buffer())
        .buffer(buffer(out))
        .integer(z.rows())
        .integer(z.columns())
        .run(z.columns());
    return columnLosses(z.columns());
  }

  @Override
  protected void doUpdate(
      Optimiser optimiser,
      long step,
      DeviceMatrix gradient,
      DeviceMatrix theta,
      List<DeviceMatrix> state) {
    int size = size(theta);
    switch (optimiser) {
      case Optimiser.GradientDescent(double rate) -> doAxpy(-rate, gradient, theta);
      case Optimiser.Momentum(double rate, double momentum) ->
          momentumStep("momentum_step", rate, momentum, gradient, theta, state.getFirst());
      case Optimiser.Nesterov(double rate, double momentum) ->
          momentumStep("nesterov_step", rate, momentum, gradient, theta, state.getFirst());
      case Optimiser.Adam a -> {
        AdamConstants k = AdamConstants.of(a, step);
        program
            .call("adam_step")
            .real(k.rate())
            .real(k.root())
            .real(a.beta1())
            .real(1 - a.beta1())
            .real(a.beta2())
            .real(1 - a.beta2())
            .real(a.epsilon())
            .buffer(buffer(gradient))
            .buffer(buffer(theta))
            .buffer(buffer(state.get(0)))
            .buffer(buffer(state.get(1)))
            .integer(size)
            .run(size);
      }
    }
  }

  private void momentumStep(
      String kernel,
      double rate,
      double momentum,
      DeviceMatrix gradient,
      DeviceMatrix theta,
      DeviceMatrix state) {
    program
        .call(kernel)
        .real(rate)
        .real(momentum)
        .buffer(buffer(gradient))
        .buffer(buffer(theta))
        .buffer(buffer(state))
        .integer(size(theta))
        .run(size(theta));
  }

  @Override
  protected void doGatherExamples(DeviceMatrix examples, int[] rows, DeviceMatrix target) {
    indices = room(indices, (long) rows.length * Integer.BYTES);
    engine.write(rows, indices.buffer());
    program
        .call("gather_examples")
        .buffer(buffer(examples))
        .integer(examples.columns())
        .buffer(indices.buffer())
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
    return new ClTies(
        this,
        ties,
        engine.integers(ties.index()),
        engine.integers(ties.starts()),
        engine.integers(ties.positions()));
  }

  @Override
  protected boolean owns(DeviceTies ties) {
    return ties instanceof ClTies own && own.owner().equals(this);
  }

  @Override
  protected void doSpread(DeviceMatrix source, DeviceTies ties, DeviceMatrix target) {
    program
        .call("spread")
        .buffer(buffer(source))
        .buffer(((ClTies) ties).index())
        .buffer(buffer(target))
        .integer(size(target))
        .run(size(target));
  }

  @Override
  protected void doCollect(DeviceMatrix full, DeviceTies ties, DeviceMatrix out) {
    ClTies t = (ClTies) ties;
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
