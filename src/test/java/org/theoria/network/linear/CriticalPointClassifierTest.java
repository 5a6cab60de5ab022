package org.theoria.network.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.theoria.network.linear.Matrices.matrix;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Architecture;
import org.theoria.network.Sample;
import org.theoria.sampling.CriticalPoints;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

final class CriticalPointClassifierTest {
  private static final RationalArithmetic Q = RationalArithmetic.INSTANCE;

  /** X = I, Y = diag(2, 1): λ = 4, 1 and tr Σ_YY = 5. */
  private static final Sample DIAGONAL = new Sample(matrix("1 0; 0 1"), matrix("2 0; 0 1"));

  private static Classification.Critical critical(List<RationalMatrix> weights, Sample sample) {
    return assertInstanceOf(
        Classification.Critical.class, CriticalPointClassifier.classify(weights, sample));
  }

  /** Every 𝒮 of every shape of the issue, tightened and not: both paths, and what was built. */
  @Test
  void everySubsetOfEveryShape() {
    Map<CriticalClass, Integer> seen = new EnumMap<>(CriticalClass.class);
    for (Architecture a : Matrices.SHAPES) {
      Stream s = Matrices.stream("classify" + a.widths(), 0);
      LinearData data = Matrices.data(s, a);
      for (CriticalPoints.Kind kind :
          List.of(CriticalPoints.Kind.TIGHTENED, CriticalPoints.Kind.LOOSE)) {
        for (List<Integer> subset : CriticalPoints.subsets(a, kind)) {
          CriticalPoints.Point p = CriticalPoints.point(s, a, data, subset, kind);
          Classification.Critical c =
              assertInstanceOf(
                  Classification.Critical.class,
                  CriticalPointClassifier.classify(p.weights(), data.regression()));
          String what = a.widths() + " " + subset + " " + kind;
          assertEquals(subset, c.subset(), what);
          assertEquals(kind == CriticalPoints.Kind.TIGHTENED, c.isTightened(), what);
          assertEquals(c.classByTheorem(), c.classByHessian(), what);
          Rational value = data.regression().traceYY();
          for (int i : subset) {
            value = value.minus(data.eigenvalues().get(i - 1));
          }
          assertEquals(value, c.criticalValue(), what);
          assertEquals(
              LinearRisk.value(Q, p.weights(), data.sample().x(), data.sample().y()).get(0, 0),
              c.risk(),
              what);
          assertTrue(c.agrees(), what);
          assertEquals(
              Optional.of(c.classByHessian()),
              CriticalPointClassifier.classByHessian(p.weights(), data.regression()));
          assertCurves(c, p.weights(), data.sample(), what);
          seen.merge(c.classByHessian(), 1, Integer::sum);
        }
      }
    }
    assertEquals(3, seen.size(), "every class occurs: " + seen);
  }

  private static void assertCurves(
      Classification.Critical c, List<RationalMatrix> weights, Sample sample, String what) {
    boolean saddle = c.classByHessian() != CriticalClass.GLOBAL_MINIMISER;
    assertEquals(saddle, c.descent().isPresent(), what);
    assertEquals(saddle, c.ascent().isPresent(), what);
    for (CertifiedCurve curve : c.descent().stream().toList()) {
      assertTrue(curve.descends() && curve.holdsFor(weights, sample), what);
      boolean strict = c.classByHessian() == CriticalClass.STRICT_SADDLE;
      assertTrue(strict ? curve.order() == 2 : curve.order() >= 3, what);
      // Seen in numbers: E is smaller at W(2⁻²⁰).
      List<RationalMatrix> near = curve.curve().at(weights, Rational.of(1, 1 << 20));
      Rational there = LinearRisk.value(Q, near, sample.x(), sample.y()).get(0, 0);
      assertTrue(there.compareTo(c.risk()) < 0, what);
    }
    for (CertifiedCurve curve : c.ascent().stream().toList()) {
      assertTrue(!curve.descends() && curve.holdsFor(weights, sample), what);
    }
  }

  /** All weights in {−1, 0, 1}, a grid that knows nothing of normal forms. */
  @Test
  void everyCriticalPointOfAGrid() {
    Regression data = new Regression(DIAGONAL);
    int criticalPoints = 0;
    for (int code = 0; code < 6561; code++) {
      int rest = code;
      Rational[] entries = new Rational[8];
      for (int k = 0; k < 8; k++) {
        entries[k] = Rational.of(rest % 3 - 1);
        rest /= 3;
      }
      List<RationalMatrix> w =
          List.of(
              RationalMatrix.of(1, 2, entries[0], entries[1]),
              RationalMatrix.of(2, 1, entries[2], entries[3]),
              RationalMatrix.of(2, 2, entries[4], entries[5], entries[6], entries[7]));
      List<RationalMatrix> gradient = LinearRisk.gradient(Q, w, DIAGONAL.x(), DIAGONAL.y());
      Classification c = CriticalPointClassifier.classify(w, data);
      if (gradient.stream().allMatch(RationalMatrix::isZero)) {
        criticalPoints++;
        assertTrue(assertInstanceOf(Classification.Critical.class, c).agrees(), w::toString);
      } else {
        assertInstanceOf(Classification.NotCritical.class, c);
      }
    }
    assertEquals(GRID_CRITICAL_POINTS, criticalPoints);
  }

  private static final int GRID_CRITICAL_POINTS = 337;

  @Test
  void theZeroNetwork() {
    RationalMatrix zero = RationalMatrix.zero(2, 2);
    Classification.Critical two = critical(List.of(zero, zero), DIAGONAL);
    assertEquals(new Inertia(4, 4, 0), two.inertia());
    assertEquals(CriticalClass.STRICT_SADDLE, two.classByHessian());
    assertEquals(Optional.of(new Pivot(2, 1, 2, 2, 0)), two.decidingPivot());
    Classification.Critical three = critical(List.of(zero, zero, zero), DIAGONAL);
    assertEquals(List.of(), three.subset());
    assertEquals(Rational.of(5), three.criticalValue());
    assertEquals(new Inertia(0, 0, 12), three.inertia());
    assertEquals(CriticalClass.NON_STRICT_SADDLE, three.classByTheorem());
    assertEquals(CriticalClass.NON_STRICT_SADDLE, three.classByHessian());
    assertEquals(3, three.descent().orElseThrow().order());
    assertEquals(3, three.ascent().orElseThrow().order());
  }

  /** W_2 = 0 alone breaks the chain W_3W_2: it moves, together with the ends, and W_3 does not. */
  @Test
  void asFewLayersMoveAsCan() {
    RationalMatrix zero = matrix("0");
    List<RationalMatrix> w = List.of(zero, zero, matrix("1"), zero);
    Sample sample = new Sample(matrix("1"), matrix("2"));
    Classification.Critical c = critical(w, sample);
    assertEquals(CriticalClass.NON_STRICT_SADDLE, c.classByHessian());
    CertifiedCurve curve = c.descent().orElseThrow();
    assertEquals(3, curve.order());
    assertEquals(
        List.of(1, 2, 4), curve.curve().terms().stream().map(WeightCurve.Term::layer).toList());
    Classification.Critical all = critical(List.of(zero, zero, zero, zero), sample);
    assertEquals(4, all.descent().orElseThrow().order());
  }

  /** Σ has the eigenvalues (3 ± √5)/2 and 7 ± √13: no eigenvector is rational. */
  @Test
  void irrationalEigenvalues() {
    Sample sample =
        new Sample(RationalMatrix.identity(4), matrix("1 1 0 0; 0 1 0 0; 0 0 3 1; 0 0 0 2"));
    Regression data = new Regression(sample);
    assertEquals(Optional.empty(), data.whyNot());
    RationalMatrix lower = matrix("0 0; 0 0; 1 0; 0 1");
    RationalMatrix upper = matrix("1 0; 0 1; 0 0; 0 0");
    for (RationalMatrix u : List.of(lower, upper)) {
      RationalMatrix first = u.transpose().times(data.regressor());
      List<RationalMatrix> w = List.of(first, RationalMatrix.identity(2), u);
      Classification.Critical k = critical(w, sample);
      assertEquals(u.equals(lower) ? List.of(1, 2) : List.of(3, 4), k.subset());
      assertTrue(k.agrees(), k::toString);
      assertEquals(
          u.equals(lower) ? CriticalClass.GLOBAL_MINIMISER : CriticalClass.STRICT_SADDLE,
          k.classByHessian());
    }
  }

  /** C(11, 5) = 462 subsets: too many for the compound, so 𝒮 decides whether the risk is least. */
  @Test
  void manyOutputs() {
    Architecture a = Architecture.of(11, 5, 11);
    LinearData data = LinearData.draw(Matrices.stream("many-outputs", 0), 11, 11, 11);
    for (List<Integer> subset : List.of(List.of(1, 2, 3, 4, 5), List.of(1, 2, 3, 4, 6))) {
      List<RationalMatrix> w =
          CriticalPoints.point(
                  Matrices.stream("many-outputs", 1), a, data, subset, CriticalPoints.Kind.ANY)
              .weights();
      assertEquals(
          Optional.of(
              subset.contains(5) ? CriticalClass.GLOBAL_MINIMISER : CriticalClass.STRICT_SADDLE),
          CriticalPointClassifier.classByHessian(w, data.regression()));
    }
    LinearData deficient =
        LinearData.draw(
            Matrices.stream("many-outputs", 2), 11, 11, 11, Set.of(DataHypothesis.FULL_RANK));
    List<RationalMatrix> best =
        CriticalPoints.point(
                Matrices.stream("many-outputs", 3),
                a,
                deficient,
                List.of(1, 2, 3, 4, 5),
                CriticalPoints.Kind.ANY)
            .weights();
    assertThrows(
        IllegalArgumentException.class,
        () -> CriticalPointClassifier.classByHessian(best, deficient.regression()));
  }

  @Test
  void aPointThatIsNotCriticalSaysHowFar() {
    List<RationalMatrix> w = List.of(matrix("1 0; 0 0"), matrix("1 0; 0 0"));
    Classification.NotCritical far =
        assertInstanceOf(
            Classification.NotCritical.class, CriticalPointClassifier.classify(w, DIAGONAL));
    // 2·(G − Y) restricted to entry (1, 1), −2, in both layers
    assertEquals(1, far.layer());
    assertEquals(Rational.of(8), far.squaredNorm());
    assertEquals(Math.sqrt(8), far.norm(), 1e-15);
    assertTrue(far.relative() > 0.1 && far.relative() <= 1);
    List<RationalMatrix> near =
        List.of(
            matrix("2 0; 0 1"), RationalMatrix.identity(2).with(0, 1, Rational.of(1, 1L << 40)));
    Classification.NotCritical close =
        assertInstanceOf(
            Classification.NotCritical.class, CriticalPointClassifier.classify(near, DIAGONAL));
    assertTrue(close.relative() < 1e-11);
    assertEquals(
        Optional.empty(), CriticalPointClassifier.classByHessian(near, new Regression(DIAGONAL)));
  }

  @Test
  void pointsNextToCriticalOnesAreToldFromThem() {
    int moved = 0;
    for (int i = 0; i < 60; i++) {
      Stream s = Matrices.stream("perturbed", i);
      Architecture a = s.oneOf(Matrices.SHAPES);
      LinearData data = Matrices.data(s, a);
      List<RationalMatrix> w = CriticalPoints.perturbed(s, Matrices.point(s, a, data).weights());
      boolean zero =
          LinearRisk.gradient(Q, w, data.sample().x(), data.sample().y()).stream()
              .allMatch(RationalMatrix::isZero);
      Classification c = CriticalPointClassifier.classify(w, data.regression());
      assertEquals(zero, c instanceof Classification.Critical);
      moved += zero ? 0 : 1;
    }
    assertTrue(moved > 20);
  }

  @Test
  void dataOutsideTheHypothesesAreNamed() {
    Sample singular = new Sample(matrix("1 1; 1 1"), matrix("1 2"));
    Classification.HypothesisFailed failed =
        assertInstanceOf(
            Classification.HypothesisFailed.class,
            CriticalPointClassifier.classify(List.of(matrix("0 0")), singular));
    assertEquals(DataHypothesis.INVERTIBLE_INPUTS, failed.hypothesis());
    assertEquals("an invertible Σ_XX is needed, got rank 1 for a 2×2 matrix", failed.sentence());
    assertThrows(
        ShapeException.class,
        () -> CriticalPointClassifier.classify(List.of(matrix("0 0")), DIAGONAL));
  }

  @Test
  void pivotsHaveTheRanksOfTheBlocksInNormalForm() {
    for (int i = 0; i < 40; i++) {
      Stream s = Matrices.stream("pivots", i);
      Architecture a = s.oneOf(Matrices.SHAPES);
      LinearData data = Matrices.data(s, a);
      List<RationalMatrix> w = Matrices.point(s, a, data).weights();
      NormalForm f = NormalForm.of(w);
      int depth = a.depth();
      List<Pivot> pivots = Pivot.all(w, data.regression());
      assertEquals(depth * (depth - 1) / 2, pivots.size());
      for (Pivot p : pivots) {
        RationalMatrix m = f.target(data.regression());
        RationalMatrix first =
            LinearRisk.product(Q, f.blocks(), p.j() - 1, 1)
                .times(m)
                .times(LinearRisk.product(Q, f.blocks(), depth, p.i() + 1));
        RationalMatrix second = LinearRisk.product(Q, f.blocks(), p.i() - 1, p.j() + 1);
        assertEquals(f.rank() + ExactRank.rank(first), p.firstRank());
        assertEquals(f.rank() + ExactRank.rank(second), p.secondRank());
        RationalMatrix sigma = data.regression().sigmaXY();
        assertEquals(p.firstRank(), ExactRank.rank(Pivot.firstBlock(w, sigma, p.i(), p.j())));
        assertEquals(p.secondRank(), ExactRank.rank(Pivot.secondBlock(w, p.i(), p.j())));
      }
    }
  }

  @Test
  void aCurveIsCheckedFromItselfAlone() {
    RationalMatrix zero = RationalMatrix.zero(2, 2);
    List<RationalMatrix> w = List.of(zero, zero, zero);
    CertifiedCurve curve = critical(w, DIAGONAL).descent().orElseThrow();
    assertTrue(curve.holdsFor(w, DIAGONAL));
    assertFalse(
        new CertifiedCurve(curve.curve(), curve.order(), curve.coefficient().negate())
            .holdsFor(w, DIAGONAL));
    assertFalse(
        new CertifiedCurve(curve.curve(), curve.order() + 1, curve.coefficient())
            .holdsFor(w, DIAGONAL));
    assertFalse(
        new CertifiedCurve(new WeightCurve(List.of()), 3, Rational.of(-1)).holdsFor(w, DIAGONAL));
    assertThrows(
        IllegalArgumentException.class, () -> new CertifiedCurve(curve.curve(), 3, Rational.ZERO));
  }

  /** C(11, 5) = 462 > 252: the least risk is read off 𝒮, and the record says so. */
  @Test
  void independence() {
    RationalMatrix y = RationalMatrix.identity(11);
    for (int i = 0; i < 11; i++) {
      y = y.with(i, i, org.theoria.arithmetic.Rational.of(i + 1));
    }
    Sample sample = new Sample(RationalMatrix.identity(11), y);
    List<RationalMatrix> zeros =
        List.of(RationalMatrix.zero(5, 11), RationalMatrix.zero(5, 5), RationalMatrix.zero(11, 5));
    Classification.Critical c = critical(zeros, sample);
    assertEquals(CriticalClass.NON_STRICT_SADDLE, c.classByHessian());
    assertEquals(false, c.independent());
    List<RationalMatrix> two = List.of(RationalMatrix.zero(5, 11), RationalMatrix.zero(11, 5));
    Classification.Critical strict = critical(two, sample);
    assertEquals(CriticalClass.STRICT_SADDLE, strict.classByHessian());
    assertTrue(strict.independent());
  }
}
