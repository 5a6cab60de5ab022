package org.theoria.cli;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.theoria.proposition.Language;
import org.theoria.report.Progress;
import org.theoria.report.TrainingStatus;
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
              io.progress(
                  language,
                  language == Language.FR ? "époques" : "epochs",
                  Math.max(0, epochs - look.epoch())));
    }
    TrainingStatus status =
        new TrainingStatus(
            look.loss() / examples, look.heldOut(), look.gradientNorm(), look.rate());
    progress.ifPresent(p -> p.training(status));
    if (!io.terminal() && isShown(looks)) {
      String epoch = language == Language.FR ? "époque " : "epoch ";
      io.err().println(epoch + look.epoch() + "  " + status.text(language));
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
