package org.theoria.network.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theoria.network.file.FileArray;

/**
 * What is read of a model (GraphProto of onnx.proto, with the model's operator set).
 *
 * @param opset the version of the standard operators
 * @param nodes in topological order, as the format asks
 * @param constants the initializers by name
 * @param inputs those that are no initializers
 * @param outputs their names
 */
record OnnxGraph(
    long opset,
    List<Node> nodes,
    Map<String, FileArray> constants,
    List<Input> inputs,
    List<String> outputs) {

  /**
   * An input.
   *
   * @param name its name
   * @param lengths the lengths of its axes where they are declared, −1 for one that is open
   */
  record Input(String name, Optional<List<Long>> lengths) {}

  /**
   * A node.
   *
   * @param label for messages: {@code node "fc1" (Gemm)}
   * @param operator its type, with its domain where that is not the standard one
   * @param inputs names of values; "" for an optional one that is left out
   * @param outputs names of values
   * @param attributes by name
   */
  record Node(
      String label,
      String operator,
      List<String> inputs,
      List<String> outputs,
      Map<String, Attribute> attributes) {

    long integer(String attribute, long otherwise) {
      return Optional.ofNullable(attributes.get(attribute))
          .map(Attribute::integer)
          .orElse(otherwise);
    }

    float real(String attribute, float otherwise) {
      return Optional.ofNullable(attributes.get(attribute)).map(Attribute::real).orElse(otherwise);
    }
  }

  /** An attribute: one of these, the others at their defaults. */
  record Attribute(float real, long integer, Optional<FileArray> tensor, List<Long> integers) {
    Attribute {
      integers = List.copyOf(integers);
    }
  }
}
