package org.theoria.network.rank;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Network;

/**
 * Upper bounds of the rank that hold over ℚ, each read off the network, its data and its pattern.
 *
 * <p><b>By the columns.</b> The columns into neuron (h, i) are those of (f_{h−1}, 1) times entry i
 * of the backpropagated row, which is 0 but on the examples that a live path joins to the outputs
 * through that neuron: |S| of them, on which all but |L| entries of f_{h−1} are 0. So these columns
 * depend on min(|S|, |L| + 1) coordinates of a direction only; inputs that are combinations of
 * others ({@link InputDependencies}) do not count. And the kernel has the vectors of {@link
 * Symmetries}, as many of them as are independent in these coordinates: rank ≤ (coordinates) −
 * (independent symmetries).
 *
 * <p>An example on which alone an entry of f_{H−1} is not 0 has its K rows spanned by the K columns
 * of that entry, which are 0 elsewhere: it adds K to the rank, and the rest is the rank without it.
 *
 * <p><b>By the rows.</b> On examples of one pattern f_θ(x) is M(θ)·(x, 1) with one M for θ nearby,
 * so the K rows of each are combinations of those of any that affinely generate them: rank ≤ Σ over
 * patterns of K · min(distinct examples, n₀' + 1), where n₀' counts the inputs that are not
 * constant.
 *
 * @param byColumns the first bound
 * @param byRows the second bound
 * @param coordinates what the columns of all neurons depend on
 * @param symmetries independent vectors of the kernel in these coordinates
 */
public record KernelBound(int byColumns, int byRows, int coordinates, int symmetries) {

  /** The smaller of the two bounds. */
  public int rank() {
    return Math.min(byColumns, byRows);
  }

  /**
   * The bounds.
   *
   * @param all the blocks of the examples that are {@link #distinct}
   */
  static KernelBound of(Blocks all, RationalMatrix x, OutputRows rows) {
    FrozenPattern pattern = all.pattern();
    List<Integer> examples = new ArrayList<>(all.examples());
    int outputs = rows.count(pattern.network().architecture().outputs());
    while (removeExclusive(pattern, x, examples)) {}
    int exclusive = all.examples().size() - examples.size();
    int free = outputs * exclusive;
    Blocks blocks = exclusive == 0 ? all : Blocks.of(pattern, x, examples, outputs > 0);
    int symmetries = Symmetries.independent(blocks, x);
    return new KernelBound(
        free + blocks.coordinates() - symmetries,
        byRows(pattern, x, rows),
        blocks.coordinates(),
        symmetries);
  }

  /** One of each class of equal examples: the rows of the others are repeated. */
  static List<Integer> distinct(RationalMatrix x) {
    Set<RationalMatrix> seen = new HashSet<>();
    List<Integer> examples = new ArrayList<>();
    for (int j = 0; j < x.columns(); j++) {
      if (seen.add(x.block(0, j, x.rows(), 1))) {
        examples.add(j);
      }
    }
    return examples;
  }

  /** Removes an example on which alone an entry of f_{H−1} is not 0; whether there was one. */
  private static boolean removeExclusive(
      FrozenPattern pattern, RationalMatrix x, List<Integer> examples) {
    Network f = pattern.network();
    int depth = f.depth();
    if (!f.activation(depth).equals(Activation.IDENTITY)) {
      return false;
    }
    for (int l = 0; l < f.architecture().width(depth - 1); l++) {
      int last = -1;
      int count = 0;
      for (int j : examples) {
        if (isLive(pattern, x, depth - 1, l, j)) {
          last = j;
          count++;
        }
      }
      // an entry that may be 0 by a kink would span nothing
      if (count == 1 && (depth == 1 || pattern.isStrict())) {
        examples.remove(Integer.valueOf(last));
        return true;
      }
    }
    return false;
  }

  /** Whether entry l of f_h may be other than 0 on example j; off the kinks, whether it is. */
  static boolean isLive(FrozenPattern pattern, RationalMatrix x, int h, int l, int j) {
    return h == 0 ? !x.get(l, j).isZero() : !pattern.slope(h, l, j).isZero();
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
      examples.computeIfAbsent(classes[j], c -> new HashSet<>()).add(x.block(0, j, x.rows(), 1));
    }
    int bound = 0;
    for (Set<RationalMatrix> distinct : examples.values()) {
      bound += outputs * Math.min(distinct.size(), varying + 1);
    }
    return bound;
  }
}
