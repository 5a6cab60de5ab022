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
   */
  record Outcome(Optional<Counterexample> counterexample, int tried, int undefined) {}

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

  static Outcome search(
      Comparison relation, Assumptions assumptions, Facts facts, int wanted, long seed) {
    SortedSet<String> names = relation.symbols();
    assumptions.relations().forEach(r -> names.addAll(r.symbols()));
    PointSearch search =
        new PointSearch(
            assumptions, facts, names, hasRoot(relation.left()) || hasRoot(relation.right()));
    int tried = 0;
    int undefined = 0;
    for (int draw = 0; tried < wanted && draw < wanted * DRAWS_PER_POINT; draw++) {
      Stream stream = new Key("points for " + relation, seed).stream(draw);
      Point point = new Point(search.draw(stream), stream);
      try {
        if (search.isInside(point)) {
          Optional<Counterexample> found = point.refutes(relation);
          if (found.isPresent()) {
            return new Outcome(found, tried + 1, undefined);
          }
          tried++;
        }
      } catch (UndefinedPointException e) {
        undefined++; // the relation says nothing where a side has no value: another point
      }
    }
    return new Outcome(Optional.empty(), tried, undefined);
  }

  /** Exact points for these symbols inside the assumptions: at most as many as wanted. */
  static List<SortedMap<String, Rational>> inside(
      SortedSet<String> names, Assumptions assumptions, Facts facts, int wanted, long seed) {
    PointSearch search = new PointSearch(assumptions, facts, names, false);
    List<SortedMap<String, Rational>> found = new ArrayList<>();
    for (int draw = 0; found.size() < wanted && draw < wanted * DRAWS_PER_POINT; draw++) {
      Stream stream = new Key("points inside " + assumptions, seed).stream(draw);
      Point point = new Point(search.draw(stream), stream);
      try {
        if (search.isInside(point)) {
          found.add(point.symbols());
        }
      } catch (UndefinedPointException e) {
        continue; // an assumption has no value there: another point
      }
    }
    return found;
  }

  private static boolean hasRoot(Expression expression) {
    return (expression instanceof Power p
            && p.exponent() instanceof Expression.Constant c
            && !c.value().isInteger())
        || expression.parts().stream().anyMatch(PointSearch::hasRoot);
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
  private SortedMap<String, Rational> draw(Stream stream) {
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
      values.put(name, value);
    }
    return values;
  }
}
