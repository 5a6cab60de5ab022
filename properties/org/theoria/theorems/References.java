package org.theoria.theorems;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;

/** What a step of a proof rests on, over all its references. */
final class References {

  private References() {}

  /**
   * The ids of all steps and hypotheses that are referred to by a step, by a step that it refers
   * to, and so on.
   *
   * @throws IllegalArgumentException if the proof has no such step
   */
  static Set<String> below(Proof proof, String step) {
    Map<String, List<String>> direct =
        proof.steps().stream().collect(Collectors.toMap(Step::id, References::direct));
    if (!direct.containsKey(step)) {
      throw new IllegalArgumentException(
          "step: expected one of " + direct.keySet() + ", got " + step);
    }
    Set<String> below = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(direct.getOrDefault(step, List.of()));
    while (!open.isEmpty()) {
      String id = open.pop();
      if (below.add(id)) {
        open.addAll(direct.getOrDefault(id, List.of())); // a hypothesis rests on nothing
      }
    }
    return below;
  }

  private static List<String> direct(Step step) {
    return step.justification() instanceof Justification.From f ? f.ids() : List.of();
  }
}
