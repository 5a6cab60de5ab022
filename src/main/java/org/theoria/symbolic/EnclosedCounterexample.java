package org.theoria.symbolic;

import java.util.Collections;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.theoria.symbolic.Comparison.Operator;

/**
 * Proved bounds of a point with irrational coordinates at which a relation fails: inside them there
 * is a real point that satisfies every hypothesis exactly and violates the relation.
 *
 * @param symbols bounds of each symbol; equal bounds are the value itself
 * @param functions bounds of the values of the uninterpreted functions, by "s(x)"
 * @param left bounds of the left side at that point
 * @param operator the relation that fails
 * @param right bounds of the right side at that point
 * @param proof how the existence of the point is proved
 */
public record EnclosedCounterexample(
    SortedMap<String, RationalInterval> symbols,
    SortedMap<String, RationalInterval> functions,
    RationalInterval left,
    Operator operator,
    RationalInterval right,
    String proof) {

  public EnclosedCounterexample {
    symbols = Collections.unmodifiableSortedMap(new TreeMap<>(symbols));
    functions = Collections.unmodifiableSortedMap(new TreeMap<>(functions));
  }

  /** "at a point with x in [1.41, 1.42]: left in …, right = 0, so that left > right, but …" */
  @Override
  public String toString() {
    StringJoiner at = new StringJoiner(", ");
    symbols.forEach((name, value) -> at.add(name + at(value)));
    functions.forEach((name, value) -> at.add(name + at(value)));
    return "at a point with "
        + at
        + ": left"
        + at(left)
        + ", right"
        + at(right)
        + ", so that left "
        + operator.negation().text()
        + " right, but left "
        + operator.text()
        + " right was claimed ("
        + proof
        + ")";
  }

  private static String at(RationalInterval value) {
    return (value.isPoint() ? " = " : " in ") + value;
  }
}
