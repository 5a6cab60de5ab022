package org.theoria.network.linear;

import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Rational;

/** What is known of a point W of a deep linear network; every number is exact. */
public sealed interface Classification {

  /**
   * A first-order critical point.
   *
   * @param subset 𝒮, increasing, 1-based: W_H⋯W_1 = U_𝒮U_𝒮ᵀΣ_YXΣ_XX⁻¹
   * @param maximalRank r_max = min(n_0, …, n_H)
   * @param risk E(W)
   * @param criticalValue tr Σ_YY − Σ_{i∈𝒮}δ_i², from the restriction of Σ to the range of W_H⋯W_1
   * @param pivots all pivots, with their ranks
   * @param classByTheorem by 𝒮, r and the pivots alone (slide 93)
   * @param inertia the inertia of the Hessian
   * @param classByHessian by the inertia, the risk and the least risk alone
   * @param descent where E descends from W; empty for a global minimiser
   * @param ascent where E ascends from W, so that a saddle is no maximiser; empty for a global
   *     minimiser
   * @param independent whether {@code classByHessian} was found without 𝒮: a negative eigenvalue
   *     needs nothing else; a global minimiser is told from a non-strict saddle by the least risk,
   *     which is decided without 𝒮 up to a size ({@link LeastRisk#isDecidable}), else read off 𝒮
   */
  record Critical(
      List<Integer> subset,
      int maximalRank,
      Rational risk,
      Rational criticalValue,
      List<Pivot> pivots,
      CriticalClass classByTheorem,
      Inertia inertia,
      CriticalClass classByHessian,
      Optional<CertifiedCurve> descent,
      Optional<CertifiedCurve> ascent,
      boolean independent)
      implements Classification {

    public Critical {
      subset = List.copyOf(subset);
      pivots = List.copyOf(pivots);
    }

    /** r = |𝒮|, the rank of W_H⋯W_1. */
    public int rank() {
      return subset.size();
    }

    /** Whether every pivot is tightened. */
    public boolean isTightened() {
      return decidingPivot().isEmpty();
    }

    /** The first pivot that is not tightened. */
    public Optional<Pivot> decidingPivot() {
      return pivots.stream().filter(p -> !p.isTightened()).findFirst();
    }

    /** Whether the theorem and the Hessian say the same. */
    public boolean agrees() {
      return classByTheorem == classByHessian && risk.equals(criticalValue);
    }
  }

  /**
   * A first-order critical point with all that needs no Hessian; the components as in {@link
   * Critical}.
   *
   * @param parameters |E|
   */
  record WithoutHessian(
      List<Integer> subset,
      int maximalRank,
      Rational risk,
      Rational criticalValue,
      List<Pivot> pivots,
      CriticalClass classByTheorem,
      int parameters)
      implements Classification {

    public WithoutHessian {
      subset = List.copyOf(subset);
      pivots = List.copyOf(pivots);
    }

    /** The first pivot that is not tightened. */
    public Optional<Pivot> decidingPivot() {
      return pivots.stream().filter(p -> !p.isTightened()).findFirst();
    }

    /** Whether the risk is the critical value of 𝒮, the one independent check that is left. */
    public boolean agrees() {
      return risk.equals(criticalValue);
    }
  }

  /**
   * Not a critical point.
   *
   * @param layer the layer h whose gradient ∇_{W_h}E is largest
   * @param squaredNorm ‖∇E(W)‖² over all layers, not 0
   * @param norm ‖∇E(W)‖ as a double
   * @param relative ‖∇E(W)‖ divided by the largest value that the norms of its factors allow, √Σ_h
   *     (2‖A_h‖(‖GΣ_XX‖ + ‖Σ_YX‖)‖B_h‖)²: in (0, 1], tiny near a critical point
   */
  record NotCritical(int layer, Rational squaredNorm, double norm, double relative)
      implements Classification {}

  /**
   * The data do not meet a hypothesis of the theory.
   *
   * @param hypothesis the first one that fails
   * @param sentence what was needed and what came
   */
  record HypothesisFailed(DataHypothesis hypothesis, String sentence) implements Classification {}
}
