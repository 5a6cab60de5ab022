package org.theoria.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.sampling.Key;
import org.theoria.train.CriticalPointSolver.Method;

final class CriticalPointSolverTest {

  /** E(a, b) = (ba − 1)²: a strict saddle at 0 with eigenvalues ±2, minimisers where ba = 1. */
  private static final TrainingProblem PRODUCT =
      new TrainingProblem(
          Architecture.of(1, 1, 1),
          List.of(Activation.IDENTITY, Activation.IDENTITY),
          false,
          new Sample(one(), one()),
          Loss.SQUARE);

  private static RationalMatrix one() {
    return RationalMatrix.of(1, 1, Rational.ONE);
  }

  private static Network product(double a, double b) {
    return PRODUCT.network(new double[] {a, 0, b, 0});
  }

  private static CriticalPoint solve(Network from, Method method) {
    return new CriticalPointSolver(PRODUCT).solve(from, method, 1e-12, 100);
  }

  private static double entry(CriticalPoint p, int layer) {
    return p.network().weight(layer).get(0, 0).doubleValue();
  }

  @Test
  void newtonGoesToTheSaddle() {
    CriticalPoint.Converged p =
        assertInstanceOf(CriticalPoint.Converged.class, solve(product(0.25, 0.125), Method.NEWTON));
    assertEquals(0, entry(p, 1), 1e-12);
    assertEquals(0, entry(p, 2), 1e-12);
    assertEquals(-2, p.leastEigenvalue(), 1e-9);
    assertTrue(p.gradientNorm() <= 1e-12 && p.iterations() > 1);
  }

  @Test
  void theRegionOfTrustLeavesTheSaddleForAMinimiser() {
    for (Network from :
        List.of(product(0, 0), product(0.25, 0.125), product(0.25, -0.25), product(-3, 2))) {
      CriticalPoint.Converged p =
          assertInstanceOf(CriticalPoint.Converged.class, solve(from, Method.TRUST_REGION));
      assertEquals(1, entry(p, 1) * entry(p, 2), 1e-11);
      // the eigenvalues are 0, along the hyperbola of minimisers, and 2(a² + b²)
      assertEquals(0, p.leastEigenvalue(), 1e-9);
    }
  }

  @Test
  void aKnownMinimumIsReachedByBoth() {
    // E(w, c) = Σ (w·x + c − y)² of three points on no line: the regression line
    TrainingProblem line =
        new TrainingProblem(
            Architecture.of(1, 1),
            List.of(Activation.IDENTITY),
            true,
            new Sample(
                RationalMatrix.of(1, 3, Rational.of(-1), Rational.ZERO, Rational.ONE),
                RationalMatrix.of(1, 3, Rational.ZERO, Rational.ONE, Rational.of(5))),
            Loss.SQUARE);
    for (Method method : Method.values()) {
      CriticalPoint.Converged p =
          assertInstanceOf(
              CriticalPoint.Converged.class,
              new CriticalPointSolver(line)
                  .solve(line.network(new double[] {7, -9}), method, 1e-12, 50));
      assertEquals(2.5, entry(p, 1), 1e-12);
      assertEquals(2, p.network().bias(1).get(0, 0).doubleValue(), 1e-12);
      assertEquals(4, p.leastEigenvalue(), 1e-12); // ∇²E = 2·diag(Σx², n) = diag(4, 6)
    }
  }

  @Test
  void theRegionOfTrustDescendsOnNetworks() {
    int converged = 0;
    for (int i = 0; i < 5; i++) {
      TrainingProblem p =
          Problems.taught(
              new Key("critical-point", 1).stream(i),
              Architecture.of(2, 3, 1),
              Activation.TANH,
              Activation.IDENTITY,
              20,
              true);
      Network start =
          p.network(
              Initialisation.GLOROT.draw(p.architecture(), new Key("critical-point", 2).stream(i)));
      PlainObjective e = new PlainObjective(p);
      double[] theta = TrainingProblem.parameters(start);
      CriticalPoint end = new CriticalPointSolver(p).solve(start, Method.TRUST_REGION, 1e-9, 300);
      assertTrue(e.value(TrainingProblem.parameters(end.network())) < e.value(theta));
      if (end instanceof CriticalPoint.Converged c) { // some valleys go on to infinity
        converged++;
        Eigen eigen = Eigen.of(e.hessian(TrainingProblem.parameters(c.network())));
        assertEquals(eigen.least(), c.leastEigenvalue());
        assertTrue(c.leastEigenvalue() >= -eigen.noise());
        // the norm is what is proved there, up to the rounding of doubles
        GradientNorm proven = GradientNorm.of(p, c.network());
        assertEquals(c.gradientNorm(), proven.upper(), 1e-12);
      }
    }
    assertTrue(converged >= 2, "" + converged);
  }

  @Test
  void whatCannotBeSolvedIsSaidSo() {
    assertInstanceOf(
        CriticalPoint.NotFinite.class, solve(product(1e200, 1e200), Method.TRUST_REGION));
    assertInstanceOf(CriticalPoint.NotFinite.class, solve(product(1e200, 1e200), Method.NEWTON));
    for (Method method : Method.values()) {
      CriticalPoint p = new CriticalPointSolver(PRODUCT).solve(product(-3, 2), method, 0x1p-40, 1);
      CriticalPoint.Stalled s = assertInstanceOf(CriticalPoint.Stalled.class, p);
      assertTrue(s.gradientNorm() > 0x1p-40);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new CriticalPointSolver(PRODUCT).solve(product(1, 1), Method.NEWTON, -1, 1));
  }
}
