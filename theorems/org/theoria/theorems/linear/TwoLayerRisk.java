package org.theoria.theorems.linear;

import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Claim;

/**
 * E(A,B) = ‖ABX − Y‖² of slide 99 with what the slides make of it, in any arithmetic.
 *
 * @param x X, n₀ × n
 * @param y Y, n₂ × n
 * @param a A, n₂ × n₁
 * @param b B, n₁ × n₀
 */
record TwoLayerRisk<M extends Matrix<M>>(M x, M y, M a, M b) {
  private static final Rational TWO = Rational.of(2);

  /** ABX − Y, n₂ × n. */
  M residual() {
    return a.times(b.times(x)).minus(y);
  }

  /** E(A,B), 1 × 1. */
  M value() {
    return residual().sumOfSquares();
  }

  /** ∂E/∂A = 2(ABX − Y)(BX)ᵀ, by the chain rule, n₂ × n₁. */
  M gradientA() {
    return residual().times(b.times(x).transpose()).scale(TWO);
  }

  /** ∂E/∂B = 2Aᵀ(ABX − Y)Xᵀ, by the chain rule, n₁ × n₀. */
  M gradientB() {
    return a.transpose().times(residual()).times(x.transpose()).scale(TWO);
  }

  /** (A,B) is a critical point: both gradients are 0. */
  List<Claim<M>> critical() {
    M ga = gradientA();
    M gb = gradientB();
    return List.of(
        Claim.equal("gradient-a", ga, ga.minus(ga)), Claim.equal("gradient-b", gb, gb.minus(gb)));
  }

  /**
   * d²/dt² E(A+tV, B+tW) at t = 0: 2‖(VB + AW)X‖² + 4⟨ABX − Y, VWX⟩, 1 × 1.
   *
   * @param v V, of the shape of A
   * @param w W, of the shape of B
   */
  M secondDerivative(M v, M w) {
    M first = v.times(b).plus(a.times(w)).times(x).sumOfSquares();
    M second = residual().hadamard(v.times(w).times(x)).sum();
    return first.plus(second.scale(TWO)).scale(TWO);
  }

  /** Σ_XX = XXᵀ. */
  M sigmaXX() {
    return x.times(x.transpose());
  }

  /** Σ_YX = YXᵀ. */
  M sigmaYX() {
    return y.times(x.transpose());
  }

  /** Σ_YY = YYᵀ. */
  M sigmaYY() {
    return y.times(y.transpose());
  }

  /** The sum of the diagonal of a square matrix, 1 × 1. */
  static <M extends Matrix<M>> M trace(M square) {
    M sum = square.block(0, 0, 1, 1);
    for (int i = 1; i < square.rows(); i++) {
      sum = sum.plus(square.block(i, i, 1, 1));
    }
    return sum;
  }
}
