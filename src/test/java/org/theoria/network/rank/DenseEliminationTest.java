package org.theoria.network.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Minor;
import org.theoria.arithmetic.PrimeField;

/** The blocked elimination beside the one row by row, on sizes that reach every block. */
final class DenseEliminationTest {

  /** A product of random residues, rows × rank times rank × columns, with some columns 0. */
  private static long[][] ofRank(
      SplittableRandom random, PrimeField field, int rows, int columns, int rank) {
    long[][] left = new long[rows][rank];
    long[][] right = new long[rank][columns];
    for (long[] row : left) {
      fill(random, field, row, 9);
    }
    for (long[] row : right) {
      fill(random, field, row, 3);
    }
    long[][] product = new long[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < rank; k++) {
        for (int j = 0; j < columns && left[i][k] != 0; j++) {
          product[i][j] = field.plus(product[i][j], field.times(left[i][k], right[k][j]));
        }
      }
    }
    return product;
  }

  private static void fill(SplittableRandom random, PrimeField field, long[] row, int density) {
    for (int i = 0; i < row.length; i++) {
      row[i] = random.nextInt(10) < density ? random.nextLong(field.prime()) : 0;
    }
  }

  @Test
  void agreesWithRowsAndItsMinorIsNotZero() {
    SplittableRandom random = new SplittableRandom(61);
    int[][] shapes = {
      {1, 1, 1},
      {9, 70, 9},
      {70, 9, 5},
      {130, 131, 129},
      {300, 200, 97},
      {200, 400, 200},
      {333, 777, 250}
    };
    for (int[] shape : shapes) {
      PrimeField field = Primes.random26(random::nextLong);
      DoubleResidues k = new DoubleResidues(field);
      long[][] matrix = ofRank(random, field, shape[0], shape[1], shape[2]);
      double[][] dense = new double[shape[0]][];
      FieldRows rows = new FieldRows(field);
      for (int i = 0; i < shape[0]; i++) {
        dense[i] = DenseForm.centred(matrix[i], k);
        rows.add(matrix[i].clone(), shape[1]);
      }
      Minor minor = DenseElimination.minor(k, dense, () -> false);
      assertEquals(rows.rank(), minor.order());
      FieldRows square = new FieldRows(field);
      for (int i : minor.rows()) {
        long[] row = new long[minor.order()];
        for (int j = 0; j < row.length; j++) {
          row[j] = matrix[i][minor.columns().get(j)];
        }
        square.add(row, row.length);
      }
      assertEquals(minor.order(), square.rank());
    }
  }

  @Test
  void largestResiduesStayExact() {
    PrimeField field = new PrimeField(67_108_777);
    assertTrue(field.prime() <= DoubleResidues.LARGEST);
    DoubleResidues k = new DoubleResidues(field);
    long half = field.prime() / 2;
    double[] f = new double[8];
    double[][] b = new double[8][5];
    java.util.Arrays.fill(f, half);
    double[] r = {half, -half, 0, 1, half - 1};
    double[] start = r.clone();
    for (double[] row : b) {
      java.util.Arrays.fill(row, half);
    }
    k.addEight(r, f, b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7], 5);
    for (int l = 0; l < 5; l++) {
      long exact = (long) start[l] + 8 * half * half;
      assertEquals(Math.floorMod(exact, field.prime()), Math.floorMod((long) r[l], field.prime()));
      assertTrue(Math.abs(r[l]) <= field.prime() / 2.0 + 8);
    }
  }

  @Test
  void primesOfTheIntervalAreAsManyAsIsSaid() {
    int last = DoubleResidues.LARGEST;
    BitSet composite = new BitSet(last + 1);
    for (int p = 3; (long) p * p <= last; p += 2) {
      if (!composite.get(p)) {
        for (int m = p * p; m <= last; m += 2 * p) {
          composite.set(m);
        }
      }
    }
    int count = 0;
    for (int p = DoubleResidues.SMALLEST + 1; p <= last; p += 2) {
      count += composite.get(p) ? 0 : 1;
    }
    assertTrue(count >= LocalRank.PRIMES_26, "primes: " + count);
    assertTrue(count < LocalRank.PRIMES_26 + 1000, "primes: " + count);
  }

  @Test
  void stopsWhenAsked() {
    DoubleResidues k = new DoubleResidues(new PrimeField(67_108_777));
    double[][] rows = new double[20][20];
    rows[0][0] = 1;
    assertThrows(StoppedException.class, () -> DenseElimination.minor(k, rows, () -> true));
  }
}
