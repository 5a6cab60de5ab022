package org.theoria.network.linear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;

/**
 * A polynomial over ℚ in one variable.
 *
 * @param coefficients c_0, c_1, …, the last one not 0; none for the polynomial 0
 */
public record Polynomial(List<Rational> coefficients) {

  public Polynomial {
    int length = coefficients.size();
    while (length > 0 && coefficients.get(length - 1).isZero()) {
      length--;
    }
    coefficients = List.copyOf(coefficients.subList(0, length));
  }

  /** det(x·I − A) of a square matrix (Faddeev and LeVerrier's recursion). */
  public static Polynomial characteristic(RationalMatrix a) {
    int n = a.rows();
    if (a.columns() != n) {
      throw new ShapeException(
          "characteristic polynomial: a square matrix is needed, got " + n + "×" + a.columns());
    }
    List<Rational> descending = new ArrayList<>();
    descending.add(Rational.ONE);
    RationalMatrix m = RationalMatrix.identity(n);
    for (int k = 1; k <= n; k++) {
      RationalMatrix product = a.times(m);
      Rational c = trace(product).dividedBy(Rational.of(-k));
      descending.add(c);
      m = product.plus(RationalMatrix.identity(n).scale(c));
    }
    Collections.reverse(descending);
    return new Polynomial(descending);
  }

  static Rational trace(RationalMatrix square) {
    Rational sum = Rational.ZERO;
    for (int i = 0; i < square.rows(); i++) {
      sum = sum.plus(square.get(i, i));
    }
    return sum;
  }

  /** The degree; −1 for the polynomial 0. */
  public int degree() {
    return coefficients.size() - 1;
  }

  /** The coefficient of x^k; 0 beyond the degree. */
  public Rational coefficient(int k) {
    return k < coefficients.size() ? coefficients.get(k) : Rational.ZERO;
  }

  /** The smallest k whose coefficient is not 0; −1 for the polynomial 0. */
  public int order() {
    for (int k = 0; k < coefficients.size(); k++) {
      if (!coefficients.get(k).isZero()) {
        return k;
      }
    }
    return -1;
  }

  /** The value at x. */
  public Rational at(Rational x) {
    Rational value = Rational.ZERO;
    for (int k = coefficients.size() - 1; k >= 0; k--) {
      value = value.times(x).plus(coefficients.get(k));
    }
    return value;
  }

  public Polynomial derivative() {
    List<Rational> result = new ArrayList<>();
    for (int k = 1; k < coefficients.size(); k++) {
      result.add(coefficients.get(k).times(Rational.of(k)));
    }
    return new Polynomial(result);
  }

  public Polynomial minus(Polynomial other) {
    List<Rational> result = new ArrayList<>();
    for (int k = 0; k < Math.max(coefficients.size(), other.coefficients.size()); k++) {
      result.add(coefficient(k).minus(other.coefficient(k)));
    }
    return new Polynomial(result);
  }

  /** The monic greatest common divisor; of 0 and 0 it is 0. */
  public Polynomial gcd(Polynomial other) {
    Polynomial a = this;
    Polynomial b = other;
    while (b.degree() >= 0) {
      Polynomial remainder = a.remainder(b).monic();
      a = b;
      b = remainder;
    }
    return a.monic();
  }

  private Polynomial remainder(Polynomial divisor) {
    List<Rational> rest = new ArrayList<>(coefficients);
    int d = divisor.degree();
    Rational lead = divisor.coefficient(d).reciprocal();
    for (int k = rest.size() - 1; k >= d; k--) {
      Rational factor = rest.get(k).times(lead);
      for (int i = 0; i <= d; i++) {
        rest.set(k - d + i, rest.get(k - d + i).minus(factor.times(divisor.coefficient(i))));
      }
    }
    return new Polynomial(rest);
  }

  private Polynomial monic() {
    if (degree() < 0) {
      return this;
    }
    Rational inverse = coefficient(degree()).reciprocal();
    return new Polynomial(coefficients.stream().map(inverse::times).toList());
  }

  /** "x^2 - 3/2x + 1", the highest power first. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int k = degree(); k >= 0; k--) {
      Rational c = coefficient(k);
      if (c.isZero()) {
        continue;
      }
      text.append(text.isEmpty() ? (c.signum() < 0 ? "-" : "") : c.signum() < 0 ? " - " : " + ");
      boolean one = c.abs().equals(Rational.ONE);
      text.append(one && k > 0 ? "" : c.abs().toString());
      text.append(k == 0 ? "" : k == 1 ? "x" : "x^" + k);
    }
    return text.isEmpty() ? "0" : text.toString();
  }
}
