package org.theoria.symbolic;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.Rational;

/** The answer to a reader's own step ({@link ReaderStep}). */
public sealed interface StepAnswer {

  /**
   * The relation holds for all values of its symbols, under the assumptions.
   *
   * @param how how it was decided and confirmed
   * @param error how sure the independent confirmation is; empty: there is none, and an inequality
   *     was decided by the solver alone. An equality is never answered so.
   * @param where the relations under which both sides are defined; empty: the assumptions give it
   */
  record Holds(String how, Optional<ErrorBound> error, List<String> where) implements StepAnswer {
    public Holds {
      where = List.copyOf(where);
    }
  }

  /**
   * The relation fails at a point inside the assumptions. What is known exactly is an enclosure
   * whose bounds agree.
   *
   * @param symbols the value of each symbol: exact, or proved bounds where a point that is not
   *     rational is proved to exist inside them
   * @param functions the values of the uninterpreted functions at the arguments that occur, by
   *     "s(3/2)"
   * @param left the left side there
   * @param right the right side there
   */
  record Fails(
      SortedMap<String, Enclosure> symbols,
      SortedMap<String, Enclosure> functions,
      Enclosure left,
      Enclosure right)
      implements StepAnswer {
    public Fails {
      symbols = Collections.unmodifiableSortedMap(new TreeMap<>(symbols));
      functions = Collections.unmodifiableSortedMap(new TreeMap<>(functions));
    }

    static Fails atExact(
        SortedMap<String, Rational> symbols,
        SortedMap<String, Rational> functions,
        Enclosure left,
        Enclosure right) {
      return new Fails(exactly(symbols), exactly(functions), left, right);
    }

    static Fails of(Counterexample c) {
      return atExact(
          c.symbols(), c.functions(), Enclosure.exactly(c.left()), Enclosure.exactly(c.right()));
    }

    static Fails of(EnclosedCounterexample c) {
      return new Fails(
          enclosed(c.symbols()),
          enclosed(c.functions()),
          enclosure(c.left()),
          enclosure(c.right()));
    }

    private static SortedMap<String, Enclosure> exactly(SortedMap<String, Rational> values) {
      SortedMap<String, Enclosure> exact = new TreeMap<>();
      values.forEach((name, value) -> exact.put(name, Enclosure.exactly(value)));
      return exact;
    }

    private static SortedMap<String, Enclosure> enclosed(
        SortedMap<String, RationalInterval> values) {
      SortedMap<String, Enclosure> enclosed = new TreeMap<>();
      values.forEach((name, value) -> enclosed.put(name, enclosure(value)));
      return enclosed;
    }

    private static Enclosure enclosure(RationalInterval value) {
      return new Enclosure(value.lower(), value.upper());
    }

    /** "at x = 2: left = 4, right between 5 and 51/10". */
    @Override
    public String toString() {
      StringJoiner at = new StringJoiner(", ");
      symbols.forEach((name, value) -> at.add(name + words(value)));
      functions.forEach((name, value) -> at.add(name + words(value)));
      return "at " + at + ": left" + words(left) + ", right" + words(right);
    }

    private static String words(Enclosure value) {
      return value.isPoint()
          ? " = " + value.lower()
          : " between " + value.lower() + " and " + value.upper();
    }
  }

  /** Neither could be shown. */
  record Undecided(String why) implements StepAnswer {}
}
