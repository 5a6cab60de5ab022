package org.theoria.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.theoria.certify.Problem;
import org.theoria.proposition.Screen;
import org.theoria.sampling.Key;

/**
 * A sweep of an entry's screen. What the screen does not clear is examined by the claims.
 *
 * @param screen the screen
 * @param tries how many instances were swept; fewer than asked for when interrupted
 * @param suspicious how many were not cleared
 * @param tally what the claims said of those
 * @param worstRatio the largest |difference| / bound among those cleared
 * @param refuting indices of certified refutations, at most 8
 */
public record ScreenRun<I extends Record>(
    Screen<I> screen,
    long tries,
    long suspicious,
    Tally tally,
    double worstRatio,
    List<Long> refuting) {
  private static final int BLOCK = 4096;
  private static final int KEPT = 8;
  private static final Screen.Sweep NOTHING = new Screen.Sweep(new long[0], 0);

  /** The key of a screen: apart from the streams of the sampler. */
  public static Key key(Problem<?> problem, long seed) {
    return new Key(problem.proposition().id() + "/screen", seed);
  }

  static <I extends Record> ScreenRun<I> of(
      Screen<I> screen, Problem<I> problem, long tries, SearchOptions options) {
    Key key = key(problem, options.seed());
    List<Callable<Optional<Screen.Sweep>>> work = new ArrayList<>();
    for (long first = 0; first < tries; first += BLOCK) {
      long start = first;
      int count = (int) Math.min(BLOCK, tries - first);
      work.add(() -> sweep(screen, key, start, count, options));
    }
    TallyBuilder tally = new TallyBuilder();
    List<Long> refuting = new ArrayList<>();
    long suspicious = 0;
    double worst = 0;
    long swept = 0;
    List<Optional<Screen.Sweep>> done = Threads.inOrder(work, options.threads());
    for (int i = 0; i < done.size(); i++) {
      Screen.Sweep sweep = done.get(i).orElse(NOTHING);
      swept += done.get(i).isPresent() ? Math.min(BLOCK, tries - (long) i * BLOCK) : 0;
      worst = Math.max(worst, sweep.worstRatio());
      for (long index : sweep.suspicious()) {
        suspicious++;
        Examination e = Examination.of(problem, screen.instance(key, index));
        tally.add(e, index);
        if (e.verdict() == Examination.Verdict.REFUTED && refuting.size() < KEPT) {
          refuting.add(index);
        }
      }
    }
    return new ScreenRun<>(screen, swept, suspicious, tally.build(), worst, List.copyOf(refuting));
  }

  private static <I extends Record> Optional<Screen.Sweep> sweep(
      Screen<I> screen, Key key, long first, int count, SearchOptions options) {
    if (options.cancelled().getAsBoolean()) {
      return Optional.empty(); // not swept: the run was interrupted
    }
    Screen.Sweep sweep = screen.sweep(key, first, count);
    options.progress().accept(count);
    return Optional.of(sweep);
  }
}
