package org.theoria.theorems.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.Echelon;
import org.theoria.network.linear.LinearRisk;
import org.theoria.network.linear.Pivot;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Sampler;
import org.theoria.sampling.Key;
import org.theoria.theorems.PropositionContract;

final class DeepLinearTwoLayersNoNonStrictProperties extends PropositionContract<DeepLinearPoint> {

  @Override
  protected Proposition<DeepLinearPoint> proposition() {
    return new DeepLinearTwoLayersNoNonStrict();
  }

  private Sampler<DeepLinearPoint> stated() {
    return proposition().sampler(Set.copyOf(proposition().hypotheses()), Set.of());
  }

  @Override
  protected Map<String, Predicate<DeepLinearPoint>> boundaryCases() {
    Map<String, Predicate<DeepLinearPoint>> cases = new TreeMap<>();
    cases.put("one output", i -> i.u().rows() == 1);
    cases.put("one hidden neuron", i -> i.network().architecture().width(1) == 1);
    cases.put("a hidden layer wider than all", i -> i.network().architecture().width(1) > 3);
    cases.put("W = 0", i -> i.weights().stream().allMatch(RationalMatrix::isZero));
    cases.put("n = d_x", i -> i.sample().size() == i.sample().x().rows());
    cases.put("n_1 = r + 1", i -> i.network().architecture().width(1) == SecondOrder.rank(i) + 1);
    cases.put("d_y = r + 1", i -> i.u().rows() == SecondOrder.rank(i) + 1);
    cases.put("a perfect fit", i -> SecondOrder.risk(i).isZero());
    return cases;
  }

  private List<DeepLinearPoint> points(String key, int count) {
    return LongStream.range(0, count)
        .mapToObj(k -> stated().draw(new Key(key, 1).stream(k)))
        .toList();
  }

  /** The proof's own direction, written out: at every saddle the risk has a negative curvature. */
  @Test
  void theDirectionOfTheProofDescends() {
    int saddles = 0;
    for (DeepLinearPoint i : points("directions", 400)) {
      if (SecondOrder.isMinimiser(i)) {
        continue;
      }
      saddles++;
      List<RationalMatrix> v = direction(i);
      Rational curvature =
          LinearRisk.secondDerivative(
                  RationalArithmetic.INSTANCE, i.weights(), v, i.sample().x(), i.sample().y())
              .get(0, 0);
      assertTrue(curvature.signum() < 0, () -> curvature + " along " + v + " at " + i);
    }
    assertTrue(saddles > 200, "saddles: " + saddles);
  }

  /** V_2 = uαᵀ, V_1 = β·uᵀZ, u the first eigenvector that the product leaves out. */
  private static List<RationalMatrix> direction(DeepLinearPoint i) {
    Regression data = i.regression();
    RationalMatrix w1 = i.weights().get(0);
    RationalMatrix w2 = i.weights().get(1);
    RationalMatrix g = w2.times(w1);
    int d = i.u().rows();
    int left = -1;
    int last = -1;
    for (int j = 0; j < d; j++) {
      RationalMatrix row = i.u().block(0, j, d, 1).transpose().times(g);
      if (row.isZero() && left < 0) {
        left = j;
      }
      last = row.isZero() ? last : j;
    }
    RationalMatrix u = i.u().block(0, left, d, 1);
    RationalMatrix row = u.transpose().times(data.regressor());
    Rational lambda = u.transpose().times(data.sigma()).times(u).get(0, 0);
    RationalMatrix alpha = w2.transpose().times(i.u().block(0, Math.max(last, 0), d, 1));
    RationalMatrix beta;
    RationalMatrix unfed = Echelon.of(w1.transpose()).kernel();
    RationalMatrix unheard = Echelon.of(w2).kernel();
    if (unfed.columns() > 0) {
      beta = unfed.block(0, 0, unfed.rows(), 1);
      Rational b = w2.times(beta).sumOfSquares().get(0, 0);
      alpha = beta.scale(b.plus(Rational.ONE));
    } else if (unheard.columns() > 0) {
      alpha = unheard.block(0, 0, unheard.rows(), 1);
      Rational a = norm(w1.transpose().times(alpha), data);
      beta = alpha.scale(a.dividedBy(lambda).plus(Rational.ONE));
    } else {
      RationalMatrix target = i.u().block(0, last, d, 1);
      RationalMatrix gram = w2.transpose().times(w2);
      beta = Echelon.solve(gram, w2.transpose().times(target));
    }
    return List.of(beta.times(row), u.times(alpha.transpose()));
  }

  /** vᵀΣ_XXv. */
  private static Rational norm(RationalMatrix v, Regression data) {
    return v.transpose().times(data.sigmaXX()).times(v).get(0, 0);
  }

  /** The Hessian from values of the risk alone: the same inertia as in the normal form. */
  @Test
  void theInertiaIsThatOfTheDifferencesOfTheRisk() {
    for (DeepLinearPoint i : points("inertia", 40)) {
      RationalMatrix hessian = new PlainLinear(i.weights(), i.sample()).hessian();
      assertEquals(Inertia.of(hessian), SecondOrder.inertia(i), i::toString);
    }
  }

  /** The only pivot: Σ_XY and I_{n_1} have ranks above every r < r_max. */
  @Test
  void noPointBelowTheLargestRankIsTightened() {
    for (DeepLinearPoint i : points("pivots", 200)) {
      int r = SecondOrder.rank(i);
      if (r < i.maximalRank()) {
        assertTrue(
            Pivot.all(i.weights(), i.regression()).stream().noneMatch(Pivot::isTightened),
            i::toString);
      }
    }
  }
}
