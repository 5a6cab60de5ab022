package org.theoria.arithmetic;

import static org.theoria.arithmetic.DirectedRounding.plusDown;
import static org.theoria.arithmetic.DirectedRounding.productLower;
import static org.theoria.arithmetic.DirectedRounding.productUpper;

import java.util.Arrays;

/**
 * The product of two interval matrices.
 *
 * <p>A lower (upper) endpoint is a sum of k products of endpoints. It is accumulated to nearest,
 * and beside it what was lost: the errors of the products (fused multiply-add) and of the sums
 * (TwoSum) are doubles, so the exact endpoint is s + Σ errors. Their sum c, computed to nearest
 * from 2k terms, is wrong by at most γ_{2k}·Σ|errors| (Ogita, Rump, Oishi 2005,
 * doi:10.1137/030601818, §4; Higham §4.2), so s + c ∓ that, rounded outwards once, is a bound:
 * exact where every operation was exact, else about one ulp wide whatever k. Nothing in the loop
 * depends on the data, so it is compiled to vector instructions.
 *
 * <p>This needs finite endpoints and products that neither underflow nor overflow; other matrices
 * take the rounded operations of {@link DirectedRounding} one by one.
 */
final class IntervalProduct {
  /** Products of non-zero endpoints this large are above {@link DirectedRounding#RESIDUAL_SAFE}. */
  private static final double LEAST_PRODUCT = 0x1p-900;

  /** Products below this leave room for sums of up to 2¹⁰⁰ of them. */
  private static final double LARGEST_PRODUCT = 0x1p900;

  private final int m;
  private final int k;
  private final int n;
  private final double[] al;
  private final double[] ah;
  private final double[] bl;
  private final double[] bh;

  /** The endpoints, computed by {@link #run}. */
  final double[] lower;

  final double[] upper;

  /** [al, ah] is m × k and [bl, bh] is k × n. */
  IntervalProduct(int m, int k, int n, double[] al, double[] ah, double[] bl, double[] bh) {
    this.m = m;
    this.k = k;
    this.n = n;
    this.al = al;
    this.ah = ah;
    this.bl = bl;
    this.bh = bh;
    lower = new double[m * n];
    upper = new double[m * n];
  }

  void run() {
    double least = Math.min(least(al), least(ah)) * Math.min(least(bl), least(bh));
    double largest = Math.max(largest(al), largest(ah)) * Math.max(largest(bl), largest(bh));
    if (least >= LEAST_PRODUCT && largest <= LARGEST_PRODUCT) {
      accumulate();
    } else {
      oneByOne();
    }
  }

  /** The least non-zero magnitude; the largest double when there is none. */
  private static double least(double[] entries) {
    double least = Double.MAX_VALUE;
    for (double e : entries) {
      double magnitude = Math.abs(e);
      least = magnitude != 0 && magnitude < least ? magnitude : least;
    }
    return least;
  }

  private static double largest(double[] entries) {
    double largest = Double.MIN_NORMAL; // not 0: 0·∞ would be NaN
    for (double e : entries) {
      double magnitude = Math.abs(e);
      largest = magnitude > largest ? magnitude : largest;
    }
    return largest;
  }

  private void accumulate() {
    double[] lost = new double[2 * n];
    double[] size = new double[2 * n];
    // γ_{2k}, and three more roundings for its own product and the inflation of the computed
    // Σ|errors|
    double gamma = (4.0 * k + 8) * Radius.UNIT_ROUNDOFF;
    for (int i = 0; i < m; i++) {
      Arrays.fill(lost, 0);
      Arrays.fill(size, 0);
      int into = i * n;
      for (int l = 0; l < k; l++) {
        double x = al[i * k + l];
        double y = ah[i * k + l];
        if (x == 0 && y == 0) {
          continue;
        }
        int from = l * n;
        if (x == y) {
          add(x, x > 0 ? bl : bh, from, lower, into, lost, size, 0);
          add(x, x > 0 ? bh : bl, from, upper, into, lost, size, n);
        } else {
          addInterval(x, y, from, into, lost, size);
        }
      }
      for (int j = 0; j < n; j++) {
        double below = lost[j] - gamma * size[j];
        double above = lost[n + j] + gamma * size[n + j];
        lower[into + j] = size[j] == 0 ? lower[into + j] : plusDown(lower[into + j], below);
        upper[into + j] =
            size[n + j] == 0 ? upper[into + j] : DirectedRounding.plusUp(upper[into + j], above);
      }
    }
  }

  /** sums += x·b with the errors of both operations. */
  private void add(
      double x,
      double[] b,
      int from,
      double[] sums,
      int into,
      double[] lost,
      double[] size,
      int at) {
    for (int j = 0; j < n; j++) {
      double y = b[from + j];
      double p = x * y;
      double productError = Math.fma(x, y, -p);
      double before = sums[into + j];
      double s = before + p;
      double bb = s - before;
      double sumError = (before - (s - bb)) + (p - bb);
      sums[into + j] = s;
      lost[at + j] += productError + sumError;
      size[at + j] += Math.abs(productError) + Math.abs(sumError);
    }
  }

  /**
   * The same for a proper interval [x, y]: which endpoints make a product least depends on the
   * signs of both factors.
   */
  private void addInterval(double x, double y, int from, int into, double[] lost, double[] size) {
    for (int j = 0; j < n; j++) {
      double u = bl[from + j];
      double v = bh[from + j];
      boolean straddle = x < 0 && y > 0 && u < 0 && v > 0;
      if (straddle) {
        // rounding is monotone, so the smaller rounded product is the smaller one, and equal ones
        // are told apart by their errors
        boolean first = leastIsFirst(x, v, y, u);
        addOne(first ? x : y, first ? v : u, lower, into + j, lost, size, j);
        boolean largest = leastIsFirst(-x, u, -y, v);
        addOne(largest ? x : y, largest ? u : v, upper, into + j, lost, size, n + j);
      } else {
        double lowB = x >= 0 ? u : y <= 0 ? v : u >= 0 ? v : u;
        double lowA = x >= 0 ? (u >= 0 ? x : y) : y <= 0 ? (v <= 0 ? y : x) : u >= 0 ? x : y;
        double highB = x >= 0 ? v : y <= 0 ? u : u >= 0 ? v : u;
        double highA = x >= 0 ? (v >= 0 ? y : x) : y <= 0 ? (u <= 0 ? x : y) : u >= 0 ? y : x;
        addOne(lowA, lowB, lower, into + j, lost, size, j);
        addOne(highA, highB, upper, into + j, lost, size, n + j);
      }
    }
  }

  /** Whether a·b ≤ c·d, exactly. */
  private static boolean leastIsFirst(double a, double b, double c, double d) {
    double p = a * b;
    double q = c * d;
    return p < q || (p == q && Math.fma(a, b, -p) <= Math.fma(c, d, -q));
  }

  private static void addOne(
      double x, double y, double[] sums, int into, double[] lost, double[] size, int at) {
    double p = x * y;
    double productError = Math.fma(x, y, -p);
    double before = sums[into];
    double s = before + p;
    double bb = s - before;
    double sumError = (before - (s - bb)) + (p - bb);
    sums[into] = s;
    lost[at] += productError + sumError;
    size[at] += Math.abs(productError) + Math.abs(sumError);
  }

  private void oneByOne() {
    for (int i = 0; i < m; i++) {
      for (int l = 0; l < k; l++) {
        double x = al[i * k + l];
        double y = ah[i * k + l];
        if (x == 0 && y == 0) {
          continue;
        }
        for (int j = 0; j < n; j++) {
          double u = bl[l * n + j];
          double v = bh[l * n + j];
          int at = i * n + j;
          lower[at] = plusDown(lower[at], productLower(x, y, u, v));
          upper[at] = DirectedRounding.plusUp(upper[at], productUpper(x, y, u, v));
        }
      }
    }
  }
}
