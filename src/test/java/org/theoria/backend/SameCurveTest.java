package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theoria.backend.BackendStatus.Unavailable;
import org.theoria.backend.cuda.TestedCuda;
import org.theoria.backend.model.DeviceModel;
import org.theoria.backend.model.Model;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Parameters;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/** One training run, step by step, is the same on every backend within rounding. */
final class SameCurveTest {
  private static final int STEPS = 60;

  private static double[] curve(Backend backend, Precision p, Optimiser method) {
    Architecture a = Architecture.of(3, 12, 9, 4);
    Stream r = new Key("same-curve", 1).stream(0);
    try (Session s = backend.open(p, 2)) {
      DeviceModel n =
          new DeviceModel(
              s,
              Model.of(
                  a,
                  List.of(Activation.TANH, Activation.SIGMOID, Activation.SOFTMAX),
                  Loss.CROSS_ENTROPY,
                  true));
      double[] theta = new double[new Parameters(a).count()];
      for (int k = 0; k < theta.length; k++) {
        theta[k] = r.nextInt(-64, 64) / 64.0;
      }
      n.write(theta);
      double[] x = new double[60];
      double[] y = new double[80];
      for (int k = 0; k < x.length; k++) {
        x[k] = r.nextInt(-64, 64) / 32.0;
      }
      for (int j = 0; j < 20; j++) {
        y[r.nextInt(4) * 20 + j] = 1;
      }
      DeviceMatrix inputs = s.upload(3, 20, x);
      DeviceMatrix targets = s.upload(4, 20, y);
      n.start(method);
      double[] losses = new double[STEPS];
      for (int t = 1; t <= STEPS; t++) {
        losses[t - 1] = n.lossAndGradient(inputs, targets, 0);
        n.step(t, 1, new WeightDecay.None());
      }
      return losses;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "openblas, FLOAT64",
    "openblas, FLOAT32",
    "opencl, FLOAT64",
    "opencl, FLOAT32",
    "cuda, FLOAT64",
    "cuda, FLOAT32"
  })
  void asOnTheReference(String name, Precision p) {
    Backend backend =
        name.equals("cuda")
            ? TestedCuda.backend()
            : Backends.installed().all().stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElseThrow();
    if (!name.equals("openblas") && backend.probe() instanceof Unavailable(String reason)) {
      Assumptions.abort(name + ": " + reason);
    }
    // Smooth, and far from where rounding is amplified: 2¹⁴ roundings of the largest loss, some
    // hundred operations for each of the steps.
    for (Optimiser method : List.of(new Optimiser.Momentum(0.01, 0.9), Optimiser.Adam.of(0.01))) {
      double[] expected = curve(Backends.installed().named("ejml"), Precision.FLOAT64, method);
      double[] got = curve(backend, p, method);
      assertArrayEquals(expected, got, 0x1p14 * p.unitRoundoff() * expected[0], method.id());
      assertTrue(got[STEPS - 1] < 0.9 * got[0], "it learns");
    }
  }
}
