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
 * <b>The local dimension of a network during its training on digits</b> (slide 71).
 *
 * <p>What the slide shows: "Experience 1: Comportement pendant l'apprentissage", a picture, for the
 * architecture (784,30,30,30,10), 25720 parameters, MNIST: 4000 training examples, 20000 test
 * examples, and 20000 inputs of Gaussian noise. The picture is not in the text that this project
 * has; the paper behind it (J. Bona-Pellissier, F. Malgouyres, F. Bachoc, arXiv:2402.08269,
 * abstract of the first version) says that the dimension on a sample decreases during optimisation,
 * and that the largest one over all inputs stays close to the number of parameters.
 *
 * <p>What the slide does not say, and what is chosen here:
 *
 * <ul>
 *   <li>Training: 4000 digits (of the 10,000 shipped), softmax and cross-entropy, He's
 *       initialisation, Adam with η = 0.001, mini-batches of 50, 50 epochs, float64.
 *   <li>The rank is that of the logits, for the network whose parameters are rounded to multiples
 *       of 2⁻²⁰, by {@code network.rank}: proven, or but for a stated probability over random
 *       primes.
 *   <li>Sizes. On the slide's own network the ranks on its 4000 training digits are taken at few
 *       epochs: each takes some ten minutes of processor time. Those on its 20000 test digits (of
 *       which 6000 are shipped) and 20000 Gaussian inputs are left out there: the latter take twice
 *       as long, and an hour on two cores would not hold them all. All three kinds, more epochs and
 *       three trainings are on a second network, (49,30,30,30,10) on means of 4 × 4 pixels, with
 *       the slide's own ratio 10·n / parameters on the training digits.
 * </ul>
 */
public final class MnistLocalDimension implements Experiment {

  private static final List<Integer> EPOCHS = List.of(0, 1, 2, 5, 20, 50);

  /** 571·10 / 3670 is 4000·10 / 25720, the ratio of the slide. */
  static final DigitSizes FULL =
      new DigitSizes(
          new DigitTraining(0.001, 50, 4000, EPOCHS),
          List.of(
              new DigitPlan(
                  DigitScale.PIXELS,
                  List.of(30),
                  1,
                  List.of(new DigitPlan.Part(DigitSet.Kind.TRAIN, 4000, List.of(0, 1, 50)))),
              DigitPlan.ofEach(DigitScale.MEANS, List.of(30), 3, 571, EPOCHS)));

  static final DigitSizes QUICK =
      new DigitSizes(
          new DigitTraining(0.001, 50, 1000, List.of(0, 40)),
          List.of(
              DigitPlan.ofEach(DigitScale.PIXELS, List.of(30), 1, 100, List.of(0, 40)),
              DigitPlan.ofEach(DigitScale.MEANS, List.of(30), 1, 300, List.of(0, 40))));

  @Override
  public String id() {
    return "mnist-local-dimension";
  }

  @Override
  public Text title() {
    return Text.of(
        "The local dimension of a network during its training on digits",
        "La dimension locale d'un réseau pendant son apprentissage sur des chiffres");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "71");
  }

  @Override
  public Duration duration() {
    return new Duration(1800, 30);
  }

  @Override
  public Text shown() {
    return Text.of(
        "“Experience 1: Comportement pendant l'apprentissage”: $(784,30,30,30,10)$, 25720 parameters, MNIST with 4000 training, 20000 test"
            + " and 20000 Gaussian inputs; a picture of $\\mathrm{rk}\\,Df_\\theta(X)$ during training. The paper behind it (arXiv:2402.08269)"
            + " reports that it decreases. The slide names no optimiser, loss or number of epochs.",
        "« Experience 1: Comportement pendant l'apprentissage » : $(784,30,30,30,10)$, 25720 paramètres, MNIST avec 4000 entrées"
            + " d'apprentissage, 20000 de test et 20000 gaussiennes ; une image de $\\mathrm{rk}\\,Df_\\theta(X)$ pendant l'apprentissage."
            + " L'article derrière elle (arXiv:2402.08269) rapporte qu'il décroît. La diapositive ne donne ni optimiseur, ni perte, ni nombre"
            + " d'époques.");
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
    Exhibit how =
        new Exhibit.Prose(
            Phrase.joined(
                List.of(
                    DigitRuns.how(sizes.training(), backend),
                    DigitRuns.which(sizes, seed),
                    Text.of(
                        "The slide has 4000 training digits, 20000 test digits and 20000 Gaussian inputs, all through 784 pixels; there a rank takes some"
                            + " ten minutes of processor time, on Gaussian inputs twenty. The means of 4×4 pixels are not on the slide: with $n=571$"
                            + " they have its ratio of $10n$ to the number of parameters on training digits.",
                        "La diapositive a 4000 chiffres d'apprentissage, 20000 de test et 20000 entrées gaussiennes, tous par 784 pixels ; un rang y prend"
                            + " quelque dix minutes de processeur, vingt sur des entrées gaussiennes. Les moyennes de 4×4 pixels ne sont pas sur la"
                            + " diapositive : avec $n=571$, elles ont son rapport de $10n$ au nombre de paramètres sur les chiffres d'apprentissage."))));
    return new Observations(
        DigitSeen.alongTraining(all),
        List.of(DigitExhibits.alongTraining(all), DigitExhibits.ranks(all), how),
        true);
  }
}
