package org.theoria.theorems.linear;

import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.LeastRisk;
import org.theoria.network.linear.LinearRisk;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Truth;

/**
 * The two sides of the parametrisation of the global minimisers, decided independently: on the left
 * the risk and the eigenvalues of Σ (no U), on the right the factors of the form, built and
 * multiplied again (no risk).
 *
 * @param change what a mutant changes
 */
record GlobalParametrisationClaims(Change change) implements Claims<DeepLinearPoint> {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** A_R = 0. */
    LAST_ZERO,
    /** M_D = 0. */
    FIRST_ZERO,
    /** (W_h)_DR = 0, 1 &lt; h &lt; H. */
    MIDDLE_ZERO,
    /** Σ_YX in place of Σ_YXΣ_XX⁻¹. */
    WITHOUT_INVERSE,
    /** r_max − 1 in place of r_max. */
    RANK_LESS_ONE,
    /** The r_max smallest singular values in place of the largest. */
    SMALLEST,
    /** W_1 arbitrary. */
    ANY_FIRST,
    /** On the left: critical with a positive semidefinite Hessian. */
    SECOND_ORDER
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(DeepLinearPoint i, OrderedArithmetic<M> k) {
    M left = Truth.of(k, left(i));
    M right = Truth.of(k, hasForm(i));
    return List.of(Claim.atMost("only-if", left, right), Claim.atMost("if", right, left));
  }

  private boolean left(DeepLinearPoint i) {
    return change == Change.SECOND_ORDER
        ? i.isCritical()
            && Inertia.isPositiveSemidefinite(LinearRisk.hessian(i.weights(), i.sample()))
        : isMinimiser(i);
  }

  /** Whether the risk is tr Σ_YY less the r_max largest eigenvalues of Σ. */
  static boolean isMinimiser(DeepLinearPoint i) {
    Rational risk =
        LinearRisk.value(RationalArithmetic.INSTANCE, i.weights(), i.sample().x(), i.sample().y())
            .get(0, 0);
    return LeastRisk.is(risk, i.regression(), i.maximalRank());
  }

  /** Whether the factors exist: those found are multiplied again and compared with W. */
  private boolean hasForm(DeepLinearPoint i) {
    int outputs = i.u().rows();
    int r = change == Change.RANK_LESS_ONE ? i.maximalRank() - 1 : i.maximalRank();
    int first = change == Change.SMALLEST ? outputs - r : 0;
    RationalMatrix leading = i.u().block(0, first, outputs, r);
    RationalMatrix trailing =
        i.u()
            .block(0, 0, outputs, first)
            .beside(i.u().block(0, first + r, outputs, outputs - first - r));
    Regression data = i.regression();
    RationalMatrix z = change == Change.WITHOUT_INVERSE ? data.sigmaYX() : data.regressor();
    List<RationalMatrix> weights = i.weights();
    if (weights.size() == 1) {
      return weights.getFirst().equals(leading.times(leading.transpose()).times(z));
    }
    if (change == Change.ANY_FIRST) {
      RationalMatrix after =
          LinearRisk.product(RationalArithmetic.INSTANCE, weights, weights.size(), 2);
      return ExactRank.rank(after) == ExactRank.rank(after.beside(leading));
    }
    Optional<GlobalForm> form = GlobalForm.of(weights, leading, trailing, z);
    return form.isPresent()
        && form.get().weights(leading, trailing, z).equals(weights)
        && vanishes(weights, r);
  }

  /**
   * The blocks that a mutant wants to be 0. Where W has the form, [U_S, U_QA_R]D⁻¹ has the rank r +
   * rank A_R; diag(I_r, (W_h)_DR) likewise; and if W_1 has the rank r, its rows are those of U_SᵀZ,
   * so that D_1 can be chosen with M_D = 0.
   */
  private boolean vanishes(List<RationalMatrix> weights, int r) {
    return switch (change) {
      case LAST_ZERO -> ExactRank.rank(weights.getLast()) == r;
      case FIRST_ZERO -> ExactRank.rank(weights.getFirst()) == r;
      case MIDDLE_ZERO ->
          weights.subList(1, weights.size() - 1).stream().allMatch(w -> ExactRank.rank(w) == r);
      case NONE, WITHOUT_INVERSE, RANK_LESS_ONE, SMALLEST, ANY_FIRST, SECOND_ORDER -> true;
    };
  }

  @Override
  public boolean isRational(DeepLinearPoint i) {
    return true;
  }
}
