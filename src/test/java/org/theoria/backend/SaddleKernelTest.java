package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.network.Sample;
import org.theoria.network.linear.LinearRisk;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/** The kernel's pieces against exact arithmetic, and its verdicts where they can be known. */
final class SaddleKernelTest {
  private static final List<Architecture> ARCHITECTURES =
      List.of(
          Architecture.of(2, 2),
          Architecture.of(2, 1, 2),
          Architecture.of(4, 2, 3),
          Architecture.of(4, 3, 3, 3),
          Architecture.of(3, 1, 4, 2, 2));

  /** A random dyadic point and sample, in both arithmetics. */
  private record Drawn(
      Architecture architecture, List<RationalMatrix> weights, double[] theta, Sample sample) {

    static Drawn of(Architecture a, long seed) {
      Stream s = new Key("saddle-kernel-test", seed).stream(0);
      List<RationalMatrix> weights = new ArrayList<>();
      for (int h = 1; h <= a.depth(); h++) {
        weights.add(matrix(a.width(h), a.width(h - 1), s));
      }
      Sample sample = new Sample(matrix(a.inputs(), 6, s), matrix(a.outputs(), 6, s));
      return new Drawn(a, weights, flat(weights), sample);
    }

    static RationalMatrix matrix(int rows, int columns, Stream s) {
      Rational[] entries = new Rational[rows * columns];
      Arrays.setAll(entries, i -> s.nextDyadic(2, 20));
      return RationalMatrix.of(rows, columns, entries);
    }

    LinearSample doubles() {
      return new LinearSample(rows(sample.x()), rows(sample.y()));
    }
  }

  private static double[] flat(List<RationalMatrix> weights) {
    return weights.stream()
        .flatMapToDouble(w -> Arrays.stream(rows(w)).flatMapToDouble(Arrays::stream))
        .toArray();
  }

  private static double[][] rows(RationalMatrix m) {
    double[][] rows = new double[m.rows()][m.columns()];
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        rows[i][j] = m.get(i, j).doubleValue();
      }
    }
    return rows;
  }

  /** Every entry of the Hessian, within the bound γ_m·scale of the class. */
  @Test
  void hessianAgainstExact() {
    for (Architecture a : ARCHITECTURES) {
      for (long seed = 1; seed <= 3; seed++) {
        Drawn d = Drawn.of(a, seed);
        LinearChains chains = new LinearChains(a, d.doubles());
        PointScale scale = new PointScale(chains);
        LinearHessian hessian = new LinearHessian(chains);
        assertTrue(scale.at(d.theta(), 0));
        chains.at(d.theta(), 0);
        hessian.prepare(scale);
        RationalMatrix exact = LinearRisk.hessian(d.weights(), d.sample());
        double[] unit = units(a, chains, scale);
        double[] diagonal = new double[chains.count()];
        double[] column = new double[chains.count()];
        hessian.diagonal(diagonal);
        for (int p = 0; p < chains.count(); p++) {
          hessian.column(p, column);
          for (int i = 0; i < chains.count(); i++) {
            double expected = exact.get(i, p).doubleValue() * unit[i] * unit[p] / scale.scale();
            assertEquals(expected, column[i], 1e-15, a + " entry " + i + ", " + p);
            assertTrue(Math.abs(column[i]) <= 1);
          }
          assertEquals(column[p], diagonal[p], 1e-16);
        }
      }
    }
  }

  private static double[] units(Architecture a, LinearChains chains, PointScale scale) {
    double[] unit = new double[chains.count()];
    for (int h = 1; h <= a.depth(); h++) {
      Arrays.fill(unit, chains.start(h), chains.start(h + 1), scale.unit(h));
    }
    return unit;
  }

  @Test
  void secondDerivativeAgainstExact() {
    for (Architecture a : ARCHITECTURES) {
      Drawn d = Drawn.of(a, 7);
      Drawn v = Drawn.of(a, 8);
      LinearChains chains = new LinearChains(a, d.doubles());
      PointScale scale = new PointScale(chains);
      scale.at(d.theta(), 0);
      chains.at(d.theta(), 0);
      double exact =
          LinearRisk.secondDerivative(
                  RationalArithmetic.INSTANCE,
                  d.weights(),
                  v.weights(),
                  d.sample().x(),
                  d.sample().y())
              .get(0, 0)
              .doubleValue();
      double[] unit = units(a, chains, scale);
      double[] direction = new double[chains.count()];
      Arrays.setAll(direction, i -> v.theta()[i] / unit[i]);
      double nu = 0;
      for (int h = 1; h <= a.depth(); h++) {
        double sum = 0;
        for (int i = chains.start(h); i < chains.start(h + 1); i++) {
          sum += direction[i] * direction[i];
        }
        nu += Math.sqrt(sum);
      }
      double relative = new SecondDerivative(chains).relative(d.theta(), 0, direction, scale);
      assertEquals(exact / (scale.scale() * nu * nu), relative, 1e-15, a.toString());
      assertTrue(Math.abs(relative) <= 1);
    }
  }

  @Test
  void aRandomPointIsNotCritical() {
    for (Architecture a : ARCHITECTURES) {
      Drawn d = Drawn.of(a, 3);
      assertEquals(
          SaddleVerdict.NOT_CRITICAL, new SaddleKernel(a, d.doubles()).classify(d.theta(), 0));
    }
  }

  /** X = I₂, Y = diag(2, 1): the points of the slides by hand. */
  private static SaddleKernel twoByTwo(double displacement) {
    double[][] x = {{1, 0}, {0, 1}};
    double[][] y = {{2, 0}, {0, 1}};
    return new SaddleKernel(Architecture.of(2, 2, 2, 2), new LinearSample(x, y), displacement);
  }

  private static final double[] TIGHT = {2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};
  private static final double[] LOOSE = {2, 0, 0, 0, 1, 0, 0, 0.5, 1, 0, 0, 0};
  private static final double[] OTHER = {0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0};
  private static final double[] MINIMISER = {2, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1};

  @Test
  void byHand() {
    SaddleKernel kernel = twoByTwo(SaddleKernel.DISPLACEMENT);
    assertEquals(SaddleVerdict.NOT_STRICT, kernel.classify(new double[12], 0));
    assertEquals(SaddleVerdict.NOT_STRICT, kernel.classify(TIGHT, 0));
    assertTrue(kernel.bound() > 0 && kernel.bound() < 1e-13, "" + kernel.bound());
    assertEquals(SaddleVerdict.STRICT, kernel.classify(LOOSE, 0));
    assertEquals(SaddleVerdict.STRICT, kernel.classify(OTHER, 0));
    assertEquals(SaddleVerdict.NOT_STRICT, kernel.classify(MINIMISER, 0));
  }

  /** A layer up and another down by the same power of two: the same numbers, the same verdict. */
  @ParameterizedTest
  @ValueSource(ints = {-60, -20, 1, 20, 60})
  void scalingALayerChangesNothing(int exponent) {
    SaddleKernel kernel = twoByTwo(SaddleKernel.DISPLACEMENT);
    for (double[] point : List.of(TIGHT, LOOSE, OTHER, MINIMISER)) {
      double[] scaled = point.clone();
      for (int i = 0; i < 4; i++) {
        scaled[i] = Math.scalb(scaled[i], exponent);
        scaled[8 + i] = Math.scalb(scaled[8 + i], -exponent);
      }
      SaddleVerdict expected = kernel.classify(point, 0);
      double bound = kernel.bound();
      assertEquals(expected, kernel.classify(scaled, 0));
      assertEquals(bound, kernel.bound());
    }
  }

  /**
   * A curvature that is too flat to tell must not be called by either name: W₂'s block shrinks, and
   * the strict saddle's negative eigenvalue with it.
   */
  @Test
  void aGapThatIsTooSmallIsUndecided() {
    SaddleKernel kernel = twoByTwo(SaddleKernel.DISPLACEMENT);
    List<SaddleVerdict> seen = new ArrayList<>();
    for (int e = 0; e <= 60; e++) {
      double[] point = LOOSE.clone();
      point[7] = Math.scalb(1.0, -e);
      SaddleVerdict v = kernel.classify(point, 0);
      seen.add(v);
      if (v == SaddleVerdict.NOT_STRICT) {
        // the least eigenvalue is −2·2⁻ᵉ·(1 to 2) in absolute units, and must be within the bound
        assertTrue(Math.scalb(1.0, -e) < 1e-11, "exponent " + e);
      }
    }
    assertEquals(SaddleVerdict.STRICT, seen.getFirst());
    assertTrue(seen.contains(SaddleVerdict.UNDECIDED), seen.toString());
    assertEquals(SaddleVerdict.NOT_STRICT, seen.getLast());
  }

  /** A larger displacement asks more of a direction, and forgives more of a gradient. */
  @Test
  void displacement() {
    double[] near = LOOSE.clone();
    near[0] += 1e-7;
    assertEquals(SaddleVerdict.NOT_CRITICAL, twoByTwo(SaddleKernel.DISPLACEMENT).classify(near, 0));
    assertEquals(SaddleVerdict.STRICT, twoByTwo(1e-6).classify(near, 0));
    assertEquals(SaddleVerdict.UNDECIDED, twoByTwo(0.5).classify(near, 0));
    assertTrue(twoByTwo(1e-6).movement() > 5.9e-6 && twoByTwo(1e-6).movement() < 6.1e-6);
    assertThrows(IllegalArgumentException.class, () -> twoByTwo(-1));
    assertThrows(IllegalArgumentException.class, () -> twoByTwo(Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e300, -1e200})
  void wildNumbersAreUndecided(double wild) {
    double[] point = MINIMISER.clone();
    point[5] = wild;
    assertEquals(SaddleVerdict.UNDECIDED, twoByTwo(SaddleKernel.DISPLACEMENT).classify(point, 0));
  }

  @Test
  void samplesAreChecked() {
    double[][] one = {{1, 2}};
    double[][] nan = {{1, Double.NaN}};
    double[][] longer = {{1, 2, 3}};
    assertTrue(message(() -> new LinearSample(one, nan)).contains("Y[0][1] must be finite"));
    assertTrue(message(() -> new LinearSample(one, longer)).contains("must have 2 examples"));
    assertTrue(message(() -> new LinearSample(new double[0][], one)).contains("none in X"));
    assertTrue(
        message(() -> new SaddleKernel(Architecture.of(2, 1), new LinearSample(one, one)))
            .contains("2 inputs"));
  }

  private static String message(org.junit.jupiter.api.function.Executable e) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, e).getMessage());
  }

  /** Threads and the size of the batch change no verdict. */
  @Test
  void sweep() {
    Architecture a = Architecture.of(2, 2, 2, 2);
    double[][] x = {{1, 0}, {0, 1}};
    double[][] y = {{2, 0}, {0, 1}};
    List<double[]> kinds = List.of(TIGHT, LOOSE, OTHER, MINIMISER, new double[12]);
    double[] points = new double[12 * 1000];
    for (int k = 0; k < 1000; k++) {
      System.arraycopy(kinds.get(k % 5), 0, points, 12 * k, 12);
    }
    for (int threads : new int[] {1, 3}) {
      SaddleVerdict[] verdicts = new SaddleVerdict[1000];
      try (LinearHessianSweep sweep = new LinearHessianSweep(a, new LinearSample(x, y), threads)) {
        sweep.run(points, verdicts);
        assertThrows(
            IllegalArgumentException.class, () -> sweep.run(points, new SaddleVerdict[999]));
      }
      SaddleKernel kernel = twoByTwo(SaddleKernel.DISPLACEMENT);
      for (int k = 0; k < 1000; k++) {
        assertEquals(kernel.classify(kinds.get(k % 5), 0), verdicts[k], "point " + k);
      }
    }
  }
}
