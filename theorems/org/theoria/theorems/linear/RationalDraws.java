package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.sampling.Stream;

/** Matrices over ℚ of a given kind, by construction. */
final class RationalDraws {
  private RationalDraws() {}

  /** (c, s, h) with c² + s² = h². */
  private static final List<List<Integer>> TRIPLES =
      List.of(List.of(3, 4, 5), List.of(4, 3, 5), List.of(5, 12, 13), List.of(15, 8, 17));

  /** Entries k/2 with |k| ≤ 6. */
  static RationalMatrix any(Stream s, int rows, int columns) {
    Rational[] entries = new Rational[rows * columns];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = s.nextDyadic(3, 1);
    }
    return RationalMatrix.of(rows, columns, entries);
  }

  /** Of full column rank: rows of a trapezoid in another order, times a unit triangle. */
  static RationalMatrix fullColumnRank(Stream s, int rows, int columns) {
    RationalMatrix m = any(s, rows, columns);
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < j; i++) {
        m = m.with(i, j, Rational.ZERO);
      }
      m = m.with(j, j, s.oneOf(Rational.ONE, Rational.of(-1), Rational.of(2), Rational.of(1, 2)));
    }
    RationalMatrix triangle = RationalMatrix.identity(columns);
    for (int i = 0; i < columns; i++) {
      for (int j = i + 1; j < columns; j++) {
        triangle = triangle.with(i, j, Rational.of(s.nextInt(-2, 2)));
      }
    }
    return m.select(permutation(s, rows), range(columns)).times(triangle);
  }

  /** An invertible matrix; in one case of eight a multiple of the identity, huge or tiny. */
  static RationalMatrix gauge(Stream s, int size) {
    return switch (s.nextInt(8)) {
      case 0 -> RationalMatrix.identity(size);
      case 1 -> RationalMatrix.identity(size).scale(Rational.of(2).pow(s.nextInt(4, 20)));
      case 2 -> RationalMatrix.identity(size).scale(Rational.of(2).pow(-s.nextInt(4, 20)));
      default -> fullColumnRank(s, size, size);
    };
  }

  /** Orthogonal: a signed permutation times at most two rotations by rational angles. */
  static RationalMatrix orthogonal(Stream s, int size) {
    RationalMatrix u = RationalMatrix.identity(size);
    if (size == 0 || s.chance(1, 8)) {
      return u;
    }
    u = u.select(permutation(s, size), range(size));
    if (s.chance(1, 2)) {
      int j = s.nextInt(size);
      u = u.times(RationalMatrix.identity(size).with(j, j, Rational.of(-1)));
    }
    int rotations = size == 1 ? 0 : s.nextInt(3);
    for (int r = 0; r < rotations; r++) {
      int i = s.nextInt(size);
      u = u.times(rotation(s, size, i, (i + 1 + s.nextInt(size - 1)) % size));
    }
    return u;
  }

  /** A rotation of coordinates i and j, by an angle that is no multiple of π/4. */
  static RationalMatrix rotation(Stream s, int size, int i, int j) {
    List<Integer> t = s.oneOf(TRIPLES);
    Rational cosine = Rational.of(t.get(0), t.get(2));
    Rational sine = Rational.of(t.get(1), t.get(2));
    return RationalMatrix.identity(size)
        .with(i, i, cosine)
        .with(i, j, sine.negate())
        .with(j, i, sine)
        .with(j, j, cosine);
  }

  /** 0, …, size − 1 in a random order. */
  static List<Integer> permutation(Stream s, int size) {
    List<Integer> order = new ArrayList<>(range(size));
    for (int i = size - 1; i > 0; i--) {
      Collections.swap(order, i, s.nextInt(i + 1));
    }
    return order;
  }

  static List<Integer> range(int size) {
    List<Integer> range = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      range.add(i);
    }
    return range;
  }
}
