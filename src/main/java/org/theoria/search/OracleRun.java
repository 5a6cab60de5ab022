package org.theoria.search;

import java.util.Optional;
import org.theoria.certify.Problem;
import org.theoria.proposition.Oracle;
import org.theoria.proposition.Sampler;

/**
 * An oracle compared with the claims on the first instances of a search.
 *
 * @param oracle the oracle
 * @param instances how many instances it was asked about
 * @param applicable to how many it applies
 * @param compared how many quantities were compared
 * @param disagreements how many instances disagree
 * @param worstRatio the largest |difference| / tolerance
 * @param firstDisagreement the lowest index that disagrees; −1 if none
 */
public record OracleRun<I extends Record>(
    Oracle<I> oracle,
    long instances,
    long applicable,
    long compared,
    long disagreements,
    double worstRatio,
    long firstDisagreement) {

  /** How many instances a default run compares: oracles are slow, and independent of the number of tries. */
  public static final long DEFAULT_INSTANCES = 300;

  static <I extends Record> OracleRun<I> of(Oracle<I> oracle, Problem<I> problem, SearchOptions options) {
    Sampler<I> sampler = Search.sampler(problem);
    long instances = Math.min(DEFAULT_INSTANCES, options.tries().orElse(DEFAULT_INSTANCES));
    OracleRun<I> run = new OracleRun<>(oracle, 0, 0, 0, 0, 0, -1);
    for (long index = 0; index < instances && !options.cancelled().getAsBoolean(); index++) {
      run = run.with(index, oracle.compare(sampler.draw(Search.key(problem, options.seed()).stream(index))));
    }
    return run;
  }

  private OracleRun<I> with(long index, Optional<Oracle.Agreement> agreement) {
    if (agreement.isEmpty()) {
      return new OracleRun<>(oracle, instances + 1, applicable, compared, disagreements, worstRatio, firstDisagreement);
    }
    Oracle.Agreement a = agreement.get();
    boolean agrees = a.agrees();
    return new OracleRun<>(
        oracle,
        instances + 1,
        applicable + 1,
        compared + a.compared(),
        disagreements + (agrees ? 0 : 1),
        Math.max(worstRatio, a.worstRatio()),
        agrees || firstDisagreement >= 0 ? firstDisagreement : index);
  }
}
