package org.theoria.proposition;

import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.ShapeException;

/**
 * One named claim, evaluated on one instance in one arithmetic: left and right sides, and the
 * relation that is claimed between their entries.
 *
 * <p>The margin of a claim: for {@code ≤} and {@code <} the smallest entry of right − left; for
 * {@code =} minus the largest |left − right|.
 *
 * @param id kebab-case identifier, unique among the claims of the proposition
 * @param left the left side
 * @param relation the relation claimed entrywise
 * @param right the right side, of the same shape
 */
public record Claim<M extends Matrix<M>>(String id, M left, Relation relation, M right) {

  public Claim {
    if (left.rows() != right.rows() || left.columns() != right.columns()) {
      throw ShapeException.of("claim " + id, left, right);
    }
  }

  public static <M extends Matrix<M>> Claim<M> equal(String id, M left, M right) {
    return new Claim<>(id, left, Relation.EQUAL, right);
  }

  public static <M extends Matrix<M>> Claim<M> atMost(String id, M left, M right) {
    return new Claim<>(id, left, Relation.AT_MOST, right);
  }

  public static <M extends Matrix<M>> Claim<M> less(String id, M left, M right) {
    return new Claim<>(id, left, Relation.LESS, right);
  }
}
