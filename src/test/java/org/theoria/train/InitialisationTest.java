package org.theoria.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.backend.model.BatchNormalisation;
import org.theoria.backend.model.Convolution;
import org.theoria.backend.model.Dense;
import org.theoria.backend.model.Model;
import org.theoria.backend.model.ParameterBlock;
import org.theoria.backend.model.Shape;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.StandardLoss;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

final class InitialisationTest {

  private static Stream stream() {
    return new Key("initialisation", 1).stream(0);
  }

  @Test
  void aFullyConnectedModelIsDrawnAsItsArchitecture() {
    Architecture a = Architecture.of(7, 5, 3);
    Model m = Model.of(a, List.of(Activation.RELU, Activation.IDENTITY), Loss.SQUARE, true);
    for (Initialisation i : Initialisation.values()) {
      if (i == Initialisation.NEAR_TWINS) {
        assertEquals(
            "initialisation: near-twins is for a fully connected architecture, got the model 7 →"
                + " dense 5 relu → dense 3, square",
            assertThrows(IllegalArgumentException.class, () -> i.draw(m, stream())).getMessage());
      } else {
        assertArrayEquals(i.draw(a, stream()), i.draw(m, stream()), i.id());
      }
    }
  }

  /** 64 channels → 96 kernels of 3 × 3: 55 296 weights, sums of 576, into 864. */
  @Test
  void aConvolutionIsDrawnByItsKernels() {
    Model m =
        new Model(
            Shape.images(64, 3, 3),
            List.of(Convolution.images(96, 3, 1), BatchNormalisation.usual(), Dense.of(1)),
            StandardLoss.SQUARE);
    int weights = 96 * 64 * 9;
    double[] he = Initialisation.HE.draw(m, stream());
    double[] glorot = Initialisation.GLOROT.draw(m, stream());
    double square = 0;
    double uniform = 0;
    double range = Math.sqrt(6.0 / (576 + 864));
    double largest = 0;
    for (int k = 0; k < weights; k++) {
      square += he[k] * he[k] / weights;
      uniform += glorot[k] * glorot[k] / weights;
      largest = Math.max(largest, Math.abs(glorot[k]));
    }
    // the mean of w squares deviates by √(2/w) = 0.6 % of the variance, five times that at most
    assertEquals(2.0 / 576, square, 5 * Math.sqrt(2.0 / weights) * 2.0 / 576);
    assertEquals(range * range / 3, uniform, 5 * Math.sqrt(2.0 / weights) * range * range / 3);
    // rounded to multiples of 2⁻²⁰; the largest of so many is near the end
    assertTrue(largest <= range + 0x1p-20 && largest > 0.999 * range);
    int at = 0;
    for (ParameterBlock b : m.blocks()) {
      for (int k = 0; k < b.count(); k++) {
        switch (b.role()) {
          case WEIGHT -> {}
          case BIAS, SHIFT -> assertEquals(0, he[at]);
          case SCALE -> assertEquals(1, he[at]);
        }
        at++;
      }
    }
    assertEquals(he.length, at);
  }
}
