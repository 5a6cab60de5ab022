package org.theoria.network.rank.bulk;

import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;

/**
 * The slopes of a hidden activation as integers over one denominator: σ(t) =
 * (positive/denominator)·t for t ≥ 0 and (negative/denominator)·t below.
 *
 * @param activation identity, relu, leaky-relu or absolute
 * @param positive for t ≥ 0
 * @param negative for t &lt; 0
 * @param denominator at least 1
 */
public record HiddenSlopes(Activation activation, long positive, long negative, long denominator) {

  /**
   * The slopes of an activation.
   *
   * @throws IllegalArgumentException for one that is not piecewise linear with its kink at 0
   */
  public static HiddenSlopes of(Activation activation) {
    if (!activation.equals(Activation.IDENTITY)
        && !activation.equals(Activation.RELU)
        && !activation.equals(Activation.LEAKY_RELU)
        && !activation.equals(Activation.ABSOLUTE)) {
      throw new IllegalArgumentException(
          "hidden activation: expected identity, relu, leaky-relu or absolute, got "
              + activation.id());
    }
    Rational right = at(activation, 1);
    Rational left = at(activation, -1).negate();
    long denominator = right.denominator().multiply(left.denominator()).longValueExact();
    Rational scale = Rational.of(denominator);
    return new HiddenSlopes(
        activation,
        right.times(scale).numerator().longValueExact(),
        left.times(scale).numerator().longValueExact(),
        denominator);
  }

  private static Rational at(Activation activation, long t) {
    RationalMatrix z = RationalMatrix.column(Rational.of(t));
    return activation.value(RationalArithmetic.INSTANCE, z).get(0, 0);
  }

  /** The larger magnitude of the two. */
  public long largest() {
    return Math.max(Math.abs(positive), Math.abs(negative));
  }
}
