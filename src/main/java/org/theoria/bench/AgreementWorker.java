package org.theoria.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.theoria.arithmetic.PrimeField;
import org.theoria.bench.AgreementRanks.Violation;
import org.theoria.bench.AgreementTally.Part;
import org.theoria.bench.AgreementTally.Violated;
import org.theoria.certify.RankFile;
import org.theoria.network.Network;
import org.theoria.network.rank.KinkPolicy;
import org.theoria.network.rank.LocalRank;
import org.theoria.network.rank.OutputRows;
import org.theoria.network.rank.bulk.GridJacobian;
import org.theoria.network.rank.bulk.GridNetwork;
import org.theoria.network.rank.bulk.HiddenSlopes;
import org.theoria.network.rank.bulk.RankMethod;
import org.theoria.network.rank.bulk.SingularValueRank;
import org.theoria.sampling.GridProfile;
import org.theoria.sampling.GridSampler;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/** Checks networks of one shape, with memory of its own: one for each thread. */
final class AgreementWorker {
  static final Key NETWORKS = new Key("bench/rank-agreement", 1);
  static final Key PRIMES = new Key("bench/rank-agreement/primes", 1);

  /** The finer grids take the exact rank ten times as long, and are drawn half as often. */
  private static final List<GridProfile> PROFILES =
      List.of(
          GridProfile.COARSE,
          GridProfile.PLACED,
          GridProfile.DEGENERATE,
          GridProfile.FINE,
          GridProfile.COARSE,
          GridProfile.PLACED,
          GridProfile.DEGENERATE,
          GridProfile.UNCENTRED);

  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private record Kit(GridSampler sampler, GridJacobian jacobian, SingularValueRank doubles) {}

  private final AgreementShape shape;
  private final List<Kit> kits = new ArrayList<>();
  private final AgreementMethods methods;

  AgreementWorker(AgreementShape shape, HiddenSlopes slopes, AgreementMethods.Factory factory) {
    this.shape = shape;
    for (GridProfile profile : PROFILES) {
      GridSampler sampler =
          new GridSampler(profile, shape.architecture(), slopes, shape.examples());
      kits.add(
          new Kit(
              sampler,
              new GridJacobian(sampler.grid(), shape.examples()),
              new SingularValueRank(sampler.grid(), shape.examples())));
    }
    int columns = kits.getFirst().jacobian().columns();
    this.methods = factory.of(shape.rows(), columns);
  }

  /** Instances first, …, first + count − 1, modulo one prime of their own. */
  void check(long first, int count, AgreementTally tally) {
    RankMethod field =
        methods.field().apply(PrimeField.randomPrime61(PRIMES.stream(first)::nextLong));
    for (long index = first; index < first + count; index++) {
      check(index, field, tally);
    }
  }

  private void check(long index, RankMethod modular, AgreementTally tally) {
    long start = CLOCK.getCurrentThreadCpuTime();
    Stream stream = NETWORKS.stream(index);
    Kit kit = kits.get(stream.nextInt(kits.size()));
    boolean softmax = shape.architecture().outputs() > 1 && stream.chance(1, 2);
    OutputRows outputs = softmax ? OutputRows.SOFTMAX : OutputRows.LOGITS;
    GridNetwork network = kit.sampler().draw(stream);
    start = spent(tally, Part.DRAW, start);
    GridJacobian j = kit.jacobian();
    j.of(network, outputs);
    start = spent(tally, Part.JACOBIAN, start);
    int interval = methods.interval().rank(j.rows(), j.count(), j.columns());
    start = spent(tally, Part.INTERVAL, start);
    int field = modular.rank(j.rows(), j.count(), j.columns());
    start = spent(tally, Part.FIELD, start);
    int exact = methods.exact().rank(j.rows(), j.count(), j.columns());
    start = spent(tally, Part.EXACT, start);
    int doubles = kit.doubles().rank(network, outputs);
    spent(tally, Part.DOUBLE, start);
    AgreementRanks ranks =
        new AgreementRanks(interval, field, exact, network.grid().bound(outputs));
    Set<Violation> violations = ranks.violations();
    if (!violations.isEmpty()) {
      String what = shape.name() + ", " + outputs + ", " + ranks;
      String json = tally.isFirst(index) ? json(network, outputs) : "";
      tally.violated(violations, new Violated(index, what, json));
    }
    tally.add(
        ranks, outputs, j.count(), doubles, j.kinks() > 0, network.grid().log2Unlucky(j.count()));
  }

  private static long spent(AgreementTally tally, Part part, long since) {
    long now = CLOCK.getCurrentThreadCpuTime();
    tally.spent(part, now - since);
    return now;
  }

  /** The instance with its rank as {@code theoria rank --exact} certifies it. */
  static String json(GridNetwork drawn, OutputRows outputs) {
    Network network = drawn.toNetwork();
    LocalRank rank = LocalRank.of(network, drawn.toInputs(), outputs, KinkPolicy.RIGHT);
    ObjectNode node =
        RankFile.write(network, drawn.toInputs(), outputs, KinkPolicy.RIGHT, rank.exactly());
    return node.toString();
  }
}
