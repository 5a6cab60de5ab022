package org.theoria.theorems.linear;

import java.util.List;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * What a critical point associated with 𝒮 needs where H = 1. There the risk ‖WX − Y‖² has the
 * gradient 2(WΣ_XX − Σ_YX), and Σ_XX is invertible: the only critical point is Σ_YXΣ_XX⁻¹, so that
 * |𝒮| has to be its rank. Where H ≥ 2 nothing is asked.
 */
record OnlyPoint() implements Claims<DeepLinearTarget> {

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(DeepLinearTarget t, OrderedArithmetic<M> k) {
    int size = t.subset().size();
    int rank =
        t.architecture().depth() == 1
            ? ExactRank.rank(new Regression(t.sample()).regressor())
            : size;
    return List.of(
        Claim.equal("only-point", k.scalar(Rational.of(rank)), k.scalar(Rational.of(size))));
  }

  @Override
  public boolean isRational(DeepLinearTarget t) {
    return true;
  }
}
