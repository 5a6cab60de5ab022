package org.theoria.proposition;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A named hypothesis: an exact predicate on instances. Its part in the sampling is in the
 * proposition's {@link Proposition#sampler}: instances are drawn inside the kept hypotheses by
 * construction.
 *
 * @param id kebab-case identifier, unique in the proposition
 * @param text the hypothesis as a reader would say it
 * @param origin who asks for it
 * @param predicate whether an instance satisfies it: decided exactly, never with a tolerance
 * @param redundantBy the proof step that shows that the statement holds without it, if there is one
 * @param where of an instance that does not satisfy it: which part of it is to blame, in a few
 *     words ("points 2 and 3 are both 1"); empty where the hypothesis does not say
 * @param <I> the instances
 */
public record Hypothesis<I>(
    String id,
    Text text,
    Origin origin,
    Predicate<I> predicate,
    Optional<String> redundantBy,
    Function<I, Optional<String>> where) {

  public Hypothesis(String id, Text text, Origin origin, Predicate<I> predicate) {
    this(id, text, origin, predicate, Optional.empty());
  }

  public Hypothesis(
      String id, Text text, Origin origin, Predicate<I> predicate, Optional<String> redundantBy) {
    this(id, text, origin, predicate, redundantBy, i -> Optional.empty());
  }

  /** The same hypothesis, which this proof step shows not to be needed. */
  public Hypothesis<I> redundantBy(String step) {
    return new Hypothesis<>(id, text, origin, predicate, Optional.of(step), where);
  }

  /** The same hypothesis, which says of an instance outside it what is to blame. */
  public Hypothesis<I> located(Function<I, Optional<String>> blame) {
    return new Hypothesis<>(id, text, origin, predicate, redundantBy, blame);
  }

  /** Who asks for the hypothesis. */
  public enum Origin {
    /** The slide states it. */
    SLIDE,
    /**
     * The slide does not state it, and the statement is false without it: it belongs to the
     * corrected statement only.
     */
    CORRECTION,
    /**
     * It concerns the curve, segment or construction that the proof exhibits, not the statement
     * itself.
     */
    CONSTRUCTION,
    /**
     * A part of the slide's domain that the samplers do not reach (a list of activations, a largest
     * depth).
     */
    NARROWING
  }

  public Hypothesis {
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("hypothesis: id must be kebab-case, got \"" + id + "\"");
    }
  }

  public boolean holds(I instance) {
    return predicate.test(instance);
  }
}
