package org.theoria.theorems.landscape;

import java.math.BigInteger;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * Enclosures of the smallest eigenvalue of a symmetric positive semidefinite matrix G over ℚ. All
 * that is claimed rests on the exact inertia of G − μI (Sylvester: as many eigenvalues are below μ
 * as its inertia has negative ones); a guess in doubles only says where to look.
 */
final class WideSpectrum {

  /** Relative half widths of the enclosures that are tried around the guess. */
  private static final int[] BITS = {46, 36, 26};

  /** Bisections where the guess is no help; each halves the enclosure. */
  private static final int BISECTIONS = 40;

  /** A rational eigenvalue farther than this from the guess, relatively, is not looked for. */
  private static final double NEAR = 0x1p-30;

  private WideSpectrum() {}

  /**
   * λ_min is between the two, equal where it is known exactly.
   *
   * @param lower at most λ_min
   * @param upper at least λ_min
   */
  record Bounds(Rational lower, Rational upper) {
    boolean isExact() {
      return lower.equals(upper);
    }

    <M extends Matrix<M>> M in(OrderedArithmetic<M> k) {
      return k.between(RationalMatrix.of(1, 1, lower), RationalMatrix.of(1, 1, upper));
    }
  }

  /**
   * λ_min(GGᵀ) for the rows of a matrix: the square of the smallest singular value of its transpose
   * as a map on ℝ^rows, 0 where the rows are dependent.
   */
  static Bounds ofRows(RationalMatrix rows) {
    return smallest(rows.times(rows.transpose()));
  }

  /**
   * λ_min(G). A rational eigenvalue is found exactly: if D·G has integer entries, the eigenvalues
   * of D·G are algebraic integers, so a rational one is an integer.
   */
  static Bounds smallest(RationalMatrix g) {
    Inertia inertia = Inertia.of(g);
    if (inertia.negative() > 0) {
      throw new IllegalArgumentException(
          "spectrum: a positive semidefinite matrix is needed, got " + g);
    }
    if (inertia.zero() > 0) {
      return new Bounds(Rational.ZERO, Rational.ZERO);
    }
    if (g.rows() == 1) {
      return new Bounds(g.get(0, 0), g.get(0, 0));
    }
    double guess = guess(g);
    Rational largest = smallestDiagonal(g);
    if (!(guess > 0 && guess <= Double.MAX_VALUE)) {
      return bisected(g, largest);
    }
    Rational near = nearest(Rational.ofDouble(guess), denominator(g));
    if (Math.abs(near.doubleValue() - guess) <= NEAR * smallestDiagonal(g).doubleValue()) {
      Inertia at = Inertia.of(shifted(g, near));
      if (at.negative() == 0 && at.zero() > 0) {
        return new Bounds(near, near);
      }
    }
    for (int bits : BITS) {
      Rational radius = Rational.ofDouble(Math.scalb(guess, -bits));
      Rational lower = Rational.ofDouble(guess).minus(radius);
      Rational upper = Rational.ofDouble(guess).plus(radius);
      if (below(g, lower) == 0 && below(g, upper) > 0) {
        return new Bounds(lower, upper);
      }
    }
    return bisected(g, largest);
  }

  /** How many eigenvalues are below μ. */
  private static int below(RationalMatrix g, Rational mu) {
    return Inertia.of(shifted(g, mu)).negative();
  }

  private static RationalMatrix shifted(RationalMatrix g, Rational mu) {
    return g.minus(RationalMatrix.identity(g.rows()).scale(mu));
  }

  /** λ_min ≤ every diagonal entry. */
  private static Rational smallestDiagonal(RationalMatrix g) {
    Rational least = g.get(0, 0);
    for (int i = 1; i < g.rows(); i++) {
      least = least.min(g.get(i, i));
    }
    return least;
  }

  private static Bounds bisected(RationalMatrix g, Rational largest) {
    Rational half = Rational.of(1, 2);
    Rational upper = largest;
    Rational lower = largest.times(half);
    while (below(g, lower) > 0) {
      upper = lower;
      lower = lower.times(half);
    }
    for (int step = 0; step < BISECTIONS; step++) {
      Rational middle = lower.plus(upper).times(half);
      if (below(g, middle) > 0) {
        upper = middle;
      } else {
        lower = middle;
      }
    }
    return new Bounds(lower, upper);
  }

  private static BigInteger denominator(RationalMatrix g) {
    BigInteger d = BigInteger.ONE;
    for (int i = 0; i < g.rows(); i++) {
      for (int j = 0; j < g.columns(); j++) {
        BigInteger e = g.get(i, j).denominator();
        d = d.divide(d.gcd(e)).multiply(e);
      }
    }
    return d;
  }

  /** The nearest p/d. */
  private static Rational nearest(Rational value, BigInteger d) {
    BigInteger twice = value.numerator().multiply(d).shiftLeft(1).add(value.denominator());
    BigInteger p = twice.divide(value.denominator().shiftLeft(1));
    return Rational.of(p, d);
  }

  /** λ_min in plain doubles, by cyclic Jacobi rotations (Golub and Van Loan, section 8.5). */
  private static double guess(RationalMatrix g) {
    int n = g.rows();
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i][j] = g.get(i, j).doubleValue();
      }
    }
    for (int sweep = 0; sweep < 30; sweep++) {
      double off = 0;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          off = Math.max(off, Math.abs(a[p][q]));
          rotate(a, p, q);
        }
      }
      if (off == 0) {
        break;
      }
    }
    double least = a[0][0];
    for (int i = 1; i < n; i++) {
      least = Math.min(least, a[i][i]);
    }
    return least;
  }

  private static void rotate(double[][] a, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
    double c = 1 / Math.sqrt(1 + t * t);
    double s = t * c;
    double change = t * a[p][q];
    a[p][p] -= change;
    a[q][q] += change;
    a[p][q] = 0;
    a[q][p] = 0;
    for (int r = 0; r < a.length; r++) {
      if (r != p && r != q) {
        double x = a[r][p];
        double y = a[r][q];
        a[r][p] = c * x - s * y;
        a[p][r] = a[r][p];
        a[r][q] = s * x + c * y;
        a[q][r] = a[r][q];
      }
    }
  }
}
