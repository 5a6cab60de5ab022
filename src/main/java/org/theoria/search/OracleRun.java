package org.theoria.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.theoria.certify.Problem;
import org.theoria.proposition.Oracle;
import org.theoria.proposition.Sampler;
import org.theoria.sampling.Key;

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

  /**
   * How many instances a default run compares: oracles are slow, and independent of the number of
   * tries.
   */
  public static final long DEFAULT_INSTANCES = 200;

  static <I extends Record> OracleRun<I> of(
      Oracle<I> oracle, Problem<I> problem, SearchOptions options) {
    long instances = Math.min(DEFAULT_INSTANCES, options.tries().orElse(DEFAULT_INSTANCES));
    long part = (instances + options.threads() - 1) / options.threads();
    List<Callable<OracleRun<I>>> work = new ArrayList<>();
    for (long first = 0; first < instances; first += part) {
      long start = first;
      long end = Math.min(instances, first + part);
      work.add(() -> range(oracle, problem, options, start, end));
    }
    OracleRun<I> total = new OracleRun<>(oracle, 0, 0, 0, 0, 0, -1);
    for (OracleRun<I> run : Threads.inOrder(work, options.threads())) {
      total = total.and(run);
    }
    return total;
  }

  private static <I extends Record> OracleRun<I> range(
      Oracle<I> oracle, Problem<I> problem, SearchOptions options, long first, long end) {
    Sampler<I> sampler = Search.sampler(problem);
    Key key = Search.key(problem, options.seed());
    OracleRun<I> run = new OracleRun<>(oracle, 0, 0, 0, 0, 0, -1);
    for (long index = first; index < end && !options.cancelled().getAsBoolean(); index++) {
      run = run.and(one(oracle, index, oracle.compare(sampler.draw(key.stream(index)))));
    }
    return run;
  }

  private static <I extends Record> OracleRun<I> one(
      Oracle<I> oracle, long index, Optional<Oracle.Agreement> agreement) {
    return agreement
        .map(
            a ->
                new OracleRun<>(
                    oracle,
                    1,
                    1,
                    a.compared(),
                    a.agrees() ? 0 : 1,
                    a.worstRatio(),
                    a.agrees() ? -1 : index))
        .orElseGet(() -> new OracleRun<>(oracle, 1, 0, 0, 0, 0, -1));
  }

  /** This run and a later one. */
  private OracleRun<I> and(OracleRun<I> later) {
    return new OracleRun<>(
        oracle,
        instances + later.instances,
        applicable + later.applicable,
        compared + later.compared,
        disagreements + later.disagreements,
        Math.max(worstRatio, later.worstRatio),
        firstDisagreement >= 0 ? firstDisagreement : later.firstDisagreement);
  }
}
