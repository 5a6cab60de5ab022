package org.theoria.theorems.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.backend.ejml.EjmlBackend;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Observations;
import org.theoria.experiment.Plot;
import org.theoria.experiment.Watch;
import org.theoria.network.Network;
import org.theoria.network.OutputJacobian;
import org.theoria.network.file.ArrayFileException;
import org.theoria.network.file.ExampleRange;
import org.theoria.proposition.Text;
import org.theoria.train.TrainingResult;
import org.theoria.train.TrainingRun;

final class MnistLocalDimensionTest {
  private static final DigitTraining TRAINING = new DigitTraining(0.01, 10, 40, List.of(0, 3));

  /** A plan with another number of examples of each kind. */
  private static DigitPlan plan(
      DigitScale scale, List<Integer> widths, int trainings, int n, List<Integer> epochs) {
    return new DigitPlan(
        scale,
        widths,
        trainings,
        List.of(
            new DigitPlan.Part(DigitSet.Kind.TRAIN, n, epochs),
            new DigitPlan.Part(DigitSet.Kind.TEST, n + 1, epochs),
            new DigitPlan.Part(DigitSet.Kind.GAUSSIAN, n + 2, epochs)));
  }

  private static Observations run(long seed, Watch watch) {
    DigitSizes sizes =
        new DigitSizes(
            TRAINING,
            List.of(
                plan(DigitScale.PIXELS, List.of(3), 1, 3, List.of(0, 3)),
                plan(DigitScale.MEANS, List.of(3), 1, 12, List.of(0, 3))));
    return MnistLocalDimension.run(new EjmlBackend(), sizes, seed, watch);
  }

  @Test
  void itRunsAndHasARankForEachPart() {
    Observations seen = run(1, Watch.SILENT);
    assertTrue(seen.complete());
    assertEquals(1, seen.tables().size());
    assertEquals(2 * 2 * 3, seen.tables().getFirst().rows().size());
    assertEquals(2, seen.figures().getFirst().panels().size());
    assertEquals(seen, run(1, Watch.SILENT));
    assertNotEquals(seen, run(2, Watch.SILENT));
  }

  @Test
  void theOneByWidthRuns() {
    DigitSizes sizes =
        new DigitSizes(
            new DigitTraining(0.01, 10, 40, List.of(2)),
            List.of(
                plan(DigitScale.PIXELS, List.of(1, 3), 1, 3, List.of(2)),
                plan(DigitScale.MEANS, List.of(1, 3), 1, 12, List.of(2))));
    Observations seen = MnistLocalDimensionWidth.run(new EjmlBackend(), sizes, 1, Watch.SILENT);
    assertTrue(seen.complete());
    assertEquals(2 * 2 * 3, seen.tables().getFirst().rows().size());
    assertEquals(seen, MnistLocalDimensionWidth.run(new EjmlBackend(), sizes, 1, Watch.SILENT));
  }

  /** Other sets at other epochs, and several trainings: those of the seed and of the next ones. */
  @Test
  void aPlanSaysWhichRanksAreTaken() {
    DigitPlan few =
        new DigitPlan(
            DigitScale.MEANS,
            List.of(2),
            2,
            List.of(
                new DigitPlan.Part(DigitSet.Kind.TRAIN, 6, List.of(0, 3)),
                new DigitPlan.Part(DigitSet.Kind.GAUSSIAN, 7, List.of(3))));
    DigitSizes sizes = new DigitSizes(TRAINING, List.of(few));
    List<DigitRank> ranks = DigitRuns.of(new EjmlBackend(), sizes, 4, Watch.SILENT).ranks();
    assertEquals(
        List.of(
            "4 0 TRAIN 6",
            "4 3 TRAIN 6",
            "4 3 GAUSSIAN 7",
            "5 0 TRAIN 6",
            "5 3 TRAIN 6",
            "5 3 GAUSSIAN 7"),
        ranks.stream()
            .map(r -> r.seed() + " " + r.epoch() + " " + r.kind() + " " + r.examples())
            .toList());
    DigitSizes next =
        new DigitSizes(TRAINING, List.of(plan(few.scale(), few.widths(), 1, 6, List.of(0, 3))));
    List<DigitRank> alone = DigitRuns.of(new EjmlBackend(), next, 5, Watch.SILENT).ranks();
    assertEquals(alone.getFirst(), ranks.get(3));
    assertNotEquals(ranks.get(0).loss(), ranks.get(3).loss());
    Exhibit.Figure figure = DigitExhibits.alongTraining(ranks);
    // a line with dots for each training, and a dot alone for a single rank
    List<Plot.Mark> marks = figure.panels().getFirst().marks();
    assertEquals(2, marks.stream().filter(Plot.Line.class::isInstance).count() - 1);
    assertEquals(4, marks.stream().filter(Plot.Dots.class::isInstance).count());
    assertEquals(3, marks.stream().filter(m -> m.name().isPresent()).count());
    List<DigitPlan> at = List.of(plan(few.scale(), few.widths(), 1, 6, List.of(1)));
    assertThrows(IllegalArgumentException.class, () -> new DigitSizes(TRAINING, at));
  }

  /** What does not fit into the heap is refused before anything is trained. */
  @Test
  void aMatrixThatDoesNotFitIsRefusedAtOnce() {
    DigitPlan large = plan(DigitScale.PIXELS, List.of(3000), 1, 4000, List.of(0));
    DigitSizes sizes =
        new DigitSizes(new DigitTraining(0.001, 50, 4000, List.of(0)), List.of(large));
    String message =
        String.valueOf(
            assertThrows(
                    ArrayFileException.class,
                    () -> DigitRuns.of(new EjmlBackend(), sizes, 1, Watch.SILENT))
                .getMessage());
    assertTrue(message.startsWith("experiment: expected a heap of at least "), message);
    assertTrue(message.contains(" for the rank of a 40000×20391010 Jacobian matrix"), message);
  }

  @Test
  void aTrainingThatIsNotFiniteIsNoTraining() {
    Network network =
        TRAINING.run(new EjmlBackend(), DigitScale.MEANS, 1, 1, Watch.SILENT).getFirst().network();
    TrainingRun run = new TrainingRun(network, 0, Double.NaN, Double.NaN, 1, 1);
    DigitTraining.requireFinite(new TrainingResult.StepsExhausted(run));
    for (TrainingResult result :
        List.of(
            new TrainingResult.Diverged(run, 3, Double.NaN),
            new TrainingResult.NotFiniteAtStart(run, Double.NaN))) {
      String message =
          String.valueOf(
              assertThrows(IllegalStateException.class, () -> DigitTraining.requireFinite(result))
                  .getMessage());
      assertTrue(message.contains("loss NaN"), message);
    }
  }

  /** The rank of the table is that of the Jacobian matrix over ℚ, formed. */
  @Test
  void theRanksAreExact() {
    for (DigitTraining.Kept kept :
        TRAINING.run(new EjmlBackend(), DigitScale.MEANS, 2, 1, Watch.SILENT)) {
      for (DigitSet.Kind kind : DigitSet.Kind.values()) {
        DigitSet set = DigitSet.of(kind, DigitScale.MEANS, 40, 4, 1);
        DigitRank rank =
            DigitRank.of(DigitScale.MEANS, 2, kept, set, 1, Watch.SILENT).orElseThrow();
        int exact =
            ExactRank.rank(
                OutputJacobian.of(
                    kept.network().forward(RationalArithmetic.INSTANCE, set.exact())));
        assertEquals(exact, rank.rank());
        assertTrue(rank.isKnown());
        assertTrue(rank.rank() <= rank.proven() && rank.proven() <= rank.largest());
      }
    }
  }

  @Test
  void trainingIsOnTheDigits() {
    List<DigitTraining.Kept> kept =
        new DigitTraining(0.01, 10, 60, List.of(0, 20))
            .run(new EjmlBackend(), DigitScale.MEANS, 10, 1, Watch.SILENT);
    assertEquals(List.of(0, 20), kept.stream().map(DigitTraining.Kept::epoch).toList());
    assertTrue(kept.getLast().loss() < kept.getFirst().loss() / 4, kept.toString());
    assertEquals(
        1,
        kept.getLast()
            .network()
            .weight(1)
            .get(0, 0)
            .times(Rational.of(1L << 20))
            .denominator()
            .intValueExact());
  }

  @Test
  void setsAreOtherDigits() {
    double[] all = DigitScale.MEANS.images(new ExampleRange(1, OptionalInt.of(8)));
    assertEquals(8 * 49, all.length);
    DigitSet train = DigitSet.of(DigitSet.Kind.TRAIN, DigitScale.MEANS, 5, 3, 1);
    DigitSet test = DigitSet.of(DigitSet.Kind.TEST, DigitScale.MEANS, 5, 3, 1);
    assertEquals(Arrays.toString(Arrays.copyOf(all, 3 * 49)), Arrays.toString(train.values()));
    assertEquals(
        Arrays.toString(Arrays.copyOfRange(all, 5 * 49, 8 * 49)), Arrays.toString(test.values()));
    double[] pixels = DigitScale.PIXELS.images(new ExampleRange(1, OptionalInt.of(8)));
    assertEquals(Arrays.stream(pixels).sum() / 16, Arrays.stream(all).sum(), 1e-9);
    assertEquals(all[3 * 49 + 10], train.columns().length > 0 ? columns(all)[10 * 8 + 3] : -1);
  }

  private static double[] columns(double[] all) {
    return new DigitSet(DigitSet.Kind.TRAIN, 49, all).columns();
  }

  @Test
  void stoppedItEndsSoonAndSaysSo() {
    for (int looks : new int[] {0, 2, 5, 12}) {
      AtomicInteger asked = new AtomicInteger();
      Observations seen =
          run(
              1,
              new Watch() {
                @Override
                public void stage(Text label, long total) {}

                @Override
                public void advance(long units) {}

                @Override
                public boolean stopped() {
                  return asked.incrementAndGet() > looks;
                }
              });
      assertFalse(seen.complete());
      assertTrue(asked.get() < looks + 10, "asked " + asked);
    }
  }

  /** The ranks of the kept report at the start of the training: no backend has a part in them. */
  @Test
  void theKeptReportIsReproduced() throws IOException {
    DigitSizes full = MnistLocalDimension.FULL;
    // the other plan has ranks that take minutes
    DigitPlan plan = full.plans().getLast();
    int width = plan.widths().getLast();
    int digits = full.training().digits();
    DigitTraining start =
        new DigitTraining(full.training().rate(), full.training().batch(), digits, List.of(0));
    DigitTraining.Kept kept =
        start.run(new EjmlBackend(), plan.scale(), width, 1, Watch.SILENT).getFirst();
    List<String> lines =
        Files.readAllLines(
            Path.of("reports", "experiments", "mnist-local-dimension", "tables", "ranks.csv"));
    for (DigitPlan.Part part : List.of(plan.at(0).getFirst(), plan.at(0).getLast())) {
      DigitSet set = DigitSet.of(part.kind(), plan.scale(), digits, part.examples(), 1);
      DigitRank rank = DigitRank.of(plan.scale(), width, kept, set, 1, Watch.SILENT).orElseThrow();
      List<Text> row = DigitExhibits.ranks(List.of(rank)).rows().getFirst();
      String expected = String.join(",", row.stream().map(Text::en).toList());
      assertTrue(lines.contains(expected), expected);
    }
  }
}
