package org.theoria.network;

import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;

/**
 * A loss L(y', y), y' the prediction and y the target, both of shape n_H × n; values are summed
 * over the columns (E(θ) = Σ_i L(f_θ(xⁱ), yⁱ), slide 41). All are of class C¹ where they are
 * defined. One of the course's ({@link StandardLoss}), or an uninterpreted one of a symbolic proof
 * ({@link FormalLoss}).
 */
public sealed interface Loss permits StandardLoss, FormalLoss {
  /** L(y',y) = ‖y' − y‖². */
  Loss SQUARE = StandardLoss.SQUARE;

  /** L(y',y) = Σ_k (y'_k − y_k)⁴. */
  Loss QUARTIC = StandardLoss.QUARTIC;

  /** L(y',y) = Σ_k ((y'_k − y_k)² + 1): L(0) ≠ 0. */
  Loss SHIFTED_SQUARE = StandardLoss.SHIFTED_SQUARE;

  /** L(y',y) = −‖y' − y‖²: negative. */
  Loss NEGATIVE_SQUARE = StandardLoss.NEGATIVE_SQUARE;

  /** L(y',y) = Σ_k r_k²(r_k − 1)², r = y' − y: ∇L = 0 at r_k ∈ {0, ½, 1}. */
  Loss DOUBLE_WELL = StandardLoss.DOUBLE_WELL;

  /** L(y',y) = Σ_k log(1 + exp(−y_k y'_k)). */
  Loss LOGISTIC = StandardLoss.LOGISTIC;

  /** L(y',y) = −Σ_k y_k log y'_k, for y' &gt; 0 (a softmax output). */
  Loss CROSS_ENTROPY = StandardLoss.CROSS_ENTROPY;

  /** The name in files: "square", "cross-entropy". */
  String id();

  /** Whether L and ∇L map ℚ to ℚ. */
  boolean isRational();

  /** Σ L over the columns, 1 × 1. */
  <M extends Matrix<M>> M value(OrderedArithmetic<M> k, M prediction, M target);

  /** The gradient ∇_{y₁}L in the prediction, n_H × n. */
  <M extends Matrix<M>> M gradient(OrderedArithmetic<M> k, M prediction, M target);
}
