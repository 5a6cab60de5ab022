package org.theoria.network;

import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;

/**
 * An activation σ_h with its derivative, written once for every arithmetic: one of the course's
 * ({@link StandardActivation}), or an uninterpreted one of a symbolic proof ({@link
 * FormalActivation}). All but {@link #SOFTMAX} act coordinate by coordinate.
 */
public sealed interface Activation permits StandardActivation, FormalActivation {
  /** σ(t) = t. */
  Activation IDENTITY = StandardActivation.IDENTITY;

  /** σ(t) = max(0, t). */
  Activation RELU = StandardActivation.RELU;

  /** σ(t) = max(t/8, t). */
  Activation LEAKY_RELU = StandardActivation.LEAKY_RELU;

  /** σ(t) = |t|. */
  Activation ABSOLUTE = StandardActivation.ABSOLUTE;

  /** σ(t) = max(0, t)²: C¹, not C². */
  Activation SQUARED_RELU = StandardActivation.SQUARED_RELU;

  /** σ(t) = t². */
  Activation SQUARE = StandardActivation.SQUARE;

  /** σ(t) = t³. */
  Activation CUBE = StandardActivation.CUBE;

  /** Hyperbolic tangent. */
  Activation TANH = StandardActivation.TANH;

  /** σ(t) = 1/(1+e⁻ᵗ). */
  Activation SIGMOID = StandardActivation.SIGMOID;

  /** σ(t) = log(1+eᵗ). */
  Activation SOFTPLUS = StandardActivation.SOFTPLUS;

  /** σ(t) = t/(1+|t|): C¹, with σ'(t) = 1/(1+|t|)² ≠ 0, and it maps ℚ to ℚ. */
  Activation SOFTSIGN = StandardActivation.SOFTSIGN;

  /** σ(z)_i = e^{z_i} / Σ_j e^{z_j}: not coordinatewise. */
  Activation SOFTMAX = StandardActivation.SOFTMAX;

  /** The name in files: "relu", "squared-relu". */
  String id();

  /** Whether σ and σ' map ℚ to ℚ. */
  boolean isRational();

  /** Whether σ is of class C¹. */
  boolean isContinuouslyDifferentiable();

  /** Whether σ(λt) = λσ(t) for every λ &gt; 0. */
  boolean isPositivelyHomogeneous();

  /** Whether σ acts coordinate by coordinate. */
  boolean isCoordinatewise();

  /** σ(z); z of shape n_h × n, one column an example. */
  <M extends Matrix<M>> M value(OrderedArithmetic<M> k, M z);

  /**
   * The derivative σ'(z), entry by entry; z of shape n_h × n. Where σ has a kink, the value of the
   * convention a = 1 for a pre-activation ≥ 0 (slide 73), that is, the right derivative. For {@link
   * #SOFTMAX}, which has no derivative in this sense, the diagonal ∂σ_i/∂z_i of its Jacobian.
   */
  <M extends Matrix<M>> M slope(OrderedArithmetic<M> k, M z);

  /**
   * The one-sided directional derivative lim_{t↓0} (σ(z + t·u) − σ(z))/t, for every column u of
   * {@code directions}: it exists for every activation here, on kinks too.
   *
   * @param z the point, n_h × 1
   * @param directions one direction a column, n_h × p
   */
  <M extends Matrix<M>> M along(OrderedArithmetic<M> k, M z, M directions);
}
