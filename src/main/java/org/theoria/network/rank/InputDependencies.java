package org.theoria.network.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.PrimeField;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * Inputs that are combinations of others on every example (pixels that only one digit uses). Found
 * modulo a prime, and proven over ℚ where few inputs are involved: k independent columns, and k + 1
 * of rank k with one more. A column of the first layer that stands for such an input is then in the
 * span of the others, and the matrix without it has the same rank.
 */
final class InputDependencies {
  /** The most inputs in one combination that is proven. */
  private static final int MOST = 12;

  private final Map<Integer, long[]> combinations;

  private InputDependencies(Map<Integer, long[]> combinations) {
    this.combinations = combinations;
  }

  static InputDependencies none() {
    return new InputDependencies(new HashMap<>());
  }

  /**
   * The dependencies among the inputs that are not 0 throughout, and the constant 1.
   *
   * @param x n₀ × n
   * @param live which inputs are not 0 on some example
   */
  static InputDependencies of(RationalMatrix x, boolean[] live, PrimeField field) {
    int inputs = x.rows();
    int n = x.columns();
    List<Integer> order = new ArrayList<>();
    int[] support = new int[inputs];
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < n; j++) {
        support[i] += x.get(i, j).isZero() ? 0 : 1;
      }
      if (live[i]) {
        order.add(i);
      }
    }
    Map<Integer, long[]> combinations = new HashMap<>();
    if (order.size() + 1 > n) {
      // fewer examples than inputs: the rows, not the columns, bound the rank
      return new InputDependencies(combinations);
    }
    order.sort(Comparator.comparingInt(i -> support[i]));
    FieldRows rows = new FieldRows(field);
    long[] one = new long[n + inputs + 1];
    Arrays.fill(one, 0, n, 1);
    one[n + inputs] = 1;
    rows.add(one, n);
    for (int i : order) {
      Optional<long[]> row = row(x, i, field);
      if (row.isPresent() && !rows.add(row.get(), n)) {
        long[] combination = new long[inputs + 1];
        for (int l = 0; l <= inputs; l++) {
          combination[l] = l == i ? 0 : field.minus(0, row.get()[n + l]);
        }
        if (isProven(x, i, combination)) {
          combinations.put(i, combination);
        }
      }
    }
    return new InputDependencies(combinations);
  }

  private static Optional<long[]> row(RationalMatrix x, int i, PrimeField field) {
    int n = x.columns();
    long[] row = new long[n + x.rows() + 1];
    for (int j = 0; j < n; j++) {
      Optional<Long> residue = field.of(x.get(i, j));
      if (residue.isEmpty()) {
        return Optional.empty();
      }
      row[j] = residue.get();
    }
    row[n + i] = 1;
    return Optional.of(row);
  }

  /**
   * Whether input i is a combination of the inputs with a coefficient that is not 0. These are
   * independent modulo p, so over ℚ, and the coefficients over ℚ are those modulo p.
   */
  private static boolean isProven(RationalMatrix x, int i, long[] combination) {
    List<Integer> involved = new ArrayList<>();
    for (int l = 0; l < combination.length; l++) {
      if (combination[l] != 0) {
        involved.add(l);
      }
    }
    if (involved.size() > MOST) {
      return false;
    }
    int size = involved.size();
    involved.add(i);
    List<List<Rational>> rows = new ArrayList<>();
    for (int l : involved) {
      List<Rational> row = new ArrayList<>();
      for (int j = 0; j < x.columns(); j++) {
        row.add(l == x.rows() ? Rational.ONE : x.get(l, j));
      }
      rows.add(row);
    }
    return ExactRank.rank(RationalMatrix.ofRows(rows)) == size;
  }

  /** Whether the columns of this input may be left out. */
  boolean isRedundant(int input) {
    return combinations.containsKey(input);
  }

  /** The coefficients of the other inputs and, last, of the constant 1, modulo the prime. */
  long[] combination(int input) {
    long[] combination = combinations.get(input);
    if (combination == null) {
      throw new IllegalArgumentException("input " + input + " is no combination of others");
    }
    return combination;
  }

  int count() {
    return combinations.size();
  }
}
