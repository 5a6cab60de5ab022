package org.theoria.network.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.file.ArrayFileException;
import org.theoria.network.file.ElementType;
import org.theoria.network.file.Elements;
import org.theoria.network.file.FileArray;
import org.theoria.network.onnx.OnnxGraph.Attribute;
import org.theoria.network.onnx.OnnxGraph.Node;

/** The values of a graph that do not depend on its input. */
final class OnnxConstants {
  private final Map<String, FileArray> values;
  private final String file;

  OnnxConstants(Map<String, FileArray> initializers, String file) {
    this.values = new HashMap<>(initializers);
    this.file = file;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Optional<FileArray> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Takes in a node whose inputs are all constants: Constant, Identity or Transpose. */
  void add(Node node) {
    FileArray value =
        switch (node.operator()) {
          case "Constant" -> constant(node);
          case "Identity" -> first(node);
          case "Transpose" -> transposed(node, first(node));
          default ->
              throw new ArrayFileException(
                  file + ", " + node.label(),
                  "Constant, Identity or Transpose of what does not depend on the input",
                  node.operator());
        };
    values.put(node.outputs().getFirst(), value);
  }

  private FileArray first(Node node) {
    return Optional.ofNullable(node.inputs().isEmpty() ? null : values.get(node.inputs().get(0)))
        .orElseThrow(() -> new ArrayFileException(file + ", " + node.label(), "an input", "none"));
  }

  private FileArray constant(Node node) {
    Map<String, Attribute> a = node.attributes();
    String name = file + ", " + node.label();
    return Optional.ofNullable(a.get("value"))
        .flatMap(Attribute::tensor)
        .or(() -> Optional.ofNullable(a.get("value_ints")).map(v -> list(v.integers(), name)))
        .or(() -> Optional.ofNullable(a.get("value_float")).map(v -> number(v.real(), name)))
        .or(() -> Optional.ofNullable(a.get("value_int")).map(v -> whole(v.integer(), name)))
        .orElseThrow(
            () ->
                new ArrayFileException(
                    name,
                    "one of value, value_float, value_int, value_ints",
                    a.isEmpty() ? "no attribute" : String.join(", ", a.keySet())));
  }

  private static FileArray list(List<Long> integers, String name) {
    double[] entries = new double[integers.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = ElementType.exact(integers.get(i), true, name, i);
    }
    return new FileArray(name, List.of(entries.length), entries);
  }

  private static FileArray whole(long value, String name) {
    return number(ElementType.exact(value, true, name, 0), name);
  }

  private static FileArray number(double value, String name) {
    Elements.requireFinite(new double[] {value}, List.of(), false, name);
    return new FileArray(name, List.of(), new double[] {value});
  }

  private FileArray transposed(Node node, FileArray a) {
    List<Long> order =
        Optional.ofNullable(node.attributes().get("perm"))
            .map(Attribute::integers)
            .orElse(List.of(1L, 0L));
    if (a.shape().size() != 2 || !order.equals(List.of(1L, 0L))) {
      throw new ArrayFileException(
          file + ", " + node.label(),
          "two axes to be exchanged",
          "shape " + a.shape() + ", perm " + order);
    }
    int rows = a.shape().getFirst();
    int columns = a.shape().getLast();
    double[] entries = new double[a.values().length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        entries[j * rows + i] = a.values()[i * columns + j];
      }
    }
    return new FileArray(a.name(), List.of(columns, rows), entries);
  }

  /**
   * A column that is added to the outputs of a layer of n neurons, from shape [n], [1, n], [1] or
   * [].
   */
  RationalMatrix column(FileArray a, int n, Node node) {
    int size = a.values().length;
    boolean vector =
        a.shape().stream().limit(Math.max(0, a.shape().size() - 1)).allMatch(s -> s == 1);
    if (!vector || (size != 1 && size != n)) {
      throw new ArrayFileException(
          file + ", " + node.label(),
          "a bias of shape [" + n + "], as the layer has outputs",
          "shape " + a.shape());
    }
    List<Rational> entries = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      entries.add(Rational.ofDouble(a.values()[size == 1 ? 0 : i]));
    }
    return RationalMatrix.column(entries.toArray(new Rational[0]));
  }
}
