package org.theoria.symbolic;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became of a step of a proof. */
public sealed interface StepStatus {

  /**
   * The CAS or the solver decided it and it was confirmed independently of both.
   *
   * @param confirmation how it was confirmed, and where it holds when that is not everywhere
   * @param error how sure the confirmation is
   * @param asked what the solver was asked and answered, where it decided in place of the CAS
   */
  record Checked(String confirmation, ErrorBound error, Optional<DecidedBySolver> asked)
      implements StepStatus {

    /** Decided by the CAS, without the solver. */
    public Checked(String confirmation, ErrorBound error) {
      this(confirmation, error, Optional.empty());
    }

    /** The same in other words. */
    Checked saying(String words) {
      return new Checked(words, error, asked);
    }
  }

  /**
   * The negated goal was refuted by the solver for nonlinear real arithmetic, and by nothing else:
   * counted apart from what was confirmed independently.
   *
   * @param solver the solver and its version
   * @param goals the negated goals as SMT-LIB 2 scripts that a reader can run again; after one, the
   *     question whether its hypotheses contradict each other, where that was asked too
   * @param answers what the solver answered to each, with its resource count
   * @param remarks where it holds when that is not everywhere
   */
  record DecidedBySolver(
      String solver, List<String> goals, List<String> answers, List<String> remarks)
      implements StepStatus {
    public DecidedBySolver {
      goals = List.copyOf(goals);
      answers = List.copyOf(answers);
      remarks = List.copyOf(remarks);
    }

    /** With what was confirmed beside it, and how sure that is. */
    DecidedBySolver with(List<StepStatus> others) {
      List<String> all = new java.util.ArrayList<>(remarks);
      others.stream()
          .filter(Checked.class::isInstance)
          .map(StepStatus::detail)
          .distinct()
          .forEach(detail -> all.add("the rest: " + detail));
      return new DecidedBySolver(solver, goals, answers, all);
    }
  }

  /** A theorem of the literature; nothing was computed. */
  record Cited(String source) implements StepStatus {}

  /**
   * A reader's own reasoning from earlier steps and hypotheses; only the references were checked.
   */
  record FollowsFrom(List<String> ids) implements StepStatus {
    public FollowsFrom {
      ids = List.copyOf(ids);
    }
  }

  /** Not decided within the limits, or decided by one side only. */
  record GaveUp(String why) implements StepStatus {}

  /**
   * It is wrong.
   *
   * @param what what is wrong
   * @param counterexample an exact point at which it fails, where there is one
   * @param enclosed proved bounds of an irrational point at which it fails, where there is one
   * @param refuted whether what it states is proved false (a counterexample, or a limit that we
   *     know to be another); otherwise it is no proper step: not in the grammar, malformed, saying
   *     nothing, or resting on what does not stand
   */
  record Failed(
      String what,
      Optional<Counterexample> counterexample,
      Optional<EnclosedCounterexample> enclosed,
      boolean refuted)
      implements StepStatus {

    /** Proved false exactly when there is a counterexample. */
    public Failed(String what, Optional<Counterexample> counterexample) {
      this(what, counterexample, Optional.empty(), counterexample.isPresent());
    }

    /** Without an irrational point. */
    public Failed(String what, Optional<Counterexample> counterexample, boolean refuted) {
      this(what, counterexample, Optional.empty(), refuted);
    }

    /** Proved false by an irrational point. */
    static Failed at(String what, EnclosedCounterexample enclosed) {
      return new Failed(what, Optional.empty(), Optional.of(enclosed), true);
    }

    /** The same with the part of the step named in which it fails. */
    Failed in(String part) {
      return new Failed(part + ": " + what, counterexample, enclosed, refuted);
    }
  }

  /**
   * The CAS and our own computation contradict each other: one of them has a defect. The run must
   * stop and print both.
   */
  record Disagreement(String cas, String own) implements StepStatus {}

  /** The word used in reports and in JSON. */
  default String word() {
    return switch (this) {
      case Checked c -> "checked";
      case DecidedBySolver d -> "decided by Z3 alone";
      case Cited c -> "cited";
      case FollowsFrom f -> "follows";
      case GaveUp g -> "gave up";
      case Failed f -> "failed";
      case Disagreement d -> "disagreement";
    };
  }

  /** One line for a reader. */
  default String detail() {
    return switch (this) {
      case Checked c -> c.confirmation() + " (" + c.error() + ")";
      case DecidedBySolver d ->
          d.solver()
              + ": "
              + String.join("; ", d.answers())
              + d.remarks().stream().map(r -> "; " + r).collect(Collectors.joining());
      case Cited c -> c.source();
      case FollowsFrom f -> "from " + String.join(", ", f.ids());
      case GaveUp g -> g.why();
      case Failed f ->
          f.what()
              + f.counterexample().map(c -> ": " + c).orElse("")
              + f.enclosed().map(e -> ": " + e).orElse("");
      case Disagreement d -> d.cas() + "; our own computation: " + d.own();
    };
  }

  /**
   * All must be good: the worst of them where one is not; where some were decided by the solver
   * alone, that, with the goals of all of those; else the confirmations together.
   */
  static StepStatus all(List<StepStatus> statuses) {
    List<DecidedBySolver> solved =
        statuses.stream()
            .filter(DecidedBySolver.class::isInstance)
            .map(DecidedBySolver.class::cast)
            .toList();
    if (!solved.isEmpty() && statuses.stream().allMatch(s -> gravity(s) <= 1 && !isWord(s))) {
      return together(solved).with(statuses);
    }
    Optional<StepStatus> worst =
        statuses.stream()
            .filter(s -> !(s instanceof Checked))
            .max(java.util.Comparator.comparingInt(StepStatus::gravity));
    if (worst.isPresent()) {
      return worst.get();
    }
    ErrorBound error = new ErrorBound.Exact();
    java.util.SortedSet<String> texts = new java.util.TreeSet<>();
    List<DecidedBySolver> asked = new java.util.ArrayList<>();
    for (StepStatus status : statuses) {
      if (status instanceof Checked c) {
        error = error.and(c.error());
        texts.add(c.confirmation());
        c.asked().ifPresent(asked::add);
      }
    }
    return new Checked(
        String.join("; ", texts),
        error,
        asked.isEmpty() ? Optional.empty() : Optional.of(together(asked)));
  }

  /** All questions of several. */
  private static DecidedBySolver together(List<DecidedBySolver> solved) {
    return new DecidedBySolver(
        solved.getFirst().solver(),
        solved.stream().flatMap(d -> d.goals().stream()).toList(),
        solved.stream().flatMap(d -> d.answers().stream()).toList(),
        solved.stream().flatMap(d -> d.remarks().stream()).distinct().toList());
  }

  /** What the solver was asked and answered, where anything rests on it. */
  default Optional<DecidedBySolver> asked() {
    return this instanceof DecidedBySolver decided ? Optional.of(decided) : Optional.empty();
  }

  /** Cited or said to follow: nothing was computed. */
  private static boolean isWord(StepStatus status) {
    return status instanceof Cited || status instanceof FollowsFrom;
  }

  /** Whether it stands: confirmed, or decided by the solver alone. */
  default boolean stands() {
    return this instanceof Checked || this instanceof DecidedBySolver;
  }

  private static int gravity(StepStatus status) {
    return switch (status) {
      case Checked c -> 0;
      case DecidedBySolver d -> 1;
      case Cited c -> 1;
      case FollowsFrom f -> 1;
      case GaveUp g -> 2;
      case Failed f -> 3;
      case Disagreement d -> 4;
    };
  }
}
