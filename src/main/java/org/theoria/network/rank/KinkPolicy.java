package org.theoria.network.rank;

/** What to do where a pre-activation is exactly 0 and the activation has a kink there. */
public enum KinkPolicy {
  /** {@link KinkException}: the Jacobian matrix does not exist. */
  REFUSE,
  /** The slope of the right, as the pattern a = 1 for a pre-activation ≥ 0 has it (slide 73). */
  RIGHT
}
