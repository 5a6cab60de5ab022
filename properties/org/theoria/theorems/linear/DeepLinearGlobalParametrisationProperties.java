package org.theoria.theorems.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;
import org.theoria.network.linear.Echelon;
import org.theoria.network.linear.NormalForm;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Sampler;
import org.theoria.sampling.Key;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;
import org.theoria.theorems.PropositionContract;

final class DeepLinearGlobalParametrisationProperties extends PropositionContract<DeepLinearPoint> {

  @Override
  protected Proposition<DeepLinearPoint> proposition() {
    return new DeepLinearGlobalParametrisation();
  }

  private Sampler<DeepLinearPoint> stated() {
    return proposition().sampler(Set.copyOf(proposition().hypotheses()), Set.of());
  }

  @Override
  protected Map<String, Predicate<DeepLinearPoint>> boundaryCases() {
    Map<String, Predicate<DeepLinearPoint>> cases = new TreeMap<>();
    cases.put("one output", i -> i.u().rows() == 1);
    cases.put("H = 2", i -> i.network().depth() == 2);
    cases.put("n = d_x", i -> i.sample().size() == i.sample().x().rows());
    cases.put("d_y = d_x", i -> i.sample().x().rows() == i.u().rows());
    cases.put("all widths equal", i -> widths(i).stream().distinct().count() == 1);
    cases.put(
        "two hidden widths equal to r_max < d_y",
        i ->
            i.maximalRank() < i.u().rows()
                && widths(i).stream().filter(w -> w == i.maximalRank()).count() >= 2);
    cases.put(
        "r_max = d_y, every hidden layer wider",
        i -> widths(i).subList(1, widths(i).size() - 1).stream().allMatch(w -> w > i.u().rows()));
    cases.put("W = 0", i -> i.weights().stream().allMatch(RationalMatrix::isZero));
    cases.put("a perfect fit", i -> SecondOrder.risk(i).isZero());
    cases.put("a critical point that is no minimiser", i -> i.isCritical() && !minimal(i));
    return cases;
  }

  private static List<Integer> widths(DeepLinearPoint i) {
    return i.network().architecture().widths();
  }

  private static boolean minimal(DeepLinearPoint i) {
    return GlobalParametrisationClaims.isMinimiser(i);
  }

  private static Stream stream(long seed) {
    return new Key("global-parametrisation-properties", seed).stream(0);
  }

  private static RationalMatrix matrix(Stream s, int rows, int columns) {
    Rational[] entries = new Rational[rows * columns];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = Rational.of(s.nextInt(-3, 3), 2);
    }
    return RationalMatrix.of(rows, columns, entries);
  }

  private static RationalMatrix invertible(Stream s, int size) {
    RationalMatrix m = matrix(s, size, size);
    while (ExactRank.rank(m) < size) {
      m = matrix(s, size, size);
    }
    return m;
  }

  /** The slide, word by word, with H = 3: a least risk, by another algorithm, in doubles. */
  @Property(tries = 60)
  void aPointOfTheFormHasTheLeastRisk(@ForAll long seed) {
    Stream s = stream(seed);
    int outputs = s.nextInt(1, 3);
    int inputs = s.nextInt(outputs, 3);
    int n1 = s.nextInt(1, 4);
    int n2 = s.nextInt(1, 4);
    LinearData data = LinearData.draw(s, inputs, outputs, inputs + s.nextInt(3));
    int r = Math.min(outputs, Math.min(n1, n2));
    RationalMatrix us = data.u().block(0, 0, outputs, r);
    RationalMatrix uq = data.u().block(0, r, outputs, outputs - r);
    RationalMatrix x = data.sample().x();
    RationalMatrix z =
        data.sample().y().times(x.transpose()).times(Echelon.inverse(x.times(x.transpose())));
    RationalMatrix d1 = invertible(s, n1);
    RationalMatrix d2 = invertible(s, n2);
    RationalMatrix w3 =
        us.beside(uq.times(matrix(s, outputs - r, n2 - r))).times(Echelon.inverse(d2));
    RationalMatrix dr = matrix(s, n2 - r, n1 - r);
    RationalMatrix middle =
        RationalMatrix.identity(r)
            .beside(RationalMatrix.zero(r, n1 - r))
            .stack(RationalMatrix.zero(n2 - r, r).beside(dr));
    RationalMatrix w2 = d2.times(middle).times(Echelon.inverse(d1));
    RationalMatrix w1 = d1.times(us.transpose().times(z).stack(matrix(s, n1 - r, inputs)));
    DeepLinearPoint point = DeepLinearPoint.of(List.of(w1, w2, w3), data.sample(), data.u());
    double least = least(data.sample(), r);
    Rational risk = new PlainLinear(point.weights(), data.sample()).risk();
    assertEquals(least, risk.doubleValue(), 1e-9 * (1 + least), point::toString);
    assertTrue(minimal(point), point::toString);
    assertTrue(GlobalForm.of(point.weights(), us, uq, z).isPresent(), point::toString);
  }

  private static double least(Sample sample, int r) {
    RationalMatrix x = sample.x();
    return DoubleSpectrum.leastRisk(sample, Echelon.inverse(x.times(x.transpose())), r);
  }

  /** Both sides again: the left in doubles, the right by the normal form of the package. */
  @Test
  void bothSidesAgreeWithOtherComputations() {
    int held = 0;
    for (long index = 0; index < 300; index++) {
      DeepLinearPoint i = stated().draw(new Key("both-sides", 3).stream(index));
      double least = least(i.sample(), i.maximalRank());
      double risk = new PlainLinear(i.weights(), i.sample()).risk().doubleValue();
      boolean near = risk <= least + 1e-9 * (1 + least);
      assertEquals(near, minimal(i), i::toString);
      RationalMatrix us = i.u().block(0, 0, i.u().rows(), i.maximalRank());
      RationalMatrix uq =
          i.u().block(0, i.maximalRank(), i.u().rows(), i.u().rows() - i.maximalRank());
      NormalForm form = NormalForm.of(i.weights());
      boolean range =
          form.rank() == i.maximalRank()
              && ExactRank.rank(form.range().beside(us)) == form.rank()
              && us.transpose()
                  .times(i.product())
                  .equals(us.transpose().times(i.regression().regressor()));
      assertEquals(
          range,
          GlobalForm.of(i.weights(), us, uq, i.regression().regressor()).isPresent(),
          i::toString);
      held += near ? 1 : 0;
    }
    assertTrue(held > 60 && held < 260, "both sides: " + held);
  }

  /** d_x = 1 < d_y = 2, n_1 = 2: the form contains points that are no minimisers. */
  @Test
  void withMoreOutputsThanInputsTheFormIsTooLarge() {
    RationalMatrix one = RationalMatrix.identity(1);
    Sample sample = new Sample(one, RationalMatrix.column(Rational.ONE, Rational.ZERO));
    RationalMatrix u = RationalMatrix.identity(2);
    List<RationalMatrix> weights =
        new ArrayList<>(
            List.of(RationalMatrix.column(Rational.ONE, Rational.ONE), RationalMatrix.identity(2)));
    DeepLinearPoint point = DeepLinearPoint.of(weights, sample, u);
    assertTrue(
        GlobalForm.of(
                weights, u.block(0, 0, 2, 1), u.block(0, 1, 2, 1), point.regression().regressor())
            .isPresent());
    assertFalse(minimal(point));
    assertEquals(Rational.ONE, new PlainLinear(weights, sample).risk());
  }

  /** Factors that are found are those of the formulas of the slide. */
  @Test
  void theFactorsThatAreFoundHaveTheirShapes() {
    for (long index = 0; index < 100; index++) {
      DeepLinearPoint i = stated().draw(new Key("factors", 5).stream(index));
      int r = i.maximalRank();
      RationalMatrix us = i.u().block(0, 0, i.u().rows(), r);
      RationalMatrix uq = i.u().block(0, r, i.u().rows(), i.u().rows() - r);
      RationalMatrix z = i.regression().regressor();
      GlobalForm.of(i.weights(), us, uq, z)
          .ifPresent(
              f -> {
                assertEquals(i.weights(), f.weights(us, uq, z));
                for (int h = 1; h < i.network().depth(); h++) {
                  RationalMatrix d = f.frames().get(h - 1);
                  assertEquals(i.network().architecture().width(h), ExactRank.rank(d));
                }
                assertEquals(i.u().rows() - r, f.last().rows());
              });
    }
  }
}
