package org.theoria.backend.shallow;

import java.util.Arrays;

/**
 * The rank of D f_θ(X) modulo the prime 2³¹ − 1, for networks some of whose outgoing weights are 0.
 * A minor that is not 0 modulo a prime is not 0: the rank over ℚ is at least this one. The columns
 * are 𝟙, a_k and a_k∘x where v_k ≠ 0, and max(0, w_kX + b_k) where v_k = 0 (else in the span of
 * the others).
 *
 * <p>Not safe for use by several threads.
 */
public final class ModularShallowRank {
  private static final int EXPONENT = 31;
  private static final long PRIME = (1L << EXPONENT) - 1;

  /** Row p: a column with 1 at example p and 0 before it, if {@link #used}. */
  private final long[][] basis = new long[ShallowBlock.POINTS][ShallowBlock.POINTS];

  private final boolean[] used = new boolean[ShallowBlock.POINTS];
  private final long[] column = new long[ShallowBlock.POINTS];
  private int rank;

  /** A lower bound of rank D f_θ(X). */
  public int atMostTheRankOf(ShallowNetwork net) {
    int n = net.points();
    Arrays.fill(used, false);
    rank = 0;
    Arrays.fill(column, 1);
    insert(n);
    for (int k = 0; k < net.neurons(); k++) {
      boolean closed = net.v()[k] == 0;
      for (int i = 0; i < n; i++) {
        int z = net.preActivation(k, i);
        column[i] = z <= 0 ? 0 : closed ? z : 1;
      }
      insert(n);
      if (!closed) {
        for (int i = 0; i < n; i++) {
          column[i] = net.preActivation(k, i) <= 0 ? 0 : Math.floorMod(net.x()[i], PRIME);
        }
        insert(n);
      }
    }
    return rank;
  }

  /** Reduces the column by the basis, and adds what is left to it. */
  private void insert(int n) {
    for (int p = 0; p < n; p++) {
      long factor = column[p];
      if (factor == 0) {
        continue;
      }
      long[] row = basis[p];
      if (!used[p]) {
        long inverse = inverse(factor);
        for (int i = p; i < n; i++) {
          row[i] = reduced(column[i] * inverse);
        }
        used[p] = true;
        rank++;
        return;
      }
      for (int i = p; i < n; i++) {
        column[i] = reduced(column[i] + (PRIME - row[i]) * factor);
      }
    }
  }

  /** A number below 2⁶³ modulo the prime: 2³¹ is 1. */
  private static long reduced(long value) {
    long once = (value & PRIME) + (value >>> EXPONENT); // below 2³³
    long twice = (once & PRIME) + (once >>> EXPONENT);
    return twice >= PRIME ? twice - PRIME : twice;
  }

  /** By Fermat. */
  private static long inverse(long value) {
    long result = 1;
    long power = value;
    for (long e = PRIME - 2; e > 0; e >>>= 1) {
      if ((e & 1) == 1) {
        result = reduced(result * power);
      }
      power = reduced(power * power);
    }
    return result;
  }
}
