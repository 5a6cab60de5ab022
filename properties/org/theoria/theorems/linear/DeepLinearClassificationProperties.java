package org.theoria.theorems.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.CriticalClass;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Sampler;
import org.theoria.sampling.Key;
import org.theoria.theorems.PropositionContract;

final class DeepLinearClassificationProperties extends PropositionContract<DeepLinearPoint> {

  @Override
  protected Proposition<DeepLinearPoint> proposition() {
    return new DeepLinearClassification();
  }

  @Override
  protected Map<String, Predicate<DeepLinearPoint>> boundaryCases() {
    return DeepLinearBoundaries.cases();
  }

  /**
   * Every critical point with small integer weights, of six architectures: the theorem, word by
   * word and with loops, against the Hessian from values of the risk and against the least risk
   * (which is 10 + 0, 10 + 1 or 10 + 5 less what λ = (4, 1) gives).
   */
  @Test
  void everyIntegerPointIsWhatTheTheoremSays() {
    Map<String, Integer> met = new TreeMap<>();
    for (int[] widths :
        List.of(
            new int[] {2, 2},
            new int[] {2, 1, 2},
            new int[] {2, 2, 2},
            new int[] {2, 1, 1, 2},
            new int[] {2, 2, 1, 2},
            new int[] {2, 1, 2, 2})) {
      List<List<RationalMatrix>> all =
          IntegerCriticalPoints.all(widths, widths.length == 4 && sum(widths) > 6 ? -1 : -2, 2);
      assertFalse(all.isEmpty());
      for (DeepLinearPoint p : chosen(all, 60)) {
        met.merge(checked(p).id(), 1, Integer::sum);
      }
    }
    assertEquals(Set.of("global-minimiser", "strict-saddle", "non-strict-saddle"), met.keySet());
    // with three layers, one of width 1, a tightened point with r = 0 has no weight but 0
    assertEquals(3, met.get("non-strict-saddle"), met::toString);
    assertTrue(Collections.max(met.values()) > 100, met::toString);
  }

  /** The same with three layers of width 2, every point of {−1, 0, 1}^12 that is critical. */
  @Test
  void everyPointOfACubeIsWhatTheTheoremSays() {
    List<List<RationalMatrix>> all = IntegerCriticalPoints.all(new int[] {2, 2, 2, 2}, -1, 1);
    Map<String, Integer> met = new TreeMap<>();
    for (DeepLinearPoint p : chosen(all, 120)) {
      met.merge(checked(p).id(), 1, Integer::sum);
    }
    assertTrue(met.getOrDefault("non-strict-saddle", 0) > 20, met::toString);
    assertTrue(met.getOrDefault("strict-saddle", 0) > 20, met::toString);
  }

  /**
   * Points spread over all of them, and as many again that are tightened with r &lt; r_max and 𝒮 =
   * {1..r}.
   */
  private static List<DeepLinearPoint> chosen(List<List<RationalMatrix>> all, int count) {
    List<DeepLinearPoint> spread = new ArrayList<>();
    List<DeepLinearPoint> tightened = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      DeepLinearPoint p =
          DeepLinearPoint.of(all.get(i), IntegerCriticalPoints.SAMPLE, RationalMatrix.identity(2));
      PlainLinear plain = new PlainLinear(p.weights(), p.sample());
      if (i % (1 + all.size() / count) == 0) {
        spread.add(p);
      } else if (tightened.size() < count
          && plain.product()[1][1].isZero()
          && PlainLinear.rank(plain.product()) < plain.maximalRank()
          && plain.isTightened()) {
        tightened.add(p);
      }
    }
    spread.addAll(tightened);
    return spread;
  }

  private static int sum(int[] widths) {
    return java.util.stream.IntStream.of(widths).sum();
  }

  /** What the entry draws, checked in the same way. */
  @Test
  void everyDrawnPointIsWhatTheTheoremSays() {
    Proposition<DeepLinearPoint> entry = proposition();
    Sampler<DeepLinearPoint> sampler = entry.sampler(Set.copyOf(entry.hypotheses()), Set.of());
    int checked = 0;
    for (int i = 0; checked < 150; i++) {
      DeepLinearPoint p = sampler.draw(new Key("plain", 93).stream(i));
      if (p.network().architecture().weightCount() <= 20) {
        checked(p);
        checked++;
      }
    }
  }

  private static CriticalClass checked(DeepLinearPoint p) {
    PlainLinear plain = new PlainLinear(p.weights(), p.sample());
    assertTrue(plain.isCritical(), p::toString);
    Rational[][] product = plain.product();
    int r = PlainLinear.rank(product);
    List<Integer> subset = new ArrayList<>();
    Rational[][] turned =
        PlainLinear.times(
            PlainLinear.numbers(p.u().transpose()), product, p.u().rows(), product[0].length);
    List<Rational> squares = new ArrayList<>();
    for (int i = 0; i < turned.length; i++) {
      RationalMatrix ui = p.u().block(0, i, p.u().rows(), 1);
      squares.add(ui.transpose().times(p.regression().sigma()).times(ui).get(0, 0));
      if (java.util.Arrays.stream(turned[i]).anyMatch(w -> !w.isZero())) {
        subset.add(i + 1);
      }
    }
    assertEquals(r, subset.size(), p::toString);
    boolean initial = r == 0 || subset.getLast() == r;
    CriticalClass theorem =
        !initial
            ? CriticalClass.STRICT_SADDLE
            : r == plain.maximalRank()
                ? CriticalClass.GLOBAL_MINIMISER
                : plain.isTightened()
                    ? CriticalClass.NON_STRICT_SADDLE
                    : CriticalClass.STRICT_SADDLE;
    squares.sort(Collections.reverseOrder());
    Rational least = p.sample().y().sumOfSquares().get(0, 0);
    for (Rational square : squares.subList(0, plain.maximalRank())) {
      least = least.minus(square);
    }
    boolean negative = Inertia.of(plain.hessian()).negative() > 0;
    boolean minimal = plain.risk().equals(least);
    assertEquals(theorem == CriticalClass.GLOBAL_MINIMISER, minimal, p::toString);
    assertEquals(theorem == CriticalClass.STRICT_SADDLE, negative, p::toString);
    for (Claim<RationalMatrix> c :
        new DeepLinearClassification().claims().on(p, RationalArithmetic.INSTANCE)) {
      assertEquals(c.right(), c.left(), () -> c.id() + " on " + p);
    }
    return theorem;
  }
}
