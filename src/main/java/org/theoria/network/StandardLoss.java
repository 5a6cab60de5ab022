package org.theoria.network;

import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;

/**
 * The losses L(y', y) of the catalogue, y' the prediction and y the target, both of shape n_H × n;
 * values are summed over the columns (E(θ) = Σ_i L(f_θ(xⁱ), yⁱ), slide 41). All are of class C¹
 * where they are defined.
 */
public enum StandardLoss implements Loss {
  /** L(y',y) = ‖y' − y‖². */
  SQUARE(true),
  /** L(y',y) = Σ_k (y'_k − y_k)⁴. */
  QUARTIC(true),
  /** L(y',y) = Σ_k ((y'_k − y_k)² + 1): L(0) ≠ 0. */
  SHIFTED_SQUARE(true),
  /** L(y',y) = −‖y' − y‖²: negative. */
  NEGATIVE_SQUARE(true),
  /** L(y',y) = Σ_k r_k²(r_k − 1)², r = y' − y: ∇L = 0 at r_k ∈ {0, ½, 1}. */
  DOUBLE_WELL(true),
  /** L(y',y) = Σ_k log(1 + exp(−y_k y'_k)). */
  LOGISTIC(false),
  /** L(y',y) = −Σ_k y_k log y'_k, for y' &gt; 0 (a softmax output). */
  CROSS_ENTROPY(false);

  private final boolean rational;

  StandardLoss(boolean rational) {
    this.rational = rational;
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
  public <M extends Matrix<M>> M value(OrderedArithmetic<M> k, M prediction, M target) {
    return switch (this) {
      case SQUARE -> prediction.minus(target).apply(ElementaryFunction.SQUARE).sum();
      case QUARTIC ->
          prediction
              .minus(target)
              .apply(ElementaryFunction.SQUARE)
              .apply(ElementaryFunction.SQUARE)
              .sum();
      case SHIFTED_SQUARE ->
          SQUARE
              .value(k, prediction, target)
              .plus(k.scalar(Rational.of((long) prediction.rows() * prediction.columns())));
      case NEGATIVE_SQUARE -> SQUARE.value(k, prediction, target).negate();
      case DOUBLE_WELL -> well(k, prediction.minus(target)).apply(ElementaryFunction.SQUARE).sum();
      case LOGISTIC ->
          prediction.hadamard(target).negate().apply(ElementaryFunction.SOFTPLUS).sum();
      case CROSS_ENTROPY ->
          target.hadamard(prediction.apply(ElementaryFunction.LOG)).sum().negate();
    };
  }

  @Override
  public <M extends Matrix<M>> M gradient(OrderedArithmetic<M> k, M prediction, M target) {
    return switch (this) {
      case SQUARE, SHIFTED_SQUARE -> prediction.minus(target).scale(Rational.of(2));
      case NEGATIVE_SQUARE -> prediction.minus(target).scale(Rational.of(-2));
      case DOUBLE_WELL -> {
        M r = prediction.minus(target);
        M one = k.constant(r.rows(), r.columns(), Rational.ONE);
        yield well(k, r).scale(Rational.of(2)).hadamard(r.scale(Rational.of(2)).minus(one));
      }
      case QUARTIC -> prediction.minus(target).apply(ElementaryFunction.CUBE).scale(Rational.of(4));
      case LOGISTIC ->
          target
              .negate()
              .hadamard(prediction.hadamard(target).negate().apply(ElementaryFunction.SIGMOID));
      case CROSS_ENTROPY -> target.dividedBy(prediction).negate();
    };
  }

  /** r(r − 1), entry by entry. */
  private static <M extends Matrix<M>> M well(OrderedArithmetic<M> k, M r) {
    return r.hadamard(r.minus(k.constant(r.rows(), r.columns(), Rational.ONE)));
  }
}
