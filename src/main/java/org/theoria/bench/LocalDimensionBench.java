package org.theoria.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.bench.BenchRecord.Unavailable;
import org.theoria.certify.NetworkFile;
import org.theoria.certify.SampleFile;
import org.theoria.network.Activation;
import org.theoria.network.file.ExampleRange;
import org.theoria.network.rank.KinkPolicy;
import org.theoria.network.rank.LocalDimension;
import org.theoria.network.rank.LocalDimension.Certainty;
import org.theoria.network.rank.LocalRank;
import org.theoria.network.rank.OutputRows;
import org.theoria.network.rank.RankRun;
import org.theoria.network.rank.RankState;

/**
 * rank D f_θ(X) of a ReLU network that peers.py trains on digits and writes to a file, with X: from
 * the file to the rank, as {@code theoria rank} does it. The peers find it from a float Jacobian.
 */
public final class LocalDimensionBench implements BenchTask {
  /** Of the probability of error, where the rank is not proven: the default of the command. */
  private static final double LOG2_ERROR = -20;

  /**
   * Singular values of a 3000 × 25720 matrix take minutes, and longer on a machine that is busy.
   */
  private static final long LIMIT_SECONDS = 3600;

  /** The shortest time is taken of so many runs. */
  private static final int RUNS = 3;

  private final String id;
  private final String description;

  private LocalDimensionBench(String id, String description) {
    this.id = id;
    this.description = description;
  }

  static LocalDimensionBench trained() {
    return new LocalDimensionBench(
        "local-dimension",
        "Rank of the Jacobian matrix, 3000x25720, of a trained (784,30,30,30,10) on 300 digits.");
  }

  static LocalDimensionBench deficient() {
    return new LocalDimensionBench(
        "local-dimension-deficient",
        "The same of a trained (49,16,16,10), 3000x1242: deficient, where thresholds mislead.");
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Optional<Comparison> comparison() {
    return Optional.of(new Comparison(id, "seconds", false, true, LIMIT_SECONDS));
  }

  @Override
  public List<? extends BenchRecord> run(Settings settings) {
    Path file = settings.folder().resolve(id + ".npz");
    if (!Files.isReadable(file)) {
      return List.of(new Unavailable(id, "ours", "peers.py did not write " + id + ".npz"));
    }
    double peak = Machine.peakOperations(settings.threads(), settings.seconds() / 2);
    double best = Double.POSITIVE_INFINITY;
    List<Figure> figures = List.of();
    for (int run = 0; run < RUNS; run++) {
      Work work = new Work();
      long start = System.nanoTime();
      LocalDimension d = rank(file, work);
      double seconds = (System.nanoTime() - start) * 1e-9;
      if (seconds < best) {
        best = seconds;
        figures = figures(d, seconds, work, peak);
      }
    }
    return figures;
  }

  private static LocalDimension rank(Path file, Work work) {
    String name = String.valueOf(file.getFileName());
    NetworkFile read = NetworkFile.read(file, name);
    int depth = read.weights().size();
    List<Activation> activations = new ArrayList<>();
    for (int h = 0; h < depth; h++) {
      activations.add(h < depth - 1 ? Activation.RELU : Activation.IDENTITY);
    }
    SampleFile.Layout rows = new SampleFile.Layout(true, ExampleRange.ALL, Rational.ONE);
    RationalMatrix x = SampleFile.inputs(file, name, rows).x();
    LocalRank problem =
        LocalRank.of(read.network(activations), x, OutputRows.LOGITS, KinkPolicy.REFUSE);
    return problem.overField(prime -> new SplittableRandom(prime)::nextLong, LOG2_ERROR, work);
  }

  private List<Figure> figures(LocalDimension d, double seconds, Work work, double peak) {
    String of = "of a " + d.rows() + "x" + d.columns() + " Jacobian";
    List<Figure> figures = new ArrayList<>();
    figures.add(ours("seconds", seconds, "s, from the file to the rank"));
    figures.add(ours("rank", d.rank(), of));
    figures.add(ours("upper_bound", d.kernel().rank(), "proven"));
    figures.add(
        switch (d.certainty()) {
          case Certainty.TwoSided t -> ours("probability_of_error", 0, "proven from both sides");
          case Certainty.Exact e -> ours("probability_of_error", 0, "proven over Q");
          case Certainty.Probable p ->
              ours("probability_of_error", Math.pow(2, p.log2Error()), "proven from below");
        });
    if (work.done > 0) {
      figures.add(ours("multiply_adds", work.done, "of dense eliminations"));
      figures.add(new Figure(id, "machine", "multiply_add_peak", peak, "flop/s"));
      figures.add(ours("share_of_peak", 2 * work.done / work.seconds / peak, "1, eliminations"));
    }
    return figures;
  }

  /** Counts multiply-adds of eliminations, and their time. */
  private static final class Work implements RankRun {
    private double done;
    private double seconds;
    private long last;

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public void begins(int rows, int columns, double total, double before) {
      last = System.nanoTime();
    }

    @Override
    public void advance(double multiplyAdds) {
      long now = System.nanoTime();
      seconds += (now - last) * 1e-9;
      last = now;
      done += multiplyAdds;
    }

    @Override
    public void save(RankState state, boolean end) {}

    @Override
    public Optional<RankState> resumed() {
      return Optional.empty();
    }

    @Override
    public long mostBytes() {
      return Runtime.getRuntime().maxMemory() / 2;
    }
  }
}
