package org.theoria.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.theoria.bench.AgreementRanks.Violation;
import org.theoria.network.rank.OutputRows;

/** What {@link RankAgreement} counts of one shape; sums, so that the order does not matter. */
final class AgreementTally {
  long networks;
  long softmax;
  long kinks;
  int smallest = Integer.MAX_VALUE;
  int largest;
  long attained;
  long deficient;
  long intervalBelow;
  long doubleAbove;
  long doubleBelow;
  long doubleAboveMaximumLogits;
  long doubleAboveMaximumSoftmax;
  double unlucky;
  final Map<Violation, Long> violations = new EnumMap<>(Violation.class);
  private Optional<Violated> first = Optional.empty();
  final Map<Part, Long> nanos = new EnumMap<>(Part.class);

  /**
   * A network that violates something.
   *
   * @param index its number
   * @param what its shape and ranks
   * @param json the network with its certified rank
   */
  record Violated(long index, String what, String json) {}

  /** Counts one, and keeps it where it is the first by its number. */
  void violated(Iterable<Violation> kinds, Violated network) {
    kinds.forEach(kind -> violations.merge(kind, 1L, Long::sum));
    keep(network);
  }

  private void keep(Violated network) {
    if (first.isEmpty() || network.index() < first.get().index()) {
      first = Optional.of(network);
    }
  }

  /** Whether instance {@code index} would be the first violation. */
  boolean isFirst(long index) {
    return first.isEmpty() || index < first.get().index();
  }

  /** The violation with the least number. */
  Optional<Violated> first() {
    return first;
  }

  /** Adds nanoseconds of processor time to a part. */
  void spent(Part part, long more) {
    nanos.merge(part, more, Long::sum);
  }

  /** What takes time. */
  enum Part {
    DRAW,
    JACOBIAN,
    INTERVAL,
    FIELD,
    EXACT,
    DOUBLE
  }

  /**
   * Counts a network.
   *
   * @param rows of its matrix
   * @param doubles the rank by singular values
   * @param onKink whether some pre-activation is 0
   * @param log2Unlucky of the probability that the prime is unlucky
   */
  void add(
      AgreementRanks r,
      OutputRows outputs,
      int rows,
      int doubles,
      boolean onKink,
      double log2Unlucky) {
    int maximum = Math.min(rows, r.bound());
    networks++;
    softmax += outputs == OutputRows.SOFTMAX ? 1 : 0;
    kinks += onKink ? 1 : 0;
    smallest = Math.min(smallest, r.exact());
    largest = Math.max(largest, r.exact());
    attained += r.exact() == r.bound() ? 1 : 0;
    deficient += r.exact() < maximum ? 1 : 0;
    intervalBelow += r.interval() < r.field() ? 1 : 0;
    doubleAbove += doubles > r.exact() ? 1 : 0;
    doubleBelow += doubles < r.exact() ? 1 : 0;
    if (doubles > maximum) {
      if (outputs == OutputRows.SOFTMAX) {
        doubleAboveMaximumSoftmax++;
      } else {
        doubleAboveMaximumLogits++;
      }
    }
    unlucky += Math.pow(2, log2Unlucky);
  }

  void merge(AgreementTally other) {
    networks += other.networks;
    softmax += other.softmax;
    kinks += other.kinks;
    smallest = Math.min(smallest, other.smallest);
    largest = Math.max(largest, other.largest);
    attained += other.attained;
    deficient += other.deficient;
    intervalBelow += other.intervalBelow;
    doubleAbove += other.doubleAbove;
    doubleBelow += other.doubleBelow;
    doubleAboveMaximumLogits += other.doubleAboveMaximumLogits;
    doubleAboveMaximumSoftmax += other.doubleAboveMaximumSoftmax;
    unlucky += other.unlucky;
    other.violations.forEach((kind, count) -> violations.merge(kind, count, Long::sum));
    other.first.ifPresent(this::keep);
    other.nanos.forEach(this::spent);
  }
}
