package org.theoria.network.rank;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;

/**
 * Upper bounds of the rank that hold over ℚ, each read off the network, its data and its pattern.
 *
 * <p><b>By the columns.</b> A column of layer h is (entry i of the backpropagated row) · (entry l
 * of (f_{h−1}, 1)). It is 0 where one of the two is 0 on every example: a dead neuron i, a neuron
 * that no live path joins to the outputs, an input that is 0 on every example, a dead neuron l. It
 * is superfluous where input l is a combination of others ({@link InputDependencies}). And the
 * kernel has the vectors of {@link Symmetries}, as many of them as are independent on the other
 * columns: rank ≤ |E| + |B| − (superfluous columns) − (independent symmetries).
 *
 * <p><b>By the rows.</b> On examples of one pattern f_θ(x) is M(θ)·(x, 1) with one M for θ nearby,
 * so the K rows of each are combinations of those of any that affinely generate them: rank ≤ Σ over
 * patterns of K · min(distinct examples, n₀' + 1), where n₀' counts the inputs that are not
 * constant.
 *
 * @param byColumns the first bound
 * @param byRows the second bound
 * @param zeroColumns columns that are 0, or combinations of others for the inputs are
 * @param symmetries independent vectors of the kernel on the other columns
 */
public record KernelBound(int byColumns, int byRows, int zeroColumns, int symmetries) {

  /** The smaller of the two bounds. */
  public int rank() {
    return Math.min(byColumns, byRows);
  }

  static KernelBound of(FrozenPattern pattern, RationalMatrix x, OutputRows rows) {
    Network f = pattern.network();
    int depth = f.depth();
    boolean[][] live = liveNeurons(pattern, rows);
    boolean[][] features = liveFeatures(pattern, x);
    InputDependencies dependencies =
        InputDependencies.of(x, features[0], Symmetries.FIELD);
    for (int i = 0; i < features[0].length; i++) {
      features[0][i] &= !dependencies.isRedundant(i);
    }
    int parameters = 0;
    int zero = 0;
    for (int h = 1; h <= depth; h++) {
      int all = f.architecture().width(h) * (f.architecture().width(h - 1) + 1);
      parameters += all;
      zero += all - count(live[h - 1]) * (count(features[h - 1]) + 1);
    }
    int symmetries = Symmetries.independent(pattern, live, features, dependencies);
    return new KernelBound(
        parameters - zero - symmetries, byRows(pattern, x, rows), zero, symmetries);
  }

  private static int count(boolean[] which) {
    int count = 0;
    for (boolean w : which) {
      count += w ? 1 : 0;
    }
    return count;
  }

  /** For h = 1..H and each neuron whether some example may have a derivative along it. */
  private static boolean[][] liveNeurons(FrozenPattern pattern, OutputRows rows) {
    Network f = pattern.network();
    int depth = f.depth();
    boolean[][] live = new boolean[depth][];
    for (int h = 1; h <= depth; h++) {
      live[h - 1] = new boolean[f.architecture().width(h)];
    }
    for (int j = 0; j < pattern.examples(); j++) {
      boolean[] above = new boolean[f.architecture().outputs()];
      for (int h = depth; h >= 1; h--) {
        boolean[] here = new boolean[f.architecture().width(h)];
        for (int i = 0; i < here.length; i++) {
          here[i] =
              !pattern.slope(h, i, j).isZero()
                  && (h == depth ? rows.count(here.length) > 0 : feeds(f, h, i, above));
          live[h - 1][i] |= here[i];
        }
        above = here;
      }
    }
    return live;
  }

  private static boolean feeds(Network f, int h, int i, boolean[] above) {
    for (int l = 0; l < above.length; l++) {
      if (above[l] && !f.weight(h + 1).get(l, i).isZero()) {
        return true;
      }
    }
    return false;
  }

  /** For h = 0..H−1 and each entry of f_h whether it may be other than 0 on some example. */
  private static boolean[][] liveFeatures(FrozenPattern pattern, RationalMatrix x) {
    Network f = pattern.network();
    boolean[][] live = new boolean[f.depth()][];
    live[0] = new boolean[x.rows()];
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns() && !live[0][i]; j++) {
        live[0][i] = !x.get(i, j).isZero();
      }
    }
    for (int h = 1; h < f.depth(); h++) {
      live[h] = new boolean[f.architecture().width(h)];
      for (int i = 0; i < live[h].length; i++) {
        live[h][i] = !pattern.isDead(h, i);
      }
    }
    return live;
  }

  private static int byRows(FrozenPattern pattern, RationalMatrix x, OutputRows rows) {
    int outputs = rows.count(pattern.network().architecture().outputs());
    int varying = 0;
    for (int i = 0; i < x.rows(); i++) {
      boolean varies = false;
      for (int j = 1; j < x.columns() && !varies; j++) {
        varies = !x.get(i, j).equals(x.get(i, 0));
      }
      varying += varies ? 1 : 0;
    }
    int[] classes = pattern.classes();
    Map<Integer, Set<RationalMatrix>> examples = new HashMap<>();
    for (int j = 0; j < classes.length; j++) {
      examples
          .computeIfAbsent(classes[j], c -> new HashSet<>())
          .add(x.block(0, j, x.rows(), 1));
    }
    int bound = 0;
    for (Set<RationalMatrix> distinct : examples.values()) {
      bound += outputs * Math.min(distinct.size(), varying + 1);
    }
    return bound;
  }
}
