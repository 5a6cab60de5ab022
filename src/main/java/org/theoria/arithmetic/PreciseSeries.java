package org.theoria.arithmetic;

import java.math.BigInteger;
import org.theoria.arithmetic.BigFloat.Side;

/**
 * The power series behind {@link PreciseFunctions}, summed in fixed point: integers in units of
 * 2^−G. A product is cut off below one unit and so is a quotient by an integer, each an error of
 * less than 1 towards −∞; "exact" below means the value before any of these. Immutable.
 */
final class PreciseSeries {
  /** eʳ is the 2^{@value}-th power of e^(r/2^{@value}), whose series is short. */
  private static final int SQUARINGS = 16;

  /** Further bits of log 2: |k| ≤ 2⁶² multiples of it stay good to a unit of 2^−G. */
  private static final int LN2_GUARD = 68;

  /** e^±(2⁶¹) is beyond every exponent ({@link BigFloat#LARGEST_EXPONENT}). */
  private static final int LARGEST_TOP = 61;

  private final int work;
  private final int fraction;

  /** L = log 2 in units of 2^−(G+LN2_GUARD): L ≤ exact &lt; L + 2. */
  private final BigInteger ln2;

  private final BigInteger one;

  /**
   * Series good to this many bits: G has room for the 2⁹ units that eʳ before the squarings may be
   * off, and for these.
   */
  PreciseSeries(int work) {
    this.work = work;
    this.fraction = work + SQUARINGS + 16;
    this.one = BigInteger.ONE.shiftLeft(fraction);
    this.ln2 = ln2(fraction + LN2_GUARD);
  }

  /** G. */
  int fraction() {
    return fraction;
  }

  /**
   * log 2 = 2·Σ 3^−(2i+1)/(2i+1) in units of 2^−n. With 16 more bits: a power is off by at most 1/9
   * of the last one's error + 1 &lt; 1.2, a term by less than 2.2, the rest after a power of 0 by
   * less than 2; with fewer than 2¹² terms (n ≤ 4,300) that is below 2·(2.2·2¹² + 2) &lt; 2¹⁶
   * units, all downwards.
   */
  private static BigInteger ln2(int n) {
    BigInteger power = BigInteger.ONE.shiftLeft(n + 17).divide(BigInteger.valueOf(3));
    BigInteger nine = BigInteger.valueOf(9);
    BigInteger sum = BigInteger.ZERO;
    for (long i = 1; power.signum() != 0; i += 2) {
      sum = sum.add(power.divide(BigInteger.valueOf(i)));
      power = power.divide(nine);
    }
    return sum.shiftRight(16);
  }

  /** ⌊k·L/2^LN2_GUARD⌋: k·log 2 in units, off by less than 1 + 2·2⁶²/2⁶⁸ &lt; 1.1. */
  private BigInteger multipleOfLn2(long k) {
    return k == 0 ? BigInteger.ZERO : ln2.multiply(BigInteger.valueOf(k)).shiftRight(LN2_GUARD);
  }

  /** A number in units, and how far the exact value may be from it on either side. */
  private record Approximation(BigInteger units, long error) {}

  /** Bounds of eᵗ. */
  PreciseInterval exp(BigFloat t) {
    if (t.signum() == 0) {
      return PreciseInterval.ONE;
    }
    if (t.abs().top() > LARGEST_TOP) {
      if (t.signum() > 0) {
        throw new NotRepresentableException(
            "exp: the result at " + t + " is beyond 2^" + BigFloat.LARGEST_EXPONENT);
      }
      return new PreciseInterval(BigFloat.ZERO, BigFloat.TINY);
    }
    BigInteger x = t.floorScaled(fraction);
    long k = x.shiftLeft(LN2_GUARD).divide(ln2).longValueExact();
    BigInteger r = x.subtract(multipleOfLn2(k));
    while (r.signum() < 0) { // the quotient was cut off towards 0, and is itself a little off
      k--;
      r = x.subtract(multipleOfLn2(k));
    }
    Approximation e = expOfReduced(r);
    BigInteger error = BigInteger.valueOf(e.error);
    return new PreciseInterval(
        new BigFloat(e.units.subtract(error), k - fraction).round(work, Side.DOWN),
        new BigFloat(e.units.add(error), k - fraction).round(work, Side.UP));
  }

  /**
   * eʳ, 0 ≤ r &lt; 0.7 in units, r itself off by at most 3.
   *
   * <p>ρ = r/2^s is then off by at most 1 + 3/2^s &lt; 1.1 units, which moves e^ρ by less than 1.2.
   * A term Tₙ₊₁ = ⌊⌊Tₙρ⌋/(n+1)⌋ is off by less than (εₙρ + 1)/(n+1) + 1 &lt; 2.1, the rest of the
   * series after a term of 0 by less than 2.2: the sum of n terms by less than 3n + 8, called ε.
   * Squaring s times multiplies an error by at most 2·v each time, v the value squared; the product
   * of all v is below eʳ &lt; 2.02. So ε·2.02·2^s at the end, and the s cuts of 1 unit add less
   * than 2.02·2^s: below (ε + 1)·2^(s+2), with room for the squares of the errors (a factor below 1
   * + 2^−40 a step).
   */
  private Approximation expOfReduced(BigInteger r) {
    BigInteger rho = r.shiftRight(SQUARINGS);
    BigInteger sum = one;
    BigInteger term = rho;
    int n = 1;
    while (term.signum() != 0) {
      sum = sum.add(term);
      n++;
      term = term.multiply(rho).shiftRight(fraction).divide(BigInteger.valueOf(n));
    }
    for (int i = 0; i < SQUARINGS; i++) {
      sum = sum.multiply(sum).shiftRight(fraction);
    }
    return new Approximation(sum, (3L * n + 8 + 1) << (SQUARINGS + 2));
  }

  /**
   * Bounds of tanh t = t·S/C, 0 &lt; t ≤ 2⁻⁸, S = Σ qⁿ/(2n+1)! and C = Σ qⁿ/(2n)! with q = t².
   * Cutting q and the terms makes each term smaller by less than (ε·q + 1 + 1)/2 + 1 &lt; 2.1
   * units, the rest after a term of 0 is below 2.2: S and C lie between their n terms' sum and that
   * plus 3n + 8.
   */
  PreciseInterval tanhOfSmall(BigFloat t) {
    BigInteger q = t.times(t).floorScaled(fraction);
    BigInteger s = one;
    BigInteger c = one;
    BigInteger termS = one;
    BigInteger termC = one;
    long n = 1;
    while (termC.signum() != 0) {
      termC =
          termC.multiply(q).shiftRight(fraction).divide(BigInteger.valueOf((2 * n - 1) * (2 * n)));
      termS =
          termS.multiply(q).shiftRight(fraction).divide(BigInteger.valueOf(2 * n * (2 * n + 1)));
      c = c.add(termC);
      s = s.add(termS);
      n++;
    }
    BigInteger error = BigInteger.valueOf(3 * n + 8);
    return new PreciseInterval(
        t.times(units(s)).dividedBy(units(c.add(error)), work, Side.DOWN),
        t.times(units(s.add(error))).dividedBy(units(c), work, Side.UP).min(t)); // tanh t < t
  }

  private BigFloat units(BigInteger n) {
    return new BigFloat(n, -fraction);
  }

  /** Bounds of 2·artanh z = 2z·Σ qⁿ/(2n+1), q = z², for |z| ≤ 1/2. */
  PreciseInterval twiceArtanh(BigFloat z) {
    if (z.signum() == 0) {
      return PreciseInterval.ZERO;
    }
    Approximation a = artanhQuotient(z.times(z).floorScaled(fraction));
    BigFloat twice = z.shift(1);
    BigFloat near = twice.times(units(a.units));
    BigFloat far = twice.times(units(a.units.add(BigInteger.valueOf(a.error))));
    return z.signum() > 0
        ? new PreciseInterval(near.round(work, Side.DOWN), far.round(work, Side.UP))
        : new PreciseInterval(far.round(work, Side.DOWN), near.round(work, Side.UP));
  }

  /**
   * Σ qⁿ/(2n+1) for 0 ≤ q ≤ 1/4 in units, q cut by at most 1. A power is smaller than the exact one
   * by less than ε/4 + 1 + 1 &lt; 3 units, a term by less than 4, the rest after a power of 0 by
   * less than 4: the exact sum lies between this one and this plus 4n + 8.
   */
  private Approximation artanhQuotient(BigInteger q) {
    BigInteger sum = one;
    BigInteger power = q;
    long n = 1;
    while (power.signum() != 0) {
      sum = sum.add(power.divide(BigInteger.valueOf(2 * n + 1)));
      power = power.multiply(q).shiftRight(fraction);
      n++;
    }
    return new Approximation(sum, 4 * n + 8);
  }

  /**
   * Bounds of log(f·2ᵏ), 1 ≤ f &lt; 2 in units, cut by at most 1: from a double y near log f by log
   * f = y + 2·artanh z, z = (f − eʸ)/(f + eʸ), true for any y. With f and eʸ in [1, 2.1], z moves
   * by at most 1.1 times what either moves, and |z| &lt; 0.4: it is off by less than 1.1·(ε + 1) +
   * 1 units, ε the error of eʸ. 2·artanh has slope at most 2.4 there; the series, off by δ, adds
   * less than δ and two cuts; y and the multiple of log 2 add less than 3 more: below 3ε + 2δ + 16.
   */
  PreciseInterval log(BigInteger f, long k) {
    double y = StrictMath.log(new BigFloat(f, -fraction).toDouble(Side.DOWN));
    Rational exactY = Rational.ofDouble(y);
    BigInteger start =
        exactY
            .numerator()
            .shiftLeft(fraction)
            .divide(exactY.denominator()); // exact, or cut by at most 1
    Approximation e = expOfReduced(start);
    BigInteger z = f.subtract(e.units).shiftLeft(fraction).divide(f.add(e.units));
    Approximation a = artanhQuotient(z.multiply(z).shiftRight(fraction));
    BigInteger correction = z.shiftLeft(1).multiply(a.units).shiftRight(fraction);
    BigInteger value = start.add(correction).add(multipleOfLn2(k));
    BigInteger error = BigInteger.valueOf(3 * e.error + 2 * a.error + 16);
    return new PreciseInterval(
        units(value.subtract(error)).round(work, Side.DOWN),
        units(value.add(error)).round(work, Side.UP));
  }
}
