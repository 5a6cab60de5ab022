package org.theoria.theorems.geometry;

import java.util.List;
import java.util.function.IntPredicate;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Truth;

/**
 * The semicontinuity of dim⁻ and dim⁺, the feasibility near θ, and the three equivalences of (P)
 * and (P_k). Dimensions and truth values are decided over ℚ.
 *
 * @param change what a mutant changes
 */
record ConstrainedClaims(Change change) implements Claims<ConstrainedProblem.Instance> {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** k = dim⁻(θ*, X). */
    DIM_MINUS,
    /** k − 1. */
    ONE_LESS,
    /** The multiplier 1 with k + 1. */
    ONE_MORE,
    /** The equivalence with KKT at every θ. */
    KKT_ANYWHERE,
    /** dim⁻ upper semicontinuous. */
    LOWER_REVERSED,
    /** dim⁺ lower semicontinuous. */
    UPPER_REVERSED,
    /** Saddles of (P_k) are local minimisers of (P). */
    SADDLE_IS_MINIMISER
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(
      ConstrainedProblem.Instance i, OrderedArithmetic<M> k) {
    ConstrainedPoint here = i.point();
    ConstrainedPoint there = here.moved(i.direction());
    int lower = here.lower();
    int upper = here.upper();
    Rational bound = bound(i, lower);
    IntPredicate all = rank -> true;
    IntPredicate allowed = rank -> Rational.of(rank).compareTo(bound) <= 0;
    boolean kkt = change == Change.KKT_ANYWHERE || here.isInARegion();
    boolean critical = kkt && here.isCritical();
    // g = dim⁻ − k is locally constant: g ≤ 0, 1·g = 0, ∇E + 1·∇g = ∇E
    boolean complementary =
        kkt
            && Rational.of(lower)
                .equals(change == Change.ONE_MORE ? bound.plus(Rational.ONE) : bound);
    boolean saddle =
        change == Change.SADDLE_IS_MINIMISER ? here.isLocalMinimiser(all) : here.isSaddle(all);
    boolean minimiser = here.isLocalMinimiser(all);
    boolean constrained = here.isLocalMinimiser(allowed);
    boolean constrainedSaddle = here.isSaddle(allowed);
    boolean multiplier = complementary && here.isCritical();
    return List.of(
        change == Change.LOWER_REVERSED
            ? Claim.atMost("lower", count(k, there.lower()), count(k, lower))
            : Claim.atMost("lower", count(k, lower), count(k, there.lower())),
        change == Change.UPPER_REVERSED
            ? Claim.atMost("upper", count(k, upper), count(k, there.upper()))
            : Claim.atMost("upper", count(k, there.upper()), count(k, upper)),
        Claim.atMost("feasible", count(k, there.lower()), count(k, upper)),
        implies("minimiser-only-if", k, minimiser, constrained),
        implies("minimiser-if", k, constrained, minimiser),
        implies("saddle-only-if", k, saddle, constrainedSaddle),
        implies("saddle-if", k, constrainedSaddle, saddle),
        implies("kkt-only-if", k, critical, multiplier),
        implies("kkt-if", k, multiplier, critical));
  }

  private Rational bound(ConstrainedProblem.Instance i, int lower) {
    return switch (change) {
      case DIM_MINUS -> Rational.of(lower);
      case ONE_LESS -> i.k().minus(Rational.ONE);
      default -> i.k();
    };
  }

  private static <M extends Matrix<M>> M count(OrderedArithmetic<M> k, int value) {
    return k.scalar(Rational.of(value));
  }

  private static <M extends Matrix<M>> Claim<M> implies(
      String id, OrderedArithmetic<M> k, boolean left, boolean right) {
    return Claim.atMost(id, Truth.of(k, left), Truth.of(k, right));
  }

  @Override
  public boolean isRational(ConstrainedProblem.Instance i) {
    return true;
  }
}
