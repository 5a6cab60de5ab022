package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;

/**
 * Checks whole proofs: each step by itself, and that every reference is to a hypothesis or to an
 * earlier step that stands.
 */
public final class ProofChecker {
  private final StepChecker steps;

  public ProofChecker(StepChecker steps) {
    this.steps = steps;
  }

  /**
   * Checks the steps in order.
   *
   * @param proof the proof
   * @param hypothesisIds the ids of the proposition's hypotheses, which steps may refer to
   */
  public List<CheckedStep> check(Proof proof, List<String> hypothesisIds) {
    List<CheckedStep> checked = new ArrayList<>();
    Map<String, StepStatus> earlier = new HashMap<>();
    for (Step step : proof.steps()) {
      CheckedStep one = steps.check(step);
      if (one.status() instanceof StepStatus.FollowsFrom from) {
        one =
            new CheckedStep(
                step, references(from, earlier, hypothesisIds), one.time(), one.range());
      }
      checked.add(one);
      earlier.put(step.id(), one.status());
    }
    return List.copyOf(checked);
  }

  /**
   * Checks false variants of steps of the proof, each by itself. A variant of a step that the proof
   * does not have is not caught, whatever it states.
   */
  public List<StepMutantRun> mutants(Proof proof, List<StepMutant> mutants) {
    List<String> known = proof.steps().stream().map(Step::id).toList();
    List<StepMutantRun> runs = new ArrayList<>();
    for (StepMutant mutant : mutants) {
      StepStatus status =
          known.contains(mutant.step())
              ? steps
                  .check(new Step(mutant.id(), mutant.text(), "", mutant.justification()))
                  .status()
              : new StepStatus.Failed(
                  "the proof has no step \"" + mutant.step() + "\"; known: " + known,
                  Optional.empty());
      runs.add(new StepMutantRun(mutant, status));
    }
    return List.copyOf(runs);
  }

  private static StepStatus references(
      StepStatus.FollowsFrom from, Map<String, StepStatus> earlier, List<String> hypothesisIds) {
    if (from.ids().isEmpty()) {
      return new StepStatus.Failed("the step refers to nothing", Optional.empty());
    }
    StepStatus result = from;
    for (String id : from.ids()) {
      if (hypothesisIds.contains(id)) {
        continue;
      }
      StepStatus status = earlier.get(id);
      if (status == null) {
        TreeSet<String> known = new TreeSet<>(earlier.keySet());
        known.addAll(hypothesisIds);
        return new StepStatus.Failed(
            "\""
                + id
                + "\" is neither a hypothesis nor an earlier step; known: "
                + String.join(", ", known),
            Optional.empty());
      }
      if (status instanceof StepStatus.Failed || status instanceof StepStatus.Disagreement) {
        return new StepStatus.Failed(
            "it rests on the step \"" + id + "\", which is " + status.word(), Optional.empty());
      }
      if (status instanceof StepStatus.GaveUp) {
        result = new StepStatus.GaveUp("it rests on the step \"" + id + "\", which is undecided");
      }
    }
    return result;
  }
}
