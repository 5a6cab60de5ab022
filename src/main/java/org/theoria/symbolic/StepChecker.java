package org.theoria.symbolic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Checks single steps of proofs. References to other steps need the whole proof: see {@link
 * ProofChecker}.
 */
public final class StepChecker {
  private final ComparisonChecker comparisons;
  private final LimitChecker limitClaims;
  private final InductionChecker inductions;
  private final OwnClaimsChecker ownClaims;

  /** Without a solver for implications. */
  public StepChecker(Cas cas, CheckLimits limits) {
    this(cas, limits, new ComparisonChecker(cas, limits), Trust.CONFIRMED);
  }

  /** With a solver, for implications and inequalities. */
  public StepChecker(Cas cas, CheckLimits limits, SmtSolver solver) {
    this(cas, limits, new ComparisonChecker(cas, limits, solver), Trust.CONFIRMED);
  }

  /** One that believes the CAS: see {@link Trust#BLIND}. */
  static StepChecker believing(Cas cas, CheckLimits limits) {
    return new StepChecker(
        cas,
        limits,
        new ComparisonChecker(cas, limits, Optional.empty(), Trust.BLIND),
        Trust.BLIND);
  }

  private StepChecker(Cas cas, CheckLimits limits, ComparisonChecker comparisons, Trust trust) {
    this.comparisons = comparisons;
    this.limitClaims = new LimitChecker(cas, limits, trust);
    this.inductions = new InductionChecker(comparisons, limits);
    this.ownClaims =
        new OwnClaimsChecker(
            new IdentityChecker(cas, comparisons, limits, trust), comparisons, limits);
  }

  /** Checks the step by itself; never throws on a wrong or malformed step. */
  public CheckedStep check(Step step) {
    long start = System.nanoTime();
    StepStatus status;
    try {
      status = status(step.justification());
    } catch (ExpressionSyntaxException e) {
      status = new StepStatus.Failed("not in the grammar: " + e.getMessage(), Optional.empty());
    }
    return new CheckedStep(
        step, status, Duration.ofNanos(System.nanoTime() - start), range(step.justification()));
  }

  private StepStatus status(Justification justification) {
    return switch (justification) {
      case Justification.Identity i ->
          all(i.equations(), Assumptions.parse(i.assumptions(), i.integers()));
      case Justification.Implication i ->
          all(List.of(i.conclusion()), Assumptions.parse(i.hypotheses(), List.of()));
      case Justification.OwnClaims o -> ownClaims.check(o.shapes());
      case Justification.Exact e -> exact(e.relations());
      case Justification.Limit l -> limit(l);
      case Justification.Induction i -> inductions.check(i);
      case Justification.From f -> new StepStatus.FollowsFrom(f.ids());
      case Justification.Cited c -> new StepStatus.Cited(c.source());
    };
  }

  private StepStatus all(List<String> relations, Assumptions assumptions) {
    if (relations.isEmpty()) {
      return new StepStatus.Failed("the step states no relation", Optional.empty());
    }
    List<StepStatus> statuses = new ArrayList<>();
    for (String relation : relations) {
      statuses.add(comparisons.check(ExpressionParser.comparison(relation), assumptions));
    }
    return StepStatus.all(statuses);
  }

  private StepStatus exact(List<String> relations) {
    for (String text : relations) {
      Comparison relation = ExpressionParser.comparison(text);
      if (!relation.symbols().isEmpty()) {
        return new StepStatus.Failed(
            "an exact computation has no symbols, got " + relation.symbols(), Optional.empty());
      }
    }
    return all(relations, Assumptions.NONE);
  }

  private StepStatus limit(Justification.Limit limit) {
    if (!(ExpressionParser.expression(limit.variable()) instanceof Symbol variable)) {
      return new StepStatus.Failed(
          "the variable of a limit must be a symbol, got " + limit.variable(), Optional.empty());
    }
    LimitClaim claim =
        new LimitClaim(
            ExpressionParser.expression(limit.expression()),
            variable,
            ExpressionParser.expression(limit.towards()),
            ExpressionParser.expression(limit.value()));
    return limitClaims.check(claim, Assumptions.parse(limit.assumptions(), limit.integers()));
  }

  private static Optional<Text> range(Justification justification) {
    return switch (justification) {
      case Justification.Identity i -> Optional.of(i.range());
      case Justification.OwnClaims o -> Optional.of(o.range());
      case Justification.Implication i -> Optional.of(i.range());
      case Justification.Induction i -> Optional.of(i.range());
      case Justification.Limit l -> Optional.of(l.range());
      case Justification.Exact e -> Optional.empty();
      case Justification.From f -> Optional.empty();
      case Justification.Cited c -> Optional.empty();
    };
  }
}
