package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * The arithmetic of expressions against exact rational arithmetic: every operation, first on
 * symbols and then at numbers, gives what it gives on the numbers.
 */
final class SymbolicArithmeticTest {
  private final Tags tags = new Tags(1, Tags.Kind.POSITIVE);
  private final SymbolicArithmetic k =
      new SymbolicArithmetic(tags, Pattern.first(Facts.of(Assumptions.NONE)));

  /** Every operation of the interface that needs no order, on matrices of these shapes. */
  private static <M extends Matrix<M>> List<M> operations(
      OrderedArithmetic<M> k, M a, M b, M c, M column) {
    return List.of(
        a.plus(b),
        a.minus(b),
        a.times(c),
        a.hadamard(b),
        a.dividedBy(b),
        a.scale(Rational.of(-3, 4)),
        a.transpose(),
        a.plusColumn(column),
        a.scaleRows(column),
        a.sum(),
        a.rowSums(),
        a.block(0, 1, 2, 2),
        a.stack(b),
        a.beside(column),
        a.flatten(),
        a.sumOfSquares(),
        a.negate(),
        k.identity(2).times(a),
        a.times(k.constant(3, 2, Rational.of(1, 2))));
  }

  @Test
  void operationsAgreeWithRationalArithmetic() throws UndefinedPointException {
    SymbolicMatrix a = k.of(tags.matrix("a", 2, 3));
    SymbolicMatrix b = k.of(tags.matrix("b", 2, 3));
    SymbolicMatrix c = k.of(tags.matrix("c", 3, 2));
    SymbolicMatrix column = k.of(tags.matrix("d", 2, 1));
    Stream stream = new Key("symbolic arithmetic", 7).stream(0);
    TreeMap<String, Rational> values = new TreeMap<>();
    RationalMatrix na = numbers(a, stream, values);
    RationalMatrix nb = numbers(b, stream, values);
    RationalMatrix nc = numbers(c, stream, values);
    RationalMatrix nd = numbers(column, stream, values);
    List<SymbolicMatrix> symbolic = operations(k, a, b, c, column);
    List<RationalMatrix> exact = operations(RationalArithmetic.INSTANCE, na, nb, nc, nd);
    for (int i = 0; i < exact.size(); i++) {
      assertEquals(exact.get(i), at(symbolic.get(i), values, stream), "operation " + i);
    }
  }

  private static RationalMatrix numbers(
      SymbolicMatrix m, Stream stream, TreeMap<String, Rational> values) {
    Rational[] entries = new Rational[m.rows() * m.columns()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Rational.of(stream.nextInt(1, 9), stream.nextInt(1, 4));
      values.put(m.get(i / m.columns(), i % m.columns()).toString(), entries[i]);
    }
    return RationalMatrix.of(m.rows(), m.columns(), entries);
  }

  private static RationalMatrix at(
      SymbolicMatrix m, TreeMap<String, Rational> values, Stream stream)
      throws UndefinedPointException {
    Point point = new Point(values, stream);
    List<Rational> entries = new ArrayList<>();
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        entries.add(point.value(m.get(i, j)));
      }
    }
    return RationalMatrix.of(m.rows(), m.columns(), entries.toArray(Rational[]::new));
  }

  @Test
  void shapesAreChecked() {
    SymbolicMatrix a = k.of(tags.matrix("a", 2, 3));
    assertThrows(ShapeException.class, () -> a.plus(a.transpose()));
    assertThrows(ShapeException.class, () -> a.times(a));
    assertThrows(ShapeException.class, () -> a.plusColumn(a));
    assertThrows(ShapeException.class, () -> a.stack(a.transpose()));
    assertThrows(ShapeException.class, () -> a.block(1, 1, 2, 2));
  }

  @Test
  void expressionsAreNoNumbers() {
    SymbolicMatrix a = k.of(tags.matrix("a", 1, 1));
    assertThrows(NotRepresentableException.class, () -> k.lower(a, 0, 0));
    assertThrows(NotRepresentableException.class, () -> k.upper(a, 0, 0));
    assertThrows(NotRepresentableException.class, () -> k.entry(a, 0, 0));
  }

  @Test
  void names() {
    assertEquals("w_21", k.of(tags.matrix("w", 2, 2)).get(1, 0).toString());
    assertEquals("b_2", k.of(tags.matrix("b", 2, 1)).get(1, 0).toString());
    assertEquals("v_1_10", k.of(tags.matrix("v", 1, 10)).get(0, 9).toString());
  }

  @Test
  void aFactorZeroKeepsADivisor() {
    // 0·(1/a) is not 0 at a = 0: it has no value there
    SymbolicMatrix a = k.scalar(tags.real("a"));
    SymbolicMatrix zero = k.constant(1, 1, Rational.ZERO);
    assertEquals("0", zero.hadamard(a).get(0, 0).toString());
    Expression kept = zero.hadamard(k.scalar(Rational.ONE).dividedBy(a)).get(0, 0);
    assertThrows(
        UndefinedPointException.class,
        () ->
            new Point(
                    new TreeMap<>(java.util.Map.of("a", Rational.ZERO)),
                    new Key("zero", 1).stream(0))
                .value(kept));
  }
}
