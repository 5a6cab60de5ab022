package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Expression.Abs;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Power;
import org.theoria.symbolic.Expression.Product;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Replaces equations "expression = 0" by fewer and simpler ones of which they are consequences near
 * a point (wherever they are defined), so that interval Newton, which needs independent equations
 * with simple zeros, can solve them: of a product the factor that vanishes there, of a power its
 * base, of an absolute value its argument, of several polynomials in one variable the square-free
 * greatest common divisor, and none for a linear combination of others.
 */
final class Equations {
  private final Function<Expression, RationalInterval> near;
  private final Set<Symbol> free;

  private Equations(Function<Expression, RationalInterval> near, Set<Symbol> free) {
    this.near = near;
    this.free = free;
  }

  /**
   * The simpler equations.
   *
   * @param equations expressions that are to vanish
   * @param exact symbols with their exact values, which are put in
   * @param free the other symbols
   * @param near bounds of an expression at the point
   * @throws UndecidedException where one of them does not vanish
   */
  static List<Expression> simplified(
      List<Expression> equations,
      Map<Symbol, Rational> exact,
      Set<Symbol> free,
      Function<Expression, RationalInterval> near) {
    Equations simplifier = new Equations(near, free);
    List<Expression> list = new ArrayList<>();
    for (Expression equation : equations) {
      Expression value = equation;
      for (Map.Entry<Symbol, Rational> entry : exact.entrySet()) {
        value = Substitution.of(value, entry.getKey(), new Constant(entry.getValue()));
      }
      Expression essential = simplifier.essential(value);
      if (!isZero(essential)) {
        list.add(essential);
      }
    }
    return simplifier.solvedForSymbols(list);
  }

  /**
   * Equations that determine a symbol, c·s + rest = 0 with a number c, are used to replace it in
   * the others, which then may be consequences of each other.
   */
  private List<Expression> solvedForSymbols(List<Expression> list) {
    for (Expression equation : list) {
      for (Symbol symbol : free) {
        Optional<Expression> by = solution(equation, symbol);
        if (by.isPresent()) {
          List<Expression> others = new ArrayList<>();
          for (Expression other : list) {
            Expression replaced = Substitution.of(other, symbol, by.get());
            if (!other.equals(equation) && !isZero(replaced)) {
              others.add(replaced);
            }
          }
          List<Expression> all = new ArrayList<>(solvedForSymbols(others));
          all.add(equation);
          return all;
        }
      }
    }
    return independent(univariate(list));
  }

  /** −rest/c, where the symbol occurs in no other way. */
  private static Optional<Expression> solution(Expression equation, Symbol symbol) {
    NormalForm form;
    try {
      form = new Expansion(Facts.of(Assumptions.NONE)).expand(equation);
    } catch (UndecidedException e) {
      return Optional.empty();
    }
    Monomial itself = Monomial.of(Monomial.Atom.of(symbol), NormalForm.ONE);
    Rational factor = form.coefficient(itself);
    if (factor.isZero()) {
      return Optional.empty();
    }
    Expression rest = form.minus(NormalForm.term(factor, itself)).toExpression();
    return Differentiation.dependsOn(rest, symbol)
        ? Optional.empty()
        : Optional.of(Expression.constant(factor.negate().reciprocal()).times(rest));
  }

  private static boolean isZero(Expression expression) {
    try {
      return new Expansion(Facts.of(Assumptions.NONE)).provesZero(expression);
    } catch (UndecidedException e) {
      return false; // kept as an equation
    }
  }

  private Expression essential(Expression expression) {
    if (expression instanceof Product p) {
      for (Expression factor : p.factors()) {
        if (near.apply(factor).containsZero()) {
          return essential(factor);
        }
      }
      throw new UndecidedException(expression + " is not 0 at the solver's point");
    }
    if (expression instanceof Power p && Jet.exponentOf(p).signum() > 0) {
      return essential(p.base());
    }
    return expression instanceof Abs a ? essential(a.argument()) : expression;
  }

  private List<Expression> univariate(List<Expression> list) {
    Map<Symbol, UnivariatePolynomial> divisors = new LinkedHashMap<>();
    List<Expression> rest = new ArrayList<>();
    for (Expression equation : list) {
      List<Symbol> occurring =
          free.stream().filter(s -> Differentiation.dependsOn(equation, s)).toList();
      Optional<UnivariatePolynomial> polynomial =
          occurring.size() == 1
              ? UnivariatePolynomial.of(equation, occurring.getFirst())
              : Optional.empty();
      if (polynomial.isPresent()) {
        divisors.merge(occurring.getFirst(), polynomial.get(), UnivariatePolynomial::gcd);
      } else {
        rest.add(equation);
      }
    }
    List<Expression> all = new ArrayList<>();
    divisors.forEach((symbol, polynomial) -> all.add(polynomial.squarefree().toExpression(symbol)));
    all.addAll(rest);
    return all;
  }

  /** Without linear combinations of the earlier ones. */
  private static List<Expression> independent(List<Expression> list) {
    List<Expression> kept = new ArrayList<>();
    Map<Monomial, NormalForm> rows = new LinkedHashMap<>();
    for (Expression equation : list) {
      NormalForm form;
      try {
        form = new Expansion(Facts.of(Assumptions.NONE)).expand(equation);
      } catch (UndecidedException e) {
        kept.add(equation);
        continue;
      }
      for (Map.Entry<Monomial, NormalForm> row : rows.entrySet()) {
        form = form.minus(row.getValue().scale(form.coefficient(row.getKey())));
      }
      if (!form.isZero()) {
        Monomial lead = form.terms().firstKey();
        rows.put(lead, form.scale(form.coefficient(lead).reciprocal()));
        kept.add(equation);
      }
    }
    return kept;
  }
}
