package org.theoria.theorems.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Truth;
import org.theoria.sampling.Key;
import org.theoria.theorems.PropositionContract;

final class ShallowRankBoundsProperties extends PropositionContract<ShallowInstance> {

  @Override
  protected Proposition<ShallowInstance> proposition() {
    return new ShallowRankBounds();
  }

  @Override
  protected boolean claimsAreCounts() {
    return true;
  }

  @Override
  protected Map<String, Predicate<ShallowInstance>> boundaryCases() {
    Map<String, Predicate<ShallowInstance>> cases = ShallowRankFormulaProperties.cases();
    cases.put("rank 2|A|", i -> i.point().rank() == 2 * i.point().patterns());
    cases.put("rank |A|", i -> i.point().rank() == i.point().patterns());
    cases.put("rank |A| − 1", i -> i.point().rank() == i.point().patterns() - 1);
    return cases;
  }

  /** Both bounds and the sharp ones, with ranks and patterns of our own. */
  @Property(tries = 400, seed = "82")
  void theBoundsByOtherMeans(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    ShallowRankBounds entry = new ShallowRankBounds();
    Sampler<ShallowInstance> sampler = entry.sampler(Set.copyOf(entry.hypotheses()), Set.of());
    ShallowInstance i = sampler.draw(new Key("plain-bounds", 1).stream(index));
    int patterns = PlainShallow.patterns(i);
    int rank = PlainShallow.rank(i);
    int largest = PlainShallow.closedForm(PlainShallow.pattern(i));
    assertEquals(patterns, i.point().patterns(), i::toString);
    assertEquals(rank, i.point().rank(), i::toString);
    assertEquals(largest, i.point().largestRank(), i::toString);
    assertTrue(rank <= largest && largest <= 2 * patterns && largest >= patterns, i::toString);
    assertTrue(rank >= (patterns <= 3 ? patterns : patterns - 1), i::toString);
    assertFalse(claims(i).containsValue(false), i::toString);
  }

  static Map<String, Boolean> claims(ShallowInstance i) {
    Map<String, Boolean> result = new HashMap<>();
    for (Claim<RationalMatrix> c :
        new ShallowRankBounds().claims().on(i, RationalArithmetic.INSTANCE)) {
      result.put(c.id(), Truth.holds(RationalArithmetic.INSTANCE, c));
    }
    return result;
  }

  /**
   * Every set of changes between n ≤ 7 examples with every orientation of one neuron each, alone,
   * with a dead and with an everywhere active one: |𝒜| ≤ r_j ≤ 2|𝒜|, and both are met for each
   * |𝒜| that the examples allow.
   */
  @Test
  void everySetOfChanges() {
    Map<Integer, Integer> least = new HashMap<>();
    Map<Integer, Integer> most = new HashMap<>();
    for (int n = 1; n <= 7; n++) {
      for (int changes = 0; changes < 1 << (n - 1); changes++) {
        for (int up = changes; ; up = (up - 1) & changes) {
          for (int more = 0; more < 3; more++) {
            List<String> pattern = pattern(n, changes, up, more);
            int rank = PlainShallow.closedForm(pattern);
            int patterns = 1 + Integer.bitCount(changes);
            assertTrue(rank >= patterns && rank <= 2 * patterns, pattern::toString);
            least.merge(patterns, rank, Math::min);
            most.merge(patterns, rank, Math::max);
          }
          if (up == 0) {
            break;
          }
        }
      }
    }
    for (int patterns = 1; patterns <= 7; patterns++) {
      assertEquals(patterns, least.get(patterns));
      assertEquals(Math.min(7, 2 * patterns), most.get(patterns));
    }
  }

  private static List<String> pattern(int n, int changes, int up, int more) {
    List<String> words = new ArrayList<>();
    for (int p = 1; p < n; p++) {
      if ((changes >> (p - 1) & 1) == 1) {
        boolean rising = (up >> (p - 1) & 1) == 1;
        words.add((rising ? "0" : "1").repeat(p) + (rising ? "1" : "0").repeat(n - p));
      }
    }
    if (more == 2 || words.isEmpty() && more == 0) {
      words.add("1".repeat(n));
    } else if (more == 1) {
      words.add("0".repeat(n));
    }
    return words;
  }

  /** Runs of two examples, a change between them, one neuron active on all: rank 2|𝒜|. */
  @Test
  void theUpperConstantIsSharpForEveryNumberOfPatterns() {
    for (int runs = 1; runs <= 8; runs++) {
      long[] x = new long[2 * runs];
      for (int i = 0; i < x.length; i++) {
        x[i] = 2L * i;
      }
      long[] w = new long[runs];
      long[] b = new long[runs];
      long[] v = new long[runs];
      for (int k = 0; k < runs; k++) {
        w[k] = 1;
        b[k] = 1 - 4L * k;
        v[k] = 1;
      }
      ShallowInstance i = PlainShallow.of(x, w, b, v);
      assertEquals(runs, PlainShallow.patterns(i));
      assertEquals(2 * runs, PlainShallow.rank(i));
    }
  }

  /** 2max(0,2x−1) − max(0,3x−4) + max(0,5−2x) = 5 on 0, 1, 2, 3: one less than the patterns. */
  @Test
  void fourPatternsAndRankThree() {
    ShallowInstance i =
        PlainShallow.of(
            new long[] {0, 1, 2, 3},
            new long[] {2, 3, -2},
            new long[] {-1, -4, 5},
            new long[] {0, 0, 0});
    assertEquals(4, PlainShallow.patterns(i));
    assertEquals(3, PlainShallow.rank(i));
    assertFalse(claims(i).containsValue(false));
  }

  /** v = 0 and kinks on a grid inside the gaps: up to three patterns the rank is not smaller. */
  @Test
  void threePatternsLoseNothing() {
    int seen = 0;
    for (long first = 1; first <= 15; first++) {
      for (long second = 1; second <= 15; second++) {
        for (int orientation = 0; orientation < 4; orientation++) {
          Rational s = Rational.of(orientation % 2 == 0 ? 1 : -1);
          Rational t = Rational.of(orientation / 2 == 0 ? 1 : -1);
          Rational zero = Rational.ZERO;
          ShallowInstance i =
              PlainShallow.of(
                  new Rational[] {zero, Rational.ONE, Rational.of(3)},
                  new Rational[] {s, t},
                  new Rational[] {
                    s.times(Rational.of(-first, 16)),
                    t.times(Rational.ONE.plus(Rational.of(second, 8)).negate())
                  },
                  new Rational[] {zero, zero});
          assertEquals(3, PlainShallow.patterns(i));
          assertEquals(3, PlainShallow.rank(i), i::toString);
          seen++;
        }
      }
    }
    assertEquals(900, seen);
  }

  /** On a kink the bound on the interior is false: three patterns, v = 0, both neurons 0 on X. */
  @Test
  void aKinkBreaksTheBound() {
    ShallowInstance i =
        PlainShallow.of(
            new long[] {0, 1, 2}, new long[] {-1, 1}, new long[] {0, -2}, new long[] {0, 0});
    assertEquals(3, PlainShallow.patterns(i));
    assertEquals(1, i.point().rank());
    assertFalse(ShallowHypotheses.INTERIOR.holds(i));
    assertFalse(claims(i).get("lower-bound-interior"));
  }
}
