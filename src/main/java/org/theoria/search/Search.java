package org.theoria.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.theoria.certify.Counterexample;
import org.theoria.certify.Problem;
import org.theoria.proposition.Sampler;
import org.theoria.sampling.Key;

/** The search of one problem: sweep, certify, shrink. */
public final class Search {

  private Search() {}

  /**
   * What a search found.
   *
   * @param sweep the counts
   * @param distribution the sampler's distribution
   * @param smallest the smallest witness, certified
   * @param worst the witness with the largest violation, certified, as it was drawn
   */
  public record Found<I extends Record>(
      Sweep.Result sweep,
      org.theoria.proposition.Text distribution,
      Optional<Counterexample<I>> smallest,
      Optional<Counterexample<I>> worst) {

    public Outcome outcome() {
      return sweep.outcome();
    }
  }

  /**
   * The key of the streams of a proposition: every variant draws from the streams of its own
   * sampler, under the same key.
   */
  public static Key key(Problem<?> problem, long seed) {
    return new Key(problem.proposition().id(), seed);
  }

  public static <I extends Record> Sampler<I> sampler(Problem<I> problem) {
    return problem.proposition().sampler(problem.kept(), problem.broken());
  }

  public static <I extends Record> Found<I> run(
      Problem<I> problem, SearchOptions options, Sweep.Until until) {
    Sampler<I> sampler = sampler(problem);
    Key key = key(problem, options.seed());
    Sweep.Result result = Sweep.run(problem, sampler, key, options, until);
    // shrinking is greedy: it starts where the least is to be done
    List<Counterexample<I>> shrunk =
        Stream.concat(result.refuting().stream(), result.worst().stream().map(Sweep.Worst::index))
            .distinct()
            .map(i -> Shrinker.certified(problem, sampler.draw(key.stream(i)), options.seed(), i))
            .sorted(
                Comparator.comparing((Counterexample<I> c) -> Shrinker.size(c))
                    .thenComparing(c -> c.origin().index()))
            .limit(until == Sweep.Until.FIRST_REFUTATION ? 1 : 3)
            .map(c -> Shrinker.shrink(problem, c))
            .toList();
    Optional<Counterexample<I>> smallest =
        shrunk.stream().min(Comparator.comparing(Shrinker::size));
    Optional<Counterexample<I>> worst =
        result
            .worst()
            .map(
                w ->
                    Shrinker.certified(
                        problem, sampler.draw(key.stream(w.index())), options.seed(), w.index()));
    return new Found<>(result, sampler.distribution(), smallest, worst);
  }
}
