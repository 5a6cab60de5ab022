package org.theoria.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hipparchus.special.Beta;
import org.theoria.proposition.Strata;

/**
 * Counts of a sweep. Merging is associative and commutative, except that claims keep the order of
 * the first tally that names them, which is the order of the claims.
 *
 * @param tries instances drawn
 * @param vacuous instances outside the hypotheses
 * @param held every claim decided true
 * @param consistent no claim violated or undecided, at least one only consistent
 * @param undecided no claim violated, at least one undecided
 * @param refuted certified to refute
 * @param artefacts the fast evaluation claimed a violation that the exact one denied
 * @param claims one tally a claim
 * @param arithmetics how many instances each arithmetic decided
 * @param reasons why instances were undecided
 * @param strata how many decided instances lie in each cell of the entry's {@link Strata}
 */
public record Tally(
    long tries,
    long vacuous,
    long held,
    long consistent,
    long undecided,
    long refuted,
    long artefacts,
    Map<String, ClaimTally> claims,
    SortedMap<String, Long> arithmetics,
    SortedMap<String, Long> reasons,
    SortedMap<Strata.Place, Long> strata) {

  public static final Tally EMPTY =
      new Tally(0, 0, 0, 0, 0, 0, 0, Map.of(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  public Tally merge(Tally o) {
    Map<String, ClaimTally> merged = new LinkedHashMap<>(claims);
    o.claims.forEach((id, t) -> merged.merge(id, t, ClaimTally::merge));
    return new Tally(
        tries + o.tries,
        vacuous + o.vacuous,
        held + o.held,
        consistent + o.consistent,
        undecided + o.undecided,
        refuted + o.refuted,
        artefacts + o.artefacts,
        merged,
        sum(arithmetics, o.arithmetics),
        sum(reasons, o.reasons),
        sum(strata, o.strata));
  }

  private static <K extends Comparable<K>> SortedMap<K, Long> sum(
      SortedMap<K, Long> a, SortedMap<K, Long> b) {
    SortedMap<K, Long> result = new TreeMap<>(a);
    b.forEach((key, n) -> result.merge(key, n, Long::sum));
    return result;
  }

  /** Instances inside the hypotheses. */
  public long tested() {
    return tries - vacuous;
  }

  /** Whether no instance ever met the hypotheses: nothing was learnt. */
  public boolean isVacuous() {
    return tested() == 0;
  }

  /**
   * The one-sided 95 % Clopper-Pearson upper bound of the probability, under the sampler's
   * distribution, that an instance violates the claims. Undecided instances count as violations, so
   * that not deciding never improves the bound. Consistent equalities do not: for them the bound is
   * about violations larger than the stated width. NaN when nothing was tested.
   */
  public double violationProbabilityBound() {
    long n = tested();
    long k = refuted + undecided;
    if (n == 0) {
      return Double.NaN;
    }
    if (k == n) {
      return 1;
    }
    if (k == 0) {
      return -StrictMath.expm1(StrictMath.log(0.05) / n);
    }
    double low = 0;
    double high = 1;
    for (int i = 0;
        i < 60;
        i++) { // the bound is the p with P(Binomial(n, p) ≤ k) = 0.05, which decreases in p
      double p = (low + high) / 2;
      if (1 - Beta.regularizedBeta(p, k + 1.0, (double) n - k) > 0.05) {
        low = p;
      } else {
        high = p;
      }
    }
    return high;
  }
}
