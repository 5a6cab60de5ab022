package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.theoria.symbolic.CaseSplit.Case;
import org.theoria.symbolic.Comparison.Operator;
import org.theoria.symbolic.Expression.Abs;
import org.theoria.symbolic.Expression.Derivative;
import org.theoria.symbolic.Expression.Max;

/**
 * Decides a relation for all values of its symbols under assumptions: looks for an exact
 * counterexample, asks the CAS, and confirms its yes independently. {@code Checked} needs all
 * three: no counterexample, the CAS's yes, and our own proof.
 */
public final class ComparisonChecker {
  private final Cas cas;
  private final CheckLimits limits;
  private final Optional<SolverCheck> solver;
  private final Trust trust;

  /** Without a solver. */
  public ComparisonChecker(Cas cas, CheckLimits limits) {
    this(cas, limits, Optional.empty(), Trust.CONFIRMED);
  }

  /** With a solver, which is asked about what is undecided without it. */
  public ComparisonChecker(Cas cas, CheckLimits limits, SmtSolver solver) {
    this(cas, limits, Optional.of(new SolverCheck(solver)), Trust.CONFIRMED);
  }

  ComparisonChecker(Cas cas, CheckLimits limits, Optional<SolverCheck> solver, Trust trust) {
    this.cas = cas;
    this.limits = limits;
    this.solver = solver;
    this.trust = trust;
  }

  /**
   * Checks the relation; the answer is Checked, GaveUp, Failed or Disagreement, or DecidedBySolver
   * where there is a solver.
   */
  public StepStatus check(Comparison relation, Assumptions assumptions) {
    if (trust == Trust.BLIND) {
      return Trust.believed(cas.holds(relation, assumptions));
    }
    try {
      Problem asked = new Problem(relation, assumptions).whereDifferentiated();
      return said(
          checkWhereDifferentiated(relation, asked.assumptions()),
          Domain.ofDifferentiated(relation, Facts.of(assumptions)).keySet());
    } catch (UndecidedException e) {
      return new StepStatus.GaveUp(String.valueOf(e.getMessage()));
    }
  }

  private static StepStatus said(StepStatus status, Set<String> conditions) {
    if (conditions.isEmpty()) {
      return status;
    }
    String where = "wherever what is differentiated is defined: " + String.join(", ", conditions);
    return switch (status) {
      case StepStatus.Checked c -> c.saying(c.confirmation() + "; " + where);
      case StepStatus.DecidedBySolver d -> {
        List<String> remarks = new ArrayList<>(d.remarks());
        remarks.add(where);
        yield new StepStatus.DecidedBySolver(d.solver(), d.goals(), d.answers(), remarks);
      }
      default -> status;
    };
  }

  private StepStatus checkWhereDifferentiated(Comparison relation, Assumptions assumptions) {
    Attempt attempt;
    try {
      Problem problem = new Problem(relation, assumptions).solvedEqualities();
      if (ElementaryChecker.concerns(problem)) {
        return new ElementaryChecker(this, limits).check(problem);
      }
      attempt = decide(problem);
    } catch (UndecidedException e) {
      attempt = new Attempt(new StepStatus.GaveUp(String.valueOf(e.getMessage())), false);
    }
    return attempt.status() instanceof StepStatus.GaveUp open && solver.isPresent()
        ? bySolver(solver.get(), relation, assumptions, open, attempt.inhabited())
        : attempt.status();
  }

  /**
   * What was decided without the solver.
   *
   * @param inhabited whether an exact point was found that satisfies the assumptions and gives both
   *     sides a value
   */
  private record Attempt(StepStatus status, boolean inhabited) {}

  private StepStatus bySolver(
      SolverCheck check,
      Comparison relation,
      Assumptions assumptions,
      StepStatus.GaveUp open,
      boolean inhabited) {
    return switch (check.decide(relation, assumptions, inhabited)) {
      case SolverCheck.Verdict.Holds h ->
          ownProof(relation, assumptions)
              .<StepStatus>map(proof -> confirmed(h.status(), proof))
              .orElse(h.status());
      case SolverCheck.Verdict.Open o -> new StepStatus.GaveUp(open.why() + "; " + o.why());
      case SolverCheck.Verdict.Wrong w -> {
        boolean certified =
            w.status().counterexample().isPresent() || w.status().enclosed().isPresent();
        CasAnswer answer =
            certified ? cas.holds(relation, assumptions) : new CasAnswer.Unknown("not asked");
        yield answer instanceof CasAnswer.Yes
            ? new StepStatus.Disagreement(answer.words() + " to " + relation, w.status().detail())
            : w.status();
      }
    };
  }

  /** The solver's word, confirmed by a proof of our own as the yes of the CAS would be. */
  private static StepStatus confirmed(StepStatus.DecidedBySolver word, Confirmation.Proof proof) {
    StringBuilder text =
        new StringBuilder("decided by " + word.solver() + ", confirmed by " + proof.how());
    word.remarks().forEach(remark -> text.append("; ").append(remark));
    return new StepStatus.Checked(text.toString(), proof.error(), Optional.of(word));
  }

  /** Our own proof of the relation, asking nobody; empty where there is none. */
  private Optional<Confirmation.Proof> ownProof(Comparison relation, Assumptions assumptions) {
    try {
      Problem problem = new Problem(relation, assumptions).solvedEqualities();
      Comparison own = problem.relation().map(Differentiation::carriedOut);
      Facts facts = Facts.of(problem.assumptions());
      List<Case> cases =
          CaseSplit.of(List.of(own.difference()), problem.assumptions(), facts, limits.cases());
      Confirmation confirmation =
          own.operator() == Operator.EQUAL ? zeroInEach(cases) : signConfirmation(own, cases);
      return confirmation instanceof Confirmation.Proof proof
          ? Optional.of(proof)
          : Optional.empty();
    } catch (UndecidedException e) {
      return Optional.empty(); // our own calculus does not apply: the solver's word alone
    }
  }

  private Confirmation zeroInEach(List<Case> cases) {
    ErrorBound error = new ErrorBound.Exact();
    SortedSet<String> how = new TreeSet<>();
    for (Case one : cases) {
      Confirmation confirmation = zeroConfirmation(one.expressions().getFirst(), one.facts());
      if (!(confirmation instanceof Confirmation.Proof proof)) {
        return confirmation;
      }
      error = error.and(proof.error());
      how.add(proof.how());
    }
    return new Confirmation.Proof(String.join("; ", how), error);
  }

  private Attempt decide(Problem problem) {
    Comparison relation = problem.relation();
    Assumptions assumptions = problem.assumptions();
    if (relation.left().contains(Derivative.class) || relation.right().contains(Derivative.class)) {
      refuseKinks(relation);
    }
    Comparison own = relation.map(Differentiation::carriedOut);
    Facts facts = Facts.of(assumptions);
    PointSearch.Outcome points =
        PointSearch.search(own, assumptions, facts, limits.points(), limits.seed());
    if (points.counterexample().isPresent()) {
      return new Attempt(refuted(relation, assumptions, points.counterexample().get()), true);
    }
    if (points.tried() == 0) {
      return new Attempt(
          new StepStatus.GaveUp(PointSearch.nothingTried(own, assumptions, points.why())), false);
    }
    return new Attempt(byCas(relation, own, assumptions, facts), true);
  }

  private StepStatus byCas(
      Comparison relation, Comparison own, Assumptions assumptions, Facts facts) {
    try {
      return whereDefined(relation, own, assumptions, facts);
    } catch (UndecidedException e) {
      return new StepStatus.GaveUp(String.valueOf(e.getMessage()));
    }
  }

  private StepStatus whereDefined(
      Comparison relation, Comparison own, Assumptions assumptions, Facts facts) {
    SortedSet<String> domain = new TreeSet<>(Domain.conditions(own.left(), facts));
    domain.addAll(Domain.conditions(own.right(), facts));
    StepStatus status =
        relation.operator() == Operator.EQUAL
            ? equality(relation, own, assumptions, facts)
            : inequality(own, assumptions, facts);
    return status instanceof StepStatus.Checked c && !domain.isEmpty()
        ? c.saying(
            c.confirmation() + "; wherever both sides are defined: " + String.join(", ", domain))
        : status;
  }

  /** Cases of Max are closed sets, on whose boundary nothing can be differentiated. */
  private static void refuseKinks(Comparison relation) {
    relation
        .difference()
        .visit(
            node -> {
              if (node instanceof Derivative d
                  && (d.body().contains(Max.class) || d.body().contains(Abs.class))) {
                throw new UndecidedException(d + ": Max and Abs are not differentiated");
              }
            });
  }

  private StepStatus refuted(Comparison relation, Assumptions assumptions, Counterexample point) {
    CasAnswer answer = cas.holds(relation, assumptions);
    return answer instanceof CasAnswer.Yes
        ? new StepStatus.Disagreement(answer.words() + " to " + relation, "it fails " + point)
        : new StepStatus.Failed(relation + " is wrong", Optional.of(point));
  }

  private StepStatus equality(
      Comparison relation, Comparison own, Assumptions assumptions, Facts facts) {
    // The CAS carries out derivatives itself (a second opinion); where there are cases, there are
    // no derivatives left.
    boolean kinks = own.difference().contains(Max.class) || own.difference().contains(Abs.class);
    List<Case> cases = CaseSplit.of(List.of(own.difference()), assumptions, facts, limits.cases());
    List<StepStatus> statuses = new ArrayList<>();
    for (Case one : cases) {
      Expression difference = one.expressions().getFirst();
      Expression asked = kinks ? difference : relation.difference();
      StepStatus status =
          combined(cas.isZero(asked, one.assumptions()), zeroConfirmation(difference, one.facts()));
      statuses.add(status);
      if (!(status instanceof StepStatus.Checked)) {
        return cases.size() > 1 && status instanceof StepStatus.GaveUp g
            ? new StepStatus.GaveUp("in the case " + one.assumptions() + ": " + g.why())
            : status;
      }
    }
    StepStatus all = StepStatus.all(statuses);
    return cases.size() > 1 && all instanceof StepStatus.Checked c
        ? c.saying(c.confirmation() + ", in each of " + cases.size() + " cases of the signs")
        : all;
  }

  /** A proof of our own that the expression is 0 wherever it is defined, or why there is none. */
  private Confirmation zeroConfirmation(Expression expression, Facts facts) {
    String open;
    try {
      if (new Expansion(facts).provesZero(expression)) {
        return new Confirmation.Proof("our own exact expansion", new ErrorBound.Exact());
      }
      open = "our own expansion is not 0";
    } catch (UndecidedException e) {
      open = String.valueOf(e.getMessage());
    }
    return switch (ModularCheck.test(expression, facts, limits.seed())) {
      case ModularCheck.Answer.Zero z ->
          new Confirmation.Proof(
              z.trials() + " random points modulo random 61-bit primes",
              new ErrorBound.Probability(z.errorExponent()));
      case ModularCheck.Answer.NonZero n ->
          new Confirmation.Open(open + ", and it is not 0 modulo a random prime");
      case ModularCheck.Answer.NotApplicable n -> new Confirmation.Open(open + "; " + n.why());
    };
  }

  private StepStatus inequality(Comparison own, Assumptions assumptions, Facts facts) {
    List<Case> cases = CaseSplit.of(List.of(own.difference()), assumptions, facts, limits.cases());
    Confirmation confirmation = signConfirmation(own, cases);
    if (cases.size() == 1) {
      return combined(cas.holds(own, assumptions), confirmation);
    }
    for (Case one : cases) {
      Comparison here =
          new Comparison(one.expressions().getFirst(), own.operator(), Expression.Constant.ZERO);
      StepStatus status = combined(cas.holds(here, one.assumptions()), confirmation);
      if (!(status instanceof StepStatus.Checked)) {
        return status;
      }
    }
    return combined(new CasAnswer.Yes(), confirmation);
  }

  private static Confirmation signConfirmation(Comparison own, List<Case> cases) {
    SignSet wanted = SignSet.of(own.operator());
    for (Case one : cases) {
      if (!one.facts().sign(one.expressions().getFirst()).isWithin(wanted)) {
        return new Confirmation.Open(
            "our own calculus of signs does not prove it, and random points are no proof");
      }
    }
    return new Confirmation.Proof(
        cases.size() == 1
            ? "our own calculus of signs"
            : "our own calculus of signs, in each of " + cases.size() + " cases",
        new ErrorBound.Exact());
  }

  static StepStatus combined(CasAnswer answer, Confirmation confirmation) {
    return switch (confirmation) {
      case Confirmation.Proof proof ->
          switch (answer) {
            case CasAnswer.Yes yes ->
                new StepStatus.Checked(
                    "decided by the CAS, confirmed by " + proof.how(), proof.error());
            case CasAnswer.No no ->
                new StepStatus.Disagreement(
                    answer.words(), "proved by " + proof.how() + " (" + proof.error() + ")");
            case CasAnswer.Unknown u ->
                new StepStatus.GaveUp(answer.words() + " (" + proof.how() + " says yes)");
            case CasAnswer.TimedOut t ->
                new StepStatus.GaveUp(answer.words() + " (" + proof.how() + " says yes)");
            case CasAnswer.OutOfMemory o ->
                new StepStatus.GaveUp(answer.words() + " (" + proof.how() + " says yes)");
          };
      case Confirmation.Open open ->
          answer instanceof CasAnswer.Yes
              ? new StepStatus.GaveUp("decided by the CAS, not confirmed: " + open.why())
              : new StepStatus.GaveUp(answer.words() + "; " + open.why());
    };
  }
}
