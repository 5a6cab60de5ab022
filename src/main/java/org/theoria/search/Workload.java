package org.theoria.search;

import org.theoria.certify.Problem;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Variant;

/**
 * How many instances a verification will try at most: for showing how far it is. Searches that end
 * at a refutation count as one block.
 */
public final class Workload {
  private static final long ONE_BLOCK = 128;

  private Workload() {}

  /**
   * The instances of {@link Verification#verify}: both searches, the screen, ablations and mutants.
   */
  public static <I extends Record> long of(Proposition<I> p, SearchOptions options) {
    long tries =
        options.tries().orElse(Search.sampler(Problem.of(p, new Variant.Stated())).defaultTries());
    long searches = p.corrected().isPresent() ? 2 * tries : tries;
    long screen = p.screen().map(s -> Math.min(s.defaultTries(), 10 * tries)).orElse(0L);
    long ablations =
        p.hypotheses().stream().filter(h -> h.origin() != Hypothesis.Origin.NARROWING).count()
            * ONE_BLOCK;
    return searches + screen + ablations + p.mutants().size() * ONE_BLOCK;
  }
}
