package org.theoria.proposition;

/**
 * The negation of a universal property (not coercive, not convex). The claims say that the
 * exhibited curve or segment shows it on the instance; only a certificate of the positive ({@link
 * #positive}) refutes the statement. A demonstration that fails refutes nothing.
 */
public non-sealed interface Not<I extends Record> extends Proposition<I> {

  /**
   * Looks for a certificate that this instance has the property denied; empty when none is found.
   */
  PositiveFinder<I> positive();
}
