package org.theoria.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.certify.Problem;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Variant;
import org.theoria.search.Catalogue;
import org.theoria.search.Search;
import org.theoria.search.SearchOptions;
import org.theoria.search.Sweep;

/**
 * Instances a second of the search of every entry's statement, on one thread and on all: what the
 * program spends its time on.
 */
public final class SearchScaling implements BenchTask {
  private static final long TRIES = 20_000;

  @Override
  public String id() {
    return "search-threads";
  }

  @Override
  public String description() {
    return "Instances a second of the search (draw, hypotheses, claims, decision) over all entries,"
        + " with one thread and with all; alternating, warm, medians of three.";
  }

  @Override
  public Optional<Comparison> comparison() {
    return Optional.empty();
  }

  @Override
  public List<Figure> run(Settings settings) {
    sweep(settings.threads());
    sweep(1);
    List<Double> one = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      one.add(sweep(1));
      all.add(sweep(settings.threads()));
    }
    double single = one.stream().sorted().toList().get(1);
    double many = all.stream().sorted().toList().get(1);
    return List.of(
        new Figure(id(), "ours", "instances_per_s_1_thread", single, "1/s"),
        new Figure(id(), "ours", "instances_per_s_" + settings.threads() + "_threads", many, "1/s"),
        new Figure(id(), "ours", "scaling", many / single, "1"));
  }

  /** Instances a second. */
  private static double sweep(int threads) {
    long start = System.nanoTime();
    long instances = 0;
    for (Proposition<?> p : Catalogue.load(List.of()).entries()) {
      instances += sweep(p, threads);
    }
    return instances / ((System.nanoTime() - start) * 1e-9);
  }

  private static <I extends Record> long sweep(Proposition<I> p, int threads) {
    Problem<I> problem = Problem.of(p, new Variant.Corrected());
    SearchOptions options = SearchOptions.of(TRIES, 1, threads);
    return Sweep.run(
            problem, Search.sampler(problem), Search.key(problem, 1), options, Sweep.Until.THE_END)
        .tally()
        .tested();
  }
}
