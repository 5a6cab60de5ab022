package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.backend.Backend;
import org.theoria.experiment.Observations;
import org.theoria.experiment.Phrase;
import org.theoria.experiment.Watch;
import org.theoria.proposition.Text;

/** Trains networks on digits and takes their ranks. */
final class DigitRuns {
  private DigitRuns() {}

  /**
   * The ranks.
   *
   * @param ranks by inputs, width, epoch, kind of examples
   * @param complete whether all of them are there
   */
  record Ranks(List<DigitRank> ranks, boolean complete) {
    Ranks {
      ranks = List.copyOf(ranks);
    }
  }

  /** One training for each plan and width; the ranks at all its epochs. */
  static Ranks of(
      Backend backend,
      DigitTraining training,
      List<DigitPlan> plans,
      List<Integer> widths,
      long seed,
      Watch watch) {
    List<DigitRank> ranks = new ArrayList<>();
    for (DigitPlan plan : plans) {
      for (int width : widths) {
        List<DigitTraining.Kept> kept = training.run(backend, plan.scale(), width, seed, watch);
        watch.stage(
            Phrase.of(
                "ranks, {0}, width {1}", "rangs, {0}, largeur {1}", plan.scale().text(), width),
            (long) kept.size() * DigitSet.Kind.values().length);
        for (DigitTraining.Kept network : kept) {
          for (DigitSet.Kind kind : DigitSet.Kind.values()) {
            if (watch.stopped()) {
              return new Ranks(ranks, false);
            }
            DigitSet set =
                DigitSet.of(kind, plan.scale(), training.digits(), plan.examples(kind), seed);
            Optional<DigitRank> rank = DigitRank.of(plan.scale(), width, network, set, seed, watch);
            if (rank.isEmpty()) {
              return new Ranks(ranks, false);
            }
            ranks.add(rank.get());
          }
        }
        if (watch.stopped()) {
          return new Ranks(ranks, false);
        }
      }
    }
    return new Ranks(ranks, true);
  }

  /** What there is of a run that was stopped. */
  static Observations partial(Ranks ranks) {
    return new Observations(Phrase.STOPPED, List.of(DigitExhibits.ranks(ranks.ranks())), false);
  }

  /** How the networks were trained and the ranks taken. */
  static Text how(DigitTraining t, Backend backend) {
    return Phrase.of(
        "Trained on {0} digits with softmax and cross-entropy, from He's initialisation with biases 0, by Adam with $\\eta={1}$ in mini-batches"
            + " of {2}, in {3} on the backend {4}. Ranks are those of the logits, at the parameters rounded to multiples of $2^{-20}$; grey"
            + " values are $p/256$, Gaussian inputs multiples of $2^{-10}$. Test digits are other digits of the 10,000 shipped.",
        "Entraîné sur {0} chiffres avec softmax et entropie croisée, depuis l'initialisation de He avec des biais nuls, par Adam avec"
            + " $\\eta={1}$ et des mini-lots de {2}, en {3} avec le backend {4}. Les rangs sont ceux des logits, aux paramètres arrondis à des"
            + " multiples de $2^{-20}$ ; les niveaux de gris sont $p/256$, les entrées gaussiennes des multiples de $2^{-10}$. Les chiffres"
            + " de test sont d'autres chiffres parmi les 10 000 fournis.",
        t.digits(),
        t.rate(),
        t.batch(),
        DigitTraining.PRECISION.id(),
        backend.name());
  }
}
