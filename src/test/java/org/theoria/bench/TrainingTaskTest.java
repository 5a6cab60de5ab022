package org.theoria.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.backend.Backend;
import org.theoria.backend.BackendStatus;
import org.theoria.backend.Backends;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Precision;
import org.theoria.backend.Session;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.bench.BenchRecord.Unavailable;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;

final class TrainingTaskTest {
  private static final TrainingData DATA =
      TrainingData.draw(Architecture.of(30, 12, 8, 4), 100, 32);
  private static final BenchTask.Settings SHORT = new BenchTask.Settings(2, 0.001);

  private static Backend ejml() {
    return Backends.installed().named("ejml");
  }

  private static TrainingTask task(Precision precision, List<Backend> backends) {
    return new TrainingTask(precision, new Backends(backends), ejml(), () -> DATA);
  }

  /** A backend that is not there. */
  private record Missing() implements Backend {
    @Override
    public String name() {
      return "missing";
    }

    @Override
    public int priority() {
      return 1;
    }

    @Override
    public BackendStatus probe() {
      return new BackendStatus.Unavailable("no device");
    }

    @Override
    public Session open(Precision precision) {
      throw new IllegalStateException("opened although unavailable");
    }

    @Override
    public NetworkBatch batch(
        Architecture architecture, List<Activation> activations, Loss loss, Precision precision) {
      throw new IllegalStateException("opened although unavailable");
    }
  }

  @Test
  void oneLineForEachBackendAndWhyOneIsMissing() {
    List<BenchRecord> records = task(Precision.FLOAT64, List.of(new Missing(), ejml())).run(SHORT);
    assertEquals(
        new Unavailable("training-float64", "ours-missing", "no device"), records.getFirst());
    Figure rate = (Figure) records.get(1);
    assertEquals("ours-ejml", rate.by());
    assertEquals("epochs_per_s", rate.metric());
    assertTrue(rate.value() > 0);
  }

  /** Every installed backend, in both precisions, trains to the same loss. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void theLossIsTheSameEverywhere(Precision precision) {
    List<BenchRecord> records = task(precision, Backends.installed().all()).run(SHORT);
    assertTrue(records.stream().anyMatch(r -> r.by().equals("ours-ejml")), records.toString());
  }

  /**
   * The loss must have moved by much more than the bound: else the check would pass on anything.
   */
  @Test
  void theBoundIsFarBelowWhatTrainingChanges() {
    try (Session session = ejml().open(Precision.FLOAT64)) {
      TrainingRun run = new TrainingRun(session, DATA, TrainingRun.Order.CONSECUTIVE);
      double before = run.meanLoss();
      run.epoch();
      double moved = before - run.meanLoss();
      assertTrue(moved > 100 * TrainingTask.bound(Precision.FLOAT32, run.steps(), DATA));
    }
  }

  @Test
  void anotherLossIsAFailureThatNamesTheBackend() {
    TrainingTask task = task(Precision.FLOAT64, List.of(ejml()));
    double expected = task.referenceLoss(DATA, 1);
    try (Session session = ejml().open(Precision.FLOAT64)) {
      TrainingRun run = new TrainingRun(session, DATA, TrainingRun.Order.CONSECUTIVE);
      run.epoch(); // an epoch too many
      BenchFailure e =
          assertThrows(BenchFailure.class, () -> task.checkedLoss(ejml(), run, DATA, expected));
      assertTrue(String.valueOf(e.getMessage()).contains("the loss on ejml is "), e.getMessage());
      assertTrue(e.instance().contains("\"backend\":\"ejml\""), e.instance());
    }
  }

  /** Rows in random order are the same examples. */
  @Test
  void gatheredBatchesHaveTheSameLoss() {
    try (Session session = ejml().open(Precision.FLOAT64)) {
      double inOrder = new TrainingRun(session, DATA, TrainingRun.Order.CONSECUTIVE).meanLoss();
      double random = new TrainingRun(session, DATA, TrainingRun.Order.RANDOM).meanLoss();
      assertEquals(inOrder, random, 1e-12);
    }
  }

  @Test
  void theRatioIsThatOfEachOfOursToTheBestPeer() {
    BenchTask.Comparison comparison = new BenchTask.Comparison("t", "epochs_per_s", true);
    List<BenchRecord> ratios =
        BenchRunner.ratios(
            "t",
            comparison,
            List.of(
                new Figure("t", "ours-a", "epochs_per_s", 8, "1/s"),
                new Figure("t", "ours-b", "epochs_per_s", 2, "1/s"),
                new Unavailable("t", "ours-c", "no device"),
                new Figure("t", "slow", "epochs_per_s", 1, "1/s"),
                new Figure("t", "fast", "epochs_per_s", 4, "1/s")));
    assertEquals(
        List.of(
            new Figure("t", "ours-a / fast", "epochs_per_s_ratio", 2, "1"),
            new Figure("t", "ours-b / fast", "epochs_per_s_ratio", 0.5, "1")),
        ratios);
  }
}
