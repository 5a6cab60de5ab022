package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Gradient;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.theorems.geometry.FlatFamily.Change;

/**
 * What a manifold of dimension |E| + |B| − rk D f_θ(X) of local minimisers through θ implies, at θ
 * and at a point θ' of the fibre. Where the rank at θ' is not that at θ, θ' need not be on the
 * manifold, and its curvature says nothing (0 = 0). Ranks and numbers of eigenvalues are integers,
 * decided over ℚ.
 *
 * @param family the explicit part of the manifold, or that of a mutant
 */
record FlatClaims(FlatFamily family) implements Claims<FlatMinima.Instance> {

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(FlatMinima.Instance i, OrderedArithmetic<M> k) {
    LocalImageRegion region = i.point().region();
    return region.isInterior() ? offKinks(i, k, region) : onKink(k, region);
  }

  private <M extends Matrix<M>> List<Claim<M>> offKinks(
      FlatMinima.Instance i, OrderedArithmetic<M> k, LocalImageRegion region) {
    RationalMatrix jacobian = region.jacobian();
    int rank = ExactRank.rank(jacobian);
    Network there = family.point(region, i.direction());
    RationalMatrix kappa = family.kernelDirection(region, i.direction());
    int second = ExactRank.rank(jacobian.beside(FlatFamily.secondOrder(region, kappa)));
    M x = k.of(i.sample().x());
    M gradient = Gradient.of(k, there, i.loss(), i.sample()).flatten();
    FlatPoint moved = new FlatPoint(there, i.sample(), i.loss());
    Inertia after = moved.inertia();
    boolean inside = moved.region().rank() == rank;
    int before =
        family.change() == Change.DEFINITE
            ? new HiddenSymmetry(HiddenSymmetry.Change.NONE).bound(i.network())
            : i.point().inertia().positive();
    return List.of(
        Claim.atMost("tangent", count(k, second), count(k, rank)),
        Claim.atMost("kink", count(k, 0), count(k, 0)),
        spanned(i, k, region, rank),
        Claim.equal("same-image", there.forward(k, x).output(), i.network().forward(k, x).output()),
        Claim.equal(
            "critical", gradient, k.constant(gradient.rows(), gradient.columns(), Rational.ZERO)),
        Claim.atMost("no-descent", count(k, after.negative()), count(k, 0)),
        Claim.equal(
            "same-curvature",
            count(k, inside ? after.positive() : 0),
            count(k, inside ? before : 0)));
  }

  /** On kinks: what a manifold of zeros of E implies where one pre-activation is 0; else 0 = 0. */
  private static <M extends Matrix<M>> List<Claim<M>> onKink(
      OrderedArithmetic<M> k, LocalImageRegion region) {
    int rank = region.rank();
    M zero = count(k, 0);
    return List.of(
        Claim.atMost("tangent", zero, zero),
        Claim.atMost(
            "kink", count(k, new FlatKink(region).rankWithKink().orElse(rank)), count(k, rank)),
        Claim.equal("spanned", zero, zero),
        Claim.equal("same-image", zero, zero),
        Claim.equal("critical", zero, zero),
        Claim.atMost("no-descent", zero, zero),
        Claim.equal("same-curvature", zero, zero));
  }

  private static <M extends Matrix<M>> M count(OrderedArithmetic<M> k, int value) {
    return k.scalar(Rational.of(value));
  }

  /**
   * One hidden layer, one output, no outgoing weight 0 at an active neuron: the explicit family has
   * the whole dimension. Elsewhere 0 = 0.
   */
  private <M extends Matrix<M>> Claim<M> spanned(
      FlatMinima.Instance i, OrderedArithmetic<M> k, LocalImageRegion region, int rank) {
    if (!isExplicit(region)) {
      return Claim.equal("spanned", count(k, 0), count(k, 0));
    }
    int all =
        family.change() == Change.TRANSPOSED
            ? i.sample().size() * i.network().architecture().outputs()
            : new Parameters(i.network().architecture()).count();
    return Claim.equal(
        "spanned", count(k, ExactRank.rank(family.tangents(region))), count(k, all - rank));
  }

  /** Whether the family is known to have the whole dimension. */
  static boolean isExplicit(LocalImageRegion region) {
    Network n = region.network();
    if (n.depth() != 2 || n.architecture().outputs() != 1) {
      return false;
    }
    List<String> words = region.patterns();
    for (int neuron = 0; neuron < n.architecture().width(1); neuron++) {
      int place = neuron;
      boolean active = words.stream().anyMatch(w -> w.charAt(place) == '1');
      if (active && n.weight(2).get(0, neuron).isZero()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean isRational(FlatMinima.Instance i) {
    return i.loss().isRational();
  }
}
