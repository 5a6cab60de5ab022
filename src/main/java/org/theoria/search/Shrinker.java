package org.theoria.search;

import java.util.Optional;
import org.theoria.certify.Counterexample;
import org.theoria.certify.Problem;
import org.theoria.certify.Refuter;

/**
 * Makes a certified counterexample smaller. A neighbour is accepted only when it is smaller ({@link
 * Complexity}) and itself certified to refute the same problem, every hypothesis checked again.
 */
public final class Shrinker {

  /** The number of certifications that one shrinking may spend. */
  private static final int BUDGET = 4_000;

  private Shrinker() {}

  /**
   * The counterexample at this index, certified; throws if the instance does not refute, which
   * would be a defect of the sweep.
   */
  public static <I extends Record> Counterexample<I> certified(
      Problem<I> problem, I instance, long seed, long index) {
    Refuter.Refutation r =
        Refuter.refute(problem, instance)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        problem.proposition().id()
                            + " ("
                            + problem.variant()
                            + "), seed "
                            + seed
                            + ", index "
                            + index
                            + ": the sweep refuted this instance and the certifier does not"));
    return counterexample(problem, instance, r, new Counterexample.Origin(seed, index, 0));
  }

  private static <I extends Record> Counterexample<I> counterexample(
      Problem<I> p, I instance, Refuter.Refutation r, Counterexample.Origin origin) {
    return new Counterexample<>(
        p.proposition().id(), p.variant(), r.claim(), origin, instance, r.certificate());
  }

  /** The smallest counterexample that greedy steps reach from this one. */
  public static <I extends Record> Counterexample<I> shrink(
      Problem<I> problem, Counterexample<I> start) {
    Counterexample<I> current = start;
    int spent = 0;
    boolean improved = true;
    while (improved && spent < BUDGET) {
      improved = false;
      Complexity size = Complexity.of(current.instance());
      for (I candidate :
          Simplification.candidates(problem.proposition().instanceType(), current.instance())) {
        if (Complexity.of(candidate).compareTo(size) >= 0) {
          continue;
        }
        if (++spent > BUDGET) {
          break;
        }
        Optional<Refuter.Refutation> refutation = Refuter.refute(problem, candidate);
        if (refutation.isPresent()) {
          Counterexample.Origin o = current.origin();
          current =
              counterexample(
                  problem,
                  candidate,
                  refutation.get(),
                  new Counterexample.Origin(o.seed(), o.index(), o.shrunk() + 1));
          improved = true;
          break;
        }
      }
    }
    return current;
  }

  static <I extends Record> Complexity size(Counterexample<I> c) {
    return Complexity.of(c.instance());
  }
}
