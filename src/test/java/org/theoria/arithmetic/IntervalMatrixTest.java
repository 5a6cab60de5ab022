package org.theoria.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IntervalMatrixTest {
  private final IntervalArithmetic k = new IntervalArithmetic();

  /**
   * Where a bound is infinite, the kernels agree with the same sums and products of {@link
   * Interval}, in the same order, endpoint for endpoint.
   */
  @Test
  void kernelsAgreeWithIntervals() {
    Doubles random = new Doubles(800);
    for (int n = 0; n < 1_500; n++) {
      IntervalMatrix a = draw(random, 3, 4);
      IntervalMatrix b =
          draw(random, 3, 5)
              .stack(
                  IntervalMatrix.of(
                      1,
                      5,
                      Interval.REALS,
                      Interval.ZERO,
                      Interval.REALS,
                      Interval.ONE,
                      new Interval(0x1p-1000, 1))); // so: one by one
      IntervalMatrix c = draw(random, 3, 4);
      IntervalMatrix column = draw(random, 3, 1);
      IntervalMatrix product = a.times(b);
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 5; j++) {
          Interval sum = Interval.ZERO;
          for (int l = 0; l < 4; l++) {
            sum = sum.plus(a.get(i, l).times(b.get(l, j)));
          }
          assertEquals(sum, product.get(i, j));
        }
        for (int j = 0; j < 4; j++) {
          assertEquals(a.get(i, j).plus(c.get(i, j)), a.plus(c).get(i, j));
          assertEquals(a.get(i, j).minus(c.get(i, j)), a.minus(c).get(i, j));
          assertEquals(a.get(i, j).times(c.get(i, j)), a.hadamard(c).get(i, j));
          assertEquals(a.get(i, j).plus(column.get(i, 0)), a.plusColumn(column).get(i, j));
          assertEquals(a.get(i, j).times(column.get(i, 0)), a.scaleRows(column).get(i, j));
          assertEquals(a.get(i, j).negate(), a.negate().get(i, j));
          assertEquals(a.get(i, j).scale(Rational.of(1, 3)), a.scale(Rational.of(1, 3)).get(i, j));
          assertEquals(a.get(i, j).tanh(), a.apply(ElementaryFunction.TANH).get(i, j));
        }
      }
    }
  }

  /**
   * The accumulating product: against exact sums of the extreme products, which it may miss by two
   * neighbours.
   */
  @Test
  void productsAreTightWhateverTheLength() {
    Doubles random = new Doubles(801);
    for (int n = 0; n < 800; n++) {
      int length = 1 + random.nextInt(12);
      Interval[] a = new Interval[length];
      Interval[] b = new Interval[length];
      Rational low = Rational.ZERO;
      Rational high = Rational.ZERO;
      for (int l = 0; l < length; l++) {
        a[l] = ordinary(random);
        b[l] = ordinary(random);
        Rational[] products = new Rational[4];
        for (int q = 0; q < 4; q++) {
          products[q] =
              Rational.ofDouble(q < 2 ? a[l].lower() : a[l].upper())
                  .times(Rational.ofDouble(q % 2 == 0 ? b[l].lower() : b[l].upper()));
        }
        low = low.plus(products[0].min(products[1]).min(products[2].min(products[3])));
        high = high.plus(products[0].max(products[1]).max(products[2].max(products[3])));
      }
      Interval found =
          IntervalMatrix.of(1, length, a).times(IntervalMatrix.of(length, 1, b)).get(0, 0);
      Interval exact = new Interval(low.lowerDouble(), high.upperDouble());
      assertTrue(found.contains(low) && found.contains(high), exact + " is not in " + found);
      assertTrue(
          found.lower() >= Math.nextDown(Math.nextDown(exact.lower()))
              && found.upper() <= Math.nextUp(Math.nextUp(exact.upper())),
          found + " is wide for " + exact);
    }
  }

  private static Interval ordinary(Doubles random) {
    double a = random.nextInt(6) == 0 ? 0 : random.ofExponent(-8, 8);
    double b = random.nextInt(2) == 0 ? a : random.ofExponent(-8, 8);
    return new Interval(Math.min(a, b), Math.max(a, b));
  }

  private static IntervalMatrix draw(Doubles random, int rows, int columns) {
    Interval[] entries = new Interval[rows * columns];
    for (int l = 0; l < entries.length; l++) {
      double a = random.nextInt(20) == 0 ? Double.NEGATIVE_INFINITY : random.operand();
      double b = random.nextInt(20) == 0 ? Double.POSITIVE_INFINITY : random.operand();
      double finite = Double.isFinite(a) ? a : 0;
      entries[l] =
          random.nextInt(3) == 0
              ? Interval.point(finite)
              : new Interval(Math.min(a, b), Math.max(a, b));
    }
    return IntervalMatrix.of(rows, columns, entries);
  }

  @Test
  void exactZerosTimesUnboundedEntriesAreZero() {
    IntervalMatrix zero = k.constant(2, 2, Rational.ZERO);
    IntervalMatrix unbounded =
        IntervalMatrix.of(2, 2, Interval.REALS, Interval.REALS, Interval.ONE, Interval.REALS);
    assertTrue(zero.times(unbounded).sameEndpoints(zero));
    assertTrue(unbounded.times(zero).sameEndpoints(zero));
    assertTrue(unbounded.hadamard(zero).sameEndpoints(zero));
  }

  @Test
  void aSquareIsNotAProduct() {
    IntervalMatrix x = IntervalMatrix.of(1, 1, new Interval(-1, 2));
    assertEquals(new Interval(0, 4), x.apply(ElementaryFunction.SQUARE).get(0, 0));
    assertEquals(new Interval(-2, 4), x.hadamard(x).get(0, 0));
    assertEquals(new Interval(0, 4), x.sumOfSquares().get(0, 0));
  }

  @Test
  void whatCannotBeRepresentedIsRefused() {
    IntervalMatrix straddling = IntervalMatrix.of(1, 1, new Interval(-1, 2));
    NotRepresentableException e =
        assertThrows(NotRepresentableException.class, () -> straddling.dividedBy(straddling));
    assertEquals("dividedBy: entry (0, 0) of the divisor, [-1.0, 2.0], contains 0", e.getMessage());
    assertThrows(NotRepresentableException.class, () -> straddling.apply(ElementaryFunction.LOG));
    assertThrows(NotRepresentableException.class, () -> straddling.apply(ElementaryFunction.SQRT));
    IntervalMatrix unbounded = IntervalMatrix.of(1, 1, Interval.REALS);
    assertThrows(NotRepresentableException.class, () -> k.entry(unbounded, 0, 0));
    assertEquals(Double.NEGATIVE_INFINITY, k.lower(unbounded, 0, 0));
  }

  @Test
  void shapesThatDoNotFitAreRefusedInBothArithmetics() {
    refusesShapes(k);
    refusesShapes(new DoubleArithmetic());
  }

  private static <M extends Matrix<M>> void refusesShapes(OrderedArithmetic<M> k) {
    M a = k.constant(2, 3, Rational.ONE);
    M b = k.constant(4, 1, Rational.ONE);
    M empty = k.constant(0, 3, Rational.ONE);
    ShapeException e = assertThrows(ShapeException.class, () -> a.times(b));
    assertEquals("times: 2×3 and 4×1 do not fit", e.getMessage());
    assertThrows(ShapeException.class, () -> a.plus(b));
    assertThrows(ShapeException.class, () -> a.minus(b));
    assertThrows(ShapeException.class, () -> a.hadamard(b));
    assertThrows(ShapeException.class, () -> a.dividedBy(b));
    assertThrows(ShapeException.class, () -> a.plusColumn(b));
    assertThrows(ShapeException.class, () -> a.scaleRows(a));
    assertThrows(ShapeException.class, () -> a.stack(b));
    assertThrows(ShapeException.class, () -> a.beside(b));
    assertThrows(ShapeException.class, () -> a.block(1, 1, 2, 1));
    assertThrows(ShapeException.class, () -> a.block(0, 0, 1, Integer.MAX_VALUE));
    assertThrows(ShapeException.class, () -> k.entry(a, 0, 3));
    assertThrows(ShapeException.class, empty::smallestEntry);
    assertEquals(0.0, k.upper(empty.sum(), 0, 0));
    assertEquals(0.0, k.upper(empty.maxNorm(), 0, 0));
    assertEquals(0, empty.transpose().times(a.block(0, 0, 0, 3)).rows() - 3);
  }
}
