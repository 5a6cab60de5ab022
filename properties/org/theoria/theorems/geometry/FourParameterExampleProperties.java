package org.theoria.theorems.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

final class FourParameterExampleProperties extends PropositionContract<FourInstance> {

  @Override
  protected Proposition<FourInstance> proposition() {
    return new FourParameterExample();
  }

  @Override
  protected boolean claimsAreCounts() {
    return true;
  }

  @Override
  protected Map<String, Predicate<FourInstance>> boundaryCases() {
    Map<String, Predicate<FourInstance>> cases = new TreeMap<>();
    for (String signs : FourTable.SIGNS) {
      cases.put("signs " + signs, i -> i.point().signs(FourPoint.X).equals(signs));
    }
    cases.put("b = 0", i -> i.point().b().isZero());
    cases.put(
        "a = b = 0, all active",
        i ->
            i.point().a().isZero()
                && i.point().b().isZero()
                && i.point().pattern(FourPoint.X).equals("111"));
    cases.put("a = 0, b not", i -> i.point().a().isZero() && !i.point().b().isZero());
    cases.put("d = 0", i -> i.point().d().isZero());
    for (FourRegion j : FourRegion.values()) {
      cases.put("y in the image of " + j.pattern(), i -> j.imageContains(i.sample().y()));
    }
    cases.put("y in no image", i -> uv(i.sample().y()) < 0);
    return cases;
  }

  private static int uv(RationalMatrix y) {
    return y.get(0, 1).minus(y.get(0, 0)).times(y.get(0, 2).minus(y.get(0, 1))).signum();
  }

  private static Map<String, Boolean> claims(FourInstance i) {
    Map<String, Boolean> result = new HashMap<>();
    for (Claim<RationalMatrix> c :
        new FourParameterExample().claims().on(i, RationalArithmetic.INSTANCE)) {
      result.put(c.id(), Truth.holds(RationalArithmetic.INSTANCE, c));
    }
    return result;
  }

  /** All θ with integer coordinates of [−3, 3], by formulas of their own, in long integers. */
  @Test
  void everyIntegerPoint() {
    Set<String> patterns = new TreeSet<>();
    Map<String, Integer> largest = new TreeMap<>();
    for (long a = -3; a <= 3; a++) {
      for (long b = -3; b <= 3; b++) {
        for (long c = -3; c <= 3; c++) {
          FourPoint p = point(a, b, c, 1);
          long[] z = {c, a + c, 2 * a + c};
          long[] f = new long[3];
          StringBuilder pattern = new StringBuilder();
          for (int i = 0; i < 3; i++) {
            f[i] = b * Math.max(0, z[i]) + 1;
            pattern.append(z[i] >= 0 ? '1' : '0');
          }
          patterns.add(pattern.toString());
          assertEquals(row(f), p.output(FourPoint.X));
          assertTrue((f[1] - f[0]) * (f[2] - f[1]) >= 0);
          if (z[0] != 0 && z[1] != 0 && z[2] != 0) {
            int rank = rank(a, b, c, pattern.toString());
            assertEquals(rank, p.rank(FourPoint.X), p::toString);
            assertEquals(rank, p.region(FourPoint.X).orElseThrow().rank(p), p::toString);
            assertEquals(rank, FourTable.envelope(p, FourPoint.X), p::toString);
            largest.merge(pattern.toString(), rank, Math::max);
          }
        }
      }
    }
    assertEquals(Set.of("000", "001", "011", "111", "110", "100"), patterns);
    assertEquals(Map.of("000", 1, "001", 2, "011", 3, "111", 2, "110", 3, "100", 2), largest);
    largest.forEach(
        (pattern, rank) -> assertEquals(rank, FourRegion.of(pattern).orElseThrow().largestRank()));
  }

  /** The rank by the minors of order 3 and 2, in long integers. */
  private static int rank(long a, long b, long c, String pattern) {
    long[][] rows = new long[3][];
    for (int i = 0; i < 3; i++) {
      long s = pattern.charAt(i) - '0';
      rows[i] = new long[] {b * s * i, s * (a * i + c), b * s, 1};
    }
    for (int skip = 0; skip < 4; skip++) {
      int[] k = new int[3];
      for (int j = 0, at = 0; j < 4; j++) {
        if (j != skip) {
          k[at++] = j;
        }
      }
      long det =
          rows[0][k[0]] * (rows[1][k[1]] * rows[2][k[2]] - rows[1][k[2]] * rows[2][k[1]])
              - rows[0][k[1]] * (rows[1][k[0]] * rows[2][k[2]] - rows[1][k[2]] * rows[2][k[0]])
              + rows[0][k[2]] * (rows[1][k[0]] * rows[2][k[1]] - rows[1][k[1]] * rows[2][k[0]]);
      if (det != 0) {
        return 3;
      }
    }
    for (int j = 0; j < 3; j++) {
      // the last column is 1: a minor of order 2 with it is a difference
      if (rows[0][j] != rows[1][j] || rows[1][j] != rows[2][j]) {
        return 2;
      }
    }
    return 1;
  }

  private static FourPoint point(long a, long b, long c, long d) {
    return new FourPoint(Rational.of(a), Rational.of(b), Rational.of(c), Rational.of(d));
  }

  private static RationalMatrix row(long... entries) {
    Rational[] r = new Rational[entries.length];
    for (int i = 0; i < r.length; i++) {
      r[i] = Rational.of(entries[i]);
    }
    return RationalMatrix.of(1, r.length, r);
  }

  /**
   * Every integer y is in an image just where it is monotone, and is then met by the pre-images.
   */
  @Test
  void everyMonotoneTargetIsMetAndNoOther() {
    for (long y1 = -2; y1 <= 2; y1++) {
      for (long y2 = -2; y2 <= 2; y2++) {
        for (long y3 = -2; y3 <= 2; y3++) {
          RationalMatrix y = row(y1, y2, y3);
          boolean met = false;
          for (FourRegion j : FourRegion.values()) {
            if (j.imageContains(y)) {
              FourPoint p = j.preimage(y);
              assertEquals(y, p.output(FourPoint.X), j + " " + p);
              assertEquals(j, p.region(FourPoint.X).orElseThrow(), y::toString);
              met = true;
            }
          }
          assertEquals((y2 - y1) * (y3 - y2) >= 0, met, y::toString);
        }
      }
    }
  }

  /** d and dim⁻ differ just where the rank is less than r_j, and never the other way. */
  @Property(tries = 500, seed = "66")
  void theEnvelopeIsAtMostDimMinus(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    FourParameterExample entry = new FourParameterExample();
    Sampler<FourInstance> sampler = entry.sampler(Set.copyOf(entry.hypotheses()), Set.of());
    FourInstance i = sampler.draw(new Key("four", 1).stream(index));
    FourPoint p = i.point();
    int envelope = FourTable.envelope(p, FourPoint.X);
    int minus = FourTable.dimensions(p, FourPoint.X).minus();
    boolean drops = p.region(FourPoint.X).map(j -> j.rank(p) < j.largestRank()).orElse(false);
    assertEquals(drops ? minus - 1 : minus, envelope, p::toString);
    assertFalse(claims(i).containsValue(false), i::toString);
  }

  /**
   * Exact critical points: the derivatives by difference quotients of E, a polynomial of degree 4.
   */
  @Test
  void criticalPointsOfTheRisk() {
    FourRisk risk = FourRisk.of(0, 1, 5);
    FourRisk.Critical flat = risk.strictSaddle(risk.flat(Rational.of(3, 4))).orElseThrow();
    assertEquals(Rational.of(14), flat.value());
    assertStationary(risk, flat.point());
    assertTrue(flat.proof().en().contains("(2, 1, 1)"), flat.proof().en());
    FourRisk.Critical line = risk.kinkSaddle(risk.line(Rational.of(3, 2))).orElseThrow();
    assertEquals(Rational.of(3, 2), line.value());
    FourPoint end = risk.minimiserNear(point(4, 1, -3, 0)).orElseThrow();
    assertEquals(Rational.ZERO, risk.value(end));
    assertEquals("global minimiser", risk.minimiser(end).orElseThrow().type().en());
    // not critical, or not of that kind
    assertTrue(risk.strictSaddle(point(1, 0, 1, 2)).isEmpty());
    assertTrue(risk.strictSaddle(end).isEmpty(), "a minimiser is no saddle");
    assertTrue(risk.kinkSaddle(risk.line(Rational.of(-1))).isEmpty(), "c = 0 with a < 0: 100");
    assertTrue(risk.kinkSaddle(point(1, 2, 0, 0)).isEmpty());
    assertTrue(risk.minimiser(risk.flat(Rational.ONE)).isEmpty());
    assertTrue(risk.minimiser(risk.line(Rational.ONE)).isEmpty(), "on a kink");
    // a concave target: the kink is left on the other side, by no smaller c
    FourRisk concave = FourRisk.of(0, 4, 5);
    assertTrue(concave.kinkSaddle(concave.line(Rational.ONE)).isEmpty());
  }

  private static void assertStationary(FourRisk risk, FourPoint p) {
    assertTrue(risk.gradient(p).isZero());
    Rational t = Rational.of(1, 1L << 20);
    Rational small = Rational.of(1, 1L << 15);
    for (FourPoint e : new FourPoint[] {point(1, 0, 0, 0), point(0, 1, 0, 0), point(0, 0, 1, 0)}) {
      FourPoint q =
          new FourPoint(
              p.a().plus(t.times(e.a())),
              p.b().plus(t.times(e.b())),
              p.c().plus(t.times(e.c())),
              p.d());
      Rational quotient = risk.value(q).minus(risk.value(p)).dividedBy(t).abs();
      assertTrue(quotient.compareTo(small) < 0, quotient::toString);
    }
  }

  /** Each local minimiser has the least E of its region: no draw of the region is below it. */
  @Property(tries = 300, seed = "70")
  void noPointOfARegionIsBelowItsMinimiser(
      @ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    FourParameterExample entry = new FourParameterExample();
    Sampler<FourInstance> sampler = entry.sampler(Set.copyOf(entry.hypotheses()), Set.of());
    FourPoint p = sampler.draw(new Key("minimisers", 1).stream(index)).point();
    FourRisk risk = FourRisk.of(0, 3, 1);
    p.region(FourPoint.X)
        .ifPresent(
            j -> {
              Rational least =
                  risk.nearest(j)
                      .minus(risk.y())
                      .hadamard(risk.nearest(j).minus(risk.y()))
                      .sum()
                      .get(0, 0);
              assertTrue(least.compareTo(risk.value(p)) <= 0, p::toString);
              risk.minimiserNear(p)
                  .ifPresent(
                      q -> {
                        assertEquals(j, q.region(FourPoint.X).orElseThrow());
                        assertEquals(least, risk.value(q));
                      });
            });
  }
}
