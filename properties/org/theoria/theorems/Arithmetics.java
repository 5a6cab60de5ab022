package org.theoria.theorems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.DoubleArithmetic;
import org.theoria.arithmetic.DoubleMatrix;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.IntervalMatrix;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * The same claims in every arithmetic: what one proves of a side must not contradict what another
 * proves of it.
 */
final class Arithmetics {

  private Arithmetics() {}

  /** How many sides were compared with the exact value, and how many enclosures with each other. */
  record Compared(int exact, int enclosures) {
    Compared plus(Compared other) {
      return new Compared(exact + other.exact, enclosures + other.enclosures);
    }
  }

  /**
   * Asserts that the arithmetics agree on one instance; where one cannot represent a value it is
   * left out and not counted.
   */
  static <I> Compared agree(Claims<I> claims, I instance) {
    Optional<List<Claim<DoubleMatrix>>> doubles =
        evaluate(claims, instance, new DoubleArithmetic());
    Optional<List<Claim<IntervalMatrix>>> intervals =
        evaluate(claims, instance, new IntervalArithmetic());
    Compared total = new Compared(0, 0);
    if (claims.isRational(instance)) {
      List<Claim<RationalMatrix>> exact = claims.on(instance, RationalArithmetic.INSTANCE);
      if (doubles.isPresent()) {
        total =
            total.plus(
                new Compared(contain(exact, doubles.get(), new DoubleArithmetic(), instance), 0));
      }
      if (intervals.isPresent()) {
        total =
            total.plus(
                new Compared(
                    contain(exact, intervals.get(), new IntervalArithmetic(), instance), 0));
      }
    }
    if (doubles.isPresent() && intervals.isPresent()) {
      total = total.plus(new Compared(0, overlap(doubles.get(), intervals.get(), instance)));
    }
    return total;
  }

  private static <I, M extends Matrix<M>> Optional<List<Claim<M>>> evaluate(
      Claims<I> claims, I instance, OrderedArithmetic<M> k) {
    try {
      return Optional.of(claims.on(instance, k));
    } catch (NotRepresentableException outOfRange) {
      return Optional.empty();
    }
  }

  private static <M extends Matrix<M>> int contain(
      List<Claim<RationalMatrix>> exact,
      List<Claim<M>> other,
      OrderedArithmetic<M> k,
      Object instance) {
    int compared = 0;
    assertEquals(exact.stream().map(Claim::id).toList(), other.stream().map(Claim::id).toList());
    for (int c = 0; c < exact.size(); c++) {
      for (int side = 0; side < 2; side++) {
        RationalMatrix e = side == 0 ? exact.get(c).left() : exact.get(c).right();
        M m = side == 0 ? other.get(c).left() : other.get(c).right();
        for (int i = 0; i < e.rows(); i++) {
          for (int j = 0; j < e.columns(); j++) {
            double low = k.lower(m, i, j);
            double high = k.upper(m, i, j);
            Rational value = e.get(i, j);
            assertTrue(
                atMost(low, value) && atLeast(high, value),
                () ->
                    k.name()
                        + ": ["
                        + low
                        + ", "
                        + high
                        + "] does not contain "
                        + value
                        + " on "
                        + instance);
            compared++;
          }
        }
      }
    }
    return compared;
  }

  private static boolean atMost(double low, Rational value) {
    return low == Double.NEGATIVE_INFINITY || Rational.ofDouble(low).compareTo(value) <= 0;
  }

  private static boolean atLeast(double high, Rational value) {
    return high == Double.POSITIVE_INFINITY || Rational.ofDouble(high).compareTo(value) >= 0;
  }

  private static int overlap(
      List<Claim<DoubleMatrix>> doubles, List<Claim<IntervalMatrix>> intervals, Object instance) {
    DoubleArithmetic k = new DoubleArithmetic();
    IntervalArithmetic l = new IntervalArithmetic();
    int compared = 0;
    for (int c = 0; c < doubles.size(); c++) {
      DoubleMatrix a = doubles.get(c).left();
      IntervalMatrix b = intervals.get(c).left();
      for (int i = 0; i < a.rows(); i++) {
        for (int j = 0; j < a.columns(); j++) {
          assertTrue(
              k.lower(a, i, j) <= l.upper(b, i, j) && l.lower(b, i, j) <= k.upper(a, i, j),
              () -> "double and interval enclosures are apart on " + instance);
          compared++;
        }
      }
    }
    return compared;
  }

  /** The exact entry of one side of a claim. */
  static <I> Enclosure exactSide(
      Claims<I> claims, I instance, String claim, int row, int column, boolean left) {
    return claims.on(instance, RationalArithmetic.INSTANCE).stream()
        .filter(c -> c.id().equals(claim))
        .map(c -> Enclosure.exactly((left ? c.left() : c.right()).get(row, column)))
        .findFirst()
        .orElseThrow();
  }

  /** Whether the double enclosure of one entry of one side meets a recorded one. */
  static <I> boolean overlapsDouble(
      Claims<I> claims,
      I instance,
      String claim,
      int row,
      int column,
      boolean left,
      Enclosure recorded) {
    Claim<DoubleMatrix> found =
        claims.on(instance, new DoubleArithmetic()).stream()
            .filter(c -> c.id().equals(claim))
            .findFirst()
            .orElseThrow();
    Enclosure own = new DoubleArithmetic().entry(left ? found.left() : found.right(), row, column);
    return own.lower().compareTo(recorded.upper()) <= 0
        && recorded.lower().compareTo(own.upper()) <= 0;
  }
}
