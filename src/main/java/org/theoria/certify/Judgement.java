package org.theoria.certify;

import org.theoria.arithmetic.Enclosure;

/** What one arithmetic can say of one claim on one instance. */
public sealed interface Judgement {

  /**
   * The claim holds, decided.
   *
   * @param margin a double at most the margin (see {@link org.theoria.proposition.Claim}); 0 for an
   *     equality that holds exactly
   */
  record Held(double margin) implements Judgement {}

  /**
   * The claim fails at this entry, decided.
   *
   * @param row the entry's row
   * @param column the entry's column
   * @param left the left side there
   * @param right the right side there
   */
  record Violated(int row, int column, Enclosure left, Enclosure right) implements Judgement {

    /** A lower bound of the size of the violation: the distance between the two enclosures. */
    public double size() {
      return Math.max(
          left.lower().minus(right.upper()).doubleValue(),
          right.lower().minus(left.upper()).doubleValue());
    }
  }

  /**
   * An equality whose sides have overlapping enclosures: it may hold, and cannot be violated by
   * more than {@code width}.
   *
   * @param width an upper bound of the largest |left − right|; +∞ beyond the doubles
   * @param scale the largest magnitude of both sides; +∞ beyond the doubles
   * @param relativeWidth the largest width of an entry relative to its own size, over the entries
   *     that are not negligible; also where they are beyond the doubles
   * @param isNegligible whether some entry is consistent only because its sides differ by at most
   *     {@link Judge#NEGLIGIBLE_WIDTH}
   * @param leavesDoubt whether a finer arithmetic should be asked: a negligible entry is not a mere
   *     underflow
   */
  record Consistent(
      double width, double scale, double relativeWidth, boolean isNegligible, boolean leavesDoubt)
      implements Judgement {}

  /**
   * The arithmetic cannot tell.
   *
   * @param why the reason
   */
  record Undecided(String why) implements Judgement {}

  /** The claim compares empty matrices: it says nothing on this instance. */
  record Vacuous() implements Judgement {}
}
