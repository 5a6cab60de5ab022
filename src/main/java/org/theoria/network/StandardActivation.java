package org.theoria.network;

import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;

/**
 * The activations σ_h of the catalogue, with their derivatives, written once for every arithmetic.
 * All but {@link #SOFTMAX} act coordinate by coordinate.
 */
public enum StandardActivation implements Activation {
  /** σ(t) = t. */
  IDENTITY(true, true, true),
  /** σ(t) = max(0, t). */
  RELU(true, false, true),
  /** σ(t) = max(t/8, t). */
  LEAKY_RELU(true, false, true),
  /** σ(t) = |t|. */
  ABSOLUTE(true, false, true),
  /** σ(t) = max(0, t)²: C¹, not C². */
  SQUARED_RELU(true, true, false),
  /** σ(t) = t². */
  SQUARE(true, true, false),
  /** σ(t) = t³. */
  CUBE(true, true, false),
  /** Hyperbolic tangent. */
  TANH(false, true, false),
  /** σ(t) = 1/(1+e⁻ᵗ). */
  SIGMOID(false, true, false),
  /** σ(t) = log(1+eᵗ). */
  SOFTPLUS(false, true, false),
  /** σ(t) = t/(1+|t|): C¹, with σ'(t) = 1/(1+|t|)² ≠ 0, and it maps ℚ to ℚ. */
  SOFTSIGN(true, true, false),
  /** σ(z)_i = e^{z_i} / Σ_j e^{z_j}: not coordinatewise. */
  SOFTMAX(false, true, false);

  private final boolean rational;
  private final boolean smooth;
  private final boolean homogeneous;

  StandardActivation(boolean rational, boolean smooth, boolean homogeneous) {
    this.rational = rational;
    this.smooth = smooth;
    this.homogeneous = homogeneous;
  }

  @Override
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  @Override
  public boolean isRational() {
    return rational;
  }

  @Override
  public boolean isContinuouslyDifferentiable() {
    return smooth;
  }

  @Override
  public boolean isPositivelyHomogeneous() {
    return homogeneous;
  }

  @Override
  public boolean isCoordinatewise() {
    return this != SOFTMAX;
  }

  @Override
  public <M extends Matrix<M>> M value(OrderedArithmetic<M> k, M z) {
    return switch (this) {
      case IDENTITY -> z;
      case RELU -> z.apply(ElementaryFunction.POSITIVE_PART);
      case LEAKY_RELU ->
          z.scale(EIGHTH).plus(z.apply(ElementaryFunction.POSITIVE_PART).scale(SEVEN_EIGHTHS));
      case ABSOLUTE -> z.apply(ElementaryFunction.ABSOLUTE);
      case SQUARED_RELU ->
          z.apply(ElementaryFunction.POSITIVE_PART).apply(ElementaryFunction.SQUARE);
      case SQUARE -> z.apply(ElementaryFunction.SQUARE);
      case CUBE -> z.apply(ElementaryFunction.CUBE);
      case TANH -> z.apply(ElementaryFunction.TANH);
      case SIGMOID -> z.apply(ElementaryFunction.SIGMOID);
      case SOFTPLUS -> z.apply(ElementaryFunction.SOFTPLUS);
      case SOFTSIGN -> z.dividedBy(onePlusAbsolute(k, z));
      case SOFTMAX -> softmax(k, z);
    };
  }

  @Override
  public <M extends Matrix<M>> M slope(OrderedArithmetic<M> k, M z) {
    M one = k.constant(z.rows(), z.columns(), Rational.ONE);
    return switch (this) {
      case IDENTITY -> one;
      case RELU -> z.apply(ElementaryFunction.INDICATOR_NON_NEGATIVE);
      case LEAKY_RELU ->
          one.scale(EIGHTH)
              .plus(z.apply(ElementaryFunction.INDICATOR_NON_NEGATIVE).scale(SEVEN_EIGHTHS));
      case ABSOLUTE ->
          z.apply(ElementaryFunction.INDICATOR_NON_NEGATIVE).scale(Rational.of(2)).minus(one);
      case SQUARED_RELU -> z.apply(ElementaryFunction.POSITIVE_PART).scale(Rational.of(2));
      case SQUARE -> z.scale(Rational.of(2));
      case CUBE -> z.apply(ElementaryFunction.SQUARE).scale(Rational.of(3));
      // 4·sigmoid(2t)·sigmoid(−2t): equal to 1 − tanh²t, without its cancellation where tanh
      // saturates
      case TANH -> {
        M twice = z.scale(Rational.of(2));
        yield twice
            .apply(ElementaryFunction.SIGMOID)
            .hadamard(twice.negate().apply(ElementaryFunction.SIGMOID))
            .scale(Rational.of(4));
      }
      case SIGMOID ->
          z.apply(ElementaryFunction.SIGMOID)
              .hadamard(z.negate().apply(ElementaryFunction.SIGMOID));
      case SOFTPLUS -> z.apply(ElementaryFunction.SIGMOID);
      case SOFTSIGN -> one.dividedBy(onePlusAbsolute(k, z).apply(ElementaryFunction.SQUARE));
      case SOFTMAX -> {
        M s = softmax(k, z);
        yield s.minus(s.apply(ElementaryFunction.SQUARE));
      }
    };
  }

  @Override
  public <M extends Matrix<M>> M along(OrderedArithmetic<M> k, M z, M directions) {
    if (k instanceof FormalArithmetic<M> && isCoordinatewise()) {
      // a formal arithmetic has slopes off the kinks only, where they are derivatives
      return directions.scaleRows(slope(k, z));
    }
    return switch (this) {
      case RELU -> rampAlong(z, directions);
      case LEAKY_RELU ->
          directions.scale(EIGHTH).plus(rampAlong(z, directions).scale(SEVEN_EIGHTHS));
      case ABSOLUTE -> rampAlong(z, directions).scale(Rational.of(2)).minus(directions);
      case SOFTMAX -> {
        M s = softmax(k, z);
        yield directions.scaleRows(s).minus(s.times(s.transpose().times(directions)));
      }
      default -> directions.scaleRows(slope(k, z));
    };
  }

  private static <M extends Matrix<M>> M onePlusAbsolute(OrderedArithmetic<M> k, M z) {
    return k.constant(z.rows(), z.columns(), Rational.ONE)
        .plus(z.apply(ElementaryFunction.ABSOLUTE));
  }

  /** max(0,·)'(z; u) = u where z &gt; 0, max(0,u) where z = 0, 0 where z &lt; 0. */
  private static <M extends Matrix<M>> M rampAlong(M z, M directions) {
    return directions
        .scaleRows(z.apply(ElementaryFunction.INDICATOR_POSITIVE))
        .plus(
            directions
                .apply(ElementaryFunction.POSITIVE_PART)
                .scaleRows(z.apply(ElementaryFunction.INDICATOR_ZERO)));
  }

  /** Row i is 1 / Σ_j exp(z_j − z_i): no overflow turns it into a NaN. */
  private static <M extends Matrix<M>> M softmax(OrderedArithmetic<M> k, M z) {
    M ones = k.constant(z.rows(), 1, Rational.ONE);
    M one = k.constant(1, z.columns(), Rational.ONE);
    if (z.rows() == 1) {
      return one; // exactly: an enclosure of e^z/e^z would not know
    }
    M result = null;
    for (int i = 0; i < z.rows(); i++) {
      M shifted = z.minus(ones.times(z.block(i, 0, 1, z.columns())));
      M row = one.dividedBy(ones.transpose().times(shifted.apply(ElementaryFunction.EXP)));
      result = result == null ? row : result.stack(row);
    }
    if (result == null) {
      throw new IllegalArgumentException("softmax: at least one row is needed, got none");
    }
    return result;
  }

  private static final Rational EIGHTH = Rational.of(1, 8);
  private static final Rational SEVEN_EIGHTHS = Rational.of(7, 8);
}
