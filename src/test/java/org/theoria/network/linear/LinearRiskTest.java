package org.theoria.network.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.theoria.network.linear.Matrices.matrix;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.DoubleArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.PartialDerivatives;
import org.theoria.network.Sample;
import org.theoria.sampling.CriticalPoints;
import org.theoria.sampling.Stream;

final class LinearRiskTest {
  private static final RationalArithmetic Q = RationalArithmetic.INSTANCE;

  private static RationalMatrix flat(List<RationalMatrix> matrices) {
    return matrices.stream()
        .map(RationalMatrix::flatten)
        .reduce((above, below) -> above.stack(below))
        .orElseThrow();
  }

  private static Rational inner(RationalMatrix a, RationalMatrix b) {
    return a.hadamard(b).sum().get(0, 0);
  }

  @Test
  void derivativesAreThoseOfTheRiskAlongLines() {
    for (int i = 0; i < 40; i++) {
      Stream s = Matrices.stream("linear-risk", i);
      Architecture a = s.oneOf(Matrices.SHAPES);
      Sample sample = Matrices.data(s, a).sample();
      List<RationalMatrix> w = CriticalPoints.random(s, a);
      List<RationalMatrix> v = Matrices.direction(s, a);
      Polynomial e = LinearRisk.along(w, WeightCurve.line(v), sample);
      Rational value = LinearRisk.value(Q, w, sample.x(), sample.y()).get(0, 0);
      RationalMatrix gradient = flat(LinearRisk.gradient(Q, w, sample.x(), sample.y()));
      RationalMatrix hessian = LinearRisk.hessian(w, sample);
      RationalMatrix second = LinearRisk.secondDerivative(Q, w, v, sample.x(), sample.y());
      assertEquals(value, e.coefficient(0));
      assertEquals(e.coefficient(1), inner(gradient, flat(v)));
      Rational twice = e.coefficient(2).times(Rational.of(2));
      assertEquals(twice, second.get(0, 0));
      assertEquals(twice, inner(hessian.times(flat(v)), flat(v)));
      assertEquals(hessian, hessian.transpose());
    }
  }

  @Test
  void theCurveIsFollowedExactly() {
    for (int i = 0; i < 20; i++) {
      Stream s = Matrices.stream("linear-curve", i);
      Architecture a = s.oneOf(Matrices.SHAPES);
      Sample sample = Matrices.data(s, a).sample();
      List<RationalMatrix> w = CriticalPoints.random(s, a);
      List<RationalMatrix> v = Matrices.direction(s, a);
      int last = a.depth();
      WeightCurve curve =
          new WeightCurve(
              List.of(
                  new WeightCurve.Term(1, 1, v.getFirst()),
                  new WeightCurve.Term(1, 3, v.getFirst()),
                  new WeightCurve.Term(last, 2, v.getLast())));
      Polynomial e = LinearRisk.along(w, curve, sample);
      for (Rational t : List.of(Rational.ZERO, Rational.of(1, 3), Rational.of(-2))) {
        assertEquals(
            LinearRisk.value(Q, curve.at(w, t), sample.x(), sample.y()).get(0, 0), e.at(t));
      }
    }
  }

  /** Forward differentiation of the network knows nothing of products of matrices. */
  @Test
  void theGradientIsThatOfTheNetwork() {
    Stream s = Matrices.stream("linear-network", 0);
    Architecture a = Architecture.of(3, 2, 2, 2);
    Sample sample = Matrices.data(s, a).sample();
    List<RationalMatrix> w = CriticalPoints.random(s, a);
    List<RationalMatrix> biases = w.stream().map(m -> RationalMatrix.zero(m.rows(), 1)).toList();
    Network network = new Network(a, Collections.nCopies(3, Activation.IDENTITY), w, biases);
    RationalMatrix sum = null;
    for (int j = 0; j < sample.size(); j++) {
      RationalMatrix one =
          PartialDerivatives.of(
              Q,
              network,
              Loss.SQUARE,
              sample.x().block(0, j, 3, 1),
              sample.y().block(0, j, 2, 1),
              PartialDerivatives.Side.RIGHT);
      sum = sum == null ? one : sum.plus(one);
    }
    List<RationalMatrix> gradient = LinearRisk.gradient(Q, w, sample.x(), sample.y());
    org.theoria.network.Parameters order = new org.theoria.network.Parameters(a);
    for (int h = 1; h <= 3; h++) {
      RationalMatrix g = gradient.get(h - 1);
      for (int i = 0; i < g.rows(); i++) {
        for (int j = 0; j < g.columns(); j++) {
          assertEquals(g.get(i, j), sum.get(0, order.weight(h, i, j)));
        }
      }
    }
  }

  @Test
  void itIsWrittenForEveryArithmetic() {
    DoubleArithmetic k = new DoubleArithmetic();
    List<RationalMatrix> w = List.of(matrix("1 2"), matrix("3; -1"));
    RationalMatrix x = matrix("1 0; 1 1");
    RationalMatrix y = matrix("1 0; 0 1");
    var value = LinearRisk.value(k, w.stream().map(k::of).toList(), k.of(x), k.of(y));
    // W_2W_1X = [9 6; −3 −2], minus Y: 64 + 36 + 9 + 9
    assertTrue(k.entry(value, 0, 0).contains(Rational.of(118)));
    assertEquals(Rational.of(118), LinearRisk.value(Q, w, x, y).get(0, 0));
  }

  @Test
  void productsAndShapes() {
    List<RationalMatrix> w = List.of(matrix("1 2"), matrix("3; -1"));
    assertEquals(matrix("3 6; -1 -2"), LinearRisk.product(Q, w, 2, 1));
    assertEquals(RationalMatrix.identity(2), LinearRisk.product(Q, w, 0, 1));
    assertEquals(RationalMatrix.identity(1), LinearRisk.product(Q, w, 1, 2));
    assertEquals(RationalMatrix.identity(2), LinearRisk.product(Q, w, 2, 3));
    assertThrows(IllegalArgumentException.class, () -> LinearRisk.product(Q, w, 0, 2));
    ShapeException wrong =
        assertThrows(
            ShapeException.class, () -> LinearRisk.value(Q, w, matrix("1"), matrix("1; 1")));
    assertEquals("linear network: W_1 must have 1 columns, got 1×2", wrong.getMessage());
  }
}
