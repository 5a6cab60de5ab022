package org.theoria.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.theoria.certify.Problem;
import org.theoria.proposition.Screen;
import org.theoria.sampling.Key;

/**
 * A sweep of an entry's screen. What the screen does not clear is examined by the claims.
 *
 * @param screen the screen
 * @param tries how many instances were swept
 * @param suspicious how many were not cleared
 * @param tally what the claims said of those
 * @param worstRatio the largest |difference| / bound among those cleared
 * @param refuting indices of certified refutations, at most 8
 */
public record ScreenRun<I extends Record>(
    Screen<I> screen, long tries, long suspicious, Tally tally, double worstRatio, List<Long> refuting) {
  private static final int BLOCK = 4096;

  /** The key of a screen: apart from the streams of the sampler. */
  public static Key key(Problem<?> problem, long seed) {
    return new Key(problem.proposition().id() + "/screen", seed);
  }

  static <I extends Record> ScreenRun<I> of(Screen<I> screen, Problem<I> problem, long tries, SearchOptions options) {
    Key key = key(problem, options.seed());
    ExecutorService pool = Executors.newFixedThreadPool(options.threads());
    try {
      List<Callable<Screen.Sweep>> work = new ArrayList<>();
      for (long first = 0; first < tries; first += BLOCK) {
        long start = first;
        int count = (int) Math.min(BLOCK, tries - first);
        work.add(
            () -> {
              if (options.cancelled().getAsBoolean()) {
                return new Screen.Sweep(LongStream.range(start, start).toArray(), 0);
              }
              Screen.Sweep sweep = screen.sweep(key, start, count);
              options.progress().accept(count);
              return sweep;
            });
      }
      TallyBuilder tally = new TallyBuilder();
      List<Long> refuting = new ArrayList<>();
      long suspicious = 0;
      double worst = 0;
      for (Future<Screen.Sweep> f : pool.invokeAll(work)) {
        Screen.Sweep sweep = f.get();
        worst = Math.max(worst, sweep.worstRatio());
        for (long index : sweep.suspicious()) {
          suspicious++;
          Examination e = Examination.of(problem, screen.instance(key, index));
          tally.add(e, index);
          if (e.verdict() == Examination.Verdict.REFUTED && refuting.size() < 8) {
            refuting.add(index);
          }
        }
      }
      return new ScreenRun<>(screen, tries, suspicious, tally.build(), worst, List.copyOf(refuting));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the screen was interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
