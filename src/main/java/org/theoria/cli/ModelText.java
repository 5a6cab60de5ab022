package org.theoria.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.theoria.backend.model.Activated;
import org.theoria.backend.model.BatchNormalisation;
import org.theoria.backend.model.Convolution;
import org.theoria.backend.model.Dense;
import org.theoria.backend.model.Dropout;
import org.theoria.backend.model.Layer;
import org.theoria.backend.model.Residual;
import org.theoria.backend.model.Shape;
import org.theoria.network.StandardActivation;
import org.theoria.search.Nearest;
import picocli.CommandLine.TypeConversionException;

/**
 * Layers as typed on the command line:
 *
 * <pre>
 *   layers = layer {"," layer}
 *   layer  = "dense" N | "convolution" C K["x"K]["/"S] | "batch-normalisation" | "dropout" P
 *          | "residual" "(" layers ")" | an activation
 * </pre>
 *
 * with N outputs; C channels, kernels K×K (of signals: length K), stride S; P the share that is
 * dropped.
 */
final class ModelText {
  static final String GRAMMAR =
      "layers \"dense N\", \"convolution C KxK/S\", batch-normalisation, \"dropout P\","
          + " \"residual(LAYERS)\" and activations, with commas between them";

  private static final Pattern SHAPE =
      Pattern.compile("([0-9]{1,9})(?:x([0-9]{1,9}))?(?:x([0-9]{1,9}))?");
  private static final Pattern DENSE = Pattern.compile("dense\\s+([0-9]{1,9})");
  private static final Pattern CONVOLUTION =
      Pattern.compile(
          "convolution\\s+([0-9]{1,9})\\s+([0-9]{1,9})(?:x([0-9]{1,9}))?" + "(?:/([0-9]{1,9}))?");
  private static final Pattern DROPOUT = Pattern.compile("dropout\\s+([0-9.eE+-]{1,40})");
  private static final Pattern RESIDUAL = Pattern.compile("residual\\s*\\((.*)\\)");
  private static final int DEEPEST = 32;

  private ModelText() {}

  /** "784", "1x32" (channels x length) or "1x28x28". */
  static Shape shape(String text) {
    Matcher m = SHAPE.matcher(text.strip());
    if (!m.matches()) {
      throw new UsageException(
          "--input: expected N, CHANNELSxLENGTH or CHANNELSxHEIGHTxWIDTH, got \"" + text + "\"");
    }
    int first = Integer.parseInt(m.group(1));
    try {
      if (m.group(2) == null) {
        return Shape.vector(first);
      }
      int second = Integer.parseInt(m.group(2));
      return m.group(3) == null
          ? Shape.signals(first, second)
          : Shape.images(first, second, Integer.parseInt(m.group(3)));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--input: " + e.getMessage(), e);
    }
  }

  /** The layers of a text. */
  static List<Layer> layers(String text) {
    return layers(text, 0);
  }

  private static List<Layer> layers(String text, int depth) {
    if (depth > DEEPEST) {
      throw new UsageException("--model: expected at most " + DEEPEST + " blocks in each other");
    }
    List<Layer> layers = new ArrayList<>();
    for (String part : parts(text)) {
      layers.add(layer(part.strip(), depth));
    }
    return List.copyOf(layers);
  }

  /** Apart at the commas outside parentheses. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int open = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '(' -> open++;
        case ')' -> open--;
        case ',' -> {
          if (open == 0) {
            parts.add(text.substring(from, i));
            from = i + 1;
          }
        }
        default -> {}
      }
      if (open < 0) {
        break;
      }
    }
    if (open != 0) {
      throw new UsageException("--model: expected closed parentheses, got \"" + text + "\"");
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static Layer layer(String text, int depth) {
    try {
      Matcher m = DENSE.matcher(text);
      if (m.matches()) {
        return Dense.of(Integer.parseInt(m.group(1)));
      }
      m = CONVOLUTION.matcher(text);
      if (m.matches()) {
        return convolution(m);
      }
      m = DROPOUT.matcher(text);
      if (m.matches()) {
        return Dropout.dropping(new Numbers.Fraction().convert(m.group(1)));
      }
      m = RESIDUAL.matcher(text);
      if (m.matches()) {
        return new Residual(layers(m.group(1), depth + 1));
      }
    } catch (IllegalArgumentException | TypeConversionException e) {
      throw new UsageException("--model: \"" + text + "\": " + e.getMessage(), e);
    }
    if (text.equals("batch-normalisation")) {
      return BatchNormalisation.usual();
    }
    Optional<StandardActivation> activation =
        Stream.of(StandardActivation.values()).filter(a -> a.id().equals(text)).findFirst();
    return new Activated(activation.orElseThrow(() -> unknown(text)));
  }

  private static Convolution convolution(Matcher m) {
    int channels = Integer.parseInt(m.group(1));
    int first = Integer.parseInt(m.group(2));
    int stride = m.group(4) == null ? 1 : Integer.parseInt(m.group(4));
    return m.group(3) == null
        ? new Convolution(channels, 1, first, stride, true)
        : new Convolution(channels, first, Integer.parseInt(m.group(3)), stride, true);
  }

  private static UsageException unknown(String text) {
    List<String> words =
        Stream.concat(
                Stream.of("dense", "convolution", "batch-normalisation", "dropout", "residual"),
                Stream.of(StandardActivation.values()).map(StandardActivation::id))
            .toList();
    return new UsageException(
        "--model: expected "
            + GRAMMAR
            + " ("
            + Stream.of(StandardActivation.values())
                .map(StandardActivation::id)
                .collect(Collectors.joining(", "))
            + "), got \""
            + text
            + "\""
            + Nearest.to(text.split("[\\s(]", 2)[0], words)
                .map(n -> "; did you mean " + n + "?")
                .orElse(""));
  }
}
