package org.theoria.arithmetic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What proves that a matrix has rank r over ℚ: a minor of order r that is not 0 (so the rank is at
 * least r), and each other row as an exact combination of the rows of the minor (so it is at most
 * r). It can be checked without knowing how it was found.
 *
 * @param minor the rows and columns of the minor
 * @param dependencies (m − r) × r: the other rows, in ascending order, are {@code dependencies}
 *     times the rows of the minor in its order
 */
public record RankCertificate(Minor minor, RationalMatrix dependencies) {

  public RankCertificate {
    if (dependencies.columns() != minor.order()) {
      throw new ShapeException(
          "rank certificate: dependencies need "
              + minor.order()
              + " columns, one a row of the minor, got "
              + dependencies.columns());
    }
  }

  /** The rank that is certified. */
  public int rank() {
    return minor.order();
  }

  public List<Integer> rows() {
    return minor.rows();
  }

  public List<Integer> columns() {
    return minor.columns();
  }

  /**
   * Whether this proves that the matrix has rank {@link #rank()}: exact, and from the matrix and
   * this record alone.
   */
  public boolean holdsFor(RationalMatrix matrix) {
    return minorHoldsFor(matrix) && dependenciesHoldFor(matrix);
  }

  /** Whether the minor is inside the matrix and not 0: rank ≥ r. */
  public boolean minorHoldsFor(RationalMatrix matrix) {
    boolean inside =
        minor.rows().stream().allMatch(i -> i >= 0 && i < matrix.rows())
            && minor.columns().stream().allMatch(j -> j >= 0 && j < matrix.columns());
    return inside && Bareiss.minor(matrix.select(minor.rows(), minor.columns())).order() == rank();
  }

  /** Whether every other row is the stated combination of the rows of the minor: rank ≤ r. */
  public boolean dependenciesHoldFor(RationalMatrix matrix) {
    if (minor.rows().stream().anyMatch(i -> i < 0 || i >= matrix.rows())) {
      return false;
    }
    List<Integer> all = range(matrix.columns());
    List<Integer> others = others(matrix.rows(), minor.rows());
    return dependencies.rows() == others.size()
        && dependencies.times(matrix.select(minor.rows(), all)).equals(matrix.select(others, all));
  }

  /** The rows of an m-row matrix that are not among these, ascending. */
  static List<Integer> others(int m, List<Integer> rows) {
    Set<Integer> taken = new HashSet<>(rows);
    return range(m).stream().filter(i -> !taken.contains(i)).toList();
  }

  private static List<Integer> range(int n) {
    List<Integer> result = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      result.add(i);
    }
    return result;
  }
}
