package org.theoria.certify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.file.ArrayFileException;
import org.theoria.network.file.ExampleRange;
import org.theoria.network.file.NamedLayers;
import org.theoria.network.onnx.OnnxNetwork;

/**
 * A user's network, every number exact:
 *
 * <ul>
 *   <li>JSON {"architecture"?, "activations"?, "weights", "biases"?} as {@code theoria sample}
 *       writes it (alone, or under "instance"), with exact numbers as strings "p/q" or as JSON
 *       numbers, which are read as the decimals that they are;
 *   <li>{@code .npz} or safetensors, its layers named as {@link NamedLayers} says, whose floats are
 *       read as the dyadic rationals that they are;
 *   <li>ONNX, a chain of layers with their activations ({@link OnnxNetwork}).
 * </ul>
 *
 * @param name the file as the user wrote it
 * @param weights W_1, …, W_H, W_h of shape n_h × n_{h−1}
 * @param biases b_1, …, b_H, b_h of shape n_h × 1, where the file has it
 * @param activations the names of σ_1, …, σ_H, where the file has them
 */
public record NetworkFile(
    String name,
    List<RationalMatrix> weights,
    List<Optional<RationalMatrix>> biases,
    Optional<List<String>> activations) {
  public NetworkFile {
    weights = List.copyOf(weights);
    biases = List.copyOf(biases);
    activations = activations.map(List::copyOf);
    List<NamedLayers.Layer> layers = new ArrayList<>();
    for (int h = 1; h <= weights.size(); h++) {
      layers.add(new NamedLayers.Layer("W" + h, "b" + h, weights.get(h - 1), biases.get(h - 1)));
    }
    requireShapes(name, layers);
    int depth = weights.size();
    activations.ifPresent(
        a -> {
          if (a.size() != depth) {
            throw new FormatException(
                name + ".activations", depth + " names, one a layer", a.size() + " names");
          }
        });
  }

  /** The layers, of 1, …, H, whose bias the file does not have. */
  public List<Integer> withoutBias() {
    return IntStream.rangeClosed(1, biases.size())
        .filter(h -> biases.get(h - 1).isEmpty())
        .boxed()
        .toList();
  }

  /** Reads a file; what does not fit throws {@link FormatException}, naming file and member. */
  public static NetworkFile read(Path file, String name) {
    UserFile content = UserFile.read(file, name, ExampleRange.ALL);
    try {
      return switch (content) {
        case UserFile.Json j -> json(name, j.reader());
        case UserFile.Arrays a -> layers(name, NamedLayers.of(a.arrays(), name));
        case UserFile.Onnx o ->
            new NetworkFile(
                name,
                o.network().weights(),
                o.network().biases(),
                Optional.of(o.network().activations()));
        case UserFile.OneArray a -> throw noNetwork(name, a);
        case UserFile.Idx i -> throw noNetwork(name, i);
        case UserFile.Csv c -> throw noNetwork(name, c);
      };
    } catch (ArrayFileException e) {
      throw new FormatException(String.valueOf(e.getMessage()));
    }
  }

  /** The JSON that {@link #read} reads back exactly. */
  public static ObjectNode json(Network network) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    InstanceCodec.writeNetwork(node, network);
    return node;
  }

  private static FormatException noNetwork(String name, UserFile content) {
    return new FormatException(
        name, "a network: JSON, .npz, safetensors or ONNX", content.format());
  }

  private static NetworkFile json(String name, JsonReader file) {
    JsonReader r = file.has("instance") ? file.at("instance") : file;
    List<RationalMatrix> weights =
        r.at("weights").elements().stream().map(JsonReader::numbers).toList();
    List<Optional<RationalMatrix>> biases = new ArrayList<>();
    if (r.has("biases")) {
      for (JsonReader b : r.at("biases").elements()) {
        biases.add(Optional.of(b.numberColumn()));
      }
      if (biases.size() != weights.size()) {
        throw new FormatException(
            r.at("biases").path(), weights.size() + " columns, one a layer", biases.size() + "");
      }
    } else {
      weights.forEach(w -> biases.add(Optional.empty()));
    }
    Optional<List<String>> activations =
        r.has("activations")
            ? Optional.of(r.at("activations").elements().stream().map(JsonReader::string).toList())
            : Optional.empty();
    NetworkFile network = new NetworkFile(name, weights, biases, activations);
    if (r.has("architecture")) {
      JsonReader given = r.at("architecture");
      List<Integer> widths = given.elements().stream().map(JsonReader::integer).toList();
      if (!widths.equals(network.widths())) {
        throw new FormatException(
            given.path(), "the widths of the weights, " + network.widths(), widths.toString());
      }
    }
    return network;
  }

  private static NetworkFile layers(String name, List<NamedLayers.Layer> layers) {
    requireShapes(name, layers);
    return new NetworkFile(
        name,
        layers.stream().map(NamedLayers.Layer::weight).toList(),
        layers.stream().map(NamedLayers.Layer::bias).toList(),
        Optional.empty());
  }

  /** That the layers chain; they are called by what the file calls their weights. */
  private static void requireShapes(String name, List<NamedLayers.Layer> layers) {
    if (layers.isEmpty()) {
      throw new FormatException(name, "at least one weight matrix W1", "none");
    }
    for (int h = 1; h <= layers.size(); h++) {
      NamedLayers.Layer layer = layers.get(h - 1);
      RationalMatrix w = layer.weight();
      if (h > 1 && w.columns() != layers.get(h - 2).weight().rows()) {
        NamedLayers.Layer before = layers.get(h - 2);
        throw new FormatException(
            name + ", " + layer.name(),
            before.weight().rows() + " columns, as many as " + before.name() + " has rows",
            w.rows() + "×" + w.columns());
      }
      Optional<RationalMatrix> b = layer.bias();
      if (b.isPresent() && b.get().rows() != w.rows()) {
        throw new FormatException(
            name + ", " + layer.biasName(),
            w.rows() + " entries, as " + layer.name() + " has rows",
            b.get().rows() + "");
      }
    }
  }

  /** The network with these activations; a bias that the file does not have is 0. */
  public Network network(List<Activation> layers) {
    List<RationalMatrix> b = new ArrayList<>();
    for (int h = 0; h < weights.size(); h++) {
      int rows = weights.get(h).rows();
      b.add(biases.get(h).orElseGet(() -> RationalMatrix.zero(rows, 1)));
    }
    return new Network(new Architecture(widths()), layers, weights, b);
  }

  /** (n₀, …, n_H). */
  public List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    widths.add(weights.getFirst().columns());
    weights.forEach(w -> widths.add(w.rows()));
    return List.copyOf(widths);
  }
}
