package org.theoria.network.rank.bulk;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;

/**
 * A network and inputs on a {@link Grid}, to be filled and filled again: every number k stands for
 * k/2ˢ.
 */
public final class GridNetwork {
  private final Grid grid;
  private final long[][] weights;
  private final long[][] biases;
  private final long[] inputs;
  private int examples;

  /**
   * All 0, without examples.
   *
   * @param mostExamples the most examples that it is filled with
   */
  public GridNetwork(Grid grid, int mostExamples) {
    Architecture a = grid.architecture();
    this.grid = grid;
    this.weights = new long[a.depth()][];
    this.biases = new long[a.depth()][];
    for (int h = 1; h <= a.depth(); h++) {
      weights[h - 1] = new long[a.width(h) * a.width(h - 1)];
      biases[h - 1] = new long[a.width(h)];
    }
    this.inputs = new long[mostExamples * a.inputs()];
  }

  public Grid grid() {
    return grid;
  }

  /** n. */
  public int examples() {
    return examples;
  }

  /** The most examples. */
  public int mostExamples() {
    return inputs.length / grid.architecture().inputs();
  }

  /** The first n examples of {@link #inputs} count. */
  public void setExamples(int n) {
    if (n < 1 || n > mostExamples()) {
      throw new IllegalArgumentException(
          "examples: 1 to " + mostExamples() + " are needed, got " + n);
    }
    this.examples = n;
  }

  /** W_h row by row, 1 ≤ h ≤ H; to be written to. */
  public long[] weights(int h) {
    return weights[h - 1];
  }

  /** b_h; to be written to. */
  public long[] biases(int h) {
    return biases[h - 1];
  }

  /** The inputs, one example after the other, each of n₀ numbers; to be written to. */
  public long[] inputs() {
    return inputs;
  }

  /**
   * Refuses numbers that are larger than the grid's, for which words might not suffice.
   *
   * @throws IllegalArgumentException naming the first one
   */
  void requireInside() {
    Architecture a = grid.architecture();
    for (int h = 1; h <= a.depth(); h++) {
      long[] w = weights[h - 1];
      long[] b = biases[h - 1];
      requireAtMost("weight", h, w, w.length, grid.weights().get(h - 1));
      requireAtMost("bias", h, b, b.length, grid.biases().get(h - 1));
    }
    requireAtMost("input", 0, inputs, examples * a.inputs(), grid.input());
  }

  private static void requireAtMost(String what, int layer, long[] values, int count, long most) {
    for (int i = 0; i < count; i++) {
      if (values[i] > most || values[i] < -most) {
        throw new IllegalArgumentException(
            what
                + (layer == 0 ? "" : " of layer " + layer)
                + ": at most "
                + most
                + " units of the grid are allowed, got "
                + values[i]);
      }
    }
  }

  /** The same network over ℚ. */
  public Network toNetwork() {
    Architecture a = grid.architecture();
    List<RationalMatrix> w = new ArrayList<>();
    List<RationalMatrix> b = new ArrayList<>();
    List<Activation> activations = new ArrayList<>();
    for (int h = 1; h <= a.depth(); h++) {
      w.add(matrix(weights[h - 1], a.width(h), a.width(h - 1)));
      b.add(matrix(biases[h - 1], a.width(h), 1));
      activations.add(h < a.depth() ? grid.slopes().activation() : Activation.IDENTITY);
    }
    return new Network(a, activations, w, b);
  }

  /** The same inputs over ℚ, n₀ × n. */
  public RationalMatrix toInputs() {
    return matrix(inputs, examples, grid.architecture().inputs()).transpose();
  }

  private RationalMatrix matrix(long[] values, int rows, int columns) {
    Rational[] entries = new Rational[rows * columns];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Rational.of(values[i], 1L << grid.exponent());
    }
    return RationalMatrix.of(rows, columns, entries);
  }
}
