package org.theoria.network.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.theoria.arithmetic.RationalMatrix;

/**
 * The layers of a fully connected network by the names of its arrays. Two rules:
 *
 * <ol>
 *   <li>W1, b1, …, WH, bH: layer h is W_h (n_h × n_{h−1}) and b_h, which may be missing.
 *   <li>STEM.weight and STEM.bias as PyTorch names them: the stems are the same text but for the
 *       numbers in them (0, 2, 4; layers.0, layers.1; fc1, fc2), and the layers are in the order of
 *       these numbers, compared from left to right as numbers. A single layer may have any stem.
 * </ol>
 *
 * Arrays called X or Y, in either case, are data and left out.
 */
public final class NamedLayers {
  private static final Pattern NUMBERED = Pattern.compile("([Wb])([1-9][0-9]{0,3})");
  private static final Pattern PARAMETER = Pattern.compile("(?s)(?:(.*)\\.)?(weight|bias)");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private NamedLayers() {}

  /**
   * One layer.
   *
   * @param name what the file calls its weights
   * @param biasName what it calls its biases
   * @param weight n_h × n_{h−1}
   * @param bias n_h × 1
   */
  public record Layer(
      String name, String biasName, RationalMatrix weight, Optional<RationalMatrix> bias) {}

  /**
   * The layers of a file, first to last; that they chain is not looked at.
   *
   * @throws ArrayFileException where the names fit neither rule, a weight is missing or no matrix
   */
  public static List<Layer> of(Map<String, FileArray> arrays, String file) {
    Map<String, FileArray> parameters = new LinkedHashMap<>(arrays);
    parameters.keySet().removeIf(n -> n.equalsIgnoreCase("x") || n.equalsIgnoreCase("y"));
    boolean numbered = parameters.keySet().stream().anyMatch(n -> NUMBERED.matcher(n).matches());
    return numbered || parameters.isEmpty() ? numbered(parameters, file) : byStem(parameters, file);
  }

  private static List<Layer> numbered(Map<String, FileArray> arrays, String file) {
    int depth = 1;
    for (String member : arrays.keySet()) {
      Matcher m = NUMBERED.matcher(member);
      if (!m.matches()) {
        throw new ArrayFileException(
            file, "members W1, b1, …, WH, bH (and X, Y)", "member \"" + member + "\"");
      }
      depth = Math.max(depth, Integer.parseInt(m.group(2)));
    }
    List<Layer> layers = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      layers.add(layer(arrays, "W" + h, "b" + h, file));
    }
    return layers;
  }

  private static Layer layer(
      Map<String, FileArray> arrays, String weight, String bias, String file) {
    return new Layer(
        weight,
        bias,
        NpzReader.member(arrays, weight, file).matrix(),
        Optional.ofNullable(arrays.get(bias)).map(FileArray::column));
  }

  private static List<Layer> byStem(Map<String, FileArray> arrays, String file) {
    Map<List<Integer>, String> stems = new TreeMap<>(NamedLayers::compare);
    Optional<String> shape = Optional.empty();
    String first = "";
    for (String member : arrays.keySet()) {
      Matcher m = PARAMETER.matcher(member);
      if (!m.matches()) {
        throw new ArrayFileException(
            file,
            "members W1, b1, …, or STEM.weight, STEM.bias of fully connected layers",
            "member \"" + member + "\"");
      }
      String stem = Optional.ofNullable(m.group(1)).map(s -> s + ".").orElse("");
      String pattern = NUMBER.matcher(stem).replaceAll("#");
      String known = stems.putIfAbsent(numbers(stem), stem);
      if (!shape.orElse(pattern).equals(pattern) || (known != null && !known.equals(stem))) {
        String other = known == null || known.equals(stem) ? first : known;
        throw new ArrayFileException(
            file,
            "layers whose names differ in their numbers alone (0.weight, 2.weight), which order"
                + " them",
            "\"" + other + "weight\" and \"" + stem + "weight\"");
      }
      if (shape.isEmpty()) {
        first = stem;
      }
      shape = Optional.of(pattern);
    }
    List<Layer> layers = new ArrayList<>();
    for (String stem : stems.values()) {
      layers.add(layer(arrays, stem + "weight", stem + "bias", file));
    }
    return layers;
  }

  private static List<Integer> numbers(String stem) {
    List<Integer> numbers = new ArrayList<>();
    Matcher m = NUMBER.matcher(stem);
    while (m.find()) {
      numbers.add(Integer.parseInt(m.group()));
    }
    return Collections.unmodifiableList(numbers);
  }

  private static int compare(List<Integer> a, List<Integer> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      if (!a.get(i).equals(b.get(i))) {
        return Comparator.<Integer>naturalOrder().compare(a.get(i), b.get(i));
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
