package org.theoria.bench;

import java.util.ArrayList;
import java.util.List;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Session;
import org.theoria.backend.WeightDecay;
import org.theoria.backend.model.DeviceModel;
import org.theoria.backend.model.Model;
import org.theoria.network.Loss;

/**
 * A network in training on a backend, its batches in the backend's memory. The one place of the
 * package that knows how a step is made; {@link EpochWork} counts what it does.
 */
final class TrainingRun {
  static final Optimiser.Adam METHOD = Optimiser.Adam.of(1e-3);

  private final Session session;
  private final int examples;
  private final List<Placed> batches = new ArrayList<>();
  private final DeviceModel network;
  private final DeviceMatrix probe;
  private long step;

  private record Placed(DeviceMatrix x, DeviceMatrix y) {}

  TrainingRun(Session session, TrainingData data) {
    this.session = session;
    for (TrainingData.Batch b : data.batches()) {
      batches.add(
          new Placed(
              session.upload(data.architecture().inputs(), b.examples(), b.x()),
              session.upload(data.architecture().outputs(), b.examples(), b.y())));
    }
    examples = data.batches().stream().mapToInt(TrainingData.Batch::examples).sum();
    network =
        new DeviceModel(
            session,
            Model.of(data.architecture(), TrainingData.ACTIVATIONS, Loss.CROSS_ENTROPY, true));
    network.write(data.start());
    network.start(METHOD);
    probe = session.zeros(1, 1);
  }

  /** One pass over the batches, a step each; returns when the device has done it. */
  void epoch() {
    for (Placed b : batches) {
      network.backpropagate(b.x(), b.y(), 0);
      network.step(++step, 1, new WeightDecay.None());
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
    for (Placed b : batches) {
      sum += network.loss(b.x(), b.y());
    }
    return sum / examples;
  }
}
