package org.theoria.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.theoria.experiment.Watch;
import org.theoria.proposition.Language;
import org.theoria.proposition.Text;
import org.theoria.report.Progress;
import org.theoria.report.TrainingStatus;

/** Shows the stages of an experiment on a terminal, and passes Ctrl-C on. */
final class ProgressWatch implements Watch, AutoCloseable {
  private final Io io;
  private final Language language;
  private @Nullable Progress progress;

  ProgressWatch(Io io, Language language) {
    this.io = io;
    this.language = language;
  }

  @Override
  public void stage(Text label, long total) {
    close();
    progress = io.progress(language, label.in(language), total);
  }

  @Override
  public void advance(long units) {
    if (progress != null) {
      progress.advance(units);
    }
  }

  @Override
  public void training(double loss, double gradientNorm, double rate) {
    if (progress != null) {
      progress.training(new TrainingStatus(loss, Optional.empty(), gradientNorm, rate));
    }
  }

  @Override
  public boolean stopped() {
    return io.cancelled().getAsBoolean();
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
  }
}
