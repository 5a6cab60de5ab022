package org.theoria.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Session;
import org.theoria.backend.WeightDecay;
import org.theoria.backend.model.DeviceModel;
import org.theoria.backend.model.Model;
import org.theoria.network.Loss;
import org.theoria.sampling.Key;

/**
 * A network in training on a backend, its batches in the backend's memory. The one place of the
 * package that knows how a step is made; {@link EpochWork} counts what it does.
 */
final class TrainingRun {
  static final Optimiser.Adam METHOD = Optimiser.Adam.of(1e-3);

  /** How an epoch comes by its batches. */
  enum Order {
    /** They are matrices of their own, the same in each epoch: nothing is copied. */
    CONSECUTIVE,
    /** Each is gathered from all examples by row numbers in random order, as a trainer does. */
    RANDOM
  }

  private final Session session;
  private final int examples;
  private final List<Batch> batches = new ArrayList<>();
  private final DeviceModel model;
  private final DeviceMatrix probe;
  private long step;

  /** A batch on the device, and what brings it there for each epoch. */
  private record Batch(DeviceMatrix x, DeviceMatrix y, Runnable fill) {}

  TrainingRun(Session session, TrainingData data, Order order) {
    this.session = session;
    examples = data.examples();
    model =
        new DeviceModel(
            session,
            Model.of(data.architecture(), TrainingData.ACTIVATIONS, Loss.CROSS_ENTROPY, true));
    model.write(data.start());
    model.start(METHOD);
    probe = session.zeros(1, 1);
    switch (order) {
      case CONSECUTIVE -> consecutive(data);
      case RANDOM -> random(data);
    }
  }

  private void consecutive(TrainingData data) {
    for (TrainingData.Batch b : data.batches()) {
      batches.add(
          new Batch(
              session.upload(data.architecture().inputs(), b.examples(), b.x()),
              session.upload(data.architecture().outputs(), b.examples(), b.y()),
              () -> {}));
    }
  }

  private void random(TrainingData data) {
    int inputs = data.architecture().inputs();
    int outputs = data.architecture().outputs();
    DeviceMatrix x = session.upload(examples, inputs, data.rows(inputs, TrainingData.Batch::x));
    DeviceMatrix y = session.upload(examples, outputs, data.rows(outputs, TrainingData.Batch::y));
    int[] order = permutation(examples);
    Map<Integer, List<DeviceMatrix>> targets = new HashMap<>(); // one for each size, used again
    int first = 0;
    for (TrainingData.Batch b : data.batches()) {
      int[] rows = new int[b.examples()];
      System.arraycopy(order, first, rows, 0, rows.length);
      first += rows.length;
      List<DeviceMatrix> target =
          targets.computeIfAbsent(
              rows.length, n -> List.of(session.zeros(inputs, n), session.zeros(outputs, n)));
      DeviceMatrix xs = target.getFirst();
      DeviceMatrix ys = target.getLast();
      batches.add(
          new Batch(
              xs,
              ys,
              () -> {
                session.gatherExamples(x, rows, xs);
                session.gatherExamples(y, rows, ys);
              }));
    }
  }

  /** A permutation of 0..n−1, always the same. */
  static int[] permutation(int n) {
    return new Key("bench/training/order", 0).stream(0).permutation(n);
  }

  /** One pass over the batches, a step each; returns when the device has done it. */
  void epoch() {
    for (Batch b : batches) {
      b.fill().run();
      step++;
      model.backpropagate(b.x(), b.y(), step);
      model.step(step, 1, new WeightDecay.None());
    }
    session.download(probe);
  }

  /** Steps so far. */
  long steps() {
    return step;
  }

  /** The mean of the examples' cross-entropies at the current parameters. */
  double meanLoss() {
    double sum = 0;
    for (Batch b : batches) {
      b.fill().run();
      sum += model.loss(b.x(), b.y());
    }
    return sum / examples;
  }
}
