package org.theoria.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.theoria.certify.Judgement;
import org.theoria.proposition.Strata;

/** Adds up the examinations of one block; used by one thread. */
final class TallyBuilder {
  private long tries;
  private long vacuous;
  private long held;
  private long consistent;
  private long undecided;
  private long refuted;
  private long artefacts;
  private final Map<String, ClaimTally> claims = new LinkedHashMap<>();
  private final TreeMap<String, Long> arithmetics = new TreeMap<>();
  private final TreeMap<String, Long> reasons = new TreeMap<>();
  private final TreeMap<Strata.Place, Long> strata = new TreeMap<>();

  /** Counts an instance in its cell. */
  void add(Strata.Place place) {
    strata.merge(place, 1L, Long::sum);
  }

  void add(Examination e, long index) {
    tries++;
    switch (e.verdict()) {
      case VACUOUS -> {
        vacuous++;
        return;
      }
      case HELD -> held++;
      case CONSISTENT -> consistent++;
      case UNDECIDED -> {
        undecided++;
        reasons.merge(e.reason(), 1L, Long::sum);
      }
      case REFUTED -> refuted++;
    }
    if (e.artefact()) {
      artefacts++;
    }
    arithmetics.merge(e.arithmetic(), 1L, Long::sum);
    e.judgements().forEach((id, j) -> claims.merge(id, one(j, index), ClaimTally::merge));
  }

  private static ClaimTally one(Judgement judgement, long index) {
    double none = Double.POSITIVE_INFINITY;
    return switch (judgement) {
      case Judgement.Held h -> new ClaimTally(1, 0, 0, 0, 0, h.margin(), index, 0, 0);
      case Judgement.Consistent c ->
          new ClaimTally(0, 1, 0, 0, 0, none, -1, c.relativeWidth(), c.isNegligible() ? 1 : 0);
      case Judgement.Undecided u -> new ClaimTally(0, 0, 1, 0, 0, none, -1, 0, 0);
      case Judgement.Violated v -> new ClaimTally(0, 0, 0, 1, 0, none, -1, 0, 0);
      case Judgement.Vacuous v -> new ClaimTally(0, 0, 0, 0, 1, none, -1, 0, 0);
    };
  }

  Tally build() {
    return new Tally(
        tries,
        vacuous,
        held,
        consistent,
        undecided,
        refuted,
        artefacts,
        claims,
        arithmetics,
        reasons,
        strata);
  }
}
