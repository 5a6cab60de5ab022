package org.theoria.symbolic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.Rational;

/** Enclosures rounded outwards to decimals, so that a reader can read them. */
final class OutwardDecimals {
  private OutwardDecimals() {}

  /** An enclosure of the same numbers by decimals of this many digits; an exact value stays. */
  static Enclosure of(Enclosure e, int digits) {
    return e.isPoint()
        ? e
        : new Enclosure(
            rounded(e.lower(), new MathContext(digits, RoundingMode.FLOOR)),
            rounded(e.upper(), new MathContext(digits, RoundingMode.CEILING)));
  }

  private static Rational rounded(Rational value, MathContext context) {
    BigDecimal decimal =
        new BigDecimal(value.numerator()).divide(new BigDecimal(value.denominator()), context);
    return decimal.scale() >= 0
        ? Rational.of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
        : Rational.of(decimal.toBigIntegerExact(), BigInteger.ONE);
  }
}
