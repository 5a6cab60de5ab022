package org.theoria.network.linear;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.sampling.CriticalPoints;
import org.theoria.sampling.Key;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

/** Matrices and points for the tests, written or drawn. */
final class Matrices {
  /** The shapes of the issue, and some with a layer of width 1, of depth 1 and of depth 4. */
  static final List<Architecture> SHAPES =
      List.of(
          Architecture.of(2, 1, 2),
          Architecture.of(3, 2, 2),
          Architecture.of(4, 2, 3),
          Architecture.of(3, 3, 3, 3),
          Architecture.of(4, 3, 2, 3),
          Architecture.of(5, 4, 3, 3, 3),
          Architecture.of(3, 2),
          Architecture.of(1, 1, 1, 1),
          Architecture.of(2, 1, 2, 1, 2),
          Architecture.of(2, 3, 4, 3, 2, 1));

  private Matrices() {}

  /** The matrix with these rows: "1 2/3; 0 -1". */
  static RationalMatrix matrix(String rows) {
    List<List<Rational>> result = new ArrayList<>();
    for (String row : rows.split(";", -1)) {
      List<Rational> entries = new ArrayList<>();
      for (String entry : row.strip().split(" +", -1)) {
        entries.add(Rational.parse(entry));
      }
      result.add(entries);
    }
    return RationalMatrix.ofRows(result);
  }

  static Stream stream(String domain, long index) {
    return new Key(domain, 20261122).stream(index);
  }

  static LinearData data(Stream s, Architecture a) {
    return LinearData.draw(s, a.inputs(), a.outputs(), a.inputs() + s.nextInt(3));
  }

  static CriticalPoints.Point point(Stream s, Architecture a, LinearData data) {
    CriticalPoints.Kind kind = CriticalPoints.Kind.ANY;
    return CriticalPoints.point(s, a, data, CriticalPoints.subset(s, a, kind), kind);
  }

  /** A direction of the shapes of the weights, with entries k/2, |k| ≤ 4. */
  static List<RationalMatrix> direction(Stream s, Architecture a) {
    return CriticalPoints.random(s, a);
  }
}
