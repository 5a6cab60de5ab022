package org.theoria.network.rank;

import java.util.Arrays;
import java.util.Optional;
import org.theoria.arithmetic.PrimeField;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;

/**
 * The Jacobian matrix D f_θ(X) modulo a prime by its factors: the row of output k on example j is
 * the concatenation over h = 1..H of b ⊗ (f_{h−1}(x_j), 1), where b, the backpropagated row, is the
 * derivative of that output along the pre-activations of layer h. It is never formed here.
 *
 * @param field the field
 * @param forward (f_{h−1}(x_j), 1) at [h − 1][j], residues
 * @param backward the backpropagated rows at [h − 1][j·K + k], residues
 * @param outputs K, the rows an example
 */
record Factors(PrimeField field, long[][][] forward, long[][][] backward, int outputs) {

  /** The factors; empty where the prime divides a denominator. */
  static Optional<Factors> of(
      FrozenPattern pattern, RationalMatrix x, OutputRows rows, PrimeField field) {
    return of(pattern, x, rows, field, true);
  }

  /** The factors; without the backpropagated rows where only values are wanted. */
  static Optional<Factors> of(
      FrozenPattern pattern,
      RationalMatrix x,
      OutputRows rows,
      PrimeField field,
      boolean backwards) {
    Network f = pattern.network();
    int depth = f.depth();
    long[][][] weights = new long[depth][][];
    long[][][] biases = new long[depth][][];
    for (int h = 1; h <= depth; h++) {
      weights[h - 1] = residues(field, f.weight(h));
      biases[h - 1] = residues(field, f.bias(h));
      if (weights[h - 1].length == 0 || biases[h - 1].length == 0) {
        return Optional.empty();
      }
    }
    long[][] inputs = residues(field, x.transpose());
    if (inputs.length == 0) {
      return Optional.empty();
    }
    int n = pattern.examples();
    int k = rows.count(f.architecture().outputs());
    long[][][] forward = new long[depth][n][];
    long[][][] backward = new long[depth][n * k][];
    for (int j = 0; j < n; j++) {
      forward[0][j] = withOne(inputs[j]);
      for (int h = 1; h < depth; h++) {
        long[] slopes = slopes(field, pattern, h, j);
        long[] value = new long[slopes.length];
        for (int i = 0; i < value.length; i++) {
          if (slopes[i] != 0) {
            long z =
                field.plus(dot(field, weights[h - 1][i], forward[h - 1][j]), biases[h - 1][i][0]);
            value[i] = field.times(slopes[i], z);
          }
        }
        forward[h][j] = withOne(value);
      }
      if (backwards) {
        backpropagate(field, pattern, weights, rows, j, k, backward);
      }
    }
    return Optional.of(new Factors(field, forward, backward, k));
  }

  private static void backpropagate(
      PrimeField field,
      FrozenPattern pattern,
      long[][][] weights,
      OutputRows rows,
      int j,
      int k,
      long[][][] backward) {
    int depth = weights.length;
    long[] last = slopes(field, pattern, depth, j);
    for (int o = 0; o < k; o++) {
      long[] row = new long[last.length];
      row[o] = last[o];
      if (rows == OutputRows.SOFTMAX) {
        row[k] = field.minus(0, last[k]);
      }
      backward[depth - 1][j * k + o] = row;
    }
    for (int h = depth - 1; h >= 1; h--) {
      long[] slopes = slopes(field, pattern, h, j);
      for (int o = 0; o < k; o++) {
        backward[h - 1][j * k + o] = pulled(field, backward[h][j * k + o], weights[h], slopes);
      }
    }
  }

  /** (row·W) ∘ slopes. */
  private static long[] pulled(PrimeField field, long[] row, long[][] w, long[] slopes) {
    long[] result = new long[slopes.length];
    for (int l = 0; l < row.length; l++) {
      if (row[l] != 0) {
        for (int i = 0; i < result.length; i++) {
          if (slopes[i] != 0) {
            result[i] = field.plus(result[i], field.times(row[l], w[l][i]));
          }
        }
      }
    }
    for (int i = 0; i < result.length; i++) {
      result[i] = field.times(slopes[i], result[i]);
    }
    return result;
  }

  /** a·b. */
  static long dot(PrimeField field, long[] a, long[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] != 0 && b[i] != 0) {
        sum = field.plus(sum, field.times(a[i], b[i]));
      }
    }
    return sum;
  }

  private static long[] withOne(long[] values) {
    long[] result = Arrays.copyOf(values, values.length + 1);
    result[values.length] = 1;
    return result;
  }

  private static long[] slopes(PrimeField field, FrozenPattern pattern, int h, int j) {
    int width = pattern.network().architecture().width(h);
    Rational negative = FrozenPattern.slope(pattern.network().activation(h), false);
    long below = field.of(negative).orElseThrow(); // 1/8 at worst, and p is odd
    long[] slopes = new long[width];
    for (int i = 0; i < width; i++) {
      slopes[i] = pattern.isPositive(h, i, j) ? 1 : below;
    }
    return slopes;
  }

  /** The matrix modulo p by rows; no rows at all where p divides a denominator. */
  static long[][] residues(PrimeField field, RationalMatrix m) {
    long[][] result = new long[m.rows()][m.columns()];
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        Optional<Long> residue = field.of(m.get(i, j));
        if (residue.isEmpty()) {
          return new long[0][];
        }
        result[i][j] = residue.get();
      }
    }
    return result;
  }

  /** n·K. */
  int rows() {
    return backward[0].length;
  }

  /** |E| + |B|. */
  int columns() {
    int count = 0;
    for (int h = 0; h < forward.length; h++) {
      count += forward[h][0].length * backward[h][0].length;
    }
    return count;
  }

  /** The entries of row r from layer {@code from} on, h from 1, in the order of the parameters. */
  long[] row(int r, int from) {
    int width = 0;
    for (int h = from - 1; h < forward.length; h++) {
      width += forward[h][0].length * backward[h][0].length;
    }
    long[] row = new long[width];
    int at = 0;
    for (int h = from - 1; h < forward.length; h++) {
      long[] b = backward[h][r];
      long[] f = forward[h][r / outputs];
      for (long factor : b) {
        if (factor != 0) {
          for (int l = 0; l < f.length - 1; l++) {
            row[at + l] = field.times(factor, f[l]);
          }
        }
        at += f.length - 1;
      }
      System.arraycopy(b, 0, row, at, b.length);
      at += b.length;
    }
    return row;
  }
}
