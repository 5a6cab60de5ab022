package org.theoria.theorems.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.Subset;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Sampler;
import org.theoria.sampling.Key;
import org.theoria.theorems.PropositionContract;
import org.theoria.theorems.geometry.RankInvariance.Instance;

final class RankInvarianceProperties extends PropositionContract<Instance> {

  @Override
  protected Proposition<Instance> proposition() {
    return new RankInvariance();
  }

  @Override
  protected boolean claimsAreCounts() {
    return true;
  }

  @Override
  protected Map<String, Predicate<Instance>> boundaryCases() {
    Map<String, Predicate<Instance>> cases = new TreeMap<>();
    cases.put("no hidden layer", i -> i.network().depth() == 1);
    cases.put("four layers", i -> i.network().depth() == 4);
    cases.put("one example", i -> i.sample().size() == 1);
    cases.put("nothing rescaled", i -> i.rescaled().size() == 0);
    cases.put("factor 1", i -> i.factor().equals(Rational.ONE));
    cases.put("a factor above 16", i -> i.factor().compareTo(Rational.of(16)) > 0);
    cases.put(
        "everything permuted",
        i -> i.permuted().size() == HiddenSymmetry.hidden(i.network()) && i.permuted().size() > 1);
    cases.put(
        "a layer of weights 0",
        i -> i.network().weights().stream().anyMatch(RationalMatrix::isZero));
    cases.put("widths 1", i -> i.network().architecture().widths().stream().allMatch(w -> w == 1));
    cases.put("the bound", i -> bound(i.network()) == rank(i));
    return cases;
  }

  private static int rank(Instance i) {
    return RankInvarianceClaims.rank(i.network(), i.sample());
  }

  /** Σ n_h(n_{h−1} + 1) less the hidden neurons. */
  private static int bound(Network n) {
    List<Integer> widths = n.architecture().widths();
    int count = 0;
    for (int h = 1; h < widths.size(); h++) {
      count +=
          widths.get(h) * (widths.get(h - 1) + 1) - (h < widths.size() - 1 ? widths.get(h) : 0);
    }
    return count;
  }

  /** Ranks by difference quotients of f and integer elimination, at θ and at one moved θ each. */
  @Property(tries = 150, seed = "75")
  void theRankByOtherMeans(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    RankInvariance entry = new RankInvariance();
    Sampler<Instance> sampler = entry.sampler(Set.copyOf(entry.hypotheses()), Set.of());
    Instance i = sampler.draw(new Key("plain-invariance", 2).stream(index));
    RationalMatrix x = i.sample().x();
    int rank = PlainRank.ofNetwork(i.network(), x);
    assertEquals(rank(i), rank, i::toString);
    assertTrue(rank <= bound(i.network()), i::toString);
    for (int h = 1; h < i.network().depth(); h++) {
      assertEquals(rank, PlainRank.ofNetwork(firstTimes(i, h), x), i::toString);
      assertEquals(rank, PlainRank.ofNetwork(reversed(i.network(), h), x), i::toString);
    }
  }

  /** The first neuron of layer h rescaled. */
  private static Network firstTimes(Instance i, int h) {
    Network n = i.network();
    List<RationalMatrix> weights = new ArrayList<>(n.weights());
    List<RationalMatrix> biases = new ArrayList<>(n.biases());
    RationalMatrix in = weights.get(h - 1);
    for (int j = 0; j < in.columns(); j++) {
      in = in.with(0, j, in.get(0, j).times(i.factor()));
    }
    weights.set(h - 1, in);
    biases.set(h - 1, n.bias(h).with(0, 0, n.bias(h).get(0, 0).times(i.factor())));
    RationalMatrix out = weights.get(h);
    for (int l = 0; l < out.rows(); l++) {
      out = out.with(l, 0, out.get(l, 0).dividedBy(i.factor()));
    }
    weights.set(h, out);
    return n.withParameters(weights, biases);
  }

  /** The neurons of layer h in reverse order. */
  private static Network reversed(Network n, int h) {
    List<RationalMatrix> weights = new ArrayList<>(n.weights());
    List<RationalMatrix> biases = new ArrayList<>(n.biases());
    int width = n.architecture().width(h);
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < n.weight(h).columns(); j++) {
        weights.set(h - 1, weights.get(h - 1).with(i, j, n.weight(h).get(width - 1 - i, j)));
      }
      for (int l = 0; l < n.weight(h + 1).rows(); l++) {
        weights.set(h, weights.get(h).with(l, i, n.weight(h + 1).get(l, width - 1 - i)));
      }
      biases.set(h - 1, biases.get(h - 1).with(i, 0, n.bias(h).get(width - 1 - i, 0)));
    }
    return n.withParameters(weights, biases);
  }

  /** The symmetries keep f, moved by the entry's own code. */
  @Property(tries = 150, seed = "76")
  void theFunctionStays(@ForAll @LongRange(min = 0, max = 1_000_000) long index) {
    RankInvariance entry = new RankInvariance();
    Instance i =
        entry
            .sampler(Set.copyOf(entry.hypotheses()), Set.of())
            .draw(new Key("function", 2).stream(index));
    HiddenSymmetry symmetry = new HiddenSymmetry(HiddenSymmetry.Change.NONE);
    for (Network moved :
        List.of(
            symmetry.rescaled(i.network(), i.rescaled(), i.factor()),
            symmetry.permuted(i.network(), i.permuted()))) {
      for (int e = 0; e < i.sample().size(); e++) {
        assertEquals(
            PlainRank.values(i.network(), i.sample().x(), e).getLast(),
            PlainRank.values(moved, i.sample().x(), e).getLast(),
            i::toString);
      }
    }
  }

  /** Four neurons of two layers, all of them moved: each once, inside its layer. */
  @Test
  void aCycleMovesInsideItsLayer() {
    Network n =
        new Network(
            Architecture.of(1, 3, 2, 1),
            List.of(Activation.RELU, Activation.RELU, Activation.IDENTITY),
            List.of(
                RationalMatrix.zero(3, 1), RationalMatrix.zero(2, 3), RationalMatrix.zero(1, 2)),
            List.of(
                RationalMatrix.zero(3, 1), RationalMatrix.zero(2, 1), RationalMatrix.zero(1, 1)));
    List<int[]> cycles = HiddenSymmetry.cycles(n, Subset.of(1, 3, 4, 5, 9));
    assertEquals(List.of(2, 1, 0), list(cycles.get(0)));
    assertEquals(List.of(1, 0), list(cycles.get(1)));
  }

  private static List<Integer> list(int[] values) {
    List<Integer> result = new ArrayList<>();
    for (int v : values) {
      result.add(v);
    }
    return result;
  }
}
