package org.theoria.symbolic;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Answers a reader's own step: as a step of a proof is checked ({@link ComparisonChecker}), with a
 * simple point where it fails.
 */
public final class ReaderStepChecker {
  private final ComparisonChecker comparisons;
  private final CheckLimits limits;

  public ReaderStepChecker(Cas cas, CheckLimits limits) {
    this.comparisons = new ComparisonChecker(cas, limits);
    this.limits = limits;
  }

  /** The answer; never throws on a relation. */
  public StepAnswer answer(ReaderStep step) {
    StepStatus status = comparisons.check(step.relation(), step.assumptions());
    return switch (status) {
      case StepStatus.Checked c -> new StepAnswer.Holds(c.confirmation(), c.error(), where(step));
      case StepStatus.Failed f -> failed(step, f);
      case StepStatus.GaveUp g -> new StepAnswer.Undecided(g.why());
      case StepStatus.DecidedBySolver d ->
          new StepAnswer.Undecided("not confirmed independently: " + d.detail());
      case StepStatus.Disagreement d ->
          new StepAnswer.Undecided("the CAS and our own computation disagree: " + d.detail());
      case StepStatus.Cited c -> throw new IllegalStateException("a relation is never cited");
      case StepStatus.FollowsFrom f -> throw new IllegalStateException("a relation has no steps");
    };
  }

  private StepAnswer failed(ReaderStep step, StepStatus.Failed failed) {
    Optional<Counterexample> point = failed.counterexample();
    return point.isPresent()
        ? StepAnswer.Fails.of(new SimplerPoint(step, limits.seed()).than(point.get()))
        : new StepAnswer.Undecided(failed.what());
  }

  private static List<String> where(ReaderStep step) {
    Comparison own = step.relation().map(Differentiation::carriedOut);
    Facts facts = Facts.of(step.assumptions());
    SortedSet<String> conditions = new TreeSet<>(Domain.conditions(own.left(), facts));
    conditions.addAll(Domain.conditions(own.right(), facts));
    return List.copyOf(conditions);
  }
}
