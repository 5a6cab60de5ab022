package org.theoria.theorems.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Truth;
import org.theoria.sampling.Key;
import org.theoria.theorems.PropositionContract;

final class ShallowRankFormulaProperties extends PropositionContract<ShallowInstance> {

  @Override
  protected Proposition<ShallowInstance> proposition() {
    return new ShallowRankFormula();
  }

  @Override
  protected boolean claimsAreCounts() {
    return true;
  }

  @Override
  protected Map<String, Predicate<ShallowInstance>> boundaryCases() {
    return cases();
  }

  static Map<String, Predicate<ShallowInstance>> cases() {
    Map<String, Predicate<ShallowInstance>> cases = new TreeMap<>();
    cases.put("one example", i -> i.examples() == 1);
    cases.put("two examples", i -> i.examples() == 2);
    cases.put("one neuron", i -> i.neurons() == 1);
    cases.put("more neurons than examples", i -> i.neurons() > i.examples());
    cases.put("a neuron active everywhere", i -> meets(i, w -> !w.contains("0")));
    cases.put("a dead neuron", i -> meets(i, w -> !w.contains("1")));
    cases.put("all neurons dead", i -> i.point().pattern().isZero());
    cases.put("active on the last example only", i -> meets(i, w -> w.endsWith("01")));
    cases.put("active on the first example only", i -> meets(i, w -> w.matches("10+")));
    cases.put("all but the first", i -> meets(i, w -> w.matches("01+")));
    cases.put("all but the last", i -> meets(i, w -> w.matches("1+0")));
    cases.put(
        "the same neuron twice",
        i ->
            new HashSet<>(i.network().weight(1).beside(i.network().bias(1)).toRows()).size()
                < i.neurons());
    cases.put(
        "two neurons of opposite patterns",
        i -> {
          List<String> p = PlainShallow.pattern(i);
          return p.stream().anyMatch(w -> w.contains("01") && p.contains(swapped(w)));
        });
    cases.put("w = 0", i -> contains(i.network().weight(1), Rational.ZERO));
    cases.put("v = 0 somewhere", i -> contains(i.network().weight(2), Rational.ZERO));
    cases.put("v = 0", i -> i.network().weight(2).isZero());
    cases.put("n patterns", i -> i.examples() > 2 && PlainShallow.patterns(i) == i.examples());
    return cases;
  }

  private static boolean meets(ShallowInstance i, Predicate<String> word) {
    return PlainShallow.pattern(i).stream().anyMatch(word);
  }

  private static String swapped(String word) {
    return word.replace('0', '2').replace('1', '0').replace('2', '1');
  }

  private static boolean contains(RationalMatrix m, Rational value) {
    return m.toRows().stream().anyMatch(row -> row.contains(value));
  }

  static Map<String, Boolean> claims(ShallowInstance i) {
    Map<String, Boolean> result = new HashMap<>();
    for (Claim<RationalMatrix> c :
        new ShallowRankFormula().claims().on(i, RationalArithmetic.INSTANCE)) {
      result.put(c.id(), Truth.holds(RationalArithmetic.INSTANCE, c));
    }
    return result;
  }

  /**
   * All θ on a grid, n = 1..4 and one or two neurons: the largest rank met on a pattern is that of
   * the formula, in closed form and by the entry; it is missed only where some v is 0.
   */
  @Test
  void everyPatternOnAGrid() {
    int missed = 0;
    for (long[] x : new long[][] {{0}, {0, 2}, {0, 2, 4}, {0, 2, 4, 6}, {0, 2, 8, 10}}) {
      for (int width = 1; width <= 2; width++) {
        Map<List<String>, Integer> largest = new HashMap<>();
        List<ShallowInstance> all = grid(x, width);
        for (ShallowInstance i : all) {
          largest.merge(PlainShallow.pattern(i), PlainShallow.rank(i), Math::max);
        }
        for (ShallowInstance i : all) {
          List<String> pattern = PlainShallow.pattern(i);
          int most = largest.get(pattern);
          assertEquals(PlainShallow.closedForm(pattern), most, i::toString);
          assertEquals(most, i.point().largestRank(), i::toString);
          boolean maximal = PlainShallow.rank(i) == most;
          assertEquals(
              Map.of("pattern", true, "rank-formula", true, "regions-equal", maximal),
              claims(i),
              i::toString);
          boolean open = !contains(i.network().weight(2), Rational.ZERO);
          assertTrue(maximal || !open, i::toString);
          missed += maximal ? 0 : 1;
        }
      }
    }
    assertTrue(missed > 50, "missed " + missed);
  }

  /** Odd biases: no pre-activation is 0 on even x; every kink is met, and both orientations. */
  private static List<ShallowInstance> grid(long[] x, int width) {
    List<long[]> neurons = new ArrayList<>();
    for (long b = -9; b <= 9; b += 2) {
      neurons.add(new long[] {1, b});
      neurons.add(new long[] {-1, b});
    }
    neurons.add(new long[] {0, 1});
    neurons.add(new long[] {0, -1});
    List<ShallowInstance> all = new ArrayList<>();
    for (long[] first : neurons) {
      if (width == 1) {
        for (long v = -1; v <= 1; v++) {
          all.add(PlainShallow.of(x, new long[] {first[0]}, new long[] {first[1]}, new long[] {v}));
        }
        continue;
      }
      for (long[] second : neurons) {
        for (long v = 0; v <= 3; v++) {
          all.add(
              PlainShallow.of(
                  x,
                  new long[] {first[0], second[0]},
                  new long[] {first[1], second[1]},
                  new long[] {v & 1, -(v >> 1)}));
        }
      }
    }
    return all;
  }

  /** Instances of the entry: pattern, closed form, and the rank by elimination of our own. */
  @Property(tries = 400, seed = "81")
  void theFormulaByOtherMeans(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    ShallowRankFormula entry = new ShallowRankFormula();
    Sampler<ShallowInstance> sampler = entry.sampler(Set.copyOf(entry.hypotheses()), Set.of());
    ShallowInstance i = sampler.draw(new Key("plain-shallow", 1).stream(index));
    int rank = PlainShallow.closedForm(PlainShallow.pattern(i));
    assertEquals(rank, PlainShallow.rank(i), i::toString);
    assertEquals(rank, i.point().rank(), i::toString);
    assertFalse(claims(i).containsValue(false), i::toString);
  }

  /** The vectors of slide 81 at the ends of their ranges, n = 1 included. */
  @Test
  void theVectorsOfTheSlide() {
    ShallowVectors one = new ShallowVectors(row(5));
    assertEquals(row(0), one.e(0));
    assertEquals(row(0), one.e(1));
    assertEquals(row(0), one.e(2));
    assertEquals(row(1), one.step(1, 1));
    assertEquals(row(0), one.step(2, 1));
    ShallowVectors three = new ShallowVectors(row(0, 1, 3));
    assertEquals(row(3, 2, 0), three.e(0), "e_0 = e_2n");
    assertEquals(row(0, 1, 3), three.e(1));
    assertEquals(row(0, 0, 2), three.e(2));
    assertEquals(row(0, 0, 0), three.e(3), "e_n");
    assertEquals(row(0, 0, 0), three.e(4), "e_{n+1}");
    assertEquals(row(1, 0, 0), three.e(5));
    assertEquals(row(3, 2, 0), three.e(6));
    List<RationalMatrix> steps = new ArrayList<>();
    for (int j = 1; j <= 6; j++) {
      RationalMatrix step = three.step(j, 1);
      assertEquals(j, three.alpha(step));
      assertFalse(steps.contains(step));
      steps.add(step);
    }
    assertEquals(row(1, 1, 1), steps.get(0));
    assertEquals(row(0, 0, 0), steps.get(3));
    assertEquals(row(1, 1, 0), steps.get(5));
  }

  private static RationalMatrix row(long... entries) {
    Rational[] r = new Rational[entries.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = Rational.of(entries[i]);
    }
    return RationalMatrix.of(1, r.length, r);
  }

  /** With one example nothing can be lost; with two, one neuron can lose a dimension. */
  @Test
  void theSmallestPointOutsideItsRegion() {
    long[] zero = {0};
    ShallowInstance i = PlainShallow.of(new long[] {0, 1}, zero, new long[] {1}, zero);
    assertEquals(List.of("11"), PlainShallow.pattern(i));
    assertEquals(1, PlainShallow.rank(i));
    assertEquals(
        2,
        PlainShallow.rank(
            PlainShallow.of(new long[] {0, 1}, zero, new long[] {1}, new long[] {1})));
    assertEquals(Map.of("pattern", true, "rank-formula", true, "regions-equal", false), claims(i));
    ShallowInstance one = PlainShallow.of(zero, zero, new long[] {1}, zero);
    assertFalse(claims(one).containsValue(false), "one example: the rank is 1 everywhere");
  }

  /** v_k ≠ 0 is not necessary: another neuron of the same pattern may do. */
  @Test
  void aClosedNeuronWithATwinIsInside() {
    ShallowInstance i =
        PlainShallow.of(
            new long[] {0, 2, 4}, new long[] {1, 1}, new long[] {-1, -1}, new long[] {1, 0});
    assertFalse(ShallowHypotheses.OUTGOING.holds(i));
    assertFalse(claims(i).containsValue(false));
  }

  /** Where a pre-activation is 0 a smaller bias changes the pattern: never interior. */
  @Test
  void aPreActivationOfZeroIsNeverInterior() {
    Proposition<ShallowInstance> entry = proposition();
    Set<Hypothesis<ShallowInstance>> kept = new HashSet<>(entry.hypotheses());
    Hypothesis<ShallowInstance> interior =
        kept.stream().filter(h -> h.id().equals("interior")).findFirst().orElseThrow();
    kept.remove(interior);
    Sampler<ShallowInstance> sampler = entry.sampler(kept, Set.of(interior));
    for (int index = 0; index < 300; index++) {
      ShallowInstance i = sampler.draw(new Key("kinks", 1).stream(index));
      for (int k = 0; k < i.neurons(); k++) {
        for (int e = 0; e < i.examples(); e++) {
          if (PlainRank.values(i.network(), i.sample().x(), e).getFirst().get(k).isZero()) {
            RationalMatrix b = i.network().bias(1);
            Rational lower = b.get(k, 0).minus(Rational.of(1, 1_000_000_000));
            ShallowInstance near =
                new ShallowInstance(
                    i.network()
                        .withParameters(
                            i.network().weights(),
                            List.of(b.with(k, 0, lower), i.network().bias(2))),
                    i.sample());
            assertNotEquals(PlainShallow.pattern(i), PlainShallow.pattern(near));
          }
        }
      }
    }
  }
}
