package org.theoria.proposition;

import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;

/**
 * Truth values inside claims: 1 for true, 0 for false, each 1 × 1. An equivalence of two sides is
 * then two claims, left ≤ right and right ≤ left, and an instance on which the sides differ is a
 * violation like any other: it is certified, shrunk and replayed by evaluating both sides again.
 */
public final class Truth {

  private Truth() {}

  /** 1 if it is true, 0 if not. */
  public static <M extends Matrix<M>> M of(OrderedArithmetic<M> k, boolean value) {
    return k.scalar(value ? Rational.ONE : Rational.ZERO);
  }

  /**
   * 1 if every entry of every relation holds, 0 if not.
   *
   * @throws NotRepresentableException in an arithmetic that is not exact: there an equality cannot
   *     be decided
   */
  public static <M extends Matrix<M>> M of(OrderedArithmetic<M> k, List<Claim<M>> relations) {
    return of(k, relations.stream().allMatch(r -> holds(k, r)));
  }

  /**
   * Whether every entry of the relation holds.
   *
   * @throws NotRepresentableException in an arithmetic that is not exact
   */
  public static <M extends Matrix<M>> boolean holds(OrderedArithmetic<M> k, Claim<M> relation) {
    if (!k.isExact()) {
      throw new NotRepresentableException(
          "whether "
              + relation.id()
              + " holds can be decided in exact arithmetic only, not in "
              + k.name());
    }
    M difference = relation.right().minus(relation.left());
    for (int i = 0; i < difference.rows(); i++) {
      for (int j = 0; j < difference.columns(); j++) {
        int sign = k.signOfLower(difference, i, j);
        boolean holds =
            switch (relation.relation()) {
              case EQUAL -> sign == 0;
              case AT_MOST -> sign >= 0;
              case LESS -> sign > 0;
            };
        if (!holds) {
          return false;
        }
      }
    }
    return true;
  }

  /** The two claims of an equivalence, "only-if" (left ⇒ right) and "if" (right ⇒ left). */
  public static <M extends Matrix<M>> List<Claim<M>> equivalence(
      OrderedArithmetic<M> k, List<Claim<M>> left, List<Claim<M>> right) {
    M l = of(k, left);
    M r = of(k, right);
    return List.of(Claim.atMost("only-if", l, r), Claim.atMost("if", r, l));
  }
}
