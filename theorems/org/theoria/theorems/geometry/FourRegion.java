package org.theoria.theorems.geometry;

import java.util.Optional;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * The six activation patterns of (c, a+c, 2a+c), their ranks, and the images of their regions Ũ_j:
 * with u = y₂ − y₁, v = y₃ − y₂ and w = v − u = y₁ − 2y₂ + y₃,
 *
 * <ul>
 *   <li>000: u = v = 0; 001: u = 0; 100: v = 0; 111: w = 0 (a point and three lines);
 *   <li>011: uw &gt; 0, or u = v = 0; 110: vw &lt; 0, or u = v = 0 (two opposite open cones each,
 *       with their apex).
 * </ul>
 */
enum FourRegion {
  NONE("000", 1, 0, -1),
  LAST("001", 2, 3, -4),
  LAST_TWO("011", 3, 2, -1),
  ALL("111", 2, 0, 1),
  FIRST_TWO("110", 3, -2, 3),
  FIRST("100", 2, -3, 2);

  private final String pattern;
  private final int largestRank;
  private final long a;
  private final long c;

  FourRegion(String pattern, int largestRank, long a, long c) {
    this.pattern = pattern;
    this.largestRank = largestRank;
    this.a = a;
    this.c = c;
  }

  /** The region of a pattern; empty for 010 and 101, which do not occur on (0, 1, 2). */
  static Optional<FourRegion> of(String pattern) {
    for (FourRegion j : values()) {
      if (j.pattern.equals(pattern)) {
        return Optional.of(j);
      }
    }
    return Optional.empty();
  }

  /** "011". */
  String pattern() {
    return pattern;
  }

  /** r_j. */
  int largestRank() {
    return largestRank;
  }

  /** A (a, c) of the region, all |pre-activations| at most 4. */
  Direction direction() {
    return new Direction(Rational.of(a), Rational.of(c));
  }

  /** A direction in the plane of (a, c). */
  record Direction(Rational a, Rational c) {}

  /** rank D f_θ(X) on Ũ_j: it is less than r_j where b = 0, on 111 where a = b = 0. */
  int rank(FourPoint p) {
    boolean drops =
        switch (this) {
          case NONE, LAST, FIRST -> false;
          case LAST_TWO, FIRST_TWO -> p.b().isZero();
          case ALL -> p.a().isZero() && p.b().isZero();
        };
    return drops ? largestRank - 1 : largestRank;
  }

  /** Whether y = f_θ(X) for a θ ∈ Ũ_j. */
  boolean imageContains(RationalMatrix y) {
    Rational u = u(y);
    Rational v = v(y);
    Rational w = v.minus(u);
    boolean apex = u.isZero() && v.isZero();
    return switch (this) {
      case NONE -> apex;
      case LAST -> u.isZero();
      case FIRST -> v.isZero();
      case ALL -> w.isZero();
      case LAST_TWO -> apex || u.signum() * w.signum() > 0;
      case FIRST_TWO -> apex || v.signum() * w.signum() < 0;
    };
  }

  /** A θ ∈ Ũ_j with f_θ(X) = y, for y in the image. */
  FourPoint preimage(RationalMatrix y) {
    Rational u = u(y);
    Rational v = v(y);
    Rational w = v.minus(u);
    Rational first = y.get(0, 0);
    Rational last = y.get(0, 2);
    Rational one = Rational.ONE;
    Rational two = Rational.of(2);
    Rational sign = Rational.of(w.signum());
    return switch (this) {
      case NONE -> new FourPoint(Rational.ZERO, Rational.ZERO, one.negate(), first);
      case LAST -> new FourPoint(Rational.of(3, 2), v, two.negate(), first);
      case FIRST -> new FourPoint(two.negate(), u.negate(), one, last);
      case ALL -> {
        Rational c = one.plus(two.times(u.abs()));
        yield new FourPoint(u, one, c, first.minus(c));
      }
      case LAST_TWO ->
          w.isZero()
              ? new FourPoint(two, Rational.ZERO, one.negate(), first)
              : new FourPoint(u.abs().plus(w.abs()), sign, w.abs().negate(), first);
      case FIRST_TWO ->
          w.isZero()
              ? new FourPoint(two.negate(), Rational.ZERO, Rational.of(3), last)
              : new FourPoint(
                  w.abs().plus(v.abs()).negate(), sign, two.times(v.abs()).plus(w.abs()), last);
    };
  }

  static Rational u(RationalMatrix y) {
    return y.get(0, 1).minus(y.get(0, 0));
  }

  static Rational v(RationalMatrix y) {
    return y.get(0, 2).minus(y.get(0, 1));
  }
}
