package org.theoria.theorems.regularisation;

import java.util.ArrayList;
import java.util.List;
import org.theoria.experiment.Phrase;
import org.theoria.proposition.Text;

/** What was seen of the widths, beside what the slide says: a function of the runs alone. */
final class WidthSeen {
  private WidthSeen() {}

  /**
   * The widest network has a larger test error than the others where its excess is above this share
   * of the variance of y. For the networks here, about 0.1 apart at noise 0.2, the difference of
   * two test errors on the same 500 examples has standard error 2·0.2·0.1/√500, a third of it.
   */
  static final double EXCESS = 0.01;

  /**
   * Only where its test error is above its error on the examples by at most this share of the
   * variance of y is not overfitting seen. A function fixed beforehand has such a difference by
   * chance: at noise 0.2 the mean of n squared residuals has standard deviation 0.04·√(2/n), 0.0057
   * on 100 examples and 0.0025 on 500 fresh ones, together 0.0062; twice that is 0.023 times the
   * variance of y, 0.54.
   */
  static final double GAP = 0.02;

  /**
   * It is trained less well, rather than overfitted, where its error on the examples has risen by
   * this share of the rise of its test error.
   */
  static final double TRAINED_LESS = 0.5;

  /** It has learnt where its error on the examples is below this share of the variance of y. */
  static final double LEARNT = 0.5;

  /**
   * It fits the noise where its error on the examples is below this share of the noise's variance.
   */
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
              "{0} entraînements sur {1} ont divergé et sont écartés.", lost, runs.size()));
    }
    for (double noise : noises) {
      List<WidthRun> own =
          runs.stream()
              .filter(r -> r.finished() && r.noise() == noise)
              .filter(r -> r.width() >= WidthSettings.SLIDE_FROM)
              .toList();
      if (own.stream().map(WidthRun::width).distinct().count() >= 2) {
        sentences.add(of(own, noise, examples));
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

  private static Text of(List<WidthRun> own, double noise, int examples) {
    List<WidthSummary> widths = WidthSummary.of(own, noise);
    WidthSummary widest = widths.getLast();
    List<WidthRise> rises = WidthRise.of(own, widest.width());
    Text facts =
        Phrase.of(
            "{0} at width {1} ({2} parameters, {3} an example) the median error is {4} on fresh examples and {5} on those of the training; over"
                + " the widths from {6} on, the medians on fresh ones lie between {7} and {8}.",
            "{0}, à la largeur {1} ({2} paramètres, {3} par exemple), l'erreur médiane est {4} sur des exemples neufs et {5} sur ceux de"
                + " l'entraînement ; sur les largeurs à partir de {6}, les médianes sur des exemples neufs sont entre {7} et {8}.",
            noise == 0
                ? Text.of("Without noise,", "Sans bruit")
                : Phrase.of(
                    "With noise of variance {0},", "Avec un bruit de variance {0}", noise * noise),
            widest.width(),
            widest.parameters(),
            Math.round((double) widest.parameters() / examples),
            widest.test().median(),
            widest.train().median(),
            widths.getFirst().width(),
            widths.stream().mapToDouble(w -> w.test().median()).min().orElseThrow(),
            widths.stream().mapToDouble(w -> w.test().median()).max().orElseThrow());
    return Phrase.joined(List.of(facts, verdict(own, widths, rises, noise, examples)));
  }

  private static Text verdict(
      List<WidthRun> own,
      List<WidthSummary> widths,
      List<WidthRise> rises,
      double noise,
      int examples) {
    WidthSummary widest = widths.getLast();
    if (!(widest.train().median() < LEARNT * widest.variance())) {
      return Text.of(
          "It has not learnt its examples, and says nothing of overfitting.",
          "Il n'a pas appris ses exemples, et ne dit rien du sur-apprentissage.");
    }
    double test = Spread.of(rises.stream().mapToDouble(WidthRise::test)).median();
    double train = Spread.of(rises.stream().mapToDouble(WidthRise::train)).median();
    double gap =
        Spread.of(
                own.stream()
                    .filter(r -> r.width() == widest.width())
                    .mapToDouble(r -> (r.test() - r.train()) / r.variance()))
            .median();
    Text outcome;
    if (test <= EXCESS && gap > GAP) {
      outcome =
          Phrase.of(
              "It is no worse than {0}: above the median width, on the same sample, its test error is larger by {1} times the"
                  + " variance of $y$ (median), at most {2}. But its test error is above its own error on the examples by {3} times the variance of"
                  + " $y$ (median), more than {4}: that it does not overfit (slide 15) is not seen.",
              "Il n'est pas pire que {0} : au-dessus de la largeur médiane, sur le même échantillon, son erreur de test est plus"
                  + " grande de {1} fois la variance de $y$ (médiane), au plus {2}. Mais son erreur de test dépasse sa propre erreur sur les"
                  + " exemples de {3} fois la variance de $y$ (médiane), plus de {4} : qu'il ne sur-apprend pas (diapositive 15) ne se voit pas.",
              widths.getFirst().parameters() > examples
                  ? Text.of(
                      "the narrower ones, which are over-parametrised too",
                      "les plus étroits, eux aussi surparamétrés")
                  : Text.of("the narrower ones", "les plus étroits"),
              test,
              EXCESS,
              gap,
              GAP);
    } else if (test <= EXCESS) {
      outcome =
          Phrase.of(
              "That “même très surparamétré” it does not overfit (slide 15) is seen: above the median width, on the same sample, its test error"
                  + " is larger by {0} times the variance of $y$ (median), at most {1}, and its test error less its own error on the examples is {2} times it, at most {3}.",
              "Que « même très surparamétré » il ne sur-apprend pas (diapositive 15) se voit : au-dessus de la largeur médiane, sur le même"
                  + " échantillon, son erreur de test est plus grande de {0} fois la variance de $y$ (médiane), au plus {1}, et son erreur de test moins celle sur les exemples vaut {2} fois"
                  + " celle-ci, au plus {3}.",
              test,
              EXCESS,
              gap,
              GAP);
    } else if (train >= TRAINED_LESS * test) {
      outcome =
          Phrase.of(
              "Above the median width, on the same sample, its test error is larger by {0} times the variance of $y$ (median), but so is its"
                  + " error on the examples, by {1}: it is trained less well, and says little of overfitting.",
              "Au-dessus de la largeur médiane, sur le même échantillon, son erreur de test est plus grande de {0} fois la variance de $y$"
                  + " (médiane), mais son erreur sur les exemples l'est aussi, de {1} : il est moins bien entraîné, et dit peu du"
                  + " sur-apprentissage.",
              test,
              train);
    } else {
      outcome =
          Phrase.of(
              "It overfits, unlike the slide's: above the median width, on the same sample, its test error is larger by {0} times the variance of"
                  + " $y$ (median), its error on the examples by {1}.",
              "Il sur-apprend, contrairement à celui de la diapositive : au-dessus de la largeur médiane, sur le même échantillon, son erreur de"
                  + " test est plus grande de {0} fois la variance de $y$ (médiane), celle sur les exemples de {1}.",
              test,
              train);
    }
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
