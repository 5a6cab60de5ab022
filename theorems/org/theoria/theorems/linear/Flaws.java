package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.theoria.proposition.Hypothesis;
import org.theoria.sampling.Stream;

/**
 * Which hypotheses an instance is to fail: all of the broken ones (one at a time, in an ablation),
 * or, in half of the draws, one of those that a variant drops without breaking it.
 *
 * @param broken the hypotheses to be failed in every draw, by their ids
 * @param free the hypotheses that may be failed, by their ids
 */
record Flaws(List<String> broken, List<String> free) {
  private static final Map<String, Flaw> OF_DATA = ofData();

  private static Map<String, Flaw> ofData() {
    Map<String, Flaw> known = new LinkedHashMap<>();
    known.put("outputs-at-most-inputs", Flaw.MORE_OUTPUTS);
    known.put("enough-examples", Flaw.FEW_EXAMPLES);
    known.put("inputs-of-full-rank", Flaw.DEPENDENT_INPUTS);
    known.put("full-rank", Flaw.RANK);
    known.put("distinct-singular-values", Flaw.REPEATED);
    known.put("singular-basis", Flaw.BASIS);
    known.put("ordered", Flaw.ORDER);
    return Map.copyOf(known);
  }

  Flaws {
    broken = List.copyOf(broken);
    free = List.copyOf(free);
  }

  /** Of a sampler that keeps and breaks these, among all hypotheses of its entry. */
  static <I> Flaws of(List<Hypothesis<I>> all, Set<Hypothesis<I>> kept, Set<Hypothesis<I>> broken) {
    List<String> free = new ArrayList<>();
    for (Hypothesis<I> h : all) {
      if (h.origin() != Hypothesis.Origin.NARROWING && !kept.contains(h) && !broken.contains(h)) {
        free.add(h.id());
      }
    }
    return new Flaws(broken.stream().map(Hypothesis::id).sorted().toList(), free);
  }

  /** The id of the hypothesis that this draw fails; "" for none. */
  String draw(Stream s) {
    if (!broken.isEmpty()) {
      return s.oneOf(broken);
    }
    return free.isEmpty() || s.chance(1, 2) ? "" : s.oneOf(free);
  }

  /** The flaw of the data that fails this hypothesis; NONE if it is not about the data. */
  static Flaw ofData(String hypothesis) {
    return OF_DATA.getOrDefault(hypothesis, Flaw.NONE);
  }
}
