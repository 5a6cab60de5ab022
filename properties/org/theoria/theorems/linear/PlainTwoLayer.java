package org.theoria.theorems.linear;

import java.util.function.Function;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * Slides 99–103 a second time: E by loops over examples and entries, gradients and second
 * derivatives by exact difference quotients of polynomials, linear systems by Cramer's rule. It
 * shares nothing with the entries but the numbers.
 */
final class PlainTwoLayer {
  private static final Rational TWO = Rational.of(2);

  final RationalMatrix x;
  final RationalMatrix y;
  final RationalMatrix a;
  final RationalMatrix b;

  PlainTwoLayer(RationalMatrix x, RationalMatrix y, RationalMatrix a, RationalMatrix b) {
    this.x = x;
    this.y = y;
    this.a = a;
    this.b = b;
  }

  PlainTwoLayer at(RationalMatrix newA, RationalMatrix newB) {
    return new PlainTwoLayer(x, y, newA, newB);
  }

  /** Σ_i ‖y_i − ABx_i‖², example by example. */
  Rational value() {
    Rational sum = Rational.ZERO;
    for (int e = 0; e < x.columns(); e++) {
      Rational[] hidden = new Rational[b.rows()];
      for (int h = 0; h < b.rows(); h++) {
        hidden[h] = Rational.ZERO;
        for (int j = 0; j < b.columns(); j++) {
          hidden[h] = hidden[h].plus(b.get(h, j).times(x.get(j, e)));
        }
      }
      for (int i = 0; i < a.rows(); i++) {
        Rational r = y.get(i, e).negate();
        for (int h = 0; h < a.columns(); h++) {
          r = r.plus(a.get(i, h).times(hidden[h]));
        }
        sum = sum.plus(r.times(r));
      }
    }
    return sum;
  }

  /** E is quadratic in one entry: (E(θ+e) − E(θ−e))/2 is its derivative, exactly. */
  private static RationalMatrix quotients(
      RationalMatrix m, Function<RationalMatrix, Rational> risk) {
    RationalMatrix g = m;
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        Rational up = risk.apply(m.with(i, j, m.get(i, j).plus(Rational.ONE)));
        Rational down = risk.apply(m.with(i, j, m.get(i, j).minus(Rational.ONE)));
        g = g.with(i, j, up.minus(down).dividedBy(TWO));
      }
    }
    return g;
  }

  RationalMatrix gradientA() {
    return quotients(a, m -> at(m, b).value());
  }

  RationalMatrix gradientB() {
    return quotients(b, m -> at(a, m).value());
  }

  boolean isCritical() {
    return isZero(gradientA()) && isZero(gradientB());
  }

  /** The second derivative of t ↦ E(A+tV, B+tW) at 0, from five values of that quartic. */
  Rational secondDerivative(RationalMatrix v, RationalMatrix w) {
    Rational[] e = new Rational[5];
    for (int t = -2; t <= 2; t++) {
      Rational s = Rational.of(t);
      e[t + 2] = at(plus(a, times(v, s)), plus(b, times(w, s))).value();
    }
    // f'' = (−f(2) + 16f(1) − 30f(0) + 16f(−1) − f(−2))/12, exact for quartics
    return e[3]
        .plus(e[1])
        .times(Rational.of(16))
        .minus(e[2].times(Rational.of(30)))
        .minus(e[4])
        .minus(e[0])
        .dividedBy(Rational.of(12));
  }

  static boolean isZero(RationalMatrix m) {
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        if (m.get(i, j).signum() != 0) {
          return false;
        }
      }
    }
    return true;
  }

  static boolean equal(RationalMatrix m, RationalMatrix n) {
    return isZero(plus(m, times(n, Rational.of(-1))));
  }

  static RationalMatrix plus(RationalMatrix m, RationalMatrix n) {
    RationalMatrix sum = m;
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        sum = sum.with(i, j, m.get(i, j).plus(n.get(i, j)));
      }
    }
    return sum;
  }

  static RationalMatrix times(RationalMatrix m, Rational factor) {
    RationalMatrix product = m;
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        product = product.with(i, j, m.get(i, j).times(factor));
      }
    }
    return product;
  }

  static RationalMatrix times(RationalMatrix m, RationalMatrix n) {
    RationalMatrix product = RationalMatrix.zero(m.rows(), n.columns());
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < n.columns(); j++) {
        Rational sum = Rational.ZERO;
        for (int k = 0; k < m.columns(); k++) {
          sum = sum.plus(m.get(i, k).times(n.get(k, j)));
        }
        product = product.with(i, j, sum);
      }
    }
    return product;
  }

  static RationalMatrix transposed(RationalMatrix m) {
    RationalMatrix t = RationalMatrix.zero(m.columns(), m.rows());
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        t = t.with(j, i, m.get(i, j));
      }
    }
    return t;
  }

  static Rational trace(RationalMatrix m) {
    Rational sum = Rational.ZERO;
    for (int i = 0; i < m.rows(); i++) {
      sum = sum.plus(m.get(i, i));
    }
    return sum;
  }

  /** By Laplace's expansion along the first row. */
  static Rational determinant(RationalMatrix m) {
    if (m.rows() == 0) {
      return Rational.ONE;
    }
    Rational sum = Rational.ZERO;
    for (int j = 0; j < m.columns(); j++) {
      Rational minor = determinant(m.withoutRow(0).withoutColumn(j));
      Rational term = m.get(0, j).times(minor);
      sum = j % 2 == 0 ? sum.plus(term) : sum.minus(term);
    }
    return sum;
  }

  /** By Cramer's rule; the determinant must not be 0. */
  static RationalMatrix inverse(RationalMatrix m) {
    Rational d = determinant(m);
    RationalMatrix inverse = m;
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.rows(); j++) {
        Rational minor = determinant(m.withoutRow(j).withoutColumn(i));
        inverse = inverse.with(i, j, ((i + j) % 2 == 0 ? minor : minor.negate()).dividedBy(d));
      }
    }
    return inverse;
  }

  RationalMatrix sigmaXX() {
    return times(x, transposed(x));
  }

  RationalMatrix sigmaYX() {
    return times(y, transposed(x));
  }

  /** Σ_YXΣ_XX⁻¹. */
  RationalMatrix regression() {
    return times(sigmaYX(), inverse(sigmaXX()));
  }

  /** Σ. */
  RationalMatrix sigma() {
    return times(regression(), transposed(sigmaYX()));
  }

  /** (AᵀA)⁻¹Aᵀ. */
  RationalMatrix leftInverse() {
    return times(inverse(times(transposed(a), a)), transposed(a));
  }
}
