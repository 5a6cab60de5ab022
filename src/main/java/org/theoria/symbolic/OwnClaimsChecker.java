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

  /** Taggings with random signs: a branch on signs or on an order agrees in all with 2⁻⁶. */
  private static final int TAGGINGS = 6;

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
    int relations = 0;
    int patterns = 0;
    for (FormalClaims claims : shapes) {
      StepStatus status;
      try {
        List<Case> cases = consistentCases(claims);
        relations += cases.stream().mapToInt(c -> c.relations().size()).sum();
        patterns += cases.size();
        status = decided(cases);
      } catch (UndecidedException | NotRepresentableException e) {
        status = new StepStatus.GaveUp(String.valueOf(e.getMessage()));
      } catch (IllegalArgumentException e) { // shapes that do not fit, a claim that is not there
        status = new StepStatus.Failed(String.valueOf(e.getMessage()), Optional.empty());
      }
      statuses.add(status);
      if (status instanceof StepStatus.Failed f) {
        return f.in("at " + claims.shape());
      }
      if (status instanceof StepStatus.GaveUp g) {
        return new StepStatus.GaveUp("at " + claims.shape() + ": " + g.why());
      }
    }
    return StepStatus.all(statuses) instanceof StepStatus.Checked c
        ? c.saying(count(relations, patterns, shapes.size()) + c.confirmation())
        : StepStatus.all(statuses);
  }

  /** "12 relations in 4 patterns of signs at 1 shape: ". */
  private static String count(int relations, int patterns, int shapes) {
    return relations
        + (relations == 1 ? " relation" : " relations")
        + (patterns == shapes ? "" : " in " + patterns + " patterns of signs")
        + " at "
        + shapes
        + (shapes == 1 ? " shape: " : " shapes: ");
  }

  private List<Case> consistentCases(FormalClaims claims) {
    List<Case> cases = cases(claims, new Tags(limits.seed(), Tags.Kind.POSITIVE));
    // other taggings, with other signs, orders and sizes: what depends on the values of the tags
    // differs, in some pattern at least
    List<Tags> others = new ArrayList<>();
    for (int i = 1; i <= TAGGINGS; i++) {
      others.add(new Tags(limits.seed() + i, Tags.Kind.SIGNED));
    }
    others.add(new Tags(limits.seed() + 1, Tags.Kind.OPPOSITE));
    others.add(new Tags(limits.seed() + 1, Tags.Kind.RECIPROCAL));
    for (Tags tags : others) {
      if (!cases.equals(cases(claims, tags))) {
        throw new UndecidedException(
            "the claims depend on the values of their entries outside the arithmetic");
      }
    }
    return cases;
  }

  private static List<Case> cases(FormalClaims claims, Tags tags) {
    Facts facts = facts(claims, tags);
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

  /** What the claims assume of their symbols: evaluations make the symbols. */
  private static Facts facts(FormalClaims claims, Tags tags) {
    Facts facts = Facts.of(Assumptions.NONE);
    while (true) {
      List<Comparison> known = tags.assumptions();
      try {
        evaluate(claims, tags, Pattern.first(facts));
      } catch (UndecidedException e) {
        // an assumption on a symbol made in this very evaluation was not yet known to it; where
        // that is not why, the evaluation of the cases meets it again
        if (tags.assumptions().equals(known)) {
          throw e;
        }
      }
      if (tags.assumptions().equals(known)) {
        return facts;
      }
      facts = Facts.of(new Assumptions(tags.assumptions(), Set.of()));
    }
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
      if (all instanceof StepStatus.Failed f && !f.refuted()) {
        // the relations of a pattern may contradict each other: that refutes nothing
        return new StepStatus.GaveUp("a pattern of signs that may be impossible: " + f.what());
      }
      if (!all.stands()) {
        return all;
      }
    }
    if (statuses.isEmpty()) {
      return new StepStatus.Failed("no pattern of signs is possible", Optional.empty());
    }
    return StepStatus.all(statuses);
  }
}
