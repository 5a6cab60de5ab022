package org.theoria.backend.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Session;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;
import org.theoria.sampling.Key;

/**
 * Every layer in training mode, alone and with others, against {@link DecimalModel}: loss and
 * gradient, on every backend that is available, in both precisions.
 */
final class LayersTest {
  private static final Activated RELU = new Activated(StandardActivation.RELU);
  private static final Activated ABSOLUTE = new Activated(StandardActivation.ABSOLUTE);
  private static final Activated SQUARE = new Activated(StandardActivation.SQUARE);
  private static final Activated IDENTITY = new Activated(StandardActivation.IDENTITY);
  private static final BatchNormalisation NORMAL = BatchNormalisation.usual();
  private static final Dropout DROPOUT = new Dropout(0.75);

  /** What some hundred roundings of numbers of size 1 to 100 add up to, in unit roundoffs. */
  private static final double ROUNDINGS = 0x1p12;

  private static Model model(Shape input, Layer... layers) {
    return new Model(input, List.of(layers), StandardLoss.SQUARE);
  }

  private static List<Model> models() {
    Shape v = Shape.vector(4);
    Shape signals = Shape.signals(2, 5);
    Shape images = Shape.images(2, 3, 4);
    return List.of(
        model(v, Dense.of(3), RELU, new Dense(2, false)),
        model(v, Dense.of(3), SQUARE, ABSOLUTE, Dense.of(2)),
        model(v, RELU, Dense.of(2), IDENTITY),
        model(signals, Convolution.signals(3, 3, 1)),
        model(signals, Convolution.signals(3, 3, 2), RELU, Convolution.signals(2, 2, 1), RELU),
        model(signals, new Convolution(2, 1, 5, 1, false), SQUARE, Dense.of(2)),
        model(images, Convolution.images(2, 2, 1), RELU, Convolution.images(1, 2, 2), Dense.of(2)),
        model(images, new Convolution(2, 3, 2, 3, true), ABSOLUTE, Dense.of(2)),
        model(v, NORMAL),
        model(v, Dense.of(3), NORMAL, RELU, Dense.of(2)),
        model(signals, Convolution.signals(2, 2, 1), NORMAL, SQUARE, Dense.of(2)),
        model(images, new BatchNormalisation(0.25, 0.5), Convolution.images(2, 2, 2), NORMAL),
        model(v, DROPOUT, Dense.of(5), RELU, DROPOUT, Dense.of(2)),
        model(signals, Convolution.signals(2, 3, 1), DROPOUT, RELU, DROPOUT, Dense.of(2)),
        model(v, Dense.of(3), Residual.of(Dense.of(5), RELU, Dense.of(3)), RELU, Dense.of(2)),
        model(v, Residual.of(DROPOUT), Dense.of(3), Residual.of(RELU), Dense.of(2)),
        model(
            signals,
            Residual.of(Convolution.signals(3, 3, 1), NORMAL, RELU, Convolution.signals(2, 2, 1)),
            RELU,
            Residual.of(NORMAL, Residual.of(Convolution.signals(2, 2, 1), DROPOUT), ABSOLUTE),
            Dense.of(2)));
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (Sessions sessions : Sessions.available()) {
      for (Model m : models()) {
        cases.add(Arguments.of(sessions, m.describe(), m));
      }
    }
    return cases.stream();
  }

  private static double[] eighths(org.theoria.sampling.Stream r, int count) {
    double[] e = new double[count];
    for (int k = 0; k < count; k++) {
      e[k] = r.nextInt(-12, 12) / 8.0;
    }
    return e;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void lossAndGradientAreThoseOfTheFormulas(Sessions sessions, String text, Model m) {
    double bound = ROUNDINGS * sessions.precision().unitRoundoff();
    org.theoria.sampling.Stream r = new Key("layers/" + text, 1).stream(0);
    try (Session s = sessions.open()) {
      DeviceModel device = new DeviceModel(s, m);
      double[] theta = eighths(r, m.parameterCount());
      device.write(theta);
      for (int n : new int[] {4, 1, 3}) {
        double[] x = eighths(r, m.input().size() * n);
        double[] y = eighths(r, m.output().size() * n);
        long key = r.nextLong();
        double[] expected = DecimalModel.gradient(m, theta, x, y, n, key);
        double loss =
            DecimalModel.loss(m, DecimalModel.decimals(theta), x, y, n, key).doubleValue();
        DeviceMatrix inputs = s.upload(m.input().size(), n, x);
        DeviceMatrix targets = s.upload(m.output().size(), n, y);
        double got = device.lossAndGradient(inputs, targets, key);
        assertEquals(loss, got, bound * (1 + loss));
        compare(m, expected, device.gradient(), bound);
        device.backpropagate(inputs, targets, key);
        compare(m, expected, device.gradient(), bound);
        assertEquals(List.of(), differences(x, s.download(inputs)), "x is left as it was");
        if (!text.contains("batch-normalisation")) {
          double[] output = DecimalModel.evaluated(m, theta, x, n);
          assertArrayEquals(output, device.predict(inputs), bound * largest(output));
        }
      }
    }
  }

  private static List<Integer> differences(double[] a, double[] b) {
    List<Integer> at = new ArrayList<>();
    for (int k = 0; k < a.length; k++) {
      if (a[k] != b[k]) {
        at.add(k);
      }
    }
    return at;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).reduce(1, Math::max);
  }

  /** Up to the rounding of the largest entry; what is not trained has the gradient 0. */
  private static void compare(Model m, double[] expected, double[] got, double bound) {
    double largest = largest(expected);
    int k = 0;
    for (ParameterBlock b : m.blocks()) {
      for (int i = 0; i < b.count(); i++) {
        assertEquals(
            b.trained() ? expected[k] : 0,
            got[k],
            b.trained() ? bound * largest : 0,
            b.role() + " " + k);
        k++;
      }
    }
    assertEquals(expected.length, k);
  }
}
