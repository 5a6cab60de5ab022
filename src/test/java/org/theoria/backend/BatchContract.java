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

  /** Losses, gradients and 3 + 2 steps of 21 networks, against the reference in float64. */
  @ParameterizedTest
  @EnumSource
  void aBatchDoesWhatTheReferenceDoes(Precision p) {
    // 2¹⁰ for what three layers, five examples and five steps make of a rounding
    double bound = 0x1p10 * p.unitRoundoff();
    for (BatchCase c : BATCHES) {
      for (boolean shared : new boolean[] {true, false}) {
        Stream r = new Key("batch-contract/" + c.architecture().widths(), 1).stream(0);
        int n = 21;
        double[][] theta = rows(r, n, new Parameters(c.architecture()).count());
        double[][] x = rows(r, shared ? 1 : n, 5 * c.architecture().inputs());
        double[][] y = rows(r, shared ? 1 : n, 5 * c.architecture().outputs());
        BatchSamples samples = new BatchSamples(5, x, y);
        for (Optimiser method :
            List.of(
                new Optimiser.GradientDescent(0x1p-7),
                new Optimiser.Momentum(0x1p-7, 0.5),
                new Optimiser.Nesterov(0x1p-7, 0.5),
                new Optimiser.Adam(0x1p-7, 0.75, 0.9375, 1e-3))) {
          try (NetworkBatch got = backend().batch(c.architecture(), c.activations(), c.loss(), p);
              NetworkBatch reference =
                  new EjmlBackend()
                      .batch(c.architecture(), c.activations(), c.loss(), Precision.FLOAT64)) {
            for (NetworkBatch b : List.of(got, reference)) {
              b.upload(theta, samples);
              b.steps(3, method);
              b.steps(2, method); // continues
            }
            assertClose(reference.download(), got.download(), bound, method.id());
            NetworkBatch.Gradients a = got.lossAndGradient();
            NetworkBatch.Gradients e = reference.lossAndGradient();
            assertClose(new double[][] {e.losses()}, new double[][] {a.losses()}, bound, "losses");
            assertClose(e.gradients(), a.gradients(), bound, "gradients");
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
      double scale = Arrays.stream(expected[i]).map(Math::abs).max().orElse(0) + 1;
      assertArrayEquals(expected[i], got[i], bound * scale, what + " of network " + i);
    }
  }
}
