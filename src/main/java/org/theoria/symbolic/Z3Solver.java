package org.theoria.symbolic;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Z3 4.14.1 for nonlinear real arithmetic (its procedure nlsat, then its general solver), in a
 * child process that is started when the first question comes and serves the next ones too.
 *
 * <p>What ends an answer is the limit of Z3's own count of steps, which is the same on every
 * machine. The clock is only a backstop, for calls that do not count: the process is then killed,
 * and the next question starts another.
 */
public final class Z3Solver implements SmtSolver, AutoCloseable {
  /** The version, which the build asks for. */
  public static final String VERSION = "4.14.1";

  /** Steps (rlimit) of each of the two attempts at a question; some seconds. */
  public static final int STEP_LIMIT = 20_000_000;

  /** Memory of the solver; what needs more is given up. */
  public static final int MEMORY_LIMIT_MB = 1_024;

  /** Far more than the steps take on a slow machine. */
  public static final Duration BACKSTOP = Duration.ofSeconds(120);

  private static final Duration STOPPING = Duration.ofSeconds(5);

  private final int steps;
  private final Duration backstop;
  private Optional<Child> child = Optional.empty();

  /** With the limits above. */
  public Z3Solver() {
    this(STEP_LIMIT, BACKSTOP);
  }

  /**
   * With other limits.
   *
   * @param steps the limit of steps of each attempt
   * @param backstop the time on the clock after which the process is killed
   */
  public Z3Solver(int steps, Duration backstop) {
    if (steps < 1 || backstop.isNegative() || backstop.isZero()) {
      throw new IllegalArgumentException(
          "Z3: the limits must be positive, got " + steps + " steps and " + backstop);
    }
    this.steps = steps;
    this.backstop = backstop;
  }

  @Override
  public String name() {
    return String.format(Locale.ROOT, "Z3 %s (limit %,d steps)", VERSION, steps);
  }

  @Override
  public synchronized SmtAnswer solve(String script) {
    Child running;
    try {
      if (child.isPresent() && !child.get().process().isAlive()) {
        close();
      }
      running = child.isPresent() ? child.get() : Child.start(steps);
      child = Optional.of(running);
    } catch (IOException e) {
      return new SmtAnswer.Unavailable("its process does not start: " + e.getMessage());
    }
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(() -> running.ask(script), Thread::startVirtualThread);
    try {
      return SmtCodec.read(answer.get(backstop.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      close();
      return new SmtAnswer.Unknown("stopped after " + backstop.toMillis() + " ms on the clock", 0);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      return new SmtAnswer.Unknown("the caller was interrupted", 0);
    } catch (ExecutionException e) {
      close();
      return new SmtAnswer.Unknown(
          "its process ended without an answer (it may have needed more than "
              + MEMORY_LIMIT_MB
              + " MB)",
          0);
    }
  }

  /** Ends the process; a later question starts another. */
  @Override
  public synchronized void close() {
    child.ifPresent(Child::kill);
    child = Optional.empty();
  }

  /**
   * A running process.
   *
   * @param process the process
   * @param folder its folder for temporary files: the native library is unpacked there, and a
   *     killed process cannot clean up
   * @param hook ends it when this JVM ends
   */
  private record Child(Process process, Path folder, Thread hook) {
    static Child start(int steps) throws IOException {
      Path folder = Files.createTempDirectory("theoria-z3-");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
      command.addAll(
          List.of(
              "-Xmx64m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Xshare:auto",
              "--enable-native-access=ALL-UNNAMED",
              "-Djava.io.tmpdir=" + folder,
              "-cp",
              System.getProperty("java.class.path", ""),
              Z3Child.class.getName(),
              Integer.toString(steps),
              Integer.toString(MEMORY_LIMIT_MB)));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      Thread hook = new Thread(() -> end(process, folder));
      Runtime.getRuntime().addShutdownHook(hook);
      return new Child(process, folder, hook);
    }

    String ask(String script) {
      try {
        SmtCodec.send(new DataOutputStream(process.getOutputStream()), script);
        return SmtCodec.receive(new DataInputStream(process.getInputStream()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void kill() {
      end(process, folder);
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // this JVM is ending: the hook runs, and finds nothing left to do
      }
    }

    private static void end(Process process, Path folder) {
      process.destroyForcibly();
      try {
        process.waitFor(STOPPING.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (!Files.exists(folder)) {
        return;
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        // a folder of temporary files that cannot be deleted does no harm to any answer
        folder.toFile().deleteOnExit();
      }
    }
  }
}
