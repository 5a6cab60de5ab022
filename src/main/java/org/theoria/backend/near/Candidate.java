package org.theoria.backend.near;

import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Enclosure;
import org.theoria.backend.HessianCounts;
import org.theoria.backend.SaddleVerdict;
import org.theoria.network.linear.CriticalClass;
import org.theoria.network.linear.Pivot;

/**
 * A critical point W* near W, up to the rounding of doubles.
 *
 * @param weights W*_1, …, W*_H, row by row, one after the other
 * @param distance d = max_h ‖W*_h − W_h‖_F/‖W_h‖_F
 * @param subset 𝒮, increasing, from 1
 * @param maximalRank r_max
 * @param criticalValue tr Σ_YY − Σ_{i∈𝒮} λ_i: proved, for this 𝒮
 * @param pivots all pivots, with their numerical ranks at W*
 * @param classByTheorem what the theorem says of this 𝒮 and these ranks
 * @param gaps what 𝒮 and the ranks rest on
 * @param hessianThere {@link org.theoria.backend.SaddleKernel}'s verdict on all points within 2⁻⁴⁰
 *     of W*; empty where there are too many parameters
 * @param hessianHere the eigenvalues of the Hessian at W; empty as well
 */
public record Candidate(
    List<Double> weights,
    double distance,
    List<Integer> subset,
    int maximalRank,
    Enclosure criticalValue,
    List<Pivot> pivots,
    CriticalClass classByTheorem,
    List<Gap> gaps,
    Optional<SaddleVerdict> hessianThere,
    Optional<HessianCounts> hessianHere) {

  public Candidate {
    weights = List.copyOf(weights);
    subset = List.copyOf(subset);
    pivots = List.copyOf(pivots);
    gaps = List.copyOf(gaps);
  }

  /** Why the class of the candidate is not given as the answer. */
  public enum Doubt {
    /** A gap is not clear. */
    GAP,
    /** The theorem says strict, and the Hessian at W* shows no negative eigenvalue beyond error. */
    NOT_SHOWN,
    /** The Hessian at W* has a negative eigenvalue, and the theorem says that it has none. */
    CONTRADICTED
  }

  /** The first reason to doubt; empty when the class is clear. */
  public Optional<Doubt> doubt() {
    if (!gaps.stream().allMatch(Gap::isClear)) {
      return Optional.of(Doubt.GAP);
    }
    boolean strict = classByTheorem == CriticalClass.STRICT_SADDLE;
    if (hessianThere.isPresent() && strict != (hessianThere.get() == SaddleVerdict.STRICT)) {
      return Optional.of(strict ? Doubt.NOT_SHOWN : Doubt.CONTRADICTED);
    }
    return Optional.empty();
  }

  /** r. */
  public int rank() {
    return subset.size();
  }

  /** The first pivot that is not tightened. */
  public Optional<Pivot> decidingPivot() {
    return pivots.stream().filter(p -> !p.isTightened()).findFirst();
  }

  /** The gap of least clarity. */
  public Gap leastClear() {
    return gaps.stream().min(java.util.Comparator.comparingDouble(Gap::clarity)).orElseThrow();
  }
}
