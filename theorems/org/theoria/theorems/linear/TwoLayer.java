package org.theoria.theorems.linear;

import java.util.List;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.Sample;

/**
 * What slides 99–103 name, exactly, of a point (A,B) and data (X,Y): B = W_1 and A = W_2 of a linear
 * network without biases. Where Σ_XX is singular or A has not full column rank, inverses are
 * Moore–Penrose inverses: the statements do not say anything there, and their ablations need some
 * reading.
 *
 * @param x X, n₀ × n
 * @param y Y, n₂ × n
 * @param a A, n₂ × n₁
 * @param b B, n₁ × n₀
 */
record TwoLayer(RationalMatrix x, RationalMatrix y, RationalMatrix a, RationalMatrix b) {

  static TwoLayer of(Network network, Sample sample) {
    return new TwoLayer(sample.x(), sample.y(), network.weight(2), network.weight(1));
  }

  /** The network x ↦ ABx. */
  static Network network(RationalMatrix a, RationalMatrix b) {
    return new Network(
        new Architecture(List.of(b.columns(), a.columns(), a.rows())),
        List.of(Activation.IDENTITY, Activation.IDENTITY),
        List.of(b, a),
        List.of(RationalMatrix.zero(b.rows(), 1), RationalMatrix.zero(a.rows(), 1)));
  }

  /** Refuses what is not a linear network of two layers without biases, with data that fit. */
  static void require(Network network, Sample sample) {
    if (network.depth() != 2
        || !network.activations().stream().allMatch(Activation.IDENTITY::equals)
        || !network.biases().stream().allMatch(RationalMatrix::isZero)) {
      throw new IllegalArgumentException(
          "two-layer network: two layers with identity activations and biases 0 are needed, got "
              + network.depth()
              + " layers with "
              + network.activations().stream().map(Activation::id).toList()
              + " and biases "
              + network.biases());
    }
    Architecture architecture = network.architecture();
    if (sample.x().rows() != architecture.inputs() || sample.y().rows() != architecture.outputs()) {
      throw new ShapeException(
          "two-layer network: x with "
              + architecture.inputs()
              + " rows and y with "
              + architecture.outputs()
              + " are needed, got "
              + sample.x().rows()
              + " and "
              + sample.y().rows());
    }
  }

  /** A, B, X, Y in an arithmetic. */
  <M extends Matrix<M>> TwoLayerRisk<M> over(OrderedArithmetic<M> k) {
    return new TwoLayerRisk<>(k.of(x), k.of(y), k.of(a), k.of(b));
  }

  int inputs() {
    return b.columns();
  }

  int hidden() {
    return a.columns();
  }

  int outputs() {
    return a.rows();
  }

  /** Whether Σ_XX is invertible: XXᵀ has the rank of X. */
  boolean hasInvertibleInputs() {
    return ExactRank.rank(x) == x.rows();
  }

  /** Whether rank(A) = n₁. */
  boolean hasFullRank() {
    return ExactRank.rank(a) == a.columns();
  }

  /** Whether n₀, n₂ ≤ 4, n₁ ≤ 3, n ≤ 6. */
  boolean isSmall() {
    return inputs() <= 4 && outputs() <= 4 && hidden() <= 3 && x.columns() <= 6;
  }

  /** Σ_XX⁻¹. */
  RationalMatrix inputInverse() {
    return PseudoInverse.of(x.times(x.transpose()));
  }

  /** (AᵀA)⁻¹. */
  RationalMatrix gramInverse() {
    return PseudoInverse.of(a.transpose().times(a));
  }

  /** T = Σ_YXΣ_XX⁻¹, n₂ × n₀. */
  RationalMatrix regression() {
    return y.times(x.transpose()).times(inputInverse());
  }

  /** Σ = Σ_YXΣ_XX⁻¹Σ_XY, n₂ × n₂. */
  RationalMatrix sigma() {
    return regression().times(x.times(y.transpose()));
  }

  /** P_A = A(AᵀA)⁻¹Aᵀ, n₂ × n₂. */
  RationalMatrix projection() {
    return a.times(gramInverse()).times(a.transpose());
  }
}
