package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.backend.ejml.EjmlBackend;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Parameters;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/** The part of {@link BackendContract} on batches of small networks. */
abstract class BatchContract extends ContractFixture {

  /** What a batch is tried on. */
  private record BatchCase(Architecture architecture, List<Activation> activations, Loss loss) {}

  private static final int COUNT = 21;
  private static final int EXAMPLES = 5;

  /** What three layers, five examples and five steps make of a rounding, with room. */
  private static final double ROUNDINGS = 0x1p10;

  private static final List<BatchCase> BATCHES =
      List.of(
          new BatchCase(
              Architecture.of(1, 8, 1), List.of(Activation.TANH, Activation.IDENTITY), Loss.SQUARE),
          new BatchCase(
              Architecture.of(2, 3, 4, 3),
              List.of(Activation.RELU, Activation.SIGMOID, Activation.SOFTMAX),
              Loss.CROSS_ENTROPY),
          new BatchCase(
              Architecture.of(3, 2, 2),
              List.of(Activation.SOFTMAX, Activation.IDENTITY),
              Loss.LOGISTIC));

  /** Of the networks those that are computed in intervals too: one inside, and the last. */
  private static final List<Integer> CHOSEN = List.of(11, COUNT - 1);

  private static final List<Optimiser> METHODS =
      List.of(
          new Optimiser.GradientDescent(0x1p-7),
          new Optimiser.Momentum(0x1p-7, 0.5),
          new Optimiser.Nesterov(0x1p-7, 0.5),
          new Optimiser.Adam(0x1p-7, 0.75, 0.9375, 1e-3));

  /**
   * Losses, gradients and 3 + 2 steps: of some networks against enclosures of the exact numbers
   * ({@link BatchReference}), of all against ejml's, which keeps this contract too.
   */
  @ParameterizedTest
  @EnumSource
  void aBatchDoesWhatTheReferenceDoes(Precision p) {
    double bound = ROUNDINGS * p.unitRoundoff();
    for (BatchCase c : BATCHES) {
      for (boolean shared : new boolean[] {true, false}) {
        Stream r = new Key("batch-contract/" + c.architecture().widths(), 1).stream(0);
        double[][] theta = rows(r, COUNT, new Parameters(c.architecture()).count());
        double[][] x = rows(r, shared ? 1 : COUNT, EXAMPLES * c.architecture().inputs());
        double[][] y = rows(r, shared ? 1 : COUNT, EXAMPLES * c.architecture().outputs());
        BatchSamples samples = new BatchSamples(EXAMPLES, x, y);
        for (Optimiser method : METHODS) {
          try (NetworkBatch got = backend().batch(c.architecture(), c.activations(), c.loss(), p);
              NetworkBatch ejml =
                  new EjmlBackend()
                      .batch(c.architecture(), c.activations(), c.loss(), Precision.FLOAT64)) {
            for (NetworkBatch b : List.of(got, ejml)) {
              b.upload(theta, samples);
              b.steps(3, method);
              b.steps(2, method); // continues
            }
            double[][] parameters = got.download();
            NetworkBatch.Gradients a = got.lossAndGradient();
            assertClose(ejml.download(), parameters, bound, method.id());
            NetworkBatch.Gradients e = ejml.lossAndGradient();
            assertClose(new double[][] {e.losses()}, new double[][] {a.losses()}, bound, "losses");
            assertClose(e.gradients(), a.gradients(), bound, "gradients");
            for (int i : CHOSEN) {
              int sample = samples.index(i);
              BatchReference exact =
                  new BatchReference(
                      c.architecture(),
                      c.activations(),
                      c.loss(),
                      theta[i],
                      EXAMPLES,
                      x[sample],
                      y[sample]);
              exact.steps(5, method);
              String what = method.id() + ", network " + i + " exactly, ";
              assertClose(exact.parameters(), parameters[i], bound, what + "parameters");
              assertClose(exact.gradient(), a.gradients()[i], bound, what + "gradient");
              double[] loss = {a.losses()[i]};
              assertClose(new double[] {exact.loss()}, loss, bound, what + "loss");
            }
            got.upload(new double[0][], EMPTY);
            got.steps(1, method);
            assertEquals(0, got.download().length);
          }
        }
      }
    }
  }

  private static final BatchSamples EMPTY = new BatchSamples(1, new double[0][], new double[0][]);

  private static double[][] rows(Stream r, int count, int length) {
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = new double[length];
      for (int k = 0; k < length; k++) {
        rows[i][k] = r.nextInt(-24, 24) / 32.0;
      }
    }
    return rows;
  }

  private static void assertClose(double[][] expected, double[][] got, double bound, String what) {
    assertEquals(expected.length, got.length, what);
    for (int i = 0; i < expected.length; i++) {
      assertClose(expected[i], got[i], bound, what + " of network " + i);
    }
  }

  private static void assertClose(double[] expected, double[] got, double bound, String what) {
    double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0) + 1;
    assertArrayEquals(expected, got, bound * scale, what + " ± " + bound * scale);
  }
}
