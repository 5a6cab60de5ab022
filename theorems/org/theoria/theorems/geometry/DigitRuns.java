package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
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

  /**
   * The ranks of all plans.
   *
   * @throws org.theoria.network.file.ArrayFileException before anything is begun, where the heap is
   *     too small
   */
  static Ranks of(Backend backend, DigitSizes sizes, long seed, Watch watch) {
    for (DigitPlan plan : sizes.plans()) {
      plan.requireHeap(sizes.training().digits(), seed);
    }
    List<DigitRank> ranks = new ArrayList<>();
    for (DigitPlan plan : sizes.plans()) {
      for (int width : plan.widths()) {
        for (int t = 0; t < plan.trainings(); t++) {
          if (!add(ranks, backend, sizes.training(), plan, width, seed + t, watch)) {
            return new Ranks(ranks, false);
          }
        }
      }
    }
    return new Ranks(ranks, true);
  }

  /** Adds the ranks of one training; false where the watch says stop before they are all there. */
  private static boolean add(
      List<DigitRank> ranks,
      Backend backend,
      DigitTraining training,
      DigitPlan plan,
      int width,
      long seed,
      Watch watch) {
    List<DigitTraining.Kept> kept = training.run(backend, plan.scale(), width, seed, watch);
    watch.stage(
        Phrase.of(
            "ranks, {0}, width {1}, seed {2}",
            "rangs, {0}, largeur {1}, graine {2}", plan.scale().text(), width, seed),
        plan.ranks());
    for (DigitTraining.Kept network : kept) {
      for (DigitPlan.Part part : plan.at(network.epoch())) {
        if (watch.stopped()) {
          return false;
        }
        DigitSet set =
            DigitSet.of(part.kind(), plan.scale(), training.digits(), part.examples(), seed);
        Optional<DigitRank> rank = DigitRank.of(plan.scale(), width, network, set, seed, watch);
        if (rank.isEmpty()) {
          return false;
        }
        ranks.add(rank.get());
      }
    }
    return !watch.stopped();
  }

  /** What there is of a run that was stopped. */
  static Observations partial(Ranks ranks) {
    return new Observations(Phrase.STOPPED, List.of(DigitExhibits.ranks(ranks.ranks())), false);
  }

  /** Which ranks were taken. */
  static Text which(DigitSizes sizes, long seed) {
    List<Text> plans = new ArrayList<>();
    for (DigitPlan plan : sizes.plans()) {
      List<Text> parts = new ArrayList<>();
      for (DigitPlan.Part part : plan.parts()) {
        parts.add(
            Phrase.of(
                "{0} $n={1}$ (epochs {2})",
                "{0} $n={1}$ (époques {2})",
                part.kind().text(),
                part.examples(),
                numbers(part.epochs())));
      }
      plans.add(
          Phrase.of(
              "{0}, widths {1}, seeds {2}: {3}.",
              "{0}, largeurs {1}, graines {2} : {3}.",
              plan.scale().text(),
              numbers(plan.widths()),
              numbers(LongStream.range(seed, seed + plan.trainings()).boxed().toList()),
              Phrase.joined("; ", " ; ", parts)));
    }
    return Phrase.of("Ranks: {0}", "Rangs : {0}", Phrase.joined(plans));
  }

  private static String numbers(List<? extends Number> numbers) {
    return String.join(", ", numbers.stream().map(String::valueOf).toList());
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
