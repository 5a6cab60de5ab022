package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.proposition.Claim;
import org.theoria.proposition.FormalClaims;
import org.theoria.symbolic.Comparison.Operator;

/**
 * Turns a proposition's own claims at a shape into relations between expressions, one set for each
 * pattern of signs, and has them decided: equalities of polynomials all together by {@link
 * IdentityChecker}, the rest one by one.
 */
final class OwnClaimsChecker {
  /** More patterns than this are not gone through. */
  private static final int PATTERN_LIMIT = 4_096;

  private final IdentityChecker identities;
  private final ComparisonChecker comparisons;
  private final CheckLimits limits;

  OwnClaimsChecker(IdentityChecker identities, ComparisonChecker comparisons, CheckLimits limits) {
    this.identities = identities;
    this.comparisons = comparisons;
    this.limits = limits;
  }

  /** What the claims say in one pattern. */
  private record Case(List<NamedRelation> relations, Assumptions assumptions) {}

  StepStatus check(List<FormalClaims> shapes) {
    if (shapes.isEmpty()) {
      return new StepStatus.Failed("the step names no shape", Optional.empty());
    }
    List<StepStatus> statuses = new ArrayList<>();
    for (FormalClaims claims : shapes) {
      StepStatus status = checked(claims);
      statuses.add(status);
      if (status instanceof StepStatus.Failed f) {
        return new StepStatus.Failed(
            "at " + claims.shape() + ": " + f.what(),
            f.counterexample(),
            f.enclosed(),
            f.refuted());
      }
      if (status instanceof StepStatus.GaveUp g) {
        return new StepStatus.GaveUp("at " + claims.shape() + ": " + g.why());
      }
    }
    return StepStatus.all(statuses);
  }

  private StepStatus checked(FormalClaims claims) {
    try {
      List<Case> cases = cases(claims, new Tags(limits.seed(), false));
      // another tagging, with negative numbers: what depends on the values of the tags differs
      if (!cases.equals(cases(claims, new Tags(limits.seed() + 1, true)))) {
        return new StepStatus.GaveUp(
            "the claims depend on the values of their entries outside the arithmetic");
      }
      return decided(cases);
    } catch (UndecidedException | NotRepresentableException e) {
      return new StepStatus.GaveUp(String.valueOf(e.getMessage()));
    }
  }

  private static List<Case> cases(FormalClaims claims, Tags tags) {
    // a first evaluation makes the symbols, whose assumptions the patterns need
    evaluate(claims, tags, Pattern.first(Facts.of(Assumptions.NONE)));
    Facts facts = Facts.of(new Assumptions(tags.assumptions(), Set.of()));
    List<Case> cases = new ArrayList<>();
    Optional<Pattern> pattern = Optional.of(Pattern.first(facts));
    int seen = 0;
    while (pattern.isPresent()) {
      if (++seen > PATTERN_LIMIT) {
        throw new UndecidedException("more than " + PATTERN_LIMIT + " patterns of signs");
      }
      Pattern current = pattern.get();
      List<NamedRelation> relations = evaluate(claims, tags, current);
      if (!current.isEmpty()) {
        List<Comparison> assumptions = new ArrayList<>(tags.assumptions());
        assumptions.addAll(current.relations());
        cases.add(new Case(relations, new Assumptions(assumptions, new TreeSet<>())));
      }
      pattern = current.next();
    }
    return cases;
  }

  private static List<NamedRelation> evaluate(FormalClaims claims, Tags tags, Pattern pattern) {
    SymbolicArithmetic k = new SymbolicArithmetic(tags, pattern);
    for (SymbolicMatrix m : claims.nonZero(tags, k)) {
      for (int i = 0; i < m.rows(); i++) {
        for (int j = 0; j < m.columns(); j++) {
          pattern.assumeNonZero(m.get(i, j));
        }
      }
    }
    List<NamedRelation> relations = new ArrayList<>();
    for (Claim<SymbolicMatrix> claim : claims.on(tags, k)) {
      Operator operator =
          switch (claim.relation()) {
            case EQUAL -> Operator.EQUAL;
            case AT_MOST -> Operator.AT_MOST;
            case LESS -> Operator.LESS;
          };
      for (int i = 0; i < claim.left().rows(); i++) {
        for (int j = 0; j < claim.left().columns(); j++) {
          relations.add(
              new NamedRelation(
                  claim.id() + " (" + (i + 1) + "," + (j + 1) + ")",
                  new Comparison(claim.left().get(i, j), operator, claim.right().get(i, j))));
        }
      }
    }
    return relations;
  }

  private static boolean isEquality(NamedRelation named) {
    return named.relation().operator() == Operator.EQUAL;
  }

  private StepStatus decided(List<Case> cases) {
    List<StepStatus> statuses = new ArrayList<>();
    for (Case one : cases) {
      if (one.relations().isEmpty()) {
        return new StepStatus.Failed("the claims state no relation", Optional.empty());
      }
      List<NamedRelation> equalities = one.relations().stream().filter(r -> isEquality(r)).toList();
      if (!equalities.isEmpty()) {
        statuses.add(identities.check(equalities, one.assumptions()));
      }
      for (NamedRelation relation : one.relations()) {
        if (!isEquality(relation)) {
          statuses.add(comparisons.check(relation.relation(), one.assumptions()));
        }
      }
      StepStatus all = StepStatus.all(statuses);
      if (!(all instanceof StepStatus.Checked) && !(all instanceof StepStatus.DecidedBySolver)) {
        return all;
      }
    }
    if (statuses.isEmpty()) {
      return new StepStatus.Failed("no pattern of signs is possible", Optional.empty());
    }
    StepStatus all = StepStatus.all(statuses);
    return cases.size() > 1 && all instanceof StepStatus.Checked c
        ? new StepStatus.Checked(
            c.confirmation() + ", in each of " + cases.size() + " patterns of signs", c.error())
        : all;
  }
}
