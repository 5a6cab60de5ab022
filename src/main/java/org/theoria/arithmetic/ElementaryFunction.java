package org.theoria.arithmetic;

/**
 * The real functions that an arithmetic applies entry by entry. Activations and losses of the
 * catalogue are compositions of these (see {@code org.theoria.network.Activation}), so each
 * arithmetic implements this list and nothing else.
 *
 * <p>{@link #isRational()} says whether the function maps ℚ to ℚ, that is, whether exact rational
 * arithmetic can apply it.
 */
public enum ElementaryFunction {
  /** t². */
  SQUARE(true),
  /** t³. */
  CUBE(true),
  /** |t|. */
  ABSOLUTE(true),
  /** max(0, t). */
  POSITIVE_PART(true),
  /** 1 where t &gt; 0, else 0. */
  INDICATOR_POSITIVE(true),
  /** 1 where t ≥ 0, else 0. */
  INDICATOR_NON_NEGATIVE(true),
  /** 1 where t = 0, else 0. */
  INDICATOR_ZERO(true),
  /** −1, 0 or 1. */
  SIGN(true),
  /** eᵗ. */
  EXP(false),
  /** The natural logarithm, for t &gt; 0. */
  LOG(false),
  /** √t, for t ≥ 0. */
  SQRT(false),
  /** Hyperbolic tangent. */
  TANH(false),
  /** 1/(1+e⁻ᵗ). */
  SIGMOID(false),
  /** log(1+eᵗ). */
  SOFTPLUS(false);

  private final boolean rational;

  ElementaryFunction(boolean rational) {
    this.rational = rational;
  }

  /** Whether the function maps rational numbers to rational numbers. */
  public boolean isRational() {
    return rational;
  }
}
