package org.theoria.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.theoria.proposition.Strata;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

class TallyTest {

  private static Tally drawn(Stream s) {
    Map<String, ClaimTally> claims = new LinkedHashMap<>();
    for (String id : List.of("first", "second")) {
      claims.put(
          id,
          s.chance(1, 4)
              ? ClaimTally.EMPTY
              : new ClaimTally(
                  s.nextInt(9),
                  s.nextInt(9),
                  s.nextInt(9),
                  s.nextInt(9),
                  s.nextInt(9),
                  s.nextInt(4),
                  s.nextInt(4),
                  s.nextInt(5),
                  s.nextInt(3)));
    }
    TreeMap<String, Long> arithmetics =
        new TreeMap<>(Map.of("rational", (long) s.nextInt(9), "double", (long) s.nextInt(9)));
    TreeMap<String, Long> reasons = new TreeMap<>(Map.of("reason " + s.nextInt(3), 1L));
    return new Tally(
        s.nextInt(99),
        s.nextInt(9),
        s.nextInt(9),
        s.nextInt(9),
        s.nextInt(9),
        s.nextInt(9),
        s.nextInt(9),
        claims,
        arithmetics,
        reasons,
        new TreeMap<>(Map.of(new Strata.Place("row", s.nextInt(2)), (long) s.nextInt(9))));
  }

  @Test
  void mergingIsAssociativeAndCommutative() {
    for (long i = 0; i < 300; i++) {
      Stream s = new Key("tally", 1).stream(i);
      Tally a = drawn(s);
      Tally b = drawn(s);
      Tally c = drawn(s);
      assertEquals(a.merge(b).merge(c), a.merge(b.merge(c)));
      assertEquals(a.merge(b), b.merge(a));
      assertEquals(a, a.merge(Tally.EMPTY));
      assertEquals(a.held() + b.held(), a.merge(b).held());
      assertEquals(
          a.claims().get("first").violated() + b.claims().get("first").violated(),
          a.merge(b).claims().get("first").violated());
    }
  }

  private static Tally counts(long tested, long refuted, long undecided) {
    return new Tally(
        tested + 3,
        3,
        tested - refuted - undecided,
        0,
        undecided,
        refuted,
        0,
        Map.of(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>());
  }

  /** The bound p is where P(Binomial(n, p) ≤ k) = 0.05: the sum is taken in 40 digits. */
  @Test
  void theBoundIsClopperPearsons() {
    assertEquals(0.0295, counts(100, 0, 0).violationProbabilityBound(), 5e-5);
    assertEquals(1, counts(10, 10, 0).violationProbabilityBound());
    for (int n : List.of(1, 2, 10, 100, 400)) {
      for (int k : List.of(0, 1, 2, 5, 9, 60)) {
        if (k < n) {
          double p = counts(n, k, 0).violationProbabilityBound();
          assertEquals(0.05, cumulative(n, k, p), 1e-9, "n = " + n + ", k = " + k + ", p = " + p);
        }
      }
    }
  }

  @Test
  void undecidedInstancesCountAsViolations() {
    assertEquals(
        counts(50, 3, 0).violationProbabilityBound(), counts(50, 1, 2).violationProbabilityBound());
    assertTrue(
        counts(50, 0, 1).violationProbabilityBound()
            > counts(50, 0, 0).violationProbabilityBound());
    assertTrue(Double.isNaN(counts(0, 0, 0).violationProbabilityBound()));
    assertTrue(counts(0, 0, 0).isVacuous());
  }

  private static double cumulative(int n, int k, double bound) {
    MathContext digits = new MathContext(40);
    BigDecimal p = new BigDecimal(bound);
    BigDecimal q = BigDecimal.ONE.subtract(p);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal choose = BigDecimal.ONE;
    for (int i = 0; i <= k; i++) {
      sum = sum.add(choose.multiply(p.pow(i, digits)).multiply(q.pow(n - i, digits)));
      choose = choose.multiply(BigDecimal.valueOf(n - i)).divide(BigDecimal.valueOf(i + 1), digits);
    }
    return sum.doubleValue();
  }

  @Test
  void theLowestIndexWinsAmongEqualMargins() {
    ClaimTally early = new ClaimTally(1, 0, 0, 0, 0, 2, 5, 0, 0);
    ClaimTally late = new ClaimTally(1, 0, 0, 0, 0, 2, 9, 0, 0);
    List<ClaimTally> both = new ArrayList<>(List.of(early.merge(late), late.merge(early)));
    both.forEach(t -> assertEquals(5, t.smallestMarginIndex()));
  }
}
