package org.theoria.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;
import org.theoria.search.Catalogue;
import org.theoria.symbolic.CheckLimits;
import org.theoria.symbolic.CheckedStep;
import org.theoria.symbolic.StepChecker;
import org.theoria.symbolic.StepStatus;
import org.theoria.symbolic.SymjaGateway;

/**
 * The backpropagation formula of the entry {@code backprop-gradient} with uninterpreted activations
 * and loss, at the shapes of the peers, to exact zero: decided by Symja and confirmed, with fresh
 * symbols each time. Warm, and as a whole cold process (a new JVM, its own Symja, one run).
 *
 * @param id the task, also in peers.py
 * @param shapes as the entry's proof names them
 */
public record SymbolicBackprop(String id, List<String> shapes) implements BenchTask {
  private static final long PROCESS_LIMIT_SECONDS = 300;

  public SymbolicBackprop {
    shapes = List.copyOf(shapes);
  }

  /** The peers' small shapes. */
  public static SymbolicBackprop small() {
    return new SymbolicBackprop(
        "symbolic-backprop", List.of("(1,1)", "(2,2)", "(2,3,1)", "(2,2,2)", "(1,2,2,1)"));
  }

  /** The peers' large shapes. */
  public static SymbolicBackprop large() {
    return new SymbolicBackprop(
        "symbolic-backprop-large", List.of("(2,3,3,2)", "(3,3,3,3)", "(3,3,3,3,1)"));
  }

  @Override
  public String description() {
    return "Seconds to prove the backpropagation formula for uninterpreted σ and L at the shapes "
        + String.join(" ", shapes)
        + ", confirmation included: warm (median), and as a whole cold process.";
  }

  @Override
  public Optional<Comparison> comparison() {
    return Optional.of(new Comparison(id, "seconds", false));
  }

  @Override
  public List<Figure> run(Settings settings) {
    List<FormalClaims> claims = claims();
    List<Double> seconds = new ArrayList<>();
    try (SymjaGateway cas = new SymjaGateway(Duration.ofSeconds(10))) {
      long seed = 1;
      long end = System.nanoTime() + (long) (settings.seconds() * 1e9);
      do { // warm-up
        prove(claims, cas, seed++);
      } while (System.nanoTime() < end);
      end = System.nanoTime() + (long) (settings.seconds() * 1e9);
      do {
        seconds.add(prove(claims, cas, seed++));
      } while (System.nanoTime() < end);
    }
    return List.of(
        new Figure(id, "ours", "seconds", Median.of(seconds), "s, warm, of " + seconds.size()),
        new Figure(id, "ours", "cold", cold(), "s, whole process"));
  }

  private List<FormalClaims> claims() {
    List<FormalClaims> all = new ArrayList<>();
    Catalogue.load(List.of()).entries().stream()
        .filter(p -> p.id().equals("backprop-gradient"))
        .flatMap(p -> p.proof().steps().stream())
        .map(Step::justification)
        .forEach(
            justification -> {
              if (justification instanceof Justification.OwnClaims own) {
                all.addAll(own.shapes());
              }
            });
    List<FormalClaims> chosen = all.stream().filter(c -> shapes.contains(c.shape())).toList();
    if (chosen.size() != shapes.size()) {
      throw new IllegalStateException(
          id + ": the proof of backprop-gradient has not all of the shapes " + shapes);
    }
    return chosen;
  }

  /** Seconds; the seed makes other points, primes and tags. */
  private double prove(List<FormalClaims> claims, SymjaGateway cas, long seed) {
    CheckLimits limits =
        new CheckLimits(CheckLimits.DEFAULT.cases(), CheckLimits.DEFAULT.points(), seed);
    Text text = Text.of("the whole formula", "la formule entière");
    Step step = new Step(id, text, "", new Justification.OwnClaims(claims, text));
    long start = System.nanoTime();
    CheckedStep checked = new StepChecker(cas, limits).check(step);
    double seconds = (System.nanoTime() - start) * 1e-9;
    if (!(checked.status() instanceof StepStatus.Checked)) {
      throw new IllegalStateException(id + ": " + checked.status().detail());
    }
    return seconds;
  }

  /** Seconds of a new JVM that proves it once, from start to exit. */
  private double cold() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder command =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Cold.class.getName(),
                id)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      long start = System.nanoTime();
      Process process = command.start();
      boolean ended = process.waitFor(PROCESS_LIMIT_SECONDS, TimeUnit.SECONDS);
      double seconds = (System.nanoTime() - start) * 1e-9;
      if (!ended) {
        process.destroyForcibly();
      }
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(
            id + ": the cold process " + (ended ? "failed" : "did not end"));
      }
      return seconds;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(id + ": the cold process did not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(id + ": interrupted", e);
    }
  }

  /** One run in a process of its own. */
  static final class Cold {
    private Cold() {}

    /**
     * @param arguments the id of the task
     */
    public static void main(String[] arguments) {
      SymbolicBackprop task =
          List.of(small(), large()).stream()
              .filter(t -> t.id().equals(arguments[0]))
              .findFirst()
              .orElseThrow();
      try (SymjaGateway cas = new SymjaGateway(Duration.ofSeconds(10))) {
        task.prove(task.claims(), cas, 1);
      }
    }
  }
}
