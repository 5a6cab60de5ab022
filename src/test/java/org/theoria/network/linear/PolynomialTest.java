package org.theoria.network.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.theoria.network.linear.Matrices.matrix;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

final class PolynomialTest {

  private static Polynomial of(long... coefficients) {
    return new Polynomial(LongStream.of(coefficients).mapToObj(Rational::of).toList());
  }

  @Test
  void trailingZerosAreNotCoefficients() {
    assertEquals(1, of(3, 1, 0, 0).degree());
    assertEquals(-1, of(0, 0).degree());
    assertEquals(2, of(0, 0, 5).order());
    assertEquals(-1, of().order());
  }

  @Test
  void greatestCommonDivisorIsMonic() {
    // 2(x−1)²(x+2) and 3(x−1)(x+5)
    Polynomial a = of(4, -6, 0, 2);
    Polynomial b = of(-15, 12, 3);
    assertEquals(of(-1, 1), a.gcd(b));
    assertEquals(of(-1, 1), a.gcd(a.derivative()));
    assertEquals(of(1), of(-1, 1).gcd(of(1, 1)));
    assertEquals(of(-1, 1), of().gcd(of(-2, 2)));
  }

  @Test
  void characteristicPolynomialIsThatOfTheMatrix() {
    assertEquals(of(-2, -5, 1), Polynomial.characteristic(matrix("1 2; 3 4")));
    assertEquals(of(1), Polynomial.characteristic(RationalMatrix.zero(0, 0)));
    // Cayley and Hamilton
    RationalMatrix a = matrix("2 1/2 0; 1/2 -1 3; 0 3 5");
    Polynomial p = Polynomial.characteristic(a);
    RationalMatrix power = RationalMatrix.identity(3);
    RationalMatrix sum = RationalMatrix.zero(3, 3);
    for (Rational c : p.coefficients()) {
      sum = sum.plus(power.scale(c));
      power = power.times(a);
    }
    assertTrue(sum.isZero());
    assertFalse(p.degree() != 3);
  }

  @Test
  void readsAsMathematics() {
    assertEquals(
        "-x^3 + 3/2x - 1",
        new Polynomial(List.of(Rational.of(-1), Rational.of(3, 2), Rational.ZERO, Rational.of(-1)))
            .toString());
    assertEquals("0", of().toString());
    assertEquals("x^2 - 2x + 1", of(1, -2, 1).toString());
  }
}
