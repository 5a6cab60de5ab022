package org.theoria.train;

import java.util.List;
import org.theoria.arithmetic.DirectedRounding;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.PreciseArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.network.Backpropagation;
import org.theoria.network.Network;

/**
 * Proven bounds of ‖∇E(θ)‖ at exact parameters, over the variables of a problem; on kinks, of the
 * norm of the gradient by the convention of {@link org.theoria.network.Activation#slope}.
 *
 * @param lower at most ‖∇E(θ)‖, at least 0
 * @param upper at least ‖∇E(θ)‖; +∞ where no arithmetic bounds it
 * @param arithmetic the name of the arithmetic that proves them; "none" where none does
 */
public record GradientNorm(double lower, double upper, String arithmetic) {

  /** Double intervals are kept when their relative width is at most this; else big floats try. */
  private static final double NARROW = 0x1p-10;

  /** Of the network at its exact parameters. */
  public static GradientNorm of(TrainingProblem problem, Network network) {
    problem.requireOwn(network);
    GradientNorm first = in(new IntervalArithmetic(), problem, network);
    if (first.upper - first.lower <= NARROW * first.upper) {
      return first;
    }
    GradientNorm second = in(new PreciseArithmetic(), problem, network);
    return second.upper - second.lower <= first.upper - first.lower ? second : first;
  }

  private static <M extends Matrix<M>> GradientNorm in(
      OrderedArithmetic<M> k, TrainingProblem problem, Network network) {
    try {
      Objective<M> objective = new Objective<>(problem, k);
      List<M> weights = network.weights().stream().map(k::of).toList();
      List<M> biases = network.biases().stream().map(k::of).toList();
      Backpropagation<M> b = objective.at(weights, biases);
      M square = objective.gradient(b, problem.variables()).sumOfSquares();
      return new GradientNorm(
          DirectedRounding.sqrtDown(Math.max(0, k.lower(square, 0, 0))),
          DirectedRounding.sqrtUp(k.upper(square, 0, 0)),
          k.name());
    } catch (NotRepresentableException e) {
      // the arithmetic cannot take a logarithm or a quotient here: it says nothing of the norm
      return new GradientNorm(0, Double.POSITIVE_INFINITY, "none");
    }
  }

  /** Whether ‖∇E(θ)‖ ≤ ratio·‖∇E(θ₀)‖ is proved, this being at θ. */
  public boolean isAtMost(Rational ratio, GradientNorm atStart) {
    return Double.isFinite(upper)
        && Rational.ofDouble(upper)
                .compareTo(ratio.times(Rational.ofDouble(atStart.lower)))
            <= 0;
  }
}
