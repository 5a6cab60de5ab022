package org.theoria.theorems.regularisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

final class LineNetworkTest {

  static double[] random(LineNetwork network, long seed) {
    Stream stream = new Key("line networks", seed).stream(0);
    double[] theta = new double[network.parameterCount()];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = stream.nextInt(-8, 8) / 8.0;
    }
    return theta;
  }

  /** The table of slide 14: “depth 6” is six hidden layers. */
  @ParameterizedTest
  @CsvSource({
    "10, 581", "20, 2161", "30, 4741", "40, 8321", "50, 12901", "60, 18481",
    "70, 25061", "80, 32641", "90, 41221", "100, 50801", "200, 201601", "400, 803201"
  })
  void parametersOfTheSlide(int width, int count) {
    assertEquals(count, new LineNetwork(6, width).parameterCount());
    assertNotEquals(count, new LineNetwork(5, width).parameterCount());
    assertEquals(5 * width * width + 8 * width + 1, count);
  }

  /** No other numbers of inputs, outputs and hidden layers give the first three. */
  @Test
  void theSlidesNetworksGoFromOneNumberToOne() {
    for (int inputs = 1; inputs <= 5; inputs++) {
      for (int outputs = 1; outputs <= 5; outputs++) {
        for (int hidden = 1; hidden <= 8; hidden++) {
          boolean all = true;
          for (int[] entry : new int[][] {{10, 581}, {20, 2161}, {30, 4741}}) {
            Integer[] widths = new Integer[hidden + 2];
            Arrays.fill(widths, entry[0]);
            widths[0] = inputs;
            widths[hidden + 1] = outputs;
            int count = new Architecture(List.of(widths)).parameterCount();
            all &= count == entry[1];
          }
          assertEquals(inputs == 1 && outputs == 1 && hidden == 6, all);
        }
      }
    }
  }

  @Test
  void valuesAreThoseOfTheExactNetwork() {
    LineNetwork network = new LineNetwork(3, 4);
    double[] theta = random(network, 1);
    double[] x = {-1.5, -0.25, 0, 0.5, 2};
    double[] values = network.values(theta, x);
    for (int j = 0; j < x.length; j++) {
      // weights in eighths and few layers: every sum is exact in doubles
      RationalMatrix exact =
          network
              .with(theta)
              .forward(
                  RationalArithmetic.INSTANCE, RationalMatrix.of(1, 1, Rational.ofDouble(x[j])))
              .output();
      assertEquals(exact.get(0, 0).doubleValue(), values[j]);
    }
  }
}
