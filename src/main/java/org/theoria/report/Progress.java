package org.theoria.report;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.theoria.proposition.Language;
import org.theoria.report.ProgressLine.Field;

/**
 * A line that tells how far a long task is, how fast it goes and how long it will still take. It is
 * written over itself at most five times a second, and gone when the task is closed. Where the
 * output is not a terminal, nothing is written at all.
 *
 * <p>Any number of threads may {@link #advance}; a thread never waits for another to print.
 */
public final class Progress implements AutoCloseable {

  /** At most five lines a second. */
  private static final long BETWEEN_LINES = TimeUnit.MILLISECONDS.toNanos(200);

  /**
   * The first second loads and compiles, and is no measure of the rest: a time is said to be left
   * only after another one.
   */
  private static final long START_UP = TimeUnit.SECONDS.toNanos(1);

  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream out;
  private final boolean shown;
  private final int width;
  private final Language language;
  private final String label;
  private final long total;
  private final LongSupplier nanoTime;
  private final long start;
  private final LongAdder done = new LongAdder();
  private final ReentrantLock printing = new ReentrantLock();
  private volatile Optional<TrainingStatus> status = Optional.empty();
  // Those below are guarded by the lock; lastLine is also read without it, as a hint only.
  private volatile long lastLine;
  private Mark older;
  private Mark newer;
  private boolean visible;
  private boolean closed;

  /** So much was done at that time. */
  private record Mark(long time, long units) {}

  private Progress(
      PrintStream out,
      boolean shown,
      int columns,
      Language language,
      String label,
      long total,
      LongSupplier nanoTime) {
    if (total < 0) {
      throw new IllegalArgumentException("progress: total must be ≥ 0, got " + total);
    }
    this.out = out;
    this.shown = shown;
    // one cell less than there are, so that the line never wraps: that could not be written over
    this.width = columns - 1;
    this.language = language;
    this.label = Printable.line(label);
    this.total = total;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.lastLine = start;
    this.older = new Mark(start, 0);
    this.newer = older;
  }

  /**
   * Starts a task.
   *
   * @param out where the line goes: standard error, so that standard output stays clean
   * @param shown whether to write anything: {@link #onTerminal()} unless the user said otherwise
   * @param columns the width of the terminal
   * @param language of the words in the line
   * @param label what is going on
   * @param total the number of units of work; 0 where it is not known
   */
  public static Progress start(
      PrintStream out, boolean shown, int columns, Language language, String label, long total) {
    return new Progress(out, shown, columns, language, label, total, System::nanoTime);
  }

  /** The same with a clock of one's own, in nanoseconds: for tests. */
  static Progress start(
      PrintStream out,
      boolean shown,
      int columns,
      Language language,
      String label,
      long total,
      LongSupplier nanoTime) {
    return new Progress(out, shown, columns, language, label, total, nanoTime);
  }

  /** Whether this process talks to a terminal: neither its input nor its output is piped. */
  public static boolean onTerminal() {
    // JDK 22 to 24 return a console even where piped, JDK 25 returns null there (measured).
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /** So many more units are done. */
  public void advance(long units) {
    done.add(units);
    if (!shown || nanoTime.getAsLong() - lastLine < BETWEEN_LINES || !printing.tryLock()) {
      return;
    }
    try {
      long now = nanoTime.getAsLong();
      if (!closed && now - lastLine >= BETWEEN_LINES) {
        lastLine = now;
        visible = true;
        out.print(CLEAR + line(now));
        out.flush();
      }
    } finally {
      printing.unlock();
    }
  }

  /** The next lines say how a training stands. */
  public void training(TrainingStatus now) {
    status = Optional.of(now);
  }

  /** Takes the line away. */
  @Override
  public void close() {
    printing.lock();
    try {
      if (visible && !closed) {
        out.print(CLEAR);
        out.flush();
      }
      closed = true;
    } finally {
      printing.unlock();
    }
  }

  private String line(long now) {
    long units = done.sum();
    double rate = rate(now, units);
    ProgressLine line = new ProgressLine().add(Field.LABEL, label);
    line.add(Field.COUNT, Numbers.count(units) + (total > 0 ? "/" + Numbers.count(total) : ""));
    if (total > 0) {
      line.add(Field.SHARE, Math.min(100, (long) (100.0 * units / total)) + " %");
    }
    line.add(
        Field.SPEED,
        (rate >= 10
                ? Numbers.count((long) rate)
                : Numbers.decimal(String.format(Locale.ROOT, "%.1f", rate), language))
            + "/s");
    if (total > units && rate > 0 && now - start >= 2 * START_UP) {
      String left = duration((long) Math.ceil((total - units) / rate));
      line.add(
          Field.LEFT,
          switch (language) {
            case EN -> left + " left";
            case FR -> "reste " + left;
          });
    }
    status.ifPresent(s -> s.addTo(line, language));
    return line.text(width);
  }

  /**
   * Units a second over the last half of the time at least, and three quarters at most: a slow
   * beginning is forgotten as time goes by.
   */
  private double rate(long now, long units) {
    if (now - start >= Math.max(2 * (newer.time() - start), START_UP)) {
      older = newer;
      newer = new Mark(now, units);
    }
    return (units - older.units()) / ((now - older.time()) / 1e9);
  }

  private static String duration(long seconds) {
    long hours = seconds / 3600;
    String rest = hours > 0 ? "%d:%02d:%02d" : "%2$d:%3$02d";
    return String.format(Locale.ROOT, rest, hours, seconds / 60 % 60, seconds % 60);
  }
}
