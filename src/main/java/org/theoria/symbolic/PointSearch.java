package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.theoria.arithmetic.Rational;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Power;
import org.theoria.symbolic.Monomial.Atom;

/**
 * Draws exact points inside the assumptions and looks for one at which a relation fails. Finding
 * none proves nothing.
 */
final class PointSearch {

  /**
   * What was seen.
   *
   * @param counterexample a point at which the relation fails
   * @param tried the points inside the assumptions at which both sides had a value
   * @param undefined the points drawn at which an expression had no value
   * @param why why the last of these had none
   */
  record Outcome(
      Optional<Counterexample> counterexample, int tried, int undefined, Optional<String> why) {}

  /** Draws per point wanted, before the search is content with fewer. */
  private static final int DRAWS_PER_POINT = 60;

  private final Assumptions assumptions;
  private final Facts facts;
  private final SortedSet<String> names;
  private final boolean squares;

  private PointSearch(
      Assumptions assumptions, Facts facts, SortedSet<String> names, boolean squares) {
    this.assumptions = assumptions;
    this.facts = facts;
    this.names = names;
    this.squares = squares;
  }

  /** Draws points for the symbols of the relation and of the assumptions. */
  static PointSearch of(Comparison relation, Assumptions assumptions, Facts facts) {
    SortedSet<String> names = relation.symbols();
    assumptions.relations().forEach(r -> names.addAll(r.symbols()));
    return new PointSearch(
        assumptions, facts, names, hasRoot(relation.left()) || hasRoot(relation.right()));
  }

  /** What is said where no point was found at which the relation says something. */
  static String nothingTried(
      Comparison relation, Assumptions assumptions, Optional<String> undefined) {
    return "no exact point was found at which "
        + assumptions
        + " holds and both sides of "
        + relation
        + " have a value"
        + undefined.map(why -> " (" + why + ")").orElse("")
        + ": it may say nothing";
  }

  static Outcome search(
      Comparison relation, Assumptions assumptions, Facts facts, int wanted, long seed) {
    PointSearch search = of(relation, assumptions, facts);
    Optional<String> why = Optional.empty();
    int tried = 0;
    int undefined = 0;
    for (int draw = 0; tried < wanted && draw < wanted * DRAWS_PER_POINT; draw++) {
      Interruption.check();
      Stream stream = new Key("points for " + relation, seed).stream(draw);
      Point point = new Point(search.draw(stream), stream);
      try {
        if (search.isInside(point)) {
          Optional<Counterexample> found = point.refutes(relation);
          if (found.isPresent()) {
            return new Outcome(found, tried + 1, undefined, why);
          }
          tried++;
        }
      } catch (UndefinedPointException e) {
        undefined++; // the relation says nothing where a side has no value: another point
        why = Optional.of(String.valueOf(e.getMessage()));
      }
    }
    return new Outcome(Optional.empty(), tried, undefined, why);
  }

  /** Exact points for these symbols inside the assumptions: at most as many as wanted. */
  static List<SortedMap<String, Rational>> inside(
      SortedSet<String> names, Assumptions assumptions, Facts facts, int wanted, long seed) {
    PointSearch search = new PointSearch(assumptions, facts, names, false);
    List<SortedMap<String, Rational>> found = new ArrayList<>();
    for (int draw = 0; found.size() < wanted && draw < wanted * DRAWS_PER_POINT; draw++) {
      Stream stream = new Key("points inside " + assumptions, seed).stream(draw);
      Point point = new Point(search.draw(stream), stream);
      if (search.isDefinedInside(point)) {
        found.add(point.symbols());
      }
    }
    return found;
  }

  private static boolean hasRoot(Expression expression) {
    return (expression instanceof Power p
            && p.exponent() instanceof Constant c
            && !c.value().isInteger())
        || expression.parts().stream().anyMatch(PointSearch::hasRoot);
  }

  /** Whether every assumption has a value there, and holds. */
  private boolean isDefinedInside(Point point) {
    try {
      return isInside(point);
    } catch (UndefinedPointException e) {
      return false;
    }
  }

  private boolean isInside(Point point) throws UndefinedPointException {
    for (Comparison relation : assumptions.relations()) {
      if (!point.satisfies(relation)) {
        return false;
      }
    }
    return true;
  }

  /** Small numbers, zero and one on purpose, of the sign that is known. */
  SortedMap<String, Rational> draw(Stream stream) {
    SortedMap<String, Rational> values = new TreeMap<>();
    for (String name : names) {
      Rational value;
      if (assumptions.integers().contains(name)) {
        value = Rational.of(stream.nextInt(-3, 7));
      } else if (stream.chance(1, 8)) {
        value = Rational.of(stream.nextInt(-1, 1));
      } else {
        value = Rational.of(stream.nextInt(-9, 9), stream.nextInt(1, 4));
      }
      if (squares && stream.chance(3, 4)) {
        value = value.times(value);
      }
      SignSet sign = facts.sign(NormalForm.atom(Atom.of(Expression.symbol(name))));
      if (sign.isWithin(SignSet.NON_NEGATIVE)) {
        value = value.abs();
      } else if (sign.isWithin(SignSet.NON_POSITIVE)) {
        value = value.abs().negate();
      }
      values.put(name, within(name, value));
    }
    return values;
  }

  /** The value moved inside the numbers that the symbol is assumed to lie between. */
  private Rational within(String name, Rational value) {
    Expression symbol = Expression.symbol(name);
    Rational moved = value;
    for (Comparison relation : assumptions.relations()) {
      if (relation.left().equals(symbol) && relation.right() instanceof Constant c) {
        moved = beyond(moved, relation.operator(), c.value(), value);
      } else if (relation.right().equals(symbol) && relation.left() instanceof Constant c) {
        moved = beyond(moved, relation.operator().mirrored(), c.value(), value);
      }
    }
    return moved;
  }

  private static Rational beyond(
      Rational value, Comparison.Operator operator, Rational bound, Rational step) {
    Rational distance = step.isZero() ? Rational.ONE : step.abs();
    return switch (operator) {
      case GREATER, AT_LEAST -> value.compareTo(bound) < 0 ? bound.plus(distance) : value;
      case LESS, AT_MOST -> value.compareTo(bound) > 0 ? bound.minus(distance) : value;
      case EQUAL, NOT_EQUAL -> value;
    };
  }
}
