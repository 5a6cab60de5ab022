package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.theoria.arithmetic.Rational;
import org.theoria.sampling.Key;

/**
 * Makes a point at which a relation fails simpler to compute by hand: one symbol at a time takes a
 * small integer, wherever the relation still fails inside the assumptions.
 */
final class SimplerPoint {
  private static final List<Rational> SIMPLE =
      List.of(
          Rational.ONE,
          Rational.ZERO,
          Rational.of(2),
          Rational.of(-1),
          Rational.of(3),
          Rational.of(-2),
          Rational.of(4));

  private final Comparison relation;
  private final Assumptions assumptions;
  private final long seed;

  SimplerPoint(ReaderStep step, long seed) {
    this.relation = step.relation().map(Differentiation::carriedOut);
    this.assumptions = step.assumptions();
    this.seed = seed;
  }

  /** The same or a simpler point. */
  Counterexample than(Counterexample found) {
    SortedMap<String, Rational> values = new TreeMap<>(found.symbols());
    Optional<Counterexample> best = at(values);
    for (Map.Entry<String, Rational> symbol : found.symbols().entrySet()) {
      for (Rational simple : candidates(symbol.getValue())) {
        values.put(symbol.getKey(), simple);
        Optional<Counterexample> here = at(values);
        if (here.isPresent()) {
          best = here;
          break;
        }
        values.put(symbol.getKey(), symbol.getValue());
      }
    }
    return best.orElse(found);
  }

  private static List<Rational> candidates(Rational value) {
    List<Rational> candidates = new ArrayList<>(SIMPLE);
    candidates.remove(value);
    candidates.add(value);
    return candidates;
  }

  private Optional<Counterexample> at(SortedMap<String, Rational> symbols) {
    Point point =
        new Point(new TreeMap<>(symbols), new Key("simpler point for " + relation, seed).stream(0));
    try {
      for (Comparison assumed : assumptions.relations()) {
        if (!point.satisfies(assumed)) {
          return Optional.empty();
        }
      }
      return point.refutes(relation);
    } catch (UndefinedPointException e) {
      return Optional.empty(); // not a simpler point of the relation: the one at hand stays
    }
  }
}
