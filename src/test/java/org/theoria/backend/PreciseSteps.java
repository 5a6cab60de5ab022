package org.theoria.backend;

import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.PreciseArithmetic;
import org.theoria.arithmetic.PreciseMatrix;
import org.theoria.arithmetic.Rational;

/** Steps of an {@link Optimiser} by its formulas, in intervals that enclose the exact numbers. */
final class PreciseSteps {
  private final PreciseArithmetic k;
  private final Optimiser method;
  private PreciseMatrix theta;
  private PreciseMatrix first;
  private PreciseMatrix second;
  private int step;

  /** Begins at θ with state 0. */
  PreciseSteps(PreciseArithmetic k, Optimiser method, PreciseMatrix theta) {
    this.k = k;
    this.method = method;
    this.theta = theta;
    this.first = k.constant(theta.rows(), theta.columns(), Rational.ZERO);
    this.second = first;
  }

  PreciseMatrix theta() {
    return theta;
  }

  /** The next step, by this gradient. */
  void next(PreciseMatrix g) {
    step++;
    switch (method) {
      case Optimiser.GradientDescent d -> theta = theta.minus(g.scale(exact(d.rate())));
      case Optimiser.Momentum m -> {
        first = first.scale(exact(m.momentum())).plus(g);
        theta = theta.minus(first.scale(exact(m.rate())));
      }
      case Optimiser.Nesterov n -> {
        first = first.scale(exact(n.momentum())).plus(g);
        PreciseMatrix ahead = g.plus(first.scale(exact(n.momentum())));
        theta = theta.minus(ahead.scale(exact(n.rate())));
      }
      case Optimiser.Adam a -> theta = theta.minus(adam(a, g).scale(exact(a.rate())));
    }
  }

  private PreciseMatrix adam(Optimiser.Adam a, PreciseMatrix g) {
    Rational b1 = exact(a.beta1());
    Rational b2 = exact(a.beta2());
    PreciseMatrix squares = g.apply(ElementaryFunction.SQUARE);
    first = first.scale(b1).plus(g.scale(Rational.ONE.minus(b1)));
    second = second.scale(b2).plus(squares.scale(Rational.ONE.minus(b2)));
    PreciseMatrix mean = first.scale(Rational.ONE.minus(b1.pow(step)).reciprocal());
    PreciseMatrix square = second.scale(Rational.ONE.minus(b2.pow(step)).reciprocal());
    PreciseMatrix epsilon = k.constant(g.rows(), g.columns(), exact(a.epsilon()));
    return mean.dividedBy(square.apply(ElementaryFunction.SQRT).plus(epsilon));
  }

  private static Rational exact(double value) {
    return Rational.ofDouble(value);
  }
}
