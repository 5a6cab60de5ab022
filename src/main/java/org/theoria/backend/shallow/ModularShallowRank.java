package org.theoria.backend.shallow;

import java.util.Arrays;
import org.theoria.arithmetic.PrimeField;
import org.theoria.network.rank.bulk.ModularRank;

/**
 * The rank of D f_θ(X) modulo the prime 2³¹ − 1, for networks some of whose outgoing weights are 0.
 * A minor that is not 0 modulo a prime is not 0: the rank over ℚ is at least this one. The columns
 * are 𝟙, a_k and a_k∘x where v_k ≠ 0, and max(0, w_kX + b_k) where v_k = 0 (else in the span of
 * the others).
 *
 * <p>Not safe for use by several threads.
 */
public final class ModularShallowRank {
  private static final PrimeField FIELD = new PrimeField((1L << 31) - 1);
  private static final int MOST_COLUMNS = 1 + 2 * ShallowBlock.NEURONS;

  /** The columns of the matrix: its transpose has the same rank. */
  private final long[][] columns = new long[MOST_COLUMNS][ShallowBlock.POINTS];

  private final ModularRank method = new ModularRank(MOST_COLUMNS, ShallowBlock.POINTS).over(FIELD);

  /** A lower bound of rank D f_θ(X). */
  public int atMostTheRankOf(ShallowNetwork net) {
    int n = net.points();
    Arrays.fill(columns[0], 1);
    int count = 1;
    for (int k = 0; k < net.neurons(); k++) {
      boolean closed = net.v()[k] == 0;
      long[] first = columns[count];
      for (int i = 0; i < n; i++) {
        int z = net.preActivation(k, i);
        first[i] = z <= 0 ? 0 : closed ? z : 1;
      }
      count++;
      if (!closed) {
        for (int i = 0; i < n; i++) {
          columns[count][i] = first[i] * net.x()[i];
        }
        count++;
      }
    }
    return method.rank(columns, count, n);
  }
}
