package org.theoria.network.onnx;

import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.file.ArrayFileException;

/**
 * A fully connected network that an ONNX file holds, its numbers the exact rationals that they are
 * there.
 *
 * @param weights W_1, …, W_H, W_h of shape n_h × n_{h−1}
 * @param biases b_h of shape n_h × 1, where the layer has one
 * @param activations the names of σ_1, …, σ_H
 */
public record OnnxNetwork(
    List<RationalMatrix> weights, List<Optional<RationalMatrix>> biases, List<String> activations) {

  public OnnxNetwork {
    weights = List.copyOf(weights);
    biases = List.copyOf(biases);
    activations = List.copyOf(activations);
  }

  /**
   * Whether a file that begins with these bytes may be a model: the version of the format, field 1,
   * comes first.
   */
  public static boolean isModel(byte[] start) {
    return start.length >= 2 && start[0] == 8 && start[1] > 0;
  }

  /**
   * Reads a model whose graph is one chain of layers; see {@link OnnxChain} for the operators.
   *
   * @param file the file as the user wrote it, for messages
   * @throws ArrayFileException where it is no model or no such chain, naming the node
   */
  public static OnnxNetwork read(byte[] bytes, String file) {
    return new OnnxChain(OnnxParser.parse(bytes, file), file).network();
  }
}
