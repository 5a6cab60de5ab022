package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.backend.PlainReference.Plain;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;
import org.theoria.sampling.Stream;

/**
 * The part of {@link BackendContract} on NaN and ±∞: in shapes that go through vectors, tiles and
 * their ends, one of them reaches the entries that it must and no others ({@link NonFinite}).
 */
abstract class NonFiniteContract extends MemoryContract {
  /** Odd, and more than a tile or a vector of any backend in both directions. */
  private static final int ROWS = 13;

  private static final int COLUMNS = 135;

  /** e^−10⁴ is 0 in both formats, as e^−∞ is. */
  private static final double LIKE_MINUS_INFINITY = -1e4;

  private static Plain wide(Stream r) {
    return random(r, ROWS, COLUMNS);
  }

  /** Multiples of 1/8 in [1/8, 4]. */
  private static Plain positive(Stream r) {
    Plain m = wide(r);
    for (int k = 0; k < m.entries().length; k++) {
      m.entries()[k] = 0.125 + Math.abs(m.entries()[k]);
    }
    return m;
  }

  private static DeviceMatrix wide(Session s, double[] entries) {
    return s.upload(ROWS, COLUMNS, entries);
  }

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
              x -> {
                DeviceMatrix out = s.zeros(ROWS, COLUMNS);
                s.hadamard(wide(s, x), y, out);
                return s.download(out);
              },
              NonFinite.entry(at, t * own));
          NonFinite.check(
              "axpy",
              m,
              at,
              t,
              x -> {
                DeviceMatrix to = upload(s, other);
                s.axpy(-0.5, wide(s, x), to);
                return s.download(to);
              },
              NonFinite.entry(at, -t));
          for (double factor : new double[] {-2, 0}) {
            NonFinite.check(
                "scale",
                m,
                at,
                t,
                x -> {
                  DeviceMatrix on = wide(s, x);
                  s.scale(factor, on);
                  return s.download(on);
                },
                NonFinite.entry(at, factor * t));
          }
          NonFinite.check(
              "addColumn",
              m,
              at,
              t,
              x -> {
                DeviceMatrix on = wide(s, x);
                s.addColumn(b, on);
                return s.download(on);
              },
              NonFinite.entry(at, t));
        }
        for (int at : NonFinite.places(column)) {
          NonFinite.check(
              "addColumn, column",
              column,
              at,
              t,
              x -> {
                DeviceMatrix on = upload(s, m);
                s.addColumn(s.upload(ROWS, 1, x), on);
                return s.download(on);
              },
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
              x -> {
                DeviceMatrix out = s.zeros(ROWS, 1);
                s.rowSums(wide(s, x), out);
                return s.download(out);
              },
              NonFinite.entry(at / COLUMNS, t));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void specialValuesInActivations(Precision p) {
    Stream r = stream("special/activations");
    Plain m = wide(r);
    Plain other = wide(r);
    try (Session s = backend().open(p, 2)) {
      DeviceMatrix out = s.zeros(ROWS, COLUMNS);
      DeviceMatrix none = s.zeros(ROWS, 1);
      for (StandardActivation a : StandardActivation.values()) {
        if (a == StandardActivation.SOFTMAX) {
          continue;
        }
        s.slope(a, upload(s, m), out);
        double[] slopes = s.download(out);
        for (double t : NonFinite.ALL) {
          for (int at : NonFinite.places(m)) {
            double value = NonFinite.value(a, t);
            double slope = NonFinite.slope(a, t);
            NonFinite.check(
                a.id(),
                m,
                at,
                t,
                x -> {
                  s.activate(a, wide(s, x), out);
                  return s.download(out);
                },
                NonFinite.entry(at, value));
            NonFinite.check(
                a.id() + " of a layer",
                m,
                at,
                t,
                x -> {
                  s.addColumnAndActivate(none, a, wide(s, x), out);
                  return s.download(out);
                },
                NonFinite.entry(at, value));
            NonFinite.check(
                a.id() + " slope",
                m,
                at,
                t,
                x -> {
                  s.slope(a, wide(s, x), out);
                  return s.download(out);
                },
                NonFinite.entry(at, slope));
            NonFinite.check(
                a.id() + " pullBack, z",
                m,
                at,
                t,
                x -> back(s, a, x, other.entries()),
                NonFinite.entry(at, slope * other.entries()[at]));
            NonFinite.check(
                a.id() + " pullBack, delta",
                other,
                at,
                t,
                x -> back(s, a, m.entries(), x),
                NonFinite.entry(at, slopes[at] * t));
          }
        }
      }
    }
  }

  private static double[] back(Session s, StandardActivation a, double[] z, double[] delta) {
    DeviceMatrix d = wide(s, delta);
    s.pullBack(a, wide(s, z), d);
    return s.download(d);
  }

  /** With a NaN or +∞ a column has no softmax; −∞ has the share 0. */
  @ParameterizedTest
  @EnumSource
  void specialValuesInSoftmax(Precision p) {
    Stream r = stream("special/softmax");
    Plain z = wide(r);
    Plain other = wide(r);
    StandardActivation a = StandardActivation.SOFTMAX;
    try (Session s = backend().open(p, 2)) {
      DeviceMatrix out = s.zeros(ROWS, COLUMNS);
      for (double t : NonFinite.ALL) {
        for (int at : NonFinite.places(z)) {
          boolean zero = t == Double.NEGATIVE_INFINITY;
          Plain like = zero ? NonFinite.with(z, at, LIKE_MINUS_INFINITY) : z;
          NonFinite.Effect effect =
              zero ? NonFinite.nowhere() : NonFinite.column(at, COLUMNS, Double.NaN);
          NonFinite.check(
              "softmax",
              z,
              like,
              at,
              t,
              x -> {
                s.activate(a, wide(s, x), out);
                return s.download(out);
              },
              effect);
          NonFinite.check(
              "softmax slope",
              z,
              like,
              at,
              t,
              x -> {
                s.slope(a, wide(s, x), out);
                return s.download(out);
              },
              effect);
          NonFinite.check(
              "softmax pullBack, z", z, like, at, t, x -> back(s, a, x, other.entries()), effect);
          if (Double.isNaN(t)) {
            NonFinite.check(
                "softmax pullBack, delta",
                other,
                at,
                t,
                x -> back(s, a, z.entries(), x),
                NonFinite.column(at, COLUMNS, t));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void specialValuesInSoftmaxCrossEntropy(Precision p) {
    Stream r = stream("special/softmaxCrossEntropy");
    Plain z = wide(r);
    Plain y = positive(r);
    try (Session s = backend().open(p, 2)) {
      for (double t : NonFinite.ALL) {
        for (int at : NonFinite.places(z)) {
          boolean zero = t == Double.NEGATIVE_INFINITY;
          Plain like = zero ? NonFinite.with(z, at, LIKE_MINUS_INFINITY) : z;
          NonFinite.Effect gradient =
              zero ? NonFinite.nowhere() : NonFinite.column(at, COLUMNS, Double.NaN);
          // y > 0 times log 0; with y = 0 the term is 0
          NonFinite.Effect loss =
              NonFinite.everywhere(zero ? Double.POSITIVE_INFINITY : Double.NaN);
          crossEntropy(s, "logits", z, like, at, t, y, loss, gradient);
          if (zero) {
            Plain without = NonFinite.with(y, at, 0);
            crossEntropy(s, "no target", z, like, at, t, without, NonFinite.nowhere(), gradient);
          }
        }
      }
      for (int at : NonFinite.places(y)) {
        NonFinite.check(
            "target",
            y,
            at,
            Double.NaN,
            x -> crossEntropy(s, z.entries(), x)[0],
            NonFinite.everywhere(Double.NaN));
        for (int gradient : new int[] {1, 2}) {
          NonFinite.check(
              "gradient, target",
              y,
              at,
              Double.NaN,
              x -> crossEntropy(s, z.entries(), x)[gradient],
              NonFinite.column(at, COLUMNS, Double.NaN));
        }
      }
    }
  }

  private static void crossEntropy(
      Session s,
      String what,
      Plain z,
      Plain like,
      int at,
      double t,
      Plain y,
      NonFinite.Effect loss,
      NonFinite.Effect gradient) {
    NonFinite.check(what, z, like, at, t, x -> crossEntropy(s, x, y.entries())[0], loss);
    NonFinite.check(what, z, like, at, t, x -> crossEntropy(s, x, y.entries())[1], gradient);
    NonFinite.check(what, z, like, at, t, x -> crossEntropy(s, x, y.entries())[2], gradient);
  }

  /** The loss in two ways, which are the same number; the gradient; the gradient of both. */
  private static double[][] crossEntropy(Session s, double[] z, double[] y) {
    DeviceMatrix on = wide(s, z);
    DeviceMatrix target = wide(s, y);
    DeviceMatrix gradient = s.zeros(ROWS, COLUMNS);
    DeviceMatrix both = s.zeros(ROWS, COLUMNS);
    s.softmaxCrossEntropyGradient(on, target, gradient);
    return new double[][] {
      {
        s.softmaxCrossEntropy(on, target), s.softmaxCrossEntropyAndGradient(on, target, both),
      },
      s.download(gradient),
      s.download(both)
    };
  }

  @ParameterizedTest
  @EnumSource
  void specialValuesInLosses(Precision p) {
    Stream r = stream("special/losses");
    Plain prediction = positive(r);
    Plain target = positive(r);
    try (Session s = backend().open(p, 2)) {
      for (StandardLoss loss : StandardLoss.values()) {
        for (double t : NonFinite.ALL) {
          for (int at : NonFinite.places(prediction)) {
            double y = target.entries()[at];
            double term = NonFinite.term(loss, t, y);
            // a term of 0 is as that of the saturated prediction 10⁴
            Plain like = term == 0 ? NonFinite.with(prediction, at, 1e4) : prediction;
            NonFinite.check(
                loss.id(),
                prediction,
                like,
                at,
                t,
                x -> new double[] {s.loss(loss, wide(s, x), upload(s, target))},
                term == 0 ? NonFinite.nowhere() : NonFinite.everywhere(term));
            NonFinite.check(
                loss.id() + " gradient",
                prediction,
                at,
                t,
                x -> gradient(s, loss, x, target.entries()),
                NonFinite.entry(at, NonFinite.derivative(loss, t, y)));
          }
        }
        for (int at : NonFinite.places(target)) {
          double nan = Double.NaN;
          NonFinite.check(
              loss.id() + ", target",
              target,
              at,
              nan,
              x -> new double[] {s.loss(loss, upload(s, prediction), wide(s, x))},
              NonFinite.everywhere(nan));
          NonFinite.check(
              loss.id() + " gradient, target",
              target,
              at,
              nan,
              x -> gradient(s, loss, prediction.entries(), x),
              NonFinite.entry(at, nan));
        }
      }
    }
  }

  private static double[] gradient(Session s, StandardLoss loss, double[] p, double[] y) {
    DeviceMatrix out = s.zeros(ROWS, COLUMNS);
    s.lossGradient(loss, wide(s, p), wide(s, y), out);
    return s.download(out);
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
    DeviceMatrix d = wide(s, delta);
    s.pullBackNormalised(wide(s, normalised), s.upload(ROWS, 1, scale), d);
    return s.download(d);
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
