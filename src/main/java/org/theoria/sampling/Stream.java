package org.theoria.sampling;

import java.util.List;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Rational;

/**
 * A counter-based stream of random numbers: draw number c of the stream is a hash of (state, c), so
 * a stream depends on nothing but its key and its index, whatever the number of threads and the
 * size of the batches.
 *
 * <p>The hash is the output function of SplitMix64 (Steele, Lea, Flood 2014,
 * doi:10.1145/2660193.2660195) applied to state + c·φ, which is a bijection of the counter: a
 * stream of length 2⁶⁴ without a repeated word.
 *
 * <p>Not safe for use by several threads; each instance has its own.
 */
public final class Stream {
  /** φ, the odd number nearest to 2⁶⁴ over the golden ratio: the step of the counter. */
  public static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final long state;
  private long counter;

  Stream(long state) {
    this.state = state;
  }

  /** The finaliser of SplitMix64 at z + φ, a bijection of the 64-bit words. */
  public static long mix(long z) {
    long y = z + GOLDEN;
    y = (y ^ (y >>> 30)) * 0xbf58476d1ce4e5b9L;
    y = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
    return y ^ (y >>> 31);
  }

  /** The next 64 random bits. */
  public long nextLong() {
    return mix(state + GOLDEN * ++counter);
  }

  /** An integer of [0, bound), uniform to within 2⁻⁶⁴·bound. */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("nextInt: bound must be at least 1, got " + bound);
    }
    return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
  }

  /** An integer of [low, high], both included. */
  public int nextInt(int low, int high) {
    return low + nextInt(high - low + 1);
  }

  /** A standard normal number, by Box and Muller from two words; the same on every machine. */
  public double nextNormal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(nextPositive()));
    return radius * StrictMath.cos(2 * Math.PI * nextPositive());
  }

  /** Uniform in (0, 1], 53 bits. */
  public double nextPositive() {
    return ((nextLong() >>> 11) + 1) * 0x1p-53;
  }

  /** A permutation of 0, …, n − 1, uniform (Fisher and Yates, from the end). */
  public int[] permutation(int n) {
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  /** True with probability numerator / denominator. */
  public boolean chance(int numerator, int denominator) {
    return nextInt(denominator) < numerator;
  }

  /** One of the items, uniformly. */
  public <T> T oneOf(List<T> items) {
    return items.get(nextInt(items.size()));
  }

  /** One of the items, uniformly. */
  @SafeVarargs
  public final <T> T oneOf(T first, T... others) {
    int i = nextInt(others.length + 1);
    return i == 0 ? first : others[i - 1];
  }

  /** A dyadic rational k/2ᵉ, with k uniform in [−bound·2ᵉ, bound·2ᵉ]: exact as a double too. */
  public Rational nextDyadic(int bound, int exponent) {
    int scale = 1 << exponent;
    return Rational.of(nextInt(-bound * scale, bound * scale), scale);
  }
}
