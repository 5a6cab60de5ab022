package org.theoria.symbolic;

/**
 * The limits of our own checks, and the seed of their random points. The time limit of the CAS
 * belongs to its gateway.
 *
 * @param cases how many cases of Max and Abs are looked at
 * @param points how many exact points are tried against a relation
 * @param seed the seed
 */
public record CheckLimits(int cases, int points, long seed) {
  public static final CheckLimits DEFAULT = new CheckLimits(4_096, 24, 1);

  public CheckLimits {
    if (cases < 1 || points < 1) {
      throw new IllegalArgumentException(
          "check limits: at least 1 case and 1 point, got " + cases + " and " + points);
    }
  }
}
