package org.theoria.theorems.landscape;

/** How a point is made: what it is inside the hypotheses, or which one it fails and how. */
enum WideScenario {
  /** Y = f_θ(X): critical, E = 0. */
  EXACT,
  /** Random targets: in general not critical. */
  GENERIC,
  /**
   * W_{k+1} maps two examples to the same point and their residuals are opposite: every partial
   * derivative but those in W_{k+1} is 0, and E &gt; 0.
   */
  ALL_BUT_FIRST_WEIGHTS,
  /** One layer; the errors d ⊙ Δ are in the kernel of the features: ∇_W E = 0, and E &gt; 0. */
  ALL_BUT_BIASES,
  /** Two equal examples with opposite residuals: critical, and rank A &lt; n. */
  REPEATED_EXAMPLE,
  /** An affine network with more examples than rank A: critical. */
  AFFINE_DEPENDENT,
  /** σ_{k+j} = max(0,t)² below 0 on every example, opposite residuals: critical. */
  DEAD_LAYER,
  /** The error of two examples in the kernel of W_{k+j}ᵀ: critical. */
  RANK_DEFICIENT,
  /** |t| on its kink at two examples: the partial derivatives exist and are 0. */
  KINK,
  /** Residuals at the stationary points of the loss: critical. */
  STATIONARY_LOSS
}
