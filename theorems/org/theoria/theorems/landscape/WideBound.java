package org.theoria.theorems.landscape;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Forward;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * The squared gradient bound s(A)²·∏_{h≥2} s(W_h)²·∏_h m_h²·‖[∇L]‖² ≤ ‖∇_{(W_1,b_1)}E‖², and its
 * false variants. s² is the smallest eigenvalue of a Gram matrix, enclosed exactly; the gradient is
 * had by forward differentiation, without backpropagation.
 *
 * @param change what a mutant changes; NONE for the bound
 */
record WideBound(Change change) implements Claims<WideGradientBound.Instance> {

  enum Change {
    NONE,
    /** The bound doubled. */
    DOUBLED,
    /** The product from h = 1 on. */
    FIRST_WEIGHTS_TOO,
    /** The product from h = 3 on. */
    SECOND_WEIGHTS_LEFT_OUT,
    /** s(W_h) of W_h on ℝ^{n_{h−1}} in place of its transpose. */
    TRANSPOSED,
    /** The largest slope of each layer in place of the smallest. */
    LARGEST_SLOPE,
    /** Without the slopes. */
    NO_SLOPES,
    /** The Frobenius norm of A in place of s(A). */
    FROBENIUS,
    /** ∇_{W_1}E in place of ∇_{(W_1,b_1)}E. */
    WEIGHTS_ONLY,
    /** ∇_{b_1}E in place of ∇_{(W_1,b_1)}E. */
    BIASES_ONLY,
    /** s(X) in place of s(A), and the largest of the s(W_h) in place of their product. */
    LARGEST_FACTOR
  }

  @Override
  public boolean isRational(WideGradientBound.Instance i) {
    return i.network().isRational()
        && i.loss().isRational()
        && factors(i).stream().allMatch(WideSpectrum.Bounds::isExact);
  }

  /** s(A)², then s(W_h)² for each h of the product. */
  private List<WideSpectrum.Bounds> factors(WideGradientBound.Instance i) {
    List<WideSpectrum.Bounds> all = new ArrayList<>();
    RationalMatrix a = WideShapes.augmented(RationalArithmetic.INSTANCE, i.sample().x());
    if (change == Change.FROBENIUS) {
      Rational norm = a.sumOfSquares().get(0, 0);
      all.add(new WideSpectrum.Bounds(norm, norm));
    } else {
      all.add(WideSpectrum.ofRows(a.transpose()));
    }
    int first =
        switch (change) {
          case FIRST_WEIGHTS_TOO -> 1;
          case SECOND_WEIGHTS_LEFT_OUT -> 3;
          default -> 2;
        };
    for (int h = first; h <= i.network().depth(); h++) {
      RationalMatrix w = i.network().weight(h);
      all.add(WideSpectrum.ofRows(change == Change.TRANSPOSED ? w.transpose() : w));
    }
    return all;
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(
      WideGradientBound.Instance i, OrderedArithmetic<M> k) {
    M bound = bound(i, k);
    M gradient = firstLayer(i, k);
    int weights = new Parameters(i.network().architecture()).weightCount(1);
    if (change == Change.WEIGHTS_ONLY) {
      gradient = gradient.block(0, 0, 1, weights);
    }
    if (change == Change.BIASES_ONLY) {
      gradient = gradient.block(0, weights, 1, gradient.columns() - weights);
    }
    return List.of(Claim.atMost("bound", bound, gradient.sumOfSquares()));
  }

  /** The left side, 1 × 1. */
  private <M extends Matrix<M>> M bound(WideGradientBound.Instance i, OrderedArithmetic<M> k) {
    List<WideSpectrum.Bounds> factors = factors(i);
    M product =
        change == Change.LARGEST_FACTOR
            ? factors.stream()
                .max(java.util.Comparator.comparing(WideSpectrum.Bounds::upper))
                .orElseThrow()
                .in(k)
            : factors.stream().map(f -> f.<M>in(k)).reduce(Matrix::hadamard).orElseThrow();
    Forward<M> f = i.network().forward(k, k.of(i.sample().x()));
    for (int h = 1; h <= f.depth() && change != Change.NO_SLOPES; h++) {
      M slopes = f.slope(h).apply(org.theoria.arithmetic.ElementaryFunction.ABSOLUTE);
      M m = change == Change.LARGEST_SLOPE ? slopes.maxNorm() : slopes.smallestEntry();
      product = product.hadamard(m.hadamard(m));
    }
    M norm = lossGradient(i, k, f).sumOfSquares();
    M bound = product.hadamard(norm);
    return change == Change.DOUBLED ? bound.scale(Rational.of(2)) : bound;
  }

  /**
   * [∇L], n_H × n. Where the network is rational it is computed exactly and then taken into the
   * arithmetic, so that a residual that is 0 is known to be 0.
   */
  private static <M extends Matrix<M>> M lossGradient(
      WideGradientBound.Instance i, OrderedArithmetic<M> k, Forward<M> f) {
    if (i.network().isRational() && i.loss().isRational()) {
      RationalMatrix output =
          i.network().forward(RationalArithmetic.INSTANCE, i.sample().x()).output();
      return k.of(i.loss().gradient(RationalArithmetic.INSTANCE, output, i.sample().y()));
    }
    return i.loss().gradient(k, f.output(), k.of(i.sample().y()));
  }

  /**
   * The right-hand partial derivatives of E in W_1, row by row, and b_1: one row. Where E is
   * differentiable, the gradient.
   */
  static <M extends Matrix<M>> M firstLayer(WideGradientBound.Instance i, OrderedArithmetic<M> k) {
    Network n = i.network();
    Forward<M> f = n.forward(k, k.of(i.sample().x()));
    M loss = lossGradient(i, k, f);
    M identity = k.identity(n.architecture().width(1));
    M total = null;
    for (int e = 0; e < i.sample().size(); e++) {
      M row = f.layer(0).block(0, e, f.layer(0).rows(), 1).transpose();
      M tangents = null;
      for (int a = 0; a < n.architecture().width(1); a++) {
        M own = identity.block(0, a, identity.rows(), 1).times(row);
        tangents = tangents == null ? own : tangents.beside(own);
      }
      if (tangents == null) {
        throw new IllegalStateException("a layer has at least one neuron");
      }
      tangents = tangents.beside(identity);
      for (int h = 1; h <= n.depth(); h++) {
        M z = f.preActivation(h).block(0, e, n.architecture().width(h), 1);
        M along = h == 1 ? tangents : f.weight(h).times(tangents);
        tangents = n.activation(h).along(k, z, along);
      }
      M part = loss.block(0, e, loss.rows(), 1).transpose().times(tangents);
      total = total == null ? part : total.plus(part);
    }
    if (total == null) {
      throw new IllegalStateException("a sample has at least one example");
    }
    return total;
  }
}
