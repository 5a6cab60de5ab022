package org.theoria.network.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.sampling.CriticalPoints;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

final class NormalFormTest {
  private static final RationalArithmetic Q = RationalArithmetic.INSTANCE;

  private static void assertIdentities(List<RationalMatrix> w, NormalForm f) {
    assertEquals(w, f.weights());
    int r = f.rank();
    assertTrue(f.range().transpose().times(f.complement()).isZero());
    for (int h = 1; h <= w.size(); h++) {
      RationalMatrix identity = RationalMatrix.identity(f.frames().get(h - 1).rows());
      assertEquals(identity, f.inverses().get(h - 1).times(f.frames().get(h - 1)));
      assertEquals(w.get(h - 1).rows() - r, f.kernel(h).columns());
    }
    assertEquals(
        LinearRisk.product(Q, w, w.size(), 1), LinearRisk.product(Q, f.gauged(), w.size(), 1));
  }

  @Test
  void everyPointHasOne() {
    for (int i = 0; i < 40; i++) {
      Stream s = Matrices.stream("normal-form-any", i);
      Architecture a = s.oneOf(Matrices.SHAPES);
      List<RationalMatrix> w = CriticalPoints.random(s, a);
      assertIdentities(w, NormalForm.of(w));
    }
  }

  @Test
  void atACriticalPointTheFirstBlockIsTheRegressors() {
    for (int i = 0; i < 60; i++) {
      Stream s = Matrices.stream("normal-form", i);
      Architecture a = s.oneOf(Matrices.SHAPES);
      LinearData data = Matrices.data(s, a);
      CriticalPoints.Point p = Matrices.point(s, a, data);
      NormalForm f = NormalForm.of(p.weights());
      assertIdentities(p.weights(), f);
      RationalMatrix plus = f.inverses().getLast().block(0, 0, f.rank(), a.outputs());
      assertEquals(plus.times(data.regression().regressor()), f.first());
      assertTrue(data.regression().spectrum().isInvariant(f.range()));
    }
  }

  @Test
  void theHessianInTheGaugeIsCongruent() {
    for (int i = 0; i < 12; i++) {
      Stream s = Matrices.stream("normal-form-inertia", i);
      Architecture a = s.oneOf(Matrices.SHAPES.subList(0, 5));
      LinearData data = Matrices.data(s, a);
      CriticalPoints.Point p = Matrices.point(s, a, data);
      NormalForm f = NormalForm.of(p.weights());
      HessianAt gauged = HessianAt.of(f, data.regression());
      RationalMatrix direct = LinearRisk.hessian(p.weights(), data.sample());
      assertEquals(Inertia.of(direct), gauged.inertia());
      List<RationalMatrix> v = Matrices.direction(s, a);
      assertEquals(
          LinearRisk.secondDerivative(Q, f.gauged(), v, data.sample().x(), data.sample().y()),
          LinearRisk.secondDerivative(
              Q, p.weights(), f.ungauged(v), data.sample().x(), data.sample().y()));
    }
  }

  /** E = const − 2 tr(M Z_H⋯Z_1) + ‖Q Z_H⋯Z_1X‖² when only the blocks move. */
  @Test
  void theRiskInTheBlocks() {
    for (int i = 0; i < 40; i++) {
      Stream s = Matrices.stream("normal-form-blocks", i);
      Architecture a = s.oneOf(Matrices.SHAPES);
      LinearData data = Matrices.data(s, a);
      CriticalPoints.Point p = Matrices.point(s, a, data);
      NormalForm f = NormalForm.of(p.weights());
      List<RationalMatrix> moved = new ArrayList<>();
      List<WeightCurve.Term> terms = new ArrayList<>();
      for (int h = 1; h <= f.depth(); h++) {
        RationalMatrix z = f.blocks().get(h - 1);
        RationalMatrix v = RationalMatrix.zero(z.rows(), z.columns());
        for (int e = 0; e < z.rows() * z.columns(); e++) {
          v = v.with(e / z.columns(), e % z.columns(), s.nextDyadic(2, 1));
        }
        moved.add(z.plus(v));
        terms.add(new WeightCurve.Term(h, 1, f.blockDirection(h, v)));
      }
      List<RationalMatrix> w = new WeightCurve(terms).at(p.weights(), Rational.ONE);
      RationalMatrix product = LinearRisk.product(Q, moved, f.depth(), 1);
      RationalMatrix image = f.complement().times(product).times(data.sample().x());
      Rational trace =
          Polynomial.trace(f.target(data.regression()).times(product)).times(Rational.of(2));
      Rational before = risk(p.weights(), data);
      assertEquals(before.minus(trace).plus(image.sumOfSquares().get(0, 0)), risk(w, data));
    }
  }

  private static Rational risk(List<RationalMatrix> w, LinearData data) {
    return LinearRisk.value(Q, w, data.sample().x(), data.sample().y()).get(0, 0);
  }

  /** With the rational eigenvectors it is the form of slide 94. */
  @Test
  void inTheBasisOfTheEigenvectors() {
    Stream s = Matrices.stream("normal-form-basis", 0);
    Architecture a = Architecture.of(4, 3, 2, 3);
    LinearData data = Matrices.data(s, a);
    List<Integer> best = List.of(1, 2);
    List<RationalMatrix> w =
        CriticalPoints.point(s, a, data, best, CriticalPoints.Kind.ANY).weights();
    RationalMatrix u = data.columns(best);
    RationalMatrix uq = data.columns(List.of(3));
    NormalForm f = NormalForm.of(w, u, uq);
    assertIdentities(w, f);
    assertEquals(u.transpose().times(data.regression().regressor()), f.first());
    assertThrows(IllegalArgumentException.class, () -> NormalForm.of(w, uq, u));
    assertThrows(
        IllegalArgumentException.class,
        () -> NormalForm.of(w, data.columns(List.of(1, 3)), data.columns(List.of(2))));
  }
}
