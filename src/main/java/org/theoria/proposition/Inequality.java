package org.theoria.proposition;

import java.util.List;
import java.util.function.Predicate;

/**
 * An inequality of a statement, left ≤ right with 1 × 1 sides that are not negative, whose constant
 * is asked about: how large left/right can be. A ratio of 1 shows that the constant is sharp; the
 * largest ratio found, where it stays below 1, leaves a better constant as a conjecture.
 *
 * @param claim the id of the claim
 * @param text what its constant is
 * @param domains the parts of the statement's domain on which the ratio is asked for too, beside
 *     the whole
 * @param <I> the instances
 */
public record Inequality<I>(String claim, Text text, List<Domain<I>> domains) {

  public Inequality {
    domains = List.copyOf(domains);
  }

  /** An inequality that is asked about on the whole domain only. */
  public static <I> Inequality<I> of(String claim, Text text) {
    return new Inequality<>(claim, text, List.of());
  }

  /**
   * A part of the domain.
   *
   * @param id kebab-case identifier, unique in the inequality
   * @param text what it is
   * @param predicate whether an instance of the statement lies in it, exactly
   */
  public record Domain<I>(String id, Text text, Predicate<I> predicate) {}
}
