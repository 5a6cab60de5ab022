package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;

/** Small matrices of rationals, as lists of rows. */
final class LinearSystem {
  private LinearSystem() {}

  /**
   * Columns on which the rows are well independent, by elimination with complete pivoting.
   *
   * @param singular pivots smaller than this times the first one end it
   */
  static List<Integer> pivots(List<List<Rational>> rows, Rational singular) {
    List<List<Rational>> rest = new ArrayList<>();
    rows.forEach(row -> rest.add(new ArrayList<>(row)));
    List<Integer> columns = new ArrayList<>();
    Rational largest = Rational.ZERO;
    while (!rest.isEmpty()) {
      int row = 0;
      int column = 0;
      Rational best = Rational.ZERO;
      for (int i = 0; i < rest.size(); i++) {
        for (int j = 0; j < rest.get(i).size(); j++) {
          if (rest.get(i).get(j).abs().compareTo(best) > 0) {
            best = rest.get(i).get(j).abs();
            row = i;
            column = j;
          }
        }
      }
      largest = largest.max(best);
      if (best.isZero() || best.compareTo(largest.times(singular)) < 0) {
        return columns;
      }
      columns.add(column);
      List<Rational> pivot = rest.remove(row);
      for (List<Rational> other : rest) {
        subtract(other, pivot, other.get(column).dividedBy(pivot.get(column)));
      }
    }
    return columns;
  }

  private static void subtract(List<Rational> from, List<Rational> row, Rational factor) {
    for (int j = 0; j < row.size(); j++) {
      from.set(j, RationalInterval.rounded(from.get(j).minus(row.get(j).times(factor)), false));
    }
  }

  /**
   * An approximate inverse of a square matrix (its entries are rounded).
   *
   * @throws UndecidedException when a pivot is 0
   */
  static List<List<Rational>> inverse(List<List<Rational>> matrix) {
    int n = matrix.size();
    List<List<Rational>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<Rational> row = new ArrayList<>(matrix.get(i));
      for (int j = 0; j < n; j++) {
        row.add(i == j ? Rational.ONE : Rational.ZERO);
      }
      rows.add(row);
    }
    for (int column = 0; column < n; column++) {
      int best = column;
      for (int i = column; i < n; i++) {
        if (rows.get(i).get(column).abs().compareTo(rows.get(best).get(column).abs()) > 0) {
          best = i;
        }
      }
      java.util.Collections.swap(rows, column, best);
      List<Rational> pivot = rows.get(column);
      if (pivot.get(column).isZero()) {
        throw new UndecidedException("the equations are singular at the solver's point");
      }
      Rational scale = pivot.get(column).reciprocal();
      pivot.replaceAll(entry -> RationalInterval.rounded(entry.times(scale), false));
      for (int i = 0; i < n; i++) {
        if (i != column) {
          subtract(rows.get(i), pivot, rows.get(i).get(column));
        }
      }
    }
    return rows.stream().map(row -> List.copyOf(row.subList(n, 2 * n))).toList();
  }

  static Rational dot(List<Rational> one, List<Rational> two) {
    Rational sum = Rational.ZERO;
    for (int i = 0; i < one.size(); i++) {
      sum = sum.plus(one.get(i).times(two.get(i)));
    }
    return sum;
  }
}
