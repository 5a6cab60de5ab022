package org.theoria.theorems.geometry;

import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Activation;
import org.theoria.network.Network;
import org.theoria.network.Sample;

/**
 * A ReLU network at one θ and its sample.
 *
 * @param network σ_h = ReLU for h &lt; H, σ_H = Id
 * @param sample x of shape n₀ × n; y, n_H × n, does not matter
 */
public record LocalImageInstance(Network network, Sample sample) {
  public LocalImageInstance {
    requireRelu(network);
    requireFits(network, sample);
  }

  /** ReLU on the hidden layers and the identity on the last. */
  static void requireRelu(Network network) {
    for (int h = 1; h <= network.depth(); h++) {
      Activation expected = h < network.depth() ? Activation.RELU : Activation.IDENTITY;
      if (!network.activation(h).equals(expected)) {
        throw new IllegalArgumentException(
            "activations: "
                + expected.id()
                + " is needed on layer "
                + h
                + ", got "
                + network.activation(h).id());
      }
    }
  }

  /** x of n₀ rows and y of n_H rows. */
  static void requireFits(Network network, Sample sample) {
    if (sample.x().rows() != network.architecture().inputs()
        || sample.y().rows() != network.architecture().outputs()) {
      throw new ShapeException(
          "sample: x of "
              + network.architecture().inputs()
              + " rows and y of "
              + network.architecture().outputs()
              + " are needed, got "
              + sample.x().rows()
              + " and "
              + sample.y().rows());
    }
  }

  /** Where θ lies. */
  LocalImageRegion region() {
    return new LocalImageRegion(network, sample.x());
  }
}
