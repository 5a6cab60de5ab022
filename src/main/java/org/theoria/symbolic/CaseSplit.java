package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.symbolic.Comparison.Operator;
import org.theoria.symbolic.Expression.Abs;
import org.theoria.symbolic.Expression.Max;
import org.theoria.symbolic.Monomial.Atom;

/**
 * Removes Max and Abs from an expression by cases. Each case is closed (g ≥ 0, or g ≤ 0), the cases
 * cover everything, and on the common boundary both replacements are right, so that nothing is
 * lost: a statement proved in each case holds.
 */
final class CaseSplit {

  /**
   * One case.
   *
   * @param expressions the expressions without Max and Abs
   * @param assumptions the assumptions, with the relations of the case added
   * @param facts the same as facts
   */
  record Case(List<Expression> expressions, Assumptions assumptions, Facts facts) {}

  private final int limit;
  private final List<Case> cases = new ArrayList<>();

  private CaseSplit(int limit) {
    this.limit = limit;
  }

  /** The cases; at least one. More than {@code limit} cases are refused. */
  static List<Case> of(
      List<Expression> expressions, Assumptions assumptions, Facts facts, int limit) {
    CaseSplit split = new CaseSplit(limit);
    split.descend(new Case(expressions, assumptions, facts));
    return split.cases;
  }

  private void descend(Case current) {
    Interruption.check();
    for (Expression expression : current.expressions()) {
      Optional<Expression> kink = innermost(expression);
      if (kink.isPresent()) {
        split(current, kink.get());
        return;
      }
    }
    if (cases.size() >= limit) {
      throw new UndecidedException("more than " + limit + " cases of Max and Abs");
    }
    cases.add(current);
  }

  /** A Max or Abs that contains none. */
  private static Optional<Expression> innermost(Expression expression) {
    for (Expression part : expression.parts()) {
      Optional<Expression> inner = innermost(part);
      if (inner.isPresent()) {
        return inner;
      }
    }
    return expression instanceof Max || expression instanceof Abs
        ? Optional.of(expression)
        : Optional.empty();
  }

  private void split(Case current, Expression kink) {
    Expression first;
    Expression second;
    Expression gap;
    if (kink instanceof Max max) {
      List<Expression> arguments = max.arguments();
      List<Expression> rest = arguments.subList(2, arguments.size());
      first = maxOf(arguments.get(0), rest);
      second = maxOf(arguments.get(1), rest);
      gap = arguments.get(0).minus(arguments.get(1));
    } else if (kink instanceof Abs abs) {
      first = abs.argument();
      second = abs.argument().negate();
      gap = abs.argument();
    } else {
      throw new IllegalArgumentException("not a kink: " + kink);
    }
    NormalForm form = new Expansion(current.facts()).expand(gap);
    SignSet sign = form.isZero() ? SignSet.ZERO : current.facts().sign(form);
    if (sign.isWithin(SignSet.NON_NEGATIVE)) {
      descend(replaced(current, kink, first));
    } else if (sign.isWithin(SignSet.NON_POSITIVE)) {
      descend(replaced(current, kink, second));
    } else {
      NormalForm atom = undecidedFactor(form, current.facts());
      for (SignSet side : List.of(SignSet.NON_NEGATIVE, SignSet.NON_POSITIVE)) {
        Facts facts = current.facts().with(atom, side);
        if (isOpen(facts.sign(atom))) {
          throw new UndecidedException("the sign of " + gap + " is not decided by cases");
        }
        Comparison relation =
            new Comparison(
                atom.toExpression(),
                side.equals(SignSet.NON_NEGATIVE) ? Operator.AT_LEAST : Operator.AT_MOST,
                Expression.Constant.ZERO);
        descend(new Case(current.expressions(), current.assumptions().and(relation), facts));
      }
    }
  }

  private static Expression maxOf(Expression one, List<Expression> rest) {
    if (rest.isEmpty()) {
      return one;
    }
    List<Expression> arguments = new ArrayList<>();
    arguments.add(one);
    arguments.addAll(rest);
    return new Max(arguments);
  }

  /**
   * A factor of the form whose sign is open: an atom, or the sum that remains when common factors
   * are taken out.
   */
  private static NormalForm undecidedFactor(NormalForm form, Facts facts) {
    Primitive split = Primitive.of(form);
    for (Atom atom : split.monomial().powers().keySet()) {
      NormalForm one = NormalForm.atom(atom);
      if (isOpen(facts.sign(one))) {
        return one;
      }
    }
    if (!split.rest().equals(NormalForm.ONE) && isOpen(facts.sign(split.rest()))) {
      return split.rest();
    }
    throw new UndecidedException("the sign of " + form + " is not decided by cases");
  }

  private static boolean isOpen(SignSet sign) {
    return !sign.isWithin(SignSet.NON_NEGATIVE) && !sign.isWithin(SignSet.NON_POSITIVE);
  }

  private static Case replaced(Case current, Expression kink, Expression by) {
    return new Case(
        current.expressions().stream().map(e -> replace(e, kink, by)).toList(),
        current.assumptions(),
        current.facts());
  }

  private static Expression replace(Expression in, Expression what, Expression by) {
    return in.equals(what) ? by : in.mapParts(part -> replace(part, what, by));
  }
}
