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
   * The instances of {@link Verification#verify}: both searches, ablations and mutants. Those of a
   * screen take so much less time that they are counted apart ({@link ScreenOptions#progress}).
   */
  public static <I extends Record> long of(Proposition<I> p, SearchOptions options) {
    long tries =
        options.tries().orElse(Search.sampler(Problem.of(p, new Variant.Stated())).defaultTries());
    long searches = p.corrected().isPresent() ? 2 * tries : tries;
    long ablations =
        p.hypotheses().stream().filter(h -> h.origin() != Hypothesis.Origin.NARROWING).count()
            * ONE_BLOCK;
    return searches + ablations + p.mutants().size() * ONE_BLOCK;
  }
}
