package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.backend.Backend;
import org.theoria.backend.Backends;
import org.theoria.experiment.Duration;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Experiment;
import org.theoria.experiment.Observations;
import org.theoria.experiment.Phrase;
import org.theoria.experiment.Watch;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Text;

/**
 * <b>The local dimension as the width grows</b> (slide 72).
 *
 * <p>What the slide shows: "Experience 2: Comportement quand la largeur varie", architecture
 * (784,w,w,w,10) for several w, MNIST with 4000 training and 10000 test examples, 40000 inputs of
 * Gaussian noise, and a picture "Functional dimensions as the width increases", which is not in the
 * text that this project has.
 *
 * <p>What is chosen here: the widths; the training, as in {@link MnistLocalDimension} with 20
 * epochs, and the ranks after it. With 784 pixels the numbers of examples are the slide's, but for
 * the test digits: 6000 are all that are shipped beside those of the training. The time of a rank
 * grows with the cube of the width, so that the widths there are small; beside them there are the
 * means of 4 × 4 pixels, where few examples suffice, up to width 40.
 */
public final class MnistLocalDimensionWidth implements Experiment {

  static final DigitSizes FULL =
      new DigitSizes(
          new DigitTraining(0.001, 50, 4000, List.of(20)),
          List.of(
              new DigitPlan(
                  DigitScale.PIXELS,
                  List.of(2, 5, 10),
                  1,
                  List.of(
                      new DigitPlan.Part(DigitSet.Kind.TRAIN, 4000, List.of(20)),
                      new DigitPlan.Part(DigitSet.Kind.TEST, 6000, List.of(20)),
                      new DigitPlan.Part(DigitSet.Kind.GAUSSIAN, 40_000, List.of(20)))),
              DigitPlan.ofEach(
                  DigitScale.MEANS, List.of(2, 5, 10, 15, 20, 30, 40), 1, 571, List.of(20))));

  static final DigitSizes QUICK =
      new DigitSizes(
          new DigitTraining(0.001, 50, 1000, List.of(10)),
          List.of(
              DigitPlan.ofEach(DigitScale.PIXELS, List.of(5, 10, 20), 1, 100, List.of(10)),
              DigitPlan.ofEach(DigitScale.MEANS, List.of(5, 10, 20), 1, 300, List.of(10))));

  @Override
  public String id() {
    return "mnist-local-dimension-width";
  }

  @Override
  public Text title() {
    return Text.of(
        "The local dimension of networks on digits as the width grows",
        "La dimension locale de réseaux sur des chiffres quand la largeur croît");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "72");
  }

  @Override
  public Duration duration() {
    return new Duration(300, 30);
  }

  @Override
  public Text shown() {
    return Text.of(
        "“Experience 2: Comportement quand la largeur varie”: $(784,w,w,w,10)$ for several $w$, MNIST with 4000 training, 10000 test and"
            + " 40000 Gaussian inputs; a picture “Functional dimensions as the width increases”. The slide names neither the widths nor the"
            + " training.",
        "« Experience 2: Comportement quand la largeur varie » : $(784,w,w,w,10)$ pour plusieurs $w$, MNIST avec 4000 entrées"
            + " d'apprentissage, 10000 de test et 40000 gaussiennes ; une image « Functional dimensions as the width increases ». La"
            + " diapositive ne donne ni les largeurs ni l'apprentissage.");
  }

  @Override
  public boolean choosesBackend() {
    return true;
  }

  @Override
  public Observations run(Settings settings, Watch watch) {
    Backend on = Backends.installed().chosen(settings.backend(), DigitTraining.PRECISION);
    return run(on, settings.quick() ? QUICK : FULL, settings.seed(), watch);
  }

  static Observations run(Backend backend, DigitSizes sizes, long seed, Watch watch) {
    DigitRuns.Ranks ranks = DigitRuns.of(backend, sizes, seed, watch);
    if (!ranks.complete()) {
      return DigitRuns.partial(ranks);
    }
    List<DigitRank> all = ranks.ranks();
    return new Observations(
        DigitSeen.byWidth(all),
        List.of(
            DigitExhibits.byWidth(all),
            DigitExhibits.ranks(all),
            new Exhibit.Prose(
                Phrase.joined(
                    List.of(
                        DigitRuns.how(sizes.training(), backend), DigitRuns.which(sizes, seed))))),
        true);
  }
}
