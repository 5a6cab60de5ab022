package org.theoria.proposition;

import java.util.Optional;
import java.util.Set;

/**
 * A deliberately false variant of the proposition. The search must refute it with a certificate; a
 * survivor means that the search is blind there.
 *
 * @param id kebab-case identifier, unique in the proposition
 * @param text what was changed
 * @param claims the changed claims
 * @param dropped hypotheses that the mutant drops (a quantifier mutant); empty when only the claim
 *     is changed
 * @param positive for a mutant of a {@link Not}: the certificate of the positive that refutes it
 */
public record Mutant<I>(
    String id,
    Text text,
    Claims<I> claims,
    Set<Hypothesis<I>> dropped,
    Optional<PositiveFinder<I>> positive) {

  public static <I> Mutant<I> of(String id, Text text, Claims<I> claims) {
    return new Mutant<>(id, text, claims, Set.of(), Optional.empty());
  }

  /** A mutant that claims the same on a larger domain. */
  public static <I> Mutant<I> dropping(
      String id, Text text, Claims<I> claims, Set<Hypothesis<I>> dropped) {
    return new Mutant<>(id, text, claims, dropped, Optional.empty());
  }

  /** A mutant of a negation, refuted by a certificate of the positive. */
  public static <I> Mutant<I> refutedByPositive(
      String id, Text text, Claims<I> claims, PositiveFinder<I> finder) {
    return new Mutant<>(id, text, claims, Set.of(), Optional.of(finder));
  }
}
