package org.theoria.theorems.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Sampler;
import org.theoria.sampling.Key;
import org.theoria.theorems.PropositionContract;

final class LinearTwoLayerParametrisationProperties
    extends PropositionContract<LinearTwoLayerParametrisation.Instance> {

  @Override
  protected Proposition<LinearTwoLayerParametrisation.Instance> proposition() {
    return new LinearTwoLayerParametrisation();
  }

  @Override
  protected Map<String, Predicate<LinearTwoLayerParametrisation.Instance>> boundaryCases() {
    Map<String, Predicate<LinearTwoLayerParametrisation.Instance>> cases =
        TwoLayerCases.of(
            LinearTwoLayerParametrisation.Instance::network,
            LinearTwoLayerParametrisation.Instance::sample);
    cases.put(
        "Σ singular",
        i -> {
          PlainTwoLayer p = TwoLayerCases.plain(i.network(), i.sample());
          return PlainTwoLayer.determinant(p.sigma()).isZero();
        });
    cases.put(
        "U = I",
        i -> PlainTwoLayer.equal(i.basis(), RationalMatrix.identity(i.basis().rows())));
    return cases;
  }

  /**
   * For every 𝒮 with its own Cramer's rule: C = U_𝒮ᵀA, A − U_𝒮C = 0, det C ≠ 0 and CB = U_𝒮ᵀT,
   * against difference quotients of E.
   */
  @Property(tries = 300, seed = "102")
  void criticalPointsAreParametrised(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    LinearTwoLayerParametrisation entry = new LinearTwoLayerParametrisation();
    Sampler<LinearTwoLayerParametrisation.Instance> sampler =
        entry.sampler(Set.copyOf(entry.hypotheses()), Set.of());
    LinearTwoLayerParametrisation.Instance i =
        sampler.draw(new Key("plain-parametrisation", 1).stream(index));
    PlainTwoLayer p = TwoLayerCases.plain(i.network(), i.sample());
    int outputs = p.a.rows();
    int found = 0;
    boolean spanned = false;
    for (int mask = 0; mask < 1 << outputs; mask++) {
      if (Integer.bitCount(mask) != p.a.columns()) {
        continue;
      }
      RationalMatrix us = RationalMatrix.zero(outputs, p.a.columns());
      int column = 0;
      for (int j = 0; j < outputs; j++) {
        if ((mask >> j & 1) == 1) {
          for (int k = 0; k < outputs; k++) {
            us = us.with(k, column, i.basis().get(k, j));
          }
          column++;
        }
      }
      RationalMatrix c = PlainTwoLayer.times(PlainTwoLayer.transposed(us), p.a);
      boolean a = PlainTwoLayer.equal(p.a, PlainTwoLayer.times(us, c));
      boolean b =
          PlainTwoLayer.equal(
              PlainTwoLayer.times(c, p.b),
              PlainTwoLayer.times(PlainTwoLayer.transposed(us), p.regression()));
      spanned |= a;
      found += a && b && PlainTwoLayer.determinant(c).signum() != 0 ? 1 : 0;
    }
    assertTrue(found <= 1, () -> "𝒮 is not unique: " + i);
    assertEquals(p.isCritical(), found == 1, i::toString);
    Statistics.label("sides")
        .collect(spanned, found == 1)
        .coverage(
            c -> {
              c.check(true, true).percentage(x -> x > 10);
              c.check(true, false).percentage(x -> x > 10);
              c.check(false, false).percentage(x -> x > 10);
            });
  }

  /** The remarks: only "only if" needs the hypotheses, and for equal eigenvalues the U at hand. */
  @Test
  void withoutAHypothesisOnlyOneDirectionFails() {
    OneDirection.without(proposition(), "invertible-inputs", 400, Set.of("only-if"));
    OneDirection.without(proposition(), "full-rank", 400, Set.of("only-if"));
    OneDirection.without(proposition(), "distinct-eigenvalues", 400, Set.of("only-if"));
    OneDirection.without(proposition(), "diagonalised", 400, Set.of("only-if", "if"));
  }

  /** λ_1 = λ_2 and A = u_1 + u_2: critical, and no U_𝒮C for the U at hand, but for a rotated one. */
  @Test
  void equalEigenvaluesByHand() {
    RationalMatrix unit = RationalMatrix.identity(2);
    RationalMatrix a = RationalMatrix.column(Rational.of(3), Rational.of(4));
    RationalMatrix b = RationalMatrix.of(1, 2, Rational.of(3, 25), Rational.of(4, 25));
    PlainTwoLayer p = new PlainTwoLayer(unit, unit, a, b);
    assertTrue(p.isCritical());
    assertTrue(PlainTwoLayer.equal(p.sigma(), unit));
    assertTrue(TwoLayerSpectrum.spanning(unit, a).isEmpty());
    RationalMatrix rotated =
        RationalMatrix.of(
            2, 2, Rational.of(3, 5), Rational.of(-4, 5), Rational.of(4, 5), Rational.of(3, 5));
    assertEquals("[{1}]", TwoLayerSpectrum.spanning(rotated, a).toString());
  }
}
