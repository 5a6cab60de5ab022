package org.theoria.theorems.linear;

import java.util.List;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.LeastRisk;
import org.theoria.network.linear.LinearRisk;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Truth;

/**
 * ∇²E(W) ⪰ 0 implies that W is a global minimiser, and conversely: the one by exact inertia, the
 * other by the risk and the eigenvalues of Σ.
 *
 * @param change what a mutant changes
 */
record TwoLayersClaims(Change change) implements Claims<DeepLinearPoint> {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** No condition on the Hessian. */
    ALWAYS,
    /** The diagonal blocks of the Hessian only. */
    LAYERWISE,
    /** The Hessian has a negative eigenvalue. */
    REVERSED,
    /** The least risk of rank r_max − 1. */
    RANK_LESS_ONE,
    /** The least risk of rank d_y. */
    UNCONSTRAINED,
    /** rank(W_H⋯W_1) = r_max in place of the Hessian. */
    FULL_RANK
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(DeepLinearPoint i, OrderedArithmetic<M> k) {
    M condition = Truth.of(k, condition(i));
    M conclusion = Truth.of(k, conclusion(i));
    return List.of(
        Claim.atMost("no-non-strict", condition, conclusion),
        Claim.atMost("minimiser-semidefinite", conclusion, condition));
  }

  private boolean condition(DeepLinearPoint i) {
    return switch (change) {
      case NONE, RANK_LESS_ONE, UNCONSTRAINED -> SecondOrder.isSemidefinite(i);
      case ALWAYS -> true;
      case REVERSED -> !SecondOrder.isSemidefinite(i);
      case FULL_RANK -> SecondOrder.rank(i) == i.maximalRank();
      case LAYERWISE -> {
        RationalMatrix hessian = LinearRisk.hessian(i.weights(), i.sample());
        int start = 0;
        boolean all = true;
        for (RationalMatrix w : i.weights()) {
          int size = w.rows() * w.columns();
          all &= Inertia.isPositiveSemidefinite(hessian.block(start, start, size, size));
          start += size;
        }
        yield all;
      }
    };
  }

  private boolean conclusion(DeepLinearPoint i) {
    int r = i.maximalRank();
    return switch (change) {
      case RANK_LESS_ONE -> LeastRisk.is(SecondOrder.risk(i), i.regression(), r - 1);
      case UNCONSTRAINED -> LeastRisk.is(SecondOrder.risk(i), i.regression(), i.u().rows());
      case NONE, ALWAYS, LAYERWISE, REVERSED, FULL_RANK -> SecondOrder.isMinimiser(i);
    };
  }

  @Override
  public boolean isRational(DeepLinearPoint i) {
    return true;
  }
}
