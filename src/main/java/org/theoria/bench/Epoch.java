package org.theoria.bench;

import java.util.ArrayList;
import java.util.List;
import org.theoria.backend.Backend;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Precision;
import org.theoria.backend.Session;

/**
 * An epoch of the training task on a backend, measured and predicted.
 *
 * @param backend its name
 * @param measured seconds, the median of the rounds
 * @param predicted by the cost model from this backend's {@link Calibration}
 */
record Epoch(String backend, double measured, CostModel.Prediction predicted) {
  private static final int WARM_UP = 2;
  private static final int ROUNDS = 3;

  /** What each operation of the calibration is timed for, as a part of an epoch's measurement. */
  private static final double OPERATION_SHARE = 1.0 / 100;

  /**
   * Rounds of calibration and of epochs alternate, so that both see the same machine; neither uses
   * what the other found.
   */
  static Epoch measure(
      Backend backend, Precision precision, TrainingData data, BenchTask.Settings settings) {
    try (Session session = backend.open(precision, settings.threads())) {
      DeviceMatrix probe = session.zeros(1, 1);
      TrainingRun run = new TrainingRun(session, data);
      Calibration calibration = new Calibration(session);
      List<Double> seconds = new ArrayList<>();
      double each = settings.seconds() / ROUNDS;
      for (int k = 0; k < WARM_UP + ROUNDS; k++) {
        if (k == WARM_UP) {
          calibration.forget();
          seconds.clear();
        }
        calibration.round(each * OPERATION_SHARE);
        seconds.add(Calibration.secondsOf(session, probe, run::epoch, each));
      }
      return new Epoch(
          backend.name(),
          Median.of(seconds),
          CostModel.predict(EpochWork.ofTasks(), calibration.rates()));
    }
  }

  double deviation() {
    return predicted.deviation(measured);
  }
}
