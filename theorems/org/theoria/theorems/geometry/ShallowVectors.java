package org.theoria.theorems.geometry;

import java.util.Arrays;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * The vectors e_0, …, e_{2n} and 𝟙_1, …, 𝟙_{2n} of slide 81, each 1 × n.
 *
 * @param x X, 1 × n
 */
record ShallowVectors(RationalMatrix x) {

  private int n() {
    return x.columns();
  }

  /**
   * e_j: for j = 1..n zeros up to place j and x⁽ˡ⁾ − x⁽ʲ⁾ after it; for j = n+i, i = 1..n, x⁽ⁱ⁾ −
   * x⁽ˡ⁾ before place i and zeros from it on; e_0 = e_{2n}.
   */
  RationalMatrix e(int j) {
    int n = n();
    if (j < 0 || j > 2 * n) {
      throw new IllegalArgumentException("e_j: 0 ≤ j ≤ " + 2 * n + " is needed, got " + j);
    }
    int index = j == 0 ? 2 * n : j;
    boolean after = index <= n;
    int place = after ? index : index - n;
    Rational[] entries = new Rational[n];
    for (int l = 1; l <= n; l++) {
      Rational difference = x.get(0, l - 1).minus(x.get(0, place - 1));
      boolean zero = after ? l <= place : l >= place;
      entries[l - 1] = zero ? Rational.ZERO : after ? difference : difference.negate();
    }
    return RationalMatrix.of(1, n, entries);
  }

  /**
   * 𝟙_j: for j = 1..n, j − 1 zeros and then ones; for j = n+i, i = 1..n, {@code i − shorter} ones
   * and then zeros.
   *
   * @param shorter 1; a false variant has 0
   */
  RationalMatrix step(int j, int shorter) {
    int n = n();
    if (j < 1 || j > 2 * n) {
      throw new IllegalArgumentException("1_j: 1 ≤ j ≤ " + 2 * n + " is needed, got " + j);
    }
    Rational[] entries = new Rational[n];
    for (int l = 1; l <= n; l++) {
      boolean one = j <= n ? l >= j : l <= j - n - shorter;
      entries[l - 1] = one ? Rational.ONE : Rational.ZERO;
    }
    return RationalMatrix.of(1, n, entries);
  }

  /** 𝟙, all ones. */
  RationalMatrix ones() {
    return RationalMatrix.constant(1, n(), Rational.ONE);
  }

  /**
   * α_k of one row of a pattern, 1 × n, read off its first entry and its first change: a row that
   * changes twice is not 𝟙_α.
   */
  int alpha(RationalMatrix row) {
    int n = n();
    Rational first = row.get(0, 0);
    int change = 1;
    while (change < n && row.get(0, change).equals(first)) {
      change++;
    }
    if (first.isZero()) {
      return change + 1; // 𝟙_{i}, i − 1 zeros; 𝟙_{n+1} where there are zeros only
    }
    return change == n ? 1 : n + change + 1;
  }

  /** α of a whole pattern, n₁ × n. */
  int[] alphas(RationalMatrix pattern) {
    int[] result = new int[pattern.rows()];
    Arrays.setAll(result, k -> alpha(pattern.block(k, 0, 1, pattern.columns())));
    return result;
  }
}
