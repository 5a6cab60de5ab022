package org.theoria.theorems.linear;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Truth;
import org.theoria.sampling.Key;

/** What the remarks of an entry say of its ablations: which claims are ever violated. */
final class OneDirection {
  private OneDirection() {}

  /**
   * Asserts that without this hypothesis exactly these claims are violated on some of the draws.
   *
   * @param hypothesis its id
   * @param violated the ids of the claims
   */
  static <I extends Record> void without(
      Proposition<I> entry, String hypothesis, int draws, Set<String> violated) {
    Set<Hypothesis<I>> kept = new HashSet<>(entry.hypotheses());
    List<Hypothesis<I>> broken =
        entry.hypotheses().stream().filter(h -> h.id().equals(hypothesis)).toList();
    kept.removeAll(broken);
    Sampler<I> sampler = entry.sampler(kept, Set.copyOf(broken));
    Set<String> seen = new HashSet<>();
    for (int index = 0; index < draws; index++) {
      I instance = sampler.draw(new Key("one-direction", 1).stream(index));
      for (Claim<RationalMatrix> c : entry.claims().on(instance, RationalArithmetic.INSTANCE)) {
        if (!Truth.holds(RationalArithmetic.INSTANCE, c)) {
          seen.add(c.id());
        }
      }
    }
    assertTrue(
        seen.equals(violated),
        () ->
            entry.id()
                + " without "
                + hypothesis
                + ": expected violations of "
                + violated
                + ", got "
                + seen);
  }
}
