package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Expression.Abs;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Derivative;
import org.theoria.symbolic.Expression.Elementary;
import org.theoria.symbolic.Expression.Max;
import org.theoria.symbolic.Expression.Power;
import org.theoria.symbolic.Expression.Product;
import org.theoria.symbolic.Expression.Sum;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Bounds of a value and of its partial derivatives over a box (forward differentiation in interval
 * arithmetic). Where Max and Abs have a kink inside the box the derivatives are bounds of those on
 * all sides, which is what the mean value theorem needs of a piecewise differentiable function.
 *
 * @param value bounds of the value
 * @param gradient bounds of each partial derivative
 */
record Jet(RationalInterval value, List<RationalInterval> gradient) {
  Jet {
    gradient = List.copyOf(gradient);
  }

  static Jet constant(RationalInterval value, int variables) {
    return new Jet(value, Collections.nCopies(variables, RationalInterval.ZERO));
  }

  /** The variable of this index. */
  static Jet variable(RationalInterval value, int index, int variables) {
    List<RationalInterval> gradient =
        new ArrayList<>(Collections.nCopies(variables, RationalInterval.ZERO));
    gradient.set(index, RationalInterval.ONE);
    return new Jet(value, gradient);
  }

  /**
   * Bounds of an expression over a box of symbols.
   *
   * @throws UndecidedException where it may be undefined in the box, or is not of this kind
   */
  static Jet of(Expression expression, Map<Symbol, Jet> box, int variables) {
    return switch (expression) {
      case Constant c -> constant(RationalInterval.point(c.value()), variables);
      case Symbol s ->
          Optional.ofNullable(box.get(s))
              .orElseThrow(() -> new UndecidedException("no bounds for " + s));
      case Sum s -> folded(s.terms(), box, variables, Jet::plus);
      case Product p -> folded(p.factors(), box, variables, Jet::times);
      case Max m -> folded(m.arguments(), box, variables, Jet::max);
      case Abs a -> {
        Jet argument = of(a.argument(), box, variables);
        yield argument.max(argument.scaled(RationalInterval.ONE.negate()));
      }
      case Power p -> of(p.base(), box, variables).power(p);
      case Apply a -> throw new UndecidedException("no bounds for " + a);
      case Elementary e -> throw new UndecidedException("no bounds for " + e);
      case Derivative d -> of(Differentiation.derivative(d.body(), d.variable()), box, variables);
    };
  }

  private static Jet folded(
      List<Expression> parts, Map<Symbol, Jet> box, int variables, BinaryOperator<Jet> with) {
    Jet result = of(parts.getFirst(), box, variables);
    for (Expression part : parts.subList(1, parts.size())) {
      result = with.apply(result, of(part, box, variables));
    }
    return result;
  }

  private Jet plus(Jet other) {
    return new Jet(value.plus(other.value), zipped(other, RationalInterval::plus));
  }

  private Jet times(Jet other) {
    return new Jet(
        value.times(other.value),
        zipped(other, (mine, its) -> mine.times(other.value).plus(its.times(value))));
  }

  private Jet max(Jet other) {
    if (value.lower().compareTo(other.value.upper()) >= 0 && !value.equals(other.value)) {
      return this;
    }
    if (other.value.lower().compareTo(value.upper()) >= 0 && !value.equals(other.value)) {
      return other;
    }
    return new Jet(value.max(other.value), zipped(other, RationalInterval::hull));
  }

  private Jet scaled(RationalInterval factor) {
    return new Jet(value.times(factor), mapped(g -> g.times(factor)));
  }

  private Jet power(Power power) {
    Rational exponent = exponentOf(power);
    OptionalInt numerator =
        SmallInteger.of(
            Rational.of(exponent.numerator(), java.math.BigInteger.ONE), SmtTranslator.POWER_LIMIT);
    OptionalInt order =
        SmallInteger.of(
            Rational.of(exponent.denominator(), java.math.BigInteger.ONE),
            SmtTranslator.POWER_LIMIT);
    if (numerator.isEmpty() || order.isEmpty()) {
      throw new UndecidedException(
          "the power " + power + " is beyond " + SmtTranslator.POWER_LIMIT);
    }
    int n = numerator.getAsInt();
    Jet base = order.getAsInt() == 1 ? this : root(order.getAsInt());
    return n >= 0 ? base.power(n) : base.reciprocal().power(-n);
  }

  /**
   * The exponent, where it is a number.
   *
   * @throws UndecidedException where it is not
   */
  static Rational exponentOf(Power power) {
    return new Expansion(Facts.of(Assumptions.NONE))
        .expand(power.exponent())
        .asConstant()
        .orElseThrow(() -> new UndecidedException("the exponent of " + power + " is not a number"));
  }

  private Jet power(int n) {
    return n == 0
        ? constant(RationalInterval.ONE, gradient.size())
        : chain(
            value.power(n), () -> value.power(n - 1).times(RationalInterval.point(Rational.of(n))));
  }

  private Jet reciprocal() {
    RationalInterval inverse = value.reciprocal();
    return chain(inverse, () -> inverse.power(2).negate());
  }

  private Jet root(int n) {
    RationalInterval root = value.root(n);
    return chain(
        root, () -> root.power(n - 1).times(RationalInterval.point(Rational.of(n))).reciprocal());
  }

  /** The chain rule; the outer derivative is asked for only where the inner one is not 0. */
  private Jet chain(
      RationalInterval outer, java.util.function.Supplier<RationalInterval> derivative) {
    if (gradient.stream().allMatch(RationalInterval.ZERO::equals)) {
      return constant(outer, gradient.size());
    }
    RationalInterval factor = derivative.get();
    return new Jet(outer, mapped(g -> g.times(factor)));
  }

  private List<RationalInterval> mapped(UnaryOperator<RationalInterval> map) {
    return gradient.stream().map(map).toList();
  }

  private List<RationalInterval> zipped(Jet other, BinaryOperator<RationalInterval> with) {
    List<RationalInterval> result = new ArrayList<>();
    for (int i = 0; i < gradient.size(); i++) {
      result.add(with.apply(gradient.get(i), other.gradient.get(i)));
    }
    return result;
  }
}
