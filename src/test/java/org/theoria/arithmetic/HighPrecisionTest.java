package org.theoria.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.junit.jupiter.api.Test;

/**
 * The reference of the other tests, held against an independent implementation: Hipparchus' decimal
 * floating point.
 */
class HighPrecisionTest {
  /** 130 digits: 1 + e⁻¹⁰⁰ takes 44 of them. */
  private final DfpField field = new DfpField(130);

  @Test
  void expAgreesToFortyDigits() {
    Doubles doubles = new Doubles(31);
    for (int n = 0; n < 300; n++) {
      double t = n % 2 == 0 ? doubles.within(700) : doubles.within(2);
      HighPrecision.Scaled ours = HighPrecision.exp(t);
      BigDecimal two = BigDecimal.valueOf(2);
      BigDecimal value =
          new BigDecimal(ours.m())
              .multiply(two.pow(ours.e(), new MathContext(80)), new MathContext(60));
      BigDecimal theirs = new BigDecimal(field.newDfp(t).exp().toString());
      BigDecimal error = value.subtract(theirs).abs().divide(theirs, new MathContext(10));
      assertTrue(error.compareTo(new BigDecimal("1e-40")) < 0, "exp " + t + ": " + error);
    }
  }

  @Test
  void everyFunctionIsResolvedBetweenNeighbours() {
    Doubles doubles = new Doubles(32);
    for (int n = 0; n < 100; n++) {
      double t =
          n % 3 == 0
              ? doubles.within(100)
              : n % 3 == 1 ? doubles.within(2) : doubles.ofExponent(-30, 5);
      Dfp x = field.newDfp(t);
      Dfp e = x.exp();
      Dfp one = field.getOne();
      requireBetweenNeighbours(ElementaryFunction.EXP, t, e);
      requireBetweenNeighbours(ElementaryFunction.SIGMOID, t, e.divide(e.add(one)));
      requireBetweenNeighbours(ElementaryFunction.SOFTPLUS, t, e.add(one).log());
      Dfp square = e.multiply(e);
      requireBetweenNeighbours(
          ElementaryFunction.TANH, t, square.subtract(one).divide(square.add(one)));
      requireBetweenNeighbours(
          ElementaryFunction.LOG, Math.abs(t), field.newDfp(Math.abs(t)).log());
    }
  }

  private static void requireBetweenNeighbours(ElementaryFunction f, double t, Dfp value) {
    double near = new BigDecimal(value.toString()).doubleValue();
    assertEquals(-1, HighPrecision.compare(Math.nextDown(near), f, t), f + " " + t);
    assertEquals(1, HighPrecision.compare(Math.nextUp(near), f, t), f + " " + t);
  }
}
