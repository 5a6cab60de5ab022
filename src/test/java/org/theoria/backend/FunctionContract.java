package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.backend.PlainReference.Plain;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;
import org.theoria.sampling.Stream;

/** The part of {@link BackendContract} on activations and losses. */
abstract class FunctionContract extends ProductContract {
  @ParameterizedTest
  @EnumSource
  void activations(Precision p) {
    Stream r = stream("activations");
    eachShape(
        p,
        (s, shape) -> {
          for (StandardActivation a : StandardActivation.values()) {
            Plain z = random(r, shape[0], shape[1]);
            Plain d = random(r, shape[0], shape[1]);
            DeviceMatrix on = upload(s, z);
            DeviceMatrix out = s.zeros(shape[0], shape[1]);
            s.activate(a, on, out);
            assertNear(s, PlainReference.value(a, z), out, a.id());
            s.slope(a, on, out);
            assertNear(s, PlainReference.slope(a, z), out, a.id() + " slope");
            DeviceMatrix delta = upload(s, d);
            s.pullBack(a, on, delta);
            assertNear(s, PlainReference.pullBack(a, z, d), delta, a.id() + " pullBack");
            assertArrayEquals(z.entries(), s.download(on), "z is not changed");
            Plain column = random(r, shape[0], 1);
            DeviceMatrix layer = upload(s, z);
            s.addColumnAndActivate(upload(s, column), a, layer, out);
            Plain shifted = shifted(z, column);
            assertArrayEquals(shifted.entries(), s.download(layer), "z + column·𝟙ᵀ");
            assertNear(s, PlainReference.value(a, shifted), out, a.id() + " of a layer");
            s.activate(a, on, on);
            assertNear(s, PlainReference.value(a, z), on, a.id() + " in place");
            DeviceMatrix again = upload(s, z);
            s.slope(a, again, again);
            assertNear(s, PlainReference.slope(a, z), again, a.id() + " slope in place");
          }
        });
  }

  private static Plain shifted(Plain m, Plain column) {
    double[] sum = m.entries().clone();
    for (int k = 0; k < sum.length; k++) {
      sum[k] += column.entries()[k / m.columns()];
    }
    return new Plain(m.rows(), m.columns(), sum);
  }

  @ParameterizedTest
  @EnumSource
  void largeArgumentsDoNotOverflow(Precision p) {
    try (Session s = backend().open(p)) {
      DeviceMatrix z = s.upload(2, 2, 2000, -2000, 0, 0);
      DeviceMatrix y = s.upload(2, 2, 1, 1, 0, 0);
      DeviceMatrix out = s.zeros(2, 2);
      s.activate(StandardActivation.SOFTMAX, z, out);
      assertArrayEquals(new double[] {1, 0, 0, 1}, s.download(out));
      s.activate(StandardActivation.SOFTPLUS, z, out);
      assertEquals(2000, s.download(out)[0]);
      assertEquals(2000, s.softmaxCrossEntropy(z, y));
      s.softmaxCrossEntropyGradient(z, y, out);
      assertArrayEquals(new double[] {0, -1, 0, 1}, s.download(out));
    }
  }

  /** The right derivative on the kink, and nothing in between however near to it. */
  @ParameterizedTest
  @EnumSource
  void theRampPassesOrStops(Precision p) {
    double least = 0x1p-126; // normal in both formats
    double nan = Double.NaN;
    double infinity = Double.POSITIVE_INFINITY;
    double[] z = {-0.0, 0, least, -least, infinity, -infinity, nan, 0x1p127, -0x1p127};
    double[] expected = {3, 3, 3, 0, 3, 0, nan, 3, 0};
    double[] three = new double[z.length];
    Arrays.fill(three, 3);
    try (Session s = backend().open(p)) {
      DeviceMatrix delta = s.upload(3, 3, three);
      s.pullBack(StandardActivation.RELU, s.upload(3, 3, z), delta);
      assertArrayEquals(expected, s.download(delta));
    }
  }

  @ParameterizedTest
  @EnumSource
  void losses(Precision p) {
    Stream r = stream("losses");
    eachShape(
        p,
        (s, shape) -> {
          for (StandardLoss loss : StandardLoss.values()) {
            Plain prediction = random(r, shape[0], shape[1]);
            Plain target = random(r, shape[0], shape[1]);
            if (loss == StandardLoss.CROSS_ENTROPY) {
              for (int k = 0; k < prediction.entries().length; k++) {
                prediction.entries()[k] = 0.125 + Math.abs(prediction.entries()[k]);
              }
            }
            DeviceMatrix x = upload(s, prediction);
            DeviceMatrix y = upload(s, target);
            double n = Math.max(1, prediction.entries().length);
            double expected = PlainReference.loss(loss, prediction, target);
            // terms are below 40, or all of one sign
            double scale = Math.max(40 * n, Math.abs(expected));
            assertEquals(
                expected,
                s.loss(loss, x, y),
                UNITS * scale * s.precision().unitRoundoff(),
                loss.id());
            DeviceMatrix g = s.zeros(shape[0], shape[1]);
            s.lossGradient(loss, x, y, g);
            assertNear(s, PlainReference.lossGradient(loss, prediction, target), g, loss.id());
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void softmaxCrossEntropy(Precision p) {
    Stream r = stream("softmax");
    eachShape(
        p,
        (s, shape) -> {
          Plain z = random(r, shape[0], shape[1]);
          Plain y = random(r, shape[0], shape[1]); // any weights, not only one-hot
          double n = Math.max(1, z.entries().length);
          double loss = PlainReference.softmaxCrossEntropy(z, y);
          double bound = UNITS * n * 40 * s.precision().unitRoundoff();
          assertEquals(loss, s.softmaxCrossEntropy(upload(s, z), upload(s, y)), bound);
          DeviceMatrix g = s.zeros(shape[0], shape[1]);
          DeviceMatrix both = upload(s, y);
          assertEquals(loss, s.softmaxCrossEntropyAndGradient(upload(s, z), both, both), bound);
          s.softmaxCrossEntropyGradient(upload(s, z), upload(s, y), g);
          double[] expected = PlainReference.softmaxCrossEntropyGradient(z, y).entries();
          // Σ y has up to 33 terms of size 3
          double each = UNITS * 100 * s.precision().unitRoundoff();
          assertArrayEquals(expected, s.download(g), each);
          assertArrayEquals(expected, s.download(both), each, "in place of the target");
        });
  }
}
