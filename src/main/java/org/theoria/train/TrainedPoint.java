package org.theoria.train;

import org.theoria.arithmetic.Rational;
import org.theoria.network.Network;
import org.theoria.train.Polisher.Polished;

/**
 * A point that training and polishing led to, with what is proved of it. The exact parameters
 * <em>are</em> the instance; that it is critical is never claimed of {@link #network} itself but of
 * the point that {@link #enclosure} encloses, if it does.
 *
 * @param problem E
 * @param start the initial parameters
 * @param options how first-order training was done in the end
 * @param retries how often it had been done before with too large a rate, so that the loss grew
 * @param training how it ended
 * @param polished where the second-order solver went from there
 * @param startNorm proven bounds of ‖∇E(θ₀)‖
 * @param trainedNorm proven bounds of ‖∇E‖ where training ended
 * @param endNorm proven bounds of ‖∇E‖ at the polished point
 * @param enclosure a critical point near it, or why none is proved
 */
public record TrainedPoint(
    TrainingProblem problem,
    Network start,
    TrainingOptions options,
    int retries,
    TrainingResult training,
    Polished polished,
    GradientNorm startNorm,
    GradientNorm trainedNorm,
    GradientNorm endNorm,
    CriticalEnclosure enclosure) {

  /** The ratio that "trained to a critical point" means: 10⁻¹². */
  public static final Rational CONVERGED = Rational.of(1, 1_000_000_000_000L);

  /** The polished point. */
  public Network network() {
    return polished.network();
  }

  /** Whether ‖∇E(θ)‖ ≤ 10⁻¹²·‖∇E(θ₀)‖ is proved. */
  public boolean isConverged() {
    return endNorm.isAtMost(CONVERGED, startNorm);
  }

  /** Whether a critical point near it is proved. */
  public boolean isEnclosed() {
    return enclosure instanceof CriticalEnclosure.Enclosed;
  }
}
