package org.theoria.theorems.regularisation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.theoria.experiment.Phrase;
import org.theoria.proposition.Text;

/** What was seen of the widths, beside what the slide says: a function of the runs alone. */
final class WidthSeen {
  private WidthSeen() {}

  /**
   * The widest network overfits where its test error is above the least one by more than this share
   * of the variance of y.
   */
  static final double EXCESS = 0.01;

  /** It has learnt where its error on the examples is below this share of the variance of y. */
  static final double LEARNT = 0.5;

  /** It fits the noise where its error on the examples is below this share of the noise's variance. */
  static final double FITS_NOISE = 0.5;

  /**
   * The sentences.
   *
   * @param examples n
   */
  static Text of(List<WidthRun> runs, List<Double> noises, int examples) {
    List<Text> sentences = new ArrayList<>();
    long lost = runs.stream().filter(r -> !r.finished()).count();
    if (lost > 0) {
      sentences.add(
          Phrase.of(
              "{0} of {1} trainings diverged and are left out.",
              "{0} entraînements sur {1} ont divergé et sont écartés.",
              lost,
              runs.size()));
    }
    for (double noise : noises) {
      List<WidthSummary> widths =
          WidthSummary.of(runs, noise).stream()
              .filter(w -> w.width() >= WidthSettings.SLIDE_FROM)
              .toList();
      if (widths.size() >= 2) {
        sentences.add(of(widths, noise, examples));
      }
    }
    if (sentences.isEmpty()) {
      sentences.add(
          Text.of(
              "No two widths of the slide are there to compare.",
              "Il n'y a pas deux largeurs de la diapositive à comparer."));
    }
    return Phrase.joined(sentences);
  }

  private static Text of(List<WidthSummary> widths, double noise, int examples) {
    WidthSummary widest = widths.getLast();
    WidthSummary best =
        widths.stream().min(Comparator.comparingDouble(w -> w.test().median())).orElseThrow();
    Text facts =
        Phrase.of(
            "{0} at width {1} ({2} parameters, {3} an example) the median error is {4} on fresh examples and {5} on those of the training; over the"
                + " slide's widths the least on fresh ones is {6}, at width {7}.",
            "{0}, à la largeur {1} ({2} paramètres, {3} par exemple), l'erreur médiane est {4} sur des exemples neufs et {5} sur ceux de"
                + " l'entraînement ; sur les largeurs de la diapositive, la plus petite sur des exemples neufs est {6}, à la largeur {7}.",
            noise == 0
                ? Text.of("Without noise,", "Sans bruit")
                : Phrase.of("With noise of variance {0},", "Avec un bruit de variance {0}", noise * noise),
            widest.width(),
            widest.parameters(),
            Math.round((double) widest.parameters() / examples),
            widest.test().median(),
            widest.train().median(),
            best.test().median(),
            best.width());
    return Phrase.joined(List.of(facts, verdict(widest, best, noise)));
  }

  private static Text verdict(WidthSummary widest, WidthSummary best, double noise) {
    if (!(widest.train().median() < LEARNT * widest.variance())) {
      return Text.of(
          "It has not learnt its examples, and says nothing of overfitting.",
          "Il n'a pas appris ses exemples, et ne dit rien du sur-apprentissage.");
    }
    double excess = (widest.test().median() - best.test().median()) / widest.variance();
    boolean overfits = excess > EXCESS;
    Text outcome =
        overfits
            ? Phrase.of(
                "It overfits, unlike the slide's: its excess is {0} times the variance of $y$.",
                "Il sur-apprend, contrairement à celui de la diapositive : son excès est de {0} fois la variance de $y$.",
                excess)
            : Phrase.of(
                "That “même très surparamétré” it does not overfit (slide 15) is seen: its excess is {0} times the variance of $y$, at most {1}.",
                "Que « même très surparamétré » il ne sur-apprend pas (diapositive 15) se voit : son excès est de {0} fois la variance de $y$, au"
                    + " plus {1}.",
                excess,
                EXCESS);
    return noise == 0 ? outcome : Phrase.joined(List.of(outcome, fit(widest, noise)));
  }

  /** Whether it could have overfitted: not to fit the noise is what the slide calls regular. */
  private static Text fit(WidthSummary widest, double noise) {
    double share = widest.train().median() / (noise * noise);
    return share < FITS_NOISE
        ? Phrase.of(
            "It fits the noise: its error on the examples is {0} times the noise's variance.",
            "Il suit le bruit : son erreur sur les exemples est {0} fois la variance du bruit.",
            share)
        : Phrase.of(
            "It does not fit the noise, at the end of this training: its error on the examples is {0} times the noise's variance.",
            "Il ne suit pas le bruit, à la fin de cet entraînement : son erreur sur les exemples est {0} fois la variance du bruit.",
            share);
  }
}
