package org.theoria.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Matrices against the definitions, entry by entry. */
class RationalMatrixTest {
  private static final RationalMatrix A =
      RationalMatrix.of(2, 3, r(1), r(0), Rational.of(1, 2), r(-3), r(2), r(5));
  private static final RationalMatrix B =
      RationalMatrix.of(2, 3, r(2), r(1), r(4), r(1), r(-1), r(3));

  private static Rational r(long value) {
    return Rational.of(value);
  }

  /** The matrix whose entry (i, j) is f(i, j). */
  private static RationalMatrix matrix(
      int rows, int columns, IntFunction<IntFunction<Rational>> f) {
    List<Rational> entries = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        entries.add(f.apply(i).apply(j));
      }
    }
    return RationalMatrix.of(rows, columns, entries.toArray(Rational[]::new));
  }

  @Test
  void productsFollowTheDefinition() {
    Operands operands = new Operands(21);
    for (int t = 0; t < 500; t++) {
      int m = operands.random().nextInt(6);
      int k = operands.random().nextInt(6);
      int n = operands.random().nextInt(6);
      RationalMatrix a = operands.matrix(m, k);
      RationalMatrix b = operands.matrix(k, n);
      RationalMatrix expected =
          matrix(
              m,
              n,
              i ->
                  j -> {
                    Rational sum = Rational.ZERO;
                    for (int l = 0; l < k; l++) {
                      sum = sum.plus(a.get(i, l).times(b.get(l, j)));
                    }
                    return sum;
                  });
      assertEquals(expected, a.times(b));
      assertEquals(b.transpose().times(a.transpose()), a.times(b).transpose());
      assertEquals(matrix(k, m, i -> j -> a.get(j, i)), a.transpose());
      assertEquals(a, RationalMatrix.identity(m).times(a));
      assertEquals(a, a.times(RationalMatrix.identity(k)));
    }
  }

  @Test
  void entrywiseOperationsFollowTheDefinition() {
    assertEquals(matrix(2, 3, i -> j -> A.get(i, j).plus(B.get(i, j))), A.plus(B));
    assertEquals(matrix(2, 3, i -> j -> A.get(i, j).minus(B.get(i, j))), A.minus(B));
    assertEquals(matrix(2, 3, i -> j -> A.get(i, j).times(B.get(i, j))), A.hadamard(B));
    assertEquals(matrix(2, 3, i -> j -> A.get(i, j).dividedBy(B.get(i, j))), A.dividedBy(B));
    assertEquals(
        matrix(2, 3, i -> j -> A.get(i, j).times(Rational.of(2, 3))), A.scale(Rational.of(2, 3)));
    assertEquals(matrix(2, 3, i -> j -> A.get(i, j).negate()), A.negate());
    RationalMatrix c = RationalMatrix.column(r(10), r(-2));
    assertEquals(matrix(2, 3, i -> j -> A.get(i, j).plus(c.get(i, 0))), A.plusColumn(c));
    assertEquals(matrix(2, 3, i -> j -> A.get(i, j).times(c.get(i, 0))), A.scaleRows(c));
  }

  @Test
  void summaries() {
    assertEquals(RationalMatrix.of(1, 1, Rational.of(11, 2)), A.sum());
    assertEquals(RationalMatrix.column(Rational.of(3, 2), r(4)), A.rowSums());
    assertEquals(RationalMatrix.of(1, 1, r(5)), A.maxNorm());
    assertEquals(RationalMatrix.of(1, 1, r(5)), A.negate().maxNorm());
    assertEquals(RationalMatrix.of(1, 1, r(-3)), A.smallestEntry());
    assertEquals(RationalMatrix.of(1, 1, Rational.of(157, 4)), A.sumOfSquares());
    assertEquals(RationalMatrix.zero(1, 1), RationalMatrix.zero(0, 4).sum());
    assertEquals(RationalMatrix.zero(1, 1), RationalMatrix.zero(3, 0).maxNorm());
    assertEquals(RationalMatrix.zero(3, 1), RationalMatrix.zero(3, 0).rowSums());
  }

  @Test
  void partsAndCompositions() {
    assertEquals(RationalMatrix.of(2, 1, r(0), r(2)), A.block(0, 1, 2, 1));
    assertEquals(A, A.block(0, 0, 1, 3).stack(A.block(1, 0, 1, 3)));
    assertEquals(A, A.block(0, 0, 2, 1).beside(A.block(0, 1, 2, 2)));
    assertEquals(
        RationalMatrix.column(r(1), r(0), Rational.of(1, 2), r(-3), r(2), r(5)), A.flatten());
    assertEquals(RationalMatrix.of(1, 3, r(-3), r(2), r(5)), A.withoutRow(0));
    assertEquals(RationalMatrix.of(1, 3, r(1), r(0), Rational.of(1, 2)), A.withoutRow(1));
    assertEquals(RationalMatrix.of(2, 2, r(1), Rational.of(1, 2), r(-3), r(5)), A.withoutColumn(1));
    assertEquals(
        RationalMatrix.of(2, 2, r(5), r(-3), Rational.of(1, 2), r(1)),
        A.select(List.of(1, 0), List.of(2, 0)));
    assertEquals(r(9), A.with(1, 2, r(9)).get(1, 2));
    assertEquals(r(5), A.get(1, 2), "with() must not change its receiver");
    assertEquals(A, RationalMatrix.ofRows(A.toRows()));
    assertEquals("2×3 [[1, 0, 1/2], [-3, 2, 5]]", A.toString());
    assertEquals(A.hashCode(), RationalMatrix.ofRows(A.toRows()).hashCode());
    assertNotEquals(RationalMatrix.zero(2, 3), RationalMatrix.zero(3, 2));
  }

  @Test
  void arraysAreNotShared() {
    Rational[] entries = {r(1), r(2)};
    RationalMatrix m = RationalMatrix.of(1, 2, entries);
    entries[0] = r(7);
    assertEquals(r(1), m.get(0, 0));
  }

  @Test
  void wrongShapesAreNamed() {
    assertShape("times: 2×3 and 2×3 do not fit", () -> A.times(B));
    assertShape("plus: 2×3 and 3×2 do not fit", () -> A.plus(B.transpose()));
    assertShape(
        "plusColumn: 2×3 and 3×1 do not fit", () -> A.plusColumn(RationalMatrix.zero(3, 1)));
    assertShape("scaleRows: 2×3 and 2×2 do not fit", () -> A.scaleRows(RationalMatrix.zero(2, 2)));
    assertShape("stack: 2×3 and 1×2 do not fit", () -> A.stack(RationalMatrix.zero(1, 2)));
    assertShape("beside: 2×3 and 1×3 do not fit", () -> A.beside(RationalMatrix.zero(1, 3)));
    assertShape("block: 2×2 at (0, 2) is not inside 2×3", () -> A.block(0, 2, 2, 2));
    assertShape("entry: (2, 0) is outside a 2×3 matrix", () -> A.get(2, 0));
    assertShape("entry: (0, 3) is outside a 2×3 matrix", () -> A.get(0, 3));
    assertShape("withoutRow: 2×3 has no row 2", () -> A.withoutRow(2));
    assertShape("withoutColumn: 2×3 has no column -1", () -> A.withoutColumn(-1));
    assertShape("matrix: 2×2 needs 4 entries, got 1", () -> RationalMatrix.of(2, 2, r(1)));
    assertShape("matrix: a shape of -1×2 is not possible", () -> RationalMatrix.zero(-1, 2));
    assertShape(
        "matrix: a shape of 100000×100000 is not possible",
        () -> RationalMatrix.zero(100_000, 100_000));
    assertShape(
        "matrix: row 0 has 1 entries, row 1 has 2",
        () -> RationalMatrix.ofRows(List.of(List.of(r(1)), List.of(r(1), r(2)))));
    assertShape(
        "smallestEntry: a 0×2 matrix has no entry",
        () -> RationalMatrix.zero(0, 2).smallestEntry());
  }

  private static void assertShape(String message, Runnable operation) {
    assertEquals(message, assertThrows(ShapeException.class, operation::run).getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void functionsAreExactOrRefused(ElementaryFunction function) {
    RationalMatrix x = RationalMatrix.of(1, 4, Rational.of(-2, 3), r(0), Rational.of(1, 4), r(5));
    assertEquals(function.isRational(), RationalArithmetic.INSTANCE.supports(function));
    if (!function.isRational()) {
      String message =
          assertThrows(NotRepresentableException.class, () -> x.apply(function)).getMessage();
      assertTrue(message.startsWith(function.name()), message);
      assertThrows(
          NotRepresentableException.class, () -> RationalMatrix.zero(1, 1).apply(function));
      return;
    }
    String expected =
        switch (function) {
          case SQUARE -> "[4/9, 0, 1/16, 25]";
          case CUBE -> "[-8/27, 0, 1/64, 125]";
          case ABSOLUTE -> "[2/3, 0, 1/4, 5]";
          case POSITIVE_PART -> "[0, 0, 1/4, 5]";
          case INDICATOR_POSITIVE -> "[0, 0, 1, 1]";
          case INDICATOR_NON_NEGATIVE -> "[0, 1, 1, 1]";
          case INDICATOR_ZERO -> "[0, 1, 0, 0]";
          case SIGN -> "[-1, 0, 1, 1]";
          case EXP, LOG, SQRT, TANH, SIGMOID, SOFTPLUS -> "not rational";
        };
    assertEquals("1×4 [" + expected + "]", x.apply(function).toString());
  }

  @Test
  void divisionByAZeroEntryIsNamed() {
    assertEquals(
        "dividedBy: entry (0, 1) of the divisor is 0",
        assertThrows(NotRepresentableException.class, () -> B.dividedBy(A)).getMessage());
    assertShape(
        "dividedBy: 2×3 and 1×1 do not fit", () -> A.dividedBy(RationalMatrix.of(1, 1, r(2))));
  }

  @Test
  void readingAnEntryIsExactAndZeroMeansZero() {
    RationalArithmetic k = RationalArithmetic.INSTANCE;
    Rational tiny = Rational.of(10).pow(-400);
    RationalMatrix m = RationalMatrix.of(1, 4, tiny, tiny.negate(), r(0), Rational.of(1, 3));
    assertEquals(-Double.MIN_VALUE, k.lower(m, 0, 0));
    assertEquals(Double.MIN_VALUE, k.upper(m, 0, 0));
    assertEquals(-Double.MIN_VALUE, k.lower(m, 0, 1));
    assertEquals(Double.MIN_VALUE, k.upper(m, 0, 1));
    assertEquals(0.0, k.lower(m, 0, 2));
    assertEquals(0.0, k.upper(m, 0, 2));
    assertEquals(Math.nextUp(k.lower(m, 0, 3)), k.upper(m, 0, 3));
    assertEquals(Enclosure.exactly(Rational.of(1, 3)), k.entry(m, 0, 3));
    assertTrue(k.isExact());
    assertFalse(k.entry(m, 0, 0).lower().isZero());
  }
}
