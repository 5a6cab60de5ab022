package org.theoria.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.theoria.proposition.Language;
import org.theoria.report.Progress;

/**
 * What a command is connected to. Tests connect it to memory.
 *
 * @param out results
 * @param err progress and errors
 * @param in what `replay -` reads
 * @param terminal whether a person is watching: progress is shown
 * @param colour whether results may be coloured
 * @param columns the width of the terminal; where it is not known 80, and 100 for what is none
 * @param directory where relative paths begin
 * @param home the folder of the program, where bench finds the peers' script
 * @param cancelled whether the user has asked to stop
 */
record Io(
    PrintStream out,
    PrintStream err,
    InputStream in,
    boolean terminal,
    boolean colour,
    int columns,
    Path directory,
    Path home,
    BooleanSupplier cancelled) {

  /**
   * Starts the progress of a task.
   *
   * @param total the number of units of work; 0 where it is not known
   */
  Progress progress(Language language, String label, long total) {
    return Progress.start(err, terminal, columns, language, label, total);
  }
}
