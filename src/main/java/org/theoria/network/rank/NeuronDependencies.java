package org.theoria.network.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.PrimeField;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Forward;
import org.theoria.network.Network;

/**
 * Directions of one hidden neuron i of layer h that the next layer undoes. On the examples that
 * layer h + 1 joins to the outputs through i let
 *
 * <p>s_i ∘ (Σ_l w_l z_l + w_0) + Σ_l a_l f_l + a_0 = 0,
 *
 * <p>z_l = the pre-activations of layer h, f_l = s_l ∘ z_l. Then the row i of (W_h, b_h) moves by
 * Σ_l w_l (row l) + w_0 (0, 1), and every row o of (W_{h+1}, b_{h+1}) by W_{h+1,oi} (a, a_0); the
 * outputs do not move. Where i and l have the same slopes, w_l = 1 = −a_l is such a relation
 * ({@link Symmetries}); where they differ on few examples, there are relations among several.
 *
 * <p>Found modulo a prime, proven over ℚ: k functions independent modulo p, and k + 1 of rank k.
 */
final class NeuronDependencies {
  /** The most functions in one relation. */
  private static final int MOST = 40;

  /** Products of the forward pass over ℚ that are worth their time: about a second. */
  private static final long MOST_PRODUCTS = 1_000_000;

  private static final PrimeField FIELD = Blocks.FIELD;

  /**
   * A relation, its coefficients modulo the prime.
   *
   * @param h the layer
   * @param i the neuron
   * @param own w_1, …, w_{n_h}, w_0
   * @param next a_1, …, a_{n_h}, a_0
   */
  record Relation(int h, int i, long[] own, long[] next) {}

  private final Blocks blocks;
  private final Network network;
  private final long[][][] modular;
  private final Forward<RationalMatrix> exact;
  private final List<Relation> relations = new ArrayList<>();

  private NeuronDependencies(Blocks blocks, long[][][] modular, Forward<RationalMatrix> exact) {
    this.blocks = blocks;
    this.network = blocks.pattern().network();
    this.modular = modular;
    this.exact = exact;
  }

  /**
   * The relations that go beyond equal slopes, none where the network and its data are large.
   *
   * @param preActivations at [h − 1][j][l] modulo the prime; asked for where relations are looked
   *     for
   */
  static List<Relation> of(Blocks blocks, RationalMatrix x, Supplier<long[][][]> preActivations) {
    Network f = blocks.pattern().network();
    if ((long) x.columns() * f.architecture().weightCount() > MOST_PRODUCTS) {
      return List.of();
    }
    NeuronDependencies found =
        new NeuronDependencies(
            blocks, preActivations.get(), f.forward(RationalArithmetic.INSTANCE, x));
    for (int h = 1; h < f.depth(); h++) {
      for (int i = 0; i < f.architecture().width(h); i++) {
        found.add(h, i);
      }
    }
    return found.relations;
  }

  /** The functions of neuron i: 0, …, n_h for f_1, …, 1, then s_i z_1, …, s_i. */
  private record Function(int l, boolean masked) {}

  private void add(int h, int i) {
    int width = network.architecture().width(h);
    List<Integer> fed = blocks.fedExamples(h, i);
    if (blocks.block(h, i).size() == 0) {
      return;
    }
    List<Function> functions = new ArrayList<>();
    for (int l = width; l >= 0; l--) {
      functions.add(new Function(l, false));
    }
    for (int l = width; l >= 0; l--) {
      functions.add(new Function(l, true));
    }
    FieldRows rows = new FieldRows(FIELD);
    for (int t = 0; t < functions.size(); t++) {
      long[] row = new long[fed.size() + functions.size()];
      for (int j = 0; j < fed.size(); j++) {
        row[j] = modular(functions.get(t), h, i, fed.get(j));
      }
      row[fed.size() + t] = 1;
      if (!rows.add(row, fed.size())) {
        long[] coefficients = Arrays.copyOfRange(row, fed.size(), row.length);
        if (isProven(functions, coefficients, h, i, fed)) {
          relations.add(relation(functions, coefficients, h, i));
        }
      }
    }
  }

  private static Relation relation(List<Function> functions, long[] coefficients, int h, int i) {
    int width = functions.size() / 2 - 1;
    long[] own = new long[width + 1];
    long[] next = new long[width + 1];
    for (int t = 0; t < coefficients.length; t++) {
      Function f = functions.get(t);
      (f.masked() ? own : next)[f.l()] = coefficients[t];
    }
    return new Relation(h, i, own, next);
  }

  private long modular(Function f, int h, int i, int j) {
    int width = network.architecture().width(h);
    long value = f.l() == width ? 1 : modular[h - 1][j][f.l()];
    if (!f.masked() && f.l() == width) {
      return value;
    }
    Rational slope = blocks.pattern().slope(h, f.masked() ? i : f.l(), j);
    return slope.isZero() ? 0 : FIELD.times(value, FIELD.of(slope).orElseThrow());
  }

  private Rational exact(Function f, int h, int i, int j) {
    int width = network.architecture().width(h);
    Rational value = f.l() == width ? Rational.ONE : exact.preActivation(h).get(f.l(), j);
    if (!f.masked() && f.l() == width) {
      return value;
    }
    return value.times(blocks.pattern().slope(h, f.masked() ? i : f.l(), j));
  }

  /** Whether the functions with a coefficient that is not 0 are dependent over ℚ. */
  private boolean isProven(
      List<Function> functions, long[] coefficients, int h, int i, List<Integer> fed) {
    List<List<Rational>> rows = new ArrayList<>();
    for (int t = 0; t < coefficients.length; t++) {
      if (coefficients[t] != 0) {
        if (rows.size() == MOST) {
          return false;
        }
        List<Rational> row = new ArrayList<>();
        for (int j : fed) {
          row.add(exact(functions.get(t), h, i, j));
        }
        rows.add(row);
      }
    }
    return ExactRank.rank(RationalMatrix.ofRows(rows)) == rows.size() - 1;
  }
}
