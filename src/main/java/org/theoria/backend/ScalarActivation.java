package org.theoria.backend;

import org.theoria.network.StandardActivation;

/**
 * The coordinatewise activations on one double, with {@link StrictMath} so that a result is the
 * same on every machine: what backends that loop over entries use, and what the others are compared
 * with.
 */
public final class ScalarActivation {

  private ScalarActivation() {}

  /** σ(t); softmax, which is not coordinatewise, is refused. */
  public static double value(StandardActivation activation, double t) {
    return switch (activation) {
      case IDENTITY -> t;
      case RELU -> Math.max(0, t);
      case LEAKY_RELU -> Math.max(t / 8, t);
      case ABSOLUTE -> Math.abs(t);
      case SQUARED_RELU -> {
        double p = Math.max(0, t);
        yield p * p;
      }
      case SQUARE -> t * t;
      case CUBE -> t * t * t;
      case TANH -> StrictMath.tanh(t);
      case SIGMOID -> sigmoid(t);
      case SOFTPLUS -> softplus(t);
      case SOFTSIGN -> t / (1 + Math.abs(t));
      case SOFTMAX -> throw notCoordinatewise();
    };
  }

  /** σ'(t), on kinks the right derivative; softmax is refused. */
  public static double slope(StandardActivation activation, double t) {
    return switch (activation) {
      case IDENTITY -> 1;
      case RELU -> step(t, 0, 1);
      case LEAKY_RELU -> step(t, 0.125, 1);
      case ABSOLUTE -> step(t, -1, 1);
      case SQUARED_RELU -> 2 * Math.max(0, t);
      case SQUARE -> 2 * t;
      case CUBE -> 3 * t * t;
      // not 1 − tanh², which cancels where tanh saturates
      case TANH -> 4 * sigmoid(2 * t) * sigmoid(-2 * t);
      case SIGMOID -> sigmoid(t) * sigmoid(-t);
      case SOFTPLUS -> sigmoid(t);
      case SOFTSIGN -> {
        double divisor = 1 + Math.abs(t);
        yield 1 / (divisor * divisor);
      }
      case SOFTMAX -> throw notCoordinatewise();
    };
  }

  /** 1/(1+e⁻ᵗ). */
  public static double sigmoid(double t) {
    return 1 / (1 + StrictMath.exp(-t));
  }

  /** log(1+eᵗ). */
  public static double softplus(double t) {
    return Math.max(t, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(t)));
  }

  private static double step(double t, double below, double above) {
    return Double.isNaN(t) ? t : t < 0 ? below : above;
  }

  private static IllegalArgumentException notCoordinatewise() {
    return new IllegalArgumentException(
        "activation: one that acts coordinate by coordinate is needed, got softmax");
  }
}
