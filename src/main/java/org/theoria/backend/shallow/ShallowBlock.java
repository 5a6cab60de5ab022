package org.theoria.backend.shallow;

/**
 * The activation patterns of {@value #LANES} networks (1, n₁, 1), each on n sorted points of its
 * own: 16 bits a neuron, bit i−1 set where it is active at x⁽ⁱ⁾, four neurons a word. A neuron that
 * a network does not have is one that is never active: it changes neither |𝒜| nor a rank.
 *
 * @param first neurons 1 to 4, one word a network
 * @param second neurons 5 to 8
 * @param points n, 1..{@value #POINTS}
 */
public record ShallowBlock(long[] first, long[] second, int[] points) {

  /** Networks in a block. */
  public static final int LANES = 64;

  /** The largest n₁. */
  public static final int NEURONS = 8;

  /** The largest n. */
  public static final int POINTS = 16;

  /** Neurons in a word. */
  static final int FIELDS = 4;

  /** Space for a block. */
  public static ShallowBlock empty() {
    return new ShallowBlock(new long[LANES], new long[LANES], new int[LANES]);
  }
}
