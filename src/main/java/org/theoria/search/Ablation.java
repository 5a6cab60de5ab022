package org.theoria.search;

import org.theoria.proposition.Hypothesis;

/**
 * What is known of the need of one hypothesis.
 *
 * @param hypothesis the hypothesis
 * @param verdict the verdict
 */
public record Ablation<I extends Record>(Hypothesis<I> hypothesis, Verdict<I> verdict) {

  /** The verdicts. */
  public sealed interface Verdict<I extends Record> {

    /**
     * A certified instance satisfies every other hypothesis, fails this one, and refutes the claim.
     */
    record Necessary<I extends Record>(Search.Found<I> found) implements Verdict<I> {}

    /** A proof step, checked, shows that the statement holds without it; the search agrees. */
    record Redundant<I extends Record>(String step, Search.Found<I> found) implements Verdict<I> {}

    /** Some instance without it could not be decided, and none refuted: nothing can be said. */
    record Undecided<I extends Record>(Search.Found<I> found) implements Verdict<I> {}

    /** Every instance without it was decided (or consistent), and none refuted. */
    record NotSeenNeeded<I extends Record>(Search.Found<I> found) implements Verdict<I> {}

    /** No instance that fails it can be drawn. */
    record NotTried<I extends Record>(String why) implements Verdict<I> {}

    /** The word of the report and of the JSON form. */
    default String word() {
      return switch (this) {
        case Necessary<I> n -> "necessary";
        case Redundant<I> r -> "redundant";
        case NotSeenNeeded<I> n -> "not-seen-needed";
        case Undecided<I> u -> "undecided";
        case NotTried<I> n -> "not-tried";
      };
    }
  }
}
