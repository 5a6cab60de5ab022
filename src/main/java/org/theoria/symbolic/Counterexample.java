package org.theoria.symbolic;

import java.util.Collections;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Comparison.Operator;

/**
 * An exact point, inside the assumptions, at which a relation fails.
 *
 * @param symbols the value of each symbol
 * @param functions the values of the uninterpreted functions at the arguments that occur, by
 *     "s(3/2)"
 * @param left the value of the left side
 * @param operator the relation that fails
 * @param right the value of the right side
 */
public record Counterexample(
    SortedMap<String, Rational> symbols,
    SortedMap<String, Rational> functions,
    Rational left,
    Operator operator,
    Rational right) {

  public Counterexample {
    symbols = Collections.unmodifiableSortedMap(new TreeMap<>(symbols));
    functions = Collections.unmodifiableSortedMap(new TreeMap<>(functions));
  }

  /** "at x = 2, s(2) = 1/3: left 4, right 5, but left == right was claimed". */
  @Override
  public String toString() {
    StringJoiner at = new StringJoiner(", ");
    symbols.forEach((name, value) -> at.add(name + " = " + value));
    functions.forEach((name, value) -> at.add(name + " = " + value));
    return (at.length() == 0 ? "" : "at " + at + ": ")
        + "left "
        + left
        + ", right "
        + right
        + ", but left "
        + operator.text()
        + " right was claimed";
  }
}
