package org.theoria.network.rank;

import java.math.BigInteger;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;

/**
 * How large the minors of a Jacobian matrix can be: with every row multiplied by a common
 * denominator of its entries, by Hadamard's inequality a minor of order r is an integer of at most
 * r · {@link #perRow} bits.
 *
 * @param perRow an upper bound of log₂ of the Euclidean norm of a row so multiplied
 * @param denominators an upper bound of the bits of what the prime must not divide, 0 where all
 *     denominators are powers of two
 */
record RowBits(double perRow, double denominators) {
  /** The most bits of a common denominator that is looked for. */
  private static final int MOST = 1 << 16;

  static RowBits of(Network f, RationalMatrix x) {
    int depth = f.depth();
    Denominator inputs = Denominator.of(x);
    boolean dyadic = inputs.dyadic();
    double[] weightDenominator = new double[depth];
    double[] biasDenominator = new double[depth];
    for (int h = 1; h <= depth; h++) {
      Denominator w = Denominator.of(f.weight(h));
      Denominator b = Denominator.of(f.bias(h));
      dyadic &= w.dyadic() && b.dyadic();
      weightDenominator[h - 1] = w.bits();
      biasDenominator[h - 1] = b.bits();
    }
    double[] forwardBits = new double[depth];
    double[] forwardNorm = new double[depth];
    forwardBits[0] = inputs.bits();
    forwardNorm[0] = Math.max(0, log2(largestColumnSum(x)));
    for (int h = 1; h < depth; h++) {
      double w = weightDenominator[h - 1] + forwardBits[h - 1];
      // slopes of 1/8 cost three bits
      forwardBits[h] =
          3 + (dyadic ? Math.max(w, biasDenominator[h - 1]) : w + biasDenominator[h - 1]);
      // ‖f_h‖₁ ≤ (largest column sum of |W|)·‖f_{h−1}‖₁ + ‖b‖₁; a bit for each sum and rounding
      forwardNorm[h] =
          1
              + Math.max(
                  Math.max(0, log2(largestColumnSum(f.weight(h)))) + forwardNorm[h - 1],
                  Math.max(0, log2(largestColumnSum(f.bias(h)))));
    }
    double backwardBits = 3;
    double backwardNorm = 1; // ‖e_k − e_K‖₁ = 2
    double denominator = 0;
    double norm = 0;
    double sum = 0;
    for (int h = depth; h >= 1; h--) {
      denominator = Math.max(denominator, backwardBits + forwardBits[h - 1]);
      sum += backwardBits + forwardBits[h - 1];
      norm = Math.max(norm, backwardNorm + forwardNorm[h - 1] + 1);
      backwardBits += 3 + weightDenominator[h - 1];
      backwardNorm += 1 + Math.max(0, log2(largestColumnSum(f.weight(h).transpose())));
    }
    double scale = dyadic ? denominator : sum;
    return new RowBits(scale + norm + log2(depth) + 1, dyadic ? 0 : sum);
  }

  /**
   * A common denominator of a matrix.
   *
   * @param bits its bits, infinite where there is none that is short
   * @param dyadic whether it is a power of two
   */
  private record Denominator(double bits, boolean dyadic) {

    static Denominator of(RationalMatrix m) {
      BigInteger odd = BigInteger.ONE;
      int twos = 0;
      for (int i = 0; i < m.rows(); i++) {
        for (int j = 0; j < m.columns(); j++) {
          BigInteger d = m.get(i, j).denominator();
          int exponent = d.getLowestSetBit();
          twos = Math.max(twos, exponent);
          if (d.bitLength() > exponent + 1) {
            BigInteger rest = d.shiftRight(exponent);
            odd = odd.multiply(rest.divide(odd.gcd(rest)));
            if (odd.bitLength() > MOST) {
              return new Denominator(Double.POSITIVE_INFINITY, false);
            }
          }
        }
      }
      return new Denominator(odd.bitLength() + twos, odd.equals(BigInteger.ONE));
    }
  }

  /** At least the largest Σ_i |m_ij|, short of the roundings of the sum, which a bit covers. */
  private static double largestColumnSum(RationalMatrix m) {
    double largest = 0;
    for (int j = 0; j < m.columns(); j++) {
      double sum = 0;
      for (int i = 0; i < m.rows(); i++) {
        sum += Math.max(Math.abs(m.get(i, j).lowerDouble()), Math.abs(m.get(i, j).upperDouble()));
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  /**
   * log₂ of a bound on the probability that a uniform prime of an interval divides a given non-zero
   * integer, or a denominator.
   *
   * @param bits of the integer
   * @param exponent the interval is in [2^exponent, 2^(exponent+1))
   * @param count how many primes it has, or a lower bound
   */
  double log2Unlucky(double bits, int exponent, double count) {
    double bad = Math.ceil(bits / exponent);
    double left = count - Math.ceil(denominators / exponent);
    return left > bad && bad > 0 ? log2(bad) - log2(left) : 0;
  }
}
