package org.theoria.theorems.landscape;

import java.util.List;
import java.util.Set;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Text;
import org.theoria.theorems.landscape.WideClaims.Change;

/** False variants of slide 58. */
final class WideMutants {

  private WideMutants() {}

  static <I extends WideInstance> List<Mutant<I>> of(WideHypotheses<I> all, boolean features) {
    String first = features ? "{k+1}" : "1";
    return List.of(
        mutant(
            "every-point",
            Change.EVERY_POINT,
            "$E(\\theta)=0$ at every $\\theta$, critical or not",
            "$E(\\theta)=0$ en tout $\\theta$, critique ou non"),
        mutant(
            "last-layer",
            Change.LAST_LAYER,
            "the gradient in the last layer alone being $0$ is enough",
            "il suffit que le gradient en la dernière couche soit nul"),
        mutant(
            "weights-only",
            Change.WEIGHTS_ONLY,
            "$\\nabla_{W_" + first + "}E=0$ is enough, without the biases",
            "$\\nabla_{W_" + first + "}E=0$ suffit, sans les biais"),
        mutant(
            "biases-only",
            Change.BIASES_ONLY,
            "$\\nabla_{b_" + first + "}E=0$ is enough, without the weights",
            "$\\nabla_{b_" + first + "}E=0$ suffit, sans les poids"),
        mutant(
            "maximiser",
            Change.MAXIMISER,
            "$\\theta$ is a global maximiser",
            "$\\theta$ est un maximiseur global"),
        dropping(
            "counted-examples",
            Change.COUNTED_EXAMPLES,
            "$n \\le n_" + (features ? "k" : "0") + "+1$ in place of $\\mathrm{rank}(A)=n$",
            "$n \\le n_" + (features ? "k" : "0") + "+1$ au lieu de $\\mathrm{rg}(A)=n$",
            Set.of(all.data())),
        dropping(
            "counted-neurons",
            Change.COUNTED_NEURONS,
            "$n_H \\le \\dots \\le n_"
                + (features ? "k" : "0")
                + "$ in place of the ranks of the $W_h$",
            "$n_H \\le \\dots \\le n_" + (features ? "k" : "0") + "$ au lieu des rangs des $W_h$",
            Set.copyOf(all.ranks())));
  }

  private static <I extends WideInstance> Mutant<I> mutant(
      String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new WideClaims<I>(change));
  }

  private static <I extends WideInstance> Mutant<I> dropping(
      String id, Change change, String en, String fr, Set<Hypothesis<I>> dropped) {
    return Mutant.dropping(id, Text.of(en, fr), new WideClaims<I>(change), dropped);
  }
}
