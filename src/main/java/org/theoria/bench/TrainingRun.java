package org.theoria.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.DeviceNetwork;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Session;
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
  private final Map<Integer, DeviceNetwork> byExamples = new HashMap<>();
  private final DeviceNetwork network;
  private final DeviceMatrix probe;
  private long step;

  private record Placed(DeviceMatrix x, DeviceMatrix y, DeviceNetwork network) {}

  TrainingRun(Session session, TrainingData data) {
    this.session = session;
    for (TrainingData.Batch b : data.batches()) {
      DeviceNetwork own =
          byExamples.computeIfAbsent(
              b.examples(),
              n ->
                  new DeviceNetwork(
                      session,
                      data.architecture(),
                      TrainingData.ACTIVATIONS,
                      Loss.CROSS_ENTROPY,
                      n,
                      true));
      batches.add(
          new Placed(
              session.upload(data.architecture().inputs(), b.examples(), b.x()),
              session.upload(data.architecture().outputs(), b.examples(), b.y()),
              own));
    }
    examples = data.batches().stream().mapToInt(TrainingData.Batch::examples).sum();
    network = batches.getFirst().network();
    network.write(data.start());
    network.start(METHOD);
    probe = session.zeros(1, 1);
  }

  /** One pass over the batches, a step each; returns when the device has done it. */
  void epoch() {
    for (Placed b : batches) {
      if (!b.network().equals(network)) {
        b.network().copyParameters(network);
      }
      b.network().backpropagate(b.x(), b.y());
      network.step(++step, b.network());
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
      if (!b.network().equals(network)) {
        b.network().copyParameters(network);
      }
      sum += b.network().loss(b.x(), b.y());
    }
    return sum / examples;
  }
}
