package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.backend.PlainReference.Plain;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * What every backend must do: each operation against {@link PlainReference}, in both precisions, at
 * random shapes, 1 × 1 and with no columns at all; aliasing; refusals before anything is written. A
 * backend's own test extends this and says which one it is.
 */
abstract class BackendContract extends BatchContract {
  /**
   * Elementwise results may be this many units of rounding of max(1, |result|, |operands|) off: a
   * device's tanh and exp are good to some units of the last place, and a logarithm of a sum adds
   * its own.
   */
  private static final double UNITS = 64;

  private static final List<int[]> SHAPES =
      List.of(
          new int[] {1, 1},
          new int[] {3, 5},
          new int[] {7, 2},
          new int[] {4, 0},
          new int[] {17, 33},
          new int[] {1, 9});

  private static final double[] FACTORS = {0, 1, -0.5};

  private static Stream stream(String name) {
    return new Key("backend-contract/" + name, 1).stream(0);
  }

  /** Entries k/8, |k| ≤ 24: exact in both precisions, and on kinks now and then. */
  private static Plain random(Stream s, int rows, int columns) {
    double[] e = new double[rows * columns];
    for (int k = 0; k < e.length; k++) {
      e[k] = s.nextInt(-24, 24) / 8.0;
    }
    return new Plain(rows, columns, e);
  }

  private static DeviceMatrix upload(Session session, Plain m) {
    return session.upload(m.rows(), m.columns(), m.entries());
  }

  private static void assertNear(Session s, Plain expected, DeviceMatrix got, String what) {
    assertEquals(expected.rows(), got.rows(), what);
    assertEquals(expected.columns(), got.columns(), what);
    double[] g = s.download(got);
    for (int k = 0; k < g.length; k++) {
      assertNear(s, expected.entries()[k], g[k], what + " entry " + k);
    }
  }

  private static void assertNear(Session s, double expected, double got, String what) {
    double bound = UNITS * s.precision().unitRoundoff() * Math.max(1, Math.abs(expected));
    assertTrue(
        Math.abs(expected - got) <= bound, () -> what + ": expected " + expected + ", got " + got);
  }

  private void eachShape(Precision p, String name, BiConsumer<Session, int[]> test) {
    try (Session s = backend().open(p)) {
      for (int[] shape : SHAPES) {
        test.accept(s, shape);
      }
    }
    assertFalse(name.isEmpty());
  }

  @Test
  void itIsAvailableAndHasAName() {
    assertEquals(backend().name().toLowerCase(Locale.ROOT), backend().name());
    BackendStatus.Available status =
        assertInstanceOf(BackendStatus.Available.class, backend().probe());
    assertFalse(status.device().isBlank());
    assertTrue(status.precisions().contains(Precision.FLOAT64));
  }

  @ParameterizedTest
  @EnumSource
  void uploadRoundsOnceAndDownloadIsExact(Precision p) {
    try (Session s = backend().open(p)) {
      double[] values = {0.1, -1e30, 0, -0.0, 1 / 3.0, Double.NaN, Double.POSITIVE_INFINITY};
      double[] got = s.download(s.upload(1, 7, values));
      for (int k = 0; k < values.length; k++) {
        assertEquals(p.round(values[k]), got[k]);
      }
      assertArrayEquals(new double[6], s.download(s.zeros(2, 3)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void copyAndGather(Precision p) {
    Stream r = stream("copy");
    eachShape(
        p,
        "copy",
        (s, shape) -> {
          Plain a = random(r, shape[0], shape[1]);
          DeviceMatrix to = s.zeros(shape[0], shape[1]);
          s.copy(upload(s, a), to);
          assertArrayEquals(a.entries(), s.download(to));
        });
    try (Session s = backend().open(p)) {
      DeviceMatrix a = s.upload(2, 3, 1, 2, 3, 4, 5, 6);
      DeviceMatrix to = s.zeros(2, 4);
      s.gather(a, new int[] {2, 0, 0, 1}, to);
      assertArrayEquals(new double[] {3, 1, 1, 2, 6, 4, 4, 5}, s.download(to));
    }
  }

  @ParameterizedTest
  @EnumSource
  void products(Precision p) {
    Stream r = stream("products");
    try (Session s = backend().open(p)) {
      for (int inner : new int[] {0, 1, 4, 33}) {
        for (int[] shape : SHAPES) {
          for (Form fa : Form.values()) {
            for (Form fb : Form.values()) {
              for (double beta : FACTORS) {
                product(s, r, shape, inner, fa, fb, beta);
              }
            }
          }
        }
      }
    }
  }

  private static void product(
      Session s, Stream r, int[] shape, int inner, Form fa, Form fb, double beta) {
    Plain a = fa == Form.PLAIN ? random(r, shape[0], inner) : random(r, inner, shape[0]);
    Plain b = fb == Form.PLAIN ? random(r, inner, shape[1]) : random(r, shape[1], inner);
    Plain c = random(r, shape[0], shape[1]);
    double alpha = r.oneOf(1.0, -2.0, 0.25);
    DeviceMatrix result = upload(s, c);
    s.multiply(alpha, upload(s, a), fa, upload(s, b), fb, beta, result);
    Plain[] expected = PlainReference.product(alpha, a.of(fa), b.of(fb), beta, c);
    double[] got = s.download(result);
    for (int k = 0; k < got.length; k++) {
      double bound = (inner + 4) * s.precision().unitRoundoff() * expected[1].entries()[k];
      double want = expected[0].entries()[k];
      double have = got[k];
      assertTrue(
          Math.abs(want - have) <= bound,
          () -> shape[0] + "×" + inner + "×" + shape[1] + " " + fa + fb + ": " + want + " " + have);
    }
  }

  /** Sums of multiples of 1/64 below 2¹⁸ are exact in both precisions, in whatever order. */
  @ParameterizedTest
  @EnumSource
  void largeProductsOfEighthsAreExact(Precision p) {
    Stream r = stream("large");
    int[][] sizes = {{130, 67, 301}, {301, 130, 67}, {64, 512, 64}, {16, 300, 16}, {257, 1, 129}};
    try (Session s = backend().open(p, 2)) {
      for (int[] size : sizes) {
        for (Form fa : Form.values()) {
          for (Form fb : Form.values()) {
            Plain a = sized(r, fa, size[0], size[1]);
            Plain b = sized(r, fb, size[1], size[2]);
            DeviceMatrix c = s.zeros(size[0], size[2]);
            s.multiply(1, upload(s, a), fa, upload(s, b), fb, 0, c);
            Plain zero = new Plain(size[0], size[2], new double[size[0] * size[2]]);
            double[] expected = PlainReference.product(1, a.of(fa), b.of(fb), 0, zero)[0].entries();
            assertArrayEquals(expected, s.download(c), fa + " " + fb);
          }
        }
      }
    }
  }

  private static Plain sized(Stream r, Form form, int rows, int columns) {
    return form == Form.PLAIN ? random(r, rows, columns) : random(r, columns, rows);
  }

  @ParameterizedTest
  @EnumSource
  void threadsChangeNoBit(Precision p) {
    double[][] results = new double[2][];
    for (int threads = 1; threads <= 2; threads++) {
      Stream r = stream("threads");
      try (Session s = backend().open(p, threads)) {
        double[] entries = new double[300 * 280];
        for (int k = 0; k < entries.length; k++) {
          entries[k] = r.nextInt(-1000, 1000) / 1000.0;
        }
        DeviceMatrix a = s.upload(300, 280, entries);
        DeviceMatrix c = s.zeros(300, 300);
        s.multiply(1, a, Form.PLAIN, a, Form.TRANSPOSED, 0, c);
        s.activate(StandardActivation.TANH, c, c);
        DeviceMatrix sums = s.zeros(300, 1);
        s.rowSums(c, sums);
        s.addColumn(sums, c);
        double[] all = Arrays.copyOf(s.download(c), 300 * 300 + 2);
        all[300 * 300] = s.sum(c);
        all[300 * 300 + 1] = s.dot(c, c);
        results[threads - 1] = all;
      }
    }
    assertArrayEquals(results[0], results[1]);
    assertThrows(IllegalArgumentException.class, () -> backend().open(p, 0));
  }

  /** More than the heap of the tests (1 GB) in all. */
  @Test
  void closedSessionsHoldNoMemory() {
    for (int i = 0; i < 70; i++) {
      try (Session s = backend().open(Precision.FLOAT64)) {
        assertEquals(0, s.download(s.zeros(1 << 10, 1 << 11))[1]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFactorOfZeroStillSeesNan(Precision p) {
    try (Session s = backend().open(p)) {
      DeviceMatrix c = s.upload(1, 1, 5);
      s.multiply(0, s.upload(1, 1, Double.NaN), Form.PLAIN, s.zeros(1, 1), Form.PLAIN, 1, c);
      assertTrue(Double.isNaN(s.download(c)[0]));
      DeviceMatrix d = s.upload(1, 1, 5);
      s.multiply(0, s.upload(1, 1, 2), Form.PLAIN, s.upload(1, 1, 3), Form.PLAIN, 1, d);
      assertEquals(5, s.download(d)[0]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProductWithBetaZeroDoesNotReadTheResult(Precision p) {
    try (Session s = backend().open(p)) {
      DeviceMatrix c = s.upload(1, 1, Double.NaN);
      s.multiply(s.upload(1, 1, 2), s.upload(1, 1, 3), c);
      assertArrayEquals(new double[] {6}, s.download(c));
    }
  }

  @ParameterizedTest
  @EnumSource
  void nanPropagates(Precision p) {
    try (Session s = backend().open(p)) {
      DeviceMatrix nan = s.upload(1, 1, Double.NaN);
      DeviceMatrix c = s.zeros(1, 1);
      s.multiply(nan, s.zeros(1, 1), c);
      assertTrue(Double.isNaN(s.download(c)[0]), "0·NaN in a product");
      for (StandardActivation a : StandardActivation.values()) {
        s.activate(a, nan, c);
        assertTrue(Double.isNaN(s.download(c)[0]), a.id());
      }
      assertTrue(Double.isNaN(s.sum(nan)));
      for (StandardLoss loss : StandardLoss.values()) {
        assertTrue(Double.isNaN(s.loss(loss, nan, s.upload(1, 1, 1))), loss.id());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void activations(Precision p) {
    Stream r = stream("activations");
    eachShape(
        p,
        "activations",
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

  @ParameterizedTest
  @EnumSource
  void entrywiseOperations(Precision p) {
    Stream r = stream("entrywise");
    eachShape(
        p,
        "entrywise",
        (s, shape) -> {
          Plain a = random(r, shape[0], shape[1]);
          Plain b = random(r, shape[0], shape[1]);
          Plain column = random(r, shape[0], 1);
          int n = a.entries().length;
          double[] product = new double[n];
          double[] sum = new double[n];
          double[] shifted = new double[n];
          for (int k = 0; k < n; k++) {
            product[k] = a.entries()[k] * b.entries()[k];
            sum[k] = -0.5 * a.entries()[k] + b.entries()[k];
            shifted[k] = a.entries()[k] + column.entries()[k / shape[1]];
          }
          DeviceMatrix x = upload(s, a);
          DeviceMatrix y = upload(s, b);
          DeviceMatrix out = s.zeros(shape[0], shape[1]);
          s.hadamard(x, y, out);
          assertArrayEquals(product, s.download(out));
          s.axpy(-0.5, x, y);
          assertArrayEquals(sum, s.download(y));
          s.addColumn(upload(s, column), x);
          assertArrayEquals(shifted, s.download(x));
          s.scale(-2, x);
          assertEquals(n == 0 ? 0 : -2 * shifted[0], n == 0 ? 0 : s.download(x)[0]);
          DeviceMatrix square = upload(s, a);
          s.hadamard(square, square, square);
          assertEquals(
              n == 0 ? 0 : a.entries()[0] * a.entries()[0], n == 0 ? 0 : s.download(square)[0]);
          DeviceMatrix twice = upload(s, a);
          s.axpy(1, twice, twice);
          assertEquals(n == 0 ? 0 : 2 * a.entries()[0], n == 0 ? 0 : s.download(twice)[0]);
        });
  }

  @ParameterizedTest
  @EnumSource
  void reductions(Precision p) {
    Stream r = stream("reductions");
    eachShape(
        p,
        "reductions",
        (s, shape) -> {
          Plain a = random(r, shape[0], shape[1]);
          Plain b = random(r, shape[0], shape[1]);
          double[] rows = new double[shape[0]];
          double sum = 0;
          double dot = 0;
          for (int k = 0; k < a.entries().length; k++) {
            rows[k / shape[1]] += a.entries()[k];
            sum += a.entries()[k];
            dot += a.entries()[k] * b.entries()[k];
          }
          // sums of multiples of 1/64 below 2¹⁷ are exact in both precisions
          assertEquals(sum, s.sum(upload(s, a)));
          assertEquals(dot, s.dot(upload(s, a), upload(s, b)));
          DeviceMatrix out = s.upload(shape[0], 1, new double[shape[0]]);
          s.rowSums(upload(s, a), out);
          assertArrayEquals(rows, s.download(out));
        });
  }

  @ParameterizedTest
  @EnumSource
  void losses(Precision p) {
    Stream r = stream("losses");
    eachShape(
        p,
        "losses",
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
        "softmax",
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

  @ParameterizedTest
  @EnumSource
  void optimisers(Precision p) {
    Stream r = stream("optimisers");
    List<Optimiser> methods =
        List.of(
            new Optimiser.GradientDescent(0.1),
            new Optimiser.Momentum(0.1, 0.9),
            new Optimiser.Adam(0.1, 0.8, 0.95, 1e-3));
    try (Session s = backend().open(p)) {
      for (Optimiser method : methods) {
        Plain theta = random(r, 3, 4);
        DeviceMatrix on = upload(s, theta);
        List<DeviceMatrix> state = new ArrayList<>();
        for (int i = 0; i < method.stateCount(); i++) {
          state.add(s.zeros(3, 4));
        }
        double[] first = new double[12];
        double[] second = new double[12];
        for (int t = 1; t <= 3; t++) {
          Plain g = random(r, 3, 4);
          DeviceMatrix gradient = upload(s, g);
          s.update(method, t, gradient, on, state);
          for (int k = 0; k < 12; k++) {
            theta.entries()[k] += step(method, t, g.entries()[k], first, second, k);
          }
          assertNear(s, theta, on, method.id() + " step " + t);
          assertArrayEquals(g.entries(), s.download(gradient), "the gradient is not changed");
        }
      }
    }
  }

  /** What the formulas say, number by number. */
  private static double step(
      Optimiser method, int t, double g, double[] first, double[] second, int k) {
    return switch (method) {
      case Optimiser.GradientDescent d -> -d.rate() * g;
      case Optimiser.Momentum m -> {
        first[k] = m.momentum() * first[k] + g;
        yield -m.rate() * first[k];
      }
      case Optimiser.Nesterov n -> {
        first[k] = n.momentum() * first[k] + g;
        yield -n.rate() * (g + n.momentum() * first[k]);
      }
      case Optimiser.Adam a -> {
        first[k] = a.beta1() * first[k] + (1 - a.beta1()) * g;
        second[k] = a.beta2() * second[k] + (1 - a.beta2()) * g * g;
        double mean = first[k] / (1 - Math.pow(a.beta1(), t));
        double square = second[k] / (1 - Math.pow(a.beta2(), t));
        yield -a.rate() * mean / (Math.sqrt(square) + a.epsilon());
      }
    };
  }

  private static void refuses(Runnable operation, String... words) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, operation::run);
    for (String word : words) {
      assertTrue(String.valueOf(e.getMessage()).contains(word), e.getMessage());
    }
  }

  @Test
  void shapesThatDoNotFitAreRefusedBeforeAnythingIsWritten() {
    try (Session s = backend().open(Precision.FLOAT64)) {
      DeviceMatrix a = s.upload(2, 3, 1, 2, 3, 4, 5, 6);
      DeviceMatrix c = s.upload(2, 2, 1, 2, 3, 4);
      refuses(() -> s.multiply(a, a, c), "multiply", "op(a) is 2×3", "3 rows", "got 2×3");
      refuses(
          () -> s.multiply(1, a, Form.PLAIN, a, Form.TRANSPOSED, 0, a), "c must be 2×2", "got 2×3");
      refuses(() -> s.hadamard(a, c, a), "hadamard", "b must be 2×3", "got 2×2");
      refuses(() -> s.addColumn(c, a), "addColumn", "column must be 2×1", "got 2×2");
      refuses(() -> s.activate(StandardActivation.TANH, a, c), "out must be 2×3");
      refuses(() -> s.pullBack(StandardActivation.TANH, a, c), "delta must be 2×3");
      refuses(() -> s.axpy(1, a, c), "y must be 2×3");
      refuses(() -> s.rowSums(a, c), "out must be 2×1");
      refuses(() -> s.dot(a, c), "b must be 2×3");
      refuses(() -> s.loss(StandardLoss.SQUARE, a, c), "target must be 2×3");
      refuses(() -> s.copy(a, c), "target must be 2×3");
      refuses(() -> s.gather(a, new int[] {3, 0}, c), "column 3");
      refuses(() -> s.write(new double[3], c), "4 entries, got 3");
      refuses(() -> s.zeros(-1, 2), "got -1×2");
      refuses(() -> s.zeros(1 << 20, 1 << 20), "at most", "got 1048576×1048576");
      refuses(() -> s.addColumnAndActivate(c, StandardActivation.TANH, a, a), "column must be 2×1");
      refuses(
          () -> s.update(new Optimiser.Momentum(1, 0.5), 1, c, s.zeros(2, 2), List.of()),
          "momentum",
          "1 matrices of state");
      refuses(
          () -> s.activate(StandardActivation.SOFTMAX, s.zeros(0, 2), s.zeros(0, 2)), "one row");
      assertArrayEquals(new double[] {1, 2, 3, 4}, s.download(c));
      assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, s.download(a));
    }
  }

  @Test
  void aliasesThatWouldBeWrongAreRefused() {
    try (Session s = backend().open(Precision.FLOAT64)) {
      DeviceMatrix a = s.upload(1, 1, 2);
      DeviceMatrix b = s.upload(1, 1, 3);
      refuses(() -> s.multiply(a, b, a), "c and a");
      refuses(() -> s.multiply(a, b, b), "c and b");
      refuses(() -> s.addColumn(a, a), "column and m");
      refuses(() -> s.pullBack(StandardActivation.TANH, a, a), "delta and z");
      refuses(() -> s.rowSums(a, a), "out and m");
      refuses(() -> s.gather(a, new int[] {0}, a), "target and source");
      refuses(
          () -> s.update(new Optimiser.GradientDescent(1), 1, a, a, List.of()),
          "theta and gradient");
      refuses(
          () -> s.update(new Optimiser.Momentum(1, 0.5), 1, a, b, List.of(b)), "state 0 and theta");
      assertArrayEquals(new double[] {2}, s.download(a));
      assertArrayEquals(new double[] {3}, s.download(b));
    }
  }

  @Test
  void aClosedSessionAndAnothersMatrixAreRefused() {
    Session closed = backend().open(Precision.FLOAT64);
    DeviceMatrix old = closed.zeros(1, 1);
    closed.close();
    closed.close();
    assertEquals(
        "download: the session is closed",
        assertThrows(BackendException.class, () -> closed.download(old)).getMessage());
    assertThrows(BackendException.class, () -> closed.zeros(1, 1));
    try (Session s = backend().open(Precision.FLOAT64)) {
      refuses(() -> s.sum(old), "sum", "another session");
    }
  }
}
