package org.theoria.theorems.geometry;

import java.util.List;
import java.util.function.Predicate;
import org.theoria.proposition.Inequality;
import org.theoria.proposition.Inequality.Domain;
import org.theoria.proposition.Text;

/** The constants of {@link ShallowRankBounds}, and the parts of its domain with others. */
final class ShallowDomains {
  private ShallowDomains() {}

  private static final Domain<ShallowInstance> ONE_EXAMPLE =
      domain("one-example", "$n=1$: $|\\mathcal A|=\\operatorname{rk}=1$", i -> i.examples() == 1);

  private static final Domain<ShallowInstance> ONE_NEURON =
      domain("one-neuron", "$n_1=1$", i -> i.neurons() == 1);

  private static final Domain<ShallowInstance> ONE_NEURON_THAT_CHANGES =
      domain(
          "one-neuron-two-patterns",
          "$n_1=1$, $|\\mathcal A|=2$",
          i -> i.neurons() == 1 && i.point().patterns() == 2);

  private static final Domain<ShallowInstance> SEVERAL_PATTERNS =
      domain("three-patterns", "$|\\mathcal A|=3$", i -> i.point().patterns() == 3);

  private static final Domain<ShallowInstance> ALL_DIFFERENT =
      domain(
          "as-many-patterns-as-examples",
          "$|\\mathcal A|=n$: $\\operatorname{rk}=n$ on $\\mathcal U_j$",
          "$|\\mathcal A|=n$ : $\\operatorname{rk}=n$ sur $\\mathcal U_j$",
          i -> i.point().patterns() == i.examples());

  private static final Domain<ShallowInstance> RISING =
      domain(
          "rising",
          "every neuron goes from 0 to 1 or is dead: $\\operatorname{rk}\\le 2|\\mathcal A|-1$",
          "chaque neurone passe de 0 à 1 ou est mort : $\\operatorname{rk}\\le 2|\\mathcal A|-1$",
          i -> i.point().pattern().block(0, 0, i.neurons(), 1).isZero());

  private static final Domain<ShallowInstance> ONE_NEURON_A_CHANGE =
      domain(
          "fewer-neurons-than-patterns",
          "$n_1<|\\mathcal A|$: $\\operatorname{rk}\\le 2n_1+1\\le 2|\\mathcal A|-1$",
          i -> i.neurons() < i.point().patterns());

  private static final Domain<ShallowInstance> APART =
      domain(
          "changes-apart",
          "the pattern changes, between $x^{(p)}$ and $x^{(p+1)}$ with $2\\le p\\le n-2$ only, no two such $p$ adjacent:"
              + " $\\operatorname{rk}\\ge 2|\\mathcal A|-1$",
          "le motif change, seulement entre $x^{(p)}$ et $x^{(p+1)}$ avec $2\\le p\\le n-2$, jamais deux $p$ voisins :"
              + " $\\operatorname{rk}\\ge 2|\\mathcal A|-1$",
          i -> areApart(i.point().cuts(), i.examples()));

  private static final Domain<ShallowInstance> FEW_PATTERNS =
      domain("at-most-three-patterns", "$|\\mathcal A|\\le 3$", i -> i.point().patterns() <= 3);

  private static final Domain<ShallowInstance> NO_OUTGOING =
      domain("no-outgoing-weight", "$v=0$", i -> i.network().weight(2).isZero());

  private static boolean areApart(List<Integer> cuts, int n) {
    for (int c = 0; c < cuts.size(); c++) {
      int p = cuts.get(c);
      if (p < 2 || p > n - 2 || (c > 0 && p - cuts.get(c - 1) < 2)) {
        return false;
      }
    }
    return !cuts.isEmpty();
  }

  private static Domain<ShallowInstance> domain(
      String id, String formula, Predicate<ShallowInstance> predicate) {
    return domain(id, formula, formula, predicate);
  }

  private static Domain<ShallowInstance> domain(
      String id, String en, String fr, Predicate<ShallowInstance> predicate) {
    return new Domain<>(id, Text.of(en, fr), predicate);
  }

  static List<Inequality<ShallowInstance>> inequalities() {
    return List.of(
        new Inequality<>(
            "lower-bound",
            Text.of(
                "the slide's $\\frac12$, on $\\mathcal U_j$",
                "le $\\frac12$ de la diapositive, sur $\\mathcal U_j$"),
            List.of(ONE_EXAMPLE, ONE_NEURON, ALL_DIFFERENT, APART)),
        new Inequality<>(
            "upper-bound",
            Text.of(
                "the slide's $2$, on $\\mathcal U_j$",
                "le $2$ de la diapositive, sur $\\mathcal U_j$"),
            List.of(
                ONE_EXAMPLE,
                ONE_NEURON,
                ONE_NEURON_THAT_CHANGES,
                SEVERAL_PATTERNS,
                RISING,
                ONE_NEURON_A_CHANGE,
                ALL_DIFFERENT)),
        new Inequality<>(
            "lower-bound-interior",
            Text.of(
                "the slide's $\\frac12$, on $\\widetilde{\\mathcal U}_j$",
                "le $\\frac12$ de la diapositive, sur $\\widetilde{\\mathcal U}_j$"),
            List.of(FEW_PATTERNS, NO_OUTGOING)),
        new Inequality<>(
            "upper-bound-interior",
            Text.of(
                "the slide's $2$, on $\\widetilde{\\mathcal U}_j$",
                "le $2$ de la diapositive, sur $\\widetilde{\\mathcal U}_j$"),
            List.of(NO_OUTGOING)),
        Inequality.of(
            "sharp-lower",
            Text.of(
                "the constant 1 in the place of $\\frac12$, on $\\mathcal U_j$",
                "la constante 1 au lieu de $\\frac12$, sur $\\mathcal U_j$")),
        Inequality.of(
            "sharp-lower-interior",
            Text.of(
                "the constant $\\frac34$ in the place of $\\frac12$, on $\\widetilde{\\mathcal U}_j$",
                "la constante $\\frac34$ au lieu de $\\frac12$, sur $\\widetilde{\\mathcal U}_j$")));
  }
}
