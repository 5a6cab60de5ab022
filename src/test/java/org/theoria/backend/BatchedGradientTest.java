package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Parameters;
import org.theoria.network.StandardActivation;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * Gradients against forty-decimal differentiation, the forward-mode check and its sensitivity, and
 * determinism.
 */
class BatchedGradientTest {
  private static final int LANES = 24;

  /**
   * Not a derived bound (GradientCheck has one): agreement to eleven decimals of numbers of size 1,
   * about 10⁴ roundings, which a wrong index, sign or factor misses by far.
   */
  private static final double AGREEMENT = 1e-11;

  private static final MathContext MC = new MathContext(50);

  private static final List<Architecture> ARCHITECTURES =
      List.of(
          Architecture.of(1, 1),
          Architecture.of(3, 2),
          Architecture.of(1, 1, 1),
          Architecture.of(2, 5, 1),
          Architecture.of(4, 16, 16, 3),
          Architecture.of(5, 7, 6, 9, 2));

  /**
   * Lane 0 all zeros; lanes 1 to 4 scaled by 2⁻³⁰⁰, 2⁻²⁰, 2²⁰, 2¹⁰⁰; the rest dyadic in [−2, 2].
   */
  private static NetworkBlock draw(Architecture a, int lanes, long seed) {
    NetworkBlock block = new NetworkBlock(a, lanes);
    double[] scales = {0, 0x1p-300, 0x1p-20, 0x1p20, 0x1p100};
    for (int l = 0; l < lanes; l++) {
      Stream stream = new Key("batched-gradient-test", seed).stream(l);
      double scale = l < scales.length ? scales[l] : 1;
      fill(block.parameters(), l, scale, stream);
      fill(block.inputs(), l, 1, stream);
      fill(block.targets(), l, 1, stream);
    }
    return block;
  }

  private static void fill(double[][] rows, int lane, double scale, Stream stream) {
    for (double[] row : rows) {
      row[lane] = scale * stream.nextInt(-(1 << 21), 1 << 21) * 0x1p-20;
    }
  }

  private static GradientBlock gradient(NetworkBlock block, Activation activation) {
    GradientBlock result = new GradientBlock(block.architecture(), block.lanes());
    new BatchedGradient(block.architecture(), activation, block.lanes())
        .gradient(block, result.gradient(), result.loss());
    return result;
  }

  private static List<Integer> notCleared(
      NetworkBlock block, GradientBlock g, Activation activation, long seed) {
    double[] difference = new double[block.lanes()];
    double[] bound = new double[block.lanes()];
    double[][] direction = draw(block.architecture(), block.lanes(), seed + 1).parameters();
    new GradientCheck(block.architecture(), activation, block.lanes())
        .check(block, g.gradient(), direction, difference, bound);
    List<Integer> lanes = new ArrayList<>();
    for (int l = 0; l < block.lanes(); l++) {
      if (!GradientCheck.isCleared(difference[l], bound[l])) {
        lanes.add(l);
      }
    }
    return lanes;
  }

  @ParameterizedTest
  @EnumSource(names = {"TANH", "SIGMOID", "IDENTITY", "RELU"})
  void forwardModeClearsEveryLane(StandardActivation activation) {
    for (Architecture a : ARCHITECTURES) {
      NetworkBlock block = draw(a, LANES, 11);
      assertEquals(
          List.of(), notCleared(block, gradient(block, activation), activation, 11), a.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TANH", "SIGMOID", "IDENTITY", "RELU"})
  void plantedErrorsAreNotCleared(StandardActivation activation) {
    Architecture a = Architecture.of(4, 16, 16, 3);
    Parameters layout = new Parameters(a);
    NetworkBlock block = draw(a, LANES, 12);
    int[] ordinary = {5, 6, 7, 8, 9, 10, 11, 12};
    GradientBlock swapped = gradient(block, activation);
    double[][] g = swapped.gradient();
    int p = layout.weight(3, 0, 1);
    int q = layout.weight(3, 1, 0);
    double[] row = g[p];
    g[p] = g[q];
    g[q] = row;
    List<Integer> found = notCleared(block, swapped, activation, 12);
    if (!activation.equals(Activation.RELU)) { // a ReLU network may have both entries zero
      for (int l : ordinary) {
        assertTrue(found.contains(l), "transposed entry unseen in lane " + l);
      }
    }
    GradientBlock nearly = gradient(block, activation);
    for (int l : ordinary) {
      nearly.gradient()[layout.bias(3, 0)][l] *= 1 + 1e-4;
      nearly.gradient()[layout.bias(3, 0)][l] += 1e-4;
    }
    found = notCleared(block, nearly, activation, 12);
    if (activation.equals(Activation.TANH) || activation.equals(Activation.SIGMOID)) {
      for (int l : ordinary) {
        assertTrue(found.contains(l), "an error of 1e-4 unseen in lane " + l);
      }
    }
    assertFalse(found.isEmpty());
  }

  @Test
  void aWrongTargetOrNanOrOverflowIsNotCleared() {
    Architecture a = Architecture.of(4, 16, 16, 3);
    NetworkBlock block = draw(a, LANES, 13);
    GradientBlock g = gradient(block, Activation.TANH);
    block.targets()[1][7] += 0.5;
    g.gradient()[3][8] = Double.NaN;
    g.gradient()[3][9] = Double.POSITIVE_INFINITY;
    List<Integer> found = notCleared(block, g, Activation.TANH, 13);
    assertEquals(List.of(7, 8, 9), found);
    NetworkBlock huge = draw(a, LANES, 13);
    for (double[] r : huge.parameters()) {
      r[10] *= 0x1p1000;
    }
    assertTrue(
        notCleared(huge, gradient(huge, Activation.IDENTITY), Activation.IDENTITY, 13)
            .contains(10));
  }

  /** Every partial derivative against an independent forward differentiation in 50 decimals. */
  @Test
  void gradientAgreesWithFiftyDecimals() {
    for (Architecture a :
        List.of(Architecture.of(1, 1), Architecture.of(2, 3, 2), Architecture.of(3, 4, 2, 2, 1))) {
      Parameters layout = new Parameters(a);
      NetworkBlock block = draw(a, 8, 14);
      GradientBlock g = gradient(block, Activation.TANH);
      for (int l = 5; l < 8; l++) {
        for (int p = 0; p < layout.count(); p++) {
          double exact = exactDerivative(block, layout, l, p).doubleValue();
          assertEquals(exact, g.gradient()[p][l], AGREEMENT, a + " parameter " + p + " lane " + l);
        }
        assertEquals(exactLoss(block, layout, l).doubleValue(), g.loss()[l], AGREEMENT, "loss");
      }
    }
  }

  @Test
  void sameBitsForAnyThreadsBatchAndLane() {
    Architecture a = Architecture.of(4, 16, 16, 3);
    List<Activation> tanh = Collections.nCopies(3, Activation.TANH);
    NetworkBlock whole = draw(a, 60, 15);
    GradientBlock expected = gradient(whole, Activation.TANH);
    for (int lanes : new int[] {1, 7, 20}) {
      for (int threads : new int[] {1, 2, 3}) {
        List<NetworkBlock> blocks = new ArrayList<>();
        List<GradientBlock> results = new ArrayList<>();
        for (int first = 0; first < 60; first += lanes) {
          blocks.add(part(whole, first, lanes));
          results.add(new GradientBlock(a, lanes));
        }
        try (GradientSweep sweep = new GradientSweep(a, tanh, lanes, threads)) {
          sweep.run(blocks, results);
        }
        for (int l = 0; l < 60; l++) {
          GradientBlock r = results.get(l / lanes);
          assertEquals(expected.loss()[l], r.loss()[l % lanes]);
          for (int p = 0; p < expected.gradient().length; p++) {
            assertEquals(
                Double.doubleToRawLongBits(expected.gradient()[p][l]),
                Double.doubleToRawLongBits(r.gradient()[p][l % lanes]));
          }
        }
      }
    }
  }

  @Test
  void interpretedAndCompiledCodeAgree() {
    NetworkBlock block = draw(Architecture.of(4, 16, 16, 3), 64, 16);
    GradientBlock first = gradient(block, Activation.TANH);
    GradientBlock later = first;
    for (int k = 0; k < 2000; k++) {
      later = gradient(block, Activation.TANH);
    }
    for (int p = 0; p < first.gradient().length; p++) {
      assertArrayEquals(first.gradient()[p], later.gradient()[p]);
    }
  }

  @Test
  void wrongShapesAreNamed() {
    Architecture a = Architecture.of(2, 2);
    BatchedGradient engine = new BatchedGradient(a, Activation.TANH, 8);
    GradientBlock result = new GradientBlock(a, 8);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> engine.gradient(new NetworkBlock(a, 4), result.gradient(), result.loss()));
    assertEquals(
        "batched gradient: a block of 8 lanes of [2, 2] is needed, got 4 lanes of [2, 2]",
        e.getMessage());
    IllegalArgumentException f =
        assertThrows(
            IllegalArgumentException.class, () -> new BatchedGradient(a, Activation.SOFTPLUS, 8));
    assertEquals(
        "batched gradient: activation must be tanh, sigmoid, identity or relu, got softplus",
        f.getMessage());
  }

  private static NetworkBlock part(NetworkBlock whole, int first, int lanes) {
    NetworkBlock block = new NetworkBlock(whole.architecture(), lanes);
    for (int l = 0; l < lanes && first + l < whole.lanes(); l++) {
      copy(whole.parameters(), first + l, block.parameters(), l);
      copy(whole.inputs(), first + l, block.inputs(), l);
      copy(whole.targets(), first + l, block.targets(), l);
    }
    return block;
  }

  private static void copy(double[][] from, int lane, double[][] to, int target) {
    for (int r = 0; r < from.length; r++) {
      to[r][target] = from[r][lane];
    }
  }

  private static BigDecimal exactLoss(NetworkBlock b, Parameters layout, int lane) {
    return dual(b, layout, lane, -1)[0];
  }

  private static BigDecimal exactDerivative(NetworkBlock b, Parameters layout, int lane, int p) {
    return dual(b, layout, lane, p)[1];
  }

  /**
   * The loss and its derivative in parameter p of a tanh network, by dual numbers of 50 decimals.
   */
  private static BigDecimal[] dual(NetworkBlock b, Parameters layout, int lane, int p) {
    Architecture a = b.architecture();
    List<BigDecimal[]> f = new ArrayList<>();
    for (double[] x : b.inputs()) {
      f.add(new BigDecimal[] {new BigDecimal(x[lane]), BigDecimal.ZERO});
    }
    for (int h = 1; h <= a.depth(); h++) {
      List<BigDecimal[]> next = new ArrayList<>();
      for (int i = 0; i < a.width(h); i++) {
        BigDecimal[] z = seeded(b, lane, layout.bias(h, i), p);
        for (int j = 0; j < a.width(h - 1); j++) {
          BigDecimal[] w = seeded(b, lane, layout.weight(h, i, j), p);
          BigDecimal[] v = f.get(j);
          z[1] = z[1].add(w[0].multiply(v[1], MC)).add(w[1].multiply(v[0], MC), MC);
          z[0] = z[0].add(w[0].multiply(v[0], MC), MC);
        }
        BigDecimal t = tanh(z[0]);
        next.add(
            new BigDecimal[] {t, BigDecimal.ONE.subtract(t.multiply(t, MC)).multiply(z[1], MC)});
      }
      f = next;
    }
    BigDecimal loss = BigDecimal.ZERO;
    BigDecimal derivative = BigDecimal.ZERO;
    for (int k = 0; k < f.size(); k++) {
      BigDecimal r = f.get(k)[0].subtract(new BigDecimal(b.targets()[k][lane]));
      loss = loss.add(r.multiply(r, MC));
      derivative = derivative.add(BigDecimal.TWO.multiply(r).multiply(f.get(k)[1], MC));
    }
    return new BigDecimal[] {loss, derivative};
  }

  private static BigDecimal[] seeded(NetworkBlock b, int lane, int index, int p) {
    return new BigDecimal[] {
      new BigDecimal(b.parameters()[index][lane]), index == p ? BigDecimal.ONE : BigDecimal.ZERO
    };
  }

  private static BigDecimal tanh(BigDecimal x) {
    BigDecimal r = x.divide(new BigDecimal(512), MC);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal e = BigDecimal.ZERO;
    for (int k = 1; k < 40; k++) {
      term = term.multiply(r, MC).divide(BigDecimal.valueOf(k), MC);
      e = e.add(term, MC);
    }
    for (int k = 0; k < 10; k++) {
      e = e.multiply(e.add(BigDecimal.TWO), MC);
    }
    return e.divide(e.add(BigDecimal.TWO), MC);
  }
}
