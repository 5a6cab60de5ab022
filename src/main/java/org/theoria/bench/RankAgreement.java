package org.theoria.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.theoria.bench.AgreementRanks.Violation;
import org.theoria.bench.AgreementTally.Part;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.network.Activation;
import org.theoria.network.rank.OutputRows;
import org.theoria.network.rank.bulk.Grid;
import org.theoria.network.rank.bulk.HiddenSlopes;
import org.theoria.sampling.GridProfile;
import org.theoria.search.Threads;

/**
 * Random networks of ten small shapes, half of those with several outputs with softmax: rank D
 * f_θ(X) certified in floating point, modulo a random prime, and over ℚ, by three ways that share
 * nothing but the matrix. On a kink the slope is the course's, that of pre-activations ≥ 0. None
 * may be above |E| + |B| − hidden, and interval ≤ field = exact; anything else is a {@link
 * BenchFailure} with the instance. Beside them singular values of the matrix in doubles against the
 * usual threshold, whose disagreements are counted.
 *
 * <p>Why that happens for softmax outputs and was not seen for logits: for a hidden neuron with
 * incoming weights w, bias b and outgoing weights v, Σ w_l ∂_{w_l} + b ∂_b = Σ v_k ∂_{v_k} holds up
 * to roundings of terms that are entries of the matrix times w, b or v, so that what ought to be 0
 * is a few roundings of the largest singular value. The entries of diag(s) − ssᵀ have roundings
 * relative to 1; where every example is classified with some certainty the entries, and with them
 * the threshold, are much smaller.
 *
 * <p>A prime is drawn for each {@value #BLOCK} networks; the probability that any of the field
 * ranks is too small is at most the sum over the networks of {@link Grid#log2Unlucky}.
 */
public final class RankAgreement implements BenchTask {
  /** How many networks share a prime and go to one thread. */
  static final int BLOCK = 500;

  /** Networks of the task as it stands in {@code theoria bench}. */
  static final long SIZE = 1_000_000;

  private final long size;
  private final AgreementMethods.Factory methods;

  /**
   * @param size how many networks, of all shapes together
   */
  public RankAgreement(long size) {
    this(size, AgreementMethods::standard);
  }

  RankAgreement(long size, AgreementMethods.Factory methods) {
    this.size = size;
    this.methods = methods;
  }

  @Override
  public String id() {
    return "rank-agreement";
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "%,d random ReLU networks of ten shapes: the rank in intervals, modulo a prime and over Q;"
            + " the bound |E|+|B|-hidden; singular values beside them.",
        size);
  }

  @Override
  public Optional<Comparison> comparison() {
    return Optional.empty();
  }

  @Override
  public List<Figure> run(Settings settings) {
    long start = System.nanoTime();
    List<AgreementTally> tallies = tallies(settings.threads());
    double seconds = (System.nanoTime() - start) * 1e-9;
    List<Figure> figures = new ArrayList<>();
    AgreementTally all = new AgreementTally();
    for (int s = 0; s < tallies.size(); s++) {
      shape(figures, AgreementShape.TEN.get(s), tallies.get(s));
      all.merge(tallies.get(s));
    }
    requireNone(all);
    totals(figures, all, seconds);
    return List.copyOf(figures);
  }

  private static void requireNone(AgreementTally all) {
    all.first()
        .ifPresent(
            network -> {
              throw new BenchFailure(
                  "rank-agreement: expected no violation, got "
                      + all.violations
                      + "; first instance "
                      + network.index()
                      + ": "
                      + network.what(),
                  network.json());
            });
  }

  /** One tally a shape. */
  List<AgreementTally> tallies(int threads) {
    AtomicLong nextBlock = new AtomicLong();
    List<AgreementTally> sums = fresh();
    List<Callable<List<AgreementTally>>> work =
        Collections.nCopies(threads, () -> blocks(nextBlock));
    for (List<AgreementTally> counted : Threads.inOrder(work, threads)) {
      for (int s = 0; s < sums.size(); s++) {
        sums.get(s).merge(counted.get(s));
      }
    }
    return sums;
  }

  private static List<AgreementTally> fresh() {
    List<AgreementTally> tallies = new ArrayList<>();
    for (int s = 0; s < AgreementShape.TEN.size(); s++) {
      tallies.add(new AgreementTally());
    }
    return tallies;
  }

  /** Takes blocks until there are no more; block b is of shape b modulo ten. */
  private List<AgreementTally> blocks(AtomicLong nextBlock) {
    HiddenSlopes relu = HiddenSlopes.of(Activation.RELU);
    List<AgreementTally> tallies = fresh();
    List<AgreementWorker> workers = new ArrayList<>();
    for (AgreementShape shape : AgreementShape.TEN) {
      workers.add(new AgreementWorker(shape, relu, methods));
    }
    int shapes = workers.size();
    for (long b = nextBlock.getAndIncrement(); b * BLOCK < size; b = nextBlock.getAndIncrement()) {
      int s = (int) (b % shapes);
      int count = (int) Math.min(BLOCK, size - b * BLOCK);
      workers.get(s).check(b * BLOCK, count, tallies.get(s));
    }
    return tallies;
  }

  private void shape(List<Figure> figures, AgreementShape shape, AgreementTally t) {
    Grid grid = GridProfile.COARSE.grid(shape.architecture(), HiddenSlopes.of(Activation.RELU));
    String name = shape.name() + " ";
    String bound = "bound " + grid.bound(OutputRows.LOGITS);
    if (shape.architecture().outputs() > 1) {
      bound += ", softmax " + grid.bound(OutputRows.SOFTMAX);
    }
    String of = "of " + t.networks;
    figures.add(count(name + "smallest_rank", t.networks == 0 ? 0 : t.smallest, of));
    figures.add(count(name + "largest_rank", t.largest, bound));
    figures.add(count(name + "bound_attained", t.attained, of));
    figures.add(count(name + "deficient", t.deficient, of));
    figures.add(count(name + "interval_below_exact", t.intervalBelow, of));
    figures.add(count(name + "singular_values_above", t.doubleAbove, of));
    figures.add(count(name + "singular_values_below", t.doubleBelow, of));
    figures.add(
        count(
            name + "above_the_maximum",
            t.doubleAboveMaximumLogits + t.doubleAboveMaximumSoftmax,
            of));
  }

  private void totals(List<Figure> figures, AgreementTally t, double seconds) {
    String of = "of " + t.networks;
    figures.add(count("networks", t.networks, t.softmax + " with softmax"));
    String unlucky =
        String.format(
            Locale.ROOT,
            "%s; probability of any <= 2^%.0f",
            of,
            Math.ceil(Math.log(t.unlucky) / Math.log(2)));
    for (Violation v : Violation.values()) {
      long count = t.violations.getOrDefault(v, 0L);
      figures.add(count(v.metric(), count, v == Violation.FIELD_BELOW_EXACT ? unlucky : of));
    }
    figures.add(count("interval_below_exact", t.intervalBelow, of));
    figures.add(count("bound_attained", t.attained, of));
    figures.add(count("deficient", t.deficient, of));
    figures.add(count("on_a_kink", t.kinks, of));
    figures.add(count("singular_values_above", t.doubleAbove, of));
    figures.add(count("singular_values_below", t.doubleBelow, of));
    String maximum = " outputs, above min(rows, bound)";
    figures.add(
        count("singular_values_above_maximum", t.doubleAboveMaximumLogits, "logit" + maximum));
    figures.add(
        count("singular_values_above_maximum", t.doubleAboveMaximumSoftmax, "softmax" + maximum));
    for (Part part : Part.values()) {
      double spent = 1e-9 * t.nanos.getOrDefault(part, 0L);
      figures.add(
          ours(
              part.name().toLowerCase(Locale.ROOT) + "_per_s",
              t.networks / spent,
              "1/s of processor time"));
    }
    figures.add(ours("networks_per_s", t.networks / seconds, "1/s"));
    figures.add(ours("seconds", seconds, "s"));
  }

  private Figure count(String metric, long value, String unit) {
    return ours(metric, (double) value, unit);
  }
}
