package org.theoria.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.theoria.proposition.Language;
import org.theoria.report.Progress;

/**
 * The progress of a part of a command, whose clock starts with that part: its rate and the time
 * that remains are its own.
 */
final class LateProgress implements AutoCloseable {
  private final Io io;
  private final Language language;
  private final String label;
  private final List<Progress> started = new ArrayList<>();

  LateProgress(Io io, Language language, String label) {
    this.io = io;
    this.language = language;
    this.label = label;
  }

  /** Starts it; to be told how many units are done. */
  LongConsumer start(long total) {
    Progress progress = io.progress(language, label, total);
    started.add(progress);
    return progress::advance;
  }

  @Override
  public void close() {
    started.forEach(Progress::close);
  }
}
