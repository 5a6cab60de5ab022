package org.theoria.network.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.PrimeField;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;

/**
 * Vectors of the kernel of D f_θ(X), exact over ℚ. With b_h = s_h ∘ (b_{h+1} W_{h+1}) the
 * backpropagated rows, f_h = s_h ∘ z_h and s_h the slopes:
 *
 * <ul>
 *   <li>For hidden neurons i, l of layer h with the same slope on every example that is joined to
 *       the outputs through i: the row i of (W_h, b_h) moves along row l, the column l of W_{h+1}
 *       along minus column i. J maps it to b_h^i z_h^l − (b_{h+1} W_{h+1})^i f_h^l = 0. For i = l
 *       this is the positive rescaling of a neuron.
 *   <li>For a hidden neuron i whose slope is c on every such example: b_h^i moves by 1, b_{h+1} by
 *       −c times column i of W_{h+1}.
 * </ul>
 *
 * <p>How many are independent in the coordinates of {@link Blocks} is counted modulo a prime:
 * vectors that are independent modulo p are so over ℚ, so the count is never too large.
 *
 * <p>{@link NeuronDependencies} are further ones.
 */
final class Symmetries {
  /** Entries of all vectors together that are looked at: beyond it only rescalings are. */
  private static final long MOST_ENTRIES = 50_000_000;

  private static final PrimeField FIELD = Blocks.FIELD;

  private final Blocks blocks;
  private final Network network;
  private final long[][][] weights;
  private final long[][][] biases;
  private final long[][][] forward;

  private Symmetries(Blocks blocks, long[][][] weights, long[][][] biases, long[][][] forward) {
    this.blocks = blocks;
    this.network = blocks.pattern().network();
    this.weights = weights;
    this.biases = biases;
    this.forward = forward;
  }

  /** How many are independent; 0 where the prime divides a denominator. */
  static int independent(Blocks blocks, RationalMatrix x) {
    Network f = blocks.pattern().network();
    Optional<Factors> factors = Factors.of(blocks.pattern(), x, OutputRows.LOGITS, FIELD, false);
    if (factors.isEmpty()) {
      return 0;
    }
    long[][][] weights = new long[f.depth()][][];
    long[][][] biases = new long[f.depth()][][];
    for (int h = 1; h <= f.depth(); h++) {
      weights[h - 1] = Factors.residues(FIELD, f.weight(h));
      biases[h - 1] = Factors.residues(FIELD, f.bias(h));
    }
    return new Symmetries(blocks, weights, biases, factors.get().forward()).count(x);
  }

  /** The vector of neurons i, l of layer h; of the shift of i where l is −1. */
  private record Pair(int h, int i, int l) {}

  private int count(RationalMatrix x) {
    List<Pair> pairs = new ArrayList<>();
    for (int h = 1; h < network.depth(); h++) {
      for (int i = 0; i < network.architecture().width(h); i++) {
        pairs.add(new Pair(h, i, i));
      }
    }
    int rescalings = pairs.size();
    for (int h = 1; h < network.depth(); h++) {
      int width = network.architecture().width(h);
      for (int i = 0; i < width; i++) {
        for (int l = 0; l < width; l++) {
          if (i != l && blocks.sameSlopes(h, i, l)) {
            pairs.add(new Pair(h, i, l));
          }
        }
        if (blocks.constantSign(h, i).isPresent()) {
          pairs.add(new Pair(h, i, -1));
        }
      }
    }
    if ((long) pairs.size() * blocks.coordinates() > MOST_ENTRIES) {
      pairs = pairs.subList(0, rescalings);
    }
    if ((long) pairs.size() * blocks.coordinates() > MOST_ENTRIES) {
      return 0;
    }
    FieldRows independent = new FieldRows(FIELD);
    for (Pair pair : pairs) {
      long[] v = vector(pair);
      independent.add(v, v.length);
    }
    for (NeuronDependencies.Relation r : NeuronDependencies.of(blocks, x, this::preActivations)) {
      long[] v = vector(r);
      independent.add(v, v.length);
    }
    return independent.rank();
  }

  /** At [h − 1][j][i] for the hidden layers. */
  private long[][][] preActivations() {
    long[][][] result = new long[network.depth() - 1][][];
    for (int h = 1; h < network.depth(); h++) {
      long[][] inputs = forward[h - 1];
      result[h - 1] = new long[inputs.length][network.architecture().width(h)];
      for (int j = 0; j < inputs.length; j++) {
        for (int i = 0; i < result[h - 1][j].length; i++) {
          result[h - 1][j][i] = Factors.dot(FIELD, row(h, i), inputs[j]);
        }
      }
    }
    return result;
  }

  /** The row i of (W_h, b_h). */
  private long[] row(int h, int i) {
    int width = network.architecture().width(h - 1);
    long[] row = Arrays.copyOf(weights[h - 1][i], width + 1);
    row[width] = biases[h - 1][i][0];
    return row;
  }

  private long[] vector(NeuronDependencies.Relation r) {
    long[] v = new long[blocks.coordinates()];
    int h = r.h();
    int width = network.architecture().width(h);
    long[] direction = new long[network.architecture().width(h - 1) + 1];
    direction[direction.length - 1] = r.own()[width];
    for (int l = 0; l < width; l++) {
      if (r.own()[l] != 0) {
        long[] row = row(h, l);
        for (int c = 0; c < row.length; c++) {
          direction[c] = FIELD.plus(direction[c], FIELD.times(r.own()[l], row[c]));
        }
      }
    }
    put(v, h, blocks.block(h, r.i()), direction);
    for (int o = 0; o < weights[h].length; o++) {
      long w = weights[h][o][r.i()];
      if (w != 0) {
        long[] next = new long[width + 1];
        for (int c = 0; c <= width; c++) {
          next[c] = FIELD.times(w, r.next()[c]);
        }
        put(v, h + 1, blocks.block(h + 1, o), next);
      }
    }
    return v;
  }

  private long[] vector(Pair pair) {
    long[] v = new long[blocks.coordinates()];
    int h = pair.h();
    int width = network.architecture().width(h - 1);
    long[] row = new long[width + 1];
    if (pair.l() < 0) {
      row[width] = 1;
    } else {
      row = row(h, pair.l());
    }
    put(v, h, blocks.block(h, pair.i()), row);
    long slope = 1;
    if (pair.l() < 0) {
      boolean positive = blocks.constantSign(h, pair.i()).orElseThrow();
      slope = FIELD.of(FrozenPattern.slope(network.activation(h), positive)).orElseThrow();
    }
    int next = network.architecture().width(h);
    for (int o = 0; o < weights[h].length; o++) {
      long[] column = new long[next + 1];
      long w = FIELD.minus(0, FIELD.times(weights[h][o][pair.i()], slope));
      column[pair.l() < 0 ? next : pair.l()] = w;
      if (w != 0) {
        put(v, h + 1, blocks.block(h + 1, o), column);
      }
    }
    return v;
  }

  /** The coordinates of a direction of the row of a neuron of layer h. */
  private void put(long[] v, int h, Blocks.Block block, long[] direction) {
    if (block.size() == 0) {
      return;
    }
    int at = block.start();
    if (block.byExamples()) {
      for (int j : block.examples()) {
        v[at++] = Factors.dot(FIELD, direction, forward[h - 1][j]);
      }
      return;
    }
    long[] reduced = h == 1 ? withoutRedundant(direction, block.dependencies()) : direction;
    for (int l : block.features()) {
      v[at++] = reduced[l];
    }
    v[at] = reduced[reduced.length - 1];
  }

  /** The direction with redundant inputs replaced by what they are combinations of. */
  private static long[] withoutRedundant(long[] direction, InputDependencies dependencies) {
    long[] result = direction.clone();
    for (int c = 0; c < direction.length - 1; c++) {
      if (direction[c] != 0 && dependencies.isRedundant(c)) {
        result[c] = 0;
        long[] combination = dependencies.combination(c);
        for (int d = 0; d < combination.length; d++) {
          if (combination[d] != 0) {
            result[d] = FIELD.plus(result[d], FIELD.times(direction[c], combination[d]));
          }
        }
      }
    }
    return result;
  }
}
