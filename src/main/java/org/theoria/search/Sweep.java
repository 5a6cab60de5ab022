package org.theoria.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.theoria.certify.Problem;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Strata;
import org.theoria.sampling.Key;

/**
 * Draws instances and examines each, on several threads. Blocks of consecutive indices are taken in
 * order and their results merged in order, so that the outcome is a pure function of (problem,
 * seed, tries).
 */
public final class Sweep {
  private static final int BLOCK = 128;

  /** How many refuting instances are kept for choosing the smallest witness. */
  private static final int KEPT = 8;

  private Sweep() {}

  /** Whether a sweep goes on after a refutation. */
  public enum Until {
    /** All the tries. */
    THE_END,
    /** The block in which the first refutation (the one of lowest index) lies. */
    FIRST_REFUTATION
  }

  /**
   * What a sweep saw.
   *
   * @param tally the counts
   * @param refuting the indices of the first refuting instances, increasing, at most {@value #KEPT}
   * @param worst the refuting instance with the largest violation
   * @param complete whether all the tries were made (or the first refutation reached)
   */
  public record Result(Tally tally, List<Long> refuting, Optional<Worst> worst, boolean complete) {

    public Outcome outcome() {
      if (tally.refuted() > 0) {
        return new Outcome.Refuted();
      }
      if (!complete) {
        return new Outcome.Interrupted();
      }
      if (tally.isVacuous()) {
        return new Outcome.Vacuous();
      }
      if (tally.undecided() > 0) {
        return new Outcome.Undecided();
      }
      return tally.consistent() > 0 ? new Outcome.Consistent() : new Outcome.Held();
    }
  }

  /** The refuting instance with the largest violation; the lowest index among equals. */
  public record Worst(double size, long index) {
    static final Comparator<Worst> ORDER =
        Comparator.comparingDouble(Worst::size)
            .thenComparing(Comparator.comparingLong(Worst::index).reversed());
  }

  /** The results of one block. */
  private record Block(Tally tally, List<Long> refuting, Optional<Worst> worst) {}

  public static <I extends Record> Result run(
      Problem<I> problem, Sampler<I> sampler, Key key, SearchOptions options, Until until) {
    long tries = options.tries().orElse(sampler.defaultTries());
    long blocks = (tries + BLOCK - 1) / BLOCK;
    AtomicLong next = new AtomicLong();
    AtomicLong stopAfter = new AtomicLong(blocks);
    List<Callable<List<Numbered>>> work = new ArrayList<>();
    for (int t = 0; t < options.threads(); t++) {
      work.add(
          () -> {
            List<Numbered> mine = new ArrayList<>();
            for (long b = next.getAndIncrement(); b < stopAfter.get(); b = next.getAndIncrement()) {
              if (options.cancelled().getAsBoolean()) {
                break;
              }
              long first = b * BLOCK;
              int count = (int) Math.min(BLOCK, tries - first);
              Block block = block(problem, sampler, key, first, count);
              mine.add(new Numbered(b, block));
              options.progress().accept(count);
              if (until == Until.FIRST_REFUTATION && !block.refuting().isEmpty()) {
                long after = b + 1;
                stopAfter.accumulateAndGet(after, Math::min);
              }
            }
            return mine;
          });
    }
    List<Numbered> done = new ArrayList<>();
    Threads.inOrder(work, options.threads()).forEach(done::addAll);
    return merge(done, stopAfter.get());
  }

  private record Numbered(long number, Block block) {}

  /**
   * Merges the blocks before the stop in order; what lies beyond it, or after a gap that a
   * cancellation left, does not count.
   */
  private static Result merge(List<Numbered> done, long stop) {
    done.sort(Comparator.comparingLong(Numbered::number));
    Tally tally = Tally.EMPTY;
    List<Long> refuting = new ArrayList<>();
    Optional<Worst> worst = Optional.empty();
    long expected = 0;
    for (Numbered n : done) {
      if (n.number() >= stop || n.number() != expected) {
        break;
      }
      expected++;
      tally = tally.merge(n.block().tally());
      n.block().refuting().stream().limit((long) KEPT - refuting.size()).forEach(refuting::add);
      worst = larger(worst, n.block().worst());
    }
    return new Result(tally, List.copyOf(refuting), worst, expected >= stop);
  }

  private static Optional<Worst> larger(Optional<Worst> a, Optional<Worst> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    return Worst.ORDER.compare(a.get(), b.get()) >= 0 ? a : b;
  }

  private static <I extends Record> Block block(
      Problem<I> problem, Sampler<I> sampler, Key key, long first, int count) {
    TallyBuilder builder = new TallyBuilder();
    Optional<Strata<I>> strata = problem.proposition().strata();
    List<Long> refuting = new ArrayList<>();
    Optional<Worst> worst = Optional.empty();
    for (long index = first; index < first + count; index++) {
      I instance = sampler.draw(key.stream(index));
      Examination examination = Examination.of(problem, instance);
      builder.add(examination, index);
      // an instance that was not decided shows nothing of its cell
      if (examination.verdict() != Examination.Verdict.VACUOUS
          && examination.verdict() != Examination.Verdict.UNDECIDED) {
        strata.ifPresent(s -> builder.add(s.place().apply(instance)));
      }
      if (examination.verdict() == Examination.Verdict.REFUTED) {
        refuting.add(index);
        worst = larger(worst, Optional.of(new Worst(examination.violation(), index)));
      }
    }
    return new Block(builder.build(), refuting, worst);
  }
}
