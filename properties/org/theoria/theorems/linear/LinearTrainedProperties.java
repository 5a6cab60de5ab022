package org.theoria.theorems.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.TrainedPoints.Finding;
import org.theoria.sampling.Key;

/** The points at which training of linear networks ends, and what is proven on a box. */
final class LinearTrainedProperties {

  private static final IntervalArithmetic K = new IntervalArithmetic();

  /** X = I, Y = diag(2, 1): λ = 4, 1. */
  private static final Sample DATA =
      new Sample(RationalMatrix.identity(2), diagonal(Rational.of(2), Rational.ONE));

  private static RationalMatrix diagonal(Rational a, Rational b) {
    return RationalMatrix.zero(2, 2).with(0, 0, a).with(1, 1, b);
  }

  /** The point with every entry widened by this much. */
  private static EnclosedCurvature box(List<RationalMatrix> weights, Rational radius) {
    return new EnclosedCurvature(
        weights,
        weights.stream()
            .map(
                w -> {
                  RationalMatrix r = RationalMatrix.constant(w.rows(), w.columns(), radius);
                  return K.between(w.minus(r), w.plus(r));
                })
            .toList(),
        DATA);
  }

  @Test
  void mostTrainedPointsAreConfirmedAndNoneContradicts() {
    Key key = new Key("linear-trained", 7);
    Map<Finding, Integer> found = new EnumMap<>(Finding.class);
    for (int i = 0; i < 50; i++) {
      found.merge(new LinearTrained().at(key.stream(i)).finding(), 1, Integer::sum);
    }
    assertFalse(found.containsKey(Finding.CONTRADICTED), found::toString);
    assertTrue(found.getOrDefault(Finding.CONFIRMED, 0) >= 40, found::toString);
  }

  /** 𝒮 = {2} of n_1 = 1: second derivative 2(1 − 4) along the first output; 𝒮 = {1}: none. */
  @Test
  void aDirectionIsProvenAtASaddleAndNowhereAtAMinimiser() {
    RationalMatrix row1 = RationalMatrix.identity(2).block(0, 0, 1, 2);
    RationalMatrix row2 = RationalMatrix.identity(2).block(1, 0, 1, 2);
    List<RationalMatrix> saddle = List.of(row2, row2.transpose());
    List<RationalMatrix> minimiser = List.of(row1.scale(Rational.of(2)), row1.transpose());
    Rational narrow = Rational.of(1, 1L << 40);
    assertTrue(box(saddle, narrow).descends());
    assertFalse(box(saddle, Rational.of(4)).descends(), "the sign varies on a wide box");
    assertFalse(box(minimiser, narrow).descends());
    assertTrue(box(saddle, narrow).risk().contains(Rational.of(4)));
    assertTrue(box(minimiser, narrow).risk().contains(Rational.ONE));
  }

  /** r = 1 of 2, W_3 = W_2 = W_1 = diag(·, z): tightened iff z = 0. */
  @Test
  void tightenedIsDecidedOrLeftOpen() {
    Regression data = new Regression(DATA);
    RationalMatrix first = diagonal(Rational.of(2), Rational.ZERO);
    RationalMatrix e1 = diagonal(Rational.ONE, Rational.ZERO);
    RationalMatrix full = diagonal(Rational.ONE, Rational.ONE);
    Rational narrow = Rational.of(1, 1L << 40);
    assertEquals(
        Optional.of(true), box(List.of(first, e1, e1), Rational.ZERO).isTightened(data, 1));
    // the blocks of (3,1) are Σ_XY and W_2, both of rank 2
    assertEquals(Optional.of(false), box(List.of(first, full, e1), narrow).isTightened(data, 1));
    assertEquals(
        Optional.empty(),
        box(List.of(first, e1, e1), narrow).isTightened(data, 1),
        "a box around rank 1 has matrices of rank 2");
  }
}
