package org.theoria.search;

/**
 * Counts of one claim over a sweep. Immutable; {@link #merge} is associative and commutative, so
 * the result does not depend on threads.
 *
 * @param held decided true
 * @param consistent equalities whose enclosures overlap within the stated width
 * @param undecided neither
 * @param violated decided false
 * @param vacuous the claim compares nothing on the instance
 * @param smallestMargin the smallest margin among the held inequalities; +∞ if none
 * @param smallestMarginIndex the index of the instance that reaches it, the lowest one; −1 if none
 * @param largestRelativeWidth the largest relative width among the consistent ones that are not
 *     negligible
 * @param negligible how many of the consistent ones are so only because their sides differ by at
 *     most {@link org.theoria.certify.Judge#NEGLIGIBLE_WIDTH}
 */
public record ClaimTally(
    long held,
    long consistent,
    long undecided,
    long violated,
    long vacuous,
    double smallestMargin,
    long smallestMarginIndex,
    double largestRelativeWidth,
    long negligible) {

  public static final ClaimTally EMPTY =
      new ClaimTally(0, 0, 0, 0, 0, Double.POSITIVE_INFINITY, -1, 0, 0);

  public ClaimTally merge(ClaimTally o) {
    boolean other =
        o.smallestMarginIndex >= 0
            && (smallestMarginIndex < 0
                || o.smallestMargin < smallestMargin
                || (o.smallestMargin == smallestMargin
                    && o.smallestMarginIndex < smallestMarginIndex));
    return new ClaimTally(
        held + o.held,
        consistent + o.consistent,
        undecided + o.undecided,
        violated + o.violated,
        vacuous + o.vacuous,
        other ? o.smallestMargin : smallestMargin,
        other ? o.smallestMarginIndex : smallestMarginIndex,
        Math.max(largestRelativeWidth, o.largestRelativeWidth),
        negligible + o.negligible);
  }
}
