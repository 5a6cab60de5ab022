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
 * Slides 12-13: “Apprentissage d'un réseau de neurones MLP, ReLU, de profondeur 6, de largeur 40.
 * Que va-t'il se passer dans [0.3,0.7] ?”, then the same picture with the answer. Both are figures
 * (from demo_regularisation_implicite.ipynb), of which we have no copy; slide 67 says in words what
 * such a picture shows: regularisation “reduces the number of linear pieces ‘perceived’ by X, fills
 * holes linearly”.
 *
 * <p>What the slides say: a ReLU network, six hidden layers (slide 14 counts the parameters of
 * “profondeur fixe (6 couches)”: 581 at width 10 is that of six hidden layers from ℝ to ℝ and no
 * other number) of width 40, and no examples in [0.3, 0.7].
 *
 * <p>What they do not say, and our choice: the function (two: sin 2πx, almost straight across the
 * gap, and cos 4πx, with a whole bump in it that no example shows); the examples (60, half on each
 * side, uniform, without noise); initialisation and optimiser (those of slide 68: He-normal, Adam),
 * rate (0.001: with the 0.002 of slide 68 the last epochs often miss the examples), batch (20),
 * epochs (2000), the number of starts (8 for each function).
 *
 * <p>What is measured, exactly, on the trained function: its affine pieces and extrema in the gap,
 * and the largest distance from the chord between the two examples next to the gap, which is at a
 * node of the function.
 */
public final class GapExperiment implements Experiment {
  private final Optional<Backend> backend;
  private final Optional<GapSettings> settings;

  /** On the preferred backend. */
  public GapExperiment() {
    this(Optional.empty(), Optional.empty());
  }

  /** On another backend, with other settings than those of {@link Settings#quick}. */
  GapExperiment(Optional<Backend> backend, Optional<GapSettings> settings) {
    this.backend = backend;
    this.settings = settings;
  }

  @Override
  public String id() {
    return "implicit-regularisation-gap";
  }

  @Override
  public Text title() {
    return Text.of(
        "Implicit regularisation: what a trained network does where there is no data",
        "La régularisation implicite : ce que fait un réseau entraîné là où il n'y a pas de données");
  }

  @Override
  public Citation citation() {
    return Citation.slide(1, "12-13");
  }

  @Override
  public Duration duration() {
    return new Duration(60, 5);
  }

  @Override
  public Text shown() {
    return Text.of(
        "A ReLU network of depth 6 and width 40 is trained without examples in $[0.3,0.7]$: what will it do there? (12; the answer is a"
            + " figure, 13.) Slide 67 has it in words: regularisation “reduces the number of linear pieces ‘perceived’ by $X$, fills holes"
            + " linearly”. The slides name neither the function nor how it is trained.",
        "Un réseau ReLU de profondeur 6 et de largeur 40 est entraîné sans exemple dans $[0{,}3;0{,}7]$ : « Que va-t'il se passer » là ? (12 ;"
            + " la réponse est une figure, 13.) La diapositive 67 le dit en mots : la régularisation « reduces the number of linear pieces"
            + " ‘perceived’ by $X$, fills holes linearly ». Les diapositives ne donnent ni la fonction ni l'entraînement.");
  }

  @Override
  public boolean choosesBackend() {
    return true;
  }

  @Override
  public Observations run(Settings asked, Watch watch) {
    GapSettings s = settings.orElse(asked.quick() ? GapSettings.QUICK : GapSettings.FULL);
    Backend on =
        backend.orElseGet(() -> Backends.installed().chosen(asked.backend(), Training.PRECISION));
    List<GapRun> runs = new ArrayList<>();
    Key key = new Key(id(), asked.seed());
    watch.stage(
        Text.of("training", "entraînement"),
        (long) s.epochs() * s.runs() * GapTarget.values().length);
    for (GapTarget target : GapTarget.values()) {
      GapSample sample = GapSample.draw(target, s.examples(), key);
      for (int run = 0; run < s.runs() && !watch.stopped(); run++) {
        run(s, on, sample, run, key, watch).ifPresent(runs::add);
      }
    }
    boolean complete = runs.size() == s.runs() * GapTarget.values().length;
    if (runs.isEmpty()) {
      return new Observations(Phrase.STOPPED, List.of(), complete);
    }
    List<Exhibit> exhibits = new ArrayList<>(GapExhibits.of(runs, s));
    exhibits.add(settings(s, on));
    return new Observations(
        GapSeen.of(runs.stream().map(GapRun::fill).toList()), exhibits, complete);
  }

  /** One training; empty where the watch stopped it. */
  private static Optional<GapRun> run(
      GapSettings s, Backend on, GapSample sample, int run, Key key, Watch watch) {
    List<LossCurve.At> losses = new ArrayList<>();
    int every = Math.max(1, s.epochs() / 100);
    Training training = new Training(on, s.network(), s.rate(), s.batch(), s.epochs(), every);
    Training.Trained trained =
        training.train(
            sample.x(),
            sample.y(),
            new Key(key.domain() + " " + sample.target().id(), key.seed()),
            run,
            watch,
            look -> losses.add(new LossCurve.At(look.epoch(), look.loss() / sample.x().length)));
    if (trained.end() == Training.End.STOPPED) {
      return Optional.empty();
    }
    GapFill fill = GapFill.of(sample, run, trained, s.network().with(trained.theta()));
    return Optional.of(
        new GapRun(
            sample,
            fill,
            s.network().values(trained.theta(), GapExhibits.GRID),
            new LossCurve(sample.target().id() + "-" + run, losses)));
  }

  private static Exhibit settings(GapSettings s, Backend on) {
    return new Exhibit.Prose(
        Phrase.of(
            "{0} hidden ReLU layers of {1} neurons ({2} parameters), {3} examples without noise on each function, half on each side of the gap;"
                + " {4} starts (He-normal weights, biases 0) for each; Adam with rate {5}, batches of {6}, {7} epochs. A function fits where the"
                + " root mean square error is at most {8} times the range of $y$, and is near the chord where it is at most {9} times that range away."
                + " Pieces, extrema and distances are computed exactly from the parameters. Trained on the backend {10} in {11}: on another"
                + " backend the training begins alike and parts in its rounding.",
            "{0} couches cachées ReLU de {1} neurones ({2} paramètres), {3} exemples sans bruit sur chaque fonction, la moitié de chaque côté du"
                + " trou ; {4} départs (poids He-normaux, biais nuls) pour chacune ; Adam de pas {5}, lots de {6}, {7} époques. Une fonction"
                + " approche les exemples si la racine de l'erreur quadratique moyenne est d'au plus {8} fois l'étendue de $y$, et est près de la"
                + " corde à au plus {9} fois cette étendue. Morceaux, extrema et distances sont calculés exactement depuis les paramètres."
                + " Entraîné avec le backend {10} en {11} : avec un autre, l'entraînement commence de même puis s'écarte par ses arrondis.",
            s.network().hidden(),
            s.network().width(),
            s.network().parameterCount(),
            s.examples(),
            s.runs(),
            s.rate(),
            s.batch(),
            s.epochs(),
            GapFill.FITTED,
            GapFill.LINEAR,
            on.name(),
            Training.PRECISION.id()));
  }
}
