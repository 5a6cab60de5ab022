package org.theoria.backend.shallow;

import static org.theoria.backend.shallow.ShallowBlock.FIELDS;
import static org.theoria.backend.shallow.ShallowBlock.POINTS;

/**
 * |𝒜(X, θ)| and r_j, the rank of D f_θ(X) where no outgoing weight is 0, from the pattern alone
 * and exactly.
 *
 * <p>For x⁽¹⁾ &lt; … &lt; x⁽ⁿ⁾, no pre-activation 0 and no v_k = 0. Every step keeps the rank over
 * ℚ.
 *
 * <ol>
 *   <li>Columns. v_k(a_k∘x), v_ka_k, w_k(a_k∘x) + b_ka_k and 𝟙 span the same as 𝟙, a_k, a_k∘x.
 *   <li>Rows. Row i minus row i−1, for i = n..2. 𝟙 becomes e_1: row 1 is struck out, and counts 1.
 *       On sorted points a_k changes at most once: it becomes 0, or ±e_p with p the first example
 *       after the change. Those rows p are struck out, and count 1 each.
 *   <li>Row i divided by x⁽ⁱ⁾ − x⁽ⁱ⁻¹⁾ &gt; 0. In the rows that are left a_k∘x is 1 where a_k is 1
 *       at i (and then at i−1), and 0 elsewhere: at most n₁ columns, in each of which the ones are
 *       consecutive. Such a matrix is totally unimodular, its minors are 0 and ±1, and its rank
 *       over ℚ is its rank modulo 2.
 *   <li>Elimination modulo 2. Nothing is assumed of its outcome.
 * </ol>
 *
 * <p>|𝒜| is 1 plus the number of examples at which some neuron has just changed: it does not
 * change back, so that equal columns of the pattern are neighbours.
 */
public final class ShallowRank {

  /** One in each of the four fields of a word. */
  private static final long ONES = 0x0001_0001_0001_0001L;

  private static final int FIELD = 16;
  private static final long MASK = (1L << FIELD) - 1;
  private static final int RANK_BITS = 5;

  /** More than any result of {@link #counts}. */
  public static final int RESULTS = 1 << (2 * RANK_BITS);

  /** Word operations of {@link #counts}, as its source has them: loops unrolled, no loads. */
  public static final int OPERATIONS = 117;

  private ShallowRank() {}

  /**
   * Both numbers of one network.
   *
   * @param first the pattern of neurons 1 to 4, as in {@link ShallowBlock}
   * @param second that of neurons 5 to 8
   * @param points n, 1..16
   * @return to be read by {@link #patterns} and {@link #rank}
   */
  public static int counts(long first, long second, int points) {
    // bit i of a field: examples i+1 and i+2, that is row i+2
    long rows = MASK >>> (POINTS + 1 - points);
    long changes = (first ^ (first >>> 1)) | (second ^ (second >>> 1));
    changes |= changes >>> (2 * FIELD);
    changes |= changes >>> FIELD;
    changes &= rows;
    long left = (rows & ~changes) * ONES;
    long a = first & left;
    long b = second & left;
    int patterns = 1 + Long.bitCount(changes);
    int rank = patterns;
    for (int k = 0; k < FIELDS; k++) {
      long column = (a >>> (FIELD * k)) & MASK;
      int pivot = Long.numberOfTrailingZeros(column); // 64 for 0: nothing is added below
      rank += (int) (-column >>> 63);
      a ^= ((a >>> pivot) & ONES) * column;
      b ^= ((b >>> pivot) & ONES) * column;
    }
    for (int k = 0; k < FIELDS; k++) {
      long column = (b >>> (FIELD * k)) & MASK;
      int pivot = Long.numberOfTrailingZeros(column);
      rank += (int) (-column >>> 63);
      b ^= ((b >>> pivot) & ONES) * column;
    }
    return (patterns << RANK_BITS) | rank;
  }

  /** |𝒜|. */
  public static int patterns(int counts) {
    return counts >>> RANK_BITS;
  }

  /** r_j. */
  public static int rank(int counts) {
    return counts & ((1 << RANK_BITS) - 1);
  }

  /** What {@link #counts} would give for these two numbers. */
  public static int counts(int patterns, int rank) {
    return (patterns << RANK_BITS) | rank;
  }
}
