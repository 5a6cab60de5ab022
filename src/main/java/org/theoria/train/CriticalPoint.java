package org.theoria.train;

import org.theoria.network.Network;

/**
 * What {@link CriticalPointSolver} came to, as bare doubles see it: {@link GradientNorm} bounds the
 * gradient at the exact parameters, {@link CriticalEnclosure} proves that a critical point is near.
 */
public sealed interface CriticalPoint {

  /** The point, with exactly the parameters that the solver ended with. */
  Network network();

  /** Hessian matrices evaluated. */
  int iterations();

  /**
   * ‖∇E‖ reached the goal; with {@link CriticalPointSolver.Method#TRUST_REGION} no eigenvalue of
   * the Hessian is negative beyond rounding either.
   *
   * @param gradientNorm ‖∇E‖
   * @param leastEigenvalue the least eigenvalue of ∇²E in the variables
   */
  record Converged(Network network, double gradientNorm, double leastEigenvalue, int iterations)
      implements CriticalPoint {}

  /**
   * No step improves any more, or the iterations are used up.
   *
   * @param gradientNorm ‖∇E‖ where it ended
   * @param leastEigenvalue the least eigenvalue of ∇²E there; NaN where it has none
   */
  record Stalled(Network network, double gradientNorm, double leastEigenvalue, int iterations)
      implements CriticalPoint {}

  /** E, ∇E or ∇²E at the start is not finite. */
  record NotFinite(Network network, int iterations) implements CriticalPoint {}
}
