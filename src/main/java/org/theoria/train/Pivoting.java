package org.theoria.train;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Which columns of a matrix are numerically independent: a choice, nothing is proved by it. */
final class Pivoting {

  /**
   * A column that is left with less than this part of the largest counts as dependent: a box proved
   * with worse conditioned columns would be wider than doubles are fine.
   */
  private static final double DEPENDENT = 0x1p-30;

  private Pivoting() {}

  /**
   * Greedy choice, as in a QR decomposition with column pivoting (Businger and Golub 1965,
   * doi:10.1007/BF01436084): each time the column that is longest after the components along those
   * chosen are taken off.
   */
  static List<Integer> columns(DMatrixRMaj m) {
    double[][] left = new double[m.numCols][m.numRows];
    for (int j = 0; j < m.numCols; j++) {
      for (int i = 0; i < m.numRows; i++) {
        left[j][i] = m.get(i, j);
      }
    }
    List<Integer> chosen = new ArrayList<>();
    double first = 0;
    while (chosen.size() < Math.min(m.numRows, m.numCols)) {
      int best = -1;
      double longest = 0;
      for (int j = 0; j < m.numCols; j++) {
        double size = chosen.contains(j) ? 0 : Math.sqrt(LeastSquares.squaredNorm(left[j]));
        if (size > longest) {
          longest = size;
          best = j;
        }
      }
      first = Math.max(first, longest);
      if (best < 0 || longest <= DEPENDENT * first) {
        break;
      }
      chosen.add(best);
      removeDirection(left, best, longest);
    }
    return chosen;
  }

  private static void removeDirection(double[][] left, int pivot, double length) {
    double[] q = left[pivot].clone();
    for (int i = 0; i < q.length; i++) {
      q[i] /= length;
    }
    for (double[] column : left) {
      double inner = 0;
      for (int i = 0; i < q.length; i++) {
        inner += q[i] * column[i];
      }
      for (int i = 0; i < q.length; i++) {
        column[i] -= inner * q[i];
      }
    }
  }
}
