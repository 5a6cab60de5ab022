package org.theoria.certify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.file.ArrayFileException;
import org.theoria.network.file.NpyArray;
import org.theoria.network.file.NpzReader;

/**
 * A user's network, every number exact. Two forms: JSON {"architecture"?, "activations"?,
 * "weights", "biases"?} as {@code theoria sample} writes it (alone, or under "instance"), with
 * exact numbers as strings "p/q" or as JSON numbers, which are read as the decimals that they are;
 * and {@code .npz} with the members W1, b1?, …, WH, bH?, whose doubles are read as the dyadic
 * rationals that they are.
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
  private static final Pattern MEMBER = Pattern.compile("([Wb])([1-9][0-9]{0,3})");

  public NetworkFile {
    weights = List.copyOf(weights);
    biases = List.copyOf(biases);
    activations = activations.map(List::copyOf);
    requireShapes(name, weights, biases);
    int depth = weights.size();
    activations.ifPresent(
        a -> {
          if (a.size() != depth) {
            throw new FormatException(
                name + ".activations", depth + " names, one a layer", a.size() + " names");
          }
        });
  }

  /** Reads a file; what does not fit throws {@link FormatException}, naming file and member. */
  public static NetworkFile read(Path file, String name) {
    return switch (UserFile.read(file, name)) {
      case UserFile.Json j -> json(name, j.reader());
      case UserFile.Arrays a -> {
        try {
          yield arrays(name, a.arrays());
        } catch (ArrayFileException e) {
          throw new FormatException(String.valueOf(e.getMessage()));
        }
      }
    };
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

  private static NetworkFile arrays(String name, Map<String, NpyArray> arrays) {
    int depth = 0;
    for (String member : arrays.keySet()) {
      Matcher m = MEMBER.matcher(member);
      if (m.matches()) {
        depth = Math.max(depth, Integer.parseInt(m.group(2)));
      } else if (!member.equalsIgnoreCase("x") && !member.equalsIgnoreCase("y")) {
        throw new FormatException(
            name, "members W1, b1, …, WH, bH (and X, Y)", "member \"" + member + "\"");
      }
    }
    List<RationalMatrix> weights = new ArrayList<>();
    List<Optional<RationalMatrix>> biases = new ArrayList<>();
    for (int h = 1; h <= Math.max(1, depth); h++) {
      weights.add(NpzReader.member(arrays, "W" + h, name).matrix());
      biases.add(Optional.ofNullable(arrays.get("b" + h)).map(NpyArray::column));
    }
    return new NetworkFile(name, weights, biases, Optional.empty());
  }

  private static void requireShapes(
      String name, List<RationalMatrix> weights, List<Optional<RationalMatrix>> biases) {
    if (weights.isEmpty()) {
      throw new FormatException(name, "at least one weight matrix W1", "none");
    }
    for (int h = 1; h <= weights.size(); h++) {
      RationalMatrix w = weights.get(h - 1);
      if (h > 1 && w.columns() != weights.get(h - 2).rows()) {
        throw new FormatException(
            name + ", W" + h,
            weights.get(h - 2).rows() + " columns, as many as W" + (h - 1) + " has rows",
            w.rows() + "×" + w.columns());
      }
      Optional<RationalMatrix> b = biases.get(h - 1);
      if (b.isPresent() && b.get().rows() != w.rows()) {
        throw new FormatException(
            name + ", b" + h, w.rows() + " entries, as W" + h + " has rows", b.get().rows() + "");
      }
    }
  }

  /** (n₀, …, n_H). */
  public List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    widths.add(weights.getFirst().columns());
    weights.forEach(w -> widths.add(w.rows()));
    return List.copyOf(widths);
  }
}
