package org.theoria.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.theoria.backend.Backend;
import org.theoria.backend.Backends;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.network.Loss;

/**
 * Many small networks at once ({@link SmallNetworks}), loss and gradient, on every available
 * backend's batch against {@link JavaLoop} on all threads: once with transfers (parameters up,
 * gradients down, each time), once with the parameters resident over many steps (up, steps, down).
 *
 * @param backends which to measure
 * @param count how many networks
 */
record SmallNetworkBatch(Backends backends, int count) implements BenchTask {
  /** Steps of a resident measurement, unless they take too long. */
  private static final int STEPS = 256;

  /** Steps after which parameters are compared. */
  static final int CHECKED_STEPS = 16;

  /** So small that parameters stay in [−1, 1] ({@link #RESIDENT_ROUNDINGS}). */
  static final Optimiser.GradientDescent METHOD = new Optimiser.GradientDescent(0x1p-16);

  /**
   * In units of u, how far two gradients may be apart. With every parameter, input and target in
   * [−1, 1] and H = 8: a pre-activation is off by 4u, tanh (1-Lipschitz, five ulps in OpenCL, 10u)
   * by 14u, f by 8·14u and the roundings 9·9u of its sum, so 193u; 2(f − y), at most 20, by 430u;
   * times v·(1 − t²)·x, each at most 1, by 430u + 20·34u = 1110u; the sum of 16 such terms, at most
   * 320, by 16·1110u + 16·320u &lt; 23,000u. Two runs: twice that.
   */
  static final double GRADIENT_ROUNDINGS = 46_000;

  /**
   * The same for a loss: 16 squares of f − y, each off by 2·10·203u + 100u, and the roundings of
   * their sum, 16·1600u, are less than 92,000u.
   */
  static final double LOSS_ROUNDINGS = 184_000;

  /**
   * In units of u, how far parameters may be apart after the checked steps. An entry of the
   * gradient is at most 320, so 16 steps of 2⁻¹⁶ move a parameter by at most 0.08: within [−1, 1].
   * ∇²E has norm at most 16·(2·25 + 20·3) = 1760 there (‖∇f‖² ≤ 25, ‖∇²f‖ ≤ 3), so that a step
   * stretches an error by at most 1 + 1760·2⁻¹⁶ &lt; 1.03 and adds 46,000·2⁻¹⁶u + 2u &lt; 3u in
   * each of 25 entries: 16·1.03¹⁶·3u·√25 &lt; 400u.
   */
  static final double RESIDENT_ROUNDINGS = 400;

  static SmallNetworkBatch installed() {
    return new SmallNetworkBatch(Backends.installed(), SmallNetworks.COUNT);
  }

  @Override
  public String id() {
    return "small-network-batch";
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "Loss and gradient of %,d networks %s, tanh, %d examples, in float64: each backend's batch"
            + " with transfers, and resident over gradient steps, against a plain Java loop on all"
            + " threads; torch.func as a further peer.",
        count,
        SmallNetworks.ARCHITECTURE.widths(),
        SmallNetworks.EXAMPLES);
  }

  @Override
  public Optional<Comparison> comparison() {
    return Optional.of(new Comparison(id(), "networks_per_s", true));
  }

  /** What the Java loop finds, and how fast. */
  private record Baseline(
      SmallNetworks networks,
      double[] losses,
      double[][] gradients,
      double[][] trained,
      double rate,
      double stepRate) {}

  @Override
  public List<BenchRecord> run(Settings settings) {
    Baseline baseline = baseline(settings);
    List<BenchRecord> records = new ArrayList<>();
    String loop = Ours.named("java-loop");
    records.add(new Figure(id(), loop, "networks_per_s", baseline.rate(), "1/s"));
    records.add(new Figure(id(), loop, "network_steps_per_s", baseline.stepRate(), "1/s"));
    records.addAll(
        Ours.each(id(), backends, Precision.FLOAT64, b -> measure(b, baseline, settings)));
    return records;
  }

  private Baseline baseline(Settings settings) {
    SmallNetworks networks = SmallNetworks.draw(count);
    double[] losses = new double[count];
    double[][] gradients = new double[count][SmallNetworks.PARAMETERS];
    double[][] trained = copy(networks.parameters());
    try (JavaLoop loop = new JavaLoop(networks, settings.threads())) {
      loop.steps(trained, CHECKED_STEPS, METHOD.rate());
      double rate =
          Rate.of(
              () -> loop.gradients(networks.parameters(), losses, gradients), settings.seconds());
      double[][] moving = copy(networks.parameters());
      double stepRate =
          STEPS * Rate.of(() -> loop.steps(moving, STEPS, METHOD.rate()), settings.seconds());
      return new Baseline(networks, losses, gradients, trained, count * rate, count * stepRate);
    }
  }

  private static double[][] copy(double[][] rows) {
    double[][] copy = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }

  private List<BenchRecord> measure(Backend backend, Baseline baseline, Settings settings) {
    SmallNetworks networks = baseline.networks();
    try (NetworkBatch batch =
        backend.batch(
            SmallNetworks.ARCHITECTURE,
            SmallNetworks.ACTIVATIONS,
            Loss.SQUARE,
            Precision.FLOAT64)) {
      check(backend, batch, baseline);
      double[][] start = networks.parameters();
      double rate =
          count
              * Rate.of(
                  () -> {
                    batch.upload(start, networks.samples());
                    batch.lossAndGradient();
                  },
                  settings.seconds());
      // a backend that takes the networks one by one would need minutes for all steps
      int steps = (int) Math.clamp(STEPS * rate * settings.seconds() / count / 64, 4, STEPS);
      double stepRate =
          (double) count
              * steps
              * Rate.of(
                  () -> {
                    batch.upload(start, networks.samples());
                    batch.steps(steps, METHOD);
                    batch.download();
                  },
                  settings.seconds());
      String by = Ours.named(backend.name());
      String ratio = by + " / " + Ours.named("java-loop");
      return List.of(
          new Figure(id(), by, "networks_per_s", rate, "1/s, transfers included"),
          new Figure(id(), by, "network_steps_per_s", stepRate, "1/s, " + steps + " steps"),
          new Figure(id(), ratio, "networks_per_s_ratio", rate / baseline.rate(), "1"),
          new Figure(
              id(), ratio, "network_steps_per_s_ratio", stepRate / baseline.stepRate(), "1"));
    }
  }

  /** Losses, gradients and trained parameters are those of the loop. */
  private void check(Backend backend, NetworkBatch batch, Baseline expected) {
    SmallNetworks networks = expected.networks();
    double u = Precision.FLOAT64.unitRoundoff();
    batch.upload(networks.parameters(), networks.samples());
    NetworkBatch.Gradients found = batch.lossAndGradient();
    batch.steps(CHECKED_STEPS, METHOD);
    double[][] trained = batch.download();
    for (int i = 0; i < count; i++) {
      double[] loss = {found.losses()[i]};
      double[] lossOfLoop = {expected.losses()[i]};
      require(backend, i, "loss", loss, lossOfLoop, LOSS_ROUNDINGS * u);
      require(
          backend,
          i,
          "gradient",
          found.gradients()[i],
          expected.gradients()[i],
          GRADIENT_ROUNDINGS * u);
      require(
          backend,
          i,
          "parameters after " + CHECKED_STEPS + " steps",
          trained[i],
          expected.trained()[i],
          RESIDENT_ROUNDINGS * u);
    }
  }

  /**
   * @throws BenchFailure where an entry is further from the expected one than the bound
   */
  static void require(
      Backend backend, int network, String what, double[] found, double[] expected, double bound) {
    for (int k = 0; k < expected.length; k++) {
      if (!(Math.abs(found[k] - expected[k]) <= bound)) {
        throw new BenchFailure(
            String.format(
                Locale.ROOT,
                "small-network-batch: %s of network %d on %s: entry %d is %s, in the Java loop %s;"
                    + " at most %.1e apart was expected",
                what,
                network,
                backend.name(),
                k,
                found[k],
                expected[k],
                bound),
            String.format(
                Locale.ROOT,
                "{\"task\":\"small-network-batch\",\"backend\":\"%s\",\"network\":%d}",
                backend.name(),
                network));
      }
    }
  }
}
