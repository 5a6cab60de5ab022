package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.theoria.arithmetic.Rational;

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

  private final Function<SortedMap<String, Rational>, Optional<StepAnswer.Fails>> failureAt;

  /**
   * @param failureAt the failure at these values of the symbols, if the assumptions hold there and
   *     the relation fails
   */
  SimplerPoint(Function<SortedMap<String, Rational>, Optional<StepAnswer.Fails>> failureAt) {
    this.failureAt = failureAt;
  }

  /** The same or a simpler point; of an exact one. */
  StepAnswer.Fails than(StepAnswer.Fails found) {
    SortedMap<String, Rational> values = new TreeMap<>();
    found.symbols().forEach((name, value) -> values.put(name, value.lower()));
    Optional<StepAnswer.Fails> best = failureAt.apply(values);
    for (Map.Entry<String, Rational> symbol : List.copyOf(values.entrySet())) {
      for (Rational simple : candidates(symbol.getValue())) {
        values.put(symbol.getKey(), simple);
        Optional<StepAnswer.Fails> here = failureAt.apply(values);
        if (here.isPresent()) {
          best = here;
          break;
        }
        values.put(symbol.getKey(), symbol.getValue());
      }
    }
    return best.orElse(found);
  }

  /** What is simpler than the value, and the value itself. */
  private static List<Rational> candidates(Rational value) {
    List<Rational> candidates = new ArrayList<>();
    for (Rational simple : SIMPLE) {
      if (simple.equals(value)) {
        break;
      }
      candidates.add(simple);
    }
    candidates.add(value);
    return candidates;
  }
}
