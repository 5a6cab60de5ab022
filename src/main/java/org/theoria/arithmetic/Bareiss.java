package org.theoria.arithmetic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Fraction-free elimination over the integers (Bareiss 1968,
 * doi:10.1090/S0025-5718-1968-0226829-0). Each row is first multiplied by the least common multiple
 * of its denominators, which changes no rank. Every entry met is a minor of that integer matrix, so
 * each division is exact and no number outgrows Hadamard's bound.
 */
final class Bareiss {
  private Bareiss() {}

  /** A minor that is not 0, of the order of the rank. */
  static Minor minor(RationalMatrix matrix) {
    BigInteger[][] a = integerRows(matrix);
    int[] order = new int[a.length];
    for (int i = 0; i < a.length; i++) {
      order[i] = i;
    }
    List<Integer> pivotRows = new ArrayList<>();
    List<Integer> pivotColumns = new ArrayList<>();
    BigInteger previous = BigInteger.ONE;
    for (int c = 0; c < matrix.columns() && pivotRows.size() < a.length; c++) {
      int rank = pivotRows.size();
      int p = shortestPivot(a, order, rank, c);
      if (p < 0) {
        continue;
      }
      int pivot = order[p];
      // The place of the pivot row itself is not read again.
      order[p] = order[rank];
      pivotRows.add(pivot);
      pivotColumns.add(c);
      for (int i = rank + 1; i < a.length; i++) {
        eliminate(a[order[i]], a[pivot], c, previous);
      }
      previous = a[pivot][c];
    }
    return new Minor(pivotRows, pivotColumns);
  }

  private static int shortestPivot(BigInteger[][] a, int[] order, int from, int c) {
    int best = -1;
    for (int i = from; i < order.length; i++) {
      BigInteger candidate = a[order[i]][c];
      if (candidate.signum() != 0
          && (best < 0 || candidate.bitLength() < a[order[best]][c].bitLength())) {
        best = i;
      }
    }
    return best;
  }

  private static void eliminate(
      BigInteger[] target, BigInteger[] pivot, int c, BigInteger previous) {
    BigInteger lead = pivot[c];
    BigInteger factor = target[c];
    for (int j = c + 1; j < target.length; j++) {
      BigInteger value = lead.multiply(target[j]);
      if (factor.signum() != 0 && pivot[j].signum() != 0) {
        value = value.subtract(factor.multiply(pivot[j]));
      }
      target[j] =
          value.signum() == 0 || previous.equals(BigInteger.ONE) ? value : value.divide(previous);
    }
    target[c] = BigInteger.ZERO;
  }

  private static BigInteger[][] integerRows(RationalMatrix matrix) {
    BigInteger[][] rows = new BigInteger[matrix.rows()][matrix.columns()];
    for (int i = 0; i < matrix.rows(); i++) {
      BigInteger multiple = BigInteger.ONE;
      for (int j = 0; j < matrix.columns(); j++) {
        BigInteger d = matrix.get(i, j).denominator();
        if (!d.equals(BigInteger.ONE)) {
          multiple = multiple.divide(multiple.gcd(d)).multiply(d);
        }
      }
      for (int j = 0; j < matrix.columns(); j++) {
        Rational entry = matrix.get(i, j);
        rows[i][j] = entry.numerator().multiply(multiple.divide(entry.denominator()));
      }
    }
    return rows;
  }
}
