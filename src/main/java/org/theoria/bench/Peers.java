package org.theoria.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.bench.BenchRecord.Unavailable;
import org.theoria.network.file.Mnist;

/**
 * The peers, in a process of their own: {@code PYTHON peers.py TASK}, which prints one JSON object
 * a line. Whatever keeps them from running (no such Python, no torch, a crash, no end) becomes an
 * {@link Unavailable} with the reason, beside the figures that they did print.
 *
 * @param python the interpreter
 * @param script peers.py
 * @param folder where it runs, with {@code --data} the digits that some tasks are about
 */
public record Peers(Path python, Path script, Path folder) {
  private static final String ALL = "peers";

  /** A cold Python starts within some seconds on a busy machine. */
  private static final long START_SECONDS = 60;

  /**
   * Runs one task of peers.py.
   *
   * @param limitSeconds after this the process is ended
   */
  public List<BenchRecord> run(String task, long limitSeconds) {
    if (!Files.isReadable(script)) {
      return List.of(new Unavailable(task, ALL, script + " cannot be read"));
    }
    try {
      Path output = Files.createTempFile("theoria-peers", ".out");
      Path errors = Files.createTempFile("theoria-peers", ".err");
      try {
        return run(task, limitSeconds, output, errors);
      } finally {
        Files.deleteIfExists(output);
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      return List.of(new Unavailable(task, ALL, "cannot start: " + oneLine(e.toString())));
    }
  }

  /**
   * Why this interpreter cannot run a program, in a few words; empty where it ran one that does
   * nothing. Nothing else is run.
   */
  public static Optional<String> unusable(Path python) {
    boolean path = python.getNameCount() > 1 || Files.exists(python);
    if (path) {
      if (!Files.exists(python)) {
        return Optional.of("there is no such file");
      }
      if (Files.isDirectory(python)) {
        return Optional.of("it is a folder");
      }
      if (!Files.isExecutable(python)) {
        return Optional.of("it is not executable");
      }
    }
    Process process;
    try {
      process =
          new ProcessBuilder(interpreter(python), "-c", "")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return Optional.of(path ? "the system cannot start it" : "no program of that name was found");
    }
    if (!await(process, START_SECONDS)) {
      return Optional.of("an empty program did not end within " + START_SECONDS + " s");
    }
    return process.exitValue() == 0
        ? Optional.empty()
        : Optional.of("an empty program ended with exit code " + process.exitValue());
  }

  /** Removes the folder of a run, and what the peers left in it. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private List<BenchRecord> run(String task, long limitSeconds, Path output, Path errors)
      throws IOException {
    Mnist.copyTo(folder);
    Process process =
        new ProcessBuilder(
                interpreter(python), script.toAbsolutePath().toString(), "--data", ".", task)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    boolean ended = await(process, limitSeconds);
    List<BenchRecord> records = new ArrayList<>();
    for (String line : text(output).lines().toList()) {
      records.add(parse(task, line));
    }
    if (!ended) {
      records.add(
          new Unavailable(task, ALL, "ended after " + limitSeconds + " s without a result"));
    } else if (process.exitValue() != 0) {
      String last = text(errors).lines().reduce("", (a, b) -> b.isBlank() ? a : b);
      records.add(
          new Unavailable(task, ALL, "exit code " + process.exitValue() + ": " + oneLine(last)));
    } else if (records.isEmpty()) {
      records.add(new Unavailable(task, ALL, script + " printed nothing"));
    }
    return List.copyOf(records);
  }

  /** A file by its whole path, for the process runs elsewhere; else what the shell would find. */
  private static String interpreter(Path python) {
    return Files.exists(python) ? python.toAbsolutePath().toString() : python.toString();
  }

  /** Whether the process ended by itself; else it and its children are ended here. */
  private static boolean await(Process process, long limitSeconds) {
    boolean ended = false;
    try {
      ended = process.waitFor(limitSeconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return ended;
  }

  /**
   * Bytes that are no UTF-8 become replacement characters: a peer's message must not stop the run.
   */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** One line of peers.py: a figure, a peer that says why it is not available, or a note. */
  static BenchRecord parse(String task, String line) {
    JsonNode node;
    try {
      node = new ObjectMapper().readTree(line);
    } catch (JsonProcessingException e) {
      return new Unavailable(task, ALL, "not a line of JSON: " + oneLine(line));
    }
    String by = node.path("peer").asText(ALL);
    if (node.path("value").isNumber()) {
      return new Figure(
          task,
          by,
          node.path("metric").asText(),
          node.path("value").asDouble(),
          node.path("unit").asText());
    }
    String why = node.path("unavailable").asText(node.path("note").asText(line));
    return new Unavailable(task, by, oneLine(why));
  }

  private static String oneLine(String text) {
    String joined = text.strip().replaceAll("\\s+", " ");
    return joined.length() <= 200 ? joined : joined.substring(0, 200) + "…";
  }
}
