package org.theoria.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.bench.BenchRecord.Figure;

/**
 * The sweep of {@link BackpropSweep} on all threads against one: alternately, three times each, and
 * the median of the three ratios, since other programs on the machine disturb the two alike only
 * over a short time.
 */
public final class ThreadScaling implements BenchTask {
  private static final int ROUNDS = 3;

  @Override
  public String id() {
    return "threads";
  }

  @Override
  public String description() {
    return "The rate of backprop-sweep on all threads over the rate on one thread.";
  }

  @Override
  public Optional<Comparison> comparison() {
    return Optional.empty();
  }

  @Override
  public List<Figure> run(Settings settings) {
    SweepData data = SweepData.draw();
    List<Double> single = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int k = 0; k < ROUNDS; k++) {
      single.add(data.rate(1, settings.seconds() / ROUNDS));
      all.add(data.rate(settings.threads(), settings.seconds() / ROUNDS));
      ratios.add(all.getLast() / single.getLast());
    }
    return List.of(
        new Figure(id(), "ours", "gradients_per_s_1_thread", Median.of(single), "1/s"),
        new Figure(
            id(),
            "ours",
            "gradients_per_s_" + settings.threads() + "_threads",
            Median.of(all),
            "1/s"),
        new Figure(id(), "ours", "speed_up", Median.of(ratios), "1"));
  }
}
