package org.theoria.backend.shallow;

import static org.theoria.backend.shallow.ShallowBlock.FIELDS;
import static org.theoria.backend.shallow.ShallowBlock.LANES;
import static org.theoria.backend.shallow.ShallowBlock.NEURONS;
import static org.theoria.backend.shallow.ShallowBlock.POINTS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * Networks (1, 8, 1) on 16 points, as peers.py draws them: w_k uniform in −9..9, b_k in (−19..19)/2
 * + ¼, v_k in ±1, ±2, ±3, and 16 distinct integers of −20..20, all independent and uniform to
 * within 2⁻²⁶. A pre-activation is an odd multiple of ¼, never 0.
 *
 * <p>A word has one bit for each of the 41 integers: the points are a word of 16 ones, and the
 * change of a neuron is the number of points among the integers before its kink, a table look-up,
 * an and, and a count of ones.
 */
public final class GridNetworks implements ShallowFamily {
  private static final long POINTS_MASK = (1L << POINTS) - 1;
  private static final int LARGEST_X = 20;
  private static final int WEIGHTS = 19;
  private static final int BIASES = 39;
  private static final int DENOMINATOR = 4;
  private static final int CHOICES = WEIGHTS * BIASES;
  private static final int OUTGOING = 6;

  /**
   * Word operations of drawing one network, as the source has them, loads and stores not counted:
   * 12 for each of four random words, 38 for the points, 11 for each of eight neurons, 3 to put the
   * two words of patterns together.
   */
  public static final int OPERATIONS = 4 * 12 + 38 + 8 * 11 + 3;

  /** The grid in three parts, for subsets by tables. */
  private static final int LOW = 13;

  private static final int HIGH = 14;

  /** Words drawn for a network: sizes of the three parts, the parts, four neurons, four neurons. */
  private static final int WORDS = 4;

  /** The streams of outgoing weights: apart from those of the blocks. */
  private static final long OUTGOING_STREAM = 1L << 62;

  /** One a pair (w, b): bits 0..40 the grid before the kink; bit 63 falling. */
  private final long[] beforeKink = new long[CHOICES];

  private final SubsetTable low = new SubsetTable(LOW);
  private final SubsetTable high = new SubsetTable(HIGH);
  private final AliasTable split;

  /** One an outcome of {@link #split}: how many points lie in each part. */
  private final int[] sizes;

  public GridNetworks() {
    for (int c = 0; c < CHOICES; c++) {
      int w = weight(c);
      long before = 0;
      for (int x = -LARGEST_X; x <= LARGEST_X; x++) {
        boolean active = DENOMINATOR * w * x + bias(c) > 0;
        before |= active == (w < 0) ? 1L << (x + LARGEST_X) : 0;
      }
      beforeKink[c] = before | (w < 0 ? Long.MIN_VALUE : 0);
    }
    List<Integer> outcomes = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (int i = 0; i <= LOW; i++) {
      for (int j = 0; j <= HIGH; j++) {
        int l = POINTS - i - j;
        if (l >= 0 && l <= HIGH) {
          outcomes.add(i | (j << 4) | (l << 8));
          weights.add((double) low.count(i) * high.count(j) * high.count(l));
        }
      }
    }
    split = new AliasTable(weights.stream().mapToDouble(Double::doubleValue).toArray());
    sizes = outcomes.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int weight(int choice) {
    return choice / BIASES - WEIGHTS / 2;
  }

  /** 4b. */
  private static int bias(int choice) {
    return 2 * (choice % BIASES - BIASES / 2) + 1;
  }

  @Override
  public void draw(Key key, long block, ShallowBlock into) {
    long[] first = into.first();
    long[] second = into.second();
    Stream s = key.stream(block);
    for (int lane = 0; lane < LANES; lane++) {
      long points = points(s.nextLong(), s.nextLong());
      first[lane] = four(points, s.nextLong());
      second[lane] = four(points, s.nextLong());
    }
    Arrays.fill(into.points(), POINTS);
  }

  /** Sixteen of the 41 bits. */
  private long points(long first, long second) {
    int size = sizes[split.outcome(first)];
    int i = size & 15;
    int j = (size >>> 4) & 15;
    int l = size >>> 8;
    long word = second;
    int count = low.count(i);
    long points = low.mask(i, digit(word, count));
    word *= count;
    count = high.count(j);
    points |= high.mask(j, digit(word, count)) << LOW;
    word *= count;
    return points | high.mask(l, digit(word, high.count(l))) << (LOW + HIGH);
  }

  /**
   * The integer part of word·2⁻⁶⁴·bound. The fractional part, word·bound, stands for the digits
   * after it.
   */
  private static int digit(long word, int bound) {
    return (int) Math.unsignedMultiplyHigh(word, bound);
  }

  /**
   * The patterns of four neurons, the digits of a word in the base of the number of pairs (w, b).
   */
  private long four(long points, long digits) {
    long word = digits;
    long patterns = 0;
    for (int k = 0; k < FIELDS; k++) {
      long before = beforeKink[digit(word, CHOICES)];
      word *= CHOICES;
      long rising = -1L << Long.bitCount(before & points);
      patterns |= ((rising ^ (before >> 63)) & POINTS_MASK) << (POINTS * k);
    }
    return patterns;
  }

  @Override
  public ShallowNetwork network(Key key, long block, int lane) {
    Stream s = key.stream(block);
    for (int skipped = 0; skipped < WORDS * lane; skipped++) {
      s.nextLong();
    }
    long points = points(s.nextLong(), s.nextLong());
    int[] x = new int[POINTS];
    for (int i = 0; i < POINTS; i++) {
      x[i] = Long.numberOfTrailingZeros(points) - LARGEST_X;
      points &= points - 1;
    }
    int[] w = new int[NEURONS];
    int[] b = new int[NEURONS];
    int[] v = new int[NEURONS];
    Stream outgoing = key.stream(OUTGOING_STREAM + block * LANES + lane);
    for (int half = 0; half < NEURONS; half += FIELDS) {
      long word = s.nextLong();
      for (int k = half; k < half + FIELDS; k++) {
        int choice = digit(word, CHOICES);
        word *= CHOICES;
        w[k] = weight(choice);
        b[k] = bias(choice);
      }
    }
    for (int k = 0; k < NEURONS; k++) {
      int i = outgoing.nextInt(OUTGOING);
      v[k] = i < OUTGOING / 2 ? i - OUTGOING / 2 : i - OUTGOING / 2 + 1;
    }
    return new ShallowNetwork(x, w, b, DENOMINATOR, v);
  }
}
