package org.theoria.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.certify.Certificate;
import org.theoria.certify.Problem;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Variant;

class SweepTest {

  private static Problem<Toy.Number> stated(Toy toy) {
    return Problem.of(toy, new Variant.Stated());
  }

  private static Search.Found<Toy.Number> run(Toy toy, long tries, int threads, Sweep.Until until) {
    return Search.run(stated(toy), SearchOptions.of(tries, 7, threads), until);
  }

  @Test
  void aTrueStatementIsHeld() {
    Search.Found<Toy.Number> found =
        run(new Toy(Toy.atMost(999), i -> true, Rational::of), 1_000, 2, Sweep.Until.THE_END);
    assertInstanceOf(Outcome.Held.class, found.outcome());
    assertEquals(1_000, found.sweep().tally().held());
    assertTrue(found.smallest().isEmpty() && found.worst().isEmpty());
  }

  /**
   * a ≤ 900 fails at 901: the smallest witness has the fewest digits, the worst the largest
   * violation among those drawn.
   */
  @Test
  void aFalseStatementIsRefutedAndShrunk() {
    Toy toy = new Toy(Toy.atMost(2), i -> true, n -> Rational.of(n, 7));
    Search.Found<Toy.Number> found = run(toy, 1_000, 2, Sweep.Until.THE_END);
    assertInstanceOf(Outcome.Refuted.class, found.outcome());
    Rational smallest = found.smallest().orElseThrow().instance().a();
    assertTrue(
        smallest.isInteger()
            && smallest.compareTo(Rational.of(3)) >= 0
            && smallest.compareTo(Rational.of(7)) <= 0,
        smallest::toString);
    Rational worst = found.worst().orElseThrow().instance().a();
    assertTrue(worst.compareTo(Rational.of(990, 7)) > 0, worst::toString);
    assertInstanceOf(Certificate.Violation.class, found.smallest().get().certificate());
    assertEquals(
        Enclosure.exactly(smallest).lower(),
        ((Certificate.Violation) found.smallest().get().certificate()).left());
  }

  @Test
  void aSearchThatNeverMeetsItsHypothesesIsVacuousNotHeld() {
    Search.Found<Toy.Number> found =
        run(new Toy(Toy.atMost(-1), i -> false, Rational::of), 500, 2, Sweep.Until.THE_END);
    assertInstanceOf(Outcome.Vacuous.class, found.outcome());
    assertEquals(500, found.sweep().tally().vacuous());
    assertTrue(Double.isNaN(found.sweep().tally().violationProbabilityBound()));
  }

  @Test
  void theFirstRefutationEndsTheSearchAtTheSameBlockWhateverTheThreads() {
    Toy toy = new Toy(Toy.atMost(998), i -> true, Rational::of);
    Search.Found<Toy.Number> one = run(toy, 100_000, 1, Sweep.Until.FIRST_REFUTATION);
    assertInstanceOf(Outcome.Refuted.class, one.outcome());
    assertTrue(one.sweep().complete() && one.sweep().tally().tries() < 100_000);
    for (int threads = 2; threads <= 5; threads++) {
      assertEquals(
          one, run(toy, 100_000, threads, Sweep.Until.FIRST_REFUTATION), "threads " + threads);
    }
  }

  @Test
  void aCancelledSearchIsInterruptedNotHeld() {
    AtomicInteger asked = new AtomicInteger();
    SearchOptions options =
        new SearchOptions(
            OptionalLong.of(10_000), 7, 1, () -> asked.incrementAndGet() > 3, n -> {});
    Search.Found<Toy.Number> found =
        Search.run(
            stated(new Toy(Toy.atMost(999), i -> true, Rational::of)),
            options,
            Sweep.Until.THE_END);
    assertInstanceOf(Outcome.Interrupted.class, found.outcome());
    assertTrue(found.sweep().tally().tries() > 0 && found.sweep().tally().tries() < 10_000);
  }

  /** e^a − e^a ≤ 0 holds with margin exactly 0: no enclosure can tell, at any precision. */
  private record Undecidable() implements Claims<Toy.Number> {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Toy.Number i, OrderedArithmetic<M> k) {
      M e = k.scalar(i.a()).apply(ElementaryFunction.EXP);
      return List.of(Claim.atMost("bounded", e.minus(e), k.scalar(Rational.ZERO)));
    }

    @Override
    public boolean isRational(Toy.Number i) {
      return false;
    }
  }

  @Test
  void whatCannotBeDecidedIsUndecidedAndNeverImprovesTheBound() {
    Toy toy = new Toy(new Undecidable(), i -> true, n -> Rational.of(n + 1, 3));
    Search.Found<Toy.Number> found = run(toy, 200, 1, Sweep.Until.THE_END);
    assertInstanceOf(Outcome.Undecided.class, found.outcome());
    assertEquals(200, found.sweep().tally().undecided());
    assertEquals(1, found.sweep().tally().violationProbabilityBound());
  }

  /** Says something false in doubles alone, as a wrong error bound would. */
  private record WrongInDoubles() implements Claims<Toy.Number> {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Toy.Number i, OrderedArithmetic<M> k) {
      return List.of(
          Claim.atMost(
              "bounded",
              k.scalar(Rational.of(k.name().equals("double") ? 2 : 0)),
              k.scalar(Rational.ONE)));
    }

    @Override
    public boolean isRational(Toy.Number i) {
      return false;
    }
  }

  @Test
  void aViolationThatExactArithmeticDeniesIsAnArtefact() {
    Search.Found<Toy.Number> found =
        run(new Toy(new WrongInDoubles(), i -> true, Rational::of), 100, 1, Sweep.Until.THE_END);
    assertInstanceOf(Outcome.Held.class, found.outcome());
    assertEquals(100, found.sweep().tally().artefacts());
    assertEquals(0, found.sweep().tally().refuted());
  }

  @Test
  void optionsAreChecked() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> SearchOptions.of(0, 1, 1))
            .getMessage()
            .contains("tries"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> SearchOptions.of(1, 1, 0))
            .getMessage()
            .contains("threads"));
  }
}
