package org.theoria.backend.shallow;

import static org.theoria.backend.shallow.ShallowBlock.LANES;
import static org.theoria.backend.shallow.ShallowBlock.NEURONS;
import static org.theoria.backend.shallow.ShallowBlock.POINTS;

import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * Networks (1, n₁, 1) on n points, n₁ uniform in 1..8 and n in 1..16, that lie on boundaries of the
 * statement's domain: neurons dead, active everywhere, without a weight, copies or mirror images of
 * others, or with their kink in a drawn gap of the sample; points that are consecutive or whose
 * gaps differ by a factor up to 64; outgoing weights none, some or all of which are 0. Integers
 * only; a kink is never a point.
 */
public final class KinkNetworks implements ShallowFamily {
  private static final int LARGEST_START = 20;
  private static final int LARGEST_GAP = 64;

  @Override
  public void draw(Key key, long block, ShallowBlock into) {
    for (int lane = 0; lane < LANES; lane++) {
      network(key, block, lane).write(into, lane);
    }
  }

  @Override
  public ShallowNetwork network(Key key, long block, int lane) {
    // one stream a network: shapes, and so the numbers of draws, differ
    Stream s = key.stream(block * LANES + lane);
    int[] x = points(s, s.nextInt(1, POINTS));
    int neurons = s.nextInt(1, NEURONS);
    int[] w = new int[neurons];
    int[] b = new int[neurons];
    for (int k = 0; k < neurons; k++) {
      neuron(s, x, w, b, k);
    }
    int[] v = new int[neurons];
    int style = s.nextInt(4); // 0, 1: no weight is 0; 2: some; 3: all
    for (int k = 0; k < neurons; k++) {
      int size = s.chance(1, 2) ? s.nextInt(1, 3) : -s.nextInt(1, 3);
      v[k] = style == 3 || (style == 2 && s.chance(1, 2)) ? 0 : size;
    }
    return new ShallowNetwork(x, w, b, 1, v);
  }

  private static int[] points(Stream s, int n) {
    boolean consecutive = s.chance(1, 4);
    int[] x = new int[n];
    x[0] = s.nextInt(-LARGEST_START, LARGEST_START);
    for (int i = 1; i < n; i++) {
      int gap = consecutive ? 1 : s.chance(1, 8) ? s.nextInt(1, LARGEST_GAP) : s.nextInt(1, 4);
      x[i] = x[i - 1] + gap;
    }
    return x;
  }

  private static void neuron(Stream s, int[] x, int[] w, int[] b, int k) {
    int n = x.length;
    boolean rising = s.chance(1, 2);
    switch (s.nextInt(10)) {
      case 0 -> kink(s, x, rising ? 0 : n, rising, w, b, k); // active everywhere
      case 1 -> kink(s, x, rising ? n : 0, rising, w, b, k); // dead
      case 2 -> b[k] = rising ? 1 : -1; // w = 0
      case 3 -> {
        int other = s.nextInt(k + 1); // itself: 0 so far, so that it must be drawn
        int sign = rising ? 1 : -1;
        if (other == k) {
          kink(s, x, s.nextInt(n + 1), rising, w, b, k);
        } else {
          w[k] = sign * w[other];
          b[k] = sign * b[other];
        }
      }
      default -> kink(s, x, n == 1 ? s.nextInt(2) : s.nextInt(1, n - 1), rising, w, b, k);
    }
  }

  /** ±size·(q·x − r) with the kink r/q after {@code place} points, and on none of them. */
  private static void kink(Stream s, int[] x, int place, boolean rising, int[] w, int[] b, int k) {
    int q = s.nextInt(2, 4);
    int low = place == 0 ? x[0] - 4 : x[place - 1];
    int high = place == x.length ? low + 4 : x[place];
    int r = s.nextInt(q * low + 1, q * high - 1);
    int size = rising ? s.nextInt(1, 3) : -s.nextInt(1, 3);
    w[k] = size * q;
    b[k] = -size * r;
  }
}
