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
import org.theoria.backend.FailingBackend.Traffic;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.backend.Session;
import org.theoria.backend.ejml.EjmlBackend;
import org.theoria.backend.model.Model;

/** A run stays on the device: what crosses, what is kept there, and looks in pieces. */
final class ResidentTrainingTest {
  private static final long SEED = 11;
  private static final Model DENSE = ModelTrainerTest.DENSE;
  private static final Optimiser ADAM = Optimiser.Adam.of(0.01);

  private static ModelProblem problem() {
    return new ModelProblem(DENSE, ModelTrainerTest.data(23, 0), Optional.empty());
  }

  private static TrainingOptions options(Batching batching, int steps) {
    return ModelTrainerTest.options(ADAM, batching, steps, Precision.FLOAT64);
  }

  private static Traffic traffic(ModelProblem problem, TrainingOptions options, ModelObserver o) {
    Traffic counted = new Traffic();
    ModelResult result =
        new ModelTrainer(FailingBackend.counting(new EjmlBackend(), counted))
            .train(problem, ModelTrainerTest.start(DENSE), options, SEED, o);
    assertInstanceOf(ModelResult.StepsExhausted.class, result);
    return counted;
  }

  @Test
  void looksFetchNoParameters() {
    long parameters = DENSE.parameterCount();
    long all = parameters + 2 * parameters; // with Adam's two moments
    long examples = 23L * (6 + 3);
    for (Batching batching : List.of(new Batching.Full(), new Batching.Mini(5))) {
      for (int epochs : new int[] {1, 40}) {
        int steps = epochs * (batching instanceof Batching.Full ? 1 : 5);
        Traffic run = traffic(problem(), options(batching, steps), ModelObserver.NONE);
        assertEquals(examples + parameters, run.up(), batching + ", " + epochs + " epochs");
        assertEquals(2 * all, run.down(), "the start as it was rounded, and the end");
      }
      int steps = batching instanceof Batching.Full ? 10 : 50;
      Traffic asked =
          traffic(
              problem(),
              options(batching, steps),
              look -> look.step() != 5 || look.parameters().length == parameters);
      assertEquals(3 * all, asked.down(), "and the one that was asked for");
    }
  }

  @Test
  void theBestIsFetchedOnceAtTheEnd() {
    ModelProblem stopping =
        new ModelProblem(
            DENSE,
            ModelTrainerTest.data(23, 0),
            Optional.of(
                new HeldOut(ModelTrainerTest.data(9, 1), Optional.of(new EarlyStopping(1000, 0)))));
    Traffic run = traffic(stopping, options(new Batching.Full(), 30), ModelObserver.NONE);
    long all = 3L * DENSE.parameterCount();
    long outputs = 31L * 9 * 3; // of which the accuracy is counted
    assertEquals(3 * all + outputs, run.down(), "start, end, best, and outputs at 31 looks");
  }

  @Test
  void aStateIsThereDuringItsLookOnly() {
    List<ModelLook> looks = new ArrayList<>();
    new ModelTrainer(new EjmlBackend())
        .train(
            problem(),
            ModelTrainerTest.start(DENSE),
            options(new Batching.Full(), 3),
            SEED,
            look -> looks.add(look));
    assertEquals(
        "training: the state of the look at step 1 was on the device during the look only, and"
            + " the run went on to step 3",
        assertThrows(IllegalStateException.class, () -> looks.get(1).state()).getMessage());
  }

  private enum Device {
    STAYS,
    FORGETS,
    IS_LOST;

    FailingBackend failingAt(int n) {
      return this == IS_LOST
          ? new FailingBackend(new EjmlBackend(), n)
          : FailingBackend.once(new EjmlBackend(), n, this == FORGETS);
    }
  }

  /**
   * After a failure of every kind of operation a run is left with the state of a look, bit for bit:
   * of the last one if the device still has it, though no observer asked for it.
   */
  @Test
  void theLastLookIsSalvagedFromADeviceThatIsStillThere() {
    ModelProblem problem = ModelTrainerTest.problem(DENSE, Optional.of(new EarlyStopping(9, 0)));
    double[] start = ModelTrainerTest.start(DENSE);
    // at a rate of 2⁻⁹⁰⁰ nothing but Adam's moments moves: loss and gradient do not tell looks
    // apart
    for (Optimiser method : List.of(ADAM, Optimiser.Adam.of(0x1p-900))) {
      TrainingOptions o =
          ModelTrainerTest.options(method, new Batching.Mini(5), 15, Precision.FLOAT64);
      List<byte[]> looks = new ArrayList<>();
      ModelResult good =
          new ModelTrainer(new EjmlBackend())
              .train(
                  problem, start, o, SEED, look -> looks.add(ModelTrainerTest.bits(look.state())));
      for (Device device : Device.values()) {
        int salvaged = 0;
        int first = 0;
        for (int n = 100; n < 500; n++) {
          int[] seen = {0};
          ModelResult r =
              new ModelTrainer(device.failingAt(n))
                  .train(problem, start, o, SEED, look -> ++seen[0] > 0);
          if (!(r instanceof ModelResult.BackendFailed f)) {
            continue;
          }
          byte[] left = ModelTrainerTest.bits(f.run().last());
          if (f.run().last().step() > 0) {
            salvaged++;
            assertArrayEquals(looks.get(seen[0] - 1), left, device + " " + n);
          } else {
            first++;
            assertArrayEquals(looks.getFirst(), left, device + " " + n);
          }
          ModelResult rest =
              new ModelTrainer(new EjmlBackend())
                  .resume(problem, f.run().last(), o, SEED, ModelObserver.NONE);
          assertArrayEquals(
              ModelTrainerTest.bits(good.run().last()), ModelTrainerTest.bits(rest.run().last()));
        }
        assertTrue(
            device == Device.STAYS ? salvaged > 100 : salvaged == 0, device + " " + salvaged);
        assertTrue(first > 20, device + " " + first);
      }
    }
  }

  /** Loss and gradient are sums over pieces: the same numbers up to the order of the sums. */
  @Test
  void looksInPiecesSeeTheWholeSample() {
    ModelProblem problem =
        new ModelProblem(
            DENSE,
            ModelTrainerTest.data(23, 0),
            Optional.of(new HeldOut(ModelTrainerTest.data(9, 1), Optional.empty())));
    TrainingOptions o = options(new Batching.Mini(5), 20);
    List<List<ModelLook>> all = new ArrayList<>();
    List<double[]> ends = new ArrayList<>();
    for (int piece : new int[] {23, 7, 1}) {
      List<ModelLook> looks = new ArrayList<>();
      try (Session session = new EjmlBackend().open(Precision.FLOAT64)) {
        TrainingState from =
            new TrainingState(
                0,
                ModelTrainerTest.start(DENSE),
                new double[0],
                Double.NaN,
                Double.NaN,
                Optional.empty(),
                0);
        ModelResult r =
            new TrainingLoop(session, problem, o, SEED, look -> looks.add(look), piece)
                .run(from, false);
        ends.add(r.run().parameters());
      }
      all.add(looks);
    }
    for (int which : new int[] {1, 2}) {
      assertArrayEquals(ends.getFirst(), ends.get(which), "looks do not change the run");
      assertEquals(all.getFirst().size(), all.get(which).size());
      for (int i = 0; i < all.getFirst().size(); i++) {
        ModelLook whole = all.getFirst().get(i);
        ModelLook pieces = all.get(which).get(i);
        // 23 terms of size 1 at most, each to some 2⁻⁵²
        assertEquals(whole.loss(), pieces.loss(), 0x1p-40);
        assertEquals(whole.gradientNorm(), pieces.gradientNorm(), 0x1p-40);
        assertEquals(whole.heldOut(), pieces.heldOut());
      }
    }
  }

  @Test
  void heldOutExamplesAreUploadedInPieces() {
    TrainingData data = ModelTrainerTest.data(9, 1);
    try (Session session = new EjmlBackend().open(Precision.FLOAT64)) {
      DeviceSample pieces = DeviceSample.ofPieces(session, data, 4);
      assertEquals(3, pieces.pieces());
      double[] x = data.x();
      for (int p = 0; p < 3; p++) {
        DeviceSample.Piece piece = pieces.piece(p);
        double[] part = session.download(piece.x());
        int columns = piece.x().columns();
        assertEquals(p < 2 ? 4 : 1, columns);
        for (int i = 0; i < 6; i++) {
          for (int j = 0; j < columns; j++) {
            assertEquals(x[i * 9 + pieces.first(p) + j], part[i * columns + j]);
          }
        }
      }
    }
  }
}
