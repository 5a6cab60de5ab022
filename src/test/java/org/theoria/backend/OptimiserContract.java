package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.backend.PlainReference.Plain;
import org.theoria.sampling.Stream;

/** The part of {@link BackendContract} on steps of optimisers. */
abstract class OptimiserContract extends RowContract {
  @ParameterizedTest
  @EnumSource
  void optimisers(Precision p) {
    Stream r = stream("optimisers");
    List<Optimiser> methods =
        List.of(
            new Optimiser.GradientDescent(0.1),
            new Optimiser.Momentum(0.1, 0.9),
            new Optimiser.Nesterov(0.1, 0.9),
            new Optimiser.Adam(0.1, 0.8, 0.95, 1e-3));
    try (Session s = backend().open(p)) {
      for (Optimiser method : methods) {
        agree(s, r, method, 3, 4);
        agree(s, r, method, LARGE[0], LARGE[1]);
      }
    }
  }

  /** Three steps, number by number. */
  private static void agree(Session s, Stream r, Optimiser method, int rows, int columns) {
    Plain theta = random(r, rows, columns);
    DeviceMatrix on = upload(s, theta);
    List<DeviceMatrix> state = new ArrayList<>();
    for (int i = 0; i < method.stateCount(); i++) {
      state.add(s.zeros(rows, columns));
    }
    double[] first = new double[rows * columns];
    double[] second = new double[rows * columns];
    for (int t = 1; t <= 3; t++) {
      Plain g = random(r, rows, columns);
      DeviceMatrix gradient = upload(s, g);
      s.update(method, t, gradient, on, state);
      for (int k = 0; k < rows * columns; k++) {
        theta.entries()[k] += step(method, t, g.entries()[k], first, second, k);
      }
      assertNear(s, theta, on, method.id() + " step " + t);
      assertArrayEquals(g.entries(), s.download(gradient), "the gradient is not changed");
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

  /**
   * One step of each method, of exact numbers: the roles of rate and momentum are not exchanged.
   */
  @ParameterizedTest
  @EnumSource
  void aStepOfExactNumbersIsExact(Precision p) {
    try (Session s = backend().open(p)) {
      DeviceMatrix g = s.upload(1, 2, 1, -2);
      DeviceMatrix theta = s.upload(1, 2, 0, 0);
      DeviceMatrix v = s.upload(1, 2, 8, 8);
      s.update(new Optimiser.Nesterov(0.25, 0.5), 1, g, theta, List.of(v));
      assertArrayEquals(new double[] {5, 2}, s.download(v));
      assertArrayEquals(new double[] {-0.875, 0.25}, s.download(theta));
      s.update(new Optimiser.Momentum(0.25, 0.5), 1, g, theta, List.of(v));
      assertArrayEquals(new double[] {3.5, -1}, s.download(v));
      assertArrayEquals(new double[] {-1.75, 0.5}, s.download(theta));
      s.update(new Optimiser.GradientDescent(0.25), 1, g, theta, List.of());
      assertArrayEquals(new double[] {-2, 1}, s.download(theta));
      DeviceMatrix empty = s.zeros(0, 3);
      s.update(new Optimiser.Nesterov(1, 0.5), 1, s.zeros(0, 3), empty, List.of(s.zeros(0, 3)));
      assertEquals(0, s.download(empty).length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aGradientOfNanReachesEveryMethod(Precision p) {
    List<Optimiser> methods =
        List.of(
            new Optimiser.GradientDescent(0.1),
            new Optimiser.Momentum(0.1, 0.9),
            new Optimiser.Nesterov(0.1, 0.9),
            Optimiser.Adam.of(0.1));
    try (Session s = backend().open(p)) {
      for (Optimiser method : methods) {
        DeviceMatrix theta = s.upload(1, 2, 1, 1);
        List<DeviceMatrix> state = new ArrayList<>();
        for (int i = 0; i < method.stateCount(); i++) {
          state.add(s.zeros(1, 2));
        }
        s.update(method, 1, s.upload(1, 2, Double.NaN, 0), theta, state);
        assertTrue(Double.isNaN(s.download(theta)[0]), method.id());
        assertEquals(1, s.download(theta)[1], method.id());
      }
    }
  }
}
