package org.theoria.symbolic;

import java.util.SortedSet;
import java.util.function.UnaryOperator;

/**
 * A relation between two real expressions.
 *
 * @param left the left side
 * @param operator the relation
 * @param right the right side
 */
public record Comparison(Expression left, Operator operator, Expression right) {

  /** The relations of the grammar. */
  public enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">=");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /** As it is written in the grammar. */
    public String text() {
      return text;
    }

    /** The relation with its sides exchanged. */
    Operator mirrored() {
      return switch (this) {
        case EQUAL -> EQUAL;
        case NOT_EQUAL -> NOT_EQUAL;
        case LESS -> GREATER;
        case AT_MOST -> AT_LEAST;
        case GREATER -> LESS;
        case AT_LEAST -> AT_MOST;
      };
    }

    /** The relation that holds exactly where this one does not. */
    public Operator negation() {
      return switch (this) {
        case EQUAL -> NOT_EQUAL;
        case NOT_EQUAL -> EQUAL;
        case LESS -> AT_LEAST;
        case AT_MOST -> GREATER;
        case GREATER -> AT_MOST;
        case AT_LEAST -> LESS;
      };
    }

    /**
     * Whether the relation holds between two numbers of which the first minus the second has this
     * sign.
     */
    public boolean holdsForSign(int signOfDifference) {
      return switch (this) {
        case EQUAL -> signOfDifference == 0;
        case NOT_EQUAL -> signOfDifference != 0;
        case LESS -> signOfDifference < 0;
        case AT_MOST -> signOfDifference <= 0;
        case GREATER -> signOfDifference > 0;
        case AT_LEAST -> signOfDifference >= 0;
      };
    }
  }

  /** Left minus right. */
  public Expression difference() {
    return right.equals(Expression.Constant.ZERO) ? left : left.minus(right);
  }

  /** Both sides mapped. */
  public Comparison map(UnaryOperator<Expression> mapping) {
    return new Comparison(mapping.apply(left), operator, mapping.apply(right));
  }

  /** The names of the symbols of both sides, sorted. */
  public SortedSet<String> symbols() {
    SortedSet<String> names = left.symbols();
    names.addAll(right.symbols());
    return names;
  }

  @Override
  public String toString() {
    return left + " " + operator.text() + " " + right;
  }
}
