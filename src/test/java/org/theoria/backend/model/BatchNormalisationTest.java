package org.theoria.backend.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Session;
import org.theoria.network.StandardLoss;

/** What depends on more than one batch; the formulas of one batch are in {@link LayersTest}. */
final class BatchNormalisationTest {

  static List<Sessions> sessions() {
    return Sessions.available();
  }

  private static Model model(Shape input, double epsilon, double momentum) {
    return new Model(
        input, List.of(new BatchNormalisation(epsilon, momentum)), StandardLoss.SQUARE);
  }

  /** Numbers by hand: all but the square roots are exact in both precisions. */
  @ParameterizedTest
  @MethodSource("sessions")
  void runningStatisticsFollowTheBatches(Sessions sessions) {
    double u = sessions.precision().unitRoundoff();
    try (Session s = sessions.open()) {
      DeviceModel m = new DeviceModel(s, model(Shape.vector(2), 0.25, 0.5));
      m.write(new double[] {2, -1, 0.5, 0});
      assertArrayEquals(new double[] {0, 0, 1, 1}, m.state());
      // rows (1, 3), (4, 4): means 2 and 4, N/(N−1)·s² = 2 and 0
      DeviceMatrix x = s.upload(2, 2, 1, 3, 4, 4);
      DeviceMatrix y = s.zeros(2, 2);
      m.backpropagate(x, y, 0);
      assertArrayEquals(new double[] {1, 2, 1.5, 0.5}, m.state());
      // evaluation changes nothing and is by these: γ·(x − r)/√(r' + ε) + β
      double[] expected = {0.5, 2 * 2 / Math.sqrt(1.75) + 0.5, -2 / Math.sqrt(0.75), 0};
      expected[3] = expected[2];
      assertArrayEquals(expected, m.predict(x), 16 * u);
      assertArrayEquals(new double[] {1, 2, 1.5, 0.5}, m.state());
      double loss = Arrays.stream(expected).map(e -> e * e).sum();
      assertEquals(loss, m.loss(x, y), 64 * u * loss);
      // one column: the means move, nothing is known of the variances
      m.backpropagate(s.upload(2, 1, 3, -2), s.zeros(2, 1), 0);
      assertArrayEquals(new double[] {2, 0, 1.5, 0.5}, m.state());
      // no column: nothing is known at all
      m.backpropagate(s.zeros(2, 0), s.zeros(2, 0), 0);
      assertArrayEquals(new double[] {2, 0, 1.5, 0.5}, m.state());
      // evaluation sees statistics written from outside, and new parameters
      m.restore(new double[] {1, 2, 0.75, 3.75});
      assertArrayEquals(new double[] {0.5, 4.5, -1, -1}, m.predict(x), 16 * u);
      m.write(new double[] {1, 1, 0, 0});
      assertArrayEquals(new double[] {0, 2, 1, 1}, m.predict(x), 16 * u);
    }
  }

  /** A channel's statistics are over its positions too. */
  @ParameterizedTest
  @MethodSource("sessions")
  void aChannelIsNormalisedAsOne(Sessions sessions) {
    double u = sessions.precision().unitRoundoff();
    try (Session s = sessions.open()) {
      DeviceModel m = new DeviceModel(s, model(Shape.signals(2, 2), 0.25, 1));
      m.write(new double[] {1, 4, 0, 1});
      // channel 0 has the entries 1, 1, 3, 3; channel 1 has 0, 2, 4, 6
      DeviceMatrix x = s.upload(4, 2, 1, 1, 3, 3, 0, 2, 4, 6);
      m.backpropagate(x, s.zeros(4, 2), 0);
      assertArrayEquals(new double[] {2, 3, 4.0 / 3, 20.0 / 3}, m.state(), 16 * u);
      m.restore(new double[] {2, 3, 3.75, 3.75});
      assertArrayEquals(new double[] {-0.5, -0.5, 0.5, 0.5, -5, -1, 3, 7}, m.predict(x), 32 * u);
    }
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void ofASingleColumnComesBeta(Sessions sessions) {
    try (Session s = sessions.open()) {
      Chain chain =
          Chain.of(
              new ModelMemory(s, "a chain"),
              List.of(BatchNormalisation.usual()),
              Shape.vector(3),
              0);
      chain.tensors().getFirst().write(new double[] {3, 4, 5});
      chain.tensors().getLast().write(new double[] {0.5, -7, 0});
      DeviceMatrix x = s.upload(3, 1, 1e6, -0.1, 1e-30);
      assertArrayEquals(
          new double[] {0.5, -7, 0}, s.download(chain.pass(1).forward(x, new Mode.Training(0))));
    }
  }
}
