package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.CriticalPoints;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

/** Critical points of networks of two linear layers, of every 𝒮. */
final class TwoLayersSampler implements Sampler<DeepLinearPoint> {
  private static final int WIDEST = 4;
  private final Flaws flaws;

  TwoLayersSampler(Flaws flaws) {
    this.flaws = flaws;
  }

  @Override
  public int defaultTries() {
    return 2_000;
  }

  @Override
  public Text distribution() {
    return Text.of(
        "$H=2$, widths $\\le 4$, $n\\le 6$; critical points constructed exactly: half of them with $\\mathcal S=[1,r]$ (an eighth global"
            + " minimisers by another factorisation), the others with any $\\mathcal S$; random bases $D_1$.",
        "$H=2$, largeurs $\\le 4$, $n\\le 6$ ; points critiques construits exactement : la moitié avec $\\mathcal S=[1,r]$ (un huitième"
            + " minimiseurs globaux par une autre factorisation), les autres avec $\\mathcal S$ quelconque ; bases $D_1$ au hasard.");
  }

  @Override
  public DeepLinearPoint draw(Stream s) {
    String broken = flaws.draw(s);
    Flaw flaw = Flaws.ofData(broken);
    if (broken.equals("critical") && s.chance(1, 4)) {
      return NearMinimum.draw(s);
    }
    LinearData data = flaw.draw(s, WIDEST);
    int depth = broken.equals("two-layers-only") ? s.oneOf(1, 3, 3, 4) : 2;
    List<Integer> widths = new ArrayList<>(List.of(data.sample().x().rows()));
    for (int h = 1; h < depth; h++) {
      widths.add(s.nextInt(1, WIDEST));
    }
    widths.add(data.sample().y().rows());
    Architecture architecture = new Architecture(widths);
    List<RationalMatrix> weights;
    if (broken.equals("critical")) {
      weights = notCritical(s, data, architecture);
    } else {
      weights = critical(s, flaw, data, architecture);
    }
    return DeepLinearPoint.of(weights, data.sample(), data.u());
  }

  /** Random weights; very large ones where they happen to be critical. */
  private static List<RationalMatrix> notCritical(
      Stream s, LinearData data, Architecture architecture) {
    for (int tries = 0; tries < 20; tries++) {
      List<RationalMatrix> weights = CriticalPoints.random(s, architecture);
      if (!DeepLinearPoint.of(weights, data.sample(), data.u()).isCritical()) {
        return weights;
      }
    }
    return huge(architecture);
  }

  /** All weights 2^{20}: W_2 and W_1 not 0 and the product too large to be critical. */
  private static List<RationalMatrix> huge(Architecture architecture) {
    List<RationalMatrix> weights = new ArrayList<>();
    for (int h = 1; h <= architecture.depth(); h++) {
      weights.add(
          RationalMatrix.constant(
              architecture.width(h), architecture.width(h - 1), Rational.of(1 << 20)));
    }
    return weights;
  }

  private static List<RationalMatrix> critical(
      Stream s, Flaw flaw, LinearData data, Architecture architecture) {
    int maximal = CriticalPoints.maximalRank(architecture);
    boolean first = s.chance(1, 2);
    if (flaw == Flaw.NONE) {
      List<Integer> subset = CriticalPoints.subset(s, architecture, CriticalPoints.Kind.ANY);
      if (first && architecture.depth() > 1) {
        int r = s.nextInt(0, maximal);
        subset = IntStream.rangeClosed(1, r).boxed().toList();
        if (r == maximal && s.chance(1, 2)) {
          RationalMatrix u = data.columns(subset);
          RationalMatrix g = u.times(u.transpose()).times(data.regression().regressor());
          return new GaugedPoints(s, data, architecture.widths()).factors(g);
        }
      }
      return CriticalPoints.point(s, architecture, data, subset, CriticalPoints.Kind.ANY).weights();
    }
    int positive = (int) data.singularValues().stream().filter(d -> !d.isZero()).count();
    List<Integer> subset = new ArrayList<>();
    List<Integer> rest = new ArrayList<>(IntStream.rangeClosed(1, positive).boxed().toList());
    int r = s.nextInt(0, Math.min(maximal, positive));
    for (int k = 0; k < r; k++) {
      Integer taken = first ? rest.getFirst() : s.oneOf(rest);
      rest.removeIf(taken::equals);
      subset.add(taken);
    }
    List<Integer> sorted = subset.stream().sorted().toList();
    GaugedPoints points = new GaugedPoints(s, data, architecture.widths());
    // blocks may be arbitrary where one of them is empty
    boolean empty = architecture.widths().subList(1, architecture.depth() + 1).contains(r);
    return empty && s.chance(1, 2) ? points.free(sorted) : points.critical(sorted, 2);
  }
}
