package org.theoria.network.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;

/**
 * The reduced row echelon form of a matrix over ℚ: its pivot columns are linearly independent and
 * the others depend on them.
 *
 * @param reduced the non-zero rows, rank × columns
 * @param pivots the columns of the leading ones, increasing
 */
public record Echelon(RationalMatrix reduced, List<Integer> pivots) {

  public Echelon {
    pivots = List.copyOf(pivots);
  }

  /** The echelon form of any matrix. */
  public static Echelon of(RationalMatrix matrix) {
    int rows = matrix.rows();
    int columns = matrix.columns();
    Rational[][] a = new Rational[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        a[i][j] = matrix.get(i, j);
      }
    }
    List<Integer> pivots = new ArrayList<>();
    for (int c = 0; c < columns && pivots.size() < rows; c++) {
      int at = pivots.size();
      int p = shortest(a, at, c);
      if (p < 0) {
        continue;
      }
      Rational[] pivot = a[p];
      a[p] = a[at];
      a[at] = pivot;
      Rational inverse = pivot[c].reciprocal();
      for (int j = c; j < columns; j++) {
        pivot[j] = pivot[j].times(inverse);
      }
      for (int i = 0; i < rows; i++) {
        if (i != at && !a[i][c].isZero()) {
          subtract(a[i], pivot, c);
        }
      }
      pivots.add(c);
    }
    int rank = pivots.size();
    Rational[] entries = new Rational[rank * columns];
    for (int i = 0; i < rank; i++) {
      System.arraycopy(a[i], 0, entries, i * columns, columns);
    }
    return new Echelon(RationalMatrix.of(rank, columns, entries), pivots);
  }

  /** The row from {@code from} on with the shortest non-zero entry in column c, or −1. */
  private static int shortest(Rational[][] a, int from, int c) {
    int best = -1;
    for (int i = from; i < a.length; i++) {
      if (!a[i][c].isZero() && (best < 0 || a[i][c].bitSize() < a[best][c].bitSize())) {
        best = i;
      }
    }
    return best;
  }

  private static void subtract(Rational[] target, Rational[] pivot, int c) {
    Rational factor = target[c].negate();
    for (int j = c; j < target.length; j++) {
      if (!pivot[j].isZero()) {
        target[j] = target[j].plus(factor.times(pivot[j]));
      }
    }
  }

  /** The rank. */
  public int rank() {
    return pivots.size();
  }

  /** A basis of {v : A·v = 0}, columns × (columns − rank). */
  public RationalMatrix kernel() {
    int columns = reduced.columns();
    List<Integer> free = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      if (!pivots.contains(c)) {
        free.add(c);
      }
    }
    Rational[] entries = new Rational[columns * free.size()];
    Arrays.fill(entries, Rational.ZERO);
    for (int k = 0; k < free.size(); k++) {
      entries[free.get(k) * free.size() + k] = Rational.ONE;
      for (int i = 0; i < pivots.size(); i++) {
        entries[pivots.get(i) * free.size() + k] = reduced.get(i, free.get(k)).negate();
      }
    }
    return RationalMatrix.of(columns, free.size(), entries);
  }

  /** A basis of the range of the matrix, rows × rank, in reduced column echelon form. */
  public static RationalMatrix range(RationalMatrix matrix) {
    return of(matrix.transpose()).reduced().transpose();
  }

  /** A⁻¹·B for an invertible A, n × n, and B, n × m. */
  public static RationalMatrix solve(RationalMatrix a, RationalMatrix b) {
    int n = a.rows();
    if (a.columns() != n) {
      throw ShapeException.of("solve", a, b);
    }
    Echelon e = of(a.beside(b));
    for (int k = 0; k < n; k++) {
      if (e.pivots.size() <= k || e.pivots.get(k) != k) {
        throw new ArithmeticException(
            "solve: an invertible matrix is needed, got " + n + "×" + n + " of smaller rank");
      }
    }
    return e.reduced.block(0, n, n, b.columns());
  }

  /** A⁻¹ of an invertible A, n × n. */
  public static RationalMatrix inverse(RationalMatrix a) {
    return solve(a, RationalMatrix.identity(a.rows()));
  }

  /**
   * (AᵀA)⁻¹Aᵀ, the Moore–Penrose left inverse; a matrix whose columns depend on each other throws
   * {@link ArithmeticException}.
   */
  public static RationalMatrix leftInverse(RationalMatrix a) {
    RationalMatrix at = a.transpose();
    return solve(at.times(a), at);
  }
}
