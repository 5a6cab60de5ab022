package org.theoria.arithmetic;

/**
 * Exact LDLᵀ elimination with symmetric pivoting: A is brought to diagonal form by congruences S ↦
 * EᵀSE. Where every remaining diagonal entry is 0 but some a_ij is not, adding basis vector j to
 * basis vector i makes a diagonal entry 2a_ij, which takes the place of a 2 × 2 pivot.
 */
final class SymmetricElimination {
  private final int n;
  private final Rational[][] s;

  /**
   * Basis vector k is row k: s = basis·A·basisᵀ after every step. No rows where it is not tracked.
   */
  private final Rational[][] basis;

  private final boolean[] done;
  private final Inertia inertia;

  SymmetricElimination(RationalMatrix symmetric, boolean tracked) {
    requireSymmetric(symmetric);
    n = symmetric.rows();
    s = entries(symmetric);
    basis = tracked ? entries(RationalMatrix.identity(n)) : new Rational[0][];
    done = new boolean[n];
    inertia = eliminate();
  }

  Inertia inertia() {
    return inertia;
  }

  /** T, n × n, with TᵀAT diagonal; only when it was tracked. */
  RationalMatrix basis() {
    Rational[] columns = new Rational[n * n];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        columns[i * n + k] = basis[k][i];
      }
    }
    return RationalMatrix.owning(n, n, columns);
  }

  private Inertia eliminate() {
    int positive = 0;
    int negative = 0;
    for (int step = 0; step < n; step++) {
      int k = diagonalPivot();
      if (k < 0) {
        k = makeDiagonalPivot();
      }
      if (k < 0) {
        break;
      }
      if (s[k][k].signum() > 0) {
        positive++;
      } else {
        negative++;
      }
      eliminate(k);
    }
    return new Inertia(positive, negative, n - positive - negative);
  }

  /**
   * The remaining non-zero diagonal entry of the fewest bits, which keeps numbers short; −1 when
   * there is none.
   */
  private int diagonalPivot() {
    int best = -1;
    for (int k = 0; k < n; k++) {
      if (!done[k]
          && !s[k][k].isZero()
          && (best < 0 || s[k][k].bitSize() < s[best][best].bitSize())) {
        best = k;
      }
    }
    return best;
  }

  /**
   * With a zero diagonal: makes one entry of it non-zero by a congruence; −1 when what remains is
   * 0.
   */
  private int makeDiagonalPivot() {
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (!done[i] && !done[j] && !s[i][j].isZero()) {
          addMultiple(i, j, Rational.ONE);
          return i;
        }
      }
    }
    return -1;
  }

  private void eliminate(int k) {
    done[k] = true;
    Rational inverse = s[k][k].reciprocal().negate();
    for (int i = 0; i < n; i++) {
      if (!done[i] && !s[i][k].isZero()) {
        addMultiple(i, k, s[i][k].times(inverse));
      }
    }
  }

  /**
   * Adds factor times basis vector k to basis vector i: row k to row i, then column k to column i.
   */
  private void addMultiple(int i, int k, Rational factor) {
    addRow(s[i], s[k], factor);
    for (int r = 0; r < n; r++) {
      if (!s[r][k].isZero()) {
        s[r][i] = s[r][i].plus(factor.times(s[r][k]));
      }
    }
    if (basis.length > 0) {
      addRow(basis[i], basis[k], factor);
    }
  }

  private static void addRow(Rational[] target, Rational[] source, Rational factor) {
    for (int j = 0; j < target.length; j++) {
      if (!source[j].isZero()) {
        target[j] = target[j].plus(factor.times(source[j]));
      }
    }
  }

  private static Rational[][] entries(RationalMatrix m) {
    Rational[][] result = new Rational[m.rows()][m.columns()];
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        result[i][j] = m.get(i, j);
      }
    }
    return result;
  }

  private static void requireSymmetric(RationalMatrix m) {
    if (m.rows() != m.columns()) {
      throw new ShapeException(
          "inertia: a square matrix is needed, got " + m.rows() + "×" + m.columns());
    }
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < i; j++) {
        if (!m.get(i, j).equals(m.get(j, i))) {
          throw new ShapeException(
              "inertia: a symmetric matrix is needed, got entry ("
                  + j
                  + ", "
                  + i
                  + ") = "
                  + m.get(j, i)
                  + " but ("
                  + i
                  + ", "
                  + j
                  + ") = "
                  + m.get(i, j));
        }
      }
    }
  }
}
