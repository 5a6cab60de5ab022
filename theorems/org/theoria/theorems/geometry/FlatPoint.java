package org.theoria.theorems.geometry;

import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Backpropagation;
import org.theoria.network.Curvature;
import org.theoria.network.Forward;
import org.theoria.network.Gradient;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.Sample;

/**
 * E(θ) = R(f_θ(X)) = Σ_i L(f_θ(x_i), y_i) at one θ of a ReLU network, exactly: value, gradient and
 * Hessian, with the slope 1 on kinks.
 *
 * @param loss L ≥ 0, rational
 */
record FlatPoint(Network network, Sample sample, Loss loss) {

  private Forward<RationalMatrix> forward() {
    return network.forward(RationalArithmetic.INSTANCE, sample.x());
  }

  /** f_θ(X), n_H × n. */
  RationalMatrix output() {
    return forward().output();
  }

  /** E(θ). */
  Rational value() {
    return loss.value(RationalArithmetic.INSTANCE, output(), sample.y()).get(0, 0);
  }

  private Backpropagation<RationalMatrix> backward() {
    return Backpropagation.of(forward(), loss, sample.y());
  }

  /** ∇E(θ), (|E| + |B|) × 1. */
  RationalMatrix gradient() {
    return backward().gradient().flatten();
  }

  /** ∇²E(θ). */
  RationalMatrix hessian() {
    Backpropagation<RationalMatrix> pass = backward();
    int p = new Parameters(network.architecture()).count();
    RationalMatrix identity = RationalMatrix.identity(p);
    RationalMatrix result = column(pass, identity, 0);
    for (int j = 1; j < p; j++) {
      result = result.beside(column(pass, identity, j));
    }
    return result;
  }

  private RationalMatrix column(
      Backpropagation<RationalMatrix> pass, RationalMatrix identity, int j) {
    return pass.hessianTimes(
            vector(network, identity.block(0, j, identity.rows(), 1)), Curvature.Kinks.IGNORED)
        .flatten();
  }

  /** The numbers of positive, negative and zero eigenvalues of ∇²E(θ). */
  Inertia inertia() {
    return Inertia.of(hessian());
  }

  LocalImageRegion region() {
    return new LocalImageRegion(network, sample.x());
  }

  /**
   * Whether θ is proved to be a local minimiser: E(θ) = 0, the least value of L ≥ 0; or θ ∈ 𝒰_j,
   * ∇E = 0, and ∇²E is positive semidefinite of rank rk D f. For then E is a function of rk D f
   * coordinates of the local image, critical there with a positive definite Hessian.
   */
  boolean isCertifiedMinimiser() {
    if (value().isZero()) {
      return true;
    }
    LocalImageRegion region = region();
    if (!region.isInterior() || !gradient().isZero() || !region.hasLargestRank()) {
      return false;
    }
    Inertia inertia = inertia();
    return inertia.negative() == 0 && inertia.positive() == region.rank();
  }

  /** A column of |E| + |B| numbers in the shape of θ, in the order of {@link Parameters}. */
  static Gradient<RationalMatrix> vector(Network n, RationalMatrix column) {
    Network v = Theta.ofColumn(column).onto(n);
    return new Gradient<>(v.weights(), v.biases());
  }

  /** θ + t·v for a column v. */
  static Network moved(Network n, RationalMatrix column, Rational t) {
    return Theta.of(n).plus(t, Theta.ofColumn(column)).onto(n);
  }
}
