package org.theoria.theorems.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.Echelon;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Sampler;
import org.theoria.sampling.Key;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;
import org.theoria.theorems.PropositionContract;

final class SecondOrderPointsSolveRankRegressionProperties
    extends PropositionContract<RankRegressionPoint> {

  @Override
  protected Proposition<RankRegressionPoint> proposition() {
    return new SecondOrderPointsSolveRankRegression();
  }

  private Sampler<RankRegressionPoint> stated() {
    return proposition().sampler(Set.copyOf(proposition().hypotheses()), Set.of());
  }

  @Override
  protected Map<String, Predicate<RankRegressionPoint>> boundaryCases() {
    Map<String, Predicate<RankRegressionPoint>> cases = new TreeMap<>();
    cases.put("one output", i -> i.u().rows() == 1);
    cases.put("W = 0", i -> i.point().weights().stream().allMatch(RationalMatrix::isZero));
    cases.put("r = 0, W not 0", i -> rank(i) == 0 && !i.point().weights().getFirst().isZero());
    cases.put("r = r_max - 1 > 0", i -> rank(i) > 0 && rank(i) == i.point().maximalRank() - 1);
    cases.put("a width r + 1", i -> widths(i).contains(rank(i) + 1));
    cases.put("H = 4", i -> i.network().depth() == 4);
    cases.put("n = d_x", i -> i.sample().size() == i.sample().x().rows());
    cases.put("a rival as good", i -> rivalRisk(i).equals(SecondOrder.risk(i.point())));
    cases.put("a rival of smaller rank", i -> ExactRank.rank(i.rival()) < rank(i));
    return cases;
  }

  private static int rank(RankRegressionPoint i) {
    return SecondOrder.rank(i.point());
  }

  private static List<Integer> widths(RankRegressionPoint i) {
    return i.network().architecture().widths();
  }

  private static Rational rivalRisk(RankRegressionPoint i) {
    return new PlainLinear(List.of(i.rival()), i.sample()).risk();
  }

  /** The value of rank r by eigenvalues in doubles, and by an alternating minimisation. */
  @Test
  void theRiskIsTheLeastOfItsRankByTwoOtherComputations() {
    for (RankRegressionPoint i :
        LongStream.range(0, 200)
            .mapToObj(k -> stated().draw(new Key("least", 2).stream(k)))
            .toList()) {
      RationalMatrix x = i.sample().x();
      RationalMatrix inverse = Echelon.inverse(x.times(x.transpose()));
      double least = DoubleSpectrum.leastRisk(i.sample(), inverse, rank(i));
      double risk = new PlainLinear(i.point().weights(), i.sample()).risk().doubleValue();
      assertEquals(least, risk, 1e-9 * (1 + least), i::toString);
      double lower = DoubleSpectrum.leastRisk(i.sample(), inverse, rank(i) + 1);
      assertTrue(lower < risk - 1e-9, i::toString);
    }
  }

  /** Exact least squares for random ranges: P onto the range, then the best G with that range. */
  @Test
  void noRandomRangeDoesBetter() {
    for (long k = 0; k < 200; k++) {
      Stream s = new Key("ranges", 7).stream(k);
      RankRegressionPoint i = stated().draw(s);
      int r = rank(i);
      if (r == 0) {
        continue;
      }
      int outputs = i.u().rows();
      RationalMatrix c = RationalMatrix.zero(outputs, r);
      while (ExactRank.rank(c) < r) {
        for (int a = 0; a < outputs; a++) {
          for (int b = 0; b < r; b++) {
            c = c.with(a, b, Rational.of(s.nextInt(-4, 4)));
          }
        }
      }
      RationalMatrix x = i.sample().x();
      RationalMatrix z =
          i.sample().y().times(x.transpose()).times(Echelon.inverse(x.times(x.transpose())));
      RationalMatrix best = c.times(Echelon.solve(c.transpose().times(c), c.transpose().times(z)));
      assertTrue(
          SecondOrder.risk(i.point()).compareTo(new PlainLinear(List.of(best), i.sample()).risk())
              <= 0,
          i::toString);
    }
  }

  /** The flawed data: what they fail and what they keep, decided by definitions. */
  @Test
  void flawedDataAreWhatTheySay() {
    for (Flaw flaw : Flaw.values()) {
      for (long k = 0; k < 40; k++) {
        LinearData data = flaw.draw(new Key("flaws", 11).stream(k), 4);
        RationalMatrix x = data.sample().x();
        int inputs = x.rows();
        int outputs = data.u().rows();
        int rank = ExactRank.rank(x);
        List<Rational> diagonal =
            IntStream.range(0, outputs)
                .mapToObj(j -> DeepLinearHypotheses.inBasis(data.regression(), data.u()).get(j, j))
                .toList();
        String what = flaw + ": " + data;
        assertEquals(flaw == Flaw.MORE_OUTPUTS, outputs > inputs, what);
        assertEquals(flaw == Flaw.FEW_EXAMPLES, data.sample().size() < inputs, what);
        assertEquals(
            flaw == Flaw.DEPENDENT_INPUTS, rank < Math.min(inputs, data.sample().size()), what);
        assertEquals(
            flaw == Flaw.RANK,
            ExactRank.rank(data.regression().sigmaXY()) < Math.min(inputs, outputs),
            what);
        if (!flaw.isOfBasis()) {
          assertEquals(flaw == Flaw.REPEATED, diagonal.stream().distinct().count() < outputs, what);
          for (int j = 0; j < outputs; j++) {
            Rational delta = data.singularValues().get(j);
            assertEquals(delta.times(delta), diagonal.get(j), what);
          }
        }
      }
    }
  }
}
