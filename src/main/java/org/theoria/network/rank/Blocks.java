package org.theoria.network.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theoria.arithmetic.PrimeField;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;

/**
 * Which coordinates of a direction of the parameters its image under D f_θ(X) depends on, neuron by
 * neuron: see {@link KernelBound}. A direction w of (W_h, b_h)'s row i counts by its entries where
 * few of (f_{h−1}, 1) are not 0, and by its values w·(f_{h−1}(x_j), 1) where examples are fewer.
 */
final class Blocks {
  /** 2⁶¹ − 1; any prime gives a proven count of independent vectors. */
  static final PrimeField FIELD = new PrimeField((1L << 61) - 1);

  /** The most inputs among all of which dependencies are looked for, neuron by neuron. */
  private static final int MOST_INPUTS = 128;

  /**
   * The columns into a neuron.
   *
   * @param start where its coordinates begin
   * @param examples the examples of S
   * @param features the entries of L that are no combinations of others on the examples
   * @param dependencies of the other entries, for layer 1
   */
  record Block(
      int start, List<Integer> examples, List<Integer> features, InputDependencies dependencies) {

    boolean byExamples() {
      return examples.size() < features.size() + 1;
    }

    int size() {
      return examples.isEmpty() ? 0 : Math.min(examples.size(), features.size() + 1);
    }
  }

  private final FrozenPattern pattern;
  private final List<Integer> examples;
  private final boolean[][][] fed;
  private final Block[][] blocks;
  private final int coordinates;

  private Blocks(
      FrozenPattern pattern,
      List<Integer> examples,
      boolean[][][] fed,
      Block[][] blocks,
      int coordinates) {
    this.pattern = pattern;
    this.examples = List.copyOf(examples);
    this.fed = fed;
    this.blocks = blocks;
    this.coordinates = coordinates;
  }

  static Blocks of(
      FrozenPattern pattern, RationalMatrix x, List<Integer> examples, boolean hasOutputs) {
    Network f = pattern.network();
    int depth = f.depth();
    boolean[][][] fed = new boolean[pattern.examples()][][];
    for (int j : examples) {
      fed[j] = fed(pattern, j, hasOutputs);
    }
    Block[][] blocks = new Block[depth][];
    int start = 0;
    for (int h = 1; h <= depth; h++) {
      boolean[][] live = new boolean[pattern.examples()][];
      for (int j : examples) {
        live[j] = new boolean[f.architecture().width(h - 1)];
        for (int l = 0; l < live[j].length; l++) {
          live[j][l] = KernelBound.isLive(pattern, x, h - 1, l, j);
        }
      }
      blocks[h - 1] = new Block[f.architecture().width(h)];
      for (int i = 0; i < blocks[h - 1].length; i++) {
        List<Integer> joined = new ArrayList<>();
        boolean[] some = new boolean[f.architecture().width(h - 1)];
        for (int j : examples) {
          if (fed[j][h - 1][i] && !pattern.slope(h, i, j).isZero()) {
            joined.add(j);
            for (int l = 0; l < some.length; l++) {
              some[l] |= live[j][l];
            }
          }
        }
        InputDependencies dependencies = h == 1 ? among(x, joined, some) : InputDependencies.none();
        List<Integer> features = new ArrayList<>();
        for (int l = 0; l < some.length; l++) {
          if (some[l] && !dependencies.isRedundant(l)) {
            features.add(l);
          }
        }
        blocks[h - 1][i] = new Block(start, joined, features, dependencies);
        start += blocks[h - 1][i].size();
      }
    }
    return new Blocks(pattern, examples, fed, blocks, start);
  }

  /** The dependencies among inputs on these examples; among rare ones where inputs are many. */
  private static InputDependencies among(RationalMatrix x, List<Integer> joined, boolean[] some) {
    if (joined.isEmpty()) {
      return InputDependencies.none();
    }
    if (x.rows() > MOST_INPUTS) {
      int live = 0;
      for (boolean input : some) {
        live += input ? 1 : 0;
      }
      // fewer examples than inputs: the rows, not the columns, bound the rank
      return live + 1 > joined.size()
          ? InputDependencies.none()
          : InputDependencies.amongRare(x, joined, FIELD);
    }
    List<Integer> all = IntStream.range(0, x.rows()).boxed().toList();
    return InputDependencies.of(x.select(all, joined), some, FIELD);
  }

  /** For h = 1..H and each neuron whether an output may depend on its value f_h. */
  private static boolean[][] fed(FrozenPattern pattern, int j, boolean hasOutputs) {
    Network f = pattern.network();
    int depth = f.depth();
    boolean[][] fed = new boolean[depth][];
    fed[depth - 1] = new boolean[f.architecture().outputs()];
    Arrays.fill(fed[depth - 1], hasOutputs);
    for (int h = depth - 1; h >= 1; h--) {
      fed[h - 1] = new boolean[f.architecture().width(h)];
      for (int l = 0; l < fed[h].length; l++) {
        if (fed[h][l] && !pattern.slope(h + 1, l, j).isZero()) {
          for (int i = 0; i < fed[h - 1].length; i++) {
            fed[h - 1][i] |= !f.weight(h + 1).get(l, i).isZero();
          }
        }
      }
    }
    return fed;
  }

  FrozenPattern pattern() {
    return pattern;
  }

  /** The examples that count. */
  List<Integer> examples() {
    return examples;
  }

  /** How many coordinates there are. */
  int coordinates() {
    return coordinates;
  }

  Block block(int h, int i) {
    return blocks[h - 1][i];
  }

  /** The examples on which an output may depend on neuron i of layer h. */
  List<Integer> fedExamples(int h, int i) {
    return examples.stream().filter(j -> fed[j][h - 1][i]).toList();
  }

  /** Whether i and l of layer h have the same slope on every example where i is joined. */
  boolean sameSlopes(int h, int i, int l) {
    for (int j : examples) {
      if (fed[j][h - 1][i] && pattern.isPositive(h, i, j) != pattern.isPositive(h, l, j)) {
        return false;
      }
    }
    return true;
  }

  /** The sign of the pre-activation of i where it is the same wherever i is joined. */
  Optional<Boolean> constantSign(int h, int i) {
    Optional<Boolean> sign = Optional.empty();
    for (int j : examples) {
      if (fed[j][h - 1][i]) {
        boolean here = pattern.isPositive(h, i, j);
        if (sign.isPresent() && sign.get() != here) {
          return Optional.empty();
        }
        sign = Optional.of(here);
      }
    }
    return sign;
  }
}
