package org.theoria.theorems.landscape;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.sampling.Stream;

/** Random rational matrices with a rank by construction. */
final class WideRandom {

  /** How often a draw is repeated before a fixed matrix of that rank takes its place. */
  private static final int ATTEMPTS = 8;

  private WideRandom() {}

  /** Entries k/2, |k| ≤ 4. */
  static RationalMatrix matrix(Stream s, int rows, int columns) {
    Rational[] entries = new Rational[rows * columns];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = s.nextDyadic(2, 1);
    }
    return RationalMatrix.of(rows, columns, entries);
  }

  /** k/2 with 1 ≤ |k| ≤ 4. */
  static Rational nonZero(Stream s) {
    Rational size = Rational.of(s.nextInt(1, 4), 2);
    return s.chance(1, 2) ? size : size.negate();
  }

  /** A column with a first entry that is not 0. */
  static RationalMatrix column(Stream s, int rows) {
    return matrix(s, rows, 1).with(0, 0, nonZero(s));
  }

  /** Independent rows; rows ≤ columns. */
  static RationalMatrix fullRank(Stream s, int rows, int columns) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      RationalMatrix m = matrix(s, rows, columns);
      if (WideShapes.hasFullRowRank(m)) {
        return m;
      }
    }
    RationalMatrix m = RationalMatrix.zero(rows, columns);
    for (int i = 0; i < rows; i++) {
      m = m.with(i, i, nonZero(s));
    }
    return m;
  }

  /** Fewer than {@code rows} independent rows. */
  static RationalMatrix deficient(Stream s, int rows, int columns) {
    RationalMatrix m = matrix(s, rows, columns);
    if (rows > columns && s.chance(1, 2)) {
      return m;
    }
    if (rows == 1 || s.chance(1, 3)) {
      return RationalMatrix.zero(rows, columns);
    }
    for (int j = 0; j < columns; j++) {
      m = m.with(rows - 1, j, m.get(0, j));
    }
    return m;
  }

  /** n affinely independent columns in ℝ^rows; n ≤ rows + 1. */
  static RationalMatrix affinelyIndependent(Stream s, int rows, int n) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      RationalMatrix x = matrix(s, rows, n);
      if (WideShapes.isAffinelyIndependent(x)) {
        return x;
      }
    }
    RationalMatrix x = RationalMatrix.zero(rows, n);
    for (int j = 0; j < Math.min(rows, n); j++) {
      x = x.with(j, j, nonZero(s));
    }
    return x;
  }

  /** Independent rows w with w·direction = 0; rows &lt; direction.rows(), direction ≠ 0. */
  static RationalMatrix across(Stream s, int rows, RationalMatrix direction) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      RationalMatrix m = orthogonal(matrix(s, rows, direction.rows()), direction);
      if (WideShapes.hasFullRowRank(m)) {
        return m;
      }
    }
    int pivot = pivot(direction);
    List<List<Rational>> basis = new ArrayList<>();
    for (int j = 0; j < direction.rows() && basis.size() < rows; j++) {
      if (j != pivot) {
        RationalMatrix row = RationalMatrix.zero(1, direction.rows()).with(0, j, Rational.ONE);
        basis.add(orthogonal(row, direction).toRows().getFirst());
      }
    }
    return RationalMatrix.ofRows(basis);
  }

  /** The matrix with one column changed so that each row w has w·direction = 0. */
  static RationalMatrix orthogonal(RationalMatrix m, RationalMatrix direction) {
    int pivot = pivot(direction);
    RationalMatrix result = m;
    for (int i = 0; i < m.rows(); i++) {
      Rational rest = Rational.ZERO;
      for (int j = 0; j < m.columns(); j++) {
        if (j != pivot) {
          rest = rest.plus(m.get(i, j).times(direction.get(j, 0)));
        }
      }
      result = result.with(i, pivot, rest.dividedBy(direction.get(pivot, 0)).negate());
    }
    return result;
  }

  private static int pivot(RationalMatrix direction) {
    for (int j = 0; j < direction.rows(); j++) {
      if (!direction.get(j, 0).isZero()) {
        return j;
      }
    }
    throw new IllegalArgumentException("orthogonal: a direction other than 0 is needed, got 0");
  }
}
