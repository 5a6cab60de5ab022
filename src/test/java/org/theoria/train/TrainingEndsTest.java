package org.theoria.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theoria.backend.FailingBackend;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.backend.ejml.EjmlBackend;
import org.theoria.backend.model.Dense;
import org.theoria.backend.model.Dropout;
import org.theoria.backend.model.Model;
import org.theoria.backend.model.Shape;
import org.theoria.network.StandardLoss;

/** How a run ends: at a target, by patience, by divergence, by a backend. */
final class TrainingEndsTest {
  private static final long SEED = 11;

  /** So large that some looks improve by less. */
  private static final double LEAST = 0.05;

  /** Where the gradient is small enough for the first time between looks, nothing ends. */
  @Test
  void aTargetIsReachedAtLooksOnlySoThatInterruptionsChangeNothing() {
    ModelTrainer trainer = new ModelTrainer(new EjmlBackend());
    ModelProblem p = ModelTrainerTest.problem(ModelTrainerTest.DENSE, Optional.empty());
    Optimiser o = new Optimiser.GradientDescent(0.01);
    int steps = 60;
    List<Double> norms = new ArrayList<>();
    TrainingOptions all = new TrainingOptions(o, new Batching.Full(), steps, 0, Precision.FLOAT64);
    trainer.train(
        p,
        ModelTrainerTest.start(ModelTrainerTest.DENSE),
        all,
        SEED,
        look -> norms.add(look.gradientNorm()));
    int small = 34; // no look, of every 10
    double target = norms.get(small);
    assertTrue(norms.get(small + 1) < target && norms.get(40) < target && norms.get(30) > target);
    TrainingOptions options =
        new TrainingOptions(o, new Batching.Full(), steps, target, Precision.FLOAT64)
            .lookingEvery(10);
    ModelRun whole =
        assertInstanceOf(
                ModelResult.Converged.class,
                trainer.train(
                    p,
                    ModelTrainerTest.start(ModelTrainerTest.DENSE),
                    options,
                    SEED,
                    ModelObserver.NONE))
            .run();
    assertEquals(40, whole.last().step());
    ModelResult stopped =
        trainer.train(
            p,
            ModelTrainerTest.start(ModelTrainerTest.DENSE),
            options,
            SEED,
            new ModelTrainerTest.StopAfter(small + 1, new int[1]));
    assertInstanceOf(ModelResult.Stopped.class, stopped);
    ModelResult ended =
        trainer.train(
            p,
            ModelTrainerTest.start(ModelTrainerTest.DENSE),
            options.ofSteps(small + 1),
            SEED,
            ModelObserver.NONE);
    assertInstanceOf(ModelResult.Converged.class, ended, "its last point is what was asked for");
    for (ModelResult half : List.of(stopped, ended)) {
      assertEquals(small + 1, half.run().last().step());
      ModelResult rest = trainer.resume(p, half.run().last(), options, SEED, ModelObserver.NONE);
      assertInstanceOf(ModelResult.Converged.class, rest);
      assertArrayEquals(
          ModelTrainerTest.bits(whole.last()), ModelTrainerTest.bits(rest.run().last()));
    }
  }

  /** A better end between looks is the result, and a run that goes on does not know of it. */
  @Test
  void aBetterEndBetweenLooksIsTheResult() {
    ModelTrainer trainer = new ModelTrainer(new EjmlBackend());
    ModelProblem p =
        ModelTrainerTest.problem(ModelTrainerTest.DENSE, Optional.of(new EarlyStopping(3, 0)));
    TrainingOptions o =
        new TrainingOptions(
                new Optimiser.GradientDescent(0.01), new Batching.Full(), 17, 0, Precision.FLOAT64)
            .lookingEvery(4);
    ModelRun run =
        trainer
            .train(p, ModelTrainerTest.start(ModelTrainerTest.DENSE), o, SEED, ModelObserver.NONE)
            .run();
    TrainingState.Best atLook = run.last().best().orElseThrow();
    assertEquals(16, atLook.step());
    double end = run.heldOut().orElseThrow().loss();
    assertTrue(end < atLook.loss());
    assertEquals(17, run.step());
    assertEquals(end, run.best().orElseThrow().loss());
    assertArrayEquals(run.last().parameters(), run.parameters());
    ModelRun whole =
        trainer
            .train(
                p,
                ModelTrainerTest.start(ModelTrainerTest.DENSE),
                o.ofSteps(40),
                SEED,
                ModelObserver.NONE)
            .run();
    ModelRun rest = trainer.resume(p, run.last(), o.ofSteps(40), SEED, ModelObserver.NONE).run();
    assertArrayEquals(ModelTrainerTest.bits(whole.last()), ModelTrainerTest.bits(rest.last()));
  }

  @Test
  void earlyStoppingReturnsTheBest() {
    ModelTrainer trainer = new ModelTrainer(new EjmlBackend());
    ModelProblem p =
        ModelTrainerTest.problem(ModelTrainerTest.DENSE, Optional.of(new EarlyStopping(4, LEAST)));
    TrainingOptions o =
        new TrainingOptions(
            Optimiser.Adam.of(0.02), new Batching.Full(), 3000, 0, Precision.FLOAT64);
    List<Double> losses = new ArrayList<>();
    List<double[]> points = new ArrayList<>();
    ModelResult r =
        trainer.train(
            p,
            ModelTrainerTest.start(ModelTrainerTest.DENSE),
            o,
            SEED,
            look -> {
              losses.add(look.heldOut().orElseThrow().loss());
              return points.add(look.parameters());
            });
    ModelRun run = assertInstanceOf(ModelResult.EarlyStopped.class, r).run();
    int best = 0;
    int end = 0;
    for (int i = 1; i < losses.size(); i++) {
      best = losses.get(i) < losses.get(best) - LEAST ? i : best;
      end = i;
    }
    double least = losses.stream().mapToDouble(l -> l).min().orElseThrow();
    assertTrue(least < losses.get(best), "some improvements do not count");
    assertEquals(best, run.step());
    assertArrayEquals(points.get(best), run.parameters());
    assertEquals(best + 4, end);
    assertEquals(end, run.last().step());
    // it goes on from the end, has waited, and ends there
    ModelResult again = trainer.resume(p, run.last(), o, SEED, ModelObserver.NONE);
    assertInstanceOf(ModelResult.EarlyStopped.class, again);
    assertArrayEquals(run.parameters(), again.run().parameters());
  }

  @Test
  void aMaskedGradientThatVanishesIsNotConvergence() {
    // one output, dropped most of the time: then the gradient of training mode is exactly 0
    Model dropped =
        new Model(Shape.vector(6), List.of(Dense.of(3), new Dropout(0x1p-20)), StandardLoss.SQUARE);
    ModelProblem problem = new ModelProblem(dropped, ModelTrainerTest.data(2, 0), Optional.empty());
    TrainingOptions options =
        new TrainingOptions(
            new Optimiser.GradientDescent(0x1p-30), new Batching.Full(), 3, 0, Precision.FLOAT64);
    ModelResult result =
        new ModelTrainer(new EjmlBackend())
            .train(problem, ModelTrainerTest.start(dropped), options, SEED, ModelObserver.NONE);
    assertEquals(0, result.run().gradientNorm(), "all masked");
    assertInstanceOf(ModelResult.StepsExhausted.class, result);
    assertEquals(3, result.run().step());
    TrainingOptions target =
        new TrainingOptions(
            new Optimiser.GradientDescent(0x1p-30), new Batching.Full(), 3, 1, Precision.FLOAT64);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new ModelTrainer(new EjmlBackend())
                    .train(
                        problem,
                        ModelTrainerTest.start(dropped),
                        target,
                        SEED,
                        ModelObserver.NONE));
    assertEquals(
        "training: a model with dropout or batch normalisation has no target for its gradient,"
            + " which is that of training mode; expected 0, got 1.0",
        refused.getMessage());
  }

  @Test
  void theStepOfDivergenceIsExactBetweenLooks() {
    ModelTrainer trainer = new ModelTrainer(new EjmlBackend());
    // weights grow by a factor of about 2³⁰ a step: squares overflow after some
    Model square = new Model(Shape.vector(6), List.of(Dense.of(3)), StandardLoss.SQUARE);
    ModelProblem p = new ModelProblem(square, ModelTrainerTest.data(23, 0), Optional.empty());
    for (Batching b : List.of(new Batching.Full(), new Batching.Mini(4))) {
      TrainingOptions every =
          new TrainingOptions(new Optimiser.GradientDescent(0x1p20), b, 60, 0, Precision.FLOAT64);
      // the reference: one step more at a time, each from the start
      int first = 0;
      while (!(trainer.train(
              p, ModelTrainerTest.start(square), every.ofSteps(first + 1), SEED, look -> true)
          instanceof ModelResult.Diverged)) {
        first++;
      }
      ModelRun good =
          trainer
              .train(p, ModelTrainerTest.start(square), every.ofSteps(first), SEED, look -> true)
              .run();
      ModelResult.Diverged d =
          assertInstanceOf(
              ModelResult.Diverged.class,
              trainer.train(
                  p,
                  ModelTrainerTest.start(square),
                  every.lookingEvery(7),
                  SEED,
                  ModelObserver.NONE));
      assertEquals(first + 1, d.step());
      assertTrue(first > 3, "some steps are good");
      assertEquals(first, d.run().last().step());
      assertArrayEquals(good.parameters(), d.run().parameters());
      assertEquals(good.loss(), d.run().loss());
    }
  }

  @Test
  void aBackendThatFailsLeavesTheLastLook() {
    ModelProblem p = ModelTrainerTest.problem(ModelTrainerTest.DENSE, Optional.empty());
    TrainingOptions o =
        ModelTrainerTest.options(
            Optimiser.Adam.of(0.01), new Batching.Mini(5), 30, Precision.FLOAT64);
    List<TrainingState> looks = new ArrayList<>();
    ModelResult good =
        new ModelTrainer(new EjmlBackend())
            .train(
                p,
                ModelTrainerTest.start(ModelTrainerTest.DENSE),
                o,
                SEED,
                look -> looks.add(look.state()));
    int failed = 0;
    for (int n = 100; n < 1600; n += 97) {
      List<TrainingState> seen = new ArrayList<>();
      ModelResult r =
          new ModelTrainer(new FailingBackend(new EjmlBackend(), n))
              .train(
                  p,
                  ModelTrainerTest.start(ModelTrainerTest.DENSE),
                  o,
                  SEED,
                  look -> seen.add(look.state()));
      if (!(r instanceof ModelResult.BackendFailed f)) {
        continue;
      }
      failed++;
      assertEquals("failing: device lost in operation " + n, f.cause().getMessage());
      assertTrue(f.step() >= f.run().last().step() && f.step() <= f.run().last().step() + 5);
      assertArrayEquals(
          ModelTrainerTest.bits(seen.getLast()), ModelTrainerTest.bits(f.run().last()));
      assertArrayEquals(
          ModelTrainerTest.bits(looks.get(seen.size() - 1)), ModelTrainerTest.bits(f.run().last()));
      ModelResult rest =
          new ModelTrainer(new EjmlBackend())
              .resume(p, f.run().last(), o, SEED, ModelObserver.NONE);
      assertArrayEquals(
          ModelTrainerTest.bits(good.run().last()), ModelTrainerTest.bits(rest.run().last()));
    }
    assertTrue(failed > 3, "" + failed);
  }
}
