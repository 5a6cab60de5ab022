package org.theoria.theorems.landscape;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.Stream;
import org.theoria.theorems.landscape.WideBreak.Kind;

/**
 * Draws instances inside the hypotheses kept and outside the one broken. Of several hypotheses that
 * are neither kept nor broken, half of the draws fail one.
 */
final class WideSampler<I extends WideInstance> implements Sampler<I> {
  private final WideDraws draws;
  private final List<WideBreak> broken;
  private final List<WideBreak> free;
  private final Function<WideDraws.Drawn, I> instance;

  WideSampler(
      WideHypotheses<I> hypotheses,
      WideDraws draws,
      Set<Hypothesis<I>> kept,
      Set<Hypothesis<I>> broken,
      Function<WideDraws.Drawn, I> instance) {
    this.draws = draws;
    this.instance = instance;
    this.broken = new ArrayList<>();
    this.free = new ArrayList<>();
    for (Hypothesis<I> h : hypotheses.all()) {
      if (broken.contains(h)) {
        this.broken.add(breaking(hypotheses, h));
      } else if (!kept.contains(h) && h.origin() != Hypothesis.Origin.NARROWING) {
        this.free.add(breaking(hypotheses, h));
      }
    }
    if (this.broken.size() > 1) {
      throw new IllegalArgumentException(
          "sampler: at most one broken hypothesis is drawn, got " + this.broken);
    }
  }

  private static <I extends WideInstance> WideBreak breaking(
      WideHypotheses<I> all, Hypothesis<I> h) {
    if (h.equals(all.smooth())) {
      return new WideBreak(Kind.SMOOTH, 0);
    }
    if (h.equals(all.nonNegative())) {
      return new WideBreak(Kind.NON_NEGATIVE, 0);
    }
    if (h.equals(all.zeroAtZero())) {
      return new WideBreak(Kind.ZERO_AT_ZERO, 0);
    }
    if (h.equals(all.stationaryAtZero())) {
      return new WideBreak(Kind.STATIONARY, 0);
    }
    if (h.equals(all.data())) {
      return new WideBreak(Kind.DATA, 0);
    }
    return all.slopes().contains(h)
        ? new WideBreak(Kind.SLOPE, all.slopes().indexOf(h) + 1)
        : new WideBreak(Kind.RANK, all.ranks().indexOf(h) + 1);
  }

  @Override
  public I draw(Stream s) {
    WideBreak which =
        broken.isEmpty()
            ? free.isEmpty() || s.chance(1, 2) ? WideBreak.NONE : s.oneOf(free)
            : broken.getFirst();
    return instance.apply(draws.draw(s, which));
  }

  @Override
  public int defaultTries() {
    return 2_000;
  }

  @Override
  public Text distribution() {
    return Text.of(
        "depth uniform in 1.."
            + draws.layers()
            + ", widths not increasing from a first one in 1..4, weights, biases and points k/2 with"
            + " |k| ≤ 4; a third of the points fit the targets exactly (critical), a third have every"
            + " partial derivative 0 but those in the first weights, a ninth all but those in the"
            + " first biases, the others random targets"
            + (draws.features() ? "; 0 to 2 layers of features" : "")
            + "; outside a hypothesis half of the draws are critical points constructed to have E > 0",
        "profondeur uniforme dans 1.."
            + draws.layers()
            + ", largeurs décroissantes depuis une première dans 1..4, poids, biais et points k/2 avec"
            + " |k| ≤ 4 ; un tiers des points ajustent exactement les cibles (critiques), un tiers ont"
            + " toutes leurs dérivées partielles nulles sauf en les premiers poids, un neuvième sauf en"
            + " les premiers biais, les autres des cibles aléatoires"
            + (draws.features() ? " ; 0 à 2 couches de caractéristiques" : "")
            + " ; hors d'une hypothèse la moitié des tirages sont des points critiques construits avec E > 0");
  }
}
