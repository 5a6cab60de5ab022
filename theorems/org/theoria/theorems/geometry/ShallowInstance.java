package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.network.Activation;
import org.theoria.network.Network;
import org.theoria.network.Sample;

/**
 * A shallow ReLU network with one input and one output, at one θ, and its sample.
 *
 * @param network x ↦ Σ_k v_k·max(0, w_kx + b_k) + c: widths (1, n₁, 1), σ_1 = ReLU, σ_2 = Id
 * @param sample x of shape 1 × n; y, 1 × n, does not matter
 */
public record ShallowInstance(Network network, Sample sample) {
  public ShallowInstance {
    List<Integer> widths = network.architecture().widths();
    if (widths.size() != 3 || widths.getFirst() != 1 || widths.getLast() != 1) {
      throw new IllegalArgumentException(
          "shallow network: widths (1, n1, 1) are needed, got " + widths);
    }
    if (!network.activations().equals(List.of(Activation.RELU, Activation.IDENTITY))) {
      throw new IllegalArgumentException(
          "shallow network: activations [relu, identity] are needed, got "
              + network.activations().stream().map(Activation::id).toList());
    }
    if (sample.x().rows() != 1 || sample.y().rows() != 1) {
      throw new IllegalArgumentException(
          "shallow network: one input and one target an example are needed, got x of "
              + sample.x().rows()
              + " and y of "
              + sample.y().rows()
              + " rows");
    }
  }

  /** n₁. */
  int neurons() {
    return network.architecture().width(1);
  }

  /** n. */
  int examples() {
    return sample.size();
  }

  /** The regions, patterns and ranks at this θ. */
  ShallowPoint point() {
    return ShallowPoint.of(this);
  }
}
