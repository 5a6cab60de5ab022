package org.theoria.backend.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.IntervalMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.backend.BatchSamples;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.backend.ScalarActivation;
import org.theoria.backend.Session;
import org.theoria.backend.WeightDecay;
import org.theoria.backend.ejml.EjmlBackend;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.FormalActivation;
import org.theoria.network.Gradient;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.Sample;
import org.theoria.network.StandardActivation;
import org.theoria.sampling.Key;
import org.theoria.sampling.NetworkSampler;
import org.theoria.sampling.Stream;

final class DeviceModelTest {
  private static final EjmlBackend EJML = new EjmlBackend();
  private static final WeightDecay NO_DECAY = new WeightDecay.None();

  private static final NetworkSampler SAMPLER =
      new NetworkSampler(
          1,
          3,
          4,
          3,
          List.of(Activation.TANH, Activation.SIGMOID, Activation.RELU, Activation.SOFTMAX),
          true,
          List.of(
              new NetworkSampler.Output(Activation.IDENTITY, Loss.SQUARE),
              new NetworkSampler.Output(Activation.TANH, Loss.QUARTIC),
              new NetworkSampler.Output(Activation.IDENTITY, Loss.LOGISTIC),
              new NetworkSampler.Output(Activation.SOFTMAX, Loss.CROSS_ENTROPY)),
          false,
          4);

  private static double[] doubles(RationalMatrix m) {
    double[] e = new double[m.rows() * m.columns()];
    for (int k = 0; k < e.length; k++) {
      e[k] = m.get(k / m.columns(), k % m.columns()).doubleValue();
    }
    return e;
  }

  private static double[] parameters(Network n) {
    Parameters layout = new Parameters(n.architecture());
    double[] theta = new double[layout.count()];
    for (int h = 1; h <= n.depth(); h++) {
      double[] w = doubles(n.weight(h));
      double[] b = doubles(n.bias(h));
      System.arraycopy(w, 0, theta, layout.layerStart(h), w.length);
      System.arraycopy(b, 0, theta, layout.biasStart(h), b.length);
    }
    return theta;
  }

  @ParameterizedTest
  @EnumSource
  void lossAndGradientAreThoseOfTheProvenIntervals(Precision p) {
    // 2¹⁰ for what a few layers of values up to some hundreds make of a rounding
    double relative = 0x1p10 * p.unitRoundoff();
    IntervalArithmetic k = new IntervalArithmetic();
    for (int i = 0; i < 200; i++) {
      NetworkSampler.Drawn d = SAMPLER.draw(new Key("device-network", 1).stream(i));
      Network n = d.network();
      IntervalMatrix expected = Gradient.of(k, n, d.loss(), d.sample()).flatten();
      try (Session s = EJML.open(p)) {
        DeviceModel device =
            new DeviceModel(s, Model.of(n.architecture(), n.activations(), d.loss(), true));
        device.write(parameters(n));
        double loss = device.lossAndGradient(x(s, d.sample()), y(s, d.sample()), 0);
        assertEquals(loss, device.loss(x(s, d.sample()), y(s, d.sample())));
        double[] gradient = device.gradient();
        double scale = 1;
        for (int j = 0; j < gradient.length; j++) {
          scale = Math.max(scale, Math.abs(expected.upper(j, 0)));
        }
        double squares = 0;
        for (int j = 0; j < gradient.length; j++) {
          double got = gradient[j];
          squares += got * got;
          assertTrue(
              got >= expected.lower(j, 0) - relative * scale
                  && got <= expected.upper(j, 0) + relative * scale,
              () -> "gradient " + got + " of " + n);
        }
        assertEquals(squares, device.gradientSquaredNorm(), 1e-12 * squares);
      }
    }
  }

  private static DeviceMatrix x(Session s, Sample sample) {
    return s.upload(sample.x().rows(), sample.size(), doubles(sample.x()));
  }

  private static DeviceMatrix y(Session s, Sample sample) {
    return s.upload(sample.y().rows(), sample.size(), doubles(sample.y()));
  }

  @Test
  void untrainedBiasesStay() {
    try (Session s = EJML.open(Precision.FLOAT64)) {
      Architecture a = Architecture.of(1, 2, 1);
      List<Activation> sigma = List.of(Activation.TANH, Activation.IDENTITY);
      DeviceModel n = new DeviceModel(s, Model.of(a, sigma, Loss.SQUARE, false));
      n.write(new double[] {1, 2, 0.5, -0.5, 1, 1, 0.25});
      n.start(new Optimiser.GradientDescent(0.1));
      n.lossAndGradient(s.upload(1, 1, 1), s.upload(1, 1, -1), 0);
      n.step(1, 1, NO_DECAY);
      double[] theta = n.parameters();
      assertEquals(0.5, theta[2]);
      assertEquals(0.25, theta[6]);
      assertTrue(theta[0] != 1);
    }
  }

  @Test
  void aBatchDoesWhatEachNetworkDoes() {
    Architecture a = Architecture.of(2, 3, 1);
    List<Activation> sigma = List.of(Activation.TANH, Activation.IDENTITY);
    Stream stream = new Key("batch", 1).stream(0);
    int count = new Parameters(a).count();
    double[][] theta = new double[5][count];
    double[][] x = new double[5][8];
    double[][] y = new double[5][4];
    for (double[][] m : List.of(theta, x, y)) {
      for (double[] row : m) {
        for (int j = 0; j < row.length; j++) {
          row[j] = stream.nextDyadic(1, 6).doubleValue();
        }
      }
    }
    Optimiser adam = Optimiser.Adam.of(0.01);
    try (NetworkBatch batch = EJML.batch(a, sigma, Loss.SQUARE, Precision.FLOAT64);
        Session s = EJML.open(Precision.FLOAT64)) {
      batch.upload(theta, new BatchSamples(4, x, y));
      NetworkBatch.Gradients before = batch.lossAndGradient();
      batch.steps(2, adam);
      batch.steps(3, adam); // continues
      double[][] after = batch.download();
      for (int i = 0; i < 5; i++) {
        DeviceModel n = new DeviceModel(s, Model.of(a, sigma, Loss.SQUARE, true));
        n.write(theta[i]);
        DeviceMatrix xi = s.upload(2, 4, x[i]);
        DeviceMatrix yi = s.upload(1, 4, y[i]);
        assertEquals(n.lossAndGradient(xi, yi, 0), before.losses()[i]);
        assertArrayEquals(n.gradient(), before.gradients()[i]);
        n.start(adam);
        for (int t = 1; t <= 5; t++) {
          n.lossAndGradient(xi, yi, 0);
          n.step(t, 1, NO_DECAY);
        }
        assertArrayEquals(n.parameters(), after[i]);
      }
      // one sample for all
      batch.upload(theta, BatchSamples.shared(4, x[0], y[0]));
      assertEquals(before.losses()[0], batch.lossAndGradient().losses()[0]);
      assertTrue(before.losses()[1] != batch.lossAndGradient().losses()[1]);
    }
  }

  private static void refuses(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }

  @Test
  void whatDoesNotFitIsRefusedByName() {
    Architecture a = Architecture.of(2, 1);
    try (Session s = EJML.open(Precision.FLOAT64);
        NetworkBatch batch =
            EJML.batch(a, List.of(Activation.TANH), Loss.SQUARE, Precision.FLOAT64)) {
      DeviceModel n = new DeviceModel(s, Model.of(a, List.of(Activation.TANH), Loss.SQUARE, true));
      refuses(
          "model: 2 → dense 1 tanh, square has 3 parameters, got 2", () -> n.write(new double[2]));
      refuses("model: y must be 1×1, got 1×3", () -> n.loss(s.zeros(2, 1), s.zeros(1, 3)));
      refuses("model: x must have 2 rows (2), got 3×1", () -> n.predict(s.zeros(3, 1)));
      refuses(
          "network: activations of the catalogue are needed, got the uninterpreted s",
          () -> Model.of(a, List.of(new FormalActivation("s")), Loss.SQUARE, true));
      refuses(
          "network: one activation for each of the 1 layers is needed, got 0",
          () -> Model.of(a, List.of(), Loss.SQUARE, true));
      refuses(
          "batch: network 1 of [2, 1] needs 3 parameters, got 4",
          () ->
              batch.upload(
                  new double[][] {new double[3], new double[4]},
                  BatchSamples.shared(1, new double[2], new double[1])));
      refuses(
          "batch samples: x of sample 0 must have 2×1 entries, got 3",
          () ->
              batch.upload(
                  new double[][] {new double[3]},
                  BatchSamples.shared(1, new double[3], new double[1])));
      refuses(
          "batch: at least 0 steps are needed, got -1",
          () -> batch.steps(-1, new Optimiser.GradientDescent(1)));
    }
  }

  @Test
  void optimisersRefuseWhatIsNoRate() {
    refuses(
        "gradient descent: rate must be positive and finite, got 0.0",
        () -> new Optimiser.GradientDescent(0));
    refuses("momentum: momentum must be in [0, 1), got 1.0", () -> new Optimiser.Momentum(0.1, 1));
    refuses(
        "adam: epsilon must be positive and finite, got NaN",
        () -> new Optimiser.Adam(0.1, 0.9, 0.9, Double.NaN));
  }

  @Test
  void scalarActivationsAreTheCataloguesOwn() {
    for (StandardActivation a : StandardActivation.values()) {
      if (a.isCoordinatewise()) {
        for (int t = -40; t <= 40; t++) {
          Rational exact = Rational.of(t, 4);
          IntervalArithmetic k = new IntervalArithmetic();
          IntervalMatrix value = a.value(k, k.scalar(exact));
          IntervalMatrix slope = a.slope(k, k.scalar(exact));
          assertEquals(value.lower(0, 0), ScalarActivation.value(a, t / 4.0), 1e-13, a.id());
          assertEquals(slope.lower(0, 0), ScalarActivation.slope(a, t / 4.0), 1e-13, a.id());
        }
      }
    }
  }
}
