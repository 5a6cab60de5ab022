package org.theoria.theorems.firstproperties;

import java.util.Map;
import java.util.function.Predicate;
import org.theoria.arithmetic.Rational;
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
        "tiny-scale", i -> i.s().compareTo(large.reciprocal()) < 0 || i.t().abs().compareTo(large.reciprocal()) < 0,
        "negative t", i -> i.t().signum() < 0);
  }
}
