package org.theoria.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.theoria.backend.Precision;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.bench.BenchRecord.Unavailable;

/**
 * Runs tasks, ours and the peers' alternately (ours, peers, ours), so that a change in the
 * machine's mood falls on both sides, and reports the median of our figures over the best peer's.
 *
 * @param tasks what can be run
 * @param seconds the length of each of our measurements
 */
public record BenchRunner(List<BenchTask> tasks, double seconds) {
  private static final double SECONDS = 3;

  public BenchRunner {
    tasks = List.copyOf(tasks);
  }

  /** The tasks of this package, followed by further ones. */
  public static BenchRunner standard(BenchTask... further) {
    List<BenchTask> all =
        new ArrayList<>(
            List.of(
                new RankBoundsSweep(),
                new BackpropSweep(),
                new ThreadScaling(),
                new SaddleClassification(),
                new SaddleClassificationExact(),
                new SearchScaling(),
                new FirstWitness(),
                new VerifyAll(),
                SymbolicBackprop.small(),
                SymbolicBackprop.large(),
                new ProofSteps(),
                new RankSmall(),
                new RankAgreement(RankAgreement.SIZE),
                LocalDimensionBench.trained(),
                LocalDimensionBench.deficient(),
                TrainingTask.of(Precision.FLOAT64),
                TrainingTask.of(Precision.FLOAT32),
                SmallNetworkBatch.installed()));
    all.addAll(List.of(further));
    return new BenchRunner(all, SECONDS);
  }

  /**
   * @param taskIds the tasks to run, all if empty
   * @param python a Python that has the peers, if they are wanted
   * @param peersScript peers.py
   * @param threads how many threads ours may use
   * @param out gets one line a result as soon as it is known
   * @return the same results, for JSON
   * @throws IllegalArgumentException for an unknown task, naming the known ones
   * @throws IOException if {@code out} does not take a line
   */
  public List<BenchRecord> run(
      List<String> taskIds, Optional<Path> python, Path peersScript, int threads, Appendable out)
      throws IOException {
    List<BenchTask> chosen = new ArrayList<>();
    for (String id : taskIds) {
      chosen.add(task(id));
    }
    List<BenchRecord> records = new ArrayList<>();
    Path folder = Files.createTempDirectory("theoria-bench");
    try {
      Optional<Peers> peers = python.map(p -> new Peers(p, peersScript, folder));
      for (BenchTask task : taskIds.isEmpty() ? tasks : chosen) {
        out.append(task.id()).append(": ").append(task.description()).append('\n');
        records.addAll(run(task, peers, new BenchTask.Settings(threads, seconds, folder), out));
      }
    } finally {
      Peers.delete(folder);
    }
    return List.copyOf(records);
  }

  private BenchTask task(String id) {
    return tasks.stream()
        .filter(t -> t.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "bench: no task \"%s\"; the tasks are %s",
                        id,
                        String.join(", ", tasks.stream().map(BenchTask::id).toList()))));
  }

  private static List<BenchRecord> run(
      BenchTask task, Optional<Peers> peers, BenchTask.Settings settings, Appendable out)
      throws IOException {
    List<BenchRecord> records = new ArrayList<>();
    Optional<BenchTask.Comparison> comparison = task.comparison();
    boolean peersFirst = comparison.map(BenchTask.Comparison::peersFirst).orElse(false);
    if (!peersFirst) {
      records.addAll(task.run(settings));
    }
    if (comparison.isPresent()) {
      BenchTask.Comparison c = comparison.get();
      if (peers.isPresent()) {
        List<BenchRecord> others = peers.get().run(c.peerTask(), c.limitSeconds());
        records.addAll(others);
        if (peersFirst || others.stream().anyMatch(r -> has(r, c))) {
          records.addAll(task.run(settings)); // once more only where there is something to compare
        }
        records.addAll(ratios(task.id(), c, records));
      } else {
        records.add(new Unavailable(task.id(), "peers", "no Python given (--peers PYTHON)"));
      }
    }
    for (BenchRecord r : records) {
      out.append(line(r)).append('\n');
    }
    return records;
  }

  /** The ratio of each of ours to the best peer, or to each peer. */
  static List<BenchRecord> ratios(
      String task, BenchTask.Comparison comparison, List<BenchRecord> records) {
    List<BenchRecord> ours = records.stream().filter(r -> Ours.is(r.by())).toList();
    List<BenchRecord> ratios = new ArrayList<>();
    for (BenchRecord r : records) {
      if (comparison.peersFirst() && isOfPeer(r, comparison)) {
        ratios.add(ratio(task, comparison, Stream.concat(ours.stream(), Stream.of(r)).toList()));
      }
    }
    if (!ratios.isEmpty()) {
      return ratios;
    }
    List<BenchRecord> others = records.stream().filter(r -> isOfPeer(r, comparison)).toList();
    if (others.isEmpty()) {
      return List.of(ratio(task, comparison, records)); // why there is none, once
    }
    for (String by : ours.stream().map(BenchRecord::by).distinct().toList()) {
      Stream<BenchRecord> own = ours.stream().filter(r -> r.by().equals(by));
      if (ours.stream().anyMatch(r -> r.by().equals(by) && has(r, comparison))) {
        ratios.add(ratio(task, comparison, Stream.concat(own, others.stream()).toList()));
      }
    }
    return ratios.isEmpty() ? List.of(ratio(task, comparison, records)) : ratios;
  }

  private static boolean has(BenchRecord r, BenchTask.Comparison comparison) {
    return r instanceof Figure f && f.metric().equals(comparison.metric());
  }

  private static boolean isOfPeer(BenchRecord r, BenchTask.Comparison comparison) {
    return has(r, comparison) && !Ours.is(r.by());
  }

  /**
   * The median of ours over the best peer; for a duration inverted, so that above 1 always means
   * that ours is faster.
   *
   * @param records of one of ours, and of peers
   */
  static BenchRecord ratio(
      String task, BenchTask.Comparison comparison, List<? extends BenchRecord> records) {
    List<Double> ours = new ArrayList<>();
    List<Figure> others = new ArrayList<>();
    String name = "ours";
    for (BenchRecord r : records) {
      if (r instanceof Figure f && f.metric().equals(comparison.metric())) {
        if (Ours.is(f.by())) {
          ours.add(f.value());
          name = f.by();
        } else {
          others.add(f);
        }
      }
    }
    Comparator<Figure> byValue = Comparator.comparingDouble(Figure::value);
    Optional<Figure> best =
        others.stream().max(comparison.largerIsBetter() ? byValue : byValue.reversed());
    if (best.isEmpty() || ours.isEmpty()) {
      return new Unavailable(task, "ours / best peer", "no " + comparison.metric() + " of a peer");
    }
    double quotient = Median.of(ours) / best.get().value();
    return new Figure(
        task,
        name + " / " + best.get().by(),
        comparison.metric() + (comparison.largerIsBetter() ? "_ratio" : "_speed_up"),
        comparison.largerIsBetter() ? quotient : 1 / quotient,
        "1");
  }

  /** At most 100 columns, unless a name is long. */
  private static String line(BenchRecord record) {
    return switch (record) {
      case Figure f ->
          String.format(
              Locale.ROOT,
              "  %-32s %-34s %14s %s",
              f.by(),
              f.metric(),
              number(f.value()),
              f.unit());
      case Unavailable u ->
          String.format(Locale.ROOT, "  %-32s not available: %s", u.by(), u.why());
    };
  }

  private static String number(double value) {
    return Math.abs(value) >= 1000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
