package org.theoria.theorems.regularisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.Parameters;

/**
 * The networks of the slides that go from ℝ to ℝ: ReLU layers of one width, then an affine one.
 *
 * @param hidden the number of ReLU layers, what the slides call depth: for 6 of them the counts of
 *     parameters are those of slide 14
 * @param width the neurons of each
 */
record LineNetwork(int hidden, int width) {

  /** The widths of all layers, 1, w, …, w, 1. */
  Architecture architecture() {
    List<Integer> widths = new ArrayList<>(Collections.nCopies(hidden, width));
    widths.addFirst(1);
    widths.addLast(1);
    return new Architecture(widths);
  }

  /** ReLU, …, ReLU, identity. */
  List<Activation> activations() {
    List<Activation> all = new ArrayList<>(Collections.nCopies(hidden, Activation.RELU));
    all.add(Activation.IDENTITY);
    return all;
  }

  /** Weights and biases. */
  int parameterCount() {
    return architecture().parameterCount();
  }

  /**
   * The network whose parameters are exactly these doubles.
   *
   * @param theta in the order of {@link org.theoria.network.Parameters}
   */
  Network with(double[] theta) {
    Parameters layout = new Parameters(architecture());
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= hidden + 1; h++) {
      int rows = architecture().width(h);
      int bias = layout.biasStart(h);
      weights.add(matrix(rows, architecture().width(h - 1), theta, layout.layerStart(h), bias));
      biases.add(matrix(rows, 1, theta, bias, bias + rows));
    }
    return new Network(architecture(), activations(), weights, biases);
  }

  private static RationalMatrix matrix(int rows, int columns, double[] theta, int from, int to) {
    return RationalMatrix.of(
        rows,
        columns,
        Arrays.stream(theta, from, to).mapToObj(Rational::ofDouble).toArray(Rational[]::new));
  }

  /**
   * f_θ at each of these inputs, in double precision; for curves and errors, where its rounding is
   * not seen.
   *
   * @param theta in the order of {@link org.theoria.network.Parameters}
   */
  double[] values(double[] theta, double[] x) {
    double[] values = new double[x.length];
    double[] before = new double[width];
    double[] after = new double[width];
    for (int j = 0; j < x.length; j++) {
      before[0] = x[j];
      int inputs = 1;
      int at = 0;
      for (int h = 1; h <= hidden + 1; h++) {
        int outputs = h <= hidden ? width : 1;
        int bias = at + outputs * inputs;
        for (int i = 0; i < outputs; i++) {
          double sum = theta[bias + i];
          for (int k = 0; k < inputs; k++) {
            sum += theta[at + i * inputs + k] * before[k];
          }
          after[i] = h <= hidden ? Math.max(sum, 0) : sum;
        }
        at = bias + outputs;
        inputs = outputs;
        double[] swap = before;
        before = after;
        after = swap;
      }
      values[j] = before[0];
    }
    return values;
  }
}
