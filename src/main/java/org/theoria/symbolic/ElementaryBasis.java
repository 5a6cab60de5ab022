package org.theoria.symbolic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Comparison.Operator;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Elementary;
import org.theoria.symbolic.Expression.Power;
import org.theoria.symbolic.Expression.Symbol;
import org.theoria.symbolic.Monomial.Atom;

/**
 * Writes elementary functions in exponentials and logarithms that do not depend on each other by
 * the laws below, each then a variable of its own: what is equal in these variables is equal.
 *
 * <ul>
 *   <li>tanh t = (e²ᵗ−1)/(e²ᵗ+1), sigmoid t = eᵗ/(eᵗ+1), softplus t = log(1+eᵗ);
 *   <li>exp of a sum of monomials c·m is the product of the powers exp(m/d)^(cd), with d a common
 *       denominator of the c that occur with m; exp(c·log v) = v^c;
 *   <li>log of a product whose factors are known to be positive is the sum of their logarithms, a
 *       number taken apart into primes; log(exp(m)) = m.
 * </ul>
 *
 * The laws hold wherever what is rewritten is defined. The variables are symbols with the printed
 * function as their name.
 */
final class ElementaryBasis {
  /** Rounds until all denominators are known; functions of functions may need several. */
  private static final int ROUNDS = 8;

  /**
   * Expressions without elementary functions.
   *
   * @param expressions the expressions, rewritten
   * @param relations what is known of the new variables
   */
  record Rewritten(List<Expression> expressions, List<Comparison> relations) {}

  private final Map<String, BigInteger> denominators;
  private final Map<String, BigInteger> wanted = new HashMap<>();
  private final Map<String, Expression> exponentOf = new HashMap<>();
  private final Map<String, Expression> argumentOf = new HashMap<>();
  private final Map<String, Comparison> relations = new LinkedHashMap<>();
  private Facts facts;

  private ElementaryBasis(Facts facts, Map<String, BigInteger> denominators) {
    this.facts = facts;
    this.denominators = denominators;
  }

  /** Rewrites the expressions, free of Max, Abs and derivatives, in one basis. */
  static Rewritten rewrite(List<Expression> expressions, Facts facts) {
    Map<String, BigInteger> denominators = new HashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      ElementaryBasis basis = new ElementaryBasis(facts, denominators);
      List<Expression> rewritten = expressions.stream().map(basis::rewritten).toList();
      if (basis.wanted.isEmpty()) {
        return new Rewritten(rewritten, List.copyOf(basis.relations.values()));
      }
      basis.wanted.forEach((key, d) -> denominators.merge(key, d, ElementaryBasis::lcm));
    }
    throw new UndecidedException("exponentials of exponentials, nested too deeply");
  }

  private Expression rewritten(Expression expression) {
    Expression inner = expression.mapParts(this::rewritten);
    return switch (inner) {
      case Elementary e -> elementary(e.function(), e.argument());
      case Apply a -> a.mapParts(argument -> new Expansion(facts).canonical(argument));
      case Power p when !(p.exponent() instanceof Constant) ->
          exponentOf(p.base()).map(e -> exp(e.times(p.exponent()))).orElseGet(() -> realPower(p));
      default -> inner;
    };
  }

  /** b^e = exp(e·log b) for b known to be positive and e that is no integer. */
  private Expression realPower(Power p) {
    return facts.sign(p.base()).isWithin(SignSet.POSITIVE) && !facts.isInteger(form(p.exponent()))
        ? exp(log(p.base()).times(p.exponent()))
        : p;
  }

  /** The exponent of which the base is the exponential, where it is a product of exponentials. */
  private Optional<Expression> exponentOf(Expression base) {
    NormalForm form = form(base);
    if (form.isZero()) {
      return Optional.empty();
    }
    Primitive split = Primitive.of(form);
    List<Expression> sum = new ArrayList<>();
    split
        .monomial()
        .powers()
        .forEach(
            (atom, e) -> {
              Expression exponent = exponentOf.get(atom.key());
              if (exponent != null) {
                sum.add(exponent.times(e.toExpression()));
              }
            });
    boolean all =
        sum.size() == split.monomial().powers().size()
            && !sum.isEmpty()
            && split.content().equals(Rational.ONE)
            && split.rest().equals(NormalForm.ONE);
    return all ? Optional.of(Expression.sum(sum)) : Optional.empty();
  }

  private Expression elementary(ElementaryName function, Expression argument) {
    return switch (function) {
      case EXP -> exp(argument);
      case LOG -> log(argument);
      case TANH -> {
        Expression e = exp(argument.times(Expression.constant(2)));
        yield quotient(e.minus(Constant.ONE), e.plus(Constant.ONE));
      }
      case SIGMOID -> {
        Expression e = exp(argument);
        yield quotient(e, e.plus(Constant.ONE));
      }
      case SOFTPLUS -> log(exp(argument).plus(Constant.ONE));
    };
  }

  private static Expression quotient(Expression a, Expression b) {
    return a.times(Expression.power(b, Constant.MINUS_ONE));
  }

  private NormalForm form(Expression expression) {
    Expansion expansion = new Expansion(facts);
    return expansion.cleared(expansion.expand(expression));
  }

  private Expression exp(Expression exponent) {
    List<Expression> factors = new ArrayList<>();
    form(exponent)
        .terms()
        .forEach(
            (monomial, c) -> {
              Expression known = argumentOf.get(singleAtom(monomial));
              if (known != null) {
                factors.add(Expression.power(known, Expression.constant(c)));
                return;
              }
              BigInteger d = denominators.getOrDefault(monomial.key(), BigInteger.ONE);
              Rational n = c.times(Rational.of(d, BigInteger.ONE));
              if (!n.isInteger()) {
                wanted.merge(monomial.key(), lcm(d, c.denominator()), ElementaryBasis::lcm);
              }
              Expression base =
                  NormalForm.term(Rational.of(BigInteger.ONE, d), monomial).toExpression();
              factors.add(Expression.power(exponential(base), Expression.constant(n)));
            });
    return Expression.product(factors);
  }

  /** The variable that stands for exp of this. */
  private Symbol exponential(Expression exponent) {
    Symbol variable = Expression.symbol(new Elementary(ElementaryName.EXP, exponent).toString());
    if (exponentOf.putIfAbsent(variable.name(), exponent) == null) {
      know(new Comparison(variable, Operator.GREATER, Constant.ZERO));
      SignSet sign = facts.sign(exponent);
      if (sign.isWithin(SignSet.NON_NEGATIVE)) {
        know(new Comparison(variable, Operator.AT_LEAST, Constant.ONE));
      } else if (sign.isWithin(SignSet.NON_POSITIVE)) {
        know(new Comparison(variable, Operator.AT_MOST, Constant.ONE));
      }
    }
    return variable;
  }

  private Expression log(Expression argument) {
    NormalForm form = form(argument);
    if (form.isZero()) {
      throw new UndecidedException("log(0)");
    }
    Monomial common = commonPowers(form);
    Primitive rational =
        Primitive.of(form.times(common.power(NormalForm.constant(Rational.ONE.negate()))));
    Primitive split =
        new Primitive(rational.content(), rational.monomial().times(common), rational.rest());
    List<Expression> sum = new ArrayList<>();
    List<Expression> rest = new ArrayList<>();
    addNumber(split.content().abs(), sum);
    if (split.content().signum() < 0) {
      rest.add(Constant.MINUS_ONE);
    }
    split
        .monomial()
        .powers()
        .forEach(
            (atom, e) -> {
              if (facts.sign(NormalForm.atom(atom)).isWithin(SignSet.POSITIVE)) {
                sum.add(e.toExpression().times(logarithmOfFactor(atom.expression())));
              } else {
                rest.add(Expression.power(atom.expression(), e.toExpression()));
              }
            });
    if (!split.rest().equals(NormalForm.ONE)) {
      if (facts.sign(split.rest()).isWithin(SignSet.POSITIVE)) {
        sum.add(logarithm(split.rest().toExpression()));
      } else {
        rest.add(split.rest().toExpression());
      }
    }
    if (!rest.isEmpty()) {
      sum.add(logarithm(Expression.product(rest)));
    }
    return Expression.sum(sum);
  }

  /** For each atom with exponents that are numbers, the smallest where it is negative. */
  private static Monomial commonPowers(NormalForm form) {
    Map<Atom, Rational> least = new TreeMap<>();
    for (Monomial monomial : form.terms().keySet()) {
      monomial
          .powers()
          .forEach((atom, e) -> e.asConstant().ifPresent(n -> least.merge(atom, n, Rational::min)));
    }
    Monomial common = Monomial.ONE;
    for (Map.Entry<Atom, Rational> atom : least.entrySet()) {
      if (atom.getValue().signum() < 0) {
        common = common.with(atom.getKey(), NormalForm.constant(atom.getValue()));
      }
    }
    return common;
  }

  private void addNumber(Rational number, List<Expression> sum) {
    NormalForm primes =
        new Expansion(facts)
            .expand(
                Expression.power(
                    Expression.constant(number), Expression.symbol("exponent of a number")));
    // c^t is written as a product of powers of primes p^(k t): the k are the exponents
    primes
        .terms()
        .firstKey()
        .powers()
        .forEach(
            (prime, e) ->
                sum.add(
                    Expression.constant(e.terms().values().iterator().next())
                        .times(logarithm(prime.expression()))));
  }

  private Expression logarithmOfFactor(Expression factor) {
    if (factor instanceof Symbol s) {
      Expression exponent = exponentOf.get(s.name());
      if (exponent != null) {
        return exponent;
      }
    }
    return logarithm(factor);
  }

  /** The variable that stands for the logarithm of this, where it is defined. */
  private Symbol logarithm(Expression argument) {
    Symbol variable = Expression.symbol(new Elementary(ElementaryName.LOG, argument).toString());
    if (argumentOf.putIfAbsent(variable.name(), argument) == null) {
      if (!argument.symbols().isEmpty() && !facts.sign(argument).isWithin(SignSet.POSITIVE)) {
        know(new Comparison(argument, Operator.GREATER, Constant.ZERO));
      }
      SignSet sign = facts.sign(argument.minus(Constant.ONE));
      if (sign.isWithin(SignSet.POSITIVE)) {
        know(new Comparison(variable, Operator.GREATER, Constant.ZERO));
      } else if (sign.isWithin(SignSet.NEGATIVE)) {
        know(new Comparison(variable, Operator.LESS, Constant.ZERO));
      }
    }
    return variable;
  }

  private void know(Comparison relation) {
    relations.put(relation.toString(), relation);
    facts =
        facts.with(
            new Expansion(facts).expand(relation.difference()), SignSet.of(relation.operator()));
  }

  /** The key of the only atom, with exponent 1; no name has the empty key. */
  private static String singleAtom(Monomial monomial) {
    for (Map.Entry<Atom, NormalForm> power : monomial.powers().entrySet()) {
      return monomial.powers().size() == 1 && power.getValue().equals(NormalForm.ONE)
          ? power.getKey().key()
          : "";
    }
    return "";
  }

  private static BigInteger lcm(BigInteger a, BigInteger b) {
    return a.divide(a.gcd(b)).multiply(b);
  }
}
