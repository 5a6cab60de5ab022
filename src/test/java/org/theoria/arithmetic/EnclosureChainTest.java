package org.theoria.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random chains of every matrix operation, run at once in exact rationals, intervals and doubles
 * with radii: after every step the exact entries lie inside both enclosures. About 200,000 entries
 * are compared.
 */
class EnclosureChainTest {
  private static final List<ElementaryFunction> RATIONAL =
      List.of(ElementaryFunction.values()).stream().filter(ElementaryFunction::isRational).toList();

  private final IntervalArithmetic intervals = new IntervalArithmetic();
  private final DoubleArithmetic doubles = new DoubleArithmetic();
  private long compared;

  /** One matrix in three arithmetics. */
  private record Triple(RationalMatrix exact, IntervalMatrix interval, DoubleMatrix approximate) {}

  /** The same operation, in whichever arithmetic. */
  private interface Step {
    <M extends Matrix<M>> M on(M a, M b);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dyadic", "fractions", "wide", "extreme"})
  void exactEntriesLieInsideAfterEveryStep(String kind) {
    Doubles random = new Doubles(kind.hashCode());
    int chains = kind.equals("extreme") ? 700 : 1_500;
    for (int n = 0; n < chains; n++) {
      Triple current = draw(random, kind, 1 + random.nextInt(4), 1 + random.nextInt(4));
      int length = kind.equals("extreme") ? 3 : 5;
      for (int step = 0; step < length; step++) {
        current = next(random, kind, current);
        requireInside(current);
      }
    }
    assertTrue(compared > (kind.equals("extreme") ? 10_000 : 30_000), kind + ": " + compared);
  }

  private Triple next(Doubles random, String kind, Triple a) {
    int r = a.exact.rows();
    int c = a.exact.columns();
    return switch (random.nextInt(15)) {
      case 0 -> run(a, draw(random, kind, r, c), plus());
      case 1 -> run(a, draw(random, kind, r, c), minus());
      case 2, 3 -> run(a, draw(random, kind, c, 1 + random.nextInt(4)), times());
      case 4 -> run(a, draw(random, kind, r, c), hadamard());
      case 5 -> run(a, draw(random, kind, r, 1), plusColumn());
      case 6 -> run(a, draw(random, kind, r, 1), scaleRows());
      case 7 -> run(a, a, scale(rational(random, kind)));
      case 8, 9 -> run(a, a, apply(RATIONAL.get(random.nextInt(RATIONAL.size()))));
      case 10 -> run(a, draw(random, kind, r, c), stackAndTranspose());
      case 11 -> run(a, draw(random, kind, r, c), besideAndBlock(r, c));
      case 12 -> run(a, draw(random, kind, r, c), sums());
      case 13 -> run(a, a, norms());
      default -> divided(random, kind, a);
    };
  }

  private Triple divided(Doubles random, String kind, Triple a) {
    Rational[] entries = new Rational[a.exact.rows() * a.exact.columns()];
    for (int k = 0; k < entries.length; k++) {
      Rational q = rational(random, kind);
      entries[k] = q.isZero() ? Rational.ONE : q;
    }
    RationalMatrix divisor = RationalMatrix.of(a.exact.rows(), a.exact.columns(), entries);
    return new Triple(
        a.exact.dividedBy(divisor),
        quotient(intervals, a.interval, divisor, a),
        quotient(doubles, a.approximate, divisor, a));
  }

  /**
   * The quotient, or the dividend's exact quotient anew where the divisor underflowed and the
   * arithmetic refuses.
   */
  private static <M extends Matrix<M>> M quotient(
      OrderedArithmetic<M> k, M dividend, RationalMatrix divisor, Triple a) {
    M d = k.of(divisor);
    for (int i = 0; i < d.rows(); i++) {
      for (int j = 0; j < d.columns(); j++) {
        if (k.lower(d, i, j) <= 0 && k.upper(d, i, j) >= 0) {
          assertThrows(NotRepresentableException.class, () -> dividend.dividedBy(d));
          return k.of(a.exact.dividedBy(divisor));
        }
      }
    }
    return dividend.dividedBy(d);
  }

  private static Triple run(Triple a, Triple b, Step step) {
    return new Triple(
        step.on(a.exact, b.exact),
        step.on(a.interval, b.interval),
        step.on(a.approximate, b.approximate));
  }

  private Triple draw(Doubles random, String kind, int rows, int columns) {
    Rational[] entries = new Rational[rows * columns];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = rational(random, kind);
    }
    RationalMatrix exact = RationalMatrix.of(rows, columns, entries);
    return new Triple(exact, intervals.of(exact), doubles.of(exact));
  }

  private static Rational rational(Doubles random, String kind) {
    if (random.nextInt(8) == 0) {
      return Rational.ZERO;
    }
    return switch (kind) {
      case "dyadic" -> Rational.of(random.nextInt(33) - 16, 4);
      case "fractions" -> Rational.of(random.nextInt(41) - 20, 1 + random.nextInt(12));
      case "wide" -> Rational.ofDouble(random.ofExponent(-40, 40));
      default -> Rational.ofDouble(random.operand());
    };
  }

  private void requireInside(Triple t) {
    RationalMatrix x = t.exact;
    assertEquals(x.rows(), t.interval.rows());
    assertEquals(x.columns(), t.interval.columns());
    assertEquals(x.rows(), t.approximate.rows());
    assertEquals(x.columns(), t.approximate.columns());
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < x.columns(); j++) {
        requireInside(intervals, t.interval, x.get(i, j), i, j);
        requireInside(doubles, t.approximate, x.get(i, j), i, j);
        compared += 2;
      }
    }
  }

  private static <M extends Matrix<M>> void requireInside(
      OrderedArithmetic<M> k, M matrix, Rational exact, int i, int j) {
    double low = k.lower(matrix, i, j);
    double high = k.upper(matrix, i, j);
    assertTrue(
        new Interval(low, high).contains(exact),
        () -> k.name() + ": " + exact + " is not in [" + low + ", " + high + "]");
    if (Double.isFinite(low) && Double.isFinite(high)) {
      assertTrue(k.entry(matrix, i, j).contains(exact), () -> k.name() + ": entry " + exact);
    }
  }

  private static Step plus() {
    return new Step() {
      @Override
      public <M extends Matrix<M>> M on(M a, M b) {
        return a.plus(b);
      }
    };
  }

  private static Step minus() {
    return new Step() {
      @Override
      public <M extends Matrix<M>> M on(M a, M b) {
        return a.minus(b);
      }
    };
  }

  private static Step times() {
    return new Step() {
      @Override
      public <M extends Matrix<M>> M on(M a, M b) {
        return a.times(b);
      }
    };
  }

  private static Step hadamard() {
    return new Step() {
      @Override
      public <M extends Matrix<M>> M on(M a, M b) {
        return a.hadamard(b).negate();
      }
    };
  }

  private static Step plusColumn() {
    return new Step() {
      @Override
      public <M extends Matrix<M>> M on(M a, M b) {
        return a.plusColumn(b);
      }
    };
  }

  private static Step scaleRows() {
    return new Step() {
      @Override
      public <M extends Matrix<M>> M on(M a, M b) {
        return a.scaleRows(b);
      }
    };
  }

  private static Step scale(Rational factor) {
    return new Step() {
      @Override
      public <M extends Matrix<M>> M on(M a, M b) {
        return a.scale(factor);
      }
    };
  }

  private static Step apply(ElementaryFunction function) {
    return new Step() {
      @Override
      public <M extends Matrix<M>> M on(M a, M b) {
        return a.apply(function);
      }
    };
  }

  private static Step stackAndTranspose() {
    return new Step() {
      @Override
      public <M extends Matrix<M>> M on(M a, M b) {
        return a.stack(b).transpose().block(0, 1, a.columns(), a.rows());
      }
    };
  }

  private static Step besideAndBlock(int rows, int columns) {
    return new Step() {
      @Override
      public <M extends Matrix<M>> M on(M a, M b) {
        return a.beside(b)
            .block(rows - 1, 0, 1, 2 * columns)
            .flatten()
            .beside(a.beside(b).block(0, 0, 1, 2 * columns).transpose())
            .block(columns - 1, 0, 2, 2);
      }
    };
  }

  private static Step sums() {
    return new Step() {
      @Override
      public <M extends Matrix<M>> M on(M a, M b) {
        return a.rowSums().stack(a.sum()).stack(b.sumOfSquares());
      }
    };
  }

  private static Step norms() {
    return new Step() {
      @Override
      public <M extends Matrix<M>> M on(M a, M b) {
        return a.maxNorm().beside(b.smallestEntry());
      }
    };
  }

  /** Products of small dyadics are exact in all three: no width, no radius. */
  @Test
  void exactDyadicsStayExact() {
    Doubles random = new Doubles(77);
    for (int n = 0; n < 300; n++) {
      Triple a = draw(random, "dyadic", 4, 5);
      Triple b = draw(random, "dyadic", 5, 6);
      Triple p = run(run(a, b, times()), draw(random, "dyadic", 4, 1), plusColumn());
      Triple q = run(p, p, apply(ElementaryFunction.POSITIVE_PART));
      assertEquals(0.0, q.interval.width());
      assertEquals(0.0, q.approximate.largestRadius());
      requireInside(q);
    }
  }
}
