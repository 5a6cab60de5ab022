package org.theoria.proposition;

import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * A certificate of the property that a {@link Not} denies. It is checked exactly, without trusting
 * who found it.
 */
public sealed interface Positive {

  /**
   * E is coercive: E(θ) = ‖Θ·A − Y‖² for the parameter matrix Θ = (W, b) (H = 1, σ = Id, square
   * loss) with A = (X; 𝟙ᵀ), and A·Aᵀ − 2c·I is positive semidefinite with c &gt; 0, so that E(θ) ≥
   * c‖θ‖² − C with C = ‖Y‖².
   *
   * @param features A, of shape (n₀+1) × n
   * @param targets Y, of shape n_H × n
   * @param c the coefficient, &gt; 0
   * @param constant C, at least ‖Y‖²
   */
  record Coercive(RationalMatrix features, RationalMatrix targets, Rational c, Rational constant)
      implements Positive {}

  /**
   * E is convex: it is a quadratic function of θ with this constant Hessian, which is positive
   * semidefinite.
   *
   * @param hessian the Hessian, symmetric, of size dim θ
   */
  record ConvexQuadratic(RationalMatrix hessian) implements Positive {}
}
