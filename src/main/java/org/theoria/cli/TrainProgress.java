package org.theoria.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.theoria.proposition.Language;
import org.theoria.report.Progress;
import org.theoria.train.HeldOut;
import org.theoria.train.ModelLook;
import org.theoria.train.ModelObserver;

/**
 * A training run that a person waits for: a line that is written over itself on a terminal; else a
 * line for look 0, 1, 2, 5, 10, 20, 50, …; its state in a file now and then; and Ctrl-C.
 */
final class TrainProgress implements ModelObserver, AutoCloseable {
  private static final long BETWEEN_SAVES = TimeUnit.SECONDS.toNanos(30);

  private final Io io;
  private final Language language;
  private final long epochs;
  private final int stepsOfAnEpoch;
  private final int examples;
  private final Optional<TrainCheckpoint> checkpoint;
  private Optional<Progress> progress = Optional.empty();
  private long steps;
  private long looks;
  private long saved;

  TrainProgress(
      Io io,
      Language language,
      long epochs,
      int stepsOfAnEpoch,
      int examples,
      Optional<TrainCheckpoint> checkpoint) {
    this.io = io;
    this.language = language;
    this.epochs = epochs;
    this.stepsOfAnEpoch = stepsOfAnEpoch;
    this.examples = examples;
    this.checkpoint = checkpoint;
  }

  @Override
  public boolean look(ModelLook look) {
    long now = System.nanoTime();
    // the first at once: a file that cannot be written is found before the run
    if (looks == 0 || now - saved >= BETWEEN_SAVES) {
      checkpoint.ifPresent(c -> c.write(look.state()));
      saved = now;
    }
    if (looks == 0) {
      steps = look.step();
      progress =
          Optional.of(
              Progress.start(
                  io.err(),
                  io.terminal(),
                  language,
                  language == Language.FR ? "époques" : "epochs",
                  Math.max(0, epochs - look.epoch())));
    }
    progress.ifPresent(p -> p.note("  " + line(look)));
    if (!io.terminal() && isShown(looks)) {
      String epoch = language == Language.FR ? "époque " : "epoch ";
      io.err().println(epoch + look.epoch() + "  " + line(look));
    }
    looks++;
    return !io.cancelled().getAsBoolean();
  }

  private static boolean isShown(long look) {
    long digit = look;
    while (digit >= 10 && digit % 10 == 0) {
      digit /= 10;
    }
    return digit <= 2 || digit == 5;
  }

  /** What is said first is what is there last in a line that is cut. */
  private String line(ModelLook look) {
    boolean french = language == Language.FR;
    StringBuilder line = new StringBuilder(french ? "perte " : "loss ");
    line.append(digits(look.loss() / examples));
    look.heldOut().ifPresent(held -> line.append(" test ").append(text(held)));
    line.append("  ‖∇E‖ ").append(digits(look.gradientNorm()));
    line.append(french ? "  taux " : "  rate ").append(digits(look.rate()));
    return french ? line.toString().replace('.', ',') : line.toString();
  }

  private static String text(HeldOut.Measure held) {
    return digits(held.loss())
        + (held.accuracy().isPresent()
            ? String.format(Locale.ROOT, " %.1f %%", held.accuracy().getAsDouble() * 100)
            : "");
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  @Override
  public boolean stopped() {
    if (steps++ % stepsOfAnEpoch == 0 && looks > 0) {
      progress.ifPresent(p -> p.advance(1));
    }
    return io.cancelled().getAsBoolean();
  }

  @Override
  public void close() {
    progress.ifPresent(Progress::close);
    progress = Optional.empty();
  }
}
