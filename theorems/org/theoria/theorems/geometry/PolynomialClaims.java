package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalField;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * f at points θ, θ + τδ, …, θ + (H+1)τδ of one pattern: differences of order H+1, and of the exact
 * degree; the cube around θ that keeps the pattern; and what a bias does to the pre-activations of
 * its layer.
 *
 * @param change what a mutant changes
 */
record PolynomialClaims(Change change) implements Claims<ParameterInstance> {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** Degree at most H − 1. */
    LOWER_DEGREE,
    /** Degree at most 1. */
    AFFINE,
    /** One polynomial on all patterns. */
    ACROSS_KINKS,
    /** H minus the number of dead layers. */
    DEAD_COUNT,
    /** The biases of all later layers in the leading form. */
    LATER_BIASES,
    /** The d-th difference without d!. */
    NO_FACTORIAL,
    /** The radius min |z|. */
    PLAIN_RADIUS,
    /** A bias moves the pre-activations of the next layer by as much. */
    NEXT_LAYER
  }

  private static final Rational HALF = Rational.of(1, 2);

  /** A bias that is lowered by any positive number makes a pre-activation 0 negative. */
  private static final Rational ANY = Rational.of(2).pow(-64);

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(ParameterInstance i, OrderedArithmetic<M> k) {
    RegionPoint point = i.point();
    Rational step = change == Change.ACROSS_KINKS ? Rational.ONE : step(i, point);
    List<M> values = values(i, k, step);
    int order =
        switch (change) {
          case LOWER_DEGREE -> i.depth();
          case AFFINE -> 2;
          default -> i.depth() + 1;
        };
    M vanishing = difference(values, order);
    Rational radius = change == Change.PLAIN_RADIUS ? plainRadius(i) : point.radius();
    return List.of(
        Claim.equal(
            "polynomial",
            vanishing,
            k.constant(vanishing.rows(), vanishing.columns(), Rational.ZERO)),
        degree(i, k, values, step),
        Claim.equal(
            "open", k.scalar(Rational.of(changedByLowerBiases(i, point))), k.scalar(Rational.ZERO)),
        Claim.equal(
            "same-pattern",
            k.scalar(Rational.of(changedAtCorners(i, point, radius))),
            k.scalar(Rational.ZERO)),
        biasShift(i, k));
  }

  /**
   * The largest 2⁻ᵏ ≤ 1 for which all points have the pattern of θ; 0 where θ is not in the
   * interior: there need not be one.
   */
  private static Rational step(ParameterInstance i, RegionPoint point) {
    if (!point.isInterior()) {
      return Rational.ZERO;
    }
    Rational step = Rational.ONE;
    while (!keepsPattern(i, point, step)) {
      step = step.times(HALF);
    }
    return step;
  }

  private static boolean keepsPattern(ParameterInstance i, RegionPoint point, Rational step) {
    for (int j = 1; j <= i.depth() + 1; j++) {
      if (!point.hasPatternOf(i.at(i.theta().plus(step.times(Rational.of(j)), i.delta())))) {
        return false;
      }
    }
    return true;
  }

  /** The difference of this order of f(X), order ≤ H+1, along points of one pattern, and 0. */
  static <M extends Matrix<M>> Claim<M> vanishing(
      ParameterInstance i, OrderedArithmetic<M> k, int order) {
    M d = difference(values(i, k, step(i, i.point())), order);
    return Claim.equal("polynomial", d, k.constant(d.rows(), d.columns(), Rational.ZERO));
  }

  /** f(X) at θ + jτδ, j = 0..H+1. */
  private static <M extends Matrix<M>> List<M> values(
      ParameterInstance i, OrderedArithmetic<M> k, Rational step) {
    List<M> values = new ArrayList<>();
    for (int j = 0; j <= i.depth() + 1; j++) {
      Network n = i.at(i.theta().plus(step.times(Rational.of(j)), i.delta()));
      values.add(n.forward(k, k.of(i.sample().x())).output());
    }
    return values;
  }

  /** Σ_j (−1)^{d−j}·C(d, j)·f(θ + jτδ). */
  private static <M extends Matrix<M>> M difference(List<M> values, int order) {
    M sum = values.getFirst().scale(sign(order));
    long binomial = 1;
    for (int j = 1; j <= order; j++) {
      binomial = binomial * (order - j + 1) / j;
      sum = sum.plus(values.get(j).scale(sign(order - j).times(Rational.of(binomial))));
    }
    return sum;
  }

  private static Rational sign(int exponent) {
    return Rational.of(exponent % 2 == 0 ? 1 : -1);
  }

  /** On example i the d-th difference is d!·τᵈ times the leading form at δ; σ_H = Id only. */
  private <M extends Matrix<M>> Claim<M> degree(
      ParameterInstance i, OrderedArithmetic<M> k, List<M> values, Rational step) {
    if (!RegionHypotheses.IDENTITY_OUTPUT.holds(i)) {
      M zero = k.scalar(Rational.ZERO);
      return Claim.equal("degree", zero, zero);
    }
    LeadingForm form = new LeadingForm(i.point().map(), change);
    List<Claim<M>> all = new ArrayList<>();
    for (int e = 0; e < i.sample().size(); e++) {
      int degree = form.degree(e);
      Rational factor = step.pow(degree);
      for (int d = 2; d <= degree && change != Change.NO_FACTORIAL; d++) {
        factor = factor.times(Rational.of(d));
      }
      M left = difference(values, degree);
      RationalMatrix right = form.at(i.delta(), e).scale(factor);
      all.add(Claim.equal("degree", left.block(0, e, left.rows(), 1), k.of(right)));
    }
    M left = all.getFirst().left();
    M right = all.getFirst().right();
    for (Claim<M> other : all.subList(1, all.size())) {
      left = left.beside(other.left());
      right = right.beside(other.right());
    }
    return Claim.equal("degree", left, right);
  }

  /** How many entries of the pattern differ at two opposite corners of the cube. */
  static int changedAtCorners(ParameterInstance i, RegionPoint point, Rational radius) {
    Theta corner = i.delta().corner();
    return changed(i, point, i.theta().plus(radius, corner))
        + changed(i, point, i.theta().plus(radius.negate(), corner));
  }

  /**
   * How many entries of the pattern change when the biases of one hidden layer are lowered by the
   * half-side of the cube; by 2⁻⁶⁴ where there is none.
   */
  static int changedByLowerBiases(ParameterInstance i, RegionPoint point) {
    Rational radius = point.radius();
    Rational s = radius.isZero() ? ANY : radius;
    int count = 0;
    for (int h = 1; h < i.depth(); h++) {
      Theta lowered = i.theta().plus(s.negate(), Theta.biasesOf(i.network(), h));
      count += changed(i, point, lowered);
    }
    return count;
  }

  private static int changed(ParameterInstance i, RegionPoint point, Theta theta) {
    return ActivationPatterns.differences(
        point.pattern(), ActivationPatterns.of(i.at(theta), i.sample().x()));
  }

  /** min |z|, 1 without a hidden layer: what a false variant takes for the radius. */
  private static Rational plainRadius(ParameterInstance i) {
    Rational least = Rational.ONE;
    List<Rational> theta = i.theta().entries();
    for (int e = 0; e < i.sample().size(); e++) {
      List<List<Rational>> z = i.point().map().preActivations(RationalField.INSTANCE, theta, e);
      for (List<Rational> layer : z.subList(0, z.size() - 1)) {
        for (Rational entry : layer) {
          least = least.min(entry.abs().times(Rational.of(1023, 1024)));
        }
      }
    }
    return least;
  }

  /** z_h at θ + s·(b_h raised by 1) is z_h + s, layer by layer; s is the first entry of δ. */
  private <M extends Matrix<M>> Claim<M> biasShift(ParameterInstance i, OrderedArithmetic<M> k) {
    Rational s = i.direction().get(0, 0);
    M x = k.of(i.sample().x());
    Network logits = FrozenMap.logits(i.network());
    List<M> before = logits.forward(k, x).preActivations();
    M left = k.scalar(Rational.ZERO);
    M right = left;
    for (int h = 1; h < i.depth(); h++) {
      List<RationalMatrix> biases = new ArrayList<>(logits.biases());
      biases.set(
          h - 1, biases.get(h - 1).plus(RationalMatrix.constant(biases.get(h - 1).rows(), 1, s)));
      int watched = change == Change.NEXT_LAYER ? h : h - 1;
      M moved =
          logits
              .withParameters(logits.weights(), biases)
              .forward(k, x)
              .preActivations()
              .get(watched);
      M expected = k.constant(moved.rows(), moved.columns(), s);
      left = left.stack(moved.minus(before.get(watched)).flatten());
      right = right.stack(expected.flatten());
    }
    return Claim.equal("bias-shift", left, right);
  }

  @Override
  public boolean isRational(ParameterInstance i) {
    return i.network().isRational();
  }
}
