package org.theoria.theorems.landscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.experiment.Observations;
import org.theoria.experiment.Watch;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Text;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;
import org.theoria.theorems.landscape.DepthCase.Slope;

final class VanishingExperimentTest {
  private static final VanishingExperiment.Sizes SMALL =
      new VanishingExperiment.Sizes(6, List.of(2, 4), 3);

  private static Observations run(long seed, Watch watch) {
    return new VanishingExperiment().run(SMALL, seed, watch);
  }

  @Test
  void itRunsAndItsTablesHaveARowForEachPart() {
    Observations seen = run(1, Watch.SILENT);
    int kinds = DepthCase.values().length;
    assertTrue(seen.complete());
    assertEquals(
        List.of(2 * kinds, 4 * kinds), seen.tables().stream().map(t -> t.rows().size()).toList());
    assertEquals(3, seen.figures().size());
    assertEquals(4, seen.figures().getFirst().panels().size());
    assertEquals(seen, run(1, Watch.SILENT));
    assertNotEquals(seen, run(2, Watch.SILENT));
  }

  /** The exact backpropagation and the exact bounds of the entry of the same id. */
  @Test
  void plainNetworksAgreeWithTheExactOnes() {
    Stream s = new Key("vanishing test", 3).stream(0);
    for (Slope sigma : List.of(Slope.RELU, Slope.IDENTITY)) {
      List<RationalMatrix> weights = new ArrayList<>();
      List<RationalMatrix> biases = new ArrayList<>();
      List<Activation> activations = new ArrayList<>();
      int depth = 4;
      double[][][] w = new double[depth][3][3];
      for (int h = 0; h < depth; h++) {
        RationalMatrix m = random(s, 3);
        weights.add(m);
        biases.add(RationalMatrix.zero(3, 1));
        activations.add(
            sigma == Slope.RELU && h < depth - 1 ? Activation.RELU : Activation.IDENTITY);
        for (int k = 0; k < 9; k++) {
          w[h][k / 3][k % 3] = m.get(k / 3, k % 3).doubleValue();
        }
      }
      RationalMatrix x = random(s, 3).block(0, 0, 3, 1);
      RationalMatrix y = random(s, 3).block(0, 1, 3, 1);
      Network network = new Network(Architecture.of(3, 3, 3, 3, 3), activations, weights, biases);
      DepthNetwork plain = DepthNetwork.of(sigma, false, w, doubles(x), doubles(y));
      VanishingExploding.Instance exact =
          new VanishingExploding.Instance(
              network, new Sample(x, y), Loss.SQUARE, Rational.ZERO, Rational.of(1L << 20));
      WideBackprop<RationalMatrix> b = VanishingClaims.backprop(exact, RationalArithmetic.INSTANCE);
      for (int h = 1; h <= depth; h++) {
        double norm = Math.sqrt(b.delta(h).sumOfSquares().get(0, 0).doubleValue());
        assertEquals(norm, plain.deltas()[h - 1], 1e-12 * norm);
      }
      for (int h = 1; h < depth; h++) {
        RationalMatrix m = VanishingExploding.factor(network, exact.sample(), h);
        assertTrue(VanishingExploding.contracts(m, Rational.ofDouble(plain.upper() * (1 + 1e-9))));
        assertTrue(
            VanishingExploding.expands(m, Rational.ofDouble(Math.max(0, plain.lower() - 1e-9))));
      }
      assertTrue(plain.upper() > 0);
    }
  }

  /** ∂E/∂W_h of residual blocks by differences of E. */
  @Test
  void residualGradientsAgreeWithDifferences() {
    Stream s = new Key("vanishing test", 4).stream(0);
    for (DepthCase kind : List.of(DepthCase.RESIDUAL_TANH_GLOROT, DepthCase.TANH_GLOROT)) {
      int n = 3;
      double[][][] w = {kind.draw(n, s), kind.draw(n, s), kind.draw(n, s), kind.draw(n, s)};
      double[] x = {0.3, -0.4, 1.1};
      double[] y = {1, 0.5, -2};
      DepthNetwork network = DepthNetwork.of(Slope.TANH, kind.residual, w, x, y);
      double step = 0x1p-20;
      for (int h = 1; h <= w.length; h++) {
        double sum = 0;
        for (int k = 0; k < n * n; k++) {
          double before = w[h - 1][k / n][k % n];
          w[h - 1][k / n][k % n] = before + step;
          double up = risk(kind, w, x, y);
          w[h - 1][k / n][k % n] = before - step;
          double down = risk(kind, w, x, y);
          w[h - 1][k / n][k % n] = before;
          sum += Math.pow((up - down) / (2 * step), 2);
        }
        assertEquals(Math.sqrt(sum), network.gradients()[h - 1], 1e-6, kind + " " + h);
      }
    }
  }

  /** E = (‖Δ_H‖/2)². */
  private static double risk(DepthCase kind, double[][][] w, double[] x, double[] y) {
    DepthNetwork network = DepthNetwork.of(Slope.TANH, kind.residual, w, x, y);
    return Math.pow(network.deltas()[w.length - 1] / 2, 2);
  }

  private static RationalMatrix random(Stream s, int n) {
    Rational[] entries = new Rational[n * n];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = s.nextDyadic(2, 3);
    }
    return RationalMatrix.of(n, n, entries);
  }

  private static double[] doubles(RationalMatrix column) {
    double[] v = new double[column.rows()];
    for (int i = 0; i < v.length; i++) {
      v[i] = column.get(i, 0).doubleValue();
    }
    return v;
  }

  @Test
  void orthogonalWeightsAreOrthogonal() {
    double[][] q = DepthCase.LINEAR_ABOVE.draw(20, new Key("vanishing test", 1).stream(0));
    for (int i = 0; i < 20; i++) {
      for (int k = 0; k < 20; k++) {
        double product = 0;
        for (int j = 0; j < 20; j++) {
          product += q[i][j] * q[k][j];
        }
        assertEquals(i == k ? 1.25 * 1.25 : 0, product, 1e-13);
      }
    }
  }

  /** Multiples of orthogonal matrices attain both bounds at every layer, and never exceed them. */
  @Test
  void theHypothesesAndBoundsAreSeen() {
    DepthRuns above = DepthRuns.of(DepthCase.LINEAR_ABOVE, 16, 32, 2, 1, Watch.SILENT);
    DepthRuns below = DepthRuns.of(DepthCase.LINEAR_BELOW, 16, 32, 2, 1, Watch.SILENT);
    DepthRuns one = DepthRuns.of(DepthCase.LINEAR_ONE, 16, 32, 2, 1, Watch.SILENT);
    assertTrue(above.expands() && !above.contracts());
    assertTrue(below.contracts() && !below.expands());
    assertFalse(one.contracts() || one.expands());
    assertEquals(Math.pow(1.25, 31), above.ratio(), 1e-9 * above.ratio());
    assertEquals(0, above.exceeded() + below.exceeded() + one.exceeded());
    DepthNetwork wrong =
        new DepthNetwork(new double[] {0.3, 0.5, 1}, new double[] {1, 1, 1}, 0, 0.5);
    assertEquals(1, wrong.exceeded());
    DepthNetwork small =
        new DepthNetwork(new double[] {0.3, 0.5, 1}, new double[] {1, 1, 1}, 0.6, 1);
    assertEquals(2, small.exceeded());
  }

  private static DepthRuns made(DepthCase kind, double first, double lower, double upper) {
    return new DepthRuns(
        kind,
        3,
        List.of(
            new DepthNetwork(
                new double[] {first, first, 1}, new double[] {1, 1, 1}, lower, upper)));
  }

  @Test
  void theSentenceSaysWhatHappened() {
    String both =
        DepthSeen.of(
                List.of(
                    made(DepthCase.RELU_SMALL, 1e-5, 0, 0.9),
                    made(DepthCase.LINEAR_ABOVE, 1e5, 2, 1e9),
                    made(DepthCase.RELU_HE, 5, 0, 6)))
            .en();
    assertTrue(both.contains("the gradient vanishes, as slide 47 says"), both);
    assertTrue(both.contains("the gradient explodes, as slide 47 says"), both);
    assertTrue(both.contains("within a factor of 1000: 5 for “ReLU, He”."), both);
    assertTrue(both.contains("No bound of the theorem is exceeded"), both);
    assertTrue(both.contains("Of the 2 kinds"), both);
    assertTrue(both.contains("2 have $"), both);
    Text none = DepthSeen.of(List.of(made(DepthCase.RELU_HE, 1e-9, 0, 3)));
    assertTrue(none.en().contains("No network here is such that every layer contracts"), none.en());
    assertTrue(none.en().contains("the gradient vanishes: 1.00e-09 for “ReLU, He”"), none.en());
    assertTrue(none.fr().contains("Aucun réseau"), none.fr());
    String notYet = DepthSeen.of(List.of(made(DepthCase.RELU_SMALL, 0.5, 0, 0.9))).en();
    assertTrue(notYet.contains("not yet by a factor of 1000"), notYet);
    String wrong = DepthSeen.of(List.of(made(DepthCase.RELU_SMALL, 1.5, 0, 0.9))).en();
    assertTrue(wrong.contains("exceeded at 2 layers: that contradicts it"), wrong);
    String remedy = DepthSeen.of(List.of(made(DepthCase.RESIDUAL_RELU_HE, 1e6, 0, 3))).en();
    assertTrue(remedy.contains("these do not: 1.00e+06 for “residual blocks"), remedy);
  }

  /** No remedy of slide 49 is left out of the two lists, and nothing else is in them. */
  @Test
  void everyRemedyIsInOneOfTheTwoLists() {
    for (DepthCase kind : DepthCase.values()) {
      boolean remedy =
          kind.residual
              || List.of(DepthCase.LINEAR_ONE, DepthCase.TANH_ORTHOGONAL, DepthCase.RELU_ORTHOGONAL)
                  .contains(kind);
      for (double ratio : new double[] {1e-6, 1}) {
        String all = DepthSeen.of(List.of(made(kind, ratio, 0, 1))).en();
        String remedies = all.substring(all.indexOf("Of the remedies"));
        String kept = remedies.substring(0, remedies.indexOf("these do not"));
        String lost = remedies.substring(kept.length());
        assertEquals(remedy && ratio == 1, kept.contains(kind.full().en()), all);
        assertEquals(remedy && ratio != 1, lost.contains(kind.full().en()), all);
      }
    }
  }

  @Test
  void stoppedItEndsSoonAndSaysSo() {
    for (int looks : new int[] {0, 7, 60}) {
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
      assertTrue(seen.seen().en().contains("stopped"));
    }
  }

  @Test
  void residualBlocksNeedAnEvenDepth() {
    double[][][] w = {{{1}}, {{1}}, {{1}}};
    assertThrows(
        IllegalArgumentException.class,
        () -> DepthNetwork.of(Slope.TANH, true, w, new double[] {1}, new double[] {1}));
  }

  /** The kept report has what a run of the same seed gives for the least depth. */
  @Test
  void theKeptReportIsReproduced() throws IOException {
    VanishingExperiment.Sizes full = VanishingExperiment.Sizes.FULL;
    int depth = full.depths().getFirst();
    List<DepthRuns> runs = new ArrayList<>();
    for (DepthCase kind : DepthCase.values()) {
      runs.add(DepthRuns.of(kind, full.width(), depth, full.runs(), 1, Watch.SILENT));
    }
    List<String> expected =
        DepthExhibits.summary(runs).rows().stream()
            .map(
                row ->
                    "\""
                        + row.getFirst().en()
                        + "\","
                        + row.stream()
                            .skip(1)
                            .map(Text::en)
                            .map(cell -> cell.equals("–") ? "" : cell)
                            .collect(Collectors.joining(",")))
            .toList();
    Path kept = Path.of("reports", "experiments", "vanishing-exploding", "tables", "depths.csv");
    List<String> found =
        Files.readAllLines(kept).stream().filter(l -> l.contains("\"," + depth + ",")).toList();
    assertEquals(expected, found);
  }
}
