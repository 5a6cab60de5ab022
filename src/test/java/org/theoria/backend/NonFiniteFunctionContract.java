package org.theoria.backend;

import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.backend.PlainReference.Plain;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;
import org.theoria.sampling.Stream;

/** The part of {@link BackendContract} on NaN and ±∞ in activations and losses. */
abstract class NonFiniteFunctionContract extends MemoryContract {
  /** Odd, and more than a tile or a vector of any backend in both directions. */
  static final int ROWS = 13;

  static final int COLUMNS = 135;

  /** e^−10⁴ is 0 in both formats, as e^−∞ is. */
  static final double LIKE_MINUS_INFINITY = -1e4;

  static Plain wide(Stream r) {
    return random(r, ROWS, COLUMNS);
  }

  /** Multiples of 1/8 in [1/8, 4]. */
  static Plain positive(Stream r) {
    Plain m = wide(r);
    for (int k = 0; k < m.entries().length; k++) {
      m.entries()[k] = 0.125 + Math.abs(m.entries()[k]);
    }
    return m;
  }

  static DeviceMatrix wide(Session s, double[] entries) {
    return s.upload(ROWS, COLUMNS, entries);
  }

  /** What an operation leaves in a matrix. */
  static double[] left(Session s, DeviceMatrix in, Consumer<DeviceMatrix> operation) {
    operation.accept(in);
    return s.download(in);
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
                x -> left(s, out, to -> s.activate(a, wide(s, x), to)),
                NonFinite.entry(at, value));
            NonFinite.check(
                a.id() + " of a layer",
                m,
                at,
                t,
                x -> left(s, out, to -> s.addColumnAndActivate(none, a, wide(s, x), to)),
                NonFinite.entry(at, value));
            NonFinite.check(
                a.id() + " slope",
                m,
                at,
                t,
                x -> left(s, out, to -> s.slope(a, wide(s, x), to)),
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
    return left(s, wide(s, delta), d -> s.pullBack(a, wide(s, z), d));
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
              x -> left(s, out, to -> s.activate(a, wide(s, x), to)),
              effect);
          NonFinite.check(
              "softmax slope",
              z,
              like,
              at,
              t,
              x -> left(s, out, to -> s.slope(a, wide(s, x), to)),
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
    return left(
        s, s.zeros(ROWS, COLUMNS), out -> s.lossGradient(loss, wide(s, p), wide(s, y), out));
  }
}
