package org.theoria.certify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.PreciseArithmetic;
import org.theoria.arithmetic.PreciseMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Variant;
import org.theoria.search.Search;
import org.theoria.theorems.firstproperties.BackpropGradient;

/**
 * What doubles cannot decide goes to precise intervals, is judged beyond their range, and its
 * certificates replay.
 */
class PreciseCertificationTest {
  private final PreciseArithmetic precise = new PreciseArithmetic();

  /** (eᵗ)² = e²ᵗ and a false variant, factor·e²ᵗ, for a t given by the instance; not rational. */
  private record Squares(Rational factor) implements Claims<Rational> {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Rational t, OrderedArithmetic<M> k) {
      M once = k.scalar(t).apply(ElementaryFunction.EXP).apply(ElementaryFunction.SQUARE);
      M twice = k.scalar(t.plus(t)).apply(ElementaryFunction.EXP).scale(factor);
      return List.of(Claim.equal("square", once, twice));
    }

    @Override
    public boolean isRational(Rational t) {
      return false;
    }
  }

  private static final Rational NEARLY_ONE =
      Rational.of(BigInteger.TWO.pow(100).add(BigInteger.ONE), BigInteger.TWO.pow(100));

  @Test
  void magnitudesBeyondDoublesAreConsistentOrViolated() {
    for (long t : new long[] {3, 1_000, -1_000, 20_000, -20_000, 1L << 40, -(1L << 40)}) {
      Certifier.Evaluation held = Certifier.certify(new Squares(Rational.ONE), Rational.of(t));
      Judgement.Consistent c =
          assertInstanceOf(Judgement.Consistent.class, held.judgements().get("square"), "t = " + t);
      assertEquals(Math.abs(t) < 300 ? "interval" : "precise-interval", held.arithmetic());
      assertTrue(Math.abs(t) < 300 || c.relativeWidth() < 0x1p-150, "t = " + t + ": " + c);
      assertTrue(c.relativeWidth() > 0);
    }
    for (long t : new long[] {3_000, -3_000}) {
      Certifier.Evaluation refuted = Certifier.certify(new Squares(NEARLY_ONE), Rational.of(t));
      assertInstanceOf(Judgement.Violated.class, refuted.judgements().get("square"), "t = " + t);
      assertEquals("precise-interval", refuted.arithmetic());
    }
    // doubles see nothing wrong with a factor of 1 + 2⁻¹⁰⁰: consistent is not held
    assertInstanceOf(
        Judgement.Consistent.class,
        Certifier.certify(new Squares(NEARLY_ONE), Rational.of(3)).judgements().get("square"));
  }

  /** e^t for t = 2⁶⁰: no arithmetic represents it, which is said and not thrown. */
  @Test
  void whatNoArithmeticRepresentsIsUndecided() {
    Certifier.Evaluation e = Certifier.certify(new Squares(Rational.ONE), Rational.of(1L << 60));
    assertTrue(
        e.judgements().values().stream().allMatch(j -> j instanceof Judgement.Undecided),
        e.toString());
  }

  private PreciseMatrix power(int exponent) {
    BigInteger p = BigInteger.TWO.pow(Math.abs(exponent));
    return precise.of(
        RationalMatrix.of(
            1, 1, exponent < 0 ? Rational.of(BigInteger.ONE, p) : Rational.of(p, BigInteger.ONE)));
  }

  @Test
  void signsBelowTheDoublesDecide() {
    PreciseMatrix small = power(-5_000);
    PreciseMatrix smaller = power(-5_001);
    assertInstanceOf(
        Judgement.Violated.class, Judge.judge(Claim.equal("c", small, smaller), precise));
    assertInstanceOf(
        Judgement.Violated.class, Judge.judge(Claim.atMost("c", small, smaller), precise));
    assertInstanceOf(Judgement.Violated.class, Judge.judge(Claim.less("c", small, small), precise));
    assertEquals(new Judgement.Held(0), Judge.judge(Claim.less("c", smaller, small), precise));
    assertEquals(new Judgement.Held(0), Judge.judge(Claim.equal("c", small, small), precise));
    RationalMatrix exact =
        RationalMatrix.of(1, 1, Rational.of(BigInteger.ONE, BigInteger.TWO.pow(5_000)));
    assertInstanceOf(
        Judgement.Violated.class,
        Judge.judge(
            Claim.equal("c", exact, exact.scale(Rational.of(2))), RationalArithmetic.INSTANCE));
  }

  /**
   * A difference that is certain, of numbers smaller than a certificate can write, is no violation
   * that could be replayed.
   */
  @Test
  void whatCannotBeWrittenIsNotCalledViolated() {
    PreciseMatrix e = precise.scalar(Rational.of(-1_000_000)).apply(ElementaryFunction.EXP);
    assertInstanceOf(
        Judgement.Undecided.class,
        Judge.judge(Claim.equal("c", e, e.scale(Rational.of(2))), precise));
    assertThrows(
        org.theoria.arithmetic.NotRepresentableException.class,
        () -> Judge.judge(Claim.equal("c", power(40_000), power(40_001)), precise));
  }

  /**
   * Instances that doubles leave undecided and a mutant gets wrong: written, read, replayed; a
   * changed number is noticed.
   */
  @Test
  void certificatesNameTheirArithmeticAndReplayInIt() {
    BackpropGradient p = new BackpropGradient();
    Variant variant = new Variant.MutantOf("sign");
    Problem<BackpropGradient.Instance> problem = Problem.of(p, variant);
    int replayed = 0;
    for (long index = 0; index < 300; index++) {
      BackpropGradient.Instance instance =
          Search.sampler(problem).draw(Search.key(problem, 7).stream(index));
      Refuter.Refutation r = Refuter.refute(problem, instance).orElse(null);
      if (r == null
          || !(r.certificate() instanceof Certificate.Apart a)
          || a.arithmetic().equals("interval")) {
        continue;
      }
      Counterexample<BackpropGradient.Instance> c =
          new Counterexample<>(
              p.id(),
              variant,
              r.claim(),
              new Counterexample.Origin(7, index, 0),
              instance,
              r.certificate());
      ObjectNode node = CounterexampleCodec.write(c, "0");
      Counterexample<BackpropGradient.Instance> back =
          CounterexampleCodec.read(p, CounterexampleCodec.parse("certificate", node.toString()));
      assertEquals(c.certificate(), back.certificate());
      assertInstanceOf(
          Replay.Result.Confirmed.class, Replay.replay(problem, back), "index " + index);

      ObjectNode certificate = (ObjectNode) node.get("certificate");
      certificate.set("left", certificate.get("right").deepCopy());
      assertInstanceOf(
          Replay.Result.NotConfirmed.class,
          Replay.replay(problem, CounterexampleCodec.read(p, node)));
      certificate.put("arithmetic", "double");
      assertThrows(FormatException.class, () -> CounterexampleCodec.read(p, node));
      certificate.remove("arithmetic");
      assertThrows(FormatException.class, () -> CounterexampleCodec.read(p, node));
      replayed++;
    }
    assertTrue(replayed >= 3, "replayed " + replayed);
  }
}
