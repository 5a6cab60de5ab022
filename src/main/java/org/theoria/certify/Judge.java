package org.theoria.certify;

import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.Magnitude;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Relation;

/**
 * Decides a claim from the proven enclosures of its two sides: no tolerance enters what is held or
 * violated. Enclosures are read as doubles where doubles can tell, and with their binary exponents
 * apart where they overflow or underflow.
 */
public final class Judge {

  /**
   * The largest relative width at which an equality that enclosures cannot prove still counts as
   * consistent; above it the enclosures say too little and the instance is undecided. 2⁻²⁰ is six
   * decimal digits: every constant, sign, index or exponent that a mutant changes moves a side by
   * far more. It decides nothing about truth: consistent is not held.
   */
  public static final double CONSISTENT_RELATIVE_WIDTH = 0x1p-20;

  /**
   * An equality whose sides are proven to differ by at most 2⁻¹⁰⁰ is consistent too, whatever their
   * scale; it is counted apart as negligible. It is met where both sides are exactly 0 (an
   * enclosure of 0 always has its own size) and where a saturated activation makes derivatives of
   * 10⁻¹⁰⁰ and far below. Parameters and points being multiples of 2⁻⁴⁰ or coarser, nothing that a
   * mutant changes moves a side of ordinary size by that little; on such an instance it would not
   * be seen, which is why these are counted, and why a finer arithmetic is asked first ({@link
   * Certifier#certify}).
   */
  public static final double NEGLIGIBLE_WIDTH = 0x1p-100;

  /**
   * Scales from here on leave every width that matters ({@link #CONSISTENT_RELATIVE_WIDTH} of them)
   * a normal double.
   */
  private static final double LEAST_DOUBLE_SCALE = 0x1p-960;

  private static final String TOO_WIDE = "enclosures too wide";

  private Judge() {}

  public static <M extends Matrix<M>> Judgement judge(Claim<M> claim, OrderedArithmetic<M> k) {
    M left = claim.left();
    M right = claim.right();
    if (left.rows() == 0 || left.columns() == 0) {
      return new Judgement.Vacuous();
    }
    M difference = right.minus(left);
    return claim.relation() == Relation.EQUAL
        ? equality(claim, difference, k)
        : inequality(claim, difference, k);
  }

  private static <M extends Matrix<M>> Judgement equality(
      Claim<M> claim, M difference, OrderedArithmetic<M> k) {
    double width = 0;
    double scale = 0;
    for (int i = 0; i < difference.rows(); i++) {
      for (int j = 0; j < difference.columns(); j++) {
        double low = k.lower(difference, i, j);
        double high = k.upper(difference, i, j);
        if (k.signOfLower(difference, i, j) > 0 || k.signOfUpper(difference, i, j) < 0) {
          return violated(claim, i, j, k);
        }
        width = Math.max(width, Math.max(-low, high));
        scale = Math.max(scale, magnitude(claim.left(), i, j, k));
        scale = Math.max(scale, magnitude(claim.right(), i, j, k));
      }
    }
    if (width == 0) {
      return new Judgement.Held(0);
    }
    if (Double.isInfinite(width) || Double.isInfinite(scale) || scale < LEAST_DOUBLE_SCALE) {
      return beyondDoubles(claim, difference, k, width, scale);
    }
    return width <= CONSISTENT_RELATIVE_WIDTH * scale || width <= NEGLIGIBLE_WIDTH
        ? new Judgement.Consistent(width, scale, width / scale)
        : new Judgement.Undecided(TOO_WIDE);
  }

  private static <M extends Matrix<M>> double magnitude(M m, int i, int j, OrderedArithmetic<M> k) {
    return Math.max(Math.abs(k.lower(m, i, j)), Math.abs(k.upper(m, i, j)));
  }

  /** The same comparison of width and scale, where they are beyond the doubles. */
  private static <M extends Matrix<M>> Judgement beyondDoubles(
      Claim<M> claim,
      M difference,
      OrderedArithmetic<M> k,
      double roundedWidth,
      double roundedScale) {
    Magnitude width = Magnitude.ZERO;
    Magnitude scale = Magnitude.ZERO;
    for (int i = 0; i < difference.rows(); i++) {
      for (int j = 0; j < difference.columns(); j++) {
        width = width.max(k.magnitude(difference, i, j));
        scale = scale.max(k.magnitude(claim.left(), i, j));
        scale = scale.max(k.magnitude(claim.right(), i, j));
      }
    }
    double ratio = width.relativeTo(scale);
    return ratio <= CONSISTENT_RELATIVE_WIDTH || roundedWidth <= NEGLIGIBLE_WIDTH
        ? new Judgement.Consistent(roundedWidth, roundedScale, ratio)
        : new Judgement.Undecided(TOO_WIDE);
  }

  private static <M extends Matrix<M>> Judgement inequality(
      Claim<M> claim, M difference, OrderedArithmetic<M> k) {
    boolean strict = claim.relation() == Relation.LESS;
    double margin = Double.POSITIVE_INFINITY;
    boolean decided = true;
    for (int i = 0; i < difference.rows(); i++) {
      for (int j = 0; j < difference.columns(); j++) {
        int high = k.signOfUpper(difference, i, j);
        if (strict ? high <= 0 : high < 0) {
          return violated(claim, i, j, k);
        }
        int low = k.signOfLower(difference, i, j);
        decided &= strict ? low > 0 : low >= 0;
        // a positive number below the doubles has a negative bound among them, and 0 for a better
        // one
        margin =
            Math.min(
                margin,
                low > 0 ? Math.max(0, k.lower(difference, i, j)) : k.lower(difference, i, j));
      }
    }
    return decided
        ? new Judgement.Held(margin)
        : new Judgement.Undecided("the margin is within its error bound");
  }

  private static <M extends Matrix<M>> Judgement violated(
      Claim<M> claim, int i, int j, OrderedArithmetic<M> k) {
    Enclosure left = k.entry(claim.left(), i, j);
    Enclosure right = k.entry(claim.right(), i, j);
    boolean apart =
        switch (claim.relation()) {
          case EQUAL -> !left.overlaps(right);
          case AT_MOST -> left.lower().compareTo(right.upper()) > 0;
          case LESS -> left.lower().compareTo(right.upper()) >= 0;
        };
    return apart
        ? new Judgement.Violated(i, j, left, right)
        : new Judgement.Undecided("the violation is smaller than an enclosure can write");
  }
}
