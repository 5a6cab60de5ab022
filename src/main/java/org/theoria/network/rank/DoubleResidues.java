package org.theoria.network.rank;

import org.theoria.arithmetic.PrimeField;

/**
 * The arithmetic of ℤ/p in doubles, for a prime p of [2²⁵, 2²⁶ − 64]: residues are integers of
 * absolute value at most p/2 + 8, so eight products and a residue add up to less than 2⁵³, where
 * every sum of a fused multiply-add is exact, and one reduction serves eight products.
 *
 * <p>The reduction t − rint(t/p)·p: the computed quotient errs by less than 2⁻²³ before it is
 * rounded (|t/p| &lt; 2²⁸, two roundings of 2⁻⁵³ each), so the result, exact by the fused
 * multiply-add, is at most p/2 + 2⁻²³p &lt; p/2 + 8. It is 0 exactly where p divides t.
 */
final class DoubleResidues {
  /** Products that one reduction serves. */
  static final int GROUP = 8;

  /** Residues are at most p/2 and so much in absolute value. */
  static final int SLACK = 8;

  static final int SMALLEST = 1 << 25;
  static final int LARGEST = (1 << 26) - 64;

  private final double prime;
  private final double inverse;
  private final PrimeField field;

  DoubleResidues(PrimeField field) {
    if (field.prime() < SMALLEST || field.prime() > LARGEST) {
      throw new IllegalArgumentException(
          "residues in doubles: a prime of ["
              + SMALLEST
              + ", "
              + LARGEST
              + "] is needed, got "
              + field.prime());
    }
    this.field = field;
    this.prime = field.prime();
    this.inverse = 1 / prime;
  }

  /** The residue of smallest absolute value of an element of the field. */
  double centred(long residue) {
    return residue > field.prime() / 2 ? residue - field.prime() : residue;
  }

  /** The residue of an integer below 2⁵³ in absolute value. */
  double reduce(double t) {
    return Math.fma(-Math.rint(t * inverse), prime, t);
  }

  /** 1/a modulo p; a not 0. */
  double reciprocal(double a) {
    long positive = (long) a;
    return centred(field.inverse(positive < 0 ? positive + field.prime() : positive));
  }

  /** r = r + f·b modulo p over [0, n). */
  void addMultiple(double[] r, double f, double[] b, int n) {
    double p = prime;
    double q = inverse;
    for (int l = 0; l < n; l++) {
      double t = Math.fma(f, b[l], r[l]);
      r[l] = Math.fma(-Math.rint(t * q), p, t);
    }
  }

  /**
   * r = r + f₀·b₀ + … + f₇·b₇ modulo p over [0, n): one counted loop from 0, the form that the
   * compiler vectorises (from a variable on it does not, and takes five times as long).
   */
  void addEight(
      double[] r,
      double[] f,
      double[] b0,
      double[] b1,
      double[] b2,
      double[] b3,
      double[] b4,
      double[] b5,
      double[] b6,
      double[] b7,
      int n) {
    double p = prime;
    double q = inverse;
    double f0 = f[0];
    double f1 = f[1];
    double f2 = f[2];
    double f3 = f[3];
    double f4 = f[4];
    double f5 = f[5];
    double f6 = f[6];
    double f7 = f[7];
    for (int l = 0; l < n; l++) {
      double t =
          Math.fma(
              f7,
              b7[l],
              Math.fma(
                  f6,
                  b6[l],
                  Math.fma(
                      f5,
                      b5[l],
                      Math.fma(
                          f4,
                          b4[l],
                          Math.fma(
                              f3,
                              b3[l],
                              Math.fma(
                                  f2, b2[l], Math.fma(f1, b1[l], Math.fma(f0, b0[l], r[l]))))))));
      r[l] = Math.fma(-Math.rint(t * q), p, t);
    }
  }

  /**
   * r = r + Σ f_t·b_t modulo p over [0, n), t of [0, count).
   *
   * @param f the factors, count of them from {@code at} on
   * @param eight room for eight factors
   */
  void addAll(double[] r, double[] f, int at, double[][] b, int count, double[] eight, int n) {
    int t = 0;
    for (; t + GROUP <= count; t += GROUP) {
      System.arraycopy(f, at + t, eight, 0, GROUP);
      addEight(
          r, eight, b[t], b[t + 1], b[t + 2], b[t + 3], b[t + 4], b[t + 5], b[t + 6], b[t + 7], n);
    }
    for (; t < count; t++) {
      if (f[at + t] != 0) {
        addMultiple(r, f[at + t], b[t], n);
      }
    }
  }

  /** r = r + a ∘ g modulo p, each entry of g standing for k successive ones of a. */
  void addSpread(double[] r, double[] a, double[] g, int k) {
    int at = 0;
    for (double factor : g) {
      for (int l = 0; l < k; l++) {
        r[at] = reduce(Math.fma(factor, a[at], r[at]));
        at++;
      }
    }
  }
}
