package org.theoria.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.BigFloat.Side;

/**
 * The matrix operations of {@link PreciseArithmetic} against exact rationals and intervals of
 * doubles.
 */
class PreciseMatrixTest {
  private static final List<ElementaryFunction> RATIONAL =
      List.of(ElementaryFunction.values()).stream().filter(ElementaryFunction::isRational).toList();

  private final PreciseArithmetic k = new PreciseArithmetic(96);

  /** The same operation, in whichever arithmetic. */
  private interface Step {
    <M extends Matrix<M>> M on(M a, M b, M divisor);
  }

  private static final List<Step> STEPS =
      List.of(
          new Step() {
            @Override
            public <M extends Matrix<M>> M on(M a, M b, M divisor) {
              return a.plus(b).minus(divisor).negate();
            }
          },
          new Step() {
            @Override
            public <M extends Matrix<M>> M on(M a, M b, M divisor) {
              return a.times(b.transpose()).times(divisor);
            }
          },
          new Step() {
            @Override
            public <M extends Matrix<M>> M on(M a, M b, M divisor) {
              return a.hadamard(b).dividedBy(divisor).scale(Rational.of(-2, 3));
            }
          },
          new Step() {
            @Override
            public <M extends Matrix<M>> M on(M a, M b, M divisor) {
              return a.plusColumn(b.rowSums()).scaleRows(divisor.block(0, 1, divisor.rows(), 1));
            }
          },
          new Step() {
            @Override
            public <M extends Matrix<M>> M on(M a, M b, M divisor) {
              return a.stack(b)
                  .beside(b.stack(divisor))
                  .block(1, 1, a.rows(), a.columns())
                  .flatten();
            }
          },
          new Step() {
            @Override
            public <M extends Matrix<M>> M on(M a, M b, M divisor) {
              return a.sum()
                  .beside(b.maxNorm())
                  .beside(divisor.smallestEntry())
                  .beside(a.sumOfSquares());
            }
          });

  private static Rational entry(Doubles random) {
    return switch (random.nextInt(5)) {
      case 0 -> Rational.ZERO;
      case 1 -> Rational.ofDouble(random.operand());
      case 2 -> Rational.of(random.nextInt(41) - 20, 1 + random.nextInt(9));
      default -> Rational.ofDouble(random.ofExponent(-6, 6));
    };
  }

  private static RationalMatrix draw(Doubles random, boolean zeros) {
    Rational[] entries = new Rational[6];
    for (int i = 0; i < 6; i++) {
      Rational e = entry(random);
      entries[i] = !zeros && e.isZero() ? Rational.of(1, 3) : e;
    }
    return RationalMatrix.of(2, 3, entries);
  }

  @Test
  void enclosesExactResults() {
    Doubles random = new Doubles(701);
    int compared = 0;
    for (int n = 0; n < 1_200; n++) {
      RationalMatrix a = draw(random, true);
      RationalMatrix b = draw(random, true);
      RationalMatrix d = draw(random, false);
      // what was rounded is a proper interval in the second step
      PreciseMatrix pa = k.of(a).scale(Rational.of(1, 3)).plus(k.of(b));
      RationalMatrix ea = a.scale(Rational.of(1, 3)).plus(b);
      Step step = STEPS.get(random.nextInt(STEPS.size()));
      compared += requireInside(step.on(ea, b, d), step.on(pa, k.of(b), k.of(d)));
      ElementaryFunction f = RATIONAL.get(random.nextInt(RATIONAL.size()));
      compared += requireInside(ea.apply(f), pa.apply(f));
      requireInside(b.apply(f), k.of(b).apply(f));
    }
    assertTrue(compared > 10_000, "compared " + compared);
  }

  private int requireInside(RationalMatrix exact, PreciseMatrix precise) {
    assertEquals(exact.rows(), precise.rows());
    assertEquals(exact.columns(), precise.columns());
    for (int i = 0; i < exact.rows(); i++) {
      for (int j = 0; j < exact.columns(); j++) {
        Enclosure e = k.entry(precise, i, j);
        Rational x = exact.get(i, j);
        assertTrue(e.contains(x), x + " is not in " + e);
        double low = k.lower(precise, i, j);
        double high = k.upper(precise, i, j);
        assertTrue(
            low == Double.NEGATIVE_INFINITY || Rational.ofDouble(low).compareTo(x) <= 0,
            low + " > " + x);
        assertTrue(
            high == Double.POSITIVE_INFINITY || Rational.ofDouble(high).compareTo(x) >= 0,
            high + " < " + x);
        assertEquals(e.lower().signum(), k.signOfLower(precise, i, j));
        assertEquals(e.upper().signum(), k.signOfUpper(precise, i, j));
        assertTrue(low != 0 || e.lower().isZero());
      }
    }
    return exact.rows() * exact.columns();
  }

  /**
   * Dyadic numbers of few bits stay exact through products and sums; and the rounding of others is
   * 2 ulps.
   */
  @Test
  void roundsLittle() {
    Doubles random = new Doubles(702);
    for (int n = 0; n < 200; n++) {
      Rational[] small = new Rational[6];
      for (int i = 0; i < 6; i++) {
        small[i] = Rational.of(random.nextInt(2001) - 1000, 64);
      }
      PreciseMatrix m = k.of(RationalMatrix.of(2, 3, small));
      PreciseMatrix product = m.times(m.transpose());
      assertTrue(product.get(0, 1).isPoint() && product.sum().get(0, 0).isPoint());
    }
    PreciseInterval third = PreciseInterval.of(Rational.of(1, 3), 96);
    BigFloat width = third.upper().minus(third.lower(), 96, Side.UP);
    assertTrue(width.top() <= third.upper().top() - 95, "width " + width);
  }

  @Test
  void narrowerThanDoubles() {
    Doubles random = new Doubles(703);
    PreciseArithmetic precise = new PreciseArithmetic();
    IntervalArithmetic doubles = new IntervalArithmetic();
    for (int n = 0; n < 300; n++) {
      Rational[] entries = new Rational[9];
      for (int i = 0; i < 9; i++) {
        entries[i] = Rational.ofDouble(random.within(4));
      }
      RationalMatrix m = RationalMatrix.of(3, 3, entries);
      PreciseMatrix a = chain(precise.of(m), precise);
      IntervalMatrix b = chain(doubles.of(m), doubles);
      for (int i = 0; i < 3; i++) {
        Enclosure fine = precise.entry(a, i, 0);
        Enclosure coarse = doubles.entry(b, i, 0);
        assertTrue(coarse.contains(fine.lower()) && coarse.contains(fine.upper()));
        assertTrue(fine.width().times(Rational.of(1L << 60)).compareTo(coarse.width()) < 0);
      }
    }
  }

  private static <M extends Matrix<M>> M chain(M m, OrderedArithmetic<M> k) {
    M t = m.apply(ElementaryFunction.TANH).times(m.apply(ElementaryFunction.SOFTPLUS));
    M root =
        t.apply(ElementaryFunction.ABSOLUTE)
            .plus(k.constant(3, 3, Rational.ONE))
            .apply(ElementaryFunction.SQRT);
    return m.apply(ElementaryFunction.SIGMOID)
        .dividedBy(root.apply(ElementaryFunction.EXP))
        .rowSums();
  }

  @Test
  void kinksAndDomains() {
    PreciseMatrix around =
        k.of(RationalMatrix.of(1, 1, Rational.of(1, 3)))
            .minus(k.of(RationalMatrix.of(1, 1, Rational.of(1, 3))));
    assertTrue(k.lower(around, 0, 0) < 0 && k.upper(around, 0, 0) > 0);
    for (ElementaryFunction f :
        List.of(
            ElementaryFunction.INDICATOR_POSITIVE,
            ElementaryFunction.INDICATOR_NON_NEGATIVE,
            ElementaryFunction.INDICATOR_ZERO)) {
      assertEquals(new Enclosure(Rational.ZERO, Rational.ONE), k.entry(around.apply(f), 0, 0));
    }
    assertEquals(
        new Enclosure(Rational.ONE.negate(), Rational.ONE),
        k.entry(around.apply(ElementaryFunction.SIGN), 0, 0));
    assertEquals(0.0, k.lower(around.apply(ElementaryFunction.SQUARE), 0, 0));
    assertEquals(0.0, k.lower(around.apply(ElementaryFunction.POSITIVE_PART), 0, 0));
    assertThrows(NotRepresentableException.class, () -> around.apply(ElementaryFunction.LOG));
    assertThrows(NotRepresentableException.class, () -> around.apply(ElementaryFunction.SQRT));
    assertThrows(NotRepresentableException.class, () -> k.scalar(Rational.ONE).dividedBy(around));
    assertThrows(ShapeException.class, () -> around.plus(k.identity(2)));
    assertThrows(IllegalArgumentException.class, () -> new PreciseArithmetic(8));
  }

  /** Sums of numbers 2⁶⁰ exponents apart are bounded at once, and on the right sides. */
  @Test
  void distantExponents() {
    BigFloat large = BigFloat.powerOfTwo(1L << 59);
    BigFloat small = BigFloat.powerOfTwo(-(1L << 59));
    for (BigFloat s : List.of(small, small.negate())) {
      for (BigFloat l : List.of(large, large.negate())) {
        BigFloat low = s.plus(l, 96, Side.DOWN);
        BigFloat high = l.plus(s, 96, Side.UP);
        assertTrue(low.compareTo(high) < 0);
        assertEquals(s.signum() > 0, low.compareTo(l) == 0);
        assertEquals(s.signum() < 0, high.compareTo(l) == 0);
        assertTrue(high.minus(low, 96, Side.UP).top() <= l.top() - 90);
      }
    }
    assertThrows(NotRepresentableException.class, () -> large.times(large).round(96, Side.UP));
    assertEquals(0, small.times(small).round(96, Side.UP).compareTo(BigFloat.TINY));
    assertEquals(0, small.times(small).negate().round(96, Side.UP).signum());
  }

  @Test
  void doublesBoundWhatIsBeyondThem() {
    BigFloat large = BigFloat.powerOfTwo(5_000);
    BigFloat small = BigFloat.powerOfTwo(-5_000);
    assertEquals(Double.MAX_VALUE, large.toDouble(Side.DOWN));
    assertEquals(Double.POSITIVE_INFINITY, large.toDouble(Side.UP));
    assertEquals(Double.NEGATIVE_INFINITY, large.negate().toDouble(Side.DOWN));
    assertEquals(-Double.MAX_VALUE, large.negate().toDouble(Side.UP));
    assertEquals(-Double.MIN_VALUE, small.toDouble(Side.DOWN));
    assertEquals(Double.MIN_VALUE, small.toDouble(Side.UP));
    assertEquals(-Double.MIN_VALUE, small.negate().toDouble(Side.DOWN));
    assertEquals(Double.MIN_VALUE, small.negate().toDouble(Side.UP));
    assertEquals(Rational.of(BigInteger.TWO.pow(5_000), BigInteger.ONE), large.toRational(Side.UP));
    assertThrows(
        NotRepresentableException.class, () -> BigFloat.powerOfTwo(40_000).toRational(Side.UP));
    Rational bound = BigFloat.powerOfTwo(-1L << 50).toRational(Side.UP);
    assertTrue(bound.signum() > 0 && bound.toString().length() < RationalText.MAXIMUM_LENGTH);
    assertEquals(Rational.ZERO, BigFloat.powerOfTwo(-1L << 50).toRational(Side.DOWN));
  }

  @Test
  void doubleConversionIsTheNearestOnEachSide() {
    Doubles random = new Doubles(704);
    for (int n = 0; n < 3_000; n++) {
      Rational x = Rational.ofDouble(random.any()).times(Rational.of(1 + random.nextInt(1000), 1));
      if (x.isZero()) {
        continue;
      }
      PreciseInterval p = PreciseInterval.of(x, 96);
      assertTrue(p.isPoint());
      assertEquals(x.lowerDouble(), p.lower().toDouble(Side.DOWN));
      assertEquals(x.upperDouble(), p.lower().toDouble(Side.UP));
    }
  }

  @Test
  void magnitudesAreOrderedAndDivided() {
    Magnitude huge = BigFloat.of(3).shift(1L << 50).magnitude();
    Magnitude half = BigFloat.of(-3).shift((1L << 50) - 1).magnitude();
    assertTrue(huge.compareTo(half) > 0 && half.compareTo(Magnitude.ZERO) > 0);
    assertEquals(0.5, half.relativeTo(huge), 1e-15);
    assertTrue(half.relativeTo(huge) >= 0.5);
    assertEquals(0, Magnitude.ZERO.relativeTo(huge));
    assertEquals(Double.POSITIVE_INFINITY, huge.relativeTo(Magnitude.ZERO));
    assertEquals(Double.POSITIVE_INFINITY, huge.relativeTo(Magnitude.of(1)));
    assertTrue(Magnitude.of(1).relativeTo(huge) > 0);
    assertTrue(Magnitude.of(Double.POSITIVE_INFINITY).compareTo(huge) > 0);
    Doubles random = new Doubles(705);
    for (int n = 0; n < 1_000; n++) {
      double a = random.any();
      double b = random.any();
      assertEquals(
          Double.compare(Math.abs(a), Math.abs(b)), Magnitude.of(a).compareTo(Magnitude.of(b)));
    }
  }
}
