package org.theoria.network;

import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;

/**
 * Second derivatives of activations and losses, entry by entry, written once for every arithmetic.
 */
public final class Curvature {

  private Curvature() {}

  /** What to do where σ has a kink and hence no second derivative. */
  public enum Kinks {
    /** {@link NotRepresentableException} unless the arithmetic proves that z is off the kink. */
    REFUSED,
    /** σ'' = 0, as on both sides of the kink: for solvers, which prove nothing. */
    IGNORED
  }

  /**
   * σ''(z) entry by entry, of shape n_h × n. The derivative of {@link
   * StandardActivation#SQUARED_RELU} and of {@link StandardActivation#SOFTSIGN} has a kink and is
   * Lipschitz: on it σ'' is that of the right (for softsign the mean of both sides, 0), and an
   * interval around it gives the hull of Clarke's derivative of σ' ([0, 2] for the first), which is
   * what a mean value theorem needs.
   *
   * @throws IllegalArgumentException for softmax, which is not coordinatewise, and for an
   *     uninterpreted activation
   */
  public static <M extends Matrix<M>> M of(
      OrderedArithmetic<M> k, Activation activation, M z, Kinks kinks) {
    return switch (activation) {
      case StandardActivation s -> of(k, s, z, kinks);
      case FormalActivation f -> throw unknown(f.id());
    };
  }

  private static <M extends Matrix<M>> M of(
      OrderedArithmetic<M> k, StandardActivation a, M z, Kinks kinks) {
    M zero = k.constant(z.rows(), z.columns(), Rational.ZERO);
    return switch (a) {
      case IDENTITY -> zero;
      case RELU, LEAKY_RELU, ABSOLUTE -> {
        if (kinks == Kinks.REFUSED) {
          requireOffKink(k, a, z);
        }
        yield zero;
      }
      case SQUARED_RELU ->
          z.apply(ElementaryFunction.INDICATOR_NON_NEGATIVE).scale(Rational.of(2));
      case SQUARE -> k.constant(z.rows(), z.columns(), Rational.of(2));
      case CUBE -> z.scale(Rational.of(6));
      case TANH ->
          a.slope(k, z).hadamard(z.apply(ElementaryFunction.TANH)).scale(Rational.of(-2));
      // σ(t)(1−σ(t))(1−2σ(t)), and 1 − 2σ(t) = −tanh(t/2)
      case SIGMOID -> a.slope(k, z).hadamard(minusHalfTanh(z));
      case SOFTPLUS -> StandardActivation.SIGMOID.slope(k, z);
      // −2 sign(t)/(1+|t|)³ = −2 sign(t)·σ'(t)/(1+|t|)
      case SOFTSIGN -> {
        M divisor = k.constant(z.rows(), z.columns(), Rational.ONE);
        yield z.apply(ElementaryFunction.SIGN)
            .hadamard(a.slope(k, z))
            .dividedBy(divisor.plus(z.apply(ElementaryFunction.ABSOLUTE)))
            .scale(Rational.of(-2));
      }
      case SOFTMAX ->
          throw new IllegalArgumentException(
              "curvature: an activation that acts coordinate by coordinate is needed, got softmax");
    };
  }

  private static <M extends Matrix<M>> M minusHalfTanh(M z) {
    return z.scale(Rational.of(1, 2)).apply(ElementaryFunction.TANH).negate();
  }

  private static <M extends Matrix<M>> void requireOffKink(
      OrderedArithmetic<M> k, StandardActivation a, M z) {
    for (int i = 0; i < z.rows(); i++) {
      for (int j = 0; j < z.columns(); j++) {
        if (k.signOfLower(z, i, j) <= 0 && k.signOfUpper(z, i, j) >= 0) {
          throw new NotRepresentableException(
              "curvature: "
                  + a.id()
                  + " is not differentiable at 0, and the pre-activation of neuron "
                  + (i + 1)
                  + " on example "
                  + (j + 1)
                  + " is not proved to differ from 0");
        }
      }
    }
  }

  /**
   * ∂²L/∂y'_k² for every entry, of shape n_H × n: for all losses of the catalogue the second
   * derivative in the prediction is diagonal.
   *
   * @throws IllegalArgumentException for an uninterpreted loss
   */
  public static <M extends Matrix<M>> M of(
      OrderedArithmetic<M> k, Loss loss, M prediction, M target) {
    return switch (loss) {
      case StandardLoss.SQUARE, StandardLoss.SHIFTED_SQUARE ->
          k.constant(prediction.rows(), prediction.columns(), Rational.of(2));
      case StandardLoss.NEGATIVE_SQUARE ->
          k.constant(prediction.rows(), prediction.columns(), Rational.of(-2));
      // with r = y' − y: (r²(r−1)²)'' = 12r(r − 1) + 2
      case StandardLoss.DOUBLE_WELL -> {
        M r = prediction.minus(target);
        M one = k.constant(r.rows(), r.columns(), Rational.ONE);
        yield r.hadamard(r.minus(one)).scale(Rational.of(12)).plus(one.scale(Rational.of(2)));
      }
      case StandardLoss.QUARTIC ->
          prediction.minus(target).apply(ElementaryFunction.SQUARE).scale(Rational.of(12));
      case StandardLoss.LOGISTIC ->
          target
              .apply(ElementaryFunction.SQUARE)
              .hadamard(StandardActivation.SIGMOID.slope(k, prediction.hadamard(target)));
      case StandardLoss.CROSS_ENTROPY ->
          target.dividedBy(prediction.apply(ElementaryFunction.SQUARE));
      case FormalLoss f -> throw unknown(f.id());
    };
  }

  private static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException(
        "curvature: a function of the catalogue is needed, got the uninterpreted " + id);
  }
}
