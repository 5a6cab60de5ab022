package org.theoria.certify;

import org.theoria.arithmetic.Enclosure;
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
   * The largest width relative to the entry's own size at which an equality that enclosures cannot
   * prove still counts as consistent; above it the enclosures say too little and the instance is
   * undecided. 2⁻²⁰ is six decimal digits: every constant, sign, index or exponent that a mutant
   * changes moves a side by far more. It decides nothing about truth: consistent is not held.
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
   * An entry proven to be below 2⁻⁹⁰⁰ on both sides is where doubles end (a saturated activation):
   * it is negligible, and counted as such, without asking a finer arithmetic.
   */
  private static final double UNDERFLOW = 0x1p-900;

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

  /** Each entry by itself: a large entry does not hide a small one. */
  private static <M extends Matrix<M>> Judgement equality(
      Claim<M> claim, M difference, OrderedArithmetic<M> k) {
    double width = 0;
    double scale = 0;
    double worst = 0;
    boolean negligible = false;
    boolean doubt = false;
    boolean decided = true;
    for (int i = 0; i < difference.rows(); i++) {
      for (int j = 0; j < difference.columns(); j++) {
        if (k.signOfLower(difference, i, j) > 0 || k.signOfUpper(difference, i, j) < 0) {
          return violated(claim, i, j, k);
        }
        double entryWidth = Math.max(-k.lower(difference, i, j), k.upper(difference, i, j));
        double entryScale =
            Math.max(magnitude(claim.left(), i, j, k), magnitude(claim.right(), i, j, k));
        width = Math.max(width, entryWidth);
        scale = Math.max(scale, entryScale);
        double ratio = ratio(claim, difference, i, j, entryWidth, entryScale, k);
        if (ratio <= CONSISTENT_RELATIVE_WIDTH) {
          worst = Math.max(worst, ratio);
        } else if (entryWidth <= NEGLIGIBLE_WIDTH) {
          negligible = true;
          doubt |= entryScale > UNDERFLOW;
        } else {
          decided = false; // a later entry may still be violated
        }
      }
    }
    if (!decided) {
      return new Judgement.Undecided(TOO_WIDE);
    }
    return width == 0
        ? new Judgement.Held(0)
        : new Judgement.Consistent(width, scale, worst, negligible, doubt);
  }

  private static <M extends Matrix<M>> double magnitude(M m, int i, int j, OrderedArithmetic<M> k) {
    return Math.max(Math.abs(k.lower(m, i, j)), Math.abs(k.upper(m, i, j)));
  }

  /** Width over scale of one entry; with the exponents apart where doubles cannot hold them. */
  private static <M extends Matrix<M>> double ratio(
      Claim<M> claim,
      M difference,
      int i,
      int j,
      double width,
      double scale,
      OrderedArithmetic<M> k) {
    if (width == 0) {
      return 0;
    }
    if (Double.isInfinite(width) || Double.isInfinite(scale) || scale < LEAST_DOUBLE_SCALE) {
      return k.magnitude(difference, i, j)
          .relativeTo(k.magnitude(claim.left(), i, j).max(k.magnitude(claim.right(), i, j)));
    }
    return width / scale;
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
    return violates(claim.relation(), left, right)
        ? new Judgement.Violated(i, j, left, right)
        : new Judgement.Undecided("the violation is smaller than an enclosure can write");
  }

  /** Whether no pair of values of the two enclosures satisfies the relation. */
  static boolean violates(Relation relation, Enclosure left, Enclosure right) {
    return switch (relation) {
      case EQUAL -> !left.overlaps(right);
      case AT_MOST -> left.lower().compareTo(right.upper()) > 0;
      case LESS -> left.lower().compareTo(right.upper()) >= 0;
    };
  }
}
