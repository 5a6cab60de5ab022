package org.theoria.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.backend.Backend;
import org.theoria.backend.Backends;
import org.theoria.backend.Precision;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.bench.BenchRecord.Unavailable;

final class SmallNetworkBatchTest {
  private static final int COUNT = 37;

  /** The loop's gradient is that of its loss: central differences, whose error is about h². */
  @Test
  void theLoopHasTheGradientOfItsLoss() {
    SmallNetworks networks = SmallNetworks.draw(3);
    double h = 1e-5;
    try (JavaLoop loop = new JavaLoop(networks, 2)) {
      double[] losses = new double[3];
      double[][] gradients = new double[3][SmallNetworks.PARAMETERS];
      loop.gradients(networks.parameters(), losses, gradients);
      for (int k = 0; k < SmallNetworks.PARAMETERS; k++) {
        double up = loss(loop, networks.parameters()[1], k, h);
        double down = loss(loop, networks.parameters()[1], k, -h);
        assertEquals((up - down) / (2 * h), gradients[1][k], 1e-7, "parameter " + k);
      }
    }
  }

  private static double loss(JavaLoop loop, double[] theta, int k, double change) {
    double[] moved = theta.clone();
    moved[k] += change;
    double[] loss = new double[1];
    loop.gradients(new double[][] {moved}, loss, new double[1][theta.length]);
    return loss[0];
  }

  /** Every backend agrees with the loop, else the run fails. */
  @Test
  void everyBackendIsMeasuredAndAgrees() {
    Backends installed = Backends.installed();
    List<BenchRecord> records =
        new SmallNetworkBatch(installed, COUNT).run(new BenchTask.Settings(2, 0.001));
    for (Backend b : installed.all()) {
      List<BenchRecord> own =
          records.stream().filter(r -> r.by().equals(Ours.named(b.name()))).toList();
      assertTrue(
          own.getFirst() instanceof Unavailable
              || (own.size() == 2 && own.stream().allMatch(r -> ((Figure) r).value() > 0)),
          own.toString());
    }
    assertTrue(
        records.stream()
            .anyMatch(
                r ->
                    r instanceof Figure f
                        && f.by().equals("ours-ejml / ours-java-loop")
                        && f.metric().equals("network_steps_per_s_ratio")),
        records.toString());
  }

  @Test
  void anEntryBeyondTheBoundIsAFailureThatNamesIt() {
    Backend ejml = Backends.installed().named("ejml");
    double bound = SmallNetworkBatch.GRADIENT_ROUNDINGS * Precision.FLOAT64.unitRoundoff();
    double[] expected = {1, 2, 3};
    SmallNetworkBatch.require(
        ejml, 5, "gradient", new double[] {1, 2 + bound / 2, 3}, expected, bound);
    BenchFailure e =
        assertThrows(
            BenchFailure.class,
            () ->
                SmallNetworkBatch.require(
                    ejml, 5, "gradient", new double[] {1, 2 + 2 * bound, 3}, expected, bound));
    assertTrue(
        String.valueOf(e.getMessage()).contains("gradient of network 5 on ejml: entry 1"),
        e.getMessage());
    assertThrows(
        BenchFailure.class,
        () ->
            SmallNetworkBatch.require(
                ejml, 5, "gradient", new double[] {Double.NaN, 2, 3}, expected, bound));
  }
}
