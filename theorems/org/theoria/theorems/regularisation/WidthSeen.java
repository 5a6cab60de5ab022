package org.theoria.theorems.regularisation;

import java.util.ArrayList;
import java.util.List;
import org.theoria.experiment.Phrase;
import org.theoria.proposition.Text;

/** What was seen of the widths, beside what the slide says: a function of the runs alone. */
final class WidthSeen {
  private WidthSeen() {}

  /**
   * With noise the widest network has a larger test error than the median width where its excess is
   * above this share of the variance of y. For the networks here, about 0.1 apart at noise 0.2, the
   * difference of two test errors on the same 500 examples has standard error 2·0.2·0.1/√500, a
   * third of it.
   */
  static final double EXCESS = 0.01;

  /**
   * With noise only where its test error is above its error on the examples by at most this share
   * of the variance of y is not overfitting seen. A function fixed beforehand has such a difference
   * by chance: at noise 0.2 the mean of n squared residuals has standard deviation 0.04·√(2/n),
   * 0.0057 on 100 examples and 0.0025 on 500 fresh ones, together 0.0062; twice that is 0.023 times
   * the variance of y, 0.54.
   */
  static final double GAP = 0.02;

  /**
   * Without noise both are shares of an error: the excess of the median test error over the widths,
   * the gap of its own error on the examples. Of squared residuals that are as those of normal
   * numbers the mean of n has relative standard deviation √(2/n): 0.14 on 100 examples and 0.063 on
   * 500 fresh ones. For a function fixed beforehand the gap has 0.155, twice that is 0.31; the
   * difference of two such test errors has √2·0.063 = 0.089, three times that is 0.27.
   */
  static final double SHARE = 0.3;

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
    List<WidthSummary> narrower = widths.subList(0, widths.size() - 1);
    Text facts =
        Phrase.of(
            "{0} at width {1} ({2} parameters, {3} an example) the median error is {4} on fresh examples and {5} on those of the training; over"
                + " the widths from {6} on, the medians on fresh ones lie between {7} and {8}. Of the {9} narrower of these widths, {10} have a"
                + " smaller median error on fresh examples and {11} a smaller one on those of the training.",
            "{0}, à la largeur {1} ({2} paramètres, {3} par exemple), l'erreur médiane est {4} sur des exemples neufs et {5} sur ceux de"
                + " l'entraînement ; sur les largeurs à partir de {6}, les médianes sur des exemples neufs sont entre {7} et {8}. Des {9} autres"
                + " de ces largeurs, {10} ont une erreur médiane plus petite sur des exemples neufs et {11} une plus petite sur ceux de"
                + " l'entraînement.",
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
            widths.stream().mapToDouble(w -> w.test().median()).max().orElseThrow(),
            narrower.size(),
            narrower.stream().filter(w -> w.test().median() < widest.test().median()).count(),
            narrower.stream().filter(w -> w.train().median() < widest.train().median()).count());
    if (!(widest.train().median() < LEARNT * widest.variance())) {
      return Phrase.joined(
          List.of(
              facts,
              Text.of(
                  "The widest network has not learnt its examples, and says nothing of overfitting.",
                  "Le réseau le plus large n'a pas appris ses exemples, et ne dit rien du sur-apprentissage.")));
    }
    List<Text> all = new ArrayList<>(List.of(facts));
    all.addAll(verdict(own, widths, noise, examples));
    if (noise > 0) {
      all.add(fit(widest, noise));
    }
    return Phrase.joined(all);
  }

  private static List<Text> verdict(
      List<WidthRun> own, List<WidthSummary> widths, double noise, int examples) {
    int widest = widths.getLast().width();
    List<WidthRise> rises = WidthRise.of(own, widest);
    double test = Spread.of(rises.stream().mapToDouble(WidthRise::test)).median();
    double train = Spread.of(rises.stream().mapToDouble(WidthRise::train)).median();
    double gap =
        Spread.of(
                own.stream()
                    .filter(r -> r.width() == widest)
                    .mapToDouble(r -> (r.test() - r.train()) / gapUnit(r)))
            .median();
    double excess = noise > 0 ? EXCESS : SHARE;
    double mostGap = noise > 0 ? GAP : SHARE;
    Text variance = Text.of("times the variance of $y$", "fois la variance de $y$");
    Text onFresh =
        noise > 0
            ? variance
            : Text.of(
                "times that median on fresh examples", "fois cette médiane sur des exemples neufs");
    Text compared =
        Phrase.of(
            "Sample by sample, the widest network's error on fresh examples less the median of those of all {0} widths (its own among them) is {1} {2}, {3} {4};"
                + " less its own error on the examples of the training it is {5} {6}, {7} {8} (medians over {9} samples).",
            "Échantillon par échantillon, l'erreur du réseau le plus large sur des exemples neufs moins la médiane de celles des {0} largeurs (la sienne comprise) vaut"
                + " {1} {2}, {3} {4} ; moins sa propre erreur sur les exemples de l'entraînement, elle vaut {5} {6}, {7} {8} (médianes sur {9}"
                + " échantillons).",
            widths.size(),
            test,
            noise > 0 ? variance : Text.of("times that median", "fois cette médiane"),
            against(test, excess),
            excess,
            gap,
            noise > 0 ? variance : Text.of("times the latter", "fois cette dernière"),
            against(gap, mostGap),
            mostGap,
            rises.size());
    if (test <= excess) {
      return List.of(
          compared, gap <= mostGap ? SEEN : notSeen(widths.getFirst().parameters() > examples));
    }
    if (train >= TRAINED_LESS * test) {
      return List.of(
          compared,
          Phrase.of(
              "But its error on the examples, less the median of theirs, is {0} {1}: it is trained less well than they are, and the"
                  + " comparison with them says little of overfitting.",
              "Mais son erreur sur les exemples, moins la médiane des leurs, vaut {0} {1} : il est moins bien entraîné qu'eux,"
                  + " et la comparaison avec eux dit peu du sur-apprentissage.",
              train,
              onFresh));
    }
    return List.of(
        compared,
        gap <= mostGap
            ? Phrase.of(
                "Its error on the examples, less the median of theirs, is {0} {1}. That it overfits is not seen, as its two errors are"
                    + " so close; nor that it does not (slide 15), as it does worse on fresh examples.",
                "Son erreur sur les exemples, moins la médiane des leurs, vaut {0} {1}. Qu'il sur-apprend ne se voit pas, ses deux"
                    + " erreurs étant si proches ; ni le contraire (diapositive 15), puisqu'il fait moins bien sur des exemples neufs.",
                train,
                onFresh)
            : Phrase.of(
                "It overfits, unlike the slide's: its error on the examples, less the median of theirs, is only {0} {1}.",
                "Il sur-apprend, contrairement à celui de la diapositive : son erreur sur les exemples, moins la médiane des leurs, ne vaut que {0}"
                    + " {1}.",
                train,
                onFresh));
  }

  private static final Text SEEN =
      Text.of(
          "That “même très surparamétré” it does not overfit (slide 15) is seen.",
          "Que « même très surparamétré » il ne sur-apprend pas (diapositive 15) se voit.");

  private static Text notSeen(boolean allOverParametrised) {
    Text seen =
        Text.of(
            "That it does not overfit (slide 15) is not seen.",
            "Qu'il ne sur-apprend pas (diapositive 15) ne se voit pas.");
    return allOverParametrised
        ? Phrase.joined(
            List.of(
                seen,
                Text.of(
                    "The widths that it is compared with are over-parametrised too.",
                    "Les largeurs auxquelles on le compare sont, elles aussi, surparamétrées.")))
        : seen;
  }

  private static Text against(double value, double most) {
    return value <= most ? Text.of("at most", "au plus") : Text.of("more than", "plus de");
  }

  private static double gapUnit(WidthRun run) {
    return run.noise() > 0 ? run.variance() : WidthRise.unit(run.train(), run);
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
