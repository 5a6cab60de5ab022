package org.theoria.theorems.regularisation;

import org.theoria.sampling.Stream;

/** Random doubles, the same on every machine. */
final class Draws {
  private Draws() {}

  /** Uniform in [0, 1), 53 bits. */
  static double uniform(Stream stream) {
    return (stream.nextLong() >>> 11) * 0x1p-53;
  }

  /** Standard normal, by Box and Muller. */
  static double normal(Stream stream) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(stream)));
    return radius * StrictMath.cos(2 * Math.PI * uniform(stream));
  }
}
