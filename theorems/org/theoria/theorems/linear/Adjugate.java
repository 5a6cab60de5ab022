package org.theoria.theorems.linear;

import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;

/**
 * Determinant and adjugate of a square matrix of order 1, 2 or 3 by traces of powers (Cayley and
 * Hamilton): for M of symbols, adj(M)/det(M) is the inverse without a division.
 *
 * @param determinant det(M), 1 × 1
 * @param adjugate adj(M), of the shape of M
 */
record Adjugate<M extends Matrix<M>>(M determinant, M adjugate) {
  private static final Rational HALF = Rational.of(1, 2);

  static <M extends Matrix<M>> Adjugate<M> of(OrderedArithmetic<M> k, M m) {
    int size = m.rows();
    M trace = TwoLayerRisk.trace(m);
    M second = trace.times(trace).minus(TwoLayerRisk.trace(m.times(m))).scale(HALF);
    return switch (size) {
      case 1 -> new Adjugate<>(m, k.identity(1));
      case 2 -> new Adjugate<>(second, multiple(k, trace, k.identity(2)).minus(m));
      case 3 -> {
        M adjugate =
            m.times(m).minus(multiple(k, trace, m)).plus(multiple(k, second, k.identity(3)));
        yield new Adjugate<>(TwoLayerRisk.trace(m.times(adjugate)).scale(Rational.of(1, 3)), adjugate);
      }
      default ->
          throw new IllegalArgumentException(
              "adjugate: an order from 1 to 3 is needed, got " + size);
    };
  }

  /** The matrix times a 1 × 1 matrix. */
  static <M extends Matrix<M>> M multiple(OrderedArithmetic<M> k, M scalar, M matrix) {
    return matrix.scaleRows(k.constant(matrix.rows(), 1, Rational.ONE).times(scalar));
  }
}
