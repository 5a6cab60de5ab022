package org.theoria.theorems.linear;

import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.LeastRisk;
import org.theoria.network.linear.LinearRisk;
import org.theoria.network.linear.NormalForm;
import org.theoria.network.linear.Regression;

/** What is decided exactly of a point W, whatever its data: nothing here uses U. */
final class SecondOrder {

  private SecondOrder() {}

  /**
   * Whether ∇²E(W) ⪰ 0. The Hessian is taken in the coordinates of the normal form of W, in which
   * it is sparse: a congruent matrix, of the same inertia (Sylvester).
   */
  static boolean isSemidefinite(DeepLinearPoint i) {
    return inertia(i).negative() == 0;
  }

  /** The inertia of ∇²E(W). */
  static Inertia inertia(DeepLinearPoint i) {
    return Inertia.of(LinearRisk.hessian(NormalForm.of(i.weights()).gauged(), i.sample()));
  }

  /** E(W). */
  static Rational risk(DeepLinearPoint i) {
    return LinearRisk.value(
            RationalArithmetic.INSTANCE, i.weights(), i.sample().x(), i.sample().y())
        .get(0, 0);
  }

  /** rank(W_H⋯W_1). */
  static int rank(DeepLinearPoint i) {
    return ExactRank.rank(i.product());
  }

  /** Whether W is a global minimiser: its risk is the least one over products of rank r_max. */
  static boolean isMinimiser(DeepLinearPoint i) {
    return LeastRisk.is(risk(i), i.regression(), i.maximalRank());
  }

  /** tr Σ_YY − Σ_{j ≤ r} u_jᵀΣu_j: the plateau value of rank r where U is an ordered eigenbasis. */
  static Rational plateau(Regression data, RationalMatrix u, int r) {
    RationalMatrix form = DeepLinearHypotheses.inBasis(data, u);
    Rational value = data.traceYY();
    for (int j = 0; j < r; j++) {
      value = value.minus(form.get(j, j));
    }
    return value;
  }
}
