package org.theoria.network.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.PrimeField;
import org.theoria.arithmetic.Rational;
import org.theoria.network.Network;

/**
 * Vectors of the kernel of D f_θ(X), exact over ℚ. With b_h = s_h ∘ (b_{h+1} W_{h+1}) the
 * backpropagated rows, f_h = s_h ∘ z_h and s_h the slopes:
 *
 * <ul>
 *   <li>For hidden neurons i, l of layer h with the same slope on every example: the row i of (W_h,
 *       b_h) moves along row l, the column l of W_{h+1} along minus column i. J maps it to b_h^i
 *       z_h^l − (b_{h+1} W_{h+1})^i f_h^l = 0. For i = l this is the positive rescaling of a
 *       neuron.
 *   <li>For a hidden neuron i whose slope is c on every example: b_h^i moves by 1, b_{h+1} by −c
 *       times column i of W_{h+1}.
 * </ul>
 *
 * <p>How many are independent is counted modulo a prime: vectors that are independent modulo p are
 * so over ℚ, so the count is never too large.
 */
final class Symmetries {
  /** Entries of all vectors together that are looked at: beyond it only rescalings are. */
  private static final long MOST_ENTRIES = 50_000_000;

  /** 2⁶¹ − 1; any prime gives a proven count. */
  static final PrimeField FIELD = new PrimeField((1L << 61) - 1);

  private final FrozenPattern pattern;
  private final Network network;
  private final boolean[][] live;
  private final boolean[][] features;
  private final InputDependencies dependencies;
  private final int[] starts;

  private Symmetries(
      FrozenPattern pattern,
      boolean[][] live,
      boolean[][] features,
      InputDependencies dependencies) {
    this.dependencies = dependencies;
    this.pattern = pattern;
    this.network = pattern.network();
    this.live = live;
    this.features = features;
    this.starts = new int[network.depth() + 1];
    for (int h = 1; h <= network.depth(); h++) {
      starts[h] = starts[h - 1] + live[h - 1].length * (features[h - 1].length + 1);
    }
  }

  /**
   * How many are independent on the columns that may be other than 0.
   *
   * @param live for h = 1..H which neurons have a derivative on some example
   * @param features for h = 0..H − 1 which entries of f_h are not 0 on some example, nor redundant
   * @param dependencies inputs that are redundant: the vectors are taken modulo their dependencies
   */
  static int independent(
      FrozenPattern pattern,
      boolean[][] live,
      boolean[][] features,
      InputDependencies dependencies) {
    return new Symmetries(pattern, live, features, dependencies).count();
  }

  private int count() {
    List<int[]> pairs = new ArrayList<>();
    for (int h = 1; h < network.depth(); h++) {
      for (int i = 0; i < live[h - 1].length; i++) {
        if (live[h - 1][i]) {
          pairs.add(new int[] {h, i, i});
        }
      }
    }
    int rescalings = pairs.size();
    for (int h = 1; h < network.depth(); h++) {
      for (int i = 0; i < live[h - 1].length; i++) {
        for (int l = 0; live[h - 1][i] && l < live[h - 1].length; l++) {
          if (i != l && live[h - 1][l] && sameSlopes(h, i, l)) {
            pairs.add(new int[] {h, i, l});
          }
        }
        if (live[h - 1][i] && isConstant(h, i)) {
          pairs.add(new int[] {h, i, -1});
        }
      }
    }
    int columns = starts[network.depth()];
    if ((long) pairs.size() * columns > MOST_ENTRIES) {
      pairs = pairs.subList(0, rescalings);
    }
    if ((long) pairs.size() * columns > MOST_ENTRIES) {
      return 0;
    }
    FieldRows independent = new FieldRows(FIELD);
    for (int[] pair : pairs) {
      vector(pair[0], pair[1], pair[2]).ifPresent(v -> independent.add(v, v.length));
    }
    return independent.rank();
  }

  private boolean sameSlopes(int h, int i, int l) {
    for (int j = 0; j < pattern.examples(); j++) {
      if (pattern.isPositive(h, i, j) != pattern.isPositive(h, l, j)) {
        return false;
      }
    }
    return true;
  }

  private boolean isConstant(int h, int i) {
    for (int j = 1; j < pattern.examples(); j++) {
      if (pattern.isPositive(h, i, j) != pattern.isPositive(h, i, 0)) {
        return false;
      }
    }
    return true;
  }

  /** The vector, 0 on columns that are 0; l = −1 for the shift. Empty where p is unlucky. */
  private Optional<long[]> vector(int h, int i, int l) {
    long[] v = new long[starts[network.depth()]];
    int width = features[h - 1].length;
    int bias = starts[h - 1] + live[h - 1].length * width + i;
    boolean lucky = true;
    if (l < 0) {
      v[bias] = 1;
    } else {
      for (int c = 0; c < width; c++) {
        if (features[h - 1][c]) {
          lucky &= put(v, starts[h - 1] + i * width + c, network.weight(h).get(l, c));
        }
      }
      lucky &= put(v, bias, network.bias(h).get(l, 0));
      lucky &= h > 1 || redundant(v, i, l, bias);
    }
    int above = features[h].length;
    for (int o = 0; o < live[h].length; o++) {
      Rational w = network.weight(h + 1).get(o, i).negate();
      if (live[h][o] && l < 0) {
        Rational shift = w.times(pattern.slope(h, i, 0));
        lucky &= put(v, starts[h] + live[h].length * above + o, shift);
      } else if (live[h][o] && features[h][l]) {
        lucky &= put(v, starts[h] + o * above + l, w);
      }
    }
    return lucky ? Optional.of(v) : Optional.empty();
  }

  /** Replaces the redundant inputs of row l by what they are combinations of, in row i. */
  private boolean redundant(long[] v, int i, int l, int bias) {
    int width = features[0].length;
    for (int c = 0; c < width; c++) {
      if (dependencies.isRedundant(c)) {
        Optional<Long> w = FIELD.of(network.weight(1).get(l, c));
        if (w.isEmpty()) {
          return false;
        }
        long[] combination = dependencies.combination(c);
        for (int d = 0; d <= width; d++) {
          if (combination[d] != 0) {
            int at = d == width ? bias : i * width + d;
            v[at] = FIELD.plus(v[at], FIELD.times(w.get(), combination[d]));
          }
        }
      }
    }
    return true;
  }

  private static boolean put(long[] v, int at, Rational value) {
    Optional<Long> residue = FIELD.of(value);
    residue.ifPresent(r -> v[at] = r);
    return residue.isPresent();
  }
}
