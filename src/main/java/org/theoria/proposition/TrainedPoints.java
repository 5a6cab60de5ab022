package org.theoria.proposition;

import org.theoria.sampling.Stream;

/**
 * Points at which training ends, and what is certified there. Where a statement is about critical
 * points, random parameters say nothing: a point is trained, polished, and then either an exact
 * critical point is enclosed near it and the conclusion proven of that point, or nothing is
 * claimed.
 */
public interface TrainedPoints {

  /** Kebab-case identifier, unique in the proposition. */
  String id();

  /** What is trained, to what, and what is then proven. */
  Text text();

  /** How many points a default run trains. */
  default int defaultPoints() {
    return 50;
  }

  /** The point of this stream: a pure function of it. */
  Point at(Stream stream);

  /**
   * One point.
   *
   * @param finding what was certified
   * @param gradientRatio an upper bound of ‖∇E(θ)‖ / ‖∇E(θ₀)‖, proven; NaN where training diverged
   * @param detail why nothing is claimed, in a few words that do not depend on the numbers; empty
   *     for {@link Finding#CONFIRMED}
   */
  record Point(Finding finding, double gradientRatio, String detail) {}

  /** What was certified of a point. */
  enum Finding {
    /** An exact critical point was enclosed, and the conclusion is proven for it. */
    CONFIRMED,
    /** Training diverged, or stopped far from a critical point. */
    NOT_CONVERGED,
    /** Training ended near a critical point, and none could be enclosed, or nothing was proven. */
    UNDECIDED,
    /** An exact critical point was enclosed, and the conclusion is proven false for it. */
    CONTRADICTED;

    /** The name of the JSON form, in camel case. */
    public String word() {
      return switch (this) {
        case CONFIRMED -> "confirmed";
        case NOT_CONVERGED -> "notConverged";
        case UNDECIDED -> "undecided";
        case CONTRADICTED -> "contradicted";
      };
    }
  }
}
