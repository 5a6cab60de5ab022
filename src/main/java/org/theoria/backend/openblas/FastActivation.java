package org.theoria.backend.openblas;

import org.theoria.backend.ScalarActivation;
import org.theoria.network.StandardActivation;

/**
 * The coordinatewise activations on parts of arrays of doubles: by {@link Math}'s intrinsics where
 * an exponential is needed (some units of the last place), and otherwise as {@link
 * ScalarActivation}.
 */
final class FastActivation {

  private FastActivation() {}

  /** t[k] ← σ(t[k]), k &lt; count. */
  static void value(StandardActivation activation, double[] t, int count) {
    switch (activation) {
      case TANH -> {
        for (int k = 0; k < count; k++) {
          t[k] = Math.tanh(t[k]);
        }
      }
      case SIGMOID -> {
        for (int k = 0; k < count; k++) {
          t[k] = 1 / (1 + Math.exp(-t[k]));
        }
      }
      case SOFTPLUS -> {
        for (int k = 0; k < count; k++) {
          t[k] = Math.max(t[k], 0) + Math.log1p(Math.exp(-Math.abs(t[k])));
        }
      }
      default -> {
        for (int k = 0; k < count; k++) {
          t[k] = ScalarActivation.value(activation, t[k]);
        }
      }
    }
  }

  /** t[k] ← σ'(t[k]), k &lt; count. */
  static void slope(StandardActivation activation, double[] t, int count) {
    switch (activation) {
      case TANH -> {
        for (int k = 0; k < count; k++) {
          t[k] = 4 * bell(2 * t[k]);
        }
      }
      case SIGMOID -> {
        for (int k = 0; k < count; k++) {
          t[k] = bell(t[k]);
        }
      }
      case SOFTPLUS -> {
        for (int k = 0; k < count; k++) {
          t[k] = 1 / (1 + Math.exp(-t[k]));
        }
      }
      default -> {
        for (int k = 0; k < count; k++) {
          t[k] = ScalarActivation.slope(activation, t[k]);
        }
      }
    }
  }

  /** sigmoid(t)·sigmoid(−t) = e^{−|t|}/(1 + e^{−|t|})². */
  private static double bell(double t) {
    double e = Math.exp(-Math.abs(t));
    return e / ((1 + e) * (1 + e));
  }
}
