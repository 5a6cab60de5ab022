package org.theoria.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.FormalActivation;
import org.theoria.network.FormalLoss;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.Sample;

/**
 * What is minimised: E(θ) = Σ_i L(f_θ(xⁱ), yⁱ) for the networks of one architecture.
 *
 * @param architecture the widths
 * @param activations σ_1, …, σ_H, of the catalogue
 * @param biases whether the biases are trained; if not they are 0 and no variables
 * @param data x of shape n₀ × n, y of shape n_H × n
 * @param loss a loss of the catalogue
 */
public record TrainingProblem(
    Architecture architecture,
    List<Activation> activations,
    boolean biases,
    TrainingData data,
    Loss loss) {

  public TrainingProblem {
    activations = List.copyOf(activations);
    if (activations.size() != architecture.depth()) {
      throw new ShapeException(
          "training: one activation for each of the "
              + architecture.depth()
              + " layers is needed, got "
              + activations.size());
    }
    for (Activation a : activations) {
      if (a instanceof FormalActivation) {
        throw new IllegalArgumentException(
            "training: activations of the catalogue are needed, got the uninterpreted " + a.id());
      }
    }
    if (loss instanceof FormalLoss) {
      throw new IllegalArgumentException(
          "training: a loss of the catalogue is needed, got the uninterpreted " + loss.id());
    }
    requireRows("x", data.inputs(), data.size(), architecture.inputs());
    requireRows("y", data.outputs(), data.size(), architecture.outputs());
  }

  /** With exact examples. */
  public TrainingProblem(
      Architecture architecture,
      List<Activation> activations,
      boolean biases,
      Sample sample,
      Loss loss) {
    this(architecture, activations, biases, TrainingData.of(sample), loss);
  }

  private static void requireRows(String what, int rows, int columns, int expected) {
    if (rows != expected) {
      throw new ShapeException(
          "training: " + what + " must have " + expected + " rows, got " + rows + "×" + columns);
    }
  }

  /** The exact examples; made at every call where the data are doubles. */
  public Sample sample() {
    return data.sample();
  }

  /** The order of the parameters, biases included even where they are not trained. */
  public Parameters layout() {
    return new Parameters(architecture);
  }

  /** The positions, in the order of {@link Parameters}, of the parameters that are variables. */
  public List<Integer> variables() {
    Parameters layout = layout();
    List<Integer> variables = new ArrayList<>();
    for (int h = 1; h <= architecture.depth(); h++) {
      int end = biases ? layout.biasStart(h) + architecture.width(h) : layout.biasStart(h);
      IntStream.range(layout.layerStart(h), end).forEach(variables::add);
    }
    return List.copyOf(variables);
  }

  /** The network of exact parameters θ, in the order of {@link Parameters}. */
  public Network network(List<Rational> theta) {
    Parameters layout = layout();
    if (theta.size() != layout.count()) {
      throw new ShapeException(
          "training: "
              + architecture.widths()
              + " has "
              + layout.count()
              + " parameters, got "
              + theta.size());
    }
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> bias = new ArrayList<>();
    for (int h = 1; h <= architecture.depth(); h++) {
      int rows = architecture.width(h);
      List<Rational> w =
          theta.subList(layout.layerStart(h), layout.layerStart(h) + layout.weightCount(h));
      List<Rational> b = theta.subList(layout.biasStart(h), layout.biasStart(h) + rows);
      weights.add(RationalMatrix.of(rows, architecture.width(h - 1), w.toArray(Rational[]::new)));
      bias.add(RationalMatrix.of(rows, 1, b.toArray(Rational[]::new)));
    }
    return new Network(architecture, activations, weights, bias);
  }

  /** The network whose parameters are exactly these doubles; NaN and ∞ are refused. */
  public Network network(double[] theta) {
    List<Rational> exact = new ArrayList<>();
    for (double t : theta) {
      exact.add(Rational.ofDouble(t));
    }
    return network(exact);
  }

  /** The exact parameters of a network, in the order of {@link Parameters}. */
  public static List<Rational> exactParameters(Network network) {
    List<Rational> theta = new ArrayList<>();
    for (int h = 1; h <= network.depth(); h++) {
      append(theta, network.weight(h));
      append(theta, network.bias(h));
    }
    return List.copyOf(theta);
  }

  private static void append(List<Rational> into, RationalMatrix m) {
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        into.add(m.get(i, j));
      }
    }
  }

  /** The nearest doubles to the parameters of a network, in the order of {@link Parameters}. */
  public static double[] parameters(Network network) {
    return exactParameters(network).stream().mapToDouble(Rational::doubleValue).toArray();
  }

  /** Refuses a network of another architecture or other activations. */
  void requireOwn(Network network) {
    if (!network.architecture().equals(architecture)
        || !network.activations().equals(activations)) {
      throw new IllegalArgumentException(
          "training: a network of "
              + architecture.widths()
              + " with "
              + activations.stream().map(Activation::id).toList()
              + " is needed, got "
              + network.architecture().widths()
              + " with "
              + network.activations().stream().map(Activation::id).toList());
    }
  }

  /** The nearest doubles to the entries of a matrix, row by row. */
  static double[] doubles(RationalMatrix m) {
    double[] entries = new double[m.rows() * m.columns()];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = m.get(k / m.columns(), k % m.columns()).doubleValue();
    }
    return entries;
  }
}
