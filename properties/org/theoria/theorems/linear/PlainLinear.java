package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.theoria.arithmetic.Elimination;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalField;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;

/**
 * Deep linear networks a second time, with loops over numbers: the risk from its definition, and
 * its derivatives from values of the risk alone. E is a polynomial of degree 2 in each weight, so
 * the differences below are exact.
 */
final class PlainLinear {
  private final Sample sample;
  private final Rational[][][] weights;

  PlainLinear(List<RationalMatrix> weights, Sample sample) {
    this.sample = sample;
    this.weights = new Rational[weights.size()][][];
    for (int h = 0; h < weights.size(); h++) {
      this.weights[h] = numbers(weights.get(h));
    }
  }

  static Rational[][] numbers(RationalMatrix m) {
    Rational[][] result = new Rational[m.rows()][m.columns()];
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        result[i][j] = m.get(i, j);
      }
    }
    return result;
  }

  static Rational[][] times(Rational[][] a, Rational[][] b, int inner, int columns) {
    Rational[][] result = new Rational[a.length][columns];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < columns; j++) {
        Rational sum = Rational.ZERO;
        for (int k = 0; k < inner; k++) {
          sum = sum.plus(a[i][k].times(b[k][j]));
        }
        result[i][j] = sum;
      }
    }
    return result;
  }

  /** W_H⋯W_1, multiplied from the right. */
  Rational[][] product() {
    Rational[][] product = weights[0];
    for (int h = 1; h < weights.length; h++) {
      product = times(weights[h], product, weights[h][0].length, product[0].length);
    }
    return product;
  }

  /** Σ_e ‖W_H⋯W_1x_e − y_e‖², example by example. */
  Rational risk() {
    Rational total = Rational.ZERO;
    for (int e = 0; e < sample.size(); e++) {
      Rational[] layer = column(sample.x(), e);
      for (Rational[][] w : weights) {
        Rational[] next = new Rational[w.length];
        for (int i = 0; i < w.length; i++) {
          next[i] = Rational.ZERO;
          for (int j = 0; j < layer.length; j++) {
            next[i] = next[i].plus(w[i][j].times(layer[j]));
          }
        }
        layer = next;
      }
      Rational[] target = column(sample.y(), e);
      for (int i = 0; i < layer.length; i++) {
        Rational d = layer[i].minus(target[i]);
        total = total.plus(d.times(d));
      }
    }
    return total;
  }

  private static Rational[] column(RationalMatrix m, int e) {
    Rational[] result = new Rational[m.rows()];
    for (int i = 0; i < result.length; i++) {
      result[i] = m.get(i, e);
    }
    return result;
  }

  private List<int[]> places() {
    List<int[]> places = new ArrayList<>();
    for (int h = 0; h < weights.length; h++) {
      for (int i = 0; i < weights[h].length; i++) {
        for (int j = 0; j < weights[h][i].length; j++) {
          places.add(new int[] {h, i, j});
        }
      }
    }
    return places;
  }

  private Rational moved(int[] a, int stepA, int[] b, int stepB) {
    move(a, stepA);
    move(b, stepB);
    Rational risk = risk();
    move(a, -stepA);
    move(b, -stepB);
    return risk;
  }

  private void move(int[] p, int step) {
    weights[p[0]][p[1]][p[2]] = weights[p[0]][p[1]][p[2]].plus(Rational.of(step));
  }

  /** Whether every partial derivative is 0: (E(w+1) − E(w−1))/2. */
  boolean isCritical() {
    for (int[] p : places()) {
      if (!moved(p, 1, p, 0).equals(moved(p, -1, p, 0))) {
        return false;
      }
    }
    return true;
  }

  /** The Hessian: second differences, E being of degree 2 in each weight. */
  RationalMatrix hessian() {
    List<int[]> places = places();
    int n = places.size();
    Rational[] entries = new Rational[n * n];
    Rational here = risk();
    for (int a = 0; a < n; a++) {
      for (int b = 0; b <= a; b++) {
        int[] p = places.get(a);
        int[] q = places.get(b);
        Rational value =
            a == b
                ? moved(p, 1, p, 0).plus(moved(p, -1, p, 0)).minus(here.plus(here))
                : moved(p, 1, q, 1)
                    .minus(moved(p, 1, q, -1))
                    .minus(moved(p, -1, q, 1))
                    .plus(moved(p, -1, q, -1))
                    .times(Rational.of(1, 4));
        entries[a * n + b] = value;
        entries[b * n + a] = value;
      }
    }
    return RationalMatrix.of(n, n, entries);
  }

  static int rank(Rational[][] m) {
    List<List<Rational>> rows = new ArrayList<>();
    for (Rational[] row : m) {
      rows.add(List.of(row));
    }
    return Elimination.rank(RationalField.INSTANCE, rows);
  }

  /** W_a⋯W_b (1-based, a ≥ b), or the identity of this order where a = b − 1. */
  private Rational[][] between(int a, int b, int order) {
    Rational[][] product = numbers(RationalMatrix.identity(order));
    for (int h = b; h <= a; h++) {
      Rational[][] w = weights[h - 1];
      product = times(w, product, w[0].length, order);
    }
    return product;
  }

  /** Slide 93, word by word: every pivot has a complementary block of rank r. */
  boolean isTightened() {
    int depth = weights.length;
    int inputs = sample.x().rows();
    int outputs = sample.y().rows();
    int r = rank(product());
    Rational[][] xy =
        times(numbers(sample.x()), numbers(sample.y().transpose()), sample.size(), outputs);
    for (int i = 1; i <= depth; i++) {
      for (int j = 1; j < i; j++) {
        Rational[][] after = between(depth, i + 1, weights[i - 1].length);
        Rational[][] first =
            times(
                times(between(j - 1, 1, inputs), xy, inputs, outputs),
                after,
                outputs,
                weights[i - 1].length);
        Rational[][] second = between(i - 1, j + 1, weights[j - 1].length);
        if (rank(first) != r && rank(second) != r) {
          return false;
        }
      }
    }
    return true;
  }

  int maximalRank() {
    List<Integer> widths = new ArrayList<>(List.of(weights[0][0].length));
    for (Rational[][] w : weights) {
      widths.add(w.length);
    }
    return Collections.min(widths);
  }
}
