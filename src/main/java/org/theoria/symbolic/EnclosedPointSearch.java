package org.theoria.symbolic;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.theoria.arithmetic.Rational;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * Draws exact points inside the assumptions and looks for one at which a relation is proved to fail
 * by enclosures of both sides. Finding none proves nothing.
 */
final class EnclosedPointSearch {
  private static final int DRAWS_PER_POINT = 20;

  /** Three times what a double has. */
  private static final int BITS = 192;

  /**
   * For sides that differ by very little; such arithmetic is slow, so that few points are tried.
   */
  private static final int MORE_BITS = 2_048;

  private static final int POINTS_WITH_MORE_BITS = 3;

  /**
   * What was seen.
   *
   * @param failure a point at which the relation fails
   * @param tried the points inside the assumptions at which both sides had a value
   * @param undefined why the last point without a value had none
   */
  record Outcome(Optional<StepAnswer.Fails> failure, int tried, Optional<String> undefined) {}

  private final Comparison relation;
  private final Assumptions assumptions;
  private final Facts facts;
  private final long seed;
  private final int bits;

  private EnclosedPointSearch(
      Comparison relation, Assumptions assumptions, Facts facts, long seed, int bits) {
    this.relation = relation;
    this.assumptions = assumptions;
    this.facts = facts;
    this.seed = seed;
    this.bits = bits;
  }

  /** Searches for a point, a simple one if there is one. */
  static Outcome search(
      Comparison relation, Assumptions assumptions, Facts facts, int wanted, long seed) {
    Outcome first =
        new EnclosedPointSearch(relation, assumptions, facts, seed, BITS).search(wanted);
    if (first.failure().isPresent() || first.tried() == 0) {
      return first;
    }
    Outcome second =
        new EnclosedPointSearch(relation, assumptions, facts, seed, MORE_BITS)
            .search(Math.min(wanted, POINTS_WITH_MORE_BITS));
    return second.failure().isPresent() ? second : first;
  }

  private Outcome search(int wanted) {
    PointSearch draws = PointSearch.of(relation, assumptions, facts);
    int tried = 0;
    Optional<String> undefined = Optional.empty();
    for (int draw = 0; tried < wanted && draw < wanted * DRAWS_PER_POINT; draw++) {
      Interruption.check();
      Stream stream = new Key("enclosed points for " + relation, seed).stream(draw);
      try {
        SortedMap<String, Rational> symbols = draws.draw(stream);
        EnclosedPoint point = new EnclosedPoint(symbols, stream, facts, bits);
        if (isInside(point)) {
          Optional<StepAnswer.Fails> failure = point.refutes(relation);
          tried++;
          if (failure.isPresent()) {
            StepAnswer.Fails simple = new SimplerPoint(this::at).than(failure.get());
            return new Outcome(Optional.of(simple), tried, undefined);
          }
        }
      } catch (UndefinedPointException e) {
        // the relation says nothing where a side has no value: another point
        undefined = Optional.of(String.valueOf(e.getMessage()));
      }
    }
    return new Outcome(Optional.empty(), tried, undefined);
  }

  private boolean isInside(EnclosedPoint point) throws UndefinedPointException {
    for (Comparison assumed : assumptions.relations()) {
      if (!point.satisfies(assumed)) {
        return false;
      }
    }
    return true;
  }

  private Optional<StepAnswer.Fails> at(SortedMap<String, Rational> symbols) {
    Stream stream = new Key("simpler point for " + relation, seed).stream(0);
    EnclosedPoint point = new EnclosedPoint(new TreeMap<>(symbols), stream, facts, bits);
    try {
      return isInside(point) ? point.refutes(relation) : Optional.empty();
    } catch (UndefinedPointException e) {
      return Optional.empty(); // not a simpler point of the relation: the one at hand stays
    }
  }
}
