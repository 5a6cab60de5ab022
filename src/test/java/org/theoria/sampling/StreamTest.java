package org.theoria.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;

class StreamTest {

  /**
   * Two draws of SplitMix64 with state 0, from the reference implementation of its authors: the
   * hash is that function.
   */
  @Test
  void theHashIsSplitMix64() {
    assertEquals(0xe220a8397b1dcdafL, Stream.mix(0));
    assertEquals(0x6e789e6aa1b965f4L, Stream.mix(0x9e3779b97f4a7c15L));
    assertEquals(0x06c45d188009454fL, Stream.mix(0x3c6ef372fe94f82aL));
  }

  /**
   * A saved origin (seed, index) must mean the same for ever. The values are from a second
   * implementation, in Python, of FNV-1a and SplitMix64.
   */
  @Test
  void streamsArePinned() {
    Stream s = new Key("relu-non-coercive", 7).stream(12);
    assertEquals(PINNED[0], s.nextLong());
    assertEquals(PINNED[1], s.nextLong());
    assertEquals(PINNED[2], s.nextLong());
  }

  private static final long[] PINNED = {
    0xbcd9c1b5250cda45L, 0xbb997a2f28ea631fL, 0x03411d3e8d3d7687L
  };

  @Test
  void keysGiveDistinctStreams() {
    Set<Long> words = new HashSet<>();
    int streams = 0;
    for (String domain : new String[] {"a", "b", "ab", "ba", "relu", "relu/screen"}) {
      for (long seed = -2; seed <= 2; seed++) {
        for (long index = 0; index < 200; index++) {
          Stream s = new Key(domain, seed).stream(index);
          for (int i = 0; i < 4; i++) {
            words.add(s.nextLong());
            streams++;
          }
        }
      }
    }
    assertEquals(streams, words.size());
  }

  /**
   * χ² of the buckets across indices and within one stream; 63 degrees of freedom, so 120 is beyond
   * the 99.99 % quantile.
   */
  @Test
  void drawsAreUniform() {
    int[] across = new int[64];
    int[] within = new int[64];
    Stream one = new Key("chi", 1).stream(0);
    for (long i = 0; i < 64_000; i++) {
      across[new Key("chi", 1).stream(i).nextInt(64)]++;
      within[one.nextInt(64)]++;
    }
    assertTrue(chiSquare(across) < 120, () -> "across: " + chiSquare(across));
    assertTrue(chiSquare(within) < 120, () -> "within: " + chiSquare(within));
    assertTrue(chiSquare(across) > 25 && chiSquare(within) > 25, "too even to be random");
  }

  private static double chiSquare(int[] counts) {
    double sum = 0;
    for (int c : counts) {
      sum += (c - 1_000.0) * (c - 1_000.0) / 1_000;
    }
    return sum;
  }

  @Test
  void rangesAreMetAtBothEndsAndNeverLeft() {
    Stream s = new Key("range", 1).stream(0);
    Set<Integer> integers = new HashSet<>();
    Set<Rational> dyadics = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      integers.add(s.nextInt(-3, 4));
      dyadics.add(s.nextDyadic(1, 2));
    }
    assertEquals(Set.of(-3, -2, -1, 0, 1, 2, 3, 4), integers);
    assertEquals(9, dyadics.size());
    assertTrue(dyadics.contains(Rational.of(-1)) && dyadics.contains(Rational.of(3, 4)));
    assertThrows(IllegalArgumentException.class, () -> s.nextInt(0));
  }

  /**
   * χ² of the counts between the quartiles ±0.67449 and 0; 3 degrees of freedom, 21 is beyond 99.98
   * %.
   */
  @Test
  void normalNumbersHaveTheirQuartiles() {
    Stream s = new Key("normal", 1).stream(0);
    int[] counts = new int[4];
    double largest = 0;
    for (int i = 0; i < 40_000; i++) {
      double x = s.nextNormal();
      counts[x < -0.6744897501960817 ? 0 : x < 0 ? 1 : x < 0.6744897501960817 ? 2 : 3]++;
      largest = Math.max(largest, Math.abs(x));
    }
    double sum = 0;
    for (int c : counts) {
      sum += (c - 10_000.0) * (c - 10_000.0) / 10_000;
    }
    assertTrue(sum < 21, "chi square " + sum);
    assertTrue(largest > 3.5 && largest < 6, "largest " + largest);
  }
}
