package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;
import org.theoria.sampling.Stream;

/**
 * The part of {@link BackendContract} that compares the rational operations on small matrices with
 * exact rationals. Entries are k/2, |k| ≤ 3, so that every result but a quotient has few bits, also
 * in between, and must be the exact one.
 */
abstract class RationalContract extends PrecisionContract {
  private static final RationalArithmetic EXACT = RationalArithmetic.INSTANCE;

  /** With a vector, its end, and neither. */
  private static final List<int[]> SMALL =
      List.of(new int[] {1, 1}, new int[] {3, 5}, new int[] {7, 2}, new int[] {2, 19});

  private static final Rational HALF = Rational.of(1, 2);

  private static RationalMatrix halves(Stream r, int rows, int columns) {
    Rational[] entries = new Rational[rows * columns];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = Rational.of(r.nextInt(-3, 3), 2);
    }
    return RationalMatrix.of(rows, columns, entries);
  }

  private static DeviceMatrix upload(Session s, RationalMatrix m) {
    double[] entries = new double[m.rows() * m.columns()];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = m.get(k / m.columns(), k % m.columns()).doubleValue();
    }
    return s.upload(m.rows(), m.columns(), entries);
  }

  private static void assertExact(
      Session s, RationalMatrix expected, DeviceMatrix got, String what) {
    assertEquals(expected.rows(), got.rows(), what);
    double[] g = s.download(got);
    for (int k = 0; k < g.length; k++) {
      Rational e = expected.get(k / expected.columns(), k % expected.columns());
      assertEquals(e, Rational.ofDouble(g[k]), what + ", entry " + k);
    }
  }

  private static void assertExact(RationalMatrix expected, double got, String what) {
    assertEquals(expected.get(0, 0), Rational.ofDouble(got), what);
  }

  @ParameterizedTest
  @EnumSource
  void smallProductsAreExact(Precision p) {
    Stream r = stream("rational/products");
    try (Session s = backend().open(p)) {
      for (int[] shape : SMALL) {
        for (int inner : new int[] {1, 4, 17}) {
          for (Form fa : Form.values()) {
            for (Form fb : Form.values()) {
              RationalMatrix a = halves(r, shape[0], inner);
              RationalMatrix b = halves(r, inner, shape[1]);
              RationalMatrix c = halves(r, shape[0], shape[1]);
              DeviceMatrix on = upload(s, c);
              DeviceMatrix left = upload(s, fa == Form.PLAIN ? a : a.transpose());
              DeviceMatrix right = upload(s, fb == Form.PLAIN ? b : b.transpose());
              s.multiply(-2, left, fa, right, fb, 0.5, on);
              assertExact(
                  s, a.times(b).scale(Rational.of(-2)).plus(c.scale(HALF)), on, fa + " " + fb);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void smallEntrywiseOperationsAndSumsAreExact(Precision p) {
    Stream r = stream("rational/entries");
    try (Session s = backend().open(p)) {
      for (int[] shape : SMALL) {
        RationalMatrix a = halves(r, shape[0], shape[1]);
        RationalMatrix b = halves(r, shape[0], shape[1]);
        RationalMatrix column = halves(r, shape[0], 1);
        DeviceMatrix x = upload(s, a);
        DeviceMatrix y = upload(s, b);
        DeviceMatrix out = s.zeros(shape[0], shape[1]);
        s.hadamard(x, y, out);
        assertExact(s, a.hadamard(b), out, "hadamard");
        assertExact(a.sum(), s.sum(x), "sum");
        assertExact(a.hadamard(b).sum(), s.dot(x, y), "dot");
        DeviceMatrix sums = s.zeros(shape[0], 1);
        s.rowSums(x, sums);
        assertExact(s, a.rowSums(), sums, "rowSums");
        s.axpy(-0.5, x, y);
        assertExact(s, b.minus(a.scale(HALF)), y, "axpy");
        s.addColumn(upload(s, column), x);
        assertExact(s, a.plusColumn(column), x, "addColumn");
        s.scaleRows(upload(s, column), x);
        assertExact(s, a.plusColumn(column).scaleRows(column), x, "scaleRows");
        s.scale(-0.25, x);
        RationalMatrix scaled = a.plusColumn(column).scaleRows(column).scale(Rational.of(-1, 4));
        assertExact(s, scaled, x, "scale");
      }
    }
  }

  /** But softsign, whose quotient is rounded: a sum, a square and the quotient itself, 4u. */
  @ParameterizedTest
  @EnumSource
  void smallRationalActivationsAreExact(Precision p) {
    Stream r = stream("rational/activations");
    double quotient = 4 * p.unitRoundoff();
    try (Session s = backend().open(p)) {
      for (int[] shape : SMALL) {
        RationalMatrix z = halves(r, shape[0], shape[1]);
        RationalMatrix d = halves(r, shape[0], shape[1]);
        DeviceMatrix on = upload(s, z);
        for (StandardActivation a : StandardActivation.values()) {
          if (!a.isRational()) {
            continue;
          }
          RationalMatrix slope = a.slope(EXACT, z);
          double bound = a == StandardActivation.SOFTSIGN ? quotient : 0;
          DeviceMatrix out = s.zeros(shape[0], shape[1]);
          s.activate(a, on, out);
          assertWithin(s, a.value(EXACT, z), out, bound, a.id());
          s.slope(a, on, out);
          assertWithin(s, slope, out, bound, a.id() + " slope");
          DeviceMatrix delta = upload(s, d);
          s.pullBack(a, on, delta);
          assertWithin(s, slope.hadamard(d), delta, bound, a.id() + " pullBack");
        }
      }
    }
  }

  private static void assertWithin(
      Session s, RationalMatrix expected, DeviceMatrix got, double relative, String what) {
    double[] g = s.download(got);
    for (int k = 0; k < g.length; k++) {
      Rational e = expected.get(k / expected.columns(), k % expected.columns());
      Rational most = e.abs().times(Rational.ofDouble(relative));
      Rational off = Rational.ofDouble(g[k]).minus(e).abs();
      double have = g[k];
      int entry = k;
      assertTrue(
          off.compareTo(most) <= 0,
          () -> what + ", entry " + entry + ": expected " + e + " ± " + most + ", got " + have);
    }
  }

  @ParameterizedTest
  @EnumSource
  void smallRationalLossesAreExact(Precision p) {
    Stream r = stream("rational/losses");
    try (Session s = backend().open(p)) {
      for (int[] shape : SMALL) {
        RationalMatrix prediction = halves(r, shape[0], shape[1]);
        RationalMatrix target = halves(r, shape[0], shape[1]);
        DeviceMatrix x = upload(s, prediction);
        DeviceMatrix y = upload(s, target);
        DeviceMatrix out = s.zeros(shape[0], shape[1]);
        for (StandardLoss loss : StandardLoss.values()) {
          if (loss.isRational()) {
            assertExact(loss.value(EXACT, prediction, target), s.loss(loss, x, y), loss.id());
            s.lossGradient(loss, x, y, out);
            assertExact(s, loss.gradient(EXACT, prediction, target), out, loss.id() + " gradient");
          }
        }
      }
    }
  }

  /** Three steps of the methods without a root, with η = 1/4 and μ = 1/2. */
  @ParameterizedTest
  @EnumSource
  void smallUpdatesAreExact(Precision p) {
    Stream r = stream("rational/updates");
    Rational rate = Rational.of(1, 4);
    try (Session s = backend().open(p)) {
      for (int[] shape : SMALL) {
        for (Optimiser method :
            List.of(
                new Optimiser.GradientDescent(0.25),
                new Optimiser.Momentum(0.25, 0.5),
                new Optimiser.Nesterov(0.25, 0.5))) {
          RationalMatrix theta = halves(r, shape[0], shape[1]);
          RationalMatrix v = RationalMatrix.zero(shape[0], shape[1]);
          DeviceMatrix on = upload(s, theta);
          List<DeviceMatrix> state = new ArrayList<>();
          for (int i = 0; i < method.stateCount(); i++) {
            state.add(s.zeros(shape[0], shape[1]));
          }
          for (int t = 1; t <= 3; t++) {
            RationalMatrix g = halves(r, shape[0], shape[1]);
            s.update(method, t, upload(s, g), on, state);
            v = v.scale(HALF).plus(g);
            RationalMatrix step =
                method instanceof Optimiser.Nesterov
                    ? g.plus(v.scale(HALF))
                    : method instanceof Optimiser.Momentum ? v : g;
            theta = theta.minus(step.scale(rate));
            assertExact(s, theta, on, method.id() + ", step " + t);
            for (DeviceMatrix m : state) {
              assertExact(s, v, m, method.id() + ", state after step " + t);
            }
          }
        }
      }
    }
  }
}
