package org.theoria.backend;

import org.theoria.network.StandardLoss;

/** One term of a loss: L is a sum over the entries of (prediction p, target y). */
public final class ScalarLoss {

  private ScalarLoss() {}

  /** L of one entry. */
  public static double value(StandardLoss loss, double p, double y) {
    return switch (loss) {
      case SQUARE -> (p - y) * (p - y);
      case QUARTIC -> {
        double square = (p - y) * (p - y);
        yield square * square;
      }
      case SHIFTED_SQUARE -> (p - y) * (p - y) + 1;
      case NEGATIVE_SQUARE -> -(p - y) * (p - y);
      case DOUBLE_WELL -> {
        double well = (p - y) * (p - y - 1);
        yield well * well;
      }
      case LOGISTIC -> ScalarActivation.softplus(-y * p);
      case CROSS_ENTROPY -> y == 0 ? 0 * p : -y * StrictMath.log(p);
    };
  }

  /** ∂/∂p. */
  public static double derivative(StandardLoss loss, double p, double y) {
    return switch (loss) {
      case SQUARE, SHIFTED_SQUARE -> 2 * (p - y);
      case NEGATIVE_SQUARE -> -2 * (p - y);
      case DOUBLE_WELL -> 2 * (p - y) * (p - y - 1) * (2 * (p - y) - 1);
      case QUARTIC -> 4 * (p - y) * (p - y) * (p - y);
      case LOGISTIC -> -y * ScalarActivation.sigmoid(-y * p);
      case CROSS_ENTROPY -> -y / p;
    };
  }
}
