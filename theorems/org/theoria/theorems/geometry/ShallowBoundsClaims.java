package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * The bounds of the slide on 𝒰_j and on Ũ_j, and the sharp ones. Where θ is outside 𝒰_j the
 * claims on 𝒰_j say nothing: both sides are 0.
 *
 * @param change what a mutant changes
 */
record ShallowBoundsClaims(Change change) implements Claims<ShallowInstance> {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** r_j ≤ 2|𝒜| − 1. */
    UPPER_LESS_ONE,
    /** r_j ≤ 3/2·|𝒜|. */
    SMALLER_UPPER,
    /** 5/4·|𝒜| ≤ r_j. */
    LARGER_LOWER,
    /** |𝒜| &lt; r_j. */
    STRICT,
    /** n in place of |𝒜|. */
    EXAMPLES,
    /** The distinct rows of the pattern in place of its columns. */
    ROWS,
    /** |𝒜| ≤ rank on Ũ_j too. */
    SAME_CONSTANT
  }

  private static final Rational HALF = Rational.of(1, 2);

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(ShallowInstance i, OrderedArithmetic<M> k) {
    ShallowPoint point = i.point();
    int count =
        switch (change) {
          case EXAMPLES -> i.examples();
          case ROWS -> point.distinctNeurons();
          default -> point.patterns();
        };
    Rational patterns = Rational.of(count);
    Rational upper =
        switch (change) {
          case UPPER_LESS_ONE -> Rational.of(2L * count - 1);
          case SMALLER_UPPER -> Rational.of(3L * count, 2);
          default -> Rational.of(2L * count);
        };
    Rational lower = change == Change.LARGER_LOWER ? Rational.of(5, 4) : Rational.ONE;
    Rational interior = change == Change.SAME_CONSTANT ? Rational.ONE : Rational.of(3, 4);
    int exact = point.rank();
    M rank = k.scalar(Rational.of(exact));
    boolean maximal = exact == point.largestRank(exact);
    Rational on = maximal ? Rational.ONE : Rational.ZERO;
    M largest = rank.scale(on);
    M sharp = k.scalar(patterns.times(lower).times(on));
    return List.of(
        Claim.atMost("lower-bound", k.scalar(patterns.times(HALF).times(on)), largest),
        Claim.atMost("upper-bound", largest, k.scalar(upper.times(on))),
        Claim.atMost("lower-bound-interior", k.scalar(patterns.times(HALF)), rank),
        Claim.atMost("upper-bound-interior", rank, k.scalar(Rational.of(2L * count))),
        change == Change.STRICT && maximal
            ? Claim.less("sharp-lower", sharp, largest)
            : Claim.atMost("sharp-lower", sharp, largest),
        Claim.atMost("sharp-lower-interior", k.scalar(patterns.times(interior)), rank));
  }

  @Override
  public boolean isRational(ShallowInstance i) {
    return true;
  }
}
