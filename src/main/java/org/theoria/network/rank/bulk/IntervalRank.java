package org.theoria.network.rank.bulk;

/**
 * A lower bound of the rank over ℚ, certified in floating point: the number of pivots of a Gaussian
 * elimination in enclosures that certainly are not 0. The order of the pivots is that of the
 * largest certain magnitude in the whole remaining matrix.
 *
 * <p>An entry x is known as |x − m| ≤ r for doubles m, r ≥ 0. Elimination of the exact matrix with
 * the same pivots has all its values inside the enclosures, so r pivots that are certainly not 0
 * are a non-zero minor of order r. For the enclosures (m, r) of x and (m', r') of y, with |m'| &gt;
 * r':
 *
 * <ul>
 *   <li>|x/y − m/m'| ≤ (r + |m/m'|·r')/(|m'| − r');
 *   <li>|(x − q·y) − (m_x − m_q·m_y)| ≤ r_x + |m_q|·r_y + r_q·(|m_y| + r_y).
 * </ul>
 *
 * <p>A rounding of a midpoint adds at most {@link #HALF_ULP} of its magnitude, one of a subtraction
 * by fused multiply-add likewise. A radius is computed by at most 8 operations on numbers ≥ 0 (and
 * |m'| − r', rounded once), each off by a factor of at most 1 ± 2⁻⁵³, together by less than 1 +
 * 2⁻⁴⁹; {@link #INFLATE} covers that, and {@link #UNDERFLOW} what is lost below the normal numbers.
 * Overflow gives infinite or undefined bounds, which certify no pivot.
 */
public final class IntervalRank implements RankMethod {
  private static final double HALF_ULP = 0x1p-53;
  private static final double INFLATE = 1 + 0x1p-48;
  private static final double UNDERFLOW = 0x1p-1000;

  private final double[][] middle;
  private final double[][] radius;

  /**
   * @param rows the most rows of a matrix
   * @param columns the most columns
   */
  public IntervalRank(int rows, int columns) {
    this.middle = new double[rows][columns];
    this.radius = new double[rows][columns];
  }

  @Override
  public int rank(long[][] rows, int count, int columns) {
    load(rows, count, columns);
    int rank = 0;
    int steps = Math.min(count, columns);
    while (rank < steps && pivot(rank, count, columns)) {
      for (int i = rank + 1; i < count; i++) {
        eliminate(middle[i], radius[i], middle[rank], radius[rank], rank, columns);
      }
      rank++;
    }
    return rank;
  }

  /** Columns are multiplied by powers of two that bring their largest entries to the same size. */
  private void load(long[][] rows, int count, int columns) {
    for (int c = 0; c < columns; c++) {
      long largest = 0;
      for (int i = 0; i < count; i++) {
        largest |= Math.abs(rows[i][c]);
      }
      double scale = Math.scalb(1.0, Long.numberOfLeadingZeros(largest) - Long.SIZE);
      for (int i = 0; i < count; i++) {
        double m = rows[i][c];
        double r = (long) m == rows[i][c] ? 0 : Math.abs(m) * HALF_ULP;
        middle[i][c] = m * scale;
        radius[i][c] = r * scale;
      }
    }
  }

  /**
   * Brings the largest certain entry to place (at, at); false where no entry is certainly not 0.
   */
  private boolean pivot(int at, int count, int columns) {
    double best = 0;
    int row = -1;
    int column = -1;
    for (int i = at; i < count; i++) {
      double[] m = middle[i];
      double[] r = radius[i];
      for (int c = at; c < columns; c++) {
        double certain = Math.abs(m[c]) - r[c];
        if (certain > best) {
          best = certain;
          row = i;
          column = c;
        }
      }
    }
    if (row < 0) {
      return false;
    }
    swap(middle, at, row);
    swap(radius, at, row);
    if (column != at) {
      for (int i = 0; i < count; i++) {
        swap(middle[i], at, column);
        swap(radius[i], at, column);
      }
    }
    return true;
  }

  private static void swap(double[][] rows, int i, int j) {
    double[] row = rows[i];
    rows[i] = rows[j];
    rows[j] = row;
  }

  private static void swap(double[] row, int i, int j) {
    double value = row[i];
    row[i] = row[j];
    row[j] = value;
  }

  private static void eliminate(
      double[] m, double[] r, double[] pivot, double[] pivotRadius, int at, int columns) {
    if (m[at] == 0 && r[at] == 0) {
      return;
    }
    double q = m[at] / pivot[at];
    double size = Math.abs(q);
    double certain = Math.abs(pivot[at]) - pivotRadius[at];
    double error = ((r[at] + size * pivotRadius[at]) / certain + size * HALF_ULP) * INFLATE;
    error += UNDERFLOW;
    for (int c = at + 1; c < columns; c++) {
      double p = pivot[c];
      double pr = pivotRadius[c];
      double value = Math.fma(-q, p, m[c]);
      double bound = r[c] + size * pr + error * (Math.abs(p) + pr) + Math.abs(value) * HALF_ULP;
      m[c] = value;
      r[c] = p == 0 && pr == 0 ? r[c] : bound * INFLATE + UNDERFLOW;
    }
  }
}
