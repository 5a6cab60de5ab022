package org.theoria.theorems.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Network;
import org.theoria.proposition.Proposition;
import org.theoria.sampling.Key;
import org.theoria.theorems.PropositionContract;

final class PiecewisePolynomialProperties extends PropositionContract<ParameterInstance> {

  @Override
  protected Proposition<ParameterInstance> proposition() {
    return new PiecewisePolynomial();
  }

  @Override
  protected Map<String, Predicate<ParameterInstance>> boundaryCases() {
    Map<String, Predicate<ParameterInstance>> cases = new TreeMap<>();
    cases.put("no hidden layer", i -> i.depth() == 1);
    cases.put("four layers", i -> i.depth() == 4);
    cases.put("one example", i -> i.sample().size() == 1);
    cases.put("softmax", i -> i.network().activation(i.depth()).equals(Activation.SOFTMAX));
    cases.put("a dead layer", PiecewisePolynomialProperties::hasDeadLayer);
    cases.put(
        "a layer of weights 0",
        i -> i.network().weights().stream().anyMatch(RationalMatrix::isZero));
    cases.put("widths 1", i -> i.network().architecture().widths().stream().allMatch(w -> w == 1));
    return cases;
  }

  private static boolean hasDeadLayer(ParameterInstance i) {
    return i.point().map().slopes().stream().anyMatch(RationalMatrix::isZero);
  }

  private static ParameterInstance draw(long index) {
    PiecewisePolynomial entry = new PiecewisePolynomial();
    return entry
        .sampler(Set.copyOf(entry.hypotheses()), Set.of())
        .draw(new Key("plain-polynomial", 3).stream(index));
  }

  /**
   * f on a line inside the cube around θ is the polynomial through H+1 of its points, and its
   * degree is the largest H − L of the examples where the direction is generic: by plain loops,
   * Lagrange.
   */
  @Property(tries = 150, seed = "74")
  void theValuesOnALineByInterpolation(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    ParameterInstance i = draw(index);
    Rational r = i.point().radius();
    Theta corner = i.delta().corner();
    int depth = i.depth();
    List<Rational> at = new ArrayList<>();
    List<List<List<Rational>>> values = new ArrayList<>();
    for (int j = 0; j <= depth + 2; j++) {
      Rational t = r.times(Rational.of(2L * j - depth - 2, depth + 2));
      at.add(t);
      values.add(outputs(i.at(i.theta().plus(t, corner)), i.sample().x()));
    }
    for (int e = 0; e < i.sample().size(); e++) {
      for (int o = 0; o < values.getFirst().getFirst().size(); o++) {
        for (int extra = depth + 1; extra <= depth + 2; extra++) {
          Rational sum = Rational.ZERO;
          for (int j = 0; j <= depth; j++) {
            Rational weight = values.get(j).get(e).get(o);
            for (int l = 0; l <= depth; l++) {
              weight =
                  l == j
                      ? weight
                      : weight
                          .times(at.get(extra).minus(at.get(l)))
                          .dividedBy(at.get(j).minus(at.get(l)));
            }
            sum = sum.plus(weight);
          }
          assertEquals(values.get(extra).get(e).get(o), sum, i::toString);
        }
      }
    }
  }

  private static List<List<Rational>> outputs(Network n, RationalMatrix x) {
    List<List<Rational>> all = new ArrayList<>();
    for (int e = 0; e < x.columns(); e++) {
      all.add(PlainRank.values(n, x, e).getLast());
    }
    return all;
  }

  /** The signs at random points of the cube, by plain loops; and beyond a kink they change. */
  @Property(tries = 150, seed = "73")
  void theCubeKeepsTheSigns(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    ParameterInstance i = draw(index);
    Rational r = i.point().radius();
    assertTrue(r.signum() > 0, i::toString);
    Theta half = i.delta().map(e -> e.dividedBy(e.abs().plus(Rational.ONE)));
    Network moved = i.at(i.theta().plus(r, half));
    for (int e = 0; e < i.sample().size(); e++) {
      List<List<Rational>> before = PlainRank.values(i.network(), i.sample().x(), e);
      List<List<Rational>> after = PlainRank.values(moved, i.sample().x(), e);
      for (int h = 0; h < before.size() - 1; h++) {
        for (int v = 0; v < before.get(h).size(); v++) {
          assertEquals(before.get(h).get(v).signum(), after.get(h).get(v).signum(), i::toString);
          // the bias that makes this pre-activation 0 leaves the region
          RationalMatrix b = i.network().bias(h + 1);
          List<RationalMatrix> biases = new ArrayList<>(i.network().biases());
          biases.set(h, b.with(v, 0, b.get(v, 0).minus(before.get(h).get(v))));
          Network on = i.network().withParameters(i.network().weights(), biases);
          assertTrue(PlainRank.values(on, i.sample().x(), e).get(h).get(v).isZero());
          assertNotEquals(true, RegionPoint.of(on, i.sample().x()).isInterior());
        }
      }
    }
  }

  /** The frozen Jacobian against difference quotients of f. */
  @Property(tries = 100, seed = "72")
  void theJacobianByDifferenceQuotients(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    ParameterInstance i = draw(index);
    List<List<Rational>> ours =
        i.point()
            .map()
            .jacobian(org.theoria.arithmetic.RationalField.INSTANCE, i.theta().entries());
    List<List<Rational>> plain = PlainRank.jacobian(i.network(), i.sample().x());
    for (int row = 0; row < ours.size(); row++) {
      // theirs has for each neuron the bias before the weights; ours the weights, then all biases
      assertEquals(reordered(i.network(), plain.get(row)), ours.get(row), i::toString);
    }
  }

  private static List<Rational> reordered(Network n, List<Rational> row) {
    List<Rational> result = new ArrayList<>();
    int start = 0;
    for (RationalMatrix w : n.weights()) {
      int block = w.columns() + 1;
      for (int v = 0; v < w.rows(); v++) {
        result.addAll(row.subList(start + v * block + 1, start + (v + 1) * block));
      }
      for (int v = 0; v < w.rows(); v++) {
        result.add(row.get(start + v * block));
      }
      start += w.rows() * block;
    }
    return result;
  }
}
