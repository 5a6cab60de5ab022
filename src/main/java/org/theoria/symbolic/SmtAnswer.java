package org.theoria.symbolic;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a solver answered to a script. */
public sealed interface SmtAnswer {

  /**
   * No real numbers satisfy the assertions.
   *
   * @param procedure which of the solver's procedures found it
   * @param steps the solver's own count of its steps (Z3: rlimit)
   */
  record Unsat(String procedure, long steps) implements SmtAnswer {}

  /**
   * The solver says that these numbers do. It is a hint, to be certified.
   *
   * @param procedure which of the solver's procedures found them
   * @param steps the solver's own count of its steps
   * @param model a value for each declared constant; one that is missing may be anything
   */
  record Sat(String procedure, long steps, SortedMap<String, RationalInterval> model)
      implements SmtAnswer {
    public Sat {
      model = Collections.unmodifiableSortedMap(new TreeMap<>(model));
    }
  }

  /**
   * It gave up.
   *
   * @param reason the solver's reason
   * @param steps its own count of its steps, 0 where it is not known
   */
  record Unknown(String reason, long steps) implements SmtAnswer {}

  /** It cannot be run here. */
  record Unavailable(String why) implements SmtAnswer {}

  /** One line for a reader: "unsat (nlsat, 108 steps)". */
  default String words() {
    return switch (this) {
      case Unsat u -> "unsat (" + u.procedure() + ", " + count(u.steps()) + ")";
      case Sat s -> "sat (" + s.procedure() + ", " + count(s.steps()) + ")";
      case Unknown u -> "gave up: " + u.reason() + " (" + count(u.steps()) + ")";
      case Unavailable u -> "not available: " + u.why();
    };
  }

  private static String count(long steps) {
    return String.format(Locale.ROOT, "%,d steps", steps);
  }
}
