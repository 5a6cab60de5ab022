package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.OutputJacobian;

/** θ = (a, b, c, d), exactly: f_θ(x) = b·max(0, ax + c) + d. */
record FourPoint(Rational a, Rational b, Rational c, Rational d) {

  /** X = (0, 1, 2). */
  static final RationalMatrix X =
      RationalMatrix.of(1, 3, Rational.ZERO, Rational.ONE, Rational.of(2));

  /** Twice what {@link FourRegion#direction} adds to a or a pre-activation, at most. */
  private static final Rational TWICE_THE_LONGEST = Rational.of(8);

  static FourPoint of(Network n) {
    return new FourPoint(
        n.weight(1).get(0, 0), n.weight(2).get(0, 0), n.bias(1).get(0, 0), n.bias(2).get(0, 0));
  }

  Network network() {
    return new Network(
        Architecture.of(1, 1, 1),
        List.of(Activation.RELU, Activation.IDENTITY),
        List.of(RationalMatrix.column(a), RationalMatrix.column(b)),
        List.of(RationalMatrix.column(c), RationalMatrix.column(d)));
  }

  /** aX + c, three numbers. */
  List<Rational> preActivations(RationalMatrix x) {
    List<Rational> result = new ArrayList<>();
    for (int i = 0; i < x.columns(); i++) {
      result.add(a.times(x.get(0, i)).plus(c));
    }
    return result;
  }

  /** Their signs: "-0+". */
  String signs(RationalMatrix x) {
    StringBuilder signs = new StringBuilder();
    preActivations(x).forEach(p -> signs.append("-0+".charAt(p.signum() + 1)));
    return signs.toString();
  }

  /** The pattern with 1 where the pre-activation is at least 0: "011". */
  String pattern(RationalMatrix x) {
    return signs(x).replace('0', '+').replace('-', '0').replace('+', '1');
  }

  /** The j with θ ∈ Ũ_j; empty on kinks. */
  Optional<FourRegion> region(RationalMatrix x) {
    return signs(x).contains("0") ? Optional.empty() : FourRegion.of(pattern(x));
  }

  /** D f_θ(X), 3 × 4; slope 1 on kinks. */
  RationalMatrix jacobian(RationalMatrix x) {
    return OutputJacobian.of(network().forward(RationalArithmetic.INSTANCE, x));
  }

  /** rank D f_θ(X). */
  int rank(RationalMatrix x) {
    return ExactRank.rank(jacobian(x));
  }

  /** f_θ(X), 1 × 3. */
  RationalMatrix output(RationalMatrix x) {
    return network().forward(RationalArithmetic.INSTANCE, x).output();
  }

  /** θ with b = 1 where b is 0. */
  FourPoint opened() {
    return b.isZero() ? new FourPoint(a, Rational.ONE, c, d) : this;
  }

  /**
   * One point near θ for each region, along its direction: so near that neither a nor a
   * pre-activation changes its sign, but those that are 0 take the signs of that region. Every
   * region whose closure contains θ is met, and no other. Towards 111 a stays, 0 included.
   */
  List<FourPoint> near() {
    Rational least = null;
    List<Rational> kept = new ArrayList<>(preActivations(X));
    kept.add(a);
    for (Rational p : kept) {
      Rational size = p.abs();
      least = size.isZero() ? least : least == null ? size : least.min(size);
    }
    Rational step = (least == null ? Rational.ONE : least).dividedBy(TWICE_THE_LONGEST);
    List<FourPoint> points = new ArrayList<>();
    for (FourRegion j : FourRegion.values()) {
      points.add(
          new FourPoint(
              a.plus(step.times(j.direction().a())), b, c.plus(step.times(j.direction().c())), d));
    }
    return points;
  }
}
