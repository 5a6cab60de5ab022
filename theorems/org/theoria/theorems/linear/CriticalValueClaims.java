package org.theoria.theorems.linear;

import java.util.List;
import java.util.stream.IntStream;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.LinearRisk;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * With r = rank(W_H⋯W_1) and 𝒮 = {i : u_iᵀW_H⋯W_1 ≠ 0}: the product is U_𝒮U_𝒮ᵀΣ_YXΣ_XX⁻¹, |𝒮| =
 * r, exactly one subset of size r gives it, and the risk is tr Σ_YY − Σ_{i∈𝒮}δ_i².
 */
record CriticalValueClaims(Change change) implements Claims<DeepLinearPoint> {

  /** One change of the claims. */
  enum Change {
    NONE,
    COMPLEMENT,
    FOURTH_POWER,
    LARGEST,
    UNWHITENED,
    EXPLAINED_VARIANCE,
    MAXIMAL_SIZE,
    TRANSPOSED_PROJECTOR
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(DeepLinearPoint p, OrderedArithmetic<M> k) {
    AssociatedSubset association = AssociatedSubset.of(p);
    RationalMatrix exact = p.product();
    int rank = ExactRank.rank(exact);
    List<Integer> subset = association.support(exact);
    List<M> weights = p.weights().stream().map(k::of).toList();
    return List.of(
        Claim.equal(
            "product",
            LinearRisk.product(k, weights, weights.size(), 1),
            product(p, k, association, subset)),
        Claim.equal("size", k.scalar(Rational.of(subset.size())), k.scalar(Rational.of(rank))),
        Claim.equal(
            "unique",
            k.scalar(
                Rational.of(
                    association.count(
                        exact, change == Change.MAXIMAL_SIZE ? p.maximalRank() : rank))),
            k.scalar(Rational.ONE)),
        Claim.equal(
            "value",
            LinearRisk.value(k, weights, k.of(p.sample().x()), k.of(p.sample().y())),
            value(p, k, association, subset)));
  }

  private <M extends Matrix<M>> M product(
      DeepLinearPoint p, OrderedArithmetic<M> k, AssociatedSubset association, List<Integer> s) {
    List<Integer> chosen =
        change == Change.LARGEST ? IntStream.rangeClosed(1, s.size()).boxed().toList() : s;
    RationalMatrix u = change == Change.TRANSPOSED_PROJECTOR ? p.u().transpose() : p.u();
    M us = k.of(NormalPoints.columns(u, chosen));
    M regressor =
        k.of(change == Change.UNWHITENED ? association.data().sigmaYX() : association.regressor());
    return us.times(us.transpose().times(regressor));
  }

  private <M extends Matrix<M>> M value(
      DeepLinearPoint p, OrderedArithmetic<M> k, AssociatedSubset association, List<Integer> s) {
    int d = p.u().rows();
    List<Integer> summed =
        change == Change.COMPLEMENT
            ? IntStream.rangeClosed(1, d).filter(i -> !s.contains(i)).boxed().toList()
            : s;
    M total = k.scalar(Rational.ZERO);
    for (int i : summed) {
      M lambda = k.scalar(association.eigenvalue(i));
      total = total.plus(change == Change.FOURTH_POWER ? lambda.times(lambda) : lambda);
    }
    Rational whole = Rational.ZERO;
    for (int i = 1; i <= d; i++) {
      whole = whole.plus(association.eigenvalue(i));
    }
    M trace = k.of(p.sample().y()).sumOfSquares();
    return (change == Change.EXPLAINED_VARIANCE ? k.scalar(whole) : trace).minus(total);
  }

  @Override
  public boolean isRational(DeepLinearPoint p) {
    return true;
  }
}
