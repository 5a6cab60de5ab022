package org.theoria.backend;

import java.util.Locale;
import org.theoria.network.Activation;
import org.theoria.network.StandardActivation;

/**
 * An activation on lanes: σ, the factor σ' in the form in which backpropagation uses it (from the
 * layer's output), and σ' once more by another formula, for the check. One for every thread: it
 * holds scratch lanes.
 */
final class LaneActivation {

  /**
   * |either form of the slope − σ'(z)| ≤ this, for all four. Tanh, 1 − t̂²: 2·11u + u² terms + 1u
   * for the square + 1u for the difference ≤ 25u. Tanh, 1/cosh²: 46u ({@link
   * HyperbolicTangent#SLOPE_ERROR}). Sigmoid, ŝ(1−ŝ) with |ŝ − s| ≤ 5.5u + 1u: |1 − 2s| ≤ 1 times
   * that, and two roundings, ≤ 8u; 1/(4cosh²): 12u. Identity and ReLU: 0.
   */
  static final double SLOPE_ERROR = HyperbolicTangent.SLOPE_ERROR;

  private final Activation activation;
  private final HyperbolicTangent tangent;
  private final int lanes;

  LaneActivation(Activation activation, int lanes) {
    switch (activation) {
      case StandardActivation.TANH,
          StandardActivation.SIGMOID,
          StandardActivation.IDENTITY,
          StandardActivation.RELU -> {}
      default ->
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "batched gradient: activation must be tanh, sigmoid, identity or relu, got %s",
                  activation.id()));
    }
    this.activation = activation;
    this.tangent = new HyperbolicTangent(lanes);
    this.lanes = lanes;
  }

  /** Whether {@link #timesSlope} reads z. */
  boolean needsPreActivation() {
    return activation.equals(Activation.RELU);
  }

  /** f = σ(z). */
  void value(double[] z, double[] f) {
    switch (activation) {
      case StandardActivation.TANH -> tangent.value(1, z, f);
      case StandardActivation.SIGMOID -> {
        tangent.value(0.5, z, f);
        halve(f, lanes);
      }
      case StandardActivation.IDENTITY -> System.arraycopy(z, 0, f, 0, lanes);
      case StandardActivation.RELU -> positivePart(z, f, lanes);
      default -> throw new IllegalStateException(activation.id());
    }
  }

  /** d = d·σ'(z), f being σ(z); z is read only if {@link #needsPreActivation}. */
  void timesSlope(double[] d, double[] f, double[] z) {
    switch (activation) {
      case StandardActivation.TANH -> timesOneMinusSquare(d, f, lanes);
      case StandardActivation.SIGMOID -> timesLogistic(d, f, lanes);
      case StandardActivation.IDENTITY -> {}
      case StandardActivation.RELU -> timesIndicator(d, z, lanes);
      default -> throw new IllegalStateException(activation.id());
    }
  }

  /** s = σ'(z), from z alone. */
  void slope(double[] z, double[] s) {
    switch (activation) {
      case StandardActivation.TANH -> tangent.slope(1, z, s);
      case StandardActivation.SIGMOID -> {
        tangent.slope(0.5, z, s);
        for (int l = 0; l < lanes; l++) {
          s[l] = 0.25 * s[l];
        }
      }
      case StandardActivation.IDENTITY -> java.util.Arrays.fill(s, 1);
      case StandardActivation.RELU -> {
        for (int l = 0; l < lanes; l++) {
          s[l] = Double.isNaN(z[l]) ? z[l] : z[l] >= 0 ? 1 : 0;
        }
      }
      default -> throw new IllegalStateException(activation.id());
    }
  }

  private static void halve(double[] f, int n) {
    for (int l = 0; l < n; l++) {
      f[l] = 0.5 + 0.5 * f[l];
    }
  }

  private static void positivePart(double[] z, double[] f, int n) {
    for (int l = 0; l < n; l++) {
      f[l] = Math.max(0.0, z[l]);
    }
  }

  private static void timesOneMinusSquare(double[] d, double[] f, int n) {
    for (int l = 0; l < n; l++) {
      d[l] = d[l] * (1 - f[l] * f[l]);
    }
  }

  private static void timesLogistic(double[] d, double[] f, int n) {
    for (int l = 0; l < n; l++) {
      d[l] = d[l] * (f[l] * (1 - f[l]));
    }
  }

  /** The convention of slide 73: slope 1 at 0. */
  private static void timesIndicator(double[] d, double[] z, int n) {
    for (int l = 0; l < n; l++) {
      d[l] = z[l] >= 0 ? d[l] : 0 * d[l];
    }
  }
}
