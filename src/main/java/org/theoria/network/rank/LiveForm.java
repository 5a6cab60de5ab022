package org.theoria.network.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * J in the columns that the others span: without those into a neuron that no example is joined to,
 * of entries of f_{h−1} that are 0 wherever it is, and of inputs that are proven combinations of
 * others ({@link Blocks}). Its rank is that of J over ℚ.
 */
final class LiveForm {
  /** How many more rows than the bound of the rank are combined. */
  private static final int MARGIN = 32;

  /** In how many combinations a row of J stands. */
  private static final int COMBINATIONS = 2;

  private final int[][][] features;
  private final int columns;

  private LiveForm(int[][][] features, int columns) {
    this.features = features;
    this.columns = columns;
  }

  /**
   * @param blocks of all examples
   */
  static LiveForm of(Blocks blocks) {
    int depth = blocks.pattern().network().depth();
    int[][][] features = new int[depth][][];
    int columns = 0;
    for (int h = 1; h <= depth; h++) {
      features[h - 1] = new int[blocks.pattern().network().architecture().width(h)][];
      int bias = blocks.pattern().network().architecture().width(h - 1);
      for (int i = 0; i < features[h - 1].length; i++) {
        Blocks.Block block = blocks.block(h, i);
        int[] own = new int[0];
        if (block.size() > 0) {
          own =
              IntStream.concat(block.features().stream().mapToInt(l -> l), IntStream.of(bias))
                  .toArray();
        }
        features[h - 1][i] = own;
        columns += own.length;
      }
    }
    return new LiveForm(features, columns);
  }

  int columns() {
    return columns;
  }

  /** How many combinations of the rows are taken where the rank is at most {@code bound}. */
  static int mixedRows(int rows, int bound) {
    return (int) Math.min(rows, (long) bound + MARGIN);
  }

  /** All rows. */
  double[][] rows(Factors f, DoubleResidues k) {
    double[][] rows = new double[f.rows()][];
    IntStream.range(0, rows.length)
        .parallel()
        .forEach(
            r -> {
              double[] row = new double[columns];
              add(row, f, r, 1, k);
              rows[r] = row;
            });
    return rows;
  }

  /**
   * Random combinations of the rows, each row in a few of them: P·J for a sparse P, so the rank is
   * at most that of J. That it is as large is likely and not claimed.
   *
   * @param seed of the combinations
   */
  double[][] mixed(Factors f, int count, DoubleResidues k, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<List<Integer>> members = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      members.add(new ArrayList<>());
    }
    int[] order = IntStream.range(0, f.rows()).toArray();
    for (int copy = 0; copy < COMBINATIONS; copy++) {
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
      for (int i = 0; i < order.length; i++) {
        members.get(i % count).add(order[i]);
      }
    }
    double[][] rows = new double[count][];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            t -> {
              SplittableRandom own = new SplittableRandom(seed + 1 + t);
              double[] row = new double[columns];
              for (int r : members.get(t)) {
                add(row, f, r, k.centred(1 + own.nextLong(f.field().prime() - 1)), k);
              }
              rows[t] = row;
            });
    return rows;
  }

  /** row += c · (row r of J). */
  private void add(double[] row, Factors f, int r, double c, DoubleResidues k) {
    int at = 0;
    for (int h = 0; h < features.length; h++) {
      long[] b = f.backward()[h][r];
      double[] layer = DenseForm.centred(f.forward()[h][r / f.outputs()], k);
      for (int i = 0; i < b.length; i++) {
        int[] own = features[h][i];
        if (b[i] != 0) {
          double factor = k.reduce(c * k.centred(b[i]));
          for (int l = 0; l < own.length; l++) {
            row[at + l] = k.reduce(Math.fma(factor, layer[own[l]], row[at + l]));
          }
        }
        at += own.length;
      }
    }
  }
}
