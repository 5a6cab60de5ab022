package org.theoria.theorems.regularisation;

import org.theoria.arithmetic.Rational;
import org.theoria.network.Network;

/**
 * What one trained function does in the gap.
 *
 * @param target whose examples it was trained on
 * @param run its number from 0
 * @param finished whether its training came to its end
 * @param loss the mean squared error on the examples
 * @param range max y − min y of the examples
 * @param pieces affine pieces between the two examples next to the gap, counted exactly
 * @param extrema local extrema there, counted exactly
 * @param distance max |f − chord| there, exact but for one rounding
 * @param targetDistance max |target − chord| there
 */
record GapFill(
    GapTarget target,
    int run,
    boolean finished,
    double loss,
    double range,
    int pieces,
    int extrema,
    double distance,
    double targetDistance) {

  /** It follows the chord where it is at most this share of the range of y away. */
  static final double LINEAR = 0.1;

  /** It fits where the root mean square error is at most this share of the range of y. */
  static final double FITTED = 0.05;

  static GapFill of(GapSample sample, int run, Training.Trained trained, Network network) {
    AffinePieces pieces =
        AffinePieces.of(
            network, Rational.ofDouble(sample.left()), Rational.ofDouble(sample.right()));
    return new GapFill(
        sample.target(),
        run,
        trained.end() == Training.End.DONE,
        trained.loss(),
        sample.range(),
        pieces.count(),
        pieces.extrema(),
        pieces
            .distanceFromChord(
                Rational.ofDouble(sample.leftValue()), Rational.ofDouble(sample.rightValue()))
            .doubleValue(),
        sample.targetFromChord());
  }

  /** Whether it fits the examples: only then does what it does in the gap say something. */
  boolean fitted() {
    return finished && Math.sqrt(loss) <= FITTED * range;
  }

  /**
   * Whether staying near the chord says something: only where the target itself does not. A network
   * that is right about such a target would pass for one that is linear.
   */
  boolean tells() {
    return targetDistance > LINEAR * range;
  }

  /** Whether it stays near the chord. */
  boolean linear() {
    return distance <= LINEAR * range;
  }
}
