package org.theoria.backend.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.DeviceTies;
import org.theoria.backend.Session;
import org.theoria.backend.Ties;

/** Batch normalisation. */
final class NormalisationStage implements Stage {
  private final ModelMemory memory;
  private final Session session;
  private final BatchNormalisation layer;
  private final Shape shape;
  private final Tensor gamma;
  private final Tensor beta;
  private final DeviceMatrix runningMean;
  private final DeviceMatrix runningVariance;
  private long statisticsVersion;

  /** Of evaluation, one number a row: −running mean, γ/√(running variance + ε), β. */
  private final DeviceMatrix offset;

  private final DeviceMatrix factor;
  private final DeviceMatrix shift;
  private long evaluated = -1;

  NormalisationStage(ModelMemory memory, BatchNormalisation layer, Shape shape) {
    this.memory = memory;
    this.session = memory.session();
    this.layer = layer;
    this.shape = shape;
    List<ParameterBlock> blocks = layer.parameters(shape);
    gamma = new Tensor(memory, blocks.getFirst());
    beta = new Tensor(memory, blocks.getLast());
    double[] ones = new double[shape.channels()];
    Arrays.fill(ones, 1);
    runningMean = memory.zeros(shape.channels(), 1);
    runningVariance = memory.upload(shape.channels(), 1, ones);
    offset = memory.zeros(shape.size(), 1);
    factor = memory.zeros(shape.size(), 1);
    shift = memory.zeros(shape.size(), 1);
  }

  @Override
  public List<Tensor> tensors() {
    return List.of(gamma, beta);
  }

  @Override
  public List<DeviceMatrix> statistics() {
    return List.of(runningMean, runningVariance);
  }

  @Override
  public void statisticsChanged() {
    statisticsVersion++;
  }

  @Override
  public Pass pass(int columns) {
    return new NormalisationPass(columns);
  }

  /** The columns of evaluation, for the parameters and statistics as they are now. */
  private void refresh() {
    long now = gamma.version() + beta.version() + statisticsVersion;
    if (evaluated == now) {
      return;
    }
    double[] mean = session.download(runningMean);
    double[] variance = session.download(runningVariance);
    double[] g = session.download(gamma.value());
    double[] b = session.download(beta.value());
    for (int c = 0; c < mean.length; c++) {
      mean[c] = -mean[c];
      g[c] /= Math.sqrt(variance[c] + layer.epsilon());
    }
    session.write(byRow(mean), offset);
    session.write(byRow(g), factor);
    session.write(byRow(b), shift);
    evaluated = now;
  }

  private double[] byRow(double[] byChannel) {
    double[] rows = new double[shape.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = byChannel[i / shape.positions()];
    }
    return rows;
  }

  private final class NormalisationPass implements Pass {
    private final int columns;
    private final DeviceMatrix output;
    private Optional<Learning> learning = Optional.empty();

    NormalisationPass(int columns) {
      this.columns = columns;
      output = memory.zeros(shape.size(), columns);
    }

    @Override
    public DeviceMatrix forward(DeviceMatrix x, Mode mode) {
      switch (mode) {
        case Mode.Training(long key) -> learning().forward(x);
        case Mode.Evaluation() -> evaluate(x);
      }
      return output;
    }

    private void evaluate(DeviceMatrix x) {
      refresh();
      session.copy(x, output);
      session.addColumn(offset, output);
      session.scaleRows(factor, output);
      session.addColumn(shift, output);
    }

    @Override
    public DeviceMatrix backward(DeviceMatrix x, DeviceMatrix delta, boolean needed) {
      learning().backward(delta, needed);
      return delta;
    }

    private Learning learning() {
      Learning l =
          learning.orElseGet(() -> memory.allOrNothing(() -> new Learning(columns, output)));
      learning = Optional.of(l);
      return l;
    }
  }

  /**
   * Training on batches of one number of columns, with its buffers. A batch is taken as channels ×
   * entries: the rows of a channel lie one after the other, so this is the same memory with another
   * number of columns.
   */
  private final class Learning {
    private final int entries;
    private final DeviceMatrix output;
    private final DeviceMatrix normalised;
    private final DeviceMatrix spare;
    private final DeviceMatrix product;
    private final DeviceMatrix mean;
    private final DeviceMatrix scale;
    private final DeviceMatrix column;
    private final Optional<DeviceTies> same;

    Learning(int columns, DeviceMatrix output) {
      this.entries = shape.positions() * columns;
      this.output = output;
      int channels = shape.channels();
      normalised = memory.zeros(channels, entries);
      spare = memory.zeros(channels, entries);
      product = memory.zeros(channels, entries);
      mean = memory.zeros(channels, 1);
      scale = memory.zeros(channels, 1);
      column = memory.zeros(channels, 1);
      same = shape.isVector() ? Optional.empty() : Optional.of(memory.ties(same(columns)));
    }

    private Ties same(int columns) {
      int[] index = new int[shape.size() * columns];
      Arrays.setAll(index, k -> k);
      return new Ties(index.length, index);
    }

    /** The same entries in the same order, with another number of columns. */
    private void reshape(DeviceMatrix from, DeviceMatrix to) {
      if (same.isPresent()) {
        session.spread(from, same.get(), to);
      } else {
        session.copy(from, to);
      }
    }

    void forward(DeviceMatrix x) {
      reshape(x, normalised);
      session.copy(normalised, spare);
      session.normaliseRows(layer.epsilon(), normalised, mean, scale);
      follow();
      session.copy(normalised, spare);
      session.scaleRows(gamma.value(), spare);
      session.addColumn(beta.value(), spare);
      reshape(spare, output);
    }

    /** Running statistics; spare holds the entries as they came. */
    private void follow() {
      double m = layer.momentum();
      if (entries > 0) {
        session.scale(1 - m, runningMean);
        session.axpy(m, mean, runningMean);
      }
      if (entries > 1) {
        session.copy(mean, column);
        session.scale(-1, column);
        session.addColumn(column, spare);
        session.hadamard(spare, spare, spare);
        session.rowSums(spare, column);
        session.scale(1 - m, runningVariance);
        session.axpy(m / (entries - 1), column, runningVariance);
      }
      statisticsVersion++;
    }

    void backward(DeviceMatrix delta, boolean needed) {
      reshape(delta, spare);
      session.hadamard(normalised, spare, product);
      session.rowSums(product, gamma.gradient());
      session.rowSums(spare, beta.gradient());
      if (needed) {
        session.scaleRows(gamma.value(), spare);
        session.pullBackNormalised(normalised, scale, spare);
        reshape(spare, delta);
      }
    }
  }
}
