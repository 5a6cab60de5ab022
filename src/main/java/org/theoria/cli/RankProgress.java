package org.theoria.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.theoria.network.rank.RankRun;
import org.theoria.network.rank.RankState;
import org.theoria.proposition.Language;
import org.theoria.report.Progress;

/**
 * A rank that a person waits for: before an elimination its size, its memory and the time that it
 * will take at the rate of the first second; then how far it is; and its state in a file now and
 * then.
 */
final class RankProgress implements RankRun, AutoCloseable {
  private static final long BETWEEN_SAVES = TimeUnit.MINUTES.toNanos(5);

  /** Multiply-adds of a unit of progress. */
  private static final double UNIT = 1e6;

  private final Io io;
  private final Language language;
  private final long mostBytes;
  private final Optional<RankCheckpoint> checkpoint;
  private Optional<Progress> progress = Optional.empty();
  private double left;
  private long saved = System.nanoTime();

  RankProgress(Io io, Language language, long mostBytes, Optional<RankCheckpoint> checkpoint) {
    this.io = io;
    this.language = language;
    this.mostBytes = mostBytes;
    this.checkpoint = checkpoint;
  }

  @Override
  public boolean cancelled() {
    return io.cancelled().getAsBoolean();
  }

  @Override
  public void begins(int rows, int columns, double total, double done) {
    close();
    if (io.terminal()) {
      io.err()
          .println(
              String.format(
                  Locale.ROOT,
                  language == Language.FR
                      ? "élimination %d×%d : %.3g multiplications-additions, %d Mio"
                      : "elimination %d×%d: %.3g multiply-adds, %d MiB",
                  rows,
                  columns,
                  total - done,
                  (8L * rows * columns) >> 20));
    }
    String label = language == Language.FR ? "10^6 mult.-add." : "10^6 multiply-adds";
    left = total - done;
    progress = Optional.of(io.progress(language, label, Math.round(left / UNIT)));
  }

  @Override
  public void advance(double multiplyAdds) {
    // what is rounded off now is counted later
    long before = Math.round(left / UNIT);
    left -= multiplyAdds;
    long units = before - Math.round(left / UNIT);
    progress.ifPresent(p -> p.advance(units));
  }

  @Override
  public void save(RankState state, boolean last) {
    if (last || System.nanoTime() - saved >= BETWEEN_SAVES) {
      checkpoint.ifPresent(c -> c.write(state));
      saved = System.nanoTime();
    }
  }

  @Override
  public Optional<RankState> resumed() {
    return checkpoint.flatMap(RankCheckpoint::read);
  }

  @Override
  public long mostBytes() {
    return mostBytes;
  }

  @Override
  public void close() {
    progress.ifPresent(Progress::close);
    progress = Optional.empty();
  }
}
