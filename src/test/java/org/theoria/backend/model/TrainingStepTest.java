package org.theoria.backend.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.theoria.backend.Backends;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.backend.Session;
import org.theoria.backend.WeightDecay;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/** Steps of a model with every layer: weight decay, rates, a run that is taken up again. */
final class TrainingStepTest {
  private static final WeightDecay NONE = new WeightDecay.None();
  private static final Activated RELU = new Activated(StandardActivation.RELU);

  private static final Model MODEL =
      new Model(
          Shape.signals(2, 4),
          List.of(
              Convolution.signals(3, 2, 1),
              BatchNormalisation.usual(),
              RELU,
              Residual.of(new Convolution(3, 1, 3, 1, false), new Dropout(0.75)),
              Dense.of(3),
              new Activated(StandardActivation.SOFTMAX)),
          StandardLoss.CROSS_ENTROPY);

  static List<Sessions> sessions() {
    return Sessions.available();
  }

  private static final int EXAMPLES = 6;

  private record Data(DeviceMatrix x, DeviceMatrix y) {
    static Data of(Session s) {
      Stream r = new Key("training-step", 1).stream(0);
      double[] x = new double[8 * EXAMPLES];
      for (int k = 0; k < x.length; k++) {
        x[k] = r.nextInt(-16, 16) / 8.0;
      }
      double[] y = new double[3 * EXAMPLES];
      for (int j = 0; j < EXAMPLES; j++) {
        y[r.nextInt(3) * EXAMPLES + j] = 1;
      }
      return new Data(s.upload(8, EXAMPLES, x), s.upload(3, EXAMPLES, y));
    }
  }

  private static double[] start() {
    Stream r = new Key("training-step", 1).stream(1);
    double[] theta = new double[MODEL.parameterCount()];
    for (int k = 0; k < theta.length; k++) {
      theta[k] = r.nextInt(-16, 16) / 32.0;
    }
    return theta;
  }

  private static void train(DeviceModel m, Data d, int from, int to) {
    for (int t = from; t <= to; t++) {
      m.backpropagate(d.x(), d.y(), t);
      m.step(t, 1.0 / t, new WeightDecay.Decoupled(0.01));
    }
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void aRunIsTakenUpAgainBitForBit(Sessions sessions) {
    for (Optimiser method :
        List.of(
            new Optimiser.GradientDescent(0.05),
            new Optimiser.Momentum(0.05, 0.9),
            new Optimiser.Nesterov(0.05, 0.9),
            Optimiser.Adam.of(0.05))) {
      double[] straight;
      double[] state;
      double loss;
      double[] half;
      double[] halfState;
      try (Session s = sessions.open()) {
        Data d = Data.of(s);
        DeviceModel m = new DeviceModel(s, MODEL);
        m.write(start());
        m.start(method);
        train(m, d, 1, 4);
        half = m.parameters();
        halfState = m.state();
        train(m, d, 5, 9);
        straight = m.parameters();
        state = m.state();
        loss = m.loss(d.x(), d.y());
      }
      try (Session s = sessions.open()) {
        Data d = Data.of(s);
        DeviceModel m = new DeviceModel(s, MODEL);
        m.write(half);
        m.start(method);
        m.restore(halfState);
        train(m, d, 5, 9);
        assertArrayEquals(straight, m.parameters(), method.id());
        assertArrayEquals(state, m.state(), method.id());
        assertEquals(loss, m.loss(d.x(), d.y()), method.id());
      }
    }
  }

  /** One step of gradient descent with each decay, number by number. */
  @ParameterizedTest
  @MethodSource("sessions")
  void decayIsOfTheWeightsAlone(Sessions sessions) {
    double rate = 0.5;
    double factor = 0.25;
    double lambda = 0.125;
    // a few roundings of numbers below 8
    double bound = 64 * sessions.precision().unitRoundoff();
    for (WeightDecay decay :
        List.of(NONE, new WeightDecay.L2(lambda), new WeightDecay.Decoupled(lambda))) {
      try (Session s = sessions.open()) {
        Data d = Data.of(s);
        DeviceModel m = new DeviceModel(s, MODEL);
        double[] theta = start();
        m.write(theta);
        m.start(new Optimiser.GradientDescent(rate));
        m.backpropagate(d.x(), d.y(), 1);
        double[] g = m.gradient();
        m.step(1, factor, decay);
        double[] got = m.parameters();
        double[] after = m.gradient();
        int k = 0;
        int decayed = 0;
        for (ParameterBlock b : MODEL.blocks()) {
          for (int i = 0; i < b.count(); i++) {
            boolean weight = b.role() == ParameterBlock.Role.WEIGHT;
            decayed += weight ? 1 : 0;
            double pulled = weight && !decay.equals(NONE) ? lambda * theta[k] : 0;
            // both decays are one formula without momentum
            double expected = theta[k] - rate * factor * (g[k] + pulled);
            assertEquals(expected, got[k], bound, decay + " " + b.role() + " " + k);
            boolean added = decay instanceof WeightDecay.L2;
            assertEquals(g[k] + (added ? pulled : 0), after[k], bound, decay + " gradient " + k);
            assertTrue(b.trained() || got[k] == theta[k], "fixed biases stay");
            k++;
          }
        }
        assertEquals(theta.length, k);
        assertEquals(12 + 27 + 36, decayed);
      }
    }
  }

  /** With a state the two decays differ: L2 goes through the momentum, the other does not. */
  @Test
  void decoupledDecayIsNotInTheState() {
    try (Session s = Backends.installed().named("ejml").open(Precision.FLOAT64)) {
      Model line = new Model(Shape.vector(1), List.of(new Dense(1, false)), StandardLoss.SQUARE);
      for (boolean coupled : new boolean[] {true, false}) {
        DeviceModel m = new DeviceModel(s, line);
        m.write(new double[] {2, 0});
        m.start(new Optimiser.Momentum(0.25, 0.5));
        // x = 1, y = 1: g = 2(w − 1) = 2
        m.backpropagate(s.upload(1, 1, 1), s.upload(1, 1, 1), 0);
        m.step(1, 1, coupled ? new WeightDecay.L2(0.5) : new WeightDecay.Decoupled(0.5));
        // L2: v = 2 + 0.5·2 = 3, w = 2 − 0.75; decoupled: v = 2, w = 2·(1 − 0.125) − 0.5
        assertArrayEquals(new double[] {coupled ? 3 : 2}, m.state());
        assertEquals(1.25, m.parameters()[0]);
      }
    }
  }

  /** Batches of several sizes share the parameters, and go through buffers of their own. */
  @ParameterizedTest
  @MethodSource("sessions")
  void batchesOfAllSizesAreOfOneModel(Sessions sessions) {
    try (Session s = sessions.open()) {
      Data d = Data.of(s);
      Model m =
          new Model(
              Shape.vector(8),
              List.of(Dense.of(5), RELU, Residual.of(Dense.of(5)), Dense.of(3)),
              StandardLoss.SQUARE);
      DeviceModel device = new DeviceModel(s, m);
      double[] theta = Arrays.copyOf(start(), m.parameterCount());
      device.write(theta);
      double whole = device.lossAndGradient(d.x(), d.y(), 0);
      double[] gradient = device.gradient();
      double sum = 0;
      double[] parts = new double[gradient.length];
      for (int[] columns : new int[][] {{0, 1}, {2}, {3, 4, 5}}) {
        DeviceMatrix x = s.zeros(8, columns.length);
        DeviceMatrix y = s.zeros(3, columns.length);
        s.gather(d.x(), columns, x);
        s.gather(d.y(), columns, y);
        sum += device.lossAndGradient(x, y, 0);
        double[] g = device.gradient();
        for (int k = 0; k < parts.length; k++) {
          parts[k] += g[k];
        }
      }
      // a few hundred roundings of a loss and a gradient below 2⁸
      double bound = 0x1p16 * sessions.precision().unitRoundoff();
      assertEquals(whole, sum, bound);
      assertArrayEquals(gradient, parts, bound);
      assertEquals(Arrays.stream(gradient).map(e -> e * e).sum(), norm(device, d), 0x1p10 * bound);
    }
  }

  private static double norm(DeviceModel m, Data d) {
    m.backpropagate(d.x(), d.y(), 0);
    return m.gradientSquaredNorm();
  }

  private static void refuses(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }

  @Test
  void whatIsNoStepIsRefused() {
    try (Session s = Backends.installed().named("ejml").open(Precision.FLOAT64)) {
      DeviceModel m =
          new DeviceModel(
              s,
              new Model(
                  Shape.vector(2),
                  List.of(Dense.of(1), BatchNormalisation.usual()),
                  StandardLoss.SQUARE));
      assertEquals(
          "model: step needs an optimiser, start one first",
          assertThrows(IllegalStateException.class, () -> m.step(1, 1, NONE)).getMessage());
      m.start(Optimiser.Adam.of(0.1));
      refuses(
          "model: 2 → dense 1 → batch-normalisation 1.0E-5 0.1, square has 12 numbers of state,"
              + " got 2",
          () -> m.restore(new double[2]));
      refuses("adam: rate must be positive and finite, got 0.0", () -> m.step(1, 0, NONE));
      refuses(
          "weight decay: λ must be at least 0 and finite, got -1.0", () -> new WeightDecay.L2(-1));
      refuses(
          "weight decay: λ must be at least 0 and finite, got NaN",
          () -> new WeightDecay.Decoupled(Double.NaN));
    }
  }
}
