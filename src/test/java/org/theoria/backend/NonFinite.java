package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.theoria.backend.PlainReference.Plain;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * What a NaN or an ∞ in one entry of an operand does: the entries that it reaches, and what they
 * become by IEEE 754; all others keep every bit.
 */
final class NonFinite {
  static final double[] ALL = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

  private NonFinite() {}

  /** What entry k of the result becomes; empty where it is as without the special value. */
  interface Effect {
    OptionalDouble at(int k);
  }

  static Effect entry(int place, double value) {
    return k -> k == place ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  static Effect row(int place, int columns, double value) {
    return k -> k / columns == place / columns ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  static Effect column(int place, int columns, double value) {
    return k -> k % columns == place % columns ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  static Effect everywhere(double value) {
    return k -> OptionalDouble.of(value);
  }

  static Effect nowhere() {
    return k -> OptionalDouble.empty();
  }

  /** The first entry, the last of a row, one inside of a row, and the last of all. */
  static int[] places(Plain m) {
    int inside = m.rows() / 2 * m.columns() + m.columns() / 2;
    return new int[] {0, m.columns() - 1, inside, m.entries().length - 1};
  }

  /** m with another entry. */
  static Plain with(Plain m, int place, double value) {
    double[] entries = m.entries().clone();
    entries[place] = value;
    return new Plain(m.rows(), m.columns(), entries);
  }

  /** The operation on m with the special value is, but for the effect, that on m. */
  static void check(
      String what, Plain m, int place, double special, UnaryOperator<double[]> run, Effect effect) {
    check(what, m, m, place, special, run, effect);
  }

  /**
   * @param like what the entries outside of the effect are compared with: m with a number that does
   *     to them what the special value does
   */
  static void check(
      String what,
      Plain m,
      Plain like,
      int place,
      double special,
      UnaryOperator<double[]> run,
      Effect effect) {
    double[] without = run.apply(like.entries());
    double[] got = run.apply(with(m, place, special).entries());
    assertEquals(without.length, got.length, what);
    for (int k = 0; k < got.length; k++) {
      int entry = k;
      // −0 and 0 are one number here
      assertEquals(
          effect.at(k).orElse(without[k]) + 0.0,
          got[k] + 0.0,
          () ->
              what
                  + ": "
                  + special
                  + " in entry "
                  + place
                  + " of "
                  + m.rows()
                  + "×"
                  + m.columns()
                  + ", entry "
                  + entry
                  + " of the result");
    }
  }

  /** σ(t) at t = ±∞ or NaN. */
  static double value(StandardActivation a, double t) {
    double up = t > 0 ? 1 : 0;
    double ramp = t > 0 ? t : 0;
    return Double.isNaN(t)
        ? t
        : switch (a) {
          case IDENTITY, LEAKY_RELU, CUBE -> t;
          case RELU, SQUARED_RELU, SOFTPLUS -> ramp;
          case ABSOLUTE, SQUARE -> Double.POSITIVE_INFINITY;
          case TANH -> Math.signum(t);
          case SIGMOID -> up;
          case SOFTSIGN -> Double.NaN; // ∞/∞
          case SOFTMAX -> throw new IllegalArgumentException("softmax is not coordinatewise");
        };
  }

  /** σ'(t) at t = ±∞ or NaN. */
  static double slope(StandardActivation a, double t) {
    double up = t > 0 ? 1 : 0;
    double ramp = t > 0 ? t : 0;
    if (a == StandardActivation.IDENTITY) {
      return 1;
    }
    return Double.isNaN(t)
        ? t
        : switch (a) {
          case IDENTITY -> 1;
          case RELU, SOFTPLUS -> up;
          case LEAKY_RELU -> t > 0 ? 1 : 0.125;
          case ABSOLUTE -> Math.signum(t);
          case SQUARED_RELU -> ramp;
          case SQUARE -> t;
          case CUBE -> Double.POSITIVE_INFINITY;
          case TANH, SIGMOID, SOFTSIGN -> 0;
          case SOFTMAX -> throw new IllegalArgumentException("softmax is not coordinatewise");
        };
  }

  /** The term of a loss at a prediction p = ±∞ or NaN; the target y is neither 0 nor special. */
  static double term(StandardLoss loss, double p, double y) {
    return Double.isNaN(p)
        ? p
        : switch (loss) {
          case SQUARE, QUARTIC, SHIFTED_SQUARE, DOUBLE_WELL -> Double.POSITIVE_INFINITY;
          case NEGATIVE_SQUARE -> Double.NEGATIVE_INFINITY;
          case LOGISTIC -> p * y > 0 ? 0 : Double.POSITIVE_INFINITY;
          case CROSS_ENTROPY -> p > 0 ? -y * p : Double.NaN; // log of a negative number
        };
  }

  /** Its derivative in the prediction. */
  static double derivative(StandardLoss loss, double p, double y) {
    return Double.isNaN(p)
        ? p
        : switch (loss) {
          case SQUARE, SHIFTED_SQUARE, QUARTIC, DOUBLE_WELL -> p;
          case NEGATIVE_SQUARE -> -p;
          case LOGISTIC -> p * y > 0 ? 0 : -y;
          case CROSS_ENTROPY -> 0; // y/∞
        };
  }
}
