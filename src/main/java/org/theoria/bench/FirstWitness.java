package org.theoria.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.certify.Problem;
import org.theoria.certify.Refuter;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Variant;
import org.theoria.search.Catalogue;
import org.theoria.search.Search;
import org.theoria.search.SearchOptions;
import org.theoria.search.Sweep;

/**
 * Seconds from a false claim to its shrunk, certified witness: the time of every mutant of the
 * catalogue, from seed to the smallest witness, on one thread, warm. The peer does this for one
 * false rank bound, in double precision, without a certificate.
 */
public final class FirstWitness implements BenchTask {
  private static final long TRIES = 100_000;

  @Override
  public String id() {
    return "first-witness";
  }

  @Override
  public String description() {
    return "Seconds until a false claim (each mutant of the catalogue) is refuted, its witness"
        + " certified exactly and shrunk; one thread, warm; median over the mutants, and the"
        + " slowest.";
  }

  @Override
  public Optional<Comparison> comparison() {
    return Optional.of(new Comparison(id(), "seconds", false));
  }

  @Override
  public List<Figure> run(Settings settings) {
    Catalogue catalogue = Catalogue.load(List.of());
    long end = System.nanoTime() + (long) (settings.seconds() * 1e9);
    long seed = 1;
    do { // warm-up
      for (Proposition<?> p : catalogue.entries()) {
        times(p, seed);
      }
      seed++;
    } while (System.nanoTime() < end);
    List<Double> seconds = new ArrayList<>();
    for (Proposition<?> p : catalogue.entries()) {
      seconds.addAll(times(p, seed));
    }
    Collections.sort(seconds);
    return List.of(
        new Figure(
            id(),
            "ours",
            "seconds",
            seconds.get(seconds.size() / 2),
            "s, median of " + seconds.size() + " mutants"),
        new Figure(id(), "ours", "slowest", seconds.getLast(), "s"));
  }

  private static <I extends Record> List<Double> times(Proposition<I> p, long seed) {
    List<Double> seconds = new ArrayList<>();
    for (Mutant<I> m : p.mutants()) {
      Problem<I> problem = Problem.of(p, new Variant.MutantOf(m.id()));
      long start = System.nanoTime();
      Search.Found<I> found =
          Search.run(problem, SearchOptions.of(TRIES, seed, 1), Sweep.Until.FIRST_REFUTATION);
      seconds.add((System.nanoTime() - start) * 1e-9);
      if (found.smallest().flatMap(c -> Refuter.refute(problem, c.instance())).isEmpty()) {
        throw new IllegalStateException(
            "first-witness: mutant "
                + m.id()
                + " of "
                + p.id()
                + " was not refuted (seed "
                + seed
                + ")");
      }
    }
    return seconds;
  }
}
