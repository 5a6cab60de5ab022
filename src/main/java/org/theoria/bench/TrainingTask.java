package org.theoria.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.theoria.backend.Backend;
import org.theoria.backend.Backends;
import org.theoria.backend.Precision;
import org.theoria.backend.Session;
import org.theoria.bench.BenchRecord.Figure;

/**
 * Adam epochs a second of the classifier of {@link TrainingData} on every available backend. As a
 * slice of a tensor is for the peers, a batch is in the backend's memory from the start and nothing
 * is copied.
 *
 * @param precision of the training
 * @param backends which to measure
 * @param reference the backend whose loss in float64 the others must have
 * @param source draws what is trained
 */
record TrainingTask(
    Precision precision, Backends backends, Backend reference, Supplier<TrainingData> source)
    implements BenchTask {
  static final String METRIC = "epochs_per_s";

  /** On what is installed, against ejml. */
  static TrainingTask of(Precision precision) {
    Backends installed = Backends.installed();
    return new TrainingTask(precision, installed, installed.named("ejml"), TrainingData::draw);
  }

  @Override
  public String id() {
    return "training-" + precision.id();
  }

  @Override
  public String description() {
    return "Adam epochs a second of a ReLU classifier "
        + TrainingData.ARCHITECTURE.widths()
        + ", "
        + TrainingData.EXAMPLES
        + " examples, batches of "
        + TrainingData.BATCH
        + ", in "
        + precision.id()
        + ", on each backend; all must have the loss of "
        + reference.name()
        + " in float64 after the first.";
  }

  @Override
  public Optional<Comparison> comparison() {
    return Optional.of(new Comparison(id(), METRIC, true));
  }

  /**
   * How far the mean losses of two runs may be apart after so many steps, to first order in the
   * rounding. A step changes θ_i by η·m̂/(√v̂ + ε), which is of size η and homogeneous of degree 0
   * in the gradient: an error δ of g_i changes it by about η·δ/|g_i|, and the loss by |g_i| times
   * that, which is η·δ whatever g_i is. An entry of the gradient of the mean loss is a mean of
   * products of size at most about 1, whose rounding errors grow like √n₀·u, n₀ being the longest
   * sum (rounding errors as independent: Higham and Mary 2019, doi:10.1137/18M1226312). Over P
   * entries and T steps: T·η·P·√n₀·u, doubled for two runs.
   */
  static double bound(Precision precision, long steps, TrainingData data) {
    return 2
        * steps
        * TrainingRun.METHOD.rate()
        * data.start().length
        * Math.sqrt(data.architecture().inputs())
        * precision.unitRoundoff();
  }

  @Override
  public List<BenchRecord> run(Settings settings) {
    TrainingData data = source.get();
    double expected = referenceLoss(data, settings.threads());
    return Ours.each(id(), backends, precision, b -> measure(b, data, expected, settings));
  }

  /** The mean loss of the reference after the first epoch. */
  double referenceLoss(TrainingData data, int threads) {
    try (Session session = reference.open(Precision.FLOAT64, threads)) {
      TrainingRun run = new TrainingRun(session, data, TrainingRun.Order.CONSECUTIVE);
      run.epoch();
      return run.meanLoss();
    }
  }

  private List<BenchRecord> measure(
      Backend backend, TrainingData data, double expected, Settings settings) {
    try (Session session = backend.open(precision, settings.threads())) {
      TrainingRun run = new TrainingRun(session, data, TrainingRun.Order.CONSECUTIVE);
      double before = run.meanLoss();
      double loss = checkedLoss(backend, run, data, expected);
      double bound = bound(precision, run.steps(), data);
      double rate = Rate.of(run::epoch, settings.seconds());
      String by = Ours.named(backend.name());
      String others =
          String.format(
              Locale.ROOT,
              "before %.4f; %s in float64 %.4f; bound %.1e",
              before,
              reference.name(),
              expected,
              bound);
      return List.of(
          new Figure(id(), by, METRIC, rate, "1/s"),
          new Figure(id(), by, "loss_after_first_epoch", loss, others));
    }
  }

  /**
   * Trains an epoch.
   *
   * @return the mean loss then
   * @throws BenchFailure where it is not the expected one
   */
  double checkedLoss(Backend backend, TrainingRun run, TrainingData data, double expected) {
    run.epoch();
    double loss = run.meanLoss();
    double bound = bound(precision, run.steps(), data);
    if (!(Math.abs(loss - expected) <= bound)) {
      throw new BenchFailure(
          String.format(
              Locale.ROOT,
              "%s: after %d steps the loss on %s is %s, on %s in float64 %s; at most %.1e apart"
                  + " was expected",
              id(),
              run.steps(),
              backend.name(),
              loss,
              reference.name(),
              expected,
              bound),
          String.format(
              Locale.ROOT,
              "{\"task\":\"%s\",\"backend\":\"%s\",\"loss\":\"%s\",\"expected\":\"%s\"}",
              id(),
              backend.name(),
              loss,
              expected));
    }
    return loss;
  }
}
