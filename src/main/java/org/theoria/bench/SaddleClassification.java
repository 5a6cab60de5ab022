package org.theoria.bench;

import java.util.List;
import java.util.Optional;
import org.theoria.backend.LinearHessianSweep;
import org.theoria.backend.SaddleKernel;
import org.theoria.backend.SaddleVerdict;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.network.Architecture;

/**
 * Critical points of (4,3,3,3) on 8 examples told apart, strict saddles from the rest, in double
 * precision with a derived bound ({@link SaddleKernel}); every subset, tightened and loose, each in
 * {@value #GAUGES} random gauges. The truth is known from the construction: a wrong verdict counts,
 * an undecided one is work for exact arithmetic and counts apart.
 */
public final class SaddleClassification implements BenchTask {
  private static final Architecture ARCHITECTURE = Architecture.of(4, 3, 3, 3);
  private static final int EXAMPLES = 8;
  private static final int GAUGES = 256;
  private static final long SEED = 1;

  @Override
  public String id() {
    return "saddle-classification";
  }

  @Override
  public String description() {
    return "Strict saddle or not, of "
        + 16 * GAUGES
        + " critical points of the linear network (4,3,3,3), n = 8: every subset, tightened and"
        + " loose, random gauges; Hessian in closed form, LDL^T, derived bound.";
  }

  @Override
  public Optional<Comparison> comparison() {
    return Optional.of(new Comparison(id(), "points_per_s", true));
  }

  @Override
  public List<Figure> run(Settings settings) {
    SaddlePoints data = SaddlePoints.draw(ARCHITECTURE, EXAMPLES, GAUGES, SEED);
    int size = data.kinds().size();
    SaddleVerdict[] verdicts = new SaddleVerdict[size];
    double rate;
    double operations = 0;
    try (LinearHessianSweep sweep =
        new LinearHessianSweep(ARCHITECTURE, data.sample(), settings.threads())) {
      rate = size * Rate.of(() -> sweep.run(data.points(), verdicts), settings.seconds());
      for (SaddleVerdict v : verdicts) {
        operations += sweep.operations(v);
      }
    }
    SaddleKernel kernel = new SaddleKernel(ARCHITECTURE, data.sample());
    int wrong = 0;
    int undecided = 0;
    double bound = 0;
    for (int i = 0; i < size; i++) {
      boolean strict = data.kinds().get(i).strict();
      switch (verdicts[i]) {
        case STRICT -> wrong += strict ? 0 : 1;
        case NOT_STRICT -> wrong += strict ? 1 : 0;
        case NOT_CRITICAL -> wrong++;
        case UNDECIDED -> undecided++;
      }
      if (kernel.classify(data.points(), i * kernel.count()) == SaddleVerdict.NOT_STRICT) {
        bound = Math.max(bound, kernel.bound());
      }
    }
    double peak = Machine.peakOperations(settings.threads(), settings.seconds() / 2);
    String of = "of " + size;
    return List.of(
        ours("points_per_s", rate, "1/s"),
        ours("wrong", wrong, of),
        ours("undecided", undecided, of),
        ours("largest_bound", bound, "of the Hessian's scale"),
        ours("tolerance", kernel.tolerance(), "of the Hessian's scale"),
        ours("operations_per_point", operations / size, "1"),
        new Figure(id(), "machine", "multiply_add_peak", peak, "flop/s"),
        ours("share_of_peak", rate * operations / size / peak, "1"));
  }
}
