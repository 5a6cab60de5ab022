package org.theoria.certify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.DoubleArithmetic;
import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.IntervalMatrix;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Claim;

class JudgeTest {
  private static final RationalArithmetic Q = RationalArithmetic.INSTANCE;
  private static final Rational TINY = Rational.of(2).pow(-2_000); // no double

  private static RationalMatrix row(Rational... entries) {
    return RationalMatrix.of(1, entries.length, entries);
  }

  @Test
  void aMarginOfExactlyZeroHoldsForAtMostAndFailsForLess() {
    exactBoundary(Q);
    exactBoundary(new DoubleArithmetic());
    exactBoundary(new IntervalArithmetic());
  }

  private static <M extends Matrix<M>> void exactBoundary(OrderedArithmetic<M> k) {
    M one = k.scalar(Rational.ONE);
    assertEquals(new Judgement.Held(0), Judge.judge(Claim.atMost("c", one, one), k), k.name());
    assertInstanceOf(Judgement.Violated.class, Judge.judge(Claim.less("c", one, one), k), k.name());
    assertEquals(new Judgement.Held(0), Judge.judge(Claim.equal("c", one, one), k), k.name());
  }

  /** 2⁻²⁰⁰⁰ is below every double: exact arithmetic still tells it from 0. */
  @Test
  void aDifferenceBelowEveryDoubleDecides() {
    RationalMatrix zero = row(Rational.ZERO);
    assertInstanceOf(Judgement.Violated.class, Judge.judge(Claim.atMost("c", row(TINY), zero), Q));
    assertInstanceOf(Judgement.Violated.class, Judge.judge(Claim.equal("c", row(TINY), zero), Q));
    assertInstanceOf(Judgement.Held.class, Judge.judge(Claim.less("c", zero, row(TINY)), Q));
    assertInstanceOf(
        Judgement.Held.class, Judge.judge(Claim.less("c", row(TINY.negate()), zero), Q));
  }

  @Test
  void theFirstViolatedEntryIsNamedAndTheSmallestMarginKept() {
    RationalMatrix right = row(Rational.of(3), Rational.of(5), Rational.of(2));
    Judgement.Violated v =
        assertInstanceOf(
            Judgement.Violated.class,
            Judge.judge(
                Claim.atMost("c", row(Rational.ONE, Rational.of(7), Rational.of(9)), right), Q));
    assertEquals(1, v.column());
    assertEquals(2, v.size());
    assertEquals(
        new Judgement.Held(1),
        Judge.judge(Claim.atMost("c", row(Rational.ONE, Rational.ONE, Rational.ONE), right), Q));
  }

  @Test
  void emptySidesSayNothing() {
    assertInstanceOf(
        Judgement.Vacuous.class,
        Judge.judge(Claim.equal("c", RationalMatrix.zero(1, 0), RationalMatrix.zero(1, 0)), Q));
  }

  /** Overlapping enclosures never hold an equality, and never violate one. */
  @Test
  void enclosuresThatOverlapAreConsistentOrUndecided() {
    IntervalArithmetic k = new IntervalArithmetic();
    IntervalMatrix e = k.scalar(Rational.ONE).apply(ElementaryFunction.EXP);
    assertInstanceOf(Judgement.Consistent.class, Judge.judge(Claim.equal("c", e, e), k));
    assertInstanceOf(Judgement.Undecided.class, Judge.judge(Claim.atMost("c", e, e), k));
    assertInstanceOf(Judgement.Undecided.class, Judge.judge(Claim.less("c", e, e), k));
    assertInstanceOf(
        Judgement.Violated.class,
        Judge.judge(Claim.equal("c", e, e.plus(k.scalar(Rational.ONE))), k));
  }
}
