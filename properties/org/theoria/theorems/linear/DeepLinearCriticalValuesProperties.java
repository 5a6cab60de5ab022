package org.theoria.theorems.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Sampler;
import org.theoria.sampling.Key;
import org.theoria.theorems.PropositionContract;

final class DeepLinearCriticalValuesProperties extends PropositionContract<DeepLinearPoint> {

  @Override
  protected Proposition<DeepLinearPoint> proposition() {
    return new DeepLinearCriticalValues();
  }

  @Override
  protected Map<String, Predicate<DeepLinearPoint>> boundaryCases() {
    return DeepLinearBoundaries.cases();
  }

  /**
   * Every critical point with small integer weights: X = [I, 0] and Y = [diag(2, 1), noise], so the
   * product can only be 0, diag(2, 0), diag(0, 1) or diag(2, 1), with the risks 15, 11, 14 and 10.
   */
  @Test
  void theCriticalValuesOfIntegerPoints() {
    for (int[] widths :
        List.of(
            new int[] {2, 2},
            new int[] {2, 1, 2},
            new int[] {2, 2, 2},
            new int[] {2, 1, 1, 2},
            new int[] {2, 2, 1, 2})) {
      Set<String> met = new TreeSet<>();
      for (List<RationalMatrix> weights : IntegerCriticalPoints.all(widths, -1, 2)) {
        PlainLinear plain = new PlainLinear(weights, IntegerCriticalPoints.SAMPLE);
        met.add(Arrays.deepToString(plain.product()) + " " + plain.risk());
      }
      Set<String> known =
          Set.of(
              "[[0, 0], [0, 0]] 15",
              "[[2, 0], [0, 0]] 11",
              "[[0, 0], [0, 1]] 14",
              "[[2, 0], [0, 1]] 10");
      assertFalse(met.isEmpty());
      assertTrue(known.containsAll(met), met::toString);
      assertEquals(
          widths.length == 2 ? 1 : Arrays.stream(widths).min().orElseThrow() == 1 ? 3 : 4,
          met.size(),
          () -> Arrays.toString(widths) + ": " + met);
    }
  }

  /**
   * What the entry draws: critical by values of the risk alone, and of all 2^{d_y} subsets 𝒯
   * exactly one of size r has u_iᵀW = u_iᵀG for i in 𝒯 and 0 for the others; its value is the
   * risk.
   */
  @Test
  void oneSubsetAndItsValue() {
    Proposition<DeepLinearPoint> entry = proposition();
    Sampler<DeepLinearPoint> sampler = entry.sampler(Set.copyOf(entry.hypotheses()), Set.of());
    for (int i = 0; i < 250; i++) {
      DeepLinearPoint p = sampler.draw(new Key("plain", 91).stream(i));
      PlainLinear plain = new PlainLinear(p.weights(), p.sample());
      assertTrue(plain.isCritical(), p::toString);
      int d = p.u().rows();
      int inputs = p.sample().x().rows();
      Rational[][] rows =
          PlainLinear.times(PlainLinear.numbers(p.u().transpose()), plain.product(), d, inputs);
      int found = 0;
      for (int mask = 0; mask < 1 << d; mask++) {
        if (Integer.bitCount(mask) == PlainLinear.rank(plain.product())
            && isAssociated(p, rows, mask)) {
          found++;
          assertEquals(value(p, mask), plain.risk(), p::toString);
        }
      }
      assertEquals(1, found, p::toString);
    }
  }

  /** u_iᵀW Σ_XX = u_iᵀΣ_YX for i in the set, u_iᵀW = 0 for the others; no inverse is needed. */
  private static boolean isAssociated(DeepLinearPoint p, Rational[][] rows, int mask) {
    RationalMatrix x = p.sample().x();
    RationalMatrix xx = x.times(x.transpose());
    RationalMatrix uyx = p.u().transpose().times(p.sample().y()).times(x.transpose());
    for (int i = 0; i < rows.length; i++) {
      boolean in = (mask >> i & 1) == 1;
      RationalMatrix row = RationalMatrix.of(1, rows[i].length, rows[i]);
      boolean fits = in ? row.times(xx).equals(uyx.block(i, 0, 1, uyx.columns())) : row.isZero();
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** ‖Y‖² − Σ‖g_iX‖² with g_iΣ_XX = u_iᵀΣ_YX: g_iX is u_iᵀY projected onto the rows of X. */
  private static Rational value(DeepLinearPoint p, int mask) {
    RationalMatrix projected =
        p.u().transpose().times(p.regression().regressor()).times(p.sample().x());
    Rational value = p.sample().y().sumOfSquares().get(0, 0);
    for (int i = 0; i < projected.rows(); i++) {
      if ((mask >> i & 1) == 1) {
        value = value.minus(projected.block(i, 0, 1, projected.columns()).sumOfSquares().get(0, 0));
      }
    }
    return value;
  }
}
