package org.theoria.theorems.regularisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theoria.backend.Backend;
import org.theoria.backend.BackendStatus;
import org.theoria.backend.Backends;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Experiment;
import org.theoria.experiment.Observations;
import org.theoria.experiment.Watch;

/** The experiment recover-absolute-value with the slide's network: one curve on every backend. */
final class SameCurveOnBackendsTest {

  /**
   * Of the first loss. 2²⁰ roundings: a step makes some 2¹³ operations, of which an error is what
   * about 2⁶ random ones leave; that the 200 steps do not make it more than 2¹⁴ times larger is not
   * derived but seen (over the 1000 steps of the slide the largest deviation was 2¹² roundings). A
   * wrong operation shows at once: ReLU networks are not that forgiving.
   */
  private static final double SAME = 0x1p20 * 0x1p-53;

  private static final AbsoluteSettings SLIDE =
      new AbsoluteSettings(new LineNetwork(6, 20), 10, 1, 100, 5, 0.002, 100);

  private static List<Double> losses(Backend backend) {
    Observations seen =
        new AbsoluteExperiment(Optional.of(backend), Optional.of(SLIDE))
            .run(new Experiment.Settings(true, 1), Watch.SILENT);
    assertTrue(seen.complete());
    Exhibit.Table table =
        seen.tables().stream().filter(t -> t.id().equals("loss")).findFirst().orElseThrow();
    int column = table.columns().stream().map(Exhibit.Column::id).toList().indexOf("loss");
    return table.rows().stream().map(r -> Double.parseDouble(r.get(column).en())).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openblas", "opencl", "cuda"})
  void isTheCurveOfTheReference(String name) {
    Backends installed = Backends.installed();
    Backend backend =
        installed.all().stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow();
    if (!name.equals("openblas") && backend.probe() instanceof BackendStatus.Unavailable u) {
      Assumptions.abort(name + ": " + u.reason());
    }
    List<Double> expected = losses(installed.named("ejml"));
    List<Double> got = losses(backend);
    assertEquals(expected.size(), got.size());
    double first = expected.getFirst();
    for (int k = 0; k < expected.size(); k++) {
      assertEquals(expected.get(k), got.get(k), SAME * first, name + ", loss " + k);
    }
    assertTrue(got.getLast() < first / 10, "it learns");
  }
}
