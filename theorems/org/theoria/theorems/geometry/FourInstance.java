package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.network.Activation;
import org.theoria.network.Network;
import org.theoria.network.Sample;

/**
 * The network of slide 66 at one θ, three examples, and a point of ℝ³.
 *
 * @param network x ↦ b·max(0, ax + c) + d: widths (1, 1, 1), σ_1 = ReLU, σ_2 = Id
 * @param sample x of shape 1 × 3; y, 1 × 3, is the point whose pre-images are asked for
 */
public record FourInstance(Network network, Sample sample) {
  public FourInstance {
    if (!network.architecture().widths().equals(List.of(1, 1, 1))) {
      throw new IllegalArgumentException(
          "four parameters: widths (1, 1, 1) are needed, got " + network.architecture().widths());
    }
    if (!network.activations().equals(List.of(Activation.RELU, Activation.IDENTITY))) {
      throw new IllegalArgumentException(
          "four parameters: activations [relu, identity] are needed, got "
              + network.activations().stream().map(Activation::id).toList());
    }
    if (sample.x().rows() != 1 || sample.y().rows() != 1 || sample.size() != 3) {
      throw new IllegalArgumentException(
          "four parameters: x and y of shape 1×3 are needed, got "
              + sample.x().rows()
              + "×"
              + sample.size()
              + " and "
              + sample.y().rows()
              + "×"
              + sample.size());
    }
  }

  /** θ. */
  FourPoint point() {
    return FourPoint.of(network);
  }
}
