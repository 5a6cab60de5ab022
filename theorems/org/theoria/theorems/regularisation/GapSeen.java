package org.theoria.theorems.regularisation;

import java.util.ArrayList;
import java.util.List;
import org.theoria.experiment.Phrase;
import org.theoria.proposition.Text;

/** What was seen in the gap, beside what the slides say: a function of the fills alone. */
final class GapSeen {
  private GapSeen() {}

  static Text of(List<GapFill> fills) {
    List<GapFill> fitted = fills.stream().filter(GapFill::fitted).toList();
    List<Text> sentences = new ArrayList<>();
    if (fitted.size() < fills.size()) {
      sentences.add(
          Phrase.of(
              "{0} of {1} trainings do not fit their examples (root mean square error above {2} times the range of $y$) and are left out.",
              "{0} sur {1}, à écarter : la racine de l'erreur quadratique moyenne sur les exemples dépasse {2} fois l'étendue de"
                  + " $y$.",
              Phrase.counted(fills.size() - fitted.size(), "entraînement", "entraînements"),
              fills.size(),
              GapFill.FITTED));
    }
    if (fitted.isEmpty()) {
      sentences.add(
          Text.of(
              "Nothing is left to compare with the slides.",
              "Il ne reste rien à comparer aux diapositives."));
      return Phrase.joined(sentences);
    }
    for (GapTarget target : GapTarget.values()) {
      List<GapFill> own = fitted.stream().filter(f -> f.target() == target).toList();
      if (!own.isEmpty()) {
        sentences.add(of(target, own));
      }
    }
    for (GapTarget target : GapTarget.values()) {
      long silent = fitted.stream().filter(f -> f.target() == target && !f.tells()).count();
      if (silent > 0) {
        sentences.add(
            Phrase.of(
                "{0} is itself within that tolerance of its chord: its {1} runs cannot tell “linear” from “right”, and decide nothing.",
                "{0} est elle-même à cette tolérance près de sa corde : aucun de ses essais ({1}) ne distingue « linéaire » de « juste »,"
                    + " ni ne décide rien.",
                target.formula(),
                silent));
      }
    }
    List<GapFill> telling = fitted.stream().filter(GapFill::tells).toList();
    sentences.add(verdict(telling.stream().filter(GapFill::linear).count(), telling.size()));
    return Phrase.joined(sentences);
  }

  private static Text of(GapTarget target, List<GapFill> own) {
    Spread distance = Spread.of(own.stream().mapToDouble(GapFill::distance));
    Spread extrema = Spread.of(own.stream().mapToDouble(GapFill::extrema));
    double truth = own.getFirst().targetDistance();
    return Phrase.of(
        "Examples on {0}, {1} trained functions: in the gap they are at most {2} (median; {3} to {4}) from the chord of its two sides, where the"
            + " function behind the examples is {5} away; within {7} times the range of $y$: {6}; nearer to the chord than that function: {8};"
            + " extrema there: {9} to {10}.",
        "Exemples sur {0}, {1} fonctions apprises : dans le trou, elles sont à au plus {2} (médiane ; de {3} à {4}) de la corde entre ses deux"
            + " bords, dont la fonction derrière les exemples s'écarte de {5} ; à moins de {7} fois l'étendue de $y$ : {6} ; plus près de la"
            + " corde que cette fonction : {8} ; extrema : {9} à {10}.",
        target.formula(),
        own.size(),
        distance.median(),
        distance.least(),
        distance.most(),
        truth,
        own.stream().filter(GapFill::linear).count(),
        GapFill.LINEAR,
        own.stream().filter(f -> f.distance() < f.targetDistance()).count(),
        (int) extrema.least(),
        (int) extrema.most());
  }

  /** Of the runs that can tell. */
  private static Text verdict(long linear, int all) {
    if (all == 0) {
      return Text.of(
          "Whether regularisation “fills holes linearly” (slide 67) cannot be seen: no other run is left.",
          "Si la régularisation « fills holes linearly » (diapositive 67) ne peut pas être vu : il ne reste pas d'autre essai.");
    }
    if (linear == 0) {
      return Text.of(
          "That regularisation “fills holes linearly” (slide 67) is not seen, to that tolerance.",
          "Que la régularisation « fills holes linearly » (diapositive 67) ne se voit pas, à cette tolérance.");
    }
    if (linear == all) {
      return Text.of(
          "That regularisation “fills holes linearly” (slide 67) is seen in every run that can tell, to that tolerance.",
          "Que la régularisation « fills holes linearly » (diapositive 67) se voit dans tous les essais qui peuvent le dire, à cette tolérance.");
    }
    return Phrase.of(
        "That regularisation “fills holes linearly” (slide 67) is seen in {0} of {1} runs that can tell, to that tolerance.",
        "Que la régularisation « fills holes linearly » (diapositive 67) se voit dans {0} sur {1} qui peuvent le dire, à cette tolérance.",
        Phrase.runs(linear),
        all);
  }
}
