package org.theoria.symbolic;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.Rational;

/** The answer to a reader's own step ({@link ReaderStep}). */
public sealed interface StepAnswer {

  /**
   * The relation holds for all values of its symbols, under the assumptions: decided by the CAS and
   * confirmed independently.
   *
   * @param how how it was confirmed
   * @param error how sure the confirmation is
   * @param where the relations under which both sides are defined; empty: the assumptions give it
   */
  record Holds(String how, ErrorBound error, List<String> where) implements StepAnswer {
    public Holds {
      where = List.copyOf(where);
    }
  }

  /**
   * The relation fails at a point inside the assumptions.
   *
   * @param symbols the exact value of each symbol
   * @param functions the values of the uninterpreted functions at the arguments that occur, by
   *     "s(3/2)"
   * @param left a proven enclosure of the left side there; a point where it is exact
   * @param right the same of the right side
   */
  record Fails(
      SortedMap<String, Rational> symbols,
      SortedMap<String, Rational> functions,
      Enclosure left,
      Enclosure right)
      implements StepAnswer {
    public Fails {
      symbols = Collections.unmodifiableSortedMap(new TreeMap<>(symbols));
      functions = Collections.unmodifiableSortedMap(new TreeMap<>(functions));
    }

    static Fails of(Counterexample c) {
      return new Fails(
          c.symbols(), c.functions(), Enclosure.exactly(c.left()), Enclosure.exactly(c.right()));
    }

    /** "at x = 2: left 4, right between 5 and 51/10". */
    @Override
    public String toString() {
      StringJoiner at = new StringJoiner(", ");
      symbols.forEach((name, value) -> at.add(name + " = " + value));
      functions.forEach((name, value) -> at.add(name + " = " + value));
      return "at " + at + ": left " + words(left) + ", right " + words(right);
    }

    private static String words(Enclosure value) {
      return value.isPoint()
          ? value.lower().toString()
          : "between " + value.lower() + " and " + value.upper();
    }
  }

  /** Neither could be shown. */
  record Undecided(String why) implements StepAnswer {}
}
