package org.theoria.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IntervalMatrixTest {
  private final IntervalArithmetic k = new IntervalArithmetic();

  /** The matrix kernels agree with the same sums and products of {@link Interval}, in the same order, endpoint for endpoint. */
  @Test
  void kernelsAgreeWithIntervals() {
    Doubles random = new Doubles(800);
    for (int n = 0; n < 1_500; n++) {
      IntervalMatrix a = draw(random, 3, 4);
      IntervalMatrix b = draw(random, 4, 5);
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

  private static IntervalMatrix draw(Doubles random, int rows, int columns) {
    Interval[] entries = new Interval[rows * columns];
    for (int l = 0; l < entries.length; l++) {
      double a = random.nextInt(20) == 0 ? Double.NEGATIVE_INFINITY : random.operand();
      double b = random.nextInt(20) == 0 ? Double.POSITIVE_INFINITY : random.operand();
      double finite = Double.isFinite(a) ? a : 0;
      entries[l] =
          random.nextInt(3) == 0 ? Interval.point(finite) : new Interval(Math.min(a, b), Math.max(a, b));
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
