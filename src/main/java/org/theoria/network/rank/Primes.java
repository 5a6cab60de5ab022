package org.theoria.network.rank;

import java.math.BigInteger;
import java.util.function.LongSupplier;
import org.theoria.arithmetic.PrimeField;

/** Random primes for {@link DoubleResidues}. */
final class Primes {
  private Primes() {}

  /** The field of a prime drawn uniformly from [2²⁵, 2²⁶ − 64]. */
  static PrimeField random26(LongSupplier bits) {
    while (true) {
      int candidate = (int) (bits.getAsLong() >>> 39) | DoubleResidues.SMALLEST | 1;
      // no composite below 2²⁶ passes Lucas and Miller–Rabin; and PrimeField would refuse it
      if (candidate <= DoubleResidues.LARGEST
          && BigInteger.valueOf(candidate).isProbablePrime(50)) {
        return new PrimeField(candidate);
      }
    }
  }
}
