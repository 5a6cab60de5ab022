package org.theoria.theorems.firstproperties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.theoria.arbitraries.Networks;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Sample;
import org.theoria.proposition.Proposition;
import org.theoria.theorems.PropositionContract;

final class ReluNonConvexProperties extends PropositionContract<ReluNonConvex.Segment> {

  @Override
  protected Proposition<ReluNonConvex.Segment> proposition() {
    return new ReluNonConvex();
  }

  @Override
  protected Map<String, Predicate<ReluNonConvex.Segment>> boundaryCases() {
    Rational large = Rational.of(1 << 20);
    return Map.of(
        "the slide's segment", i -> i.s().equals(Rational.ONE) && i.t().equals(Rational.ONE),
        "huge-scale", i -> i.s().compareTo(large) > 0 || i.t().abs().compareTo(large) > 0,
        "tiny-scale",
            i ->
                i.s().compareTo(large.reciprocal()) < 0
                    || i.t().abs().compareTo(large.reciprocal()) < 0,
        "negative t", i -> i.t().signum() < 0);
  }

  @Provide
  Arbitrary<Rational> rationals() {
    return Networks.rationals();
  }

  /** E of the slide: architecture (1,1,1), ReLU, the example (1,0). */
  private static Rational risk(Rational w1, Rational w2, Rational b1, Rational b2) {
    Sample sample =
        new Sample(RationalMatrix.of(1, 1, Rational.ONE), RationalMatrix.of(1, 1, Rational.ZERO));
    return new PlainRisk(
            Networks.network(
                Architecture.of(1, 1, 1),
                List.of(Activation.RELU, Activation.IDENTITY),
                List.of(w1, b1, w2, b2)),
            sample,
            Loss.SQUARE)
        .value();
  }

  private static Rational risk(Rational w1, Rational w2) {
    return risk(w1, w2, Rational.ZERO, Rational.ZERO);
  }

  @Property(tries = 300, seed = "43")
  void theRiskIsTheSquareOfTheProductOnThePositiveSide(
      @ForAll("rationals") Rational w1, @ForAll("rationals") Rational w2) {
    Rational product = w1.times(w2);
    assertEquals(w1.signum() >= 0 ? product.times(product) : Rational.ZERO, risk(w1, w2));
  }

  /** Every segment from (0,t) to (s,0) with s > 0 and t ≠ 0 shows it, and no other of this form. */
  @Property(tries = 300, seed = "4301")
  void theMiddleLiesAboveTheChordExactlyWhenTheHypothesesHold(
      @ForAll("rationals") Rational s, @ForAll("rationals") Rational t) {
    Rational half = Rational.of(1, 2);
    Rational mean = risk(Rational.ZERO, t).plus(risk(s, Rational.ZERO)).times(half);
    boolean above = risk(s.times(half), t.times(half)).compareTo(mean) > 0;
    assertEquals(s.signum() > 0 && t.signum() != 0, above);
  }

  /** In (w_2, b_2) alone E is convex: the claim is about θ, not about a part of it. */
  @Property(tries = 300, seed = "4302")
  void inTheLastLayerAloneTheRiskIsConvex(
      @ForAll("rationals") Rational w1,
      @ForAll("rationals") Rational p,
      @ForAll("rationals") Rational q,
      @ForAll("rationals") Rational b,
      @ForAll("rationals") Rational c) {
    Rational half = Rational.of(1, 2);
    Rational mean = risk(w1, p, Rational.ZERO, b).plus(risk(w1, q, Rational.ZERO, c)).times(half);
    Rational middle = risk(w1, p.plus(q).times(half), Rational.ZERO, b.plus(c).times(half));
    assertTrue(middle.compareTo(mean) <= 0);
  }
}
