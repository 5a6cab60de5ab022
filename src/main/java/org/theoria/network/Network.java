package org.theoria.network;

import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;

/**
 * A fully connected network with exact parameters θ = (W_1..W_H, b_1..b_H): f_0(x) = x, f_h(x) =
 * σ_h(W_h f_{h−1}(x) + b_h).
 *
 * @param architecture the widths (n₀, …, n_H)
 * @param activations σ_1, …, σ_H
 * @param weights W_1, …, W_H, W_h of shape n_h × n_{h−1}
 * @param biases b_1, …, b_H, b_h of shape n_h × 1
 */
public record Network(
    Architecture architecture,
    List<Activation> activations,
    List<RationalMatrix> weights,
    List<RationalMatrix> biases) {

  public Network {
    activations = List.copyOf(activations);
    weights = List.copyOf(weights);
    biases = List.copyOf(biases);
    int depth = architecture.depth();
    requireCount("activations", activations.size(), depth);
    requireCount("weights", weights.size(), depth);
    requireCount("biases", biases.size(), depth);
    for (int h = 1; h <= depth; h++) {
      requireShape("W_" + h, weights.get(h - 1), architecture.width(h), architecture.width(h - 1));
      requireShape("b_" + h, biases.get(h - 1), architecture.width(h), 1);
    }
  }

  private static void requireCount(String what, int got, int depth) {
    if (got != depth) {
      throw new ShapeException(
          "network: " + depth + " " + what + " are needed (one a layer), got " + got);
    }
  }

  private static void requireShape(String what, RationalMatrix m, int rows, int columns) {
    if (m.rows() != rows || m.columns() != columns) {
      throw new ShapeException(
          "network: "
              + what
              + " must be "
              + rows
              + "×"
              + columns
              + ", got "
              + m.rows()
              + "×"
              + m.columns());
    }
  }

  /** H. */
  public int depth() {
    return architecture.depth();
  }

  /** W_h, h = 1..H. */
  public RationalMatrix weight(int h) {
    return weights.get(h - 1);
  }

  /** b_h, h = 1..H. */
  public RationalMatrix bias(int h) {
    return biases.get(h - 1);
  }

  /** σ_h, h = 1..H. */
  public Activation activation(int h) {
    return activations.get(h - 1);
  }

  /** The same architecture and activations with other parameters. */
  public Network withParameters(List<RationalMatrix> newWeights, List<RationalMatrix> newBiases) {
    return new Network(architecture, activations, newWeights, newBiases);
  }

  /** Whether every activation maps ℚ to ℚ. */
  public boolean isRational() {
    return activations.stream().allMatch(Activation::isRational);
  }

  /** Pre-activations and layers on the columns of x (n₀ × n). */
  public <M extends Matrix<M>> Forward<M> forward(OrderedArithmetic<M> k, M x) {
    return Forward.of(
        k,
        activations,
        weights.stream().map(k::of).toList(),
        biases.stream().map(k::of).toList(),
        x);
  }
}
