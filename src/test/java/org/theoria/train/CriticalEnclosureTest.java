package org.theoria.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.IntervalMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Backpropagation;
import org.theoria.network.Forward;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.sampling.Key;
import org.theoria.train.CriticalEnclosure.Enclosed;
import org.theoria.train.CriticalEnclosure.Equations;
import org.theoria.train.CriticalEnclosure.Undecided;

final class CriticalEnclosureTest {
  private static final IntervalArithmetic K = new IntervalArithmetic();

  private static RationalMatrix row(long... entries) {
    Rational[] e = new Rational[entries.length];
    for (int i = 0; i < e.length; i++) {
      e[i] = Rational.of(entries[i]);
    }
    return RationalMatrix.of(1, e.length, e);
  }

  private static RationalMatrix scalar(double value) {
    return RationalMatrix.of(1, 1, Rational.ofDouble(value));
  }

  /** f(x) = w·x on the points (1, 2) and (2, 3): E is least at w = 8/5, which is no double. */
  private static final TrainingProblem LINE =
      new TrainingProblem(
          Architecture.of(1, 1),
          List.of(Activation.IDENTITY),
          false,
          new Sample(row(1, 2), row(2, 3)),
          Loss.SQUARE);

  private static Network line(double w) {
    return new Network(
        LINE.architecture(),
        LINE.activations(),
        List.of(scalar(w)),
        List.of(RationalMatrix.zero(1, 1)));
  }

  private static boolean holds(IntervalMatrix m, Rational value) {
    return m.get(0, 0).contains(value);
  }

  @Test
  void theMinimiserOfALineIsInTheBox() {
    Enclosed e = assertInstanceOf(Enclosed.class, CriticalEnclosure.near(LINE, line(1.6)));
    assertEquals(Equations.GRADIENT, e.solved());
    assertEquals(List.of(0), e.free());
    assertTrue(holds(e.weights().getFirst(), Rational.of(8, 5)));
    assertTrue(e.radius() < 1e-13);
    assertEquals(Optional.empty(), e.objection());
  }

  @Test
  void boxesThatDoNotHoldItAreRejected() {
    Enclosed e = assertInstanceOf(Enclosed.class, CriticalEnclosure.near(LINE, line(1.6)));
    Enclosed elsewhere =
        new Enclosed(
            LINE, e.solved(), line(1.7), e.free(), e.radii(), e.equations(), e.symmetries());
    assertEquals(
        Optional.of("Krawczyk's test does not map the box into its interior"),
        elsewhere.objection());
    Enclosed narrow =
        new Enclosed(
            LINE, e.solved(), line(1.6), e.free(), List.of(1e-20), e.equations(), List.of());
    assertTrue(narrow.objection().isPresent());
    Enclosed wrongSystem =
        new Enclosed(
            LINE, Equations.ZERO_RESIDUAL, line(1.6), e.free(), e.radii(), List.of(0), List.of());
    assertEquals(
        Optional.of("output 1 of example 2 is not solved for"), wrongSystem.objection());
    Enclosed nothing =
        new Enclosed(LINE, e.solved(), line(1.6), List.of(), List.of(), List.of(), List.of());
    assertEquals(
        Optional.of(
            "1 equations are neither solved nor identically true, but 0 symmetries are given"),
        nothing.objection());
    Enclosed bias =
        new Enclosed(LINE, e.solved(), line(1.6), List.of(1), e.radii(), List.of(0), List.of());
    assertEquals(
        Optional.of("free parameters must be different variables, got [1]"), bias.objection());
  }

  @Test
  void farFromEverythingNothingIsProved() {
    Undecided u = assertInstanceOf(Undecided.class, CriticalEnclosure.near(LINE, line(3)));
    assertTrue(
        u.reason().endsWith("the Newton step is 1.40 long: no solution is near"), u.reason());
  }

  @Test
  void zeroResidualHasALossOfZero() {
    for (int i = 0; i < 10; i++) {
      var s = new Key("zero-residual", 1).stream(i);
      TrainingProblem p =
          Problems.random(
              s, Architecture.of(3, 3, 2), Activation.TANH, Activation.TANH, 4, Loss.SQUARE);
      TrainedPoint t = TrainedPoints.adam().draw(p, s);
      Enclosed e = assertInstanceOf(Enclosed.class, t.enclosure());
      assertEquals(Equations.ZERO_RESIDUAL, e.solved());
      assertEquals(8, e.free().size());
      Forward<IntervalMatrix> f =
          Forward.of(K, p.activations(), e.weights(), e.biases(), K.of(p.sample().x()));
      IntervalMatrix r = f.output().minus(K.of(p.sample().y()));
      for (int j = 0; j < 8; j++) {
        assertTrue(r.get(j / 4, j % 4).contains(0));
      }
      assertEquals(e, roundTrip(e));
      assertEquals(Optional.empty(), roundTrip(e).objection());
    }
  }

  private static Enclosed roundTrip(Enclosed e) {
    return new Enclosed(
        e.problem(), e.solved(), e.centre(), e.free(), e.radii(), e.equations(), e.symmetries());
  }

  @Test
  void repeatedExamplesAreSolvedOnce() {
    Sample twice = new Sample(row(1, 1, 2), row(1, 1, 3));
    TrainingProblem p =
        new TrainingProblem(
            Architecture.of(1, 1), List.of(Activation.IDENTITY), true, twice, Loss.QUARTIC);
    Network n =
        new Network(p.architecture(), p.activations(), List.of(scalar(2)), List.of(scalar(-1)));
    Enclosed e = assertInstanceOf(Enclosed.class, CriticalEnclosure.near(p, n));
    assertEquals(List.of(0, 2), e.equations());
    // the same input with two targets has no zero
    TrainingProblem q =
        new TrainingProblem(
            p.architecture(),
            p.activations(),
            true,
            new Sample(row(1, 1, 2), row(1, 0, 3)),
            Loss.QUARTIC);
    Enclosed forged =
        new Enclosed(
            q, e.solved(), e.centre(), e.free(), e.radii(), e.equations(), e.symmetries());
    assertEquals(
        Optional.of("output 1 of example 2 is not solved for"), forged.objection());
  }

  @Test
  void zerosOnAKinkCount() {
    TrainingProblem p =
        new TrainingProblem(
            Architecture.of(1, 1, 1),
            List.of(Activation.RELU, Activation.IDENTITY),
            true,
            new Sample(row(0), row(3)),
            Loss.SQUARE);
    Network n =
        new Network(
            p.architecture(),
            p.activations(),
            List.of(scalar(1), scalar(1)),
            List.of(scalar(0), scalar(3)));
    Enclosed e = assertInstanceOf(Enclosed.class, CriticalEnclosure.near(p, n));
    assertEquals(Equations.ZERO_RESIDUAL, e.solved());
  }

  @Test
  void aKinkIsNoPlaceForTheGradientSystem() {
    TrainingProblem p =
        new TrainingProblem(
            Architecture.of(1, 1, 1),
            List.of(Activation.RELU, Activation.IDENTITY),
            true,
            new Sample(row(0, 0), row(3, 1)),
            Loss.SQUARE);
    Network n =
        new Network(
            p.architecture(),
            p.activations(),
            List.of(scalar(1), scalar(0)),
            List.of(scalar(0), scalar(2)));
    assertInstanceOf(Undecided.class, CriticalEnclosure.near(p, n));
    Optional<String> kink =
        Optional.of(
            "on the box: curvature: relu is not differentiable at 0, and the pre-activation of"
                + " neuron 1 on example 1 is not proved to differ from 0");
    Enclosed forged =
        new Enclosed(p, Equations.GRADIENT, n, List.of(3), List.of(1e-9), List.of(3), List.of());
    assertEquals(kink, forged.objection());
    // the gradient by convention is exactly 0 here, with nothing left to solve
    Enclosed point =
        new Enclosed(p, Equations.GRADIENT, n, List.of(), List.of(), List.of(), List.of());
    assertEquals(kink, point.objection());
    Network off = n.withParameters(n.weights(), List.of(scalar(1), scalar(2)));
    assertEquals(
        Optional.empty(),
        new Enclosed(p, Equations.GRADIENT, off, List.of(), List.of(), List.of(), List.of())
            .objection());
  }

  /** A linear network of two layers at a saddle: the symmetries GL(1) and more are used. */
  @Test
  void equationsThatFollowFromSymmetriesAreLeftOut() {
    int enclosed = 0;
    for (int i = 0; i < 10; i++) {
      var s = new Key("gauge", 1).stream(i);
      TrainingProblem p =
          Problems.taught(
              s, Architecture.of(3, 2, 3), Activation.IDENTITY, Activation.IDENTITY, 8, i % 2 == 0);
      TrainedPoint t = TrainedPoints.descending().draw(p, s);
      assertTrue(t.isConverged(), i + " " + t.startNorm() + t.endNorm() + t.polished().iterations()+t.enclosure());
      if (t.enclosure() instanceof Enclosed e) {
        enclosed++;
        assertEquals(Equations.GRADIENT, e.solved());
        assertEquals(i % 2 == 0 ? 6 : 4, e.symmetries().size());
        assertEquals(p.variables().size(), e.free().size() + e.symmetries().size());
        // all equations vanish somewhere in the box, also those left out
        Objective<IntervalMatrix> o = new Objective<>(p, K);
        Backpropagation<IntervalMatrix> b = o.at(e.weights(), e.biases());
        IntervalMatrix g = o.gradient(b, p.variables());
        for (int j = 0; j < g.rows(); j++) {
          assertTrue(g.get(j, 0).contains(0));
        }
        List<Integer> fewer = new ArrayList<>(e.symmetries());
        fewer.removeLast();
        Enclosed weaker =
            new Enclosed(p, e.solved(), e.centre(), e.free(), e.radii(), e.equations(), fewer);
        assertTrue(weaker.objection().isPresent());
        fewer.add(fewer.getFirst());
        Enclosed repeated =
            new Enclosed(p, e.solved(), e.centre(), e.free(), e.radii(), e.equations(), fewer);
        assertEquals(
            Optional.of("the symmetries are not proved to give the equations left out"),
            repeated.objection());
      }
    }
    assertTrue(enclosed >= 8, "enclosed " + enclosed + " of 10");
  }

  @Test
  void symmetriesAreOrthogonalToTheGradient() {
    for (int i = 0; i < 30; i++) {
      var s = new Key("symmetries", 1).stream(i);
      Activation sigma =
          s.oneOf(Activation.IDENTITY, Activation.RELU, Activation.LEAKY_RELU, Activation.ABSOLUTE);
      Activation last = s.oneOf(Activation.SOFTMAX, Activation.TANH);
      TrainingProblem p =
          Problems.random(s, Architecture.of(3, 2, 2, 3), sigma, last, 2, Loss.SQUARE);
      Network n = p.network(Initialisation.GLOROT_WITH_BIASES.draw(p.architecture(), s));
      Symmetries symmetries = Symmetries.of(p);
      List<IntervalMatrix> w = n.weights().stream().map(K::of).toList();
      List<IntervalMatrix> b = n.biases().stream().map(K::of).toList();
      IntervalMatrix g = new Objective<>(p, K).at(w, b).gradient().flatten();
      IntervalMatrix inner = symmetries.at(K, w, b).transpose().times(g);
      assertTrue(symmetries.count() > 0);
      for (int j = 0; j < inner.rows(); j++) {
        assertTrue(inner.get(j, 0).contains(0), "field " + j + " of " + p);
        assertTrue(inner.get(j, 0).width() < 1e-10);
      }
    }
  }

  /** At the origin of a tanh network nothing but the last bias has an equation of its own. */
  @Test
  void neuronsWithoutEffectNeedNoEquations() {
    for (int i = 0; i < 10; i++) {
      var s = new Key("dead", 1).stream(i);
      TrainingProblem p =
          Problems.random(
              s, Architecture.of(3, 3, 2), Activation.TANH, Activation.IDENTITY, 4, Loss.SQUARE);
      TrainedPoint t =
          TrainedPoints.nearSaddles(Initialisation.NEAR_ORIGIN).draw(p, s);
      Enclosed e = assertInstanceOf(Enclosed.class, t.enclosure());
      assertEquals(Equations.GRADIENT, e.solved());
      assertEquals(8, e.equations().size());
      assertTrue(e.centre().weight(2).isZero());
      assertFalse(e.equations().contains(0), "∂E/∂W_1 is 0 while W_2 is");
    }
  }

  @Test
  void aSplitNeuronKeepsAllEquations() {
    var s = new Key("split", 1).stream(0);
    TrainingProblem p =
        Problems.taught(
            s, Architecture.of(2, 2, 1), Activation.TANH, Activation.IDENTITY, 24, true);
    TrainedPoint t = TrainedPoints.descending().draw(p, s);
    Enclosed narrow = assertInstanceOf(Enclosed.class, t.enclosure());
    SplitNeuron split = new SplitNeuron(narrow, 1, 0, Rational.of(1, 4));
    assertEquals(Architecture.of(2, 3, 1), split.problem().architecture());
    assertEquals(Optional.empty(), split.objection());
    Objective<IntervalMatrix> o = new Objective<>(split.problem(), K);
    IntervalMatrix g =
        o.at(split.box().weights(), split.box().biases()).gradient().flatten();
    for (int j = 0; j < g.rows(); j++) {
      assertTrue(g.get(j, 0).contains(0));
    }
    // the same function
    IntervalMatrix x = K.of(p.sample().x());
    IntervalMatrix difference =
        split.centre().forward(K, x).output().minus(narrow.centre().forward(K, x).output());
    assertTrue(K.upper(difference.maxNorm(), 0, 0) < 1e-12);
    assertTrue(
        GradientNorm.of(split.problem(), split.centre()).upper() <= 10 * t.endNorm().upper());
  }
}
