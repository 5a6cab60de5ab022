package org.theoria.network.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.StandardActivation;
import org.theoria.network.file.ArrayFileException;
import org.theoria.network.file.FileArray;
import org.theoria.network.onnx.OnnxGraph.Input;
import org.theoria.network.onnx.OnnxGraph.Node;

/**
 * The layers of a graph that is one chain from its one input to its one output.
 *
 * <p>A layer begins with Gemm (transA on the input alone, transB, alpha, beta) or MatMul by a
 * constant on the right, goes on with any number of Add of a constant, and may end with Relu,
 * LeakyRelu of slope 1/8, Abs, or Softmax over the outputs, the last. Identity and Dropout (at
 * inference) change nothing; Flatten and Reshape may stand where they do not: before the first
 * layer, and later where one example stays one row. In ONNX an example is a row, so that the
 * weights here are the transposed ones.
 */
final class OnnxChain {
  private static final List<String> KNOWN =
      List.of(
          "Gemm",
          "MatMul",
          "Add",
          "Relu",
          "LeakyRelu",
          "Abs",
          "Softmax",
          "Flatten",
          "Reshape",
          "Identity",
          "Dropout");

  /** Before it Dropout was one of training, and Add had rules of its own. */
  private static final long OLDEST = 7;

  /** The one slope of a leaky ReLU here. */
  private static final float LEAKY_SLOPE = 0.125f;

  private final OnnxGraph graph;
  private final String file;
  private final OnnxConstants constants;
  private final List<RationalMatrix> weights = new ArrayList<>();
  private final List<Optional<RationalMatrix>> biases = new ArrayList<>();
  private final List<String> activations = new ArrayList<>();

  /** Whether the last layer has its activation. */
  private boolean closed = true;

  /** Whether an example is known to be one row, whatever axes the graph's input has. */
  private boolean rows;

  /** n₀ where the graph's input or a Reshape before the first layer says it. */
  private OptionalInt asked = OptionalInt.empty();

  OnnxChain(OnnxGraph graph, String file) {
    this.graph = graph;
    this.file = file;
    this.constants = new OnnxConstants(graph.constants(), file);
  }

  OnnxNetwork network() {
    if (graph.inputs().size() != 1 || graph.outputs().size() != 1) {
      throw new ArrayFileException(
          file,
          "a graph with one input and one output",
          graph.inputs().size() + " and " + graph.outputs().size());
    }
    if (graph.opset() < OLDEST) {
      throw new ArrayFileException(
          file, "operators of version " + OLDEST + " or later", "version " + graph.opset());
    }
    Input input = graph.inputs().getFirst();
    rows = input.lengths().map(l -> l.size() <= 2).orElse(true);
    asked = declaredInputs(input.lengths().orElse(List.of()));
    String value = input.name();
    for (Node node : graph.nodes()) {
      if (node.outputs().isEmpty()) {
        throw refused(node, "an output", "none");
      }
      if (node.inputs().stream().allMatch(constants::has)
          && (KNOWN.contains(node.operator()) || isConstant(node))) {
        constants.add(node);
        continue;
      }
      if (!KNOWN.contains(node.operator())) {
        throw refused(node, known(), node.operator());
      }
      if (node.inputs().stream().filter(value::equals).count() != 1) {
        throw refused(
            node,
            "the value \"" + value + "\" of the node before it once: one chain",
            "inputs " + node.inputs());
      }
      take(node, value);
      value = node.outputs().getFirst();
    }
    if (!value.equals(graph.outputs().getFirst()) || weights.isEmpty()) {
      throw new ArrayFileException(
          file,
          "at least one Gemm or MatMul on the way to the output \""
              + graph.outputs().getFirst()
              + "\"",
          weights.isEmpty() ? "none" : "a chain that ends in \"" + value + "\"");
    }
    return new OnnxNetwork(weights, biases, activations);
  }

  private OptionalInt declaredInputs(List<Long> lengths) {
    if (lengths.size() < 2 || lengths.stream().skip(1).anyMatch(l -> l < 1)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        FileArray.size(FileArray.axes(file + ", input", lengths.subList(1, lengths.size()))));
  }

  /** "Gemm, …, Identity or Dropout". */
  private static String known() {
    int last = KNOWN.size() - 1;
    return String.join(", ", KNOWN.subList(0, last)) + " or " + KNOWN.get(last);
  }

  private static boolean isConstant(Node node) {
    return node.operator().equals("Constant") || node.operator().equals("Transpose");
  }

  private ArrayFileException refused(Node node, String expected, String got) {
    return new ArrayFileException(file + ", " + node.label(), expected, got);
  }

  private void take(Node node, String value) {
    if (hasEnded() && !node.operator().equals("Identity")) {
      throw refused(node, "nothing after Softmax", node.operator());
    }
    switch (node.operator()) {
      case "Gemm" -> gemm(node, value);
      case "MatMul" -> matMul(node, value);
      case "Add" -> add(node, value);
      case "Relu" -> activate(node, StandardActivation.RELU);
      case "Abs" -> activate(node, StandardActivation.ABSOLUTE);
      case "LeakyRelu" -> {
        float slope = node.real("alpha", 0.01f);
        if (slope != LEAKY_SLOPE) {
          throw refused(node, "alpha 0.125, the slope of leaky-relu here", "alpha " + slope);
        }
        activate(node, StandardActivation.LEAKY_RELU);
      }
      case "Softmax" -> {
        requireAxis(node, graph.opset() < 13 ? 1 : -1);
        activate(node, StandardActivation.SOFTMAX);
      }
      case "Flatten" -> {
        requireAxis(node, 1);
        rows = true;
      }
      case "Reshape" -> reshape(node, value);
      case "Dropout" -> {
        if (node.inputs().size() > 2) {
          requireInference(node);
        }
      }
      default -> {} // Identity
    }
  }

  private boolean hasEnded() {
    return !activations.isEmpty() && activations.getLast().equals(StandardActivation.SOFTMAX.id());
  }

  /** One example a row: the axis after the first, counted from either end once there are two. */
  private void requireAxis(Node node, long otherwise) {
    long axis = node.integer("axis", otherwise);
    if (axis != 1 && !(axis == -1 && rows)) {
      throw refused(node, "axis 1, one example a row", "axis " + axis);
    }
  }

  private void requireInference(Node node) {
    boolean off =
        node.inputs().get(2).isEmpty()
            || constants.find(node.inputs().get(2)).map(a -> a.values()[0] == 0).orElse(false);
    if (!off) {
      throw refused(node, "training_mode false", "another");
    }
  }

  private void gemm(Node node, String value) {
    FileArray b = constant(node, 1);
    if (node.integer("transA", 0) != 0 && !(weights.isEmpty() && value.equals(first()))) {
      throw refused(node, "transA 0, but for the input of the graph", "transA 1");
    }
    if (node.integer("transA", 0) != 0) {
      asked = OptionalInt.empty(); // the examples are the columns of this input
    }
    RationalMatrix w = node.integer("transB", 0) != 0 ? b.matrix() : b.matrix().transpose();
    open(node, w.scale(Rational.ofDouble(finite(node, "alpha"))));
    if (node.inputs().size() > 2 && !node.inputs().get(2).isEmpty()) {
      plus(
          constants
              .column(constant(node, 2), w.rows(), node)
              .scale(Rational.ofDouble(finite(node, "beta"))));
    }
  }

  private String first() {
    return graph.inputs().getFirst().name();
  }

  private double finite(Node node, String attribute) {
    float value = node.real(attribute, 1);
    if (!Float.isFinite(value)) {
      throw refused(node, attribute + " that is finite", value + "");
    }
    return value;
  }

  private void matMul(Node node, String value) {
    if (!node.inputs().getFirst().equals(value)) {
      throw refused(node, "the constant on the right, one example a row", "it on the left");
    }
    open(node, constant(node, 1).matrix().transpose());
  }

  private void add(Node node, String value) {
    if (weights.isEmpty() || closed) {
      throw refused(node, "a Gemm or MatMul before it", "none since the last activation");
    }
    int other = node.inputs().getFirst().equals(value) ? 1 : 0;
    plus(constants.column(constant(node, other), weights.getLast().rows(), node));
  }

  private FileArray constant(Node node, int position) {
    if (position >= node.inputs().size()) {
      throw refused(node, position + 1 + " inputs", node.inputs().size() + "");
    }
    String name = node.inputs().get(position);
    return constants
        .find(name)
        .orElseThrow(
            () ->
                refused(
                    node, "a constant as the other operand", "\"" + name + "\", which is none"));
  }

  private void open(Node node, RationalMatrix weight) {
    if (!rows) {
      throw refused(
          node,
          "an input of two axes, or Flatten before it",
          graph.inputs().getFirst().lengths().map(l -> l.size() + " axes").orElse("others"));
    }
    OptionalInt before = weights.isEmpty() ? asked : OptionalInt.of(weights.getLast().rows());
    if (before.isPresent() && before.getAsInt() != weight.columns()) {
      throw refused(
          node,
          "weights for " + before.getAsInt() + " inputs, as the node before it gives",
          "weights for " + weight.columns());
    }
    weights.add(weight);
    biases.add(Optional.empty());
    activations.add(StandardActivation.IDENTITY.id());
    closed = false;
  }

  private void plus(RationalMatrix bias) {
    Optional<RationalMatrix> known = biases.removeLast();
    biases.add(Optional.of(known.map(b -> b.plus(bias)).orElse(bias)));
  }

  private void activate(Node node, StandardActivation activation) {
    if (closed) {
      throw refused(node, "a Gemm or MatMul since the last activation", "none");
    }
    activations.set(activations.size() - 1, activation.id());
    closed = true;
  }

  /** To [batch, inputs] only: the batch 0, −1 or as declared, the inputs −1 or their number. */
  private void reshape(Node node, String value) {
    if (!node.inputs().getFirst().equals(value)) {
      throw refused(node, "a constant shape", "one that depends on the input");
    }
    double[] shape = constant(node, 1).values();
    boolean keeps =
        shape.length == 2
            && node.integer("allowzero", 0) == 0
            && (shape[0] == 0 || shape[0] == -1 || shape[0] == declaredBatch())
            && (shape[1] == -1 ? shape[0] != -1 : isWidth(shape[1]));
    if (!keeps) {
      throw refused(
          node,
          "a shape that keeps one example a row, [0, -1] or [-1, inputs]",
          Arrays.toString(shape));
    }
    rows = true;
    if (weights.isEmpty() && shape[1] > 0) {
      asked = OptionalInt.of((int) shape[1]);
    }
  }

  /** The declared length of the input's first axis; 0 where it is open. */
  private long declaredBatch() {
    List<Long> lengths = graph.inputs().getFirst().lengths().orElse(List.of());
    return lengths.isEmpty() ? 0 : Math.max(0, lengths.getFirst());
  }

  private boolean isWidth(double length) {
    if (!weights.isEmpty()) {
      return length == weights.getLast().rows();
    }
    return length >= 1 && length <= Integer.MAX_VALUE && length == asked.orElse((int) length);
  }
}
