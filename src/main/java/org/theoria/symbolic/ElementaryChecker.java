package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.theoria.symbolic.CaseSplit.Case;
import org.theoria.symbolic.Expression.Elementary;

/**
 * Decides relations with elementary functions: proved to fail at a point by enclosures of both
 * sides; or rewritten by {@link ElementaryBasis} to a relation without them, which is then decided
 * and confirmed like any other. A relation that fails in the variables of the basis is not called
 * wrong: they depend on the symbols.
 */
final class ElementaryChecker {
  private static final int CASES = 64;

  private final ComparisonChecker comparisons;
  private final CheckLimits limits;

  ElementaryChecker(ComparisonChecker comparisons, CheckLimits limits) {
    this.comparisons = comparisons;
    this.limits = limits;
  }

  /** Whether the relation, or what is assumed, has an elementary function. */
  static boolean concerns(Problem problem) {
    return contains(problem.relation())
        || problem.assumptions().relations().stream().anyMatch(ElementaryChecker::contains);
  }

  private static boolean contains(Comparison relation) {
    return relation.left().contains(Elementary.class)
        || relation.right().contains(Elementary.class);
  }

  StepStatus check(Problem problem) {
    Assumptions assumptions = problem.assumptions();
    Comparison own = problem.relation().map(Differentiation::carriedOut);
    Facts facts = Facts.of(assumptions);
    EnclosedPointSearch.Outcome points =
        EnclosedPointSearch.search(own, assumptions, facts, limits.points(), limits.seed());
    if (points.failure().isPresent()) {
      return new StepStatus.Failed(
          problem.relation() + " is wrong " + points.failure().get(), Optional.empty());
    }
    if (points.tried() == 0) {
      return new StepStatus.GaveUp(PointSearch.nothingTried(own, assumptions, points.undefined()));
    }
    // wherever both sides are defined, what their domains ask for holds
    SortedSet<String> domain = new TreeSet<>(Domain.conditions(own.left(), facts));
    domain.addAll(Domain.conditions(own.right(), facts));
    Assumptions defined = assumptions;
    for (String condition : domain) {
      defined = defined.and(ExpressionParser.comparison(condition));
    }
    List<Case> cases =
        CaseSplit.of(List.of(own.left(), own.right()), defined, Facts.of(defined), CASES);
    List<StepStatus> statuses = new ArrayList<>();
    for (Case one : cases) {
      StepStatus status = inBasis(own.operator(), one);
      if (!status.stands()) {
        return status;
      }
      statuses.add(status);
    }
    StepStatus all = StepStatus.all(statuses);
    if (all instanceof StepStatus.DecidedBySolver d) {
      List<String> remarks = new ArrayList<>(d.remarks());
      domain.forEach(condition -> remarks.add("wherever both sides are defined: " + condition));
      return new StepStatus.DecidedBySolver(d.solver(), d.goals(), d.answers(), remarks);
    }
    return all instanceof StepStatus.Checked c
        ? new StepStatus.Checked(
            c.confirmation()
                + ", with each exponential and logarithm a variable"
                + (cases.size() > 1 ? ", in each of " + cases.size() + " cases of the signs" : "")
                + (domain.isEmpty()
                    ? ""
                    : "; wherever both sides are defined: " + String.join(", ", domain)),
            c.error())
        : new StepStatus.GaveUp("not all cases were decided");
  }

  private StepStatus inBasis(Comparison.Operator operator, Case one) {
    List<Comparison> given = one.assumptions().relations();
    List<Expression> all = new ArrayList<>(one.expressions());
    given.forEach(
        relation -> {
          all.add(relation.left());
          all.add(relation.right());
        });
    ElementaryBasis.Rewritten basis = ElementaryBasis.rewrite(all, one.facts());
    List<Expression> rewritten = basis.expressions();
    List<Comparison> relations = new ArrayList<>(basis.relations());
    for (int i = 0; i < given.size(); i++) {
      relations.add(
          new Comparison(
              rewritten.get(2 * i + 2), given.get(i).operator(), rewritten.get(2 * i + 3)));
    }
    Assumptions assumptions = new Assumptions(relations, one.assumptions().integers());
    Comparison asked =
        withoutPositiveFactors(
            new Comparison(rewritten.get(0), operator, rewritten.get(1)), Facts.of(assumptions));
    StepStatus status = comparisons.check(asked, assumptions);
    return status instanceof StepStatus.Failed
        ? new StepStatus.GaveUp(
            "no law of exp and log that is known here gives it, and no point refutes it; in them"
                + " it reads "
                + asked)
        : status;
  }

  /**
   * An inequality between the difference and 0, on a common denominator, positive factors left out.
   */
  private static Comparison withoutPositiveFactors(Comparison relation, Facts facts) {
    if (relation.operator() == Comparison.Operator.EQUAL) {
      return relation;
    }
    Expansion expansion = new Expansion(facts);
    NormalForm form = expansion.cleared(expansion.expand(relation.difference()));
    if (form.isZero()) {
      return relation;
    }
    Primitive split = Primitive.of(form);
    List<Expression> kept = new ArrayList<>();
    kept.add(Expression.constant(split.content()));
    split
        .monomial()
        .powers()
        .forEach(
            (atom, e) -> {
              if (!facts.sign(NormalForm.atom(atom)).isWithin(SignSet.POSITIVE)) {
                kept.add(Expression.power(atom.expression(), e.toExpression()));
              }
            });
    kept.add(split.rest().toExpression());
    return new Comparison(Expression.product(kept), relation.operator(), Expression.Constant.ZERO);
  }
}
