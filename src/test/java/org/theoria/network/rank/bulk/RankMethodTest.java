package org.theoria.network.rank.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.PrimeField;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/** Each way to the rank on matrices made for it. */
final class RankMethodTest {

  private static RationalMatrix rational(long[][] rows, int columns) {
    Rational[] entries = new Rational[rows.length * columns];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Rational.of(rows[i / columns][i % columns]);
    }
    return RationalMatrix.of(rows.length, columns, entries);
  }

  /** A product of an m × r and an r × n matrix, some entries moved by 1. */
  private static long[][] nearlyOfRank(SplittableRandom random, int m, int n, int r, int moved) {
    long size = 1L << random.nextInt(1, 28);
    long[][] left = new long[m][r];
    long[][] right = new long[r][n];
    for (long[][] factor : new long[][][] {left, right}) {
      for (long[] row : factor) {
        for (int l = 0; l < row.length; l++) {
          row[l] = random.nextInt(5) == 0 ? 0 : random.nextLong(-size, size + 1);
        }
      }
    }
    long[][] product = new long[m][n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < r; l++) {
          product[i][j] += left[i][l] * right[l][j];
        }
      }
    }
    for (int k = 0; k < moved; k++) {
      product[random.nextInt(m)][random.nextInt(n)] += random.nextBoolean() ? 1 : -1;
    }
    return product;
  }

  @Test
  void theExactRankIsRightAndTheCertifiedOneIsNeverAboveIt() {
    SplittableRandom random = new SplittableRandom(61);
    FractionFreeRank exact = new FractionFreeRank(12, 12);
    IntervalRank interval = new IntervalRank(12, 12);
    ModularRank modular = new ModularRank(12, 12);
    int below = 0;
    int undecided = 0;
    for (int i = 0; i < 10_000; i++) {
      int m = random.nextInt(1, 13);
      int n = random.nextInt(1, 13);
      int moved = random.nextInt(3) == 0 ? random.nextInt(1, 4) : 0;
      long[][] a = nearlyOfRank(random, m, n, random.nextInt(1, 9), moved);
      int rank = exact.rank(a, m, n);
      assertEquals(ExactRank.rank(rational(a, n)), rank, "matrix " + i);
      int certified = interval.rank(a, m, n);
      assertTrue(certified <= rank, "matrix " + i + ": " + certified + " > " + rank);
      PrimeField field = PrimeField.randomPrime61(random::nextLong);
      assertEquals(rank, modular.over(field).rank(a, m, n), "matrix " + i);
      below += rank < Math.min(m, n) ? 1 : 0;
      undecided += certified < rank ? 1 : 0;
    }
    assertTrue(below > 2_000, "deficient: " + below);
    assertTrue(undecided > 100, "not certified: " + undecided);
    assertTrue(exact.bigSteps() > 1_000, "steps beyond a word: " + exact.bigSteps());
  }

  @Test
  void aDeterminantOfOneAmongLargeNumbersIsNotCertifiedButFound() {
    long n = 1L << 60;
    long[][] a = {{n, n + 1}, {n - 1, n}};
    assertEquals(1, new IntervalRank(2, 2).rank(a, 2, 2));
    assertEquals(2, new FractionFreeRank(2, 2).rank(a, 2, 2));
    assertEquals(2, new ModularRank(2, 2).rank(a, 2, 2));
  }

  @Test
  void whatDoublesCanSeeIsCertified() {
    long[][] a = {{3, 0, 1}, {0, 0, 0}, {6, 0, 5}, {9, 0, -7}};
    assertEquals(2, new IntervalRank(4, 3).rank(a, 4, 3));
    long[][] scaled = {{1L << 61, 1}, {1L << 61, 2}};
    assertEquals(2, new IntervalRank(2, 2).rank(scaled, 2, 2));
    assertEquals(0, new IntervalRank(2, 2).rank(new long[2][2], 2, 2));
  }

  @Test
  void anUnluckyPrimeGivesLess() {
    long[][] a = {{1, 0}, {0, 1009}};
    assertEquals(1, new ModularRank(2, 2).over(new PrimeField(1009)).rank(a, 2, 2));
    assertEquals(2, new ModularRank(2, 2).over(new PrimeField(1013)).rank(a, 2, 2));
  }

  @Test
  void quotientsThatDoNotFitAWordAreSeen() {
    long n = (1L << 62) - 57;
    long[][] a = {{n, 1, 3}, {1, n, 5}, {7, 11, n}, {8, n + 11, n + 5}};
    // the fourth row is the sum of the second and the third
    assertEquals(3, new FractionFreeRank(4, 3).rank(a, 4, 3));
    long[][] b = {{n, 1, 3, 1}, {1, n, 5, 0}, {7, 11, n, 2}, {8, n + 11, n + 5, 2}};
    assertEquals(3, new FractionFreeRank(4, 4).rank(b, 4, 4));
    b[3][3] = 3;
    assertEquals(4, new FractionFreeRank(4, 4).rank(b, 4, 4));
  }
}
