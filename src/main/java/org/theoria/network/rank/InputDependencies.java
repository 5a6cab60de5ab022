package org.theoria.network.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.PrimeField;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * Inputs that are combinations of others on every example (pixels that only one digit uses). Found
 * modulo a prime, and proven over ℚ: k independent columns, and k + 1 of rank k with one more,
 * because on no more than k examples one of them is not 0, or by their exact rank where they are
 * few. A column of the first layer that stands for such an input is then in the span of the others,
 * and the matrix without it has the same rank.
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

  /**
   * The dependencies among inputs that are 0 on all but a few examples, where inputs are many.
   *
   * @param x n₀ × n
   * @param joined the examples that count
   */
  static InputDependencies amongRare(RationalMatrix x, List<Integer> joined, PrimeField field) {
    List<Rare> rare = Rare.of(x, joined);
    int inputs = x.rows();
    int[] position = new int[x.columns()];
    Arrays.fill(position, -1);
    int n = 0;
    for (Rare input : rare) {
      for (int j : input.support()) {
        position[j] = position[j] < 0 ? n++ : position[j];
      }
    }
    List<Rare> known = new ArrayList<>();
    Map<Integer, long[]> combinations = new HashMap<>();
    FieldRows rows = new FieldRows(field);
    for (Rare input : rare) {
      long[] row = new long[n + rare.size()];
      boolean defined = true;
      for (int j : input.support()) {
        Optional<Long> residue = field.of(x.get(input.index(), j));
        defined &= residue.isPresent();
        row[position[j]] = residue.orElse(0L);
      }
      if (!defined) {
        continue;
      }
      int own = known.size();
      row[n + own] = 1;
      known.add(input);
      if (!rows.add(row, n)) {
        long[] combination = new long[inputs + 1];
        List<Rare> involved = new ArrayList<>();
        for (int t = 0; t < own; t++) {
          if (row[n + t] != 0) {
            involved.add(known.get(t));
            combination[known.get(t).index()] = field.minus(0, row[n + t]);
          }
        }
        involved.add(input);
        if (Rare.examples(involved) < involved.size()
            || (involved.size() <= MOST + 1
                && isProven(x.select(all(inputs), joined), input.index(), combination))) {
          combinations.put(input.index(), combination);
        }
      }
    }
    return new InputDependencies(combinations);
  }

  private static List<Integer> all(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /**
   * An input that is not 0 on a few examples only.
   *
   * @param index of the input
   * @param support these examples
   */
  private record Rare(int index, List<Integer> support) {
    /** The most examples on which an input is not 0 that counts as rare. */
    private static final int MOST_EXAMPLES = 48;

    Rare {
      support = List.copyOf(support);
    }

    /** Those of x, by the number of their examples; without those that are 0 throughout. */
    static List<Rare> of(RationalMatrix x, List<Integer> joined) {
      List<Rare> rare = new ArrayList<>();
      for (int i = 0; i < x.rows(); i++) {
        List<Integer> support = new ArrayList<>();
        for (int j : joined) {
          if (!x.get(i, j).isZero()) {
            support.add(j);
            if (support.size() > MOST_EXAMPLES) {
              break;
            }
          }
        }
        if (!support.isEmpty() && support.size() <= MOST_EXAMPLES) {
          rare.add(new Rare(i, support));
        }
      }
      rare.sort(Comparator.comparingInt(input -> input.support().size()));
      return rare;
    }

    /** On how many examples one of them is not 0. */
    static int examples(List<Rare> inputs) {
      Set<Integer> union = new HashSet<>();
      inputs.forEach(input -> union.addAll(input.support()));
      return union.size();
    }
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
