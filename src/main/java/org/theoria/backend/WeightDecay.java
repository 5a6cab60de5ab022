package org.theoria.backend;

import java.util.Locale;

/** What pulls weights towards 0 in a step; biases and the γ, β of normalisations are left alone. */
public sealed interface WeightDecay {

  /** Nothing does. */
  record None() implements WeightDecay {}

  /**
   * The step is by the gradient of E(θ) + (λ/2)·‖W‖².
   *
   * @param lambda λ ≥ 0
   */
  record L2(double lambda) implements WeightDecay {
    public L2 {
      require(lambda);
    }
  }

  /**
   * W ← (1 − ηλ)·W before a step of rate η by the gradient of E(θ) (Loshchilov and Hutter 2019,
   * arXiv:1711.05101).
   *
   * @param lambda λ ≥ 0
   */
  record Decoupled(double lambda) implements WeightDecay {
    public Decoupled {
      require(lambda);
    }
  }

  private static void require(double lambda) {
    if (!(lambda >= 0 && lambda <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "weight decay: λ must be at least 0 and finite, got %s", lambda));
    }
  }
}
