package org.theoria.theorems.regularisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.theoria.sampling.Key;

/**
 * Slides 14-15: “L'échantillon d'apprentissage comprend 100 exemples. Quelles sont les performances
 * des réseaux de profondeur fixe (6 couches) pour différentes largeurs ?”, a table of widths and
 * numbers of parameters (10: 581, 20: 2161, … 400: 803201), and: “Même très surparamétré, dans
 * cette expérience, le réseau de neurones ne surapprend pas. Warning: Cela arrive tout de même.”
 * The curves are a figure (from demo regularisation implicite overfit.ipynb) of which we have no
 * copy.
 *
 * <p>What the slides say, and what is done here: 100 examples, the twelve widths, and six hidden
 * layers from ℝ to ℝ: 5w² + 8w + 1 parameters gives each number of the table, and no other count of
 * layers or inputs does.
 *
 * <p>What they do not say, and our choice: the function (sin 2πx, x uniform in [0, 1]); the noise
 * (0, and standard deviation 0.2: without noise to fit the examples is no sin); the test examples
 * (500); initialisation and optimiser (He-normal and Adam, as slide 68; rate 0.001, full batches,
 * 1000 epochs); the runs (3 for each). The widths 2, 3, 4, 6 are added, since all of the slide's
 * are far beyond the threshold of as many parameters as examples, between 3 and 4.
 *
 * <p>What a run can say is bound to its training: a network that does not fit the noise at its end
 * might with more epochs. So the sentence says whether the noise is fitted.
 */
public final class WidthExperiment implements Experiment {

  /**
   * What a step costs beside its parameters, in the work of a thousand parameters: 0.18 ms to 0.09
   * ms (measured on openblas, widths 2 and 400); only the shown time that is left depends on it.
   */
  private static final long STEP_OVERHEAD = 2;

  private final Optional<Backend> backend;
  private final Optional<WidthSettings> settings;

  /** On the preferred backend. */
  public WidthExperiment() {
    this(Optional.empty(), Optional.empty());
  }

  /** On another backend, with other settings than those of {@link Settings#quick}. */
  WidthExperiment(Optional<Backend> backend, Optional<WidthSettings> settings) {
    this.backend = backend;
    this.settings = settings;
  }

  @Override
  public String id() {
    return "implicit-regularisation-width";
  }

  @Override
  public Text title() {
    return Text.of(
        "Implicit regularisation: errors against the width, far beyond as many parameters as examples",
        "La régularisation implicite : erreurs selon la largeur, bien au-delà d'un paramètre par exemple");
  }

  @Override
  public Citation citation() {
    return Citation.slide(1, "14-15");
  }

  @Override
  public Duration duration() {
    return new Duration(600, 5);
  }

  @Override
  public Text shown() {
    return Text.of(
        "Networks of six hidden layers and widths 10 to 400 (581 to 803201 parameters) are trained on 100 examples: “Même très surparamétré,"
            + " dans cette expérience, le réseau de neurones ne surapprend pas. Warning: Cela arrive tout de même.” (15) The slides name neither"
            + " the function, nor the noise, nor how they are trained.",
        "Des réseaux de six couches cachées, de largeur 10 à 400 (581 à 803201 paramètres), sont entraînés sur 100 exemples : « Même très"
            + " surparamétré, dans cette expérience, le réseau de neurones ne surapprend pas. Warning: Cela arrive tout de même. » (15) Les"
            + " diapositives ne donnent ni la fonction, ni le bruit, ni l'entraînement.");
  }

  @Override
  public boolean choosesBackend() {
    return true;
  }

  @Override
  public Observations run(Settings asked, Watch watch) {
    WidthSettings s = settings.orElse(asked.quick() ? WidthSettings.QUICK : WidthSettings.FULL);
    Backend on =
        backend.orElseGet(() -> Backends.installed().chosen(asked.backend(), Training.PRECISION));
    Key key = new Key(id(), asked.seed());
    long work = s.widths().stream().mapToLong(w -> work(s.network(w))).sum();
    watch.stage(
        Text.of("training", "entraînement"), work * s.epochs() * s.runs() * s.noises().size());
    List<WidthRun> runs = new ArrayList<>();
    // the narrow networks of all samples first: a run that is stopped has whole widths
    for (int width : s.widths()) {
      for (double noise : s.noises()) {
        for (int run = 0; run < s.runs() && !watch.stopped(); run++) {
          run(s, on, width, noise, run, key, watch).ifPresent(runs::add);
        }
      }
    }
    boolean complete = runs.size() == s.widths().size() * s.noises().size() * s.runs();
    return observed(runs, s, on, complete);
  }

  /** What these runs show. */
  static Observations observed(List<WidthRun> runs, WidthSettings s, Backend on, boolean complete) {
    if (runs.isEmpty()) {
      return new Observations(Phrase.STOPPED, List.of(), complete);
    }
    List<Exhibit> exhibits = new ArrayList<>(WidthExhibits.of(runs, s));
    exhibits.add(settings(s, on));
    return new Observations(WidthSeen.of(runs, s.noises(), s.examples()), exhibits, complete);
  }

  /** The work of an epoch, in that of a thousand parameters. */
  static long work(LineNetwork network) {
    return STEP_OVERHEAD + network.parameterCount() / 1000;
  }

  /** One training; empty where the watch stopped it. */
  private static Optional<WidthRun> run(
      WidthSettings s, Backend on, int width, double noise, int run, Key key, Watch watch) {
    WidthSample sample = WidthSample.draw(s, noise, key, run);
    LineNetwork network = s.network(width);
    int every = Math.max(1, s.epochs() / 100);
    Training.Trained trained =
        new Training(on, network, s.rate(), s.examples(), s.epochs(), every)
            .train(
                sample.x(),
                sample.y(),
                new Key(key.domain() + " width " + width, key.seed()),
                run,
                weighted(watch, work(network)),
                look -> {});
    if (trained.end() == Training.End.STOPPED) {
      return Optional.empty();
    }
    return Optional.of(
        new WidthRun(
            noise,
            width,
            network.parameterCount(),
            run,
            trained.end() == Training.End.DONE,
            trained.loss(),
            sample.testError(network, trained.theta()),
            sample.variance()));
  }

  /** The watch, to which each unit counts as so many. */
  private static Watch weighted(Watch watch, long weight) {
    return new Watch() {
      @Override
      public void stage(Text label, long total) {
        watch.stage(label, total * weight);
      }

      @Override
      public void advance(long units) {
        watch.advance(units * weight);
      }

      @Override
      public void training(double loss, double gradientNorm, double rate) {
        watch.training(loss, gradientNorm, rate);
      }

      @Override
      public boolean stopped() {
        return watch.stopped();
      }
    };
  }

  private static Exhibit settings(WidthSettings s, Backend on) {
    return new Exhibit.Prose(
        Phrase.of(
            "{0} hidden ReLU layers; {1} examples $(x,\\sin2\\pi x+\\text{noise})$ with $x$ uniform in $[0,1]$ and {2} fresh ones for the test, {3}"
                + " samples for each noise, the same for all widths; He-normal weights, biases 0; Adam with rate {4}, full batches, {5} epochs."
                + " There are as many parameters as examples at width {6}. Of the widths from {11} on, the widest network is said to overfit where its"
                + " test error is above the median over these widths, on the same sample, by more than {7} times the variance of $y$ (median over the"
                + " samples), its error on the examples does not rise half as much, and its test error is more than {10} times that variance above"
                + " its error on the examples; not to overfit only where neither excess is so large. Without noise the errors are so far below that"
                + " variance that no share of it tells them apart; there the two are {12} times that median and {12} times its own error on the"
                + " examples, about what chance gives. Trained on the backend {8} in {9}: on"
                + " another backend the training begins alike and parts in its rounding.",
            "{0} couches cachées ReLU ; {1} exemples $(x,\\sin2\\pi x+\\text{bruit})$ avec $x$ uniforme dans $[0,1]$ et {2} neufs pour le test, {3}"
                + " échantillons par bruit, les mêmes pour toutes les largeurs ; poids He-normaux, biais nuls ; Adam de pas {4}, lots entiers, {5}"
                + " époques. Il y a autant de paramètres que d'exemples à la largeur {6}. Des largeurs à partir de {11}, on dit que le réseau le plus"
                + " large sur-apprend si son erreur de test dépasse la médiane sur ces largeurs, sur le même échantillon, de plus de {7} fois la"
                + " variance de $y$ (médiane sur les échantillons), que son erreur sur les exemples ne monte pas de la moitié d'autant, et que son"
                + " erreur de test dépasse son erreur sur les exemples de plus de {10} fois cette variance ; qu'il ne sur-apprend pas seulement si"
                + " aucun des deux excès n'est si grand. Sans bruit les erreurs sont si loin sous cette variance qu'aucune part d'elle ne les"
                + " distingue ; là, les deux sont {12} fois cette médiane et {12} fois sa propre erreur sur les exemples, à peu près ce que donne le"
                + " hasard. Entraîné"
                + " avec le backend {8} en {9} : avec un autre, l'entraînement commence de même puis s'écarte par ses arrondis.",
            s.hidden(),
            s.examples(),
            s.tests(),
            s.runs(),
            s.rate(),
            s.epochs(),
            s.threshold(),
            WidthSeen.EXCESS,
            on.name(),
            Training.PRECISION.id(),
            WidthSeen.GAP,
            WidthSettings.SLIDE_FROM,
            WidthSeen.SHARE));
  }
}
