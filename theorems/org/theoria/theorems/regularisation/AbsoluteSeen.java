package org.theoria.theorems.regularisation;

import java.util.ArrayList;
import java.util.List;
import org.theoria.experiment.Phrase;
import org.theoria.proposition.Text;

/**
 * What was seen of |x| and of the rank, beside what the slides say: a function of the ends alone.
 */
final class AbsoluteSeen {
  private AbsoluteSeen() {}

  /**
   * The sentences.
   *
   * @param runs trainings that were not stopped, at least one
   * @param examples n, the largest rank that there can be
   */
  static Text of(List<AbsoluteEnd> runs, int examples) {
    List<AbsoluteEnd> done = runs.stream().filter(r -> r.end() == Training.End.DONE).toList();
    List<Text> sentences = new ArrayList<>();
    if (done.size() < runs.size()) {
      sentences.add(
          Phrase.of(
              "{0} of {1} trainings diverged and are left out.",
              "{0} entraînements sur {1} ont divergé et sont écartés.",
              runs.size() - done.size(),
              runs.size()));
    }
    if (done.isEmpty()) {
      sentences.add(
          Text.of(
              "Nothing is left to compare with the slides.",
              "Il ne reste rien à comparer aux diapositives."));
      return Phrase.joined(sentences);
    }
    sentences.add(recovery(done));
    sentences.add(rank(done, examples));
    sentences.add(verdict(done, examples));
    return Phrase.joined(sentences);
  }

  private static Text recovery(List<AbsoluteEnd> done) {
    Spread error = Spread.of(done.stream().mapToDouble(AbsoluteEnd::error));
    Spread line = Spread.of(done.stream().mapToDouble(AbsoluteEnd::interpolation));
    long recovered = done.stream().filter(AbsoluteEnd::recovered).count();
    return Phrase.of(
        "At the end of {0} trainings the mean squared error is {1} (median), and between the examples $f$ is at most {2} (median; {3} to {4})"
            + " from $|x|$: to within {5} it is recovered in {6} of {0}. From the broken line through the examples $f$ is at most {7} away"
            + " (median).",
        "À la fin de {0} entraînements, l'erreur quadratique moyenne est {1} (médiane), et entre les exemples $f$ est à au plus {2} (médiane ; de"
            + " {3} à {4}) de $|x|$ : à {5} près, $|x|$ est retrouvé dans {6} essais sur {0}. De la ligne brisée par les exemples, $f$ est à au"
            + " plus {7} (médiane).",
        done.size(),
        Spread.of(done.stream().mapToDouble(AbsoluteEnd::loss)).median(),
        error.median(),
        error.least(),
        error.most(),
        AbsoluteEnd.RECOVERED,
        recovered,
        line.median());
  }

  private static Text rank(List<AbsoluteEnd> done, int examples) {
    Spread first = Spread.of(done.stream().mapToDouble(r -> r.first().rank()));
    Spread last = Spread.of(done.stream().mapToDouble(r -> r.last().rank()));
    Spread perceived = Spread.of(done.stream().mapToDouble(r -> r.last().perceived()));
    return Phrase.of(
        "$\\mathrm{rk}(Df_\\theta(X))$ is {0} at the start (median), at most {10} on the way (median) and {1} at the end (median; {2} to {3}; it is"
            + " never above {4}, the number of examples, nor above twice that of the activation patterns on $X$, here {11}, median); it decreases"
            + " somewhere in {5} of {6} runs. At the end $X$ perceives {7} affine"
            + " pieces (median; {8} to {9}).",
        "$\\mathrm{rk}(Df_\\theta(X))$ vaut {0} au départ (médiane), au plus {10} en chemin (médiane) et {1} à la fin (médiane ; de {2} à {3} ; il"
            + " ne dépasse jamais {4}, le nombre d'exemples, ni le double de celui des motifs d'activation sur $X$, ici {11}, médiane) ; il décroît quelque part dans {5} essais sur {6}. À la fin $X$ perçoit"
            + " {7} morceaux affines (médiane ; de {8} à {9}).",
        first.median(),
        last.median(),
        last.least(),
        last.most(),
        examples,
        done.stream().filter(AbsoluteEnd::decreases).count(),
        done.size(),
        perceived.median(),
        perceived.least(),
        perceived.most(),
        Spread.of(done.stream().mapToDouble(AbsoluteEnd::largestRank)).median(),
        Spread.of(done.stream().mapToDouble(r -> r.last().patterns())).median());
  }

  private static Text verdict(List<AbsoluteEnd> done, int examples) {
    long reduced = done.stream().filter(r -> r.last().rank() < examples).count();
    long two = done.stream().filter(r -> r.last().perceived() <= 2).count();
    long both = done.stream().filter(r -> r.recovered() && r.last().rank() < examples).count();
    Text pieces =
        two == 0
            ? Text.of("never to the two pieces of $|x|$", "jamais aux deux morceaux de $|x|$ seuls")
            : Phrase.of(
                "in {0} of them to no more than two pieces",
                "dans {0} d'entre eux à deux morceaux au plus", two);
    if (reduced == 0) {
      return Phrase.of(
          "The rank ends at its largest value in every run: that it “is reduced” (slides 66-68) is not seen.",
          "Le rang finit à sa plus grande valeur dans tous les essais : qu'il « is reduced » (diapositives 66-68) ne se voit pas.");
    }
    return Phrase.of(
        "The rank “is reduced” (slides 66-68), below the number of examples, at the end of {0} of {1} runs, {2}; together with the recovery of"
            + " $|x|$ that is seen in {3}.",
        "Le rang « is reduced » (diapositives 66-68), sous le nombre d'exemples, à la fin de {0} essais sur {1}, {2} ; avec $|x|$ retrouvé, cela"
            + " se voit dans {3}.",
        reduced,
        done.size(),
        pieces,
        both);
  }
}
