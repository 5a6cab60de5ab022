package org.theoria.train;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theoria.arithmetic.PreciseArithmetic;
import org.theoria.arithmetic.PreciseMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.network.Loss;
import org.theoria.network.Network;

/**
 * Second-order solvers that bring parameters to a critical point of E. What they return is a
 * network; whether it is nearly critical is certified by {@link GradientNorm}, whether a critical
 * point is near by {@link CriticalEnclosure}.
 */
public final class Polisher {

  /** What is solved for. */
  public enum Method {
    /**
     * Levenberg-Marquardt on the residuals f_θ(X) − Y (square loss only), then descent of E with
     * the exact Hessian, both towards a minimiser, then {@link #NEWTON} if the gradient is not
     * small enough.
     */
    DESCEND,
    /**
     * Levenberg-Marquardt on ∇E(θ) with the exact Hessian as Jacobian, that is, damped Newton steps
     * on ∇E = 0: it goes to the critical point that is near, saddles and maxima included.
     */
    NEWTON
  }

  /** Bits after the point of refined parameters. */
  private static final int REFINED_BITS = 140;

  /** Refinements: the error of doubles squared once is enough, more do not help. */
  private static final int REFINEMENTS = 3;

  private final TrainingProblem problem;
  private final PlainObjective plain;
  private final List<Integer> variables;

  public Polisher(TrainingProblem problem) {
    this.problem = problem;
    this.plain = new PlainObjective(problem);
    this.variables = plain.variables();
  }

  /**
   * Where the solvers ended.
   *
   * @param network the point, exact
   * @param iterations Jacobian and Hessian matrices evaluated
   * @param refinements steps in big floats that were needed because doubles were too coarse; with
   *     one or more the parameters have more digits than doubles
   */
  public record Polished(Network network, int iterations, int refinements) {}

  /**
   * Polishes a point.
   *
   * @param from the point; its parameters are rounded to doubles first
   * @param goal ‖∇E‖ to reach, a proven bound
   * @param iterations the most of each method
   */
  public Polished polish(Network from, Method method, double goal, int iterations) {
    problem.requireOwn(from);
    double[] start = TrainingProblem.parameters(from);
    int done = 0;
    // the solver aims lower, as the rounding of its gradient is not in its own measure
    double aim = goal / 4;
    double[] base = start;
    if (method == Method.DESCEND) {
      double[] t = plain.select(start);
      if (problem.loss().equals(Loss.SQUARE)) {
        LeastSquares.End end =
            LeastSquares.run(
                plain.residuals(start),
                t,
                s -> norm(plain.gradient(plain.fill(start, s))),
                aim,
                iterations);
        t = end.t();
        done += end.iterations();
      }
      LeastSquares.End end = NewtonDescent.run(plain.smooth(start), t, aim, iterations);
      base = plain.fill(start, end.t());
      done += end.iterations();
    }
    LeastSquares.Residual gradients = plain.gradients(base);
    LeastSquares.End end =
        LeastSquares.run(
            gradients, plain.select(base), t -> norm(gradients.value(t)), aim, iterations);
    double[] theta = plain.fill(base, end.t());
    done += end.iterations();
    return refined(problem.network(theta), theta, goal, done);
  }

  private static double norm(double[] v) {
    return Math.sqrt(LeastSquares.squaredNorm(v));
  }

  /**
   * Newton steps whose gradient is evaluated in big floats and whose result is kept exactly, as
   * iterative refinement of linear systems does: for the points where the rounding of the
   * parameters to doubles alone moves the gradient by more than the goal.
   */
  private Polished refined(Network network, double[] theta, double goal, int iterations) {
    Network best = network;
    double bound = GradientNorm.of(problem, network).upper();
    int refinements = 0;
    // where the solvers stopped far away, more digits of the same place do not help
    if (bound > goal && norm(plain.gradient(theta)) <= FAR * goal) {
      PreciseArithmetic k = new PreciseArithmetic();
      Objective<PreciseMatrix> precise = new Objective<>(problem, k);
      Spectrum spectrum = Spectrum.of(plain.hessian(theta));
      while (bound > goal && refinements < REFINEMENTS) {
        PreciseMatrix g =
            precise.gradient(
                precise.at(
                    best.weights().stream().map(k::of).toList(),
                    best.biases().stream().map(k::of).toList()),
                variables);
        double[] middle = new double[variables.size()];
        Arrays.setAll(middle, i -> k.lower(g, i, 0) / 2 + k.upper(g, i, 0) / 2);
        Network next = moved(best, spectrum.dampedStep(middle, 0));
        double newBound = GradientNorm.of(problem, next).upper();
        if (!(newBound < bound)) {
          break;
        }
        refinements++;
        best = next;
        bound = newBound;
      }
    }
    return new Polished(best, iterations, refinements);
  }

  /** Beyond this many goals the solvers have failed for another reason than rounding. */
  private static final double FAR = 1e6;

  private Network moved(Network network, double[] step) {
    List<Rational> theta = new ArrayList<>(TrainingProblem.exactParameters(network));
    for (int i = 0; i < step.length; i++) {
      int p = variables.get(i);
      theta.set(p, rounded(theta.get(p).plus(Rational.ofDouble(step[i]))));
    }
    return problem.network(theta);
  }

  private static Rational rounded(Rational value) {
    var grid = BigInteger.ONE.shiftLeft(REFINED_BITS);
    var scaled = value.numerator().multiply(grid).divide(value.denominator());
    return Rational.of(scaled, grid);
  }
}
