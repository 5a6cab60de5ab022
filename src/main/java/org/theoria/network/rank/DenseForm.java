package org.theoria.network.rank;

import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Dense matrices in doubles that have the rank of a Jacobian matrix modulo a prime, formed from its
 * {@link Factors}.
 */
final class DenseForm {
  private DenseForm() {}

  /** J itself. */
  static double[][] jacobian(Factors f, DoubleResidues k) {
    double[][] rows = new double[f.rows()][];
    IntStream.range(0, rows.length).parallel().forEach(r -> rows[r] = centred(f.row(r, 1), k));
    return rows;
  }

  static double[] centred(long[] residues, DoubleResidues k) {
    double[] row = new double[residues.length];
    for (int l = 0; l < row.length; l++) {
      row[l] = k.centred(residues[l]);
    }
    return row;
  }

  /**
   * J D Jᵀ for the diagonal matrix D = ⊕_h S_h ⊗ T_h of random S_h, T_h, as Σ_h (B_h S_h B_hᵀ) ∘
   * (F_h T_h F_hᵀ): the |E| + |B| columns are never formed.
   *
   * <p>Its rank is at most that of J over any field, so it gives a lower bound always. Over ℚ and
   * for indeterminates s, t it is equal to it: by the formula of Cauchy and Binet the minor of rows
   * I and columns I is Σ_C det(J_{I,C})² Π_{c∈C} s_c t_c, whose coefficients are sums of squares,
   * which over ℚ do not cancel. Where p divides not one such non-zero coefficient, and for s, t
   * uniform modulo p, the minor is 0 with a probability of at most its degree 2r over p (Schwartz
   * 1980, doi:10.1145/322217.322225).
   */
  static double[][] gram(Factors f, DoubleResidues k, LongSupplier bits) {
    int depth = f.forward().length;
    int n = f.forward()[0].length;
    int rows = f.rows();
    double[][][] inputGrams = new double[depth][][];
    double[][][] weighted = new double[depth][rows][];
    double[][][] transposed = new double[depth][][];
    for (int h = 0; h < depth; h++) {
      long[] t = random(f, f.forward()[h][0].length, bits);
      inputGrams[h] = weightedGram(f, f.forward()[h], t, k);
      long[] s = random(f, f.backward()[h][0].length, bits);
      int width = s.length;
      transposed[h] = new double[width][rows];
      for (int r = 0; r < rows; r++) {
        long[] b = f.backward()[h][r];
        weighted[h][r] = new double[width];
        for (int i = 0; i < width; i++) {
          weighted[h][r][i] = k.centred(f.field().times(b[i], s[i]));
          transposed[h][i][r] = k.centred(b[i]);
        }
      }
    }
    double[][] g = new double[rows][];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            j -> {
              double[] product = new double[rows];
              double[] eight = new double[DoubleResidues.GROUP];
              for (int o = 0; o < f.outputs(); o++) {
                int r = j * f.outputs() + o;
                double[] sum = new double[rows];
                for (int h = 0; h < depth; h++) {
                  java.util.Arrays.fill(product, 0);
                  double[] factors = weighted[h][r];
                  k.addAll(product, factors, 0, transposed[h], factors.length, eight, rows);
                  k.addSpread(sum, product, inputGrams[h][j], f.outputs());
                }
                g[r] = sum;
              }
            });
    return g;
  }

  private static long[] random(Factors f, int count, LongSupplier bits) {
    long[] result = new long[count];
    for (int i = 0; i < count; i++) {
      // 63 bits modulo 26: no residue is likelier than 1/p by more than a part in 2³⁷
      result[i] = (bits.getAsLong() >>> 1) % f.field().prime();
    }
    return result;
  }

  /** F T Fᵀ. */
  private static double[][] weightedGram(Factors f, long[][] rows, long[] t, DoubleResidues k) {
    int n = rows.length;
    double[][] transposed = new double[t.length][n];
    double[][] weighted = new double[n][t.length];
    for (int j = 0; j < n; j++) {
      for (int l = 0; l < t.length; l++) {
        transposed[l][j] = k.centred(rows[j][l]);
        weighted[j][l] = k.centred(f.field().times(rows[j][l], t[l]));
      }
    }
    double[][] g = new double[n][n];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            j ->
                k.addAll(
                    g[j],
                    weighted[j],
                    0,
                    transposed,
                    t.length,
                    new double[DoubleResidues.GROUP],
                    n));
    return g;
  }
}
