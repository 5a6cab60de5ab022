package org.theoria.symbolic;

import java.util.Optional;
import java.util.stream.Stream;
import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Elementary;

/** The elementary functions of the grammar, with what makes each the function that it is. */
public enum ElementaryName {
  /** eᵗ. */
  EXP("exp", ElementaryFunction.EXP),
  /** The natural logarithm, defined for t &gt; 0. */
  LOG("log", ElementaryFunction.LOG),
  /** Hyperbolic tangent. */
  TANH("tanh", ElementaryFunction.TANH),
  /** 1/(1+e⁻ᵗ). */
  SIGMOID("sigmoid", ElementaryFunction.SIGMOID),
  /** log(1+eᵗ). */
  SOFTPLUS("softplus", ElementaryFunction.SOFTPLUS);

  private final String text;
  private final ElementaryFunction function;

  ElementaryName(String text, ElementaryFunction function) {
    this.text = text;
    this.function = function;
  }

  /** The function of this name in the grammar. */
  static Optional<ElementaryName> of(String text) {
    return Stream.of(values()).filter(name -> name.text.equals(text)).findFirst();
  }

  /** As it is written in the grammar. */
  public String text() {
    return text;
  }

  /** The function that is evaluated at points. */
  ElementaryFunction function() {
    return function;
  }

  /** Whether every value is positive. */
  boolean isPositive() {
    return switch (this) {
      case EXP, SIGMOID, SOFTPLUS -> true;
      case LOG, TANH -> false;
    };
  }

  /** The value at this rational number, where it is one that is known to be rational. */
  Optional<Rational> exactAt(Rational argument) {
    return switch (this) {
      case EXP -> argument.isZero() ? Optional.of(Rational.ONE) : Optional.empty();
      case LOG -> argument.equals(Rational.ONE) ? Optional.of(Rational.ZERO) : Optional.empty();
      case TANH -> argument.isZero() ? Optional.of(Rational.ZERO) : Optional.empty();
      case SIGMOID -> argument.isZero() ? Optional.of(Rational.of(1, 2)) : Optional.empty();
      case SOFTPLUS -> Optional.empty();
    };
  }

  /** Its derivative, at this argument. */
  Expression derivativeAt(Expression argument) {
    Expression here = new Elementary(this, argument);
    return switch (this) {
      case EXP -> here;
      case LOG -> Expression.power(argument, Constant.MINUS_ONE);
      case TANH -> Constant.ONE.minus(Expression.power(here, Expression.constant(2)));
      case SIGMOID -> Expression.product(here, Constant.ONE.minus(here));
      case SOFTPLUS -> new Elementary(SIGMOID, argument);
    };
  }
}
