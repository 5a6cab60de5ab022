package org.theoria.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gaussian elimination over any field; rows are lists of the same length. */
public final class Elimination {
  private Elimination() {}

  /** The rank of the matrix of these rows. */
  public static <E> int rank(Field<E> field, List<List<E>> rows) {
    List<List<E>> a = mutable(rows);
    int columns = a.isEmpty() ? 0 : a.getFirst().size();
    int rank = 0;
    for (int c = 0; c < columns && rank < a.size(); c++) {
      if (pivot(field, a, rank, c)) {
        for (int i = rank + 1; i < a.size(); i++) {
          reduce(field, a.get(i), a.get(rank), c);
        }
        rank++;
      }
    }
    return rank;
  }

  /**
   * The X of A·X = B for a square A, row by row; empty when A is singular.
   *
   * @param a n rows of n entries
   * @param b n rows of m entries
   */
  public static <E> Optional<List<List<E>>> solve(
      Field<E> field, List<List<E>> a, List<List<E>> b) {
    int n = a.size();
    if (b.size() != n || a.stream().anyMatch(row -> row.size() != n)) {
      throw new ShapeException(
          "solve: a square matrix and as many right-hand rows are needed, got "
              + n
              + " and "
              + b.size()
              + " rows");
    }
    List<List<E>> system = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<E> row = new ArrayList<>(a.get(i));
      row.addAll(b.get(i));
      system.add(row);
    }
    for (int c = 0; c < n; c++) {
      if (!pivot(field, system, c, c)) {
        return Optional.empty();
      }
      List<E> row = system.get(c);
      E inverse = field.inv(row.get(c));
      row.replaceAll(e -> field.isZero(e) ? e : field.mul(inverse, e));
      for (int i = 0; i < n; i++) {
        if (i != c) {
          reduce(field, system.get(i), row, c);
        }
      }
    }
    return Optional.of(
        system.stream().map(row -> List.copyOf(row.subList(n, row.size()))).toList());
  }

  private static <E> List<List<E>> mutable(List<List<E>> rows) {
    List<List<E>> copy = new ArrayList<>();
    for (List<E> row : rows) {
      if (row.size() != rows.getFirst().size()) {
        throw new ShapeException(
            "elimination: row 0 has "
                + rows.getFirst().size()
                + " entries, row "
                + copy.size()
                + " has "
                + row.size());
      }
      copy.add(new ArrayList<>(row));
    }
    return copy;
  }

  /**
   * Brings a row with a non-zero entry in column c to position {@code at}; false when there is none
   * from there on.
   */
  private static <E> boolean pivot(Field<E> field, List<List<E>> a, int at, int c) {
    for (int i = at; i < a.size(); i++) {
      if (!field.isZero(a.get(i).get(c))) {
        a.set(i, a.set(at, a.get(i)));
        return true;
      }
    }
    return false;
  }

  /** Subtracts a multiple of the pivot row, so that the target row gets 0 in column c. */
  private static <E> void reduce(Field<E> field, List<E> target, List<E> pivot, int c) {
    if (field.isZero(target.get(c))) {
      return;
    }
    E factor = field.mul(target.get(c), field.inv(pivot.get(c)));
    target.set(c, field.zero());
    for (int j = c + 1; j < target.size(); j++) {
      if (!field.isZero(pivot.get(j))) {
        target.set(j, field.sub(target.get(j), field.mul(factor, pivot.get(j))));
      }
    }
  }
}
