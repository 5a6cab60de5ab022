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
 * machine. But some of its steps are as long as they like (a resultant of large polynomials), so
 * that there is a backstop: after that much processor time of the child, or {@value #WALL_FACTOR}
 * times as much on the clock, it is killed, and the next question starts another.
 */
public final class Z3Solver implements SmtSolver, AutoCloseable {
  /** The version, which the build asks for. */
  public static final String VERSION = "4.14.1";

  /** Steps (rlimit) of each of the two attempts at a question: one to three seconds, mostly. */
  public static final int STEP_LIMIT = 1_500_000;

  /** Memory of the solver; what needs more is given up. */
  public static final int MEMORY_LIMIT_MB = 1_024;

  /** Processor time of one question, after which the child is killed. */
  public static final Duration BACKSTOP = Duration.ofSeconds(8);

  private static final int WALL_FACTOR = 8;
  private static final long POLL_MILLIS = 20;
  private static final Duration STOPPING = Duration.ofSeconds(5);

  private final int steps;
  private final Duration backstop;
  private final List<String> options;
  private Optional<Child> child = Optional.empty();

  /** With the limits above. */
  public Z3Solver() {
    this(STEP_LIMIT, BACKSTOP);
  }

  /**
   * With other limits.
   *
   * @param steps the limit of steps of each attempt
   * @param backstop the processor time of one question, after which the process is killed
   */
  public Z3Solver(int steps, Duration backstop) {
    this(steps, backstop, List.of());
  }

  /** With more options for the child's JVM; a later option overrides an earlier one. */
  Z3Solver(int steps, Duration backstop, List<String> options) {
    if (steps < 1 || backstop.isNegative() || backstop.isZero()) {
      throw new IllegalArgumentException(
          "Z3: the limits must be positive, got " + steps + " steps and " + backstop);
    }
    this.steps = steps;
    this.backstop = backstop;
    this.options = List.copyOf(options);
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
      running = child.isPresent() ? child.get() : Child.start(steps, options);
      child = Optional.of(running);
    } catch (IOException e) {
      return new SmtAnswer.Unavailable("its process does not start: " + e.getMessage());
    }
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(() -> running.ask(script), Thread::startVirtualThread);
    try {
      Optional<String> text = await(answer, running.process());
      if (text.isPresent()) {
        return SmtCodec.read(text.get());
      }
      close();
      return new SmtAnswer.Unknown(
          "stopped after " + backstop.toMillis() + " ms of processor time", 0);
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

  /** The answer, or nothing when the process has used up its time. */
  private Optional<String> await(CompletableFuture<String> answer, Process process)
      throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    Optional<Duration> before = process.info().totalCpuDuration();
    while (true) {
      try {
        return Optional.of(answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        long wall = System.nanoTime() - start;
        Optional<Duration> now = process.info().totalCpuDuration();
        // where the platform does not tell it, time on the clock counts
        long used =
            before.isPresent() && now.isPresent() ? now.get().minus(before.get()).toNanos() : wall;
        if (used > backstop.toNanos() || wall > WALL_FACTOR * backstop.toNanos()) {
          return Optional.empty();
        }
      }
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
    static Child start(int steps, List<String> options) throws IOException {
      Path folder = Files.createTempDirectory("theoria-z3-");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
      command.addAll(
          List.of(
              "-Xmx64m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Xshare:auto",
              // standard output is for answers only
              "-XX:+DisplayVMOutputToStderr",
              "-Xlog:disable",
              "--enable-native-access=ALL-UNNAMED",
              "-Djava.io.tmpdir=" + folder,
              "-cp",
              System.getProperty("java.class.path", "")));
      command.addAll(options);
      command.addAll(
          List.of(
              Z3Child.class.getName(), Integer.toString(steps), Integer.toString(MEMORY_LIMIT_MB)));
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().clear(); // no options for a JVM from outside
      builder.environment().put("LC_ALL", "C.UTF-8");
      Process process = builder.start();
      Thread hook = new Thread(() -> end(process, folder));
      try {
        Runtime.getRuntime().addShutdownHook(hook);
      } catch (IllegalStateException e) { // Ctrl-C: a partial report is still to be written
        end(process, folder);
        throw new IOException("the program is ending", e);
      }
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
