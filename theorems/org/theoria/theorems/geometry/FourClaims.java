package org.theoria.theorems.geometry;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Truth;

/**
 * The table of regions, ranks, images and dimensions against what is computed at θ, at points near
 * θ, and at the pre-images of y. Claims on Ũ_j say nothing on kinks: 0 = 0.
 *
 * @param change what a mutant changes
 */
record FourClaims(Change change) implements Claims<FourInstance> {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** The pattern never changes along X. */
    CONSTANT_PATTERN,
    /** f without d. */
    NO_OUTPUT_BIAS,
    /** The rank is r_j on all of Ũ_j. */
    NEVER_DROPS,
    /** The rank is 1 plus the number of active examples, at most 3. */
    ACTIVE_EXAMPLES,
    /** r_j = 3 where all examples are active. */
    THREE_ON_ALL,
    /** The images of 011 and 110 are exchanged. */
    CONES_SWAPPED,
    /** The cones have no opposite: b &gt; 0. */
    ONE_CONE,
    /** The pre-images have b &gt; 0. */
    POSITIVE_B,
    /** f_θ(X) increases. */
    INCREASING,
    /** dim⁻ = d. */
    MINUS_IS_ENVELOPE,
    /** dim⁺ is r_j of the pattern of θ, with 1 where a pre-activation is 0. */
    PLUS_OF_PATTERN,
    /** d(θ) is the rank of D f_θ(X) with slope 1 on kinks. */
    ENVELOPE_IS_RANK
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(FourInstance i, OrderedArithmetic<M> k) {
    RationalMatrix x = i.sample().x();
    FourPoint p = i.point();
    Optional<FourRegion> region = p.region(x);
    RationalMatrix f = p.output(x);
    return List.of(
        Claim.atMost(
            "patterns",
            k.scalar(Rational.of(changes(p.pattern(x)))),
            k.scalar(Rational.of(change == Change.CONSTANT_PATTERN ? 0 : 1))),
        Claim.equal("polynomial", k.of(f), k.of(polynomial(p, x))),
        Claim.equal(
            "rank",
            k.scalar(Rational.of(region.isPresent() ? p.rank(x) : 0)),
            k.scalar(Rational.of(region.map(j -> rank(j, p)).orElse(0)))),
        Claim.equal(
            "largest-rank",
            k.scalar(Rational.of(ExactRank.rank(span(p.pattern(x), x)))),
            k.scalar(Rational.of(FourRegion.of(p.pattern(x)).map(this::largest).orElse(0)))),
        Claim.atMost(
            "image",
            k.scalar(Rational.ONE),
            Truth.of(k, region.map(j -> imageContains(j, f)).orElse(true))),
        preimage(i, k),
        Claim.atMost("monotone", k.scalar(Rational.ZERO), k.scalar(product(f))),
        aroundTheta("dim-minus", k, x, () -> nearRanks(p, true).min(), () -> minus(p, x)),
        aroundTheta("dim-plus", k, x, () -> nearRanks(p, true).max(), () -> plus(p, x)),
        aroundTheta("envelope", k, x, () -> nearRanks(p, false).min(), () -> envelope(p, x)));
  }

  /** The points near θ meet every region around it where X = (0, 1, 2); elsewhere 0 = 0. */
  private static <M extends Matrix<M>> Claim<M> aroundTheta(
      String id, OrderedArithmetic<M> k, RationalMatrix x, IntSupplier near, IntSupplier table) {
    boolean says = x.equals(FourPoint.X);
    return Claim.equal(
        id, count(k, says ? near.getAsInt() : 0), count(k, says ? table.getAsInt() : 0));
  }

  private static <M extends Matrix<M>> M count(OrderedArithmetic<M> k, int n) {
    return k.scalar(Rational.of(n));
  }

  /** How often the pattern changes along X. */
  private static int changes(String pattern) {
    int changes = 0;
    for (int i = 1; i < pattern.length(); i++) {
      changes += pattern.charAt(i) == pattern.charAt(i - 1) ? 0 : 1;
    }
    return changes;
  }

  /** b·α_i·(ax_i + c) + d. */
  private RationalMatrix polynomial(FourPoint p, RationalMatrix x) {
    Rational[] y = new Rational[3];
    for (int i = 0; i < 3; i++) {
      Rational linear = p.a().times(x.get(0, i)).plus(p.c());
      Rational active = p.pattern(x).charAt(i) == '1' ? p.b() : Rational.ZERO;
      Rational bias = change == Change.NO_OUTPUT_BIAS ? Rational.ZERO : p.d();
      y[i] = active.times(linear).plus(bias);
    }
    return RationalMatrix.of(1, 3, y);
  }

  private int rank(FourRegion j, FourPoint p) {
    return switch (change) {
      case NEVER_DROPS -> j.largestRank();
      case ACTIVE_EXAMPLES ->
          Math.min(3, 1 + (int) j.pattern().chars().filter(e -> e == '1').count());
      default -> j.rank(p);
    };
  }

  private int largest(FourRegion j) {
    return change == Change.THREE_ON_ALL && j == FourRegion.ALL ? 3 : j.largestRank();
  }

  /** The rows 𝟙, α, α∘x: where b ≠ 0 they span the columns of D f_θ(X). */
  private static RationalMatrix span(String pattern, RationalMatrix x) {
    Rational[] alpha = new Rational[3];
    for (int i = 0; i < 3; i++) {
      alpha[i] = pattern.charAt(i) == '1' ? Rational.ONE : Rational.ZERO;
    }
    return ActivationPatterns.span(x, List.of(RationalMatrix.of(1, 3, alpha)));
  }

  private boolean imageContains(FourRegion j, RationalMatrix y) {
    if (change == Change.ONE_CONE && j == FourRegion.LAST_TWO && FourRegion.u(y).signum() < 0) {
      return false;
    }
    FourRegion stated = change == Change.CONES_SWAPPED ? swapped(j) : j;
    return stated.imageContains(y);
  }

  private static FourRegion swapped(FourRegion j) {
    return switch (j) {
      case LAST_TWO -> FourRegion.FIRST_TWO;
      case FIRST_TWO -> FourRegion.LAST_TWO;
      case NONE, LAST, ALL, FIRST -> j;
    };
  }

  /**
   * For each region whose image contains y a row: f at the pre-image, and whether that lies in the
   * region. 0 for the others.
   */
  private <M extends Matrix<M>> Claim<M> preimage(FourInstance i, OrderedArithmetic<M> k) {
    RationalMatrix x = i.sample().x();
    RationalMatrix y = i.sample().y();
    RationalMatrix one = RationalMatrix.constant(1, 1, Rational.ONE);
    RationalMatrix left = RationalMatrix.zero(0, 4);
    RationalMatrix right = RationalMatrix.zero(0, 4);
    for (FourRegion j : FourRegion.values()) {
      if (j.imageContains(y)) {
        FourPoint p = j.preimage(y);
        FourPoint q =
            change == Change.POSITIVE_B ? new FourPoint(p.a(), p.b().abs(), p.c(), p.d()) : p;
        boolean inside = q.region(x).filter(r -> r == j).isPresent();
        left = left.stack(q.output(x).beside(inside ? one : RationalMatrix.zero(1, 1)));
        right = right.stack(y.beside(one));
      } else {
        left = left.stack(RationalMatrix.zero(1, 4));
        right = right.stack(RationalMatrix.zero(1, 4));
      }
    }
    return Claim.equal("pre-image", k.of(left), k.of(right));
  }

  /** (f(1) − f(0))·(f(2) − f(1)). */
  private Rational product(RationalMatrix f) {
    Rational u = FourRegion.u(f);
    return change == Change.INCREASING ? u : u.times(FourRegion.v(f));
  }

  /** The ranks at the points near θ. */
  private record Ranks(int min, int max) {}

  /**
   * The least and the largest rank of D f at the points near θ, one in each region around it.
   *
   * @param open with b = 1 where b is 0: these points lie in the 𝒰_j
   */
  private static Ranks nearRanks(FourPoint p, boolean open) {
    int min = Integer.MAX_VALUE;
    int max = 0;
    for (FourPoint q : p.near()) {
      int rank = (open ? q.opened() : q).rank(FourPoint.X);
      min = Math.min(min, rank);
      max = Math.max(max, rank);
    }
    return new Ranks(min, max);
  }

  private int minus(FourPoint p, RationalMatrix x) {
    return change == Change.MINUS_IS_ENVELOPE
        ? FourTable.envelope(p, x)
        : FourTable.dimensions(p, x).minus();
  }

  private int plus(FourPoint p, RationalMatrix x) {
    return change == Change.PLUS_OF_PATTERN
        ? FourRegion.of(p.pattern(x)).map(FourRegion::largestRank).orElse(0)
        : FourTable.dimensions(p, x).plus();
  }

  private int envelope(FourPoint p, RationalMatrix x) {
    return change == Change.ENVELOPE_IS_RANK ? p.rank(x) : FourTable.envelope(p, x);
  }

  @Override
  public boolean isRational(FourInstance i) {
    return true;
  }
}
