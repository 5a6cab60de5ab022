package org.theoria.network.file;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.theoria.arithmetic.Rational;

/** Numbers that are written in decimal digits, taken as the decimals that they are: 0.1 is 1/10. */
public final class Decimals {

  /** The largest power of ten that is read: 1e999999999 would be a number of as many digits. */
  public static final int MAXIMUM_EXPONENT = 10_000;

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");
  private static final Pattern FRACTION = Pattern.compile("-?[0-9]+/[0-9]*[1-9][0-9]*");

  private Decimals() {}

  /** The number written as a decimal, -1.5e-3, or as a fraction, -3/2; empty for anything else. */
  public static Optional<Rational> parse(String text) {
    if (FRACTION.matcher(text).matches()) {
      return Optional.of(Rational.parse(text));
    }
    return DECIMAL.matcher(text).matches() ? exact(new BigDecimal(text)) : Optional.empty();
  }

  /** The number; empty where its exponent is beyond {@link #MAXIMUM_EXPONENT}. */
  public static Optional<Rational> exact(BigDecimal number) {
    BigDecimal decimal = number.stripTrailingZeros();
    if (Math.abs((long) decimal.scale()) > MAXIMUM_EXPONENT) {
      return Optional.empty();
    }
    return Optional.of(
        decimal.scale() <= 0
            ? Rational.of(decimal.toBigIntegerExact(), BigInteger.ONE)
            : Rational.of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale())));
  }
}
