package org.theoria.network.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.PrimeField;

/**
 * The rank where the vectors (x_j, 1) are linearly independent, as those of n ≤ n₀ + 1 examples
 * mostly are: then the columns of the first layer span ⊕_j im B_j, where B_j (K × n₁) has the rows
 * that are backpropagated to layer 1 on example j. (For u_j ∈ ℝ^{n₁} there is a Θ with Θ(x_j, 1) =
 * u_j for all j, so that (B_j u_j)_j is in the span.) With rows L_j that span the left kernel of
 * B_j,
 *
 * <p>rank J = Σ_j rank B_j + rank (L_j J_{j,h})_{j; h ≥ 2},
 *
 * <p>over any field, and the second matrix has Σ_j (K − rank B_j) rows only, again with factors:
 * L_j J_{j,h} = (L_j B_{j,h}) ⊗ (f_{h−1}(x_j), 1).
 *
 * @param rank Σ_j rank B_j
 * @param rest for each row of the second matrix its example
 * @param backward the backpropagated rows L_j B_{j,h} of h ≥ 2 at [row][h − 2]
 */
record InputReduction(int rank, List<Integer> rest, List<long[][]> backward) {

  /** The reduction; empty where the vectors (x_j, 1) are dependent over the field. */
  static Optional<InputReduction> of(Factors f) {
    long[][] inputs = f.forward()[0];
    if (inputs.length > inputs[0].length) {
      return Optional.empty();
    }
    FieldRows independent = new FieldRows(f.field());
    for (long[] x : inputs) {
      if (!independent.add(x.clone(), x.length)) {
        return Optional.empty();
      }
    }
    int rank = 0;
    List<Integer> rest = new ArrayList<>();
    List<long[][]> backward = new ArrayList<>();
    for (int j = 0; j < inputs.length; j++) {
      FieldRows block = new FieldRows(f.field());
      for (int k = 0; k < f.outputs(); k++) {
        long[] row = chained(f, j * f.outputs() + k);
        if (!block.add(row, f.backward()[0][0].length)) {
          rest.add(j);
          backward.add(parts(f, row));
        }
      }
      rank += block.rank();
    }
    return Optional.of(new InputReduction(rank, rest, backward));
  }

  /** The backpropagated rows of all layers, one after the other. */
  private static long[] chained(Factors f, int r) {
    int width = 0;
    for (long[][] b : f.backward()) {
      width += b[r].length;
    }
    long[] row = new long[width];
    int at = 0;
    for (long[][] b : f.backward()) {
      System.arraycopy(b[r], 0, row, at, b[r].length);
      at += b[r].length;
    }
    return row;
  }

  private static long[][] parts(Factors f, long[] row) {
    int depth = f.backward().length;
    long[][] parts = new long[depth - 1][];
    int at = f.backward()[0][0].length;
    for (int h = 1; h < depth; h++) {
      parts[h - 1] = new long[f.backward()[h][0].length];
      System.arraycopy(row, at, parts[h - 1], 0, parts[h - 1].length);
      at += parts[h - 1].length;
    }
    return parts;
  }

  /** The rows of the second matrix; each has the parameters of layers 2, …, H. */
  long[][] restRows(Factors f) {
    PrimeField field = f.field();
    int width = 0;
    for (int h = 1; h < f.forward().length; h++) {
      width += f.forward()[h][0].length * f.backward()[h][0].length;
    }
    long[][] rows = new long[rest.size()][width];
    for (int r = 0; r < rows.length; r++) {
      int at = 0;
      for (int h = 1; h < f.forward().length; h++) {
        long[] layer = f.forward()[h][rest.get(r)];
        for (long b : backward.get(r)[h - 1]) {
          for (int l = 0; l < layer.length; l++) {
            rows[r][at++] = b == 0 || layer[l] == 0 ? 0 : field.times(b, layer[l]);
          }
        }
      }
    }
    return rows;
  }
}
