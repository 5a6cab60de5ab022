package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
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
 * The arithmetic of expressions: a claim of the catalogue evaluated in it becomes identities. ReLU,
 * |·| and their slopes are resolved by a pattern of signs ({@link Pattern}), so that expressions
 * stay free of kinks; uninterpreted functions are applied and differentiated.
 */
final class SymbolicArithmetic implements FormalArithmetic<SymbolicMatrix> {
  private final Tags tags;
  private final Pattern pattern;
  private final IdentityHashMap<Expression, Boolean> total = new IdentityHashMap<>();

  SymbolicArithmetic(Tags tags, Pattern pattern) {
    this.tags = tags;
    this.pattern = pattern;
  }

  Tags tags() {
    return tags;
  }

  @Override
  public String name() {
    return "symbolic";
  }

  @Override
  public boolean isExact() {
    return true;
  }

  @Override
  public boolean supports(ElementaryFunction function) {
    return function.isRational();
  }

  @Override
  public SymbolicMatrix of(RationalMatrix exact) {
    List<Expression> entries = new ArrayList<>();
    for (List<Rational> row : exact.toRows()) {
      row.forEach(value -> entries.add(tags.expression(value)));
    }
    return new SymbolicMatrix(this, exact.rows(), exact.columns(), entries);
  }

  @Override
  public SymbolicMatrix formal(
      String function, List<Integer> orders, List<SymbolicMatrix> arguments) {
    SymbolicMatrix first = arguments.getFirst();
    List<Expression> entries = new ArrayList<>();
    for (int i = 0; i < first.rows(); i++) {
      for (int j = 0; j < first.columns(); j++) {
        List<Expression> at = new ArrayList<>();
        for (SymbolicMatrix argument : arguments) {
          if (argument.rows() != first.rows() || argument.columns() != first.columns()) {
            throw ShapeException.of(function, first, argument);
          }
          at.add(argument.get(i, j));
        }
        entries.add(new Apply(function, orders, at));
      }
    }
    return new SymbolicMatrix(this, first.rows(), first.columns(), entries);
  }

  @Override
  public SymbolicMatrix derivative(SymbolicMatrix scalar, SymbolicMatrix variables) {
    if (scalar.rows() != 1 || scalar.columns() != 1) {
      throw ShapeException.of("derivative", scalar, variables);
    }
    List<Expression> entries = new ArrayList<>();
    for (int i = 0; i < variables.rows(); i++) {
      for (int j = 0; j < variables.columns(); j++) {
        if (!(variables.get(i, j) instanceof Symbol variable)) {
          throw new UndecidedException(
              "derivative: with respect to a symbol only, got " + variables.get(i, j));
        }
        pattern
            .openArgument(variable)
            .ifPresent(
                argument -> {
                  throw new UndecidedException(
                      "a derivative is asked for where " + argument + " may be 0");
                });
        entries.add(new Derivative(scalar.get(0, 0), variable));
      }
    }
    return new SymbolicMatrix(this, variables.rows(), variables.columns(), entries);
  }

  /** The product; a factor 0 makes it 0 where the other has a value everywhere. */
  Expression product(Expression a, Expression b) {
    if ((a.equals(Constant.ZERO) && isTotal(b)) || (b.equals(Constant.ZERO) && isTotal(a))) {
      return Constant.ZERO;
    }
    return Expression.product(a, b);
  }

  /** Whether the expression has a value for all values of its symbols, by its form. */
  private boolean isTotal(Expression expression) {
    Boolean known = total.get(expression);
    if (known != null) {
      return known;
    }
    boolean result =
        switch (expression) {
          case Constant c -> true;
          case Symbol s -> true;
          case Sum s -> s.terms().stream().allMatch(this::isTotal);
          case Product p -> p.factors().stream().allMatch(this::isTotal);
          case Power p ->
              p.exponent() instanceof Constant c
                  && c.value().isInteger()
                  && c.value().signum() > 0
                  && isTotal(p.base());
          case Apply a -> a.arguments().stream().allMatch(this::isTotal);
          case Max m -> m.arguments().stream().allMatch(this::isTotal);
          case Abs a -> isTotal(a.argument());
          case Elementary e -> e.function() != ElementaryName.LOG && isTotal(e.argument());
          case Derivative d -> isTotal(d.body());
        };
    total.put(expression, result);
    return result;
  }

  Expression absolute(Expression z) {
    int sign = pattern.sign(z);
    return sign == 0 ? Constant.ZERO : sign > 0 ? z : z.negate();
  }

  /** The function at an expression. */
  Expression apply(ElementaryFunction function, Expression z) {
    return switch (function) {
      case SQUARE -> Expression.power(z, Expression.constant(2));
      case CUBE -> Expression.power(z, Expression.constant(3));
      case ABSOLUTE -> absolute(z);
      case POSITIVE_PART -> pattern.sign(z) > 0 ? z : Constant.ZERO;
      case INDICATOR_POSITIVE -> indicator(z, sign -> sign > 0);
      case INDICATOR_NON_NEGATIVE -> indicator(z, sign -> sign >= 0);
      case INDICATOR_ZERO -> indicator(z, sign -> sign == 0);
      case SIGN -> Expression.constant(strictSign(z));
      case EXP, LOG, SQRT, TANH, SIGMOID, SOFTPLUS ->
          throw new NotRepresentableException(
              function + " has no value in the arithmetic of expressions");
    };
  }

  private Expression indicator(Expression z, java.util.function.IntPredicate holds) {
    return holds.test(strictSign(z)) ? Constant.ONE : Constant.ZERO;
  }

  /** The slope jumps at 0, so the closed cases of a pattern do not tell it there. */
  private int strictSign(Expression z) {
    int sign = pattern.sign(z);
    if (sign != 0 && !pattern.isStrict(z)) {
      throw new UndecidedException("a slope is asked for where " + z + " may be 0");
    }
    return sign;
  }

  @Override
  public Enclosure entry(SymbolicMatrix matrix, int row, int column) {
    throw noNumber(matrix, row, column);
  }

  @Override
  public double lower(SymbolicMatrix matrix, int row, int column) {
    throw noNumber(matrix, row, column);
  }

  @Override
  public double upper(SymbolicMatrix matrix, int row, int column) {
    throw noNumber(matrix, row, column);
  }

  private static NotRepresentableException noNumber(SymbolicMatrix matrix, int row, int column) {
    return new NotRepresentableException(
        "the expression " + matrix.get(row, column) + " is no number that could be compared");
  }
}
