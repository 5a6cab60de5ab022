package org.theoria.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.certify.Counterexample;
import org.theoria.certify.InstanceCodec;
import org.theoria.certify.Problem;
import org.theoria.certify.Refuter;
import org.theoria.network.Network;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Variant;

/** The witnesses of all mutants of the catalogue, shrunk. */
class ShrinkerTest {

  @Test
  void shrunkWitnessesAreSmallAndLocallyMinimal() {
    List<Proposition<?>> entries = Catalogue.load(List.of()).entries();
    assertTrue(entries.size() >= 5);
    entries.forEach(ShrinkerTest::check);
  }

  private static <I extends Record> void check(Proposition<I> p) {
    for (Mutant<I> m : p.mutants()) {
      String what = p.id() + ", " + m.id();
      Problem<I> problem = Problem.of(p, new Variant.MutantOf(m.id()));
      Search.Found<I> found =
          Search.run(problem, SearchOptions.of(2_000, 3, 1), Sweep.Until.FIRST_REFUTATION);
      Counterexample<I> smallest = found.smallest().orElseThrow();
      Complexity size = Complexity.of(smallest.instance());
      assertTrue(size.compareTo(Complexity.of(found.worst().orElseThrow().instance())) <= 0, what);
      assertTrue(Refuter.refute(problem, smallest.instance()).isPresent(), what);
      for (I simpler : Simplification.candidates(p.instanceType(), smallest.instance())) {
        assertTrue(
            Complexity.of(simpler).compareTo(size) >= 0
                || Refuter.refute(problem, simpler).isEmpty(),
            () -> what + ": " + smallest.instance() + " could still become " + simpler);
      }
      for (Object part : InstanceCodec.parts(smallest.instance())) {
        // a point that must be critical, on data that must keep its eigenvectors, loses no neuron
        boolean free = p.citation().session() < 3;
        if (free && part instanceof Network n) {
          assertTrue(
              n.depth() <= 3 && Collections.max(n.architecture().widths()) <= 2,
              () ->
                  what + ": expected at most 3 layers of width at most 2, got " + n.architecture());
        }
      }
      I drawn =
          Search.sampler(problem).draw(Search.key(problem, 3).stream(smallest.origin().index()));
      Counterexample<I> start = Shrinker.certified(problem, drawn, 3, smallest.origin().index());
      assertEquals(smallest, Shrinker.shrink(problem, start), what);
    }
  }
}
