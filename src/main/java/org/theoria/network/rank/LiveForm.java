package org.theoria.network.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * J in the columns that the others span: without those into a neuron that no example is joined to,
 * of entries of f_{h−1} that are 0 wherever it is, and of inputs that are proven combinations of
 * others ({@link Blocks}). Its rank is that of J over ℚ.
 */
final class LiveForm {
  /** How many more combinations of few rows are taken than the bound of the rank. */
  private static final int MARGIN = 32;

  /** How many combinations of all rows are taken beside them. */
  static final int RESERVE = 32;

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
    return (int) Math.min(rows, (long) bound + MARGIN + RESERVE);
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
   * Random combinations of the rows. First P·J for a sparse P, each row in a few of the
   * combinations: its rank is at most that of J; that it is as large is likely and not known. Then
   * V·J for {@link #RESERVE} rows V of uniform residues, by which {@link #log2Missed} tells.
   *
   * @param count of both together, at least {@link #RESERVE}
   * @param seed of the combinations
   */
  double[][] mixed(Factors f, int count, DoubleResidues k, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] few = ofFew(f, count - RESERVE, k, random.nextLong());
    double[][] all = ofAll(f, RESERVE, k, random.nextLong());
    double[][] rows = Arrays.copyOf(few, count);
    System.arraycopy(all, 0, rows, few.length, all.length);
    return rows;
  }

  /**
   * log₂ of a bound of the probability, over V, that the rank of J modulo p is larger than that of
   * (P·J; V·J), where {@code pivots} pivots are rows of V·J that P·J does not span.
   *
   * <p>Let d be the rank of J modulo the rows that P·J spans. There V·J is uniform, for J maps
   * uniform rows to uniform combinations: a matrix of m = {@link #RESERVE} uniform rows of d
   * entries. If its rank v is below d, some v of its rows span the others, and each of those is one
   * of at most p^v in p^d: so the probability is at most C(m, v) p^(−(m − v)) &lt; 2^m · 2^(−25 (m
   * − v)). Residues of 63 random bits are uniform but for a factor of 1 + 2⁻³⁷.
   */
  static double log2Missed(int pivots) {
    return RESERVE - 25.0 * (RESERVE - pivots);
  }

  /** Combinations of all rows, by uniform residues. */
  private double[][] ofAll(Factors f, int count, DoubleResidues k, long seed) {
    int n = f.forward()[0].length;
    double[][][] layers = new double[f.forward().length][][];
    for (int h = 0; h < layers.length; h++) {
      layers[h] =
          Arrays.stream(f.forward()[h]).map(v -> DenseForm.centred(v, k)).toArray(double[][]::new);
    }
    double[][] rows = new double[count][];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            t -> {
              SplittableRandom own = new SplittableRandom(seed + t);
              long[] weights = new long[f.rows()];
              for (int r = 0; r < weights.length; r++) {
                weights[r] = (own.nextLong() >>> 1) % f.field().prime();
              }
              rows[t] = combination(f, layers, weights, n, k);
            });
    return rows;
  }

  /**
   * Σ_r (weight of r) · (row r of J), neuron by neuron: a neuron's columns are b ⊗ (f_{h−1}, 1).
   */
  private double[] combination(
      Factors f, double[][][] layers, long[] weights, int n, DoubleResidues k) {
    double[] row = new double[columns];
    double[] byExample = new double[n];
    double[] eight = new double[DoubleResidues.GROUP];
    int at = 0;
    for (int h = 0; h < features.length; h++) {
      double[] sum = new double[layers[h][0].length];
      for (int i = 0; i < features[h].length; i++) {
        for (int j = 0; j < n; j++) {
          long s = 0;
          for (int r = j * f.outputs(); r < (j + 1) * f.outputs(); r++) {
            s = f.field().plus(s, f.field().times(weights[r], f.backward()[h][r][i]));
          }
          byExample[j] = k.centred(s);
        }
        Arrays.fill(sum, 0);
        k.addAll(sum, byExample, 0, layers[h], n, eight, sum.length);
        for (int l : features[h][i]) {
          row[at++] = sum[l];
        }
      }
    }
    return row;
  }

  /** Combinations of few rows each. */
  private double[][] ofFew(Factors f, int count, DoubleResidues k, long seed) {
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
