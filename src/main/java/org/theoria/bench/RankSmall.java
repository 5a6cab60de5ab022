package org.theoria.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.theoria.arithmetic.PrimeField;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.rank.OutputRows;
import org.theoria.network.rank.bulk.GridJacobian;
import org.theoria.network.rank.bulk.HiddenSlopes;
import org.theoria.network.rank.bulk.IntervalRank;
import org.theoria.network.rank.bulk.ModularRank;
import org.theoria.network.rank.bulk.RankMethod;
import org.theoria.sampling.GridProfile;
import org.theoria.sampling.GridSampler;
import org.theoria.sampling.Key;

/**
 * Ranks a second of small networks with three layers: drawing, patterns, Jacobian matrix and rank
 * in machine words, modulo a random prime of 61 bits (equal to the rank over ℚ but for a stated
 * probability), or certified in floating point. The peers draw networks by the same rule and take
 * singular values.
 */
public final class RankSmall implements BenchTask {
  private static final Architecture ARCHITECTURE = Architecture.of(2, 4, 4, 1);
  private static final int EXAMPLES = 34;
  private static final int BATCH = 1000;
  private static final Key KEY = new Key("bench/rank-small", 1);

  @Override
  public String id() {
    return "rank-small";
  }

  @Override
  public String description() {
    return "Patterns and rank of the Jacobian matrix of random ReLU networks (2,4,4,1), n <= 34,"
        + " drawing included: modulo a prime of 61 bits; the peers by singular values.";
  }

  @Override
  public Optional<Comparison> comparison() {
    return Optional.of(new Comparison(id(), "networks_per_s", true));
  }

  @Override
  public List<Figure> run(Settings settings) {
    GridSampler sampler = sampler();
    int columns = sampler.grid().columns();
    double field =
        rate(
            settings,
            () ->
                new ModularRank(EXAMPLES, columns)
                    .over(PrimeField.randomPrime61(KEY.stream(-1)::nextLong)));
    double interval = rate(settings, () -> new IntervalRank(EXAMPLES, columns));
    return List.of(
        ours("networks_per_s", field, "1/s"),
        ours("log2_error", sampler.grid().log2Unlucky(EXAMPLES), "of each, over the primes"),
        ours("networks_per_s_in_intervals", interval, "1/s"));
  }

  private static GridSampler sampler() {
    return new GridSampler(
        GridProfile.PLACED, ARCHITECTURE, HiddenSlopes.of(Activation.RELU), EXAMPLES);
  }

  private static double rate(Settings settings, Supplier<RankMethod> methods) {
    return BATCH
        * Rate.ofAll(() -> batch(methods.get()), settings.threads(), settings.seconds() / 2);
  }

  private static Runnable batch(RankMethod method) {
    GridSampler sampler = sampler();
    GridJacobian j = new GridJacobian(sampler.grid(), EXAMPLES);
    return () -> {
      int largest = 0;
      int patterns = 0;
      for (int i = 0; i < BATCH; i++) {
        j.of(sampler.draw(KEY.stream(i)), OutputRows.LOGITS);
        largest = Math.max(largest, method.rank(j.rows(), j.count(), j.columns()));
        patterns += j.patterns();
      }
      int bound = sampler.grid().bound(OutputRows.LOGITS);
      if (largest > bound || patterns < BATCH) {
        throw new IllegalStateException("rank-small: rank " + largest + " of at most " + bound);
      }
    };
  }
}
