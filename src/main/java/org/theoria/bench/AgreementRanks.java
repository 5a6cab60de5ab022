package org.theoria.bench;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Three ranks of one Jacobian matrix and what they must satisfy.
 *
 * @param interval certified in floating point
 * @param field modulo a prime
 * @param exact over ℚ
 * @param bound |E| + |B| − hidden, for softmax outputs n_{H−1} + 1 less
 */
record AgreementRanks(int interval, int field, int exact, int bound) {

  /** What must not happen. */
  enum Violation {
    RANK_ABOVE_BOUND,
    INTERVAL_ABOVE_EXACT,
    FIELD_ABOVE_EXACT,
    /** Possible by chance; the probability over a whole run is so small that it is an error too. */
    FIELD_BELOW_EXACT;

    /** As in the figures: "rank_above_bound". */
    String metric() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Set<Violation> violations() {
    Set<Violation> found = EnumSet.noneOf(Violation.class);
    if (exact > bound) {
      found.add(Violation.RANK_ABOVE_BOUND);
    }
    if (interval > exact) {
      found.add(Violation.INTERVAL_ABOVE_EXACT);
    }
    if (field > exact) {
      found.add(Violation.FIELD_ABOVE_EXACT);
    }
    if (field < exact) {
      found.add(Violation.FIELD_BELOW_EXACT);
    }
    return found;
  }
}
