package org.theoria.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.theoria.certify.Problem;
import org.theoria.proposition.Language;
import org.theoria.proposition.Screen;
import org.theoria.sampling.Key;

/**
 * A sweep of an entry's screen. What the screen does not clear is examined by the claims.
 *
 * @param screen the screen
 * @param asked how many instances were to be swept
 * @param tries how many were; fewer when it was interrupted, or too many were not cleared
 * @param suspicious how many were not cleared
 * @param tally what the claims said of those
 * @param worstRatio the largest {@link Screen#ratio} among those cleared
 * @param counts the cells of the screen's tables
 * @param refuting indices of certified refutations, at most 8
 */
public record ScreenRun<I extends Record>(
    Screen<I> screen,
    long asked,
    long tries,
    long suspicious,
    Tally tally,
    double worstRatio,
    List<Long> counts,
    List<Long> refuting) {

  /** Where a screen leaves more than this to the claims, it is of no use, and the sweep ends. */
  public static final int MOST_SUSPICIOUS = 100_000;

  private static final int BLOCK = 8192;
  private static final int KEPT = 8;

  /** Blocks are given out in rounds of about this time, each merged before the next begins. */
  private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** The key of a screen: apart from the streams of the sampler. */
  public static Key key(Problem<?> problem, long seed) {
    return new Key(problem.proposition().id() + "/screen", seed);
  }

  /** Whether the sweep ended because the screen did not clear enough. */
  public boolean clearsTooLittle() {
    return suspicious > MOST_SUSPICIOUS;
  }

  static <I extends Record> ScreenRun<I> of(
      Screen<I> screen, Problem<I> problem, SearchOptions options, ScreenOptions how) {
    long tries = how.tries(screen.defaultTries(), options.tries());
    ScreenProgress seen = swept(screen, problem, tries, options, how);
    Key key = key(problem, options.seed());
    TallyBuilder tally = new TallyBuilder();
    List<Long> refuting = new ArrayList<>();
    for (long index : seen.suspicious()) {
      Examination e = Examination.of(problem, screen.instance(key, index));
      tally.add(e, index);
      if (e.verdict() == Examination.Verdict.REFUTED && refuting.size() < KEPT) {
        refuting.add(index);
      }
    }
    return new ScreenRun<>(
        screen,
        tries,
        seen.done(),
        seen.suspicious().size(),
        tally.build(),
        seen.worstRatio(),
        seen.counts(),
        List.copyOf(refuting));
  }

  /**
   * Reads the checkpoint, or writes the first one: what is wrong with it shows before anything is
   * computed.
   *
   * @throws org.theoria.certify.FormatException where it is of another sweep, damaged, or cannot be
   *     written
   */
  static void check(
      Screen<?> screen, Problem<?> problem, SearchOptions options, ScreenOptions how) {
    if (how.checkpoint().isPresent()) {
      ScreenProgress seen =
          before(screen, problem, how.tries(screen.defaultTries(), options.tries()), options, how);
      new ScreenCheckpoint(identity(screen, problem, options), seen).write(how.checkpoint().get());
    }
  }

  private static ScreenCheckpoint.Identity identity(
      Screen<?> screen, Problem<?> problem, SearchOptions options) {
    return new ScreenCheckpoint.Identity(
        Verification.VERSION,
        problem.proposition().id(),
        options.seed(),
        screen.population().in(Language.EN));
  }

  /** What earlier runs have swept. */
  private static ScreenProgress before(
      Screen<?> screen, Problem<?> problem, long tries, SearchOptions options, ScreenOptions how) {
    return how.checkpoint()
        .flatMap(
            file ->
                ScreenCheckpoint.read(
                    file, identity(screen, problem, options), ScreenProgress.cells(screen), tries))
        .orElseGet(() -> ScreenProgress.start(screen));
  }

  private static ScreenProgress swept(
      Screen<?> screen, Problem<?> problem, long tries, SearchOptions options, ScreenOptions how) {
    Optional<Path> file = how.checkpoint();
    ScreenCheckpoint.Identity identity = identity(screen, problem, options);
    ScreenProgress seen = before(screen, problem, tries, options, how);
    LongConsumer progress = how.progress().apply(tries - seen.done());
    Key key = key(problem, options.seed());
    long saved = seen.done();
    long savedAt = System.nanoTime();
    int blocks = options.threads();
    while (seen.done() < tries
        && seen.suspicious().size() <= MOST_SUSPICIOUS
        && !options.cancelled().getAsBoolean()) {
      long start = System.nanoTime();
      seen = round(screen, key, seen, tries, blocks, options, progress);
      long now = System.nanoTime();
      blocks = now - start < ROUND_NANOS ? 2 * blocks : blocks;
      if (file.isPresent() && now - savedAt > CHECKPOINT_NANOS) {
        new ScreenCheckpoint(identity, seen).write(file.get());
        saved = seen.done();
        savedAt = now;
      }
    }
    if (file.isPresent() && saved < seen.done()) {
      new ScreenCheckpoint(identity, seen).write(file.get());
    }
    return seen;
  }

  /** The next blocks; those after a gap that a cancellation left do not count. */
  private static ScreenProgress round(
      Screen<?> screen,
      Key key,
      ScreenProgress seen,
      long tries,
      int blocks,
      SearchOptions options,
      LongConsumer progress) {
    List<Callable<Optional<Screen.Sweep>>> work = new ArrayList<>();
    long next = seen.done();
    for (int b = 0; b < blocks && next < tries; b++) {
      long first = next;
      int count = (int) Math.min(BLOCK, tries - first);
      next += count;
      work.add(
          () -> {
            if (options.cancelled().getAsBoolean()) {
              return Optional.empty();
            }
            Screen.Sweep sweep = screen.sweep(key, first, count);
            progress.accept(count);
            return Optional.of(sweep);
          });
    }
    List<Screen.Sweep> sweeps = new ArrayList<>();
    long instances = 0;
    for (Optional<Screen.Sweep> sweep : Threads.inOrder(work, options.threads())) {
      if (sweep.isEmpty()) {
        break;
      }
      sweeps.add(sweep.get());
      instances += Math.min(BLOCK, tries - seen.done() - instances);
    }
    return seen.and(sweeps, instances);
  }
}
