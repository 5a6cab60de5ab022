package org.theoria.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.PreciseArithmetic;
import org.theoria.arithmetic.PreciseMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.backend.Optimiser;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Gradient;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/** The second-order solvers, their parts, and the certified norms of what they give. */
final class PolisherTest {

  private static Stream stream(long i) {
    return new Key("polisher", 1).stream(i);
  }

  private static RationalMatrix row(long... entries) {
    Rational[] e = new Rational[entries.length];
    for (int i = 0; i < e.length; i++) {
      e[i] = Rational.of(entries[i]);
    }
    return RationalMatrix.of(1, e.length, e);
  }

  @Test
  void theNormIsThatOfTheExactGradient() {
    for (int i = 0; i < 40; i++) {
      Stream s = stream(i);
      TrainingProblem p =
          Problems.random(
              s, Architecture.of(2, 3, 2), Activation.SQUARE, Activation.CUBE, 3, Loss.SQUARE);
      Network n = p.network(Initialisation.GLOROT_WITH_BIASES.draw(p.architecture(), s));
      Rational square =
          Gradient.of(RationalArithmetic.INSTANCE, n, p.loss(), p.sample())
              .squaredNorm()
              .get(0, 0);
      GradientNorm norm = GradientNorm.of(p, n);
      Rational low = Rational.ofDouble(norm.lower());
      Rational high = Rational.ofDouble(norm.upper());
      assertTrue(low.times(low).compareTo(square) <= 0);
      assertTrue(high.times(high).compareTo(square) >= 0);
      assertTrue(norm.upper() - norm.lower() <= 1e-10 * norm.upper());
    }
  }

  @Test
  void aTinyNormIsBoundedInBigFloats() {
    // E = (w² − 2)²: at the double next to √2 the gradient 4w(w² − 2) cancels
    TrainingProblem p =
        new TrainingProblem(
            Architecture.of(1, 1),
            List.of(Activation.SQUARE),
            false,
            new Sample(row(1), row(2)),
            Loss.SQUARE);
    GradientNorm norm = GradientNorm.of(p, p.network(new double[] {Math.sqrt(2), 0}));
    assertTrue(norm.lower() > 0 && norm.upper() < 1e-14, norm.toString());
    assertTrue(norm.upper() - norm.lower() < 1e-20);
    assertFalse(norm.isAtMost(Rational.of(1, 2), norm));
    assertTrue(norm.isAtMost(Rational.of(2), norm));
    assertFalse(
        new GradientNorm(0, Double.POSITIVE_INFINITY, "none").isAtMost(Rational.of(2), norm));
  }

  @Test
  void refinementGoesBeyondDoubles() {
    TrainingProblem p =
        new TrainingProblem(
            Architecture.of(1, 1),
            List.of(Activation.SQUARE),
            false,
            new Sample(row(1), row(2)),
            Loss.SQUARE);
    Network start = p.network(new double[] {1.5, 0});
    Polisher.Polished doubles =
        new Polisher(p).polish(start, Polisher.Method.NEWTON, 1e-14, 50);
    assertEquals(0, doubles.refinements());
    Polisher.Polished refined =
        new Polisher(p).polish(start, Polisher.Method.NEWTON, 1e-18, 50);
    assertTrue(refined.refinements() >= 1);
    assertTrue(GradientNorm.of(p, refined.network()).upper() <= 1e-18);
    Rational w = refined.network().weight(1).get(0, 0);
    assertFalse(Rational.ofDouble(w.doubleValue()).equals(w), "more digits than a double");
    assertEquals(Math.sqrt(2), w.doubleValue());
  }

  @Test
  void newtonStaysAtTheSaddleAndDescentLeavesIt() {
    // E(a, b) = (ab − 1)²: (0, 0) is a saddle
    TrainingProblem p =
        new TrainingProblem(
            Architecture.of(1, 1, 1),
            List.of(Activation.IDENTITY, Activation.IDENTITY),
            false,
            new Sample(row(1), row(1)),
            Loss.SQUARE);
    Network near = p.network(new double[] {0.01, 0, 0.02, 0});
    Network saddle = new Polisher(p).polish(near, Polisher.Method.NEWTON, 1e-13, 60).network();
    assertEquals(0, saddle.weight(1).get(0, 0).doubleValue(), 1e-12);
    assertEquals(0, saddle.weight(2).get(0, 0).doubleValue(), 1e-12);
    Network minimiser =
        new Polisher(p).polish(near, Polisher.Method.DESCEND, 1e-13, 60).network();
    assertEquals(
        1,
        minimiser.weight(1).get(0, 0).times(minimiser.weight(2).get(0, 0)).doubleValue(),
        1e-12);
  }

  @Test
  void descentWithTheHessianLeavesASaddleWithoutResiduals() {
    // the same function through the quartic loss, which Levenberg-Marquardt does not take
    TrainingProblem p =
        new TrainingProblem(
            Architecture.of(1, 1, 1),
            List.of(Activation.IDENTITY, Activation.IDENTITY),
            false,
            new Sample(row(1, 1), row(1, 2)),
            Loss.QUARTIC);
    Network near = p.network(new double[] {0.01, 0, 0.02, 0});
    Network end = new Polisher(p).polish(near, Polisher.Method.DESCEND, 1e-12, 80).network();
    assertEquals(
        1.5, end.weight(1).get(0, 0).times(end.weight(2).get(0, 0)).doubleValue(), 1e-12);
  }

  @Test
  void trainedPointsReachTheRatioThatDefinesConvergence() {
    int converged = 0;
    for (int i = 0; i < 10; i++) {
      Stream s = stream(100 + i);
      TrainingProblem p =
          Problems.taught(
              s, Architecture.of(2, 2, 1), Activation.TANH, Activation.IDENTITY, 20, true);
      TrainedPoint t = TrainedPoints.descending().draw(p, s);
      if (t.isConverged()) {
        converged++;
        assertEquals(t.endNorm(), GradientNorm.of(p, t.network()));
        PreciseArithmetic k = new PreciseArithmetic();
        PreciseMatrix end = Gradient.of(k, t.network(), p.loss(), p.sample()).squaredNorm();
        PreciseMatrix start = Gradient.of(k, t.start(), p.loss(), p.sample()).squaredNorm();
        double ratio = Math.sqrt(k.upper(end, 0, 0) / k.lower(start, 0, 0));
        assertTrue(ratio <= 1e-12, "ratio " + ratio);
      }
      assertEquals(t, TrainedPoints.descending().from(p, t.start(), afterStart(100 + i, p)));
    }
    assertTrue(converged >= 8, converged + " of 10");
  }

  /** The stream as draw finds it when it trains. */
  private static Stream afterStart(long i, TrainingProblem like) {
    Stream s = stream(i);
    TrainingProblem p =
        Problems.taught(
            s, Architecture.of(2, 2, 1), Activation.TANH, Activation.IDENTITY, 20, true);
    assertEquals(like, p);
    Initialisation.GLOROT_WITH_BIASES.draw(p.architecture(), s);
    return s;
  }

  @Test
  void aRateThatIsTooLargeIsMadeSmallerAndCounted() {
    Stream s = stream(200);
    TrainingProblem p =
        Problems.taught(
            s, Architecture.of(2, 2, 1), Activation.IDENTITY, Activation.IDENTITY, 20, true);
    TrainedPoints wild =
        new TrainedPoints(
            Initialisation.GLOROT,
            TrainingOptions.full(
                new Optimiser.GradientDescent(16), 50, 0),
            Polisher.Method.DESCEND,
            100);
    TrainedPoint t = wild.draw(p, s);
    assertTrue(t.retries() >= 2);
    assertInstanceOf(TrainingResult.StepsExhausted.class, t.training());
    assertTrue(t.training().run().loss() <= t.training().run().startLoss());
  }

  @Test
  void singularValuesGiveTheShortestStep() {
    DMatrixRMaj j = new DMatrixRMaj(1, 2, true, 3, 4);
    double[] step = Spectrum.of(j).dampedStep(new double[] {-25}, 0);
    assertEquals(3, step[0], 1e-12);
    assertEquals(4, step[1], 1e-12);
    DMatrixRMaj singular = new DMatrixRMaj(2, 2, true, 1, 1, 1, 1);
    double[] half = Spectrum.of(singular).dampedStep(new double[] {-1, -1}, 0);
    assertEquals(0.5, half[0], 1e-12);
    assertEquals(0.5, half[1], 1e-12);
  }

  @Test
  void pivotingFindsTheIndependentColumns() {
    DMatrixRMaj m = new DMatrixRMaj(2, 4, true, 0, 1, 2, 1, 0, 0, 0, 1);
    assertEquals(List.of(2, 3), Pivoting.columns(m));
    assertEquals(List.of(), Pivoting.columns(new DMatrixRMaj(2, 3)));
  }

  @Test
  void plainMatricesComputeWhatTheExactOnesDo() {
    PlainArithmetic k = new PlainArithmetic();
    RationalArithmetic q = RationalArithmetic.INSTANCE;
    for (int i = 0; i < 20; i++) {
      RationalMatrix a = Problems.matrix(stream(300 + i), 3, 4, 2);
      RationalMatrix b = Problems.matrix(stream(400 + i), 3, 4, 2);
      RationalMatrix c = Problems.matrix(stream(500 + i), 4, 2, 2);
      RationalMatrix d = Problems.matrix(stream(600 + i), 3, 1, 2);
      same(a.plus(b), k.of(a).plus(k.of(b)));
      same(a.minus(b), k.of(a).minus(k.of(b)));
      same(a.times(c), k.of(a).times(k.of(c)));
      same(a.hadamard(b), k.of(a).hadamard(k.of(b)));
      same(a.scale(Rational.of(3, 2)), k.of(a).scale(Rational.of(3, 2)));
      same(a.transpose(), k.of(a).transpose());
      same(a.plusColumn(d), k.of(a).plusColumn(k.of(d)));
      same(a.scaleRows(d), k.of(a).scaleRows(k.of(d)));
      same(a.sum(), k.of(a).sum());
      same(a.rowSums(), k.of(a).rowSums());
      same(a.maxNorm(), k.of(a).maxNorm());
      same(a.smallestEntry(), k.of(a).smallestEntry());
      same(a.block(1, 1, 2, 3), k.of(a).block(1, 1, 2, 3));
      same(a.stack(b), k.of(a).stack(k.of(b)));
      same(a.beside(d), k.of(a).beside(k.of(d)));
      same(a.flatten(), k.of(a).flatten());
      same(a.negate(), k.of(a).negate());
      for (ElementaryFunction f : ElementaryFunction.values()) {
        if (q.supports(f)) {
          same(a.apply(f), k.of(a).apply(f));
        }
      }
    }
    PlainMatrix m = k.of(row(1, 2));
    assertThrows(ShapeException.class, () -> m.times(m));
    assertThrows(ShapeException.class, () -> m.plus(m.transpose()));
    assertThrows(ShapeException.class, () -> m.block(0, 1, 1, 2));
    assertThrows(NotRepresentableException.class, () -> k.entry(m, 0, 0));
    assertEquals(Double.NEGATIVE_INFINITY, k.lower(m, 0, 0));
  }

  private static void same(RationalMatrix expected, PlainMatrix got) {
    assertEquals(expected.rows(), got.rows());
    assertEquals(expected.columns(), got.columns());
    for (int i = 0; i < got.rows(); i++) {
      for (int j = 0; j < got.columns(); j++) {
        assertEquals(expected.get(i, j).doubleValue(), got.get(i, j) + 0.0); // no −0
      }
    }
  }
}
