package org.theoria.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.backend.ejml.EjmlBackend;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.FormalActivation;
import org.theoria.network.FormalLoss;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

final class TrainerTest {
  private static final Trainer TRAINER = new Trainer(new EjmlBackend());

  private static Stream stream(long i) {
    return new Key("trainer", 1).stream(i);
  }

  private static TrainingProblem problem() {
    return Problems.taught(
        stream(0), Architecture.of(2, 3, 1), Activation.TANH, Activation.IDENTITY, 7, true);
  }

  private static Network start(TrainingProblem p) {
    return p.network(Initialisation.GLOROT_WITH_BIASES.draw(p.architecture(), stream(1)));
  }

  private static TrainingResult train(TrainingProblem p, TrainingOptions o) {
    return TRAINER.train(p, start(p), o, stream(2));
  }

  /** E = (w − 1)²: gradient descent with rate η maps w − 1 to (1 − 2η)(w − 1). */
  private static final TrainingProblem PARABOLA =
      new TrainingProblem(
          Architecture.of(1, 1),
          List.of(Activation.IDENTITY),
          false,
          new Sample(one(), one()),
          Loss.SQUARE);

  private static RationalMatrix one() {
    return RationalMatrix.of(1, 1, Rational.ONE);
  }

  private static TrainingResult parabola(double rate, int steps, double target) {
    Network at3 = PARABOLA.network(new double[] {3, 0});
    return TRAINER.train(
        PARABOLA,
        at3,
        TrainingOptions.full(new Optimiser.GradientDescent(rate), steps, target),
        stream(0));
  }

  @Test
  void gradientDescentOnAParabolaIsExactlyItself() {
    TrainingRun run =
        assertInstanceOf(TrainingResult.StepsExhausted.class, parabola(0.25, 5, 0)).run();
    assertEquals(Rational.of(1).plus(Rational.of(2, 32)), run.network().weight(1).get(0, 0));
    assertEquals(5, run.steps());
    assertEquals(4, run.startLoss());
    assertEquals(4, run.startGradientNorm());
    assertEquals(1 / 256.0, run.loss());
    assertEquals(1 / 8.0, run.gradientNorm());
  }

  @Test
  void itStopsAtTheTarget() {
    TrainingRun run =
        assertInstanceOf(TrainingResult.Converged.class, parabola(0.25, 100, 0.1)).run();
    assertEquals(6, run.steps());
    assertTrue(run.gradientNorm() <= 0.1);
    assertEquals(
        0, assertInstanceOf(TrainingResult.Converged.class, parabola(0.25, 9, 4)).run().steps());
  }

  @Test
  void divergenceNamesItsStepAndKeepsTheLastGoodParameters() {
    // (1 − 2η) = −2⁴⁰⁰ − 1: the loss is 2⁸⁰² after one step, not finite after the second
    TrainingResult.Diverged d =
        assertInstanceOf(TrainingResult.Diverged.class, parabola(0x1p399, 10, 0));
    assertEquals(2, d.step());
    assertEquals(Double.POSITIVE_INFINITY, d.loss());
    assertEquals(1, d.run().steps());
    double w = d.run().network().weight(1).get(0, 0).doubleValue();
    assertEquals(-0x1p401, w, 0x1p360);
    assertTrue(Double.isFinite(d.run().loss()));
  }

  @Test
  void aStartThatIsNotFiniteIsSaidSo() {
    Network huge = PARABOLA.network(new double[] {0x1p600, 0});
    TrainingResult r =
        TRAINER.train(
            PARABOLA,
            huge,
            TrainingOptions.full(new Optimiser.GradientDescent(1), 3, 0),
            stream(0));
    assertEquals(
        Double.POSITIVE_INFINITY,
        assertInstanceOf(TrainingResult.NotFiniteAtStart.class, r).loss());
    assertEquals(huge, r.run().network());
  }

  @Test
  void everyOptimiserMakesTheLossSmaller() {
    TrainingProblem p = problem();
    for (Optimiser o :
        List.of(
            new Optimiser.GradientDescent(0.01),
            new Optimiser.Momentum(0.01, 0.8),
            Optimiser.Adam.of(0.01))) {
      for (Batching b : List.of(new Batching.Full(), new Batching.Mini(3))) {
        for (Precision precision : Precision.values()) {
          TrainingRun run = train(p, new TrainingOptions(o, b, 120, 0, precision)).run();
          assertTrue(run.loss() < 0.5 * run.startLoss(), o + " " + b + " " + run);
          assertEquals(120, run.steps());
          for (Rational t : TrainingProblem.exactParameters(run.network())) {
            assertEquals(precision.round(t.doubleValue()), t.doubleValue());
            assertEquals(Rational.ofDouble(t.doubleValue()), t);
          }
        }
      }
    }
  }

  @Test
  void otherLossesTrainToo() {
    for (Loss loss : List.of(Loss.QUARTIC, Loss.LOGISTIC, Loss.CROSS_ENTROPY)) {
      Activation last = loss == Loss.CROSS_ENTROPY ? Activation.SOFTMAX : Activation.IDENTITY;
      RationalMatrix y =
          RationalMatrix.ofRows(
              List.of(
                  List.of(Rational.ONE, Rational.ZERO, Rational.ONE),
                  List.of(Rational.ZERO, Rational.ONE, Rational.ZERO)));
      TrainingProblem p =
          new TrainingProblem(
              Architecture.of(2, 3, 2),
              List.of(Activation.TANH, last),
              true,
              new Sample(Problems.matrix(stream(5), 2, 3, 2), y),
              loss);
      TrainingRun run = train(p, TrainingOptions.full(Optimiser.Adam.of(0.05), 100, 0)).run();
      assertTrue(run.loss() < 0.8 * run.startLoss(), loss.id() + run);
    }
  }

  @Test
  void theSameSeedGivesTheSameRunAndAnotherOrderAnother() {
    TrainingProblem p = problem();
    TrainingOptions o =
        new TrainingOptions(
            new Optimiser.GradientDescent(0.01), new Batching.Mini(2), 50, 0, Precision.FLOAT64);
    assertEquals(train(p, o), train(p, o));
    assertNotEquals(
        train(p, o).run().network(), TRAINER.train(p, start(p), o, stream(3)).run().network());
  }

  @Test
  void oneMiniBatchOfEverythingIsAFullBatchUpToTheOrderOfSums() {
    TrainingProblem p = problem();
    Optimiser o = new Optimiser.GradientDescent(0.01);
    double full = train(p, TrainingOptions.full(o, 30, 0)).run().loss();
    double mini =
        train(p, new TrainingOptions(o, new Batching.Mini(100), 30, 0, Precision.FLOAT64))
            .run()
            .loss();
    assertEquals(full, mini, 1e-9 * full);
  }

  @Test
  void anEpochSeesEveryExampleOnce() {
    // E is linear in nothing here: with rate η so small that θ hardly moves, one epoch of batches
    // moves θ by the whole gradient
    TrainingProblem p = problem();
    Optimiser o = new Optimiser.GradientDescent(0x1p-30);
    double[] start = TrainingProblem.parameters(start(p));
    double[] full =
        TrainingProblem.parameters(train(p, TrainingOptions.full(o, 1, 0)).run().network());
    for (int size : new int[] {1, 2, 3, 4, 7}) {
      int steps = (7 + size - 1) / size;
      double[] mini =
          TrainingProblem.parameters(
              train(p, new TrainingOptions(o, new Batching.Mini(size), steps, 0, Precision.FLOAT64))
                  .run()
                  .network());
      for (int i = 0; i < full.length; i++) {
        assertEquals(full[i] - start[i], mini[i] - start[i], 1e-13);
      }
    }
  }

  @Test
  void theObserverSeesTheRunAndEveryLookIsThatOfARunThatEndsThere() {
    TrainingProblem p = problem();
    for (Batching b : List.of(new Batching.Full(), new Batching.Mini(3))) {
      int stepsOfAnEpoch = b instanceof Batching.Full ? 1 : 3;
      TrainingOptions o =
          new TrainingOptions(Optimiser.Adam.of(0.01), b, 24, 0, Precision.FLOAT64).lookingEvery(2);
      List<Integer> steps = new ArrayList<>();
      TrainingResult result =
          TRAINER.train(
              p,
              start(p),
              o,
              stream(2),
              look -> {
                steps.add(look.step());
                assertEquals(look.step() / stepsOfAnEpoch, look.epoch());
                TrainingRun alone =
                    train(p, new TrainingOptions(o.optimiser(), b, look.step(), 0, o.precision()))
                        .run();
                assertEquals(alone.network(), look.network());
                assertEquals(alone.network(), p.network(look.parameters()));
                assertEquals(alone.loss(), look.loss());
                assertEquals(alone.gradientNorm(), look.gradientNorm());
                return true;
              });
      assertInstanceOf(TrainingResult.StepsExhausted.class, result);
      assertEquals(
          IntStream.rangeClosed(0, 12 / stepsOfAnEpoch)
              .map(i -> 2 * stepsOfAnEpoch * i)
              .boxed()
              .toList(),
          steps);
      assertEquals(result, train(p, o));
    }
  }

  @Test
  void theObserverStopsTheRun() {
    TrainingProblem p = problem();
    TrainingOptions o = TrainingOptions.full(new Optimiser.GradientDescent(0.01), 50, 0);
    TrainingResult stopped = TRAINER.train(p, start(p), o, stream(2), look -> look.step() < 7);
    TrainingRun run = assertInstanceOf(TrainingResult.Stopped.class, stopped).run();
    assertEquals(
        train(p, TrainingOptions.full(new Optimiser.GradientDescent(0.01), 7, 0)).run(), run);
    TrainingResult never = TRAINER.train(p, start(p), o, stream(2), look -> false);
    assertEquals(start(p), never.run().network());
  }

  @Test
  void dataInDoublesTrainAsTheExactOnes() {
    TrainingProblem p = problem();
    TrainingData d = p.data();
    TrainingData doubles = TrainingData.ofDoubles(d.inputs(), d.outputs(), d.size(), d.x(), d.y());
    assertEquals(p.sample(), doubles.sample());
    TrainingProblem q =
        new TrainingProblem(p.architecture(), p.activations(), true, doubles, p.loss());
    assertEquals(
        q, new TrainingProblem(p.architecture(), p.activations(), true, doubles, p.loss()));
    TrainingOptions o = TrainingOptions.full(Optimiser.Adam.of(0.01), 9, 0);
    assertEquals(train(p, o), train(q, o));
    refuses(
        "sample: finite numbers are needed, got NaN as row 2 of x in example 3",
        () ->
            TrainingData.ofDoubles(
                2, 1, 3, new double[] {1, 2, 3, 4, 5, Double.NaN}, new double[3]));
    assertEquals(
        "sample: y of 1×3 has 3 entries, got 2",
        assertThrows(
                ShapeException.class,
                () -> TrainingData.ofDoubles(2, 1, 3, new double[6], new double[2]))
            .getMessage());
    assertEquals(
        "sample: at least one example is needed, got none",
        assertThrows(
                ShapeException.class,
                () -> TrainingData.ofDoubles(2, 1, 0, new double[0], new double[0]))
            .getMessage());
    refuses(
        "training: a look after at least 1 step or epoch is needed, got 0",
        () -> o.lookingEvery(0));
  }

  @Test
  void untrainedBiasesAreZero() {
    TrainingProblem p =
        new TrainingProblem(
            Architecture.of(2, 2, 1),
            List.of(Activation.TANH, Activation.IDENTITY),
            false,
            new Sample(Problems.matrix(stream(7), 2, 3, 1), Problems.matrix(stream(8), 1, 3, 1)),
            Loss.SQUARE);
    assertEquals(List.of(0, 1, 2, 3, 6, 7), p.variables());
    Network n = p.network(Initialisation.GLOROT.draw(p.architecture(), stream(9)));
    TrainingOptions o = TrainingOptions.full(new Optimiser.GradientDescent(0.1), 5, 0);
    Network trained = TRAINER.train(p, n, o, stream(0)).run().network();
    assertTrue(trained.biases().stream().allMatch(RationalMatrix::isZero));
    assertFalse(trained.weight(1).equals(n.weight(1)));
    Network biased = p.network(Initialisation.GLOROT_WITH_BIASES.draw(p.architecture(), stream(9)));
    assertEquals(
        "training: biases are not trained here, so those of the start must be 0",
        assertThrows(IllegalArgumentException.class, () -> TRAINER.train(p, biased, o, stream(0)))
            .getMessage());
  }

  private static void refuses(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }

  @Test
  void whatCannotBeTrainedIsRefusedByName() {
    Sample s = new Sample(one(), one());
    Architecture a = Architecture.of(1, 1);
    List<Activation> id = List.of(Activation.IDENTITY);
    refuses(
        "architecture: every width must be at least 1, got [2, 0, 1]",
        () -> Architecture.of(2, 0, 1));
    refuses(
        "training: one activation for each of the 1 layers is needed, got 0",
        () -> new TrainingProblem(a, List.of(), true, s, Loss.SQUARE));
    refuses(
        "training: activations of the catalogue are needed, got the uninterpreted s",
        () -> new TrainingProblem(a, List.of(new FormalActivation("s")), true, s, Loss.SQUARE));
    refuses(
        "training: a loss of the catalogue is needed, got the uninterpreted L",
        () -> new TrainingProblem(a, id, true, s, new FormalLoss("L")));
    refuses(
        "training: x must have 2 rows, got 1×1",
        () -> new TrainingProblem(Architecture.of(2, 1), id, true, s, Loss.SQUARE));
    refuses(
        "training: a network of [1, 1] with [identity] is needed, got [2, 3, 1] with"
            + " [tanh, identity]",
        () ->
            TRAINER.train(
                PARABOLA,
                start(problem()),
                TrainingOptions.full(new Optimiser.GradientDescent(1), 1, 0),
                stream(0)));
    refuses("mini-batches: a size of at least 1 is needed, got 0", () -> new Batching.Mini(0));
    assertThrows(ShapeException.class, () -> PARABOLA.network(new double[3]));
  }

  @Test
  void initialisationsHaveTheirScaleAndTheirSeed() {
    Architecture a = Architecture.of(40, 50, 30);
    for (Initialisation i : Initialisation.values()) {
      double[] theta = i.draw(a, stream(11));
      assertEquals(List.of(box(theta)), List.of(box(i.draw(a, stream(11)))));
      assertNotEquals(List.of(box(theta)), List.of(box(i.draw(a, stream(12)))));
      double square = 0;
      double largest = 0;
      for (int k = 0; k < 2000; k++) {
        square += theta[k] * theta[k] / 2000;
        largest = Math.max(largest, Math.abs(theta[k]));
      }
      double glorot = Math.sqrt(6.0 / 90);
      double expected =
          switch (i) {
            case HE -> 2.0 / 40;
            case GLOROT, GLOROT_WITH_BIASES, NEAR_TWINS -> 2.0 / 90;
            case NEAR_ORIGIN -> 2.0 / 90 / 4096;
          };
      // the mean of 2000 squares has a relative deviation of at most √(2/2000) = 3.2 %
      assertEquals(expected, square, 0.13 * expected, i.id());
      assertTrue(i == Initialisation.HE || largest <= glorot + 2e-3);
      boolean biased = theta[2000] != 0;
      assertEquals(
          i == Initialisation.GLOROT_WITH_BIASES || i == Initialisation.NEAR_TWINS, biased);
    }
  }

  private static List<Double> box(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  @Test
  void twinsAreNearlyTwins() {
    Architecture a = Architecture.of(3, 4, 2);
    double[] theta = Initialisation.NEAR_TWINS.draw(a, stream(13));
    TrainingProblem p =
        Problems.random(stream(14), a, Activation.TANH, Activation.TANH, 2, Loss.SQUARE);
    for (int j = 0; j < 3; j++) {
      double d = theta[p.layout().weight(1, 0, j)] - theta[p.layout().weight(1, 1, j)];
      assertTrue(d != 0 && Math.abs(d) <= 0x1p-9);
    }
    double far = theta[p.layout().weight(1, 0, 0)] - theta[p.layout().weight(1, 2, 0)];
    assertTrue(Math.abs(far) > 0x1p-9);
  }
}
