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

  /** The line is cut there, so that it never wraps: a wrapped line cannot be written over. */
  private static final int WIDTH = 79;

  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream out;
  private final boolean shown;
  private final Language language;
  private final String label;
  private final long total;
  private final LongSupplier nanoTime;
  private final long start;
  private final LongAdder done = new LongAdder();
  private final ReentrantLock printing = new ReentrantLock();
  private volatile String note = "";
  // The three below are guarded by the lock; lastLine is also read without it, as a hint only.
  private volatile long lastLine;
  private boolean visible;
  private boolean closed;

  private Progress(
      PrintStream out,
      boolean shown,
      Language language,
      String label,
      long total,
      LongSupplier nanoTime) {
    if (total < 0) {
      throw new IllegalArgumentException("progress: total must be ≥ 0, got " + total);
    }
    this.out = out;
    this.shown = shown;
    this.language = language;
    this.label = Printable.line(label);
    this.total = total;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.lastLine = start;
  }

  /**
   * Starts a task.
   *
   * @param out where the line goes: standard error, so that standard output stays clean
   * @param shown whether to write anything: {@link #onTerminal()} unless the user said otherwise
   * @param language of the words in the line
   * @param label what is going on
   * @param total the number of units of work; 0 where it is not known
   */
  public static Progress start(
      PrintStream out, boolean shown, Language language, String label, long total) {
    return new Progress(out, shown, language, label, total, System::nanoTime);
  }

  /** The same with a clock of one's own, in nanoseconds: for tests. */
  static Progress start(
      PrintStream out,
      boolean shown,
      Language language,
      String label,
      long total,
      LongSupplier nanoTime) {
    return new Progress(out, shown, language, label, total, nanoTime);
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

  /** The next lines end with the loss and the norm of its gradient. */
  public void training(double loss, double gradientNorm) {
    if (shown) {
      String word =
          switch (language) {
            case EN -> "loss ";
            case FR -> "perte ";
          };
      note = "  " + word + digits(loss) + "  ‖∇‖ " + digits(gradientNorm);
    }
  }

  /** The next lines end with this. */
  public void note(String text) {
    if (shown) {
      note = Printable.line(text);
    }
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
    double seconds = (now - start) / 1e9;
    double rate = units / seconds;
    StringBuilder line = new StringBuilder(label).append("  ").append(count(units));
    if (total > 0) {
      line.append('/').append(count(total));
      line.append("  ").append(Math.min(100, (long) (100.0 * units / total))).append(" %");
    }
    line.append("  ").append(rate >= 10 ? count((long) rate) : tenths(rate)).append("/s");
    if (total > units && units > 0) {
      String left = duration((long) Math.ceil((total - units) / rate));
      line.append("  ");
      line.append(
          switch (language) {
            case EN -> left + " left";
            case FR -> "reste " + left;
          });
    }
    return cut(line.append(note).toString());
  }

  /** Thousands apart, without a sign that one language would read as a decimal point. */
  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
  }

  private String tenths(double number) {
    String text = String.format(Locale.ROOT, "%.1f", number);
    return switch (language) {
      case EN -> text;
      case FR -> text.replace('.', ',');
    };
  }

  private String digits(double number) {
    String text = String.format(Locale.ROOT, "%.2e", number);
    return switch (language) {
      case EN -> text;
      case FR -> text.replace('.', ',');
    };
  }

  private static String duration(long seconds) {
    long hours = seconds / 3600;
    String rest = hours > 0 ? "%d:%02d:%02d" : "%2$d:%3$02d";
    return String.format(Locale.ROOT, rest, hours, seconds / 60 % 60, seconds % 60);
  }

  private static String cut(String line) {
    StringBuilder kept = new StringBuilder();
    int width = 0;
    for (String character : DisplayWidth.graphemes(line).toList()) {
      width += DisplayWidth.of(character);
      if (width > WIDTH) {
        break;
      }
      kept.append(character);
    }
    return kept.toString();
  }
}
