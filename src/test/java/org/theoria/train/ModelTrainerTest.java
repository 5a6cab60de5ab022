package org.theoria.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theoria.arithmetic.ShapeException;
import org.theoria.backend.Backend;
import org.theoria.backend.BackendStatus.Unavailable;
import org.theoria.backend.Backends;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.backend.WeightDecay;
import org.theoria.backend.ejml.EjmlBackend;
import org.theoria.backend.model.Activated;
import org.theoria.backend.model.BatchNormalisation;
import org.theoria.backend.model.Convolution;
import org.theoria.backend.model.Dense;
import org.theoria.backend.model.Dropout;
import org.theoria.backend.model.Model;
import org.theoria.backend.model.Residual;
import org.theoria.backend.model.Shape;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

final class ModelTrainerTest {
  private static final long SEED = 11;

  /** Of every kind of layer: masks, statistics of the batch, tied weights. */
  static final Model EVERYTHING =
      new Model(
          Shape.signals(1, 6),
          List.of(
              Convolution.signals(2, 3, 2),
              BatchNormalisation.usual(),
              new Activated(StandardActivation.TANH),
              Dense.of(5),
              Residual.of(Dense.of(5), new Activated(StandardActivation.TANH)),
              new Dropout(0.75),
              Dense.of(3),
              new Activated(StandardActivation.SOFTMAX)),
          StandardLoss.CROSS_ENTROPY);

  static final Model DENSE =
      new Model(
          Shape.vector(6),
          List.of(
              Dense.of(5),
              new Activated(StandardActivation.TANH),
              Dense.of(3),
              new Activated(StandardActivation.SOFTMAX)),
          StandardLoss.CROSS_ENTROPY);

  static TrainingData data(int n, long which) {
    Stream s = new Key("model-trainer", 1).stream(which);
    double[] x = new double[6 * n];
    double[] y = new double[3 * n];
    for (int k = 0; k < x.length; k++) {
      x[k] = s.nextInt(-64, 64) / 32.0;
    }
    for (int j = 0; j < n; j++) {
      // a class that can be learnt: by the signs of two coordinates
      int label = x[j] > 0 ? 0 : x[n + j] > 0 ? 1 : 2;
      y[label * n + j] = 1;
    }
    return TrainingData.ofDoubles(6, 3, n, x, y);
  }

  static ModelProblem problem(Model model, Optional<EarlyStopping> stopping) {
    return new ModelProblem(model, data(23, 0), Optional.of(new HeldOut(data(9, 1), stopping)));
  }

  static double[] start(Model model) {
    Stream s = new Key("model-trainer", 1).stream(2);
    double[] theta = new double[model.parameterCount()];
    for (int k = 0; k < theta.length; k++) {
      theta[k] = s.nextInt(-64, 64) / 128.0;
    }
    return theta;
  }

  static TrainingOptions options(Optimiser o, Batching b, int steps, Precision p) {
    return new TrainingOptions(o, b, steps, 0, p)
        .with(Schedule.parse("warm-up:2:step:1:0.9"))
        .with(new WeightDecay.Decoupled(0.01));
  }

  private static final List<Optimiser> OPTIMISERS =
      List.of(
          new Optimiser.GradientDescent(0.01),
          new Optimiser.Momentum(0.01, 0.8),
          new Optimiser.Nesterov(0.01, 0.8),
          Optimiser.Adam.of(0.01));

  private static TrainingState throughBytes(TrainingState state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.write(new DataOutputStream(bytes));
    return TrainingState.read(
        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), 10_000);
  }

  static byte[] bits(TrainingState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      state.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /** Stops before a step, between looks too. */
  record StopAfter(int step, int[] asked) implements ModelObserver {
    @Override
    public boolean look(ModelLook look) {
      asked[0] = look.step();
      return true;
    }

    @Override
    public boolean stopped() {
      return asked[0]++ >= step;
    }
  }

  /**
   * Half a run, its state through a file's bytes, the other half: the same bits as the whole run,
   * wherever it was interrupted.
   */
  @ParameterizedTest
  @ValueSource(strings = {"ejml", "openblas", "opencl"})
  void aRunThatGoesOnIsTheRunThatWasNotInterrupted(String name) throws IOException {
    Backend backend =
        Backends.installed().all().stream()
            .filter(b -> b.name().equals(name))
            .findFirst()
            .orElseThrow();
    if (backend.probe() instanceof Unavailable(String reason)) {
      Assumptions.abort(name + ": " + reason);
    }
    ModelTrainer trainer = new ModelTrainer(backend, 2);
    for (Model model : List.of(EVERYTHING, DENSE)) {
      ModelProblem p = problem(model, Optional.of(new EarlyStopping(100, 0.01)));
      for (Optimiser o : OPTIMISERS) {
        for (Batching b : List.of(new Batching.Full(), new Batching.Mini(5))) {
          if (model.equals(DENSE) && b instanceof Batching.Mini) {
            continue; // what is special there is the gradient of a look that a step reuses
          }
          Precision precision =
              o instanceof Optimiser.Momentum ? Precision.FLOAT32 : Precision.FLOAT64;
          TrainingOptions options = options(o, b, 20, precision).lookingEvery(2);
          byte[] whole =
              bits(trainer.train(p, start(model), options, SEED, ModelObserver.NONE).run().last());
          // 7 is no look: in the midst of an epoch, or of two
          for (int at : new int[] {7, 10}) {
            TrainingState half =
                assertInstanceOf(
                        ModelResult.Stopped.class,
                        trainer.train(
                            p, start(model), options, SEED, new StopAfter(at, new int[1])))
                    .run()
                    .last();
            assertEquals(at, half.step());
            ModelResult end =
                trainer.resume(p, throughBytes(half), options, SEED, ModelObserver.NONE);
            assertArrayEquals(
                whole, bits(end.run().last()), name + " " + o + " " + b + " from " + at);
          }
        }
      }
    }
  }

  @Test
  void everythingLearns() {
    ModelTrainer trainer = new ModelTrainer(new EjmlBackend());
    for (Model model : List.of(EVERYTHING, DENSE)) {
      TrainingOptions o =
          new TrainingOptions(
              Optimiser.Adam.of(0.02), new Batching.Mini(5), 400, 0, Precision.FLOAT64);
      List<ModelLook> looks = new ArrayList<>();
      ModelResult r =
          trainer.train(
              problem(model, Optional.empty()), start(model), o, SEED, look -> looks.add(look));
      ModelRun run = assertInstanceOf(ModelResult.StepsExhausted.class, r).run();
      assertEquals(400 / 5 + 1, looks.size());
      assertTrue(run.loss() < 0.3 * run.last().startLoss(), model.describe() + run.loss());
      double accuracy = looks.getLast().heldOut().orElseThrow().accuracy().orElseThrow();
      assertTrue(accuracy > 0.5, model.describe() + accuracy);
      assertEquals(80, looks.getLast().epoch());
      assertEquals(0.02, looks.getLast().rate());
    }
  }

  @Test
  void theScheduleIsTheRateOfEveryStep() {
    // E = Σ (w·x − y)² is linear in nothing: but a step of rate η moves θ by −η·g, and the first
    // two steps of a schedule by its factors
    ModelTrainer trainer = new ModelTrainer(new EjmlBackend());
    ModelProblem p = problem(DENSE, Optional.empty());
    Optimiser o = new Optimiser.GradientDescent(0x1p-6);
    TrainingOptions constant = new TrainingOptions(o, new Batching.Full(), 1, 0, Precision.FLOAT64);
    double[] theta = start(DENSE);
    double[] full = trainer.train(p, theta, constant, 0, ModelObserver.NONE).run().parameters();
    double[] half =
        trainer
            .train(
                p,
                theta,
                constant.with(new Schedule.WarmUp(2, new Schedule.Constant())),
                0,
                ModelObserver.NONE)
            .run()
            .parameters();
    for (int k = 0; k < theta.length; k++) {
      assertEquals((full[k] - theta[k]) / 2, half[k] - theta[k], 1e-15);
    }
  }

  @Test
  void weightDecayPullsTheWeightsAlone() {
    ModelTrainer trainer = new ModelTrainer(new EjmlBackend());
    ModelProblem p = problem(DENSE, Optional.empty());
    TrainingOptions o =
        new TrainingOptions(
            new Optimiser.GradientDescent(0x1p-6), new Batching.Full(), 1, 0, Precision.FLOAT64);
    double[] theta = start(DENSE);
    double[] without = trainer.train(p, theta, o, 0, ModelObserver.NONE).run().parameters();
    for (WeightDecay decay : List.of(new WeightDecay.L2(0.5), new WeightDecay.Decoupled(0.5))) {
      double[] with =
          trainer.train(p, theta, o.with(decay), 0, ModelObserver.NONE).run().parameters();
      for (int k = 0; k < theta.length; k++) {
        boolean weight = k < 30 || (k >= 35 && k < 50);
        assertEquals(weight ? -0x1p-7 * theta[k] : 0, with[k] - without[k], 1e-15);
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertEquals(
        "training: x of the held-out sample must have 4 rows, got 6×9",
        assertThrows(
                ShapeException.class,
                () ->
                    new ModelProblem(
                        new Model(Shape.vector(4), List.of(Dense.of(3)), StandardLoss.SQUARE),
                        TrainingData.ofDoubles(4, 3, 1, new double[4], new double[3]),
                        Optional.of(new HeldOut(data(9, 1), Optional.empty()))))
            .getMessage());
    assertEquals(
        "training: " + DENSE.describe() + " has 53 parameters, got 2",
        assertThrows(
                ShapeException.class,
                () ->
                    new ModelTrainer(new EjmlBackend())
                        .train(
                            problem(DENSE, Optional.empty()),
                            new double[2],
                            TrainingOptions.full(Optimiser.Adam.of(1), 1, 0),
                            1,
                            ModelObserver.NONE))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(1, -1));
    assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(1, Double.NaN));
  }
}
