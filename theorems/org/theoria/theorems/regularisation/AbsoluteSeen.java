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
        "À la fin de {8}, l'erreur quadratique moyenne est {1} (médiane), et entre les exemples $f$ est à au plus {2} (médiane ; de"
            + " {3} à {4}) de $|x|$ : à {5} près, $|x|$ est retrouvé dans {6} sur {0}. De la ligne brisée par les exemples, $f$ est à au"
            + " plus {7} (médiane).",
        done.size(),
        Spread.of(done.stream().mapToDouble(AbsoluteEnd::loss)).median(),
        error.median(),
        error.least(),
        error.most(),
        AbsoluteEnd.RECOVERED,
        Phrase.runs(recovered),
        line.median(),
        Phrase.counted(done.size(), "entraînement", "entraînements"));
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
            + " ne dépasse jamais {4}, le nombre d'exemples, ni le double de celui des motifs d'activation sur $X$, ici {11}, médiane) ; il décroît quelque part dans {5} sur {6}. À la fin $X$ perçoit"
            + " {7} morceaux affines (médiane ; de {8} à {9}).",
        first.median(),
        last.median(),
        last.least(),
        last.most(),
        examples,
        Phrase.runs(done.stream().filter(AbsoluteEnd::decreases).count()),
        done.size(),
        perceived.median(),
        perceived.least(),
        perceived.most(),
        Spread.of(done.stream().mapToDouble(AbsoluteEnd::largestRank)).median(),
        Spread.of(done.stream().mapToDouble(r -> r.last().patterns())).median());
  }

  /**
   * “Is reduced” has two readings, and both are told: against n, the most that there can be, and
   * against the start. With biases 0 the start is low, so that the first does not imply the second.
   */
  static Text verdict(List<AbsoluteEnd> done, int examples) {
    List<AbsoluteEnd> below = done.stream().filter(r -> r.last().rank() < examples).toList();
    long above = done.stream().filter(r -> r.last().rank() > r.first().rank()).count();
    long reduced = done.stream().filter(r -> r.last().rank() < r.first().rank()).count();
    Text counts =
        Phrase.of(
            "At its end the rank is below the number of examples in {0} of {1} runs, above its own start in {2} of {1}, and below its start in {3}.",
            "À la fin, le rang est sous le nombre d'exemples dans {0} sur {1}, au-dessus de son propre départ dans {2} sur {1}, et sous"
                + " son départ dans {3}.",
            Phrase.runs(below.size()),
            done.size(),
            above,
            reduced);
    if (below.isEmpty()) {
      return Phrase.joined(
          List.of(
              counts,
              Text.of(
                  "That it “is reduced” (slides 66-68) is not seen.",
                  "Qu'il « is reduced » (diapositives 66-68) ne se voit pas.")));
    }
    long two = below.stream().filter(r -> r.last().perceived() <= 2).count();
    Text pieces =
        two == 0
            ? Text.of(
                "never with only the two pieces of $|x|$",
                "jamais avec les deux seuls morceaux de $|x|$")
            : Phrase.of(
                "in {0} of them with no more than two pieces",
                "dans {0} d'entre eux avec deux morceaux au plus", two);
    Text along =
        reduced == 0
            ? Text.of(
                "from the start of the training to its end it is not reduced in any",
                "du début à la fin de l'entraînement il n'est réduit dans aucun")
            : Phrase.of(
                "from the start of the training to its end in {0}",
                "du début à la fin de l'entraînement dans {0}", reduced);
    return Phrase.joined(
        List.of(
            counts,
            Phrase.of(
                "That it “is reduced” (slides 66-68) is seen against the number of examples in {0} of {1} runs ({2}; together with the recovery"
                    + " of $|x|$ in {3}); {4}.",
                "Qu'il « is reduced » (diapositives 66-68) se voit par rapport au nombre d'exemples, dans {0} sur {1} ({2} ; avec $|x|$"
                    + " retrouvé dans {3}) ; {4}.",
                Phrase.runs(below.size()),
                done.size(),
                pieces,
                below.stream().filter(AbsoluteEnd::recovered).count(),
                along)));
  }
}
