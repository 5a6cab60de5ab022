package org.theoria.symbolic;

import org.theoria.arithmetic.PrimeField;
import org.theoria.sampling.Stream;

/**
 * Repeats an evaluation at random points of random primes of [2⁶⁰, 2⁶¹) until the probability that
 * something that is not 0 was 0 each time is small enough (Schwartz 1980,
 * doi:10.1145/322217.322225).
 */
final class ModularTrials {
  /**
   * A test errs with a probability of at most 2 to the minus this: a million tests together stay
   * below 2⁻¹⁰⁰.
   */
  static final int ERROR_EXPONENT = 120;

  /**
   * A single trial must have an error probability below 2 to the minus this, or the test is not
   * applied.
   */
  private static final int WEAKEST_TRIAL = 10;

  /**
   * Points drawn in vain (a divisor is 0) before the test gives up; a point is undefined with
   * probability below 2⁻¹⁰ where the expression is defined at all.
   */
  private static final int UNDEFINED_LIMIT = 40;

  private ModularTrials() {}

  /** One evaluation. */
  interface Trial {
    /** Evaluates at a point that it draws from the stream; false ends the trials. */
    boolean at(PrimeField field) throws UndefinedPointException;
  }

  /**
   * What was done.
   *
   * @param trials the points that were evaluated
   * @param errorExponent the error probability is at most 2 to the minus this
   */
  record Done(int trials, int errorExponent) {}

  /**
   * The trials.
   *
   * @param bits a trial errs with a probability of at most 2 to the minus this
   * @throws UndecidedException where the bound is too weak, or no point is defined
   */
  static Done run(double bits, Stream stream, Trial trial) {
    if (bits < WEAKEST_TRIAL) {
      throw new UndecidedException(
          "degrees and coefficients are too large for a test modulo 61-bit primes");
    }
    int trials = (int) Math.ceil(ERROR_EXPONENT / bits);
    int undefined = 0;
    int done = 0;
    while (done < trials) {
      Interruption.check();
      try {
        boolean goOn = trial.at(PrimeField.randomPrime61(stream::nextLong));
        done++;
        if (!goOn) {
          break;
        }
      } catch (UndefinedPointException e) {
        if (++undefined > UNDEFINED_LIMIT) {
          throw new UndecidedException("no point was found where it is defined: " + e.getMessage());
        }
      }
    }
    return new Done(done, (int) Math.floor(done * bits));
  }

  /** The residue of a draw: uniform on [0, p), by rejection of at most half of the draws. */
  static long uniform(PrimeField field, Stream stream) {
    long drawn = stream.nextLong() >>> 3;
    while (drawn >= field.prime()) {
      drawn = stream.nextLong() >>> 3;
    }
    return drawn;
  }
}
