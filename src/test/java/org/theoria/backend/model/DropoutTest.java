package org.theoria.backend.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.theoria.backend.Backends;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Precision;
import org.theoria.backend.Session;
import org.theoria.network.StandardActivation;

final class DropoutTest {
  private static final double KEEP = 0.75;

  /** The share that is dropped, as it was typed. */
  @Test
  void itIsDescribedAsItIsTyped() {
    for (String share : List.of("0", "0.1", "0.2", "0.25", "0.3", "0.7", "0.9", "0.99", "0.123")) {
      Dropout layer = Dropout.dropping(Double.parseDouble(share));
      assertEquals("dropout " + share, layer.describe());
      assertEquals(1 - Double.parseDouble(share), layer.keep(), Math.ulp(1.0));
    }
    assertEquals(0.1, Dropout.dropping(0.9).keep());
    assertEquals("dropout 0.8", new Dropout(0.2).describe());
    assertFalse(
        new Dropout(0.8).describe().equals(new Dropout(Math.nextUp(0.8)).describe()), "two layers");
    assertThrows(IllegalArgumentException.class, () -> Dropout.dropping(1));
  }

  static List<Sessions> sessions() {
    return Sessions.available();
  }

  /** What comes out of layers in training mode, for an input of ones. */
  private static double[] ofOnes(Session s, List<Layer> layers, int rows, int columns, long key) {
    double[] ones = new double[rows * columns];
    Arrays.fill(ones, 1);
    DeviceMatrix x = s.upload(rows, columns, ones);
    return s.download(
        Chain.of(new ModelMemory(s, "a chain"), layers, Shape.vector(rows), 0)
            .pass(columns)
            .forward(x, new Mode.Training(key)));
  }

  private static Session ejml() {
    return Backends.installed().named("ejml").open(Precision.FLOAT64);
  }

  /** By the key, the place of the layer and row·n + column, and by nothing else. */
  @ParameterizedTest
  @MethodSource("sessions")
  void theMaskIsTheSameOnEveryBackend(Sessions sessions) {
    List<Layer> layers =
        List.of(
            new Dropout(KEEP),
            new Activated(StandardActivation.RELU),
            Residual.of(new Dropout(0.5)),
            new Dropout(KEEP));
    try (Session s = sessions.open();
        Session reference = ejml()) {
      for (long key = -2; key <= 2; key++) {
        // 1/keep is rounded to the precision, once a layer
        assertArrayEquals(
            ofOnes(reference, layers, 5, 7, key),
            ofOnes(s, layers, 5, 7, key),
            16 * sessions.precision().unitRoundoff());
      }
    }
  }

  @Test
  void thePositionInTheBatchCounts() {
    List<Layer> layers = List.of(new Dropout(0.5));
    try (Session s = ejml()) {
      double[] three = ofOnes(s, layers, 4, 3, 9);
      double[] six = ofOnes(s, layers, 2, 6, 9);
      // entry row·n + column: another shape of the same length reads the same mask
      assertArrayEquals(three, six);
      // the columns of a batch have masks of their own
      List<Double> first = new ArrayList<>();
      List<Double> second = new ArrayList<>();
      double[] many = ofOnes(s, layers, 64, 2, 9);
      for (int i = 0; i < 64; i++) {
        first.add(many[2 * i]);
        second.add(many[2 * i + 1]);
      }
      assertFalse(first.equals(second));
    }
  }

  @Test
  void keysAndPlacesHaveMasksOfTheirOwn() {
    List<Layer> one = List.of(new Dropout(0.5));
    List<Layer> two = List.of(new Activated(StandardActivation.IDENTITY), new Dropout(0.5));
    List<Layer> inside = List.of(Residual.of(new Dropout(0.5)));
    try (Session s = ejml()) {
      double[] mask = ofOnes(s, one, 64, 1, 1);
      assertArrayEquals(mask, ofOnes(s, one, 64, 1, 1));
      assertFalse(Arrays.equals(mask, ofOnes(s, one, 64, 1, 2)), "another key");
      assertFalse(Arrays.equals(mask, ofOnes(s, two, 64, 1, 1)), "another place");
      double[] residual = ofOnes(s, inside, 64, 1, 1);
      for (int k = 0; k < 64; k++) {
        residual[k] -= 1;
      }
      assertFalse(Arrays.equals(mask, residual), "another place, in a residual layer");
    }
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void evaluationDropsNothing(Sessions sessions) {
    try (Session s = sessions.open()) {
      DeviceMatrix x = s.upload(2, 2, 1, -2, 0.5, 4);
      Chain chain =
          Chain.of(new ModelMemory(s, "a chain"), List.of(new Dropout(0.5)), Shape.vector(2), 0);
      assertArrayEquals(
          new double[] {1, -2, 0.5, 4},
          s.download(chain.pass(2).forward(x, new Mode.Evaluation())));
    }
  }

  /**
   * The mean over masks is the evaluation. An entry is 0 or 1/keep, so by Hoeffding's inequality
   * the mean of K of them is more than t away from 1 with probability at most 2·exp(−2K·t²·keep²),
   * were the masks random; of E entries none is with probability at least 1 − 10⁻⁹ for t =
   * √(ln(2E·10⁹) / 2K)/keep. The keys are fixed: the test is deterministic.
   */
  @Test
  void trainingIsUnbiased() {
    int keys = 20_000;
    int entries = 32;
    double t = Math.sqrt(Math.log(2 * entries * 1e9) / (2.0 * keys)) / KEEP;
    double[] sum = new double[entries];
    int dropped = 0;
    try (Session s = ejml()) {
      double[] ones = new double[entries];
      Arrays.fill(ones, 1);
      DeviceMatrix x = s.upload(8, 4, ones);
      Stage.Pass pass =
          Chain.of(new ModelMemory(s, "a chain"), List.of(new Dropout(KEEP)), Shape.vector(8), 0)
              .pass(4);
      for (int key = 0; key < keys; key++) {
        double[] out = s.download(pass.forward(x, new Mode.Training(key)));
        for (int k = 0; k < entries; k++) {
          assertTrue(out[k] == 0 || out[k] == 1 / KEEP, "entry " + out[k]);
          sum[k] += out[k];
          dropped += out[k] == 0 ? 1 : 0;
        }
      }
    }
    for (int k = 0; k < entries; k++) {
      assertEquals(1, sum[k] / keys, t, "entry " + k);
    }
    // and of all entries together: E·K draws
    double all = Math.sqrt(Math.log(2 * 1e9) / (2.0 * keys * entries));
    assertEquals(1 - KEEP, (double) dropped / (keys * entries), all);
  }
}
