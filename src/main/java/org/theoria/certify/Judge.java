package org.theoria.certify;

import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Relation;

/** Decides a claim from the proven enclosures of its two sides: no tolerance enters. */
public final class Judge {

  /**
   * The largest relative width at which an equality that enclosures cannot prove still counts as consistent; above it the
   * enclosures say too little and the instance is undecided. 2⁻²⁰ is six decimal digits: every constant, sign, index or exponent
   * that a mutant changes moves a side by far more. It decides nothing about truth: consistent is not held.
   */
  public static final double CONSISTENT_RELATIVE_WIDTH = 0x1p-20;

  private Judge() {}

  public static <M extends Matrix<M>> Judgement judge(Claim<M> claim, OrderedArithmetic<M> k) {
    M left = claim.left();
    M right = claim.right();
    if (left.rows() == 0 || left.columns() == 0) {
      return new Judgement.Vacuous();
    }
    M difference = right.minus(left);
    return claim.relation() == Relation.EQUAL ? equality(claim, difference, k) : inequality(claim, difference, k);
  }

  private static <M extends Matrix<M>> Judgement equality(Claim<M> claim, M difference, OrderedArithmetic<M> k) {
    double width = 0;
    double scale = 0;
    for (int i = 0; i < difference.rows(); i++) {
      for (int j = 0; j < difference.columns(); j++) {
        double low = k.lower(difference, i, j);
        double high = k.upper(difference, i, j);
        if (low > 0 || high < 0) {
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
    if (!(width <= CONSISTENT_RELATIVE_WIDTH * scale) || Double.isInfinite(scale)) {
      return new Judgement.Undecided("enclosures too wide");
    }
    return new Judgement.Consistent(width, scale);
  }

  private static <M extends Matrix<M>> double magnitude(M m, int i, int j, OrderedArithmetic<M> k) {
    return Math.max(Math.abs(k.lower(m, i, j)), Math.abs(k.upper(m, i, j)));
  }

  private static <M extends Matrix<M>> Judgement inequality(Claim<M> claim, M difference, OrderedArithmetic<M> k) {
    boolean strict = claim.relation() == Relation.LESS;
    double margin = Double.POSITIVE_INFINITY;
    boolean decided = true;
    for (int i = 0; i < difference.rows(); i++) {
      for (int j = 0; j < difference.columns(); j++) {
        double high = k.upper(difference, i, j);
        if (strict ? high <= 0 : high < 0) {
          return violated(claim, i, j, k);
        }
        double low = k.lower(difference, i, j);
        decided &= strict ? low > 0 : low >= 0;
        margin = Math.min(margin, low);
      }
    }
    return decided ? new Judgement.Held(margin) : new Judgement.Undecided("the margin is within its error bound");
  }

  private static <M extends Matrix<M>> Judgement violated(Claim<M> claim, int i, int j, OrderedArithmetic<M> k) {
    return new Judgement.Violated(i, j, k.entry(claim.left(), i, j), k.entry(claim.right(), i, j));
  }
}
