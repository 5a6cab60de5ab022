package org.theoria.backend.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Precision;
import org.theoria.backend.Session;
import org.theoria.backend.ejml.EjmlBackend;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Gradient;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * Rational layers on quarters, where doubles do not round: loss and gradient are, to the bit, those
 * of the exact fully connected network that the layers are, with what is tied summed.
 */
final class ExactLayersTest {
  private static final RationalArithmetic EXACT = RationalArithmetic.INSTANCE;
  private static final Activated RELU = new Activated(StandardActivation.RELU);

  private static double[] quarters(Stream r, int count) {
    double[] e = new double[count];
    for (int k = 0; k < count; k++) {
      e[k] = r.nextInt(-6, 6) / 4.0;
    }
    return e;
  }

  private static RationalMatrix exact(int rows, int columns, double[] entries) {
    return RationalMatrix.of(
        rows,
        columns,
        Arrays.stream(entries).mapToObj(Rational::ofDouble).toArray(Rational[]::new));
  }

  private record Drawn(double[] theta, double[] x, double[] y, int n) {
    static Drawn of(Model m, int n, long index) {
      Stream r = new Key("exact-layers", 1).stream(index);
      return new Drawn(
          quarters(r, m.parameterCount()),
          quarters(r, m.input().size() * n),
          quarters(r, m.output().size() * n),
          n);
    }

    Sample sample() {
      return new Sample(exact(x.length / n, n, x), exact(y.length / n, n, y));
    }
  }

  /** Loss, then gradient. */
  private static double[] onDevice(Model m, Drawn d) {
    try (Session s = new EjmlBackend().open(Precision.FLOAT64)) {
      DeviceModel device = new DeviceModel(s, m);
      device.write(d.theta());
      DeviceMatrix x = s.upload(m.input().size(), d.n(), d.x());
      DeviceMatrix y = s.upload(m.output().size(), d.n(), d.y());
      double[] all = new double[1 + m.parameterCount()];
      all[0] = device.lossAndGradient(x, y, 0);
      System.arraycopy(device.gradient(), 0, all, 1, m.parameterCount());
      return all;
    }
  }

  private static Rational loss(Network n, Sample s) {
    RationalMatrix out = n.forward(EXACT, s.x()).output();
    return Loss.SQUARE.value(EXACT, out, s.y()).get(0, 0);
  }

  /** The matrix of a convolution of signals, written as on the slide: C_{nn'} = v_{n − n'}. */
  private static RationalMatrix circulant(
      double[] v, int outputs, int inputs, int kernel, int length, int stride) {
    int rows = (length + stride - 1) / stride;
    double[] m = new double[outputs * rows * inputs * length];
    for (int o = 0; o < outputs; o++) {
      for (int c = 0; c < inputs; c++) {
        double[] periodic = new double[length];
        System.arraycopy(v, (o * inputs + c) * kernel, periodic, 0, kernel);
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < length; j++) {
            int lag = stride * i - j;
            m[(o * rows + i) * inputs * length + c * length + j] =
                periodic[lag < 0 ? lag + length : lag];
          }
        }
      }
    }
    return exact(outputs * rows, inputs * length, m);
  }

  private static double[] slice(double[] all, int from, int count) {
    return Arrays.copyOfRange(all, from, from + count);
  }

  private static double[] repeated(double[] values, int times) {
    double[] all = new double[values.length * times];
    Arrays.setAll(all, k -> values[k / times]);
    return all;
  }

  @Test
  void aConvolutionIsItsCirculantMatrix() {
    // 2 channels of length 6 → 3 kernels of 4, stride 2 → 3 channels of length 3 → 2 numbers
    Model m =
        new Model(
            Shape.signals(2, 6),
            List.of(Convolution.signals(3, 4, 2), RELU, Dense.of(2)),
            StandardLoss.SQUARE);
    for (int index = 0; index < 20; index++) {
      Drawn d = Drawn.of(m, 3, index);
      double[] v = slice(d.theta(), 0, 24);
      Network n =
          new Network(
              Architecture.of(12, 9, 2),
              List.of(Activation.RELU, Activation.IDENTITY),
              List.of(circulant(v, 3, 2, 4, 6, 2), exact(2, 9, slice(d.theta(), 27, 18))),
              List.of(
                  exact(9, 1, repeated(slice(d.theta(), 24, 3), 3)),
                  exact(2, 1, slice(d.theta(), 45, 2))));
      assertEquals(n, m.network(d.theta()));
      Gradient<RationalMatrix> g = Gradient.of(EXACT, n, Loss.SQUARE, d.sample());
      Rational[] expected = new Rational[48];
      Arrays.fill(expected, Rational.ZERO);
      expected[0] = loss(n, d.sample());
      RationalMatrix w = g.weights().getFirst();
      for (int o = 0; o < 3; o++) {
        for (int c = 0; c < 2; c++) {
          for (int k = 0; k < 4; k++) {
            for (int i = 0; i < 3; i++) {
              int at = 1 + (o * 2 + c) * 4 + k;
              // v_k stands where 2i − j = k modulo 6
              expected[at] = expected[at].plus(w.get(o * 3 + i, c * 6 + (2 * i - k + 6) % 6));
            }
          }
        }
        for (int i = 0; i < 3; i++) {
          expected[25 + o] = expected[25 + o].plus(g.biases().getFirst().get(o * 3 + i, 0));
        }
      }
      for (int k = 0; k < 18; k++) {
        expected[28 + k] = g.weights().getLast().get(k / 9, k % 9);
      }
      for (int k = 0; k < 2; k++) {
        expected[46 + k] = g.biases().getLast().get(k, 0);
      }
      assertExactly(expected, onDevice(m, d));
    }
  }

  private static void assertExactly(Rational[] expected, double[] got) {
    Rational[] exact = Arrays.stream(got).mapToObj(Rational::ofDouble).toArray(Rational[]::new);
    assertEquals(List.of(expected), List.of(exact));
  }

  /** x + F(x) is a fully connected ReLU network, since x = relu(x) − relu(−x). */
  @Test
  void aResidualLayerIsAWiderNetwork() {
    Model m =
        new Model(
            Shape.vector(2),
            List.of(Dense.of(2), Residual.of(Dense.of(3), RELU, Dense.of(2)), RELU, Dense.of(1)),
            StandardLoss.SQUARE);
    int compared = 0;
    for (int index = 0; index < 40; index++) {
      Drawn d = Drawn.of(m, 2, 100 + index);
      double[] t = d.theta(); // W: 4, b: 2, V: 6, c: 3, U: 6, e: 2, last: 2 + 1
      double[] hidden = new double[14];
      System.arraycopy(t, 6, hidden, 0, 6);
      hidden[6] = hidden[9] = 1;
      hidden[10] = hidden[13] = -1;
      double[] above = new double[14];
      for (int i = 0; i < 2; i++) {
        System.arraycopy(t, 15 + 3 * i, above, 7 * i, 3);
        above[7 * i + 3 + i] = 1;
        above[7 * i + 5 + i] = -1;
      }
      Network n =
          new Network(
              Architecture.of(2, 2, 7, 2, 1),
              List.of(Activation.IDENTITY, Activation.RELU, Activation.RELU, Activation.IDENTITY),
              List.of(
                  exact(2, 2, slice(t, 0, 4)),
                  exact(7, 2, hidden),
                  exact(2, 7, above),
                  exact(1, 2, slice(t, 23, 2))),
              List.of(
                  exact(2, 1, slice(t, 4, 2)),
                  exact(7, 1, Arrays.copyOf(slice(t, 12, 3), 7)),
                  exact(2, 1, slice(t, 21, 2)),
                  exact(1, 1, slice(t, 25, 1))));
      RationalMatrix x = n.forward(EXACT, d.sample().x()).layer(1);
      if (hasZero(x)) {
        continue; // relu(x) − relu(−x) has a kink there, x has none
      }
      compared++;
      Gradient<RationalMatrix> g = Gradient.of(EXACT, n, Loss.SQUARE, d.sample());
      Rational[] expected = new Rational[27];
      expected[0] = loss(n, d.sample());
      put(expected, 1, g.weights().get(0), 2, 2);
      put(expected, 5, g.biases().get(0), 2, 1);
      put(expected, 7, g.weights().get(1), 3, 2);
      put(expected, 13, g.biases().get(1), 3, 1);
      put(expected, 16, g.weights().get(2), 2, 3);
      put(expected, 22, g.biases().get(2), 2, 1);
      put(expected, 24, g.weights().get(3), 1, 2);
      put(expected, 26, g.biases().get(3), 1, 1);
      assertExactly(expected, onDevice(m, d));
    }
    assertTrue(compared >= 15, "compared " + compared);
  }

  private static boolean hasZero(RationalMatrix m) {
    for (int k = 0; k < m.rows() * m.columns(); k++) {
      if (m.get(k / m.columns(), k % m.columns()).isZero()) {
        return true;
      }
    }
    return false;
  }

  /** The upper left rows × columns of a matrix. */
  private static void put(Rational[] into, int at, RationalMatrix m, int rows, int columns) {
    for (int k = 0; k < rows * columns; k++) {
      into[at + k] = m.get(k / columns, k % columns);
    }
  }

  @Test
  void theExactNetworkIsTheModelInEvaluation() {
    Model m =
        new Model(
            Shape.images(1, 3, 3),
            List.of(
                RELU,
                Convolution.images(2, 2, 2),
                new Dropout(0.5),
                RELU,
                new Activated(StandardActivation.SQUARE),
                Dense.of(3)),
            StandardLoss.SQUARE);
    Drawn d = Drawn.of(m, 4, 7);
    Network n = m.network(d.theta());
    assertEquals(List.of(9, 9, 8, 8, 3), n.architecture().widths());
    assertEquals(
        List.of(Activation.RELU, Activation.RELU, Activation.SQUARE, Activation.IDENTITY),
        n.activations());
    try (Session s = new EjmlBackend().open(Precision.FLOAT64)) {
      DeviceModel device = new DeviceModel(s, m);
      device.write(d.theta());
      RationalMatrix out = n.forward(EXACT, d.sample().x()).output();
      assertEquals(out, exact(3, 4, device.predict(s.upload(9, 4, d.x()))));
    }
  }

  /** Slide "Réseaux convolutifs: Propriétés": x ↦ W_H ⋯ W_1·x is a convolution. */
  @Test
  void aLinearConvolutionalNetworkIsAConvolution() {
    Model m =
        new Model(
            Shape.images(1, 3, 4),
            List.of(Convolution.images(3, 2, 1), Convolution.images(2, 3, 1)),
            StandardLoss.SQUARE);
    Network n = m.network(Drawn.of(m, 1, 9).theta());
    RationalMatrix product = n.weight(2).times(n.weight(1));
    assertEquals(2 * 12, product.rows());
    for (int k = 0; k < 24 * 12; k++) {
      int channel = k / 12 / 12;
      int i = k / 12 % 12;
      int j = k % 12;
      // the entry where both positions are moved back by that of the column
      int lag = Math.floorMod(i / 4 - j / 4, 3) * 4 + Math.floorMod(i % 4 - j % 4, 4);
      assertEquals(product.get(channel * 12 + lag, 0), product.get(channel * 12 + i, j));
    }
  }

  @Test
  void aDenseModelIsTheNetworkOfItsParameters() {
    Architecture a = Architecture.of(2, 3, 2);
    List<Activation> sigma = List.of(Activation.TANH, Activation.SOFTMAX);
    Model m = Model.of(a, sigma, Loss.CROSS_ENTROPY, true);
    double[] theta = Drawn.of(m, 1, 8).theta();
    Network n = m.network(theta);
    assertEquals(a, n.architecture());
    assertEquals(sigma, n.activations());
    assertEquals(exact(3, 2, slice(theta, 0, 6)), n.weight(1));
    assertEquals(exact(3, 1, slice(theta, 6, 3)), n.bias(1));
    assertEquals(exact(2, 3, slice(theta, 9, 6)), n.weight(2));
    assertEquals(exact(2, 1, slice(theta, 15, 2)), n.bias(2));
  }

  private static void refuses(String message, Runnable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
  }

  @Test
  void whatIsNoExactNetworkIsRefusedByName() {
    Model normalised =
        new Model(
            Shape.vector(2), List.of(Dense.of(2), BatchNormalisation.usual()), StandardLoss.SQUARE);
    refuses(
        "model: layer 2 (batch-normalisation 1.0E-5 0.1) has a square root in it, so there is no"
            + " fully connected network with the same exact function",
        () -> normalised.network(new double[10]));
    refuses(
        "model: 2 → dense 2 → batch-normalisation 1.0E-5 0.1, square has 10 parameters, got 9",
        () -> normalised.network(new double[9]));
    Model residual =
        new Model(Shape.vector(2), List.of(Residual.of(Dense.of(2))), StandardLoss.SQUARE);
    refuses(
        "model: layer 1 (residual (dense 2)) adds what went in, so there is no fully connected"
            + " network with the same exact function",
        () -> residual.network(new double[6]));
  }
}
