package org.theoria.sampling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.FormalLoss;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.network.StandardLoss;

/**
 * Draws a network together with a sample and a loss that fits its output.
 *
 * <p>Half of the draws are generic: depth uniform in [minDepth, maxDepth], widths uniform in [1,
 * maxWidth], parameters and points dyadic, k/4 with |k| ≤ 12, n uniform in [1, maxExamples]. The
 * other half meet one boundary case ({@link Boundary}) each.
 *
 * @param minDepth smallest H, at least 1
 * @param maxDepth largest H
 * @param maxWidth largest width of any layer, input and output included
 * @param maxExamples largest n
 * @param hidden activations of the hidden layers, drawn layer by layer when {@code mixed}, else
 *     once for all
 * @param mixed whether layers draw their activations independently
 * @param outputs pairs (σ_H, L), drawn uniformly
 * @param zeroBiases whether every bias is 0
 * @param scaleExponent the huge and tiny scales are 2^±e with e uniform in [4, scaleExponent]
 */
public record NetworkSampler(
    int minDepth,
    int maxDepth,
    int maxWidth,
    int maxExamples,
    List<Activation> hidden,
    boolean mixed,
    List<Output> outputs,
    boolean zeroBiases,
    int scaleExponent) {

  /** An output layer: its activation and a loss that is defined on its values. */
  public record Output(Activation activation, Loss loss) {}

  /** What is drawn. */
  public record Drawn(Network network, Sample sample, Loss loss) {}

  private static final int BOUND = 3;
  private static final int EXPONENT = 2;

  public Drawn draw(Stream s) {
    List<Boundary> boundary = Boundary.draw(s, boundaries());
    int depth = boundary.contains(Boundary.NO_HIDDEN_LAYER) ? 1 : s.nextInt(minDepth, maxDepth);
    int widest = boundary.contains(Boundary.WIDTH_ONE) ? 1 : maxWidth;
    List<Integer> widths = new ArrayList<>();
    for (int h = 0; h <= depth; h++) {
      widths.add(s.nextInt(1, widest));
    }
    if (boundary.contains(Boundary.EQUAL_ROWS)
        && Collections.max(widths.subList(1, depth + 1)) < 2) {
      widths.set(s.nextInt(1, depth), 2);
    }
    Architecture architecture = new Architecture(widths);
    Output output = s.oneOf(outputs);
    List<Activation> activations = new ArrayList<>();
    Activation common = s.oneOf(hidden);
    for (int h = 1; h < depth; h++) {
      activations.add(mixed ? s.oneOf(hidden) : common);
    }
    activations.add(output.activation());
    int n = boundary.contains(Boundary.ONE_EXAMPLE) ? 1 : s.nextInt(1, maxExamples);
    if (boundary.contains(Boundary.REPEATED_POINTS)) {
      n = Math.max(n, 2);
    }
    RationalMatrix x = matrix(s, architecture.inputs(), n);
    RationalMatrix y = targets(s, output.loss(), architecture.outputs(), n);
    if (boundary.contains(Boundary.REPEATED_POINTS)) {
      for (int i = 0; i < x.rows(); i++) {
        x = x.with(i, 1, x.get(i, 0));
      }
    }
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      weights.add(matrix(s, architecture.width(h), architecture.width(h - 1)));
      biases.add(
          zeroBiases
              ? RationalMatrix.zero(architecture.width(h), 1)
              : matrix(s, architecture.width(h), 1));
    }
    Network network = new Network(architecture, activations, weights, biases);
    for (Boundary b : boundary) {
      network = impose(b, network, x, s);
    }
    return new Drawn(network, new Sample(x, y), output.loss());
  }

  /** The boundary cases that this sampler's limits allow. */
  public List<Boundary> boundaries() {
    List<Boundary> all = new ArrayList<>(List.of(Boundary.values()));
    if (minDepth > 1) {
      all.remove(Boundary.NO_HIDDEN_LAYER);
    }
    if (maxExamples < 2) {
      all.removeAll(List.of(Boundary.ONE_EXAMPLE, Boundary.REPEATED_POINTS));
    }
    if (maxWidth < 2) {
      all.removeAll(List.of(Boundary.EQUAL_ROWS, Boundary.WIDTH_ONE));
    }
    return List.copyOf(all);
  }

  private Network impose(Boundary boundary, Network network, RationalMatrix x, Stream s) {
    List<RationalMatrix> weights = new ArrayList<>(network.weights());
    List<RationalMatrix> biases = new ArrayList<>(network.biases());
    int h = s.nextInt(network.depth());
    switch (boundary) {
      case ZERO_WEIGHTS ->
          weights.set(h, RationalMatrix.zero(weights.get(h).rows(), weights.get(h).columns()));
      case EQUAL_ROWS -> {
        while (weights.get(h).rows() < 2) {
          h = (h + 1) % network.depth();
        }
        for (int j = 0; j < weights.get(h).columns(); j++) {
          weights.set(h, weights.get(h).with(1, j, weights.get(h).get(0, j)));
        }
        biases.set(h, biases.get(h).with(1, 0, biases.get(h).get(0, 0)));
      }
      case POINT_ON_KINK -> putOnKink(network, x, weights, biases, s);
      case HUGE_SCALE, TINY_SCALE -> {
        int e = s.nextInt(4, scaleExponent);
        Rational factor = Rational.of(2).pow(boundary == Boundary.HUGE_SCALE ? e : -e);
        weights.set(h, weights.get(h).scale(factor));
        biases.set(h, biases.get(h).scale(factor));
      }
      case WIDTH_ONE, NO_HIDDEN_LAYER, ONE_EXAMPLE, REPEATED_POINTS -> {
        return network; // imposed while the shapes were drawn
      }
    }
    return network.withParameters(weights, biases);
  }

  /**
   * Makes one pre-activation of the first layer 0 on one example: by the bias, or by the weights
   * where biases are 0.
   */
  private void putOnKink(
      Network network,
      RationalMatrix x,
      List<RationalMatrix> weights,
      List<RationalMatrix> biases,
      Stream s) {
    int i = s.nextInt(network.architecture().width(1));
    int example = s.nextInt(x.columns());
    if (zeroBiases) {
      for (int j = 0; j < x.rows(); j++) {
        weights.set(0, weights.getFirst().with(i, j, Rational.ZERO));
      }
      return;
    }
    Rational value = Rational.ZERO;
    for (int j = 0; j < x.rows(); j++) {
      value = value.plus(weights.getFirst().get(i, j).times(x.get(j, example)));
    }
    biases.set(0, biases.getFirst().with(i, 0, value.negate()));
  }

  private static RationalMatrix matrix(Stream s, int rows, int columns) {
    Rational[] entries = new Rational[rows * columns];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = s.nextDyadic(BOUND, EXPONENT);
    }
    return RationalMatrix.of(rows, columns, entries);
  }

  /**
   * Targets for which the loss is defined: ±1 for the logistic loss, one-hot columns for the
   * cross-entropy, else dyadic.
   */
  private static RationalMatrix targets(Stream s, Loss loss, int rows, int columns) {
    return switch (loss) {
      case StandardLoss.SQUARE,
          StandardLoss.QUARTIC,
          StandardLoss.SHIFTED_SQUARE,
          StandardLoss.NEGATIVE_SQUARE,
          StandardLoss.DOUBLE_WELL ->
          matrix(s, rows, columns);
      case StandardLoss.LOGISTIC -> {
        RationalMatrix y = RationalMatrix.constant(rows, columns, Rational.ONE);
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) {
            y = s.chance(1, 2) ? y.with(i, j, Rational.ONE.negate()) : y;
          }
        }
        yield y;
      }
      case StandardLoss.CROSS_ENTROPY -> {
        RationalMatrix y = RationalMatrix.zero(rows, columns);
        for (int j = 0; j < columns; j++) {
          y = y.with(s.nextInt(rows), j, Rational.ONE);
        }
        yield y;
      }
      case FormalLoss l ->
          throw new IllegalArgumentException("targets: the loss " + l.id() + " is uninterpreted");
    };
  }

  /** The distribution in words: (English, French). */
  public List<String> describe() {
    String activations = hidden.stream().map(Activation::id).collect(Collectors.joining(", "));
    String out =
        outputs.stream()
            .map(o -> o.activation().id() + "/" + o.loss().id())
            .distinct()
            .collect(Collectors.joining(", "));
    String cases = boundaries().stream().map(Boundary::id).collect(Collectors.joining(", "));
    return List.of(
        String.format(
            Locale.ROOT,
            "depth uniform in %d..%d, widths uniform in 1..%d, parameters and points k/4 with |k| ≤"
                + " 12%s, 1..%d examples, hidden activations %s, output/loss %s; half of the draws"
                + " meet one boundary case (%s), scales 2^±4..2^±%d",
            minDepth,
            maxDepth,
            maxWidth,
            zeroBiases ? ", biases 0" : "",
            maxExamples,
            activations,
            out,
            cases,
            scaleExponent),
        String.format(
            Locale.ROOT,
            "profondeur uniforme dans %d..%d, largeurs uniformes dans 1..%d, paramètres et points"
                + " k/4 avec |k| ≤ 12%s, 1..%d exemples, activations cachées %s, sortie/coût %s ;"
                + " la moitié des tirages tombe sur un cas limite (%s), échelles 2^±4..2^±%d",
            minDepth,
            maxDepth,
            maxWidth,
            zeroBiases ? ", biais nuls" : "",
            maxExamples,
            activations,
            out,
            cases,
            scaleExponent));
  }
}
