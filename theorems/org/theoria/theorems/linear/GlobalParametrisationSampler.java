package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.network.linear.Echelon;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.CriticalPoints;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

/**
 * Points for the parametrisation of the global minimisers: written in the form of the slide, global
 * minimisers made without it, other critical points, and points that are neither.
 */
final class GlobalParametrisationSampler implements Sampler<DeepLinearPoint> {
  private static final int WIDEST = 4;

  /** The flaws that may be drawn; NONE among them where nothing has to be broken. */
  private final List<Flaw> flaws;

  private final int fewestLayers;
  private final int mostLayers;

  GlobalParametrisationSampler(
      Set<Hypothesis<DeepLinearPoint>> kept, Set<Hypothesis<DeepLinearPoint>> broken) {
    Map<Flaw, Hypothesis<DeepLinearPoint>> known = new LinkedHashMap<>();
    known.put(Flaw.MORE_OUTPUTS, DeepLinearHypotheses.OUTPUTS_AT_MOST_INPUTS);
    known.put(Flaw.FEW_EXAMPLES, DeepLinearHypotheses.ENOUGH_EXAMPLES);
    known.put(Flaw.DEPENDENT_INPUTS, DeepLinearHypotheses.INPUTS_OF_FULL_RANK);
    known.put(Flaw.RANK, DeepLinearHypotheses.FULL_RANK);
    known.put(Flaw.REPEATED, DeepLinearHypotheses.DISTINCT);
    known.put(Flaw.BASIS, DeepLinearHypotheses.SINGULAR_BASIS);
    known.put(Flaw.ORDER, DeepLinearHypotheses.ORDERED);
    List<Flaw> drawn = new ArrayList<>();
    known.forEach(
        (flaw, h) -> {
          if (broken.contains(h)) {
            drawn.add(flaw);
          }
        });
    if (drawn.isEmpty()) {
      drawn.add(Flaw.NONE);
      known.forEach(
          (flaw, h) -> {
            if (!kept.contains(h)) {
              drawn.add(flaw);
            }
          });
    }
    flaws = List.copyOf(drawn);
    boolean noHidden = broken.contains(DeepLinearGlobalParametrisation.HIDDEN_LAYER);
    boolean hidden = kept.contains(DeepLinearGlobalParametrisation.HIDDEN_LAYER);
    fewestLayers = hidden ? 2 : 1;
    mostLayers = noHidden ? 1 : 4;
  }

  @Override
  public int defaultTries() {
    return 2_000;
  }

  @Override
  public Text distribution() {
    return Text.of(
        "$H \\le 4$, widths $\\le 4$, $n \\le 6$; data with a rational singular value decomposition ($U$ from Cayley transforms, $\\delta_i$"
            + " halves of integers), with and without noise. 3 of 8 points in the form of the slide with random $D_h$, $A_R$,"
            + " $(W_h)_{DR}$, $M_D$; 2 of 8 global minimisers made without it (a rank factorisation of the best $G$, then changes of"
            + " single layers that leave the product as it is); 1 of 8 other critical points of any $\\mathcal S$; 1 of 8 minimisers"
            + " with one weight changed; 1 of 8 random weights, or 0.",
        "$H \\le 4$, largeurs $\\le 4$, $n \\le 6$ ; données à décomposition en valeurs singulières rationnelle ($U$ par transformées"
            + " de Cayley, $\\delta_i$ demi-entiers), avec et sans bruit. 3 points sur 8 sous la forme de la diapositive avec $D_h$,"
            + " $A_R$, $(W_h)_{DR}$, $M_D$ au hasard ; 2 sur 8 minimiseurs globaux construits autrement (une factorisation de rang du"
            + " meilleur $G$, puis des changements d'une couche qui laissent le produit inchangé) ; 1 sur 8 autres points critiques"
            + " d'un $\\mathcal S$ quelconque ; 1 sur 8 minimiseurs dont un poids est changé ; 1 sur 8 poids au hasard, ou nuls.");
  }

  @Override
  public DeepLinearPoint draw(Stream s) {
    Flaw flaw = s.oneOf(flaws);
    LinearData data = flaw.draw(s, WIDEST);
    int inputs = data.sample().x().rows();
    int outputs = data.sample().y().rows();
    int depth = s.nextInt(fewestLayers, mostLayers);
    List<Integer> widths = new ArrayList<>(List.of(inputs));
    int narrow = s.nextInt(1, WIDEST);
    for (int h = 1; h < depth; h++) {
      widths.add(s.chance(1, 4) ? narrow : s.nextInt(Math.min(narrow, 2), WIDEST));
    }
    widths.add(outputs);
    return DeepLinearPoint.of(weights(s, flaw, data, widths), data.sample(), data.u());
  }

  private static List<RationalMatrix> weights(
      Stream s, Flaw flaw, LinearData data, List<Integer> widths) {
    GaugedPoints points = new GaugedPoints(s, data, widths);
    Architecture architecture = new Architecture(widths);
    int r = CriticalPoints.maximalRank(architecture);
    List<Integer> best = IntStream.rangeClosed(1, r).boxed().toList();
    RationalMatrix us = data.columns(best);
    RationalMatrix g = us.times(us.transpose()).times(data.regression().regressor());
    return switch (s.nextInt(8)) {
      case 0, 1, 2 -> unseen(s, data, equalDirections(s, flaw, data, widths, best));
      case 3, 4 -> unseen(s, data, points.factors(g));
      case 5 -> critical(s, flaw, data, architecture);
      case 6 -> CriticalPoints.perturbed(s, points.factors(g));
      default -> random(s, architecture);
    };
  }

  private static List<RationalMatrix> random(Stream s, Architecture architecture) {
    List<RationalMatrix> weights = CriticalPoints.random(s, architecture);
    return s.chance(1, 3) ? weights.stream().map(w -> w.scale(Rational.ZERO)).toList() : weights;
  }

  /** In the form; with equal singular values now and then for another U, as good as the first. */
  private static List<RationalMatrix> equalDirections(
      Stream s, Flaw flaw, LinearData data, List<Integer> widths, List<Integer> best) {
    LinearData used = data;
    int r = best.size();
    List<Rational> delta = data.singularValues();
    if (flaw == Flaw.REPEATED
        && r < delta.size()
        && delta.get(r).equals(delta.get(r - 1))
        && s.chance(1, 2)) {
      int d = delta.size();
      RationalMatrix turn =
          RationalMatrix.identity(d)
              .with(r, r, Rational.of(4, 5))
              .with(r - 1, r - 1, Rational.of(4, 5))
              .with(r, r - 1, Rational.of(-3, 5))
              .with(r - 1, r, Rational.of(3, 5));
      used = new LinearData(data.sample(), data.regression(), data.u().times(turn), delta);
    }
    return widths.size() == 2
        ? List.of(
            used.columns(best)
                .times(used.columns(best).transpose())
                .times(data.regression().regressor()))
        : new GaugedPoints(s, used, widths).free(best);
  }

  /** W_1 changed by an N with NX = 0, where there is one. */
  private static List<RationalMatrix> unseen(
      Stream s, LinearData data, List<RationalMatrix> weights) {
    RationalMatrix kernel = Echelon.of(data.sample().x().transpose()).kernel();
    if (kernel.columns() == 0 || s.chance(1, 2)) {
      return weights;
    }
    RationalMatrix w = weights.getFirst();
    int i = s.nextInt(w.rows());
    RationalMatrix unit = RationalMatrix.zero(w.rows(), 1).with(i, 0, Rational.ONE);
    List<RationalMatrix> changed = new ArrayList<>(weights);
    changed.set(0, w.plus(unit.times(kernel.block(0, 0, kernel.rows(), 1).transpose())));
    return List.copyOf(changed);
  }

  private static List<RationalMatrix> critical(
      Stream s, Flaw flaw, LinearData data, Architecture architecture) {
    if (flaw == Flaw.NONE) {
      List<Integer> subset = CriticalPoints.subset(s, architecture, CriticalPoints.Kind.ANY);
      return CriticalPoints.point(s, architecture, data, subset, CriticalPoints.Kind.ANY).weights();
    }
    int r = s.nextInt(0, CriticalPoints.maximalRank(architecture));
    List<Integer> subset = new ArrayList<>();
    List<Integer> rest =
        new ArrayList<>(IntStream.rangeClosed(1, data.u().rows()).boxed().toList());
    for (int k = 0; k < r; k++) {
      Integer taken = s.oneOf(rest);
      rest.removeIf(taken::equals);
      subset.add(taken);
    }
    List<Integer> sorted = subset.stream().sorted().toList();
    RationalMatrix us = data.columns(sorted);
    return architecture.depth() == 1
        ? List.of(us.times(us.transpose()).times(data.regression().regressor()))
        : new GaugedPoints(s, data, architecture.widths()).critical(sorted, 2);
  }
}
