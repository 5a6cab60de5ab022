package org.theoria.arithmetic;

import java.util.Optional;

/** The field ℚ. */
public final class RationalField implements Field<Rational> {

  /** The field; it has no state. */
  public static final RationalField INSTANCE = new RationalField();

  private RationalField() {}

  @Override
  public Rational zero() {
    return Rational.ZERO;
  }

  @Override
  public Rational one() {
    return Rational.ONE;
  }

  @Override
  public Rational add(Rational a, Rational b) {
    return a.plus(b);
  }

  @Override
  public Rational sub(Rational a, Rational b) {
    return a.minus(b);
  }

  @Override
  public Rational mul(Rational a, Rational b) {
    return a.times(b);
  }

  @Override
  public Rational inv(Rational a) {
    return a.reciprocal();
  }

  @Override
  public boolean isZero(Rational a) {
    return a.isZero();
  }

  @Override
  public Optional<Rational> of(Rational value) {
    return Optional.of(value);
  }
}
