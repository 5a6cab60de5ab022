package org.theoria.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.theoria.report.Progress;
import picocli.CommandLine;

/**
 * The program's entry: connects the commands to the process, and makes Ctrl-C end with a partial
 * report.
 */
public final class Main {

  /** How long the process waits, once told to stop, for the partial report. */
  private static final long STOPPING_SECONDS = 60;

  private Main() {}

  /** Runs one command; the exit codes are those of {@link ExitCode}. */
  public static void main(String[] args) {
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch finished = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, finished), "stop"));
    int code;
    try (PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err)) {
      boolean terminal = Progress.onTerminal();
      boolean colour =
          terminal && Optional.ofNullable(System.getenv("NO_COLOR")).orElse("").isEmpty();
      Path here = Path.of("").toAbsolutePath();
      Path home = Path.of(System.getProperty("theoria.home", here.toString()));
      code =
          run(
              new Io(
                  out,
                  err,
                  System.in,
                  terminal,
                  colour,
                  columns(Optional.ofNullable(System.getenv("COLUMNS")), terminal),
                  here,
                  home,
                  stop::get),
              args);
    } finally {
      finished.countDown();
    }
    System.exit(code);
  }

  /**
   * Signals start the JVM's shutdown; it goes on only when the command has seen the flag and
   * written what it has.
   */
  private static void stopAndWait(AtomicBoolean stop, CountDownLatch finished) {
    stop.set(true);
    try {
      if (!finished.await(STOPPING_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("theoria: stopped before the partial report was written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** The terminal's width as the launcher or the shell exports it. */
  static int columns(Optional<String> exported, boolean terminal) {
    String text = exported.orElse("");
    return text.matches("[0-9]{1,4}") && !text.matches("0+")
        ? Integer.parseInt(text)
        : terminal ? 80 : 100;
  }

  /** Runs one command, connected to these streams, and returns its exit code. */
  static int run(Io io, String... args) {
    CommandLine line = commandLine(io);
    boolean debug = List.of(args).contains("--debug");
    line.setParameterExceptionHandler((e, given) -> fail(io, UsageErrors.line(e)));
    line.setExecutionExceptionHandler((e, command, parsed) -> Failures.report(io, e, debug));
    try {
      return line.execute(StepCommand.withLinesApart(args));
    } catch (OutOfMemoryError e) {
      return fail(
          io,
          "out of memory: expected a heap in which this fits, got "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB (THEORIA_OPTS=-Xmx...)");
    }
  }

  static CommandLine commandLine(Io io) {
    CommandLine line = new CommandLine(new Root());
    line.addSubcommand(new ListCommand(io));
    line.addSubcommand(new VerifyCommand(io));
    line.addSubcommand(new ShowCommand(io));
    line.addSubcommand(new StepCommand(io));
    line.addSubcommand(new SampleCommand(io));
    line.addSubcommand(new ReplayCommand(io));
    line.addSubcommand(new AblateCommand(io));
    line.addSubcommand(new SharpenCommand(io));
    line.addSubcommand(new MutantsCommand(io));
    line.addSubcommand(new ErrataCommand(io));
    line.addSubcommand(new RankCommand(io));
    line.addSubcommand(new ClassifyCommand(io));
    line.addSubcommand(new TrainCommand(io));
    line.addSubcommand(new ExperimentCommand(io));
    line.addSubcommand(new BackendsCommand(io));
    line.addSubcommand(new BenchCommand(io));
    line.setExpandAtFiles(false); // an argument is what was typed, never the name of a file of more
    line.setUsageHelpWidth(Math.clamp(io.columns(), 60, 100));
    line.setOut(new PrintWriter(io.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(io.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            io.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    return line;
  }

  static int fail(Io io, String message) {
    io.err().println("theoria: " + Failures.oneLine(message));
    return ExitCode.USAGE;
  }
}
