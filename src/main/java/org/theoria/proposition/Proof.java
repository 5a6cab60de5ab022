package org.theoria.proposition;

import java.util.List;

/**
 * The proof of a proposition as a list of steps, in the order in which a reader takes them.
 *
 * @param steps the steps; their ids are unique
 */
public record Proof(List<Step> steps) {

  public Proof {
    steps = List.copyOf(steps);
    if (steps.stream().map(Step::id).distinct().count() != steps.size()) {
      throw new IllegalArgumentException(
          "proof: step ids must be unique, got " + steps.stream().map(Step::id).toList());
    }
  }

  public static Proof of(Step... steps) {
    return new Proof(List.of(steps));
  }
}
