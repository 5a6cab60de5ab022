package org.theoria.arithmetic;

import java.math.BigInteger;
import org.theoria.arithmetic.BigFloat.Side;

/**
 * Proven bounds of the elementary functions at one {@link BigFloat}, to a chosen number of bits.
 * Nothing is taken from another library: each is composed of {@link PreciseSeries}, whose errors
 * are derived there, and of directed operations, so its bounds need no constant of their own. A
 * result close to 0 keeps its <em>relative</em> accuracy (tanh and log near their zeros, exp,
 * sigmoid and softplus of very negative numbers).
 *
 * <p>eᵗ beyond 2^(2⁶⁰) throws {@link NotRepresentableException}; below its reciprocal the bounds
 * are 0 and {@link BigFloat#TINY}.
 */
final class PreciseFunctions {
  /**
   * Bits beyond those of the results: more than the compositions below lose (10 in log near 2⁻¹⁰
   * from 1, 8 in tanh).
   */
  private static final int GUARD = 32;

  /**
   * Below 2^{@value} in magnitude tanh takes the series, above it 1 − 2/(e²ᵗ+1), which cancels that
   * many bits.
   */
  private static final int TANH_SERIES = -8;

  /** Within 2^{@value} of 1 the logarithm takes the series of its zero. */
  private static final int LOG_SERIES = -10;

  private final int bits;
  private final int work;
  private final PreciseSeries series;

  /**
   * Bounds of this many bits.
   *
   * @param bits from 64 to 4096
   */
  PreciseFunctions(int bits) {
    if (bits < 64 || bits > 4096) {
      throw new IllegalArgumentException("precision: expected 64 to 4096 bits, got " + bits);
    }
    this.bits = bits;
    this.work = bits + GUARD;
    this.series = new PreciseSeries(work);
  }

  int bits() {
    return bits;
  }

  /** Bounds of f(t), one of exp, log (t &gt; 0), tanh, sigmoid, softplus. */
  PreciseInterval at(ElementaryFunction f, BigFloat t) {
    PreciseInterval result =
        switch (f) {
          case EXP -> series.exp(t);
          case LOG -> log(t);
          case TANH -> t.signum() < 0 ? tanh(t.negate()).negate() : tanh(t);
          case SIGMOID -> sigmoid(t);
          case SOFTPLUS -> softplus(t);
          case SQUARE,
              CUBE,
              ABSOLUTE,
              POSITIVE_PART,
              INDICATOR_POSITIVE,
              INDICATOR_NON_NEGATIVE,
              INDICATOR_ZERO,
              SIGN,
              SQRT ->
              throw new IllegalArgumentException(
                  "function: expected a transcendental one, got " + f);
        };
    return result.round(bits);
  }

  /** tanh t, t ≥ 0. */
  private PreciseInterval tanh(BigFloat t) {
    if (t.signum() == 0) {
      return PreciseInterval.ZERO;
    }
    if (t.top() <= TANH_SERIES) {
      return series.tanhOfSmall(t);
    }
    if (t.compareTo(BigFloat.of(work)) >= 0) {
      // 1 − tanh t = 2/(e²ᵗ+1) < 2e^(−2·work) < 2^−work
      return new PreciseInterval(
          BigFloat.ONE.minus(BigFloat.powerOfTwo(-work), 2 * work, Side.DOWN), BigFloat.ONE);
    }
    PreciseInterval e = series.exp(t.shift(1));
    return new PreciseInterval(
        oneMinusTwoOver(e.lower(), Side.DOWN), oneMinusTwoOver(e.upper(), Side.UP));
  }

  /** 1 − 2/(e+1) on this side. */
  private BigFloat oneMinusTwoOver(BigFloat e, Side side) {
    BigFloat divisor = e.plus(BigFloat.ONE, work, side);
    return BigFloat.ONE.minus(BigFloat.TWO.dividedBy(divisor, work, side.opposite()), work, side);
  }

  /** 1/(1+e⁻ᵗ) for t ≥ 0, else eᵗ/(1+eᵗ): no cancellation in either. */
  private PreciseInterval sigmoid(BigFloat t) {
    PreciseInterval e = series.exp(t.abs().negate());
    BigFloat low = t.signum() < 0 ? e.lower() : BigFloat.ONE;
    BigFloat high = t.signum() < 0 ? e.upper() : BigFloat.ONE;
    // the quotient increases with eᵗ: each bound takes its e in numerator and divisor
    BigFloat lowE = t.signum() < 0 ? e.lower() : e.upper();
    BigFloat highE = t.signum() < 0 ? e.upper() : e.lower();
    return new PreciseInterval(
        low.dividedBy(BigFloat.ONE.plus(lowE, work, Side.UP), work, Side.DOWN),
        high.dividedBy(BigFloat.ONE.plus(highE, work, Side.DOWN), work, Side.UP));
  }

  /** max(0, t) + log(1+e^−|t|). */
  private PreciseInterval softplus(BigFloat t) {
    PreciseInterval e = series.exp(t.abs().negate());
    BigFloat low = logOfOnePlus(e.lower()).lower();
    BigFloat high = logOfOnePlus(e.upper()).upper();
    if (t.signum() <= 0) {
      return new PreciseInterval(low, high);
    }
    return new PreciseInterval(t.plus(low, work, Side.DOWN), t.plus(high, work, Side.UP));
  }

  /** log(1+y), 0 ≤ y ≤ 2. */
  private PreciseInterval logOfOnePlus(BigFloat y) {
    if (y.signum() == 0) {
      return PreciseInterval.ZERO;
    }
    if (y.top() <= LOG_SERIES) {
      return logFromQuotient(y);
    }
    return log(
        y.plus(BigFloat.ONE, 2 * work, Side.DOWN)); // exact: y has work bits at most, from 2^−11 on
  }

  /** log(1+d) = 2·artanh(d/(2+d)), which increases with d; |d| is small, not 0. */
  private PreciseInterval logFromQuotient(BigFloat d) {
    Side side =
        d.signum() > 0 ? Side.UP : Side.DOWN; // of the divisor, for the lower bound of the quotient
    BigFloat low = d.dividedBy(BigFloat.TWO.plus(d, work, side), work, Side.DOWN);
    BigFloat high = d.dividedBy(BigFloat.TWO.plus(d, work, side.opposite()), work, Side.UP);
    return new PreciseInterval(series.twiceArtanh(low).lower(), series.twiceArtanh(high).upper());
  }

  /** log t, t &gt; 0. */
  private PreciseInterval log(BigFloat t) {
    if (t.signum() <= 0) {
      throw new NotRepresentableException("log: " + t + " is not positive");
    }
    long top = t.top();
    if (top == 0 || top == 1) { // 1/2 ≤ t < 2: t − 1 is as long as t
      int exact = t.mantissa().bitLength() + 2;
      BigFloat d = t.minus(BigFloat.ONE, exact, Side.DOWN);
      if (d.signum() == 0) {
        return PreciseInterval.ZERO;
      }
      if (d.abs().top() <= LOG_SERIES) {
        return logFromQuotient(d);
      }
    }
    BigInteger significand = t.shift(1 - top).floorScaled(series.fraction());
    return series.log(significand, top - 1);
  }
}
