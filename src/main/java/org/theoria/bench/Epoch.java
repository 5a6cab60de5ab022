package org.theoria.bench;

import java.util.ArrayList;
import java.util.List;
import org.theoria.backend.Backend;
import org.theoria.backend.Precision;
import org.theoria.backend.Session;

/**
 * An epoch of the training task on a backend, measured and predicted.
 *
 * @param backend its name
 * @param order how it comes by its batches
 * @param measured seconds, the median of the rounds
 * @param predicted by the cost model from this backend's {@link Calibration}
 * @param fit how far the calibration's law for products is off at most on its own shapes
 */
record Epoch(
    String backend,
    TrainingRun.Order order,
    double measured,
    CostModel.Prediction predicted,
    double fit) {
  private static final int WARM_UP = 2;
  private static final int ROUNDS = 5;

  /** What each operation of the calibration is timed for, as a part of an epoch's measurement. */
  private static final double OPERATION_SHARE = 1.0 / 100;

  /**
   * Epochs of both orders. Rounds of calibration and of epochs alternate, so that they see the same
   * machine; neither uses what the other found.
   */
  static List<Epoch> measure(
      Backend backend, Precision precision, TrainingData data, BenchTask.Settings settings) {
    try (Session session = backend.open(precision, settings.threads())) {
      Stopwatch stopwatch = new Stopwatch(session);
      return measure(backend.name(), session, stopwatch, data, settings.seconds() / ROUNDS);
    }
  }

  /**
   * The same on a session, by any clock.
   *
   * @param each seconds of a measurement
   */
  static List<Epoch> measure(
      String backend, Session session, Stopwatch stopwatch, TrainingData data, double each) {
    Calibration calibration = new Calibration(session, stopwatch);
    List<Timed> runs = new ArrayList<>();
    for (TrainingRun.Order order : TrainingRun.Order.values()) {
      runs.add(new Timed(order, new TrainingRun(session, data, order), new ArrayList<>()));
    }
    for (int k = 0; k < WARM_UP + ROUNDS; k++) {
      if (k == WARM_UP) {
        calibration.forget();
        runs.forEach(r -> r.seconds().clear());
      }
      calibration.round(each * OPERATION_SHARE);
      for (Timed r : runs) {
        r.seconds().add(stopwatch.secondsOf(r.run()::epoch, each));
      }
    }
    Calibration.Measured rates = calibration.rates();
    return runs.stream()
        .map(
            r ->
                new Epoch(
                    backend,
                    r.order(),
                    Median.of(r.seconds()),
                    CostModel.predict(EpochWork.of(data, r.order()), rates),
                    rates.worstProduct()))
        .toList();
  }

  private record Timed(TrainingRun.Order order, TrainingRun run, List<Double> seconds) {}

  double deviation() {
    return predicted.deviation(measured);
  }
}
