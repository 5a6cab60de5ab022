package org.theoria.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.theoria.arithmetic.Rational;
import org.theoria.certify.Certificate;
import org.theoria.certify.Counterexample;
import org.theoria.certify.Problem;
import org.theoria.certify.Ratios;
import org.theoria.proposition.Inequality;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Variant;
import org.theoria.sampling.Key;

/**
 * How large left/right of an inequality can be: the largest ratio that a guided search found, with
 * its certified witness. The search draws instances, climbs from the best of them by small changes
 * of the instance, and then makes the witness as small as the ratio allows. It is a pure function
 * of (entry, seed, tries).
 *
 * @param inequality the inequality
 * @param domain the part of the domain, empty for the whole
 * @param evaluated how many instances of it were evaluated
 * @param witness the instance with the certificate of its ratio; empty where no ratio was found
 */
public record Sharpness<I extends Record>(
    Inequality<I> inequality,
    Optional<Inequality.Domain<I>> domain,
    long evaluated,
    Optional<Counterexample<I>> witness) {

  /**
   * How many of the best instances drawn are climbed from; one where the ratio 1 was drawn, from
   * which only a refutation of the inequality is higher.
   */
  private static final int STARTS = 6;

  /** The changes that one climb tries. */
  private static final int STEPS = 400;

  /** The share of the sampler's tries that is drawn before the climbs, and the least number. */
  private static final int DRAWN_PART = 4;

  private static final long LEAST_DRAWN = 500;

  /** The evaluations that making the witness smaller may spend. */
  private static final int SHRINKING = 2_000;

  /** The largest ratio, a certified lower bound of the supremum. */
  public Optional<Rational> ratio() {
    return witness.map(w -> ((Certificate.Ratio) w.certificate()).ratio());
  }

  /** Whether the witness attains 1: no smaller constant would do. */
  public boolean isSharp() {
    return ratio().filter(r -> r.compareTo(Rational.ONE) == 0).isPresent();
  }

  /** Whether the witness contradicts the inequality. */
  public boolean isRefuted() {
    return ratio().filter(r -> r.compareTo(Rational.ONE) > 0).isPresent();
  }

  /** The sharpness of this inequality on the whole domain and on each of its parts. */
  public static <I extends Record> List<Sharpness<I>> of(
      Problem<I> problem, Inequality<I> inequality, SearchOptions options) {
    List<Sharpness<I>> result = new ArrayList<>();
    result.add(run(problem, inequality, Optional.empty(), options));
    for (Inequality.Domain<I> domain : inequality.domains()) {
      result.add(run(problem, inequality, Optional.of(domain), options));
    }
    return List.copyOf(result);
  }

  /** An instance with its ratio. */
  private record Rated<I extends Record>(I instance, double ratio, long index) {
    static <I extends Record> Comparator<Rated<I>> best() {
      return Comparator.<Rated<I>>comparingDouble(Rated::ratio)
          .reversed()
          .thenComparing(r -> Complexity.of(r.instance()))
          .thenComparingLong(Rated::index);
    }
  }

  private static <I extends Record> Sharpness<I> run(
      Problem<I> problem,
      Inequality<I> inequality,
      Optional<Inequality.Domain<I>> domain,
      SearchOptions options) {
    Sampler<I> sampler = Search.sampler(problem);
    Key key = Search.key(problem, options.seed());
    long tries = options.tries().orElse(Math.max(LEAST_DRAWN, sampler.defaultTries() / DRAWN_PART));
    int threads = options.threads();
    List<Callable<List<Rated<I>>>> drawing = new ArrayList<>();
    long part = (tries + threads - 1) / threads;
    for (long first = 0; first < tries; first += part) {
      long from = first;
      long to = Math.min(tries, first + part);
      drawing.add(
          () ->
              LongStream.range(from, to)
                  .takeWhile(i -> !options.cancelled().getAsBoolean())
                  .mapToObj(i -> rated(problem, inequality, domain, sampler.draw(key.stream(i)), i))
                  .flatMap(Optional::stream)
                  .toList());
    }
    List<Rated<I>> drawn = new ArrayList<>();
    Threads.inOrder(drawing, threads).forEach(drawn::addAll);
    List<Callable<Rated<I>>> climbing = new ArrayList<>();
    boolean attained = drawn.stream().anyMatch(d -> d.ratio() >= 1);
    drawn.stream()
        .sorted(Rated.best())
        .limit(attained ? 1 : STARTS)
        .forEach(start -> climbing.add(() -> climb(problem, inequality, domain, start, options)));
    Optional<Rated<I>> best = Threads.inOrder(climbing, threads).stream().min(Rated.best());
    return new Sharpness<>(
        inequality,
        domain,
        drawn.size() + (long) STEPS * climbing.size(),
        best.flatMap(b -> certified(problem, inequality, domain, b, options)));
  }

  private static <I extends Record> Optional<Rated<I>> rated(
      Problem<I> problem,
      Inequality<I> inequality,
      Optional<Inequality.Domain<I>> domain,
      I instance,
      long index) {
    if (!problem.admits(instance)
        || domain.filter(d -> !d.predicate().test(instance)).isPresent()) {
      return Optional.empty();
    }
    return Ratios.estimate(problem.claims(), inequality.claim(), instance)
        .filter(r -> !Double.isNaN(r))
        .map(r -> new Rated<>(instance, r, index));
  }

  private static <I extends Record> Rated<I> climb(
      Problem<I> problem,
      Inequality<I> inequality,
      Optional<Inequality.Domain<I>> domain,
      Rated<I> start,
      SearchOptions options) {
    String name = problem.proposition().id() + "/sharpness/" + inequality.claim();
    Key key = new Key(name + domain.map(d -> "/" + d.id()).orElse(""), options.seed());
    var stream = key.stream(start.index());
    Rated<I> current = start;
    Class<I> type = problem.proposition().instanceType();
    for (int step = 0; step < STEPS && !options.cancelled().getAsBoolean(); step++) {
      Optional<I> neighbour = Neighbour.of(type, current.instance(), stream);
      if (neighbour.isEmpty()) {
        continue;
      }
      Optional<Rated<I>> next = rated(problem, inequality, domain, neighbour.get(), start.index());
      if (next.isPresent() && next.get().ratio() >= current.ratio()) {
        current = next.get();
      }
    }
    return current;
  }

  /** The certificate of the best instance, made smaller while its ratio does not fall. */
  private static <I extends Record> Optional<Counterexample<I>> certified(
      Problem<I> problem,
      Inequality<I> inequality,
      Optional<Inequality.Domain<I>> domain,
      Rated<I> best,
      SearchOptions options) {
    Optional<Certificate.Ratio> found =
        Ratios.certify(problem.claims(), inequality.claim(), domain, best.instance());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    I instance = best.instance();
    Certificate.Ratio certificate = found.get();
    Class<I> type = problem.proposition().instanceType();
    int spent = 0;
    int shrunk = 0;
    boolean improved = true;
    while (improved && spent < SHRINKING) {
      improved = false;
      Complexity size = Complexity.of(instance);
      List<I> candidates = new ArrayList<>(Simplification.candidates(type, instance));
      candidates.addAll(Simplification.together(type, instance));
      for (I candidate : candidates) {
        if (Complexity.of(candidate).compareTo(size) >= 0) {
          continue;
        }
        if (++spent > SHRINKING) {
          break;
        }
        Optional<Certificate.Ratio> smaller =
            rated(problem, inequality, domain, candidate, best.index())
                .flatMap(
                    r -> Ratios.certify(problem.claims(), inequality.claim(), domain, candidate));
        if (smaller.isPresent() && smaller.get().ratio().compareTo(certificate.ratio()) >= 0) {
          instance = candidate;
          certificate = smaller.get();
          shrunk++;
          improved = true;
          break;
        }
      }
    }
    return Optional.of(
        new Counterexample<>(
            problem.proposition().id(),
            problem.variant(),
            inequality.claim(),
            new Counterexample.Origin(options.seed(), best.index(), shrunk),
            instance,
            certificate));
  }

  /** The variant on which an entry's inequalities are asked about: the corrected statement. */
  public static Variant variant() {
    return new Variant.Corrected();
  }
}
