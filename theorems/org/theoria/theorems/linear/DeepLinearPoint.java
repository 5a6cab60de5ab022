package org.theoria.theorems.linear;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.network.linear.LinearRisk;
import org.theoria.network.linear.Regression;

/**
 * A point W = (W_1, …, W_H) of a deep linear network with data and a basis U of ℝ^{d_y} (slide 91).
 *
 * @param network σ_h the identity, b_h = 0: W_h is n_h × n_{h−1}, n_0 = d_x, n_H = d_y
 * @param sample X, d_x × n, and Y, d_y × n
 * @param u U, d_y × d_y; whether it is the U of a singular value decomposition is a hypothesis
 */
public record DeepLinearPoint(Network network, Sample sample, RationalMatrix u) {

  public DeepLinearPoint {
    if (sample.x().rows() != network.architecture().inputs()
        || sample.y().rows() != network.architecture().outputs()) {
      throw new ShapeException(
          "sample: x with "
              + network.architecture().inputs()
              + " rows and y with "
              + network.architecture().outputs()
              + " are expected, got "
              + sample.x().rows()
              + " and "
              + sample.y().rows());
    }
    requireBasis(u, sample);
    if (!network.activations().stream().allMatch(Activation.IDENTITY::equals)) {
      throw new IllegalArgumentException(
          "network: a linear network is expected (every activation the identity), got "
              + network.activations().stream().map(Activation::id).toList());
    }
    if (!network.biases().stream().allMatch(RationalMatrix::isZero)) {
      throw new IllegalArgumentException("network: biases that are 0 are expected");
    }
  }

  static void requireBasis(RationalMatrix u, Sample sample) {
    int outputs = sample.y().rows();
    if (u.rows() != outputs || u.columns() != outputs) {
      throw new ShapeException(
          "u: a "
              + outputs
              + "×"
              + outputs
              + " matrix is expected, got "
              + u.rows()
              + "×"
              + u.columns());
    }
  }

  /** The point with these weights, W_1 first. */
  public static DeepLinearPoint of(List<RationalMatrix> weights, Sample sample, RationalMatrix u) {
    return new DeepLinearPoint(network(weights), sample, u);
  }

  /** The linear network without biases that has these weights, W_1 first. */
  static Network network(List<RationalMatrix> weights) {
    List<Integer> widths =
        Stream.concat(Stream.of(weights.getFirst().columns()), weights.stream().map(Matrix::rows))
            .toList();
    return new Network(
        new Architecture(widths),
        Collections.nCopies(weights.size(), Activation.IDENTITY),
        weights,
        weights.stream().map(w -> RationalMatrix.zero(w.rows(), 1)).toList());
  }

  /** W_1, …, W_H. */
  public List<RationalMatrix> weights() {
    return network.weights();
  }

  /** W_H⋯W_1, d_y × d_x. */
  public RationalMatrix product() {
    return LinearRisk.product(RationalArithmetic.INSTANCE, weights(), weights().size(), 1);
  }

  /** The Σ's of the sample; computed anew at each call. */
  public Regression regression() {
    return new Regression(sample);
  }

  /** r_max = min(d_x, n_1, …, n_{H−1}, d_y). */
  public int maximalRank() {
    return Collections.min(network.architecture().widths());
  }

  /** Whether ∇E(W) = 0, exactly. */
  public boolean isCritical() {
    return LinearRisk.gradient(RationalArithmetic.INSTANCE, weights(), sample.x(), sample.y())
        .stream()
        .allMatch(RationalMatrix::isZero);
  }
}
