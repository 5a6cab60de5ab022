package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.backend.PlainReference.Plain;
import org.theoria.sampling.Stream;

/**
 * The part of {@link BackendContract} on NaN and ±∞: in shapes that go through vectors, tiles and
 * their ends, one of them reaches the entries that it must and no others ({@link NonFinite}).
 */
abstract class NonFiniteContract extends NonFiniteFunctionContract {
  /** Rows, columns and terms of a product: within a tile of each backend, and beyond its blocks. */
  private static final int[][] PRODUCTS = {{13, 29, 35}, {70, 11, 67}, {5, 300, 9}, {1, 37, 131}};

  @ParameterizedTest
  @EnumSource
  void specialValuesInProducts(Precision p) {
    Stream r = stream("special/products");
    try (Session s = backend().open(p, 2)) {
      for (int[] size : PRODUCTS) {
        for (Form fa : Form.values()) {
          for (Form fb : Form.values()) {
            Plain a = random(r, size[0], size[1]).of(fa);
            Plain b = random(r, size[1], size[2]).of(fb);
            Plain c = random(r, size[0], size[2]);
            for (double special : NonFinite.ALL) {
              for (int place : NonFinite.places(a)) {
                product(s, NonFinite.with(a, place, special), fa, b, fb, c);
              }
              for (int place : NonFinite.places(b)) {
                product(s, a, fa, NonFinite.with(b, place, special), fb, c);
              }
              for (int place : NonFinite.places(c)) {
                product(s, a, fa, b, fb, NonFinite.with(c, place, special));
              }
            }
          }
        }
      }
    }
  }

  /** −2·op(a)·op(b) + c/2: multiples of 1/64 are exact, so each entry is the reference's. */
  private static void product(Session s, Plain a, Form fa, Plain b, Form fb, Plain c) {
    DeviceMatrix got = upload(s, c);
    s.multiply(-2, upload(s, a), fa, upload(s, b), fb, 0.5, got);
    double[] entries = s.download(got);
    double[] expected = PlainReference.product(-2, a.of(fa), b.of(fb), 0.5, c)[0].entries();
    for (int k = 0; k < entries.length; k++) {
      int entry = k;
      assertEquals(
          expected[k] + 0.0,
          entries[k] + 0.0,
          () -> "product " + fa + " " + fb + " " + c.rows() + "×" + c.columns() + ", " + entry);
    }
  }

  /** ∞ − ∞ in one sum is NaN, in two sums it is not. */
  @ParameterizedTest
  @EnumSource
  void infinitiesOfBothSignsInAProduct(Precision p) {
    Stream r = stream("special/signs");
    try (Session s = backend().open(p, 2)) {
      Plain a = NonFinite.with(random(r, 13, 29), 3 * 29 + 28, Double.POSITIVE_INFINITY);
      a.entries()[3 * 29 + 1] = Double.NEGATIVE_INFINITY;
      product(s, a, Form.PLAIN, random(r, 29, 35), Form.PLAIN, random(r, 13, 35));
      a.entries()[3 * 29 + 1] = 1;
      a.entries()[12 * 29 + 1] = Double.NEGATIVE_INFINITY;
      product(s, a, Form.PLAIN, random(r, 29, 35), Form.PLAIN, random(r, 13, 35));
    }
  }

  @ParameterizedTest
  @EnumSource
  void specialValuesEntryByEntry(Precision p) {
    Stream r = stream("special/entries");
    Plain m = wide(r);
    Plain other = wide(r);
    Plain column = random(r, ROWS, 1);
    try (Session s = backend().open(p, 2)) {
      DeviceMatrix y = upload(s, other);
      DeviceMatrix b = upload(s, column);
      for (double t : NonFinite.ALL) {
        for (int at : NonFinite.places(m)) {
          double own = other.entries()[at];
          NonFinite.check(
              "hadamard",
              m,
              at,
              t,
              x -> left(s, s.zeros(ROWS, COLUMNS), out -> s.hadamard(wide(s, x), y, out)),
              NonFinite.entry(at, t * own));
          NonFinite.check(
              "axpy",
              m,
              at,
              t,
              x -> left(s, upload(s, other), to -> s.axpy(-0.5, wide(s, x), to)),
              NonFinite.entry(at, -t));
          for (double factor : new double[] {-2, 0}) {
            NonFinite.check(
                "scale",
                m,
                at,
                t,
                x -> left(s, wide(s, x), on -> s.scale(factor, on)),
                NonFinite.entry(at, factor * t));
          }
          NonFinite.check(
              "addColumn",
              m,
              at,
              t,
              x -> left(s, wide(s, x), on -> s.addColumn(b, on)),
              NonFinite.entry(at, t));
        }
        for (int at : NonFinite.places(column)) {
          NonFinite.check(
              "addColumn, column",
              column,
              at,
              t,
              x -> left(s, upload(s, m), on -> s.addColumn(s.upload(ROWS, 1, x), on)),
              NonFinite.row(at * COLUMNS, COLUMNS, t));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void specialValuesInSums(Precision p) {
    Stream r = stream("special/sums");
    Plain m = wide(r);
    Plain other = positive(r);
    try (Session s = backend().open(p, 2)) {
      DeviceMatrix y = upload(s, other);
      for (double t : NonFinite.ALL) {
        for (int at : NonFinite.places(m)) {
          NonFinite.check(
              "sum", m, at, t, x -> new double[] {s.sum(wide(s, x))}, NonFinite.everywhere(t));
          NonFinite.check(
              "dot", m, at, t, x -> new double[] {s.dot(y, wide(s, x))}, NonFinite.everywhere(t));
          NonFinite.check(
              "rowSums",
              m,
              at,
              t,
              x -> left(s, s.zeros(ROWS, 1), out -> s.rowSums(wide(s, x), out)),
              NonFinite.entry(at / COLUMNS, t));
        }
      }
    }
  }

  /** The mean of a row with ∞ is ∞, the deviation of the mean from itself NaN. */
  @ParameterizedTest
  @EnumSource
  void specialValuesInNormalisedRows(Precision p) {
    Stream r = stream("special/rows");
    Plain m = wide(r);
    Plain delta = wide(r);
    Plain scale = random(r, ROWS, 1);
    double nan = Double.NaN;
    try (Session s = backend().open(p, 2)) {
      for (int at : NonFinite.places(m)) {
        for (double t : NonFinite.ALL) {
          int row = at / COLUMNS;
          NonFinite.check(
              "rows", m, at, t, x -> normalised(s, x)[0], NonFinite.row(at, COLUMNS, nan));
          NonFinite.check("mean", m, at, t, x -> normalised(s, x)[1], NonFinite.entry(row, t));
          NonFinite.check("scale", m, at, t, x -> normalised(s, x)[2], NonFinite.entry(row, nan));
        }
        NonFinite.check(
            "pullBackNormalised, delta",
            delta,
            at,
            nan,
            x -> pulled(s, m.entries(), scale.entries(), x),
            NonFinite.row(at, COLUMNS, nan));
        NonFinite.check(
            "pullBackNormalised, normalised",
            m,
            at,
            nan,
            x -> pulled(s, x, scale.entries(), delta.entries()),
            NonFinite.row(at, COLUMNS, nan));
      }
      for (int at : NonFinite.places(scale)) {
        NonFinite.check(
            "pullBackNormalised, scale",
            scale,
            at,
            nan,
            x -> pulled(s, m.entries(), x, delta.entries()),
            NonFinite.row(at * COLUMNS, COLUMNS, nan));
      }
    }
  }

  private static double[][] normalised(Session s, double[] m) {
    DeviceMatrix on = wide(s, m);
    DeviceMatrix mean = s.zeros(ROWS, 1);
    DeviceMatrix scale = s.zeros(ROWS, 1);
    s.normaliseRows(0x1p-6, on, mean, scale);
    return new double[][] {s.download(on), s.download(mean), s.download(scale)};
  }

  private static double[] pulled(Session s, double[] normalised, double[] scale, double[] delta) {
    return left(
        s,
        wide(s, delta),
        d -> s.pullBackNormalised(wide(s, normalised), s.upload(ROWS, 1, scale), d));
  }

  /** Adam's step is ∞/√∞. */
  @ParameterizedTest
  @EnumSource
  void specialValuesInUpdates(Precision p) {
    Stream r = stream("special/updates");
    Plain theta = wide(r);
    Plain g = wide(r);
    try (Session s = backend().open(p, 2)) {
      for (Optimiser method :
          List.of(
              new Optimiser.GradientDescent(0.1),
              new Optimiser.Momentum(0.1, 0.9),
              new Optimiser.Nesterov(0.1, 0.9),
              Optimiser.Adam.of(0.1))) {
        for (double t : NonFinite.ALL) {
          for (int at : NonFinite.places(g)) {
            boolean adam = method instanceof Optimiser.Adam;
            double[] reached = {adam ? Double.NaN : -t, t, t * t};
            for (int part = 0; part <= method.stateCount(); part++) {
              int one = part;
              NonFinite.check(
                  method.id() + (part == 0 ? "" : " state " + part),
                  g,
                  at,
                  t,
                  x -> updated(s, method, x, theta).get(one),
                  NonFinite.entry(at, reached[part]));
            }
          }
        }
      }
    }
  }

  /** θ, and the state. */
  private static List<double[]> updated(
      Session s, Optimiser method, double[] gradient, Plain theta) {
    DeviceMatrix on = upload(s, theta);
    List<DeviceMatrix> state = new ArrayList<>();
    for (int i = 0; i < method.stateCount(); i++) {
      state.add(s.zeros(ROWS, COLUMNS));
    }
    s.update(method, 1, wide(s, gradient), on, state);
    List<double[]> all = new ArrayList<>(List.of(s.download(on)));
    state.forEach(m -> all.add(s.download(m)));
    return all;
  }
}
