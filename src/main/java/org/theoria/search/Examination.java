package org.theoria.search;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.theoria.certify.Certifier;
import org.theoria.certify.Judgement;
import org.theoria.certify.Problem;
import org.theoria.certify.Refuter;
import org.theoria.proposition.Variant;

/**
 * One instance of a problem, examined: the fast evaluation first, the certifying one wherever that
 * leaves a doubt or sees a violation.
 *
 * @param verdict what it comes to
 * @param arithmetic the arithmetic that decided; empty outside the hypotheses
 * @param judgements claim id to judgement
 * @param artefact whether the fast evaluation saw a violation that the exact one denied
 * @param violation the size of the violation; 0 unless refuted
 * @param reason why it is undecided; empty otherwise
 */
record Examination(
    Verdict verdict,
    String arithmetic,
    Map<String, Judgement> judgements,
    boolean artefact,
    double violation,
    String reason) {

  enum Verdict {
    VACUOUS,
    HELD,
    CONSISTENT,
    UNDECIDED,
    REFUTED
  }

  static <I extends Record> Examination of(Problem<I> problem, I instance) {
    if (!problem.admits(instance)) {
      return new Examination(Verdict.VACUOUS, "", Map.of(), false, 0, "");
    }
    Certifier.Evaluation evaluation = Certifier.fast(problem.claims(), instance);
    boolean suspected = evaluation.anyViolated();
    if (evaluation.arithmetic().equals("double") && (suspected || evaluation.leavesDoubt())) {
      evaluation = Certifier.certify(problem.claims(), instance, suspected);
    }
    boolean violated = evaluation.anyViolated();
    boolean artefact = suspected && !violated && !evaluation.anyUndecided();
    if (problem.claimsRefute() && violated) {
      return new Examination(
          Verdict.REFUTED,
          evaluation.arithmetic(),
          evaluation.judgements(),
          artefact,
          largestViolation(evaluation),
          "");
    }
    boolean demonstrationFails = !problem.claimsRefute() && violated;
    boolean mutantOfTheStatement =
        problem.positive().isPresent() && problem.variant() instanceof Variant.MutantOf;
    if (demonstrationFails || mutantOfTheStatement) {
      Optional<Refuter.Refutation> positive = Refuter.refute(problem, instance);
      if (positive.isPresent()) {
        return new Examination(
            Verdict.REFUTED,
            "rational",
            evaluation.judgements(),
            artefact,
            positive.get().size(),
            "");
      }
      if (violated) {
        return undecided(
            evaluation,
            artefact,
            problem.positive().isPresent()
                ? "the demonstration fails and no certificate of the positive was found"
                : "the construction fails, which refutes nothing");
      }
    }
    if (evaluation.anyUndecided()) {
      return undecided(evaluation, artefact, firstReason(evaluation.judgements().values()));
    }
    Verdict verdict =
        evaluation.judgements().values().stream().anyMatch(j -> j instanceof Judgement.Consistent)
            ? Verdict.CONSISTENT
            : Verdict.HELD;
    return new Examination(
        verdict, evaluation.arithmetic(), evaluation.judgements(), artefact, 0, "");
  }

  private static Examination undecided(
      Certifier.Evaluation evaluation, boolean artefact, String why) {
    return new Examination(
        Verdict.UNDECIDED, evaluation.arithmetic(), evaluation.judgements(), artefact, 0, why);
  }

  private static double largestViolation(Certifier.Evaluation e) {
    double size = 0;
    for (Judgement j : e.judgements().values()) {
      if (j instanceof Judgement.Violated v) {
        size = Math.max(size, v.size());
      }
    }
    return size;
  }

  private static String firstReason(Collection<Judgement> judgements) {
    for (Judgement j : judgements) {
      if (j instanceof Judgement.Undecided u) {
        return u.why();
      }
    }
    return "";
  }
}
