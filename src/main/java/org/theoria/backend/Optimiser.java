package org.theoria.backend;

import java.util.Locale;

/**
 * A first-order method. Step t = 1, 2, … maps (θ, state) to new ones by the gradient g = ∇E(θ); the
 * state starts at 0.
 */
public sealed interface Optimiser {

  /** How many matrices of the shape of θ the state has. */
  int stateCount();

  /** The name in options and reports. */
  String id();

  /** η. */
  double rate();

  /** The same method with η times this positive factor. */
  Optimiser scaled(double factor);

  /**
   * θ ← θ − η·g.
   *
   * @param rate η &gt; 0
   */
  record GradientDescent(double rate) implements Optimiser {
    public GradientDescent {
      requirePositive("gradient descent", "rate", rate);
    }

    @Override
    public int stateCount() {
      return 0;
    }

    @Override
    public String id() {
      return "gradient-descent";
    }

    @Override
    public Optimiser scaled(double factor) {
      return new GradientDescent(factor * rate);
    }
  }

  /**
   * v ← μ·v + g, θ ← θ − η·v (Polyak 1964, doi:10.1016/0041-5553(64)90137-5).
   *
   * @param rate η &gt; 0
   * @param momentum μ of [0, 1)
   */
  record Momentum(double rate, double momentum) implements Optimiser {
    public Momentum {
      requirePositive("momentum", "rate", rate);
      requireFraction("momentum", "momentum", momentum);
    }

    @Override
    public int stateCount() {
      return 1;
    }

    @Override
    public String id() {
      return "momentum";
    }

    @Override
    public Optimiser scaled(double factor) {
      return new Momentum(factor * rate, momentum);
    }
  }

  /**
   * v ← μ·v + g, θ ← θ − η·(g + μ·v): Nesterov's accelerated gradient in the variables of Sutskever
   * et al. 2013 (ICML, PMLR 28(3), 1139-1147), shifted so that θ is the point of the gradient.
   *
   * @param rate η &gt; 0
   * @param momentum μ of [0, 1)
   */
  record Nesterov(double rate, double momentum) implements Optimiser {
    public Nesterov {
      requirePositive("nesterov", "rate", rate);
      requireFraction("nesterov", "momentum", momentum);
    }

    @Override
    public int stateCount() {
      return 1;
    }

    @Override
    public String id() {
      return "nesterov";
    }

    @Override
    public Optimiser scaled(double factor) {
      return new Nesterov(factor * rate, momentum);
    }
  }

  /**
   * m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g∘g, θ ← θ − η·m̂/(√v̂ + ε) entry by entry, with m̂ =
   * m/(1−β₁ᵗ) and v̂ = v/(1−β₂ᵗ) (Kingma and Ba 2015, arXiv:1412.6980, Algorithm 1).
   *
   * @param rate η &gt; 0
   * @param beta1 β₁ of [0, 1)
   * @param beta2 β₂ of [0, 1)
   * @param epsilon ε &gt; 0
   */
  record Adam(double rate, double beta1, double beta2, double epsilon) implements Optimiser {
    public Adam {
      requirePositive("adam", "rate", rate);
      requireFraction("adam", "beta1", beta1);
      requireFraction("adam", "beta2", beta2);
      requirePositive("adam", "epsilon", epsilon);
    }

    /** With β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, the values of the paper. */
    public static Adam of(double rate) {
      return new Adam(rate, 0.9, 0.999, 1e-8);
    }

    @Override
    public int stateCount() {
      return 2;
    }

    @Override
    public String id() {
      return "adam";
    }

    @Override
    public Optimiser scaled(double factor) {
      return new Adam(factor * rate, beta1, beta2, epsilon);
    }
  }

  private static void requirePositive(String method, String what, double value) {
    if (!(value > 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s: %s must be positive and finite, got %s", method, what, value));
    }
  }

  private static void requireFraction(String method, String what, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s: %s must be in [0, 1), got %s", method, what, value));
    }
  }
}
