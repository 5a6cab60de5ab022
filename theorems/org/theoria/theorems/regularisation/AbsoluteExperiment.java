package org.theoria.theorems.regularisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.RationalMatrix;
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
import org.theoria.sampling.Stream;

/**
 * Slides 66-68: “Regularization reduces the number of linear pieces ‘perceived’ by X, fills holes
 * linearly” (three points on one piece have dependent D f_θ(x_i), so that rk(D f_θ(X)) is reduced),
 * and the “Experiment: Recovery of y = |x|”, whose result is a figure of which we have no copy.
 *
 * <p>What the slides say, and what is done here: “X contains 10 random numbers”, a ReLU network of
 * width 20 and depth 6 (six hidden layers, as slide 14 counts), “init = he_normal, Optimizer: Adam,
 * Learning rate = 0.002, batch size = 5, 500 epochs”.
 *
 * <p>What they do not say, and our choice: the law of X (uniform in [−1, 1], on multiples of 2⁻²⁰);
 * the number of runs (10, each with its own X and start); the loss (squared error); β₁, β₂, ε of
 * Adam (those of Kingma and Ba; Keras, whose names the slide uses, has ε = 10⁻⁷) and the biases at
 * the start (0, as Keras has them; its he_normal is cut off at two standard deviations, ours is
 * not). With biases 0 the network is positively homogeneous at the start: one pattern on each side
 * of 0, so that X perceives at most two pieces and the rank is at most 4 there.
 *
 * <p>What is measured: rank D f_θ(X) at the iterates, exactly, as {@code theoria rank} does it.
 * Where no pre-activation is 0 the pattern, and with it the polynomial that f_θ(X) is, is constant
 * near θ, and the rank, lower semicontinuous there, is d(θ) of slide 67. The pieces that X
 * perceives are the distinct affine functions among those that f is at the examples. Each
 * activation pattern adds at most 2 to the rank, for D f_θ(x) is affine in x where the pattern is
 * constant; several patterns may have one affine function. The pieces of f between the examples,
 * and its distance from |x|, are exact as well.
 */
public final class AbsoluteExperiment implements Experiment {
  private final Optional<Backend> backend;
  private final Optional<AbsoluteSettings> settings;

  /** On the preferred backend. */
  public AbsoluteExperiment() {
    this(Optional.empty(), Optional.empty());
  }

  /** On another backend, with other settings than those of {@link Settings#quick}. */
  AbsoluteExperiment(Optional<Backend> backend, Optional<AbsoluteSettings> settings) {
    this.backend = backend;
    this.settings = settings;
  }

  @Override
  public String id() {
    return "recover-absolute-value";
  }

  @Override
  public Text title() {
    return Text.of(
        "Recovery of $y=|x|$ from ten points, and the rank along training",
        "Retrouver $y=|x|$ depuis dix points, et le rang le long de l'entraînement");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "66-68");
  }

  @Override
  public Duration duration() {
    return new Duration(180, 15);
  }

  @Override
  public Text shown() {
    return Text.of(
        "“$\\mathrm{rk}(Df_\\theta(X))$ is reduced ⇒ Regularization reduces the number of linear pieces ‘perceived’ by $X$, fills holes"
            + " linearly”, and a figure of the recovery of $y=|x|$ from 10 random numbers by a ReLU network of width 20 and depth 6: he_normal,"
            + " Adam, rate 0.002, batches of 5, 500 epochs.",
        "« $\\mathrm{rk}(Df_\\theta(X))$ is reduced ⇒ Regularization reduces the number of linear pieces ‘perceived’ by $X$, fills holes linearly"
            + " », et une figure où $y=|x|$ est retrouvé depuis 10 nombres aléatoires par un réseau ReLU de largeur 20 et de profondeur 6 :"
            + " he_normal, Adam, pas 0,002, lots de 5, 500 époques.");
  }

  @Override
  public boolean choosesBackend() {
    return true;
  }

  @Override
  public Observations run(Settings asked, Watch watch) {
    AbsoluteSettings s =
        settings.orElse(asked.quick() ? AbsoluteSettings.QUICK : AbsoluteSettings.FULL);
    Backend on =
        backend.orElseGet(() -> Backends.installed().chosen(asked.backend(), Training.PRECISION));
    Key key = new Key(id(), asked.seed());
    watch.stage(
        Text.of("training and ranks", "entraînement et rangs"), (long) s.epochs() * s.runs());
    List<AbsoluteRun> runs = new ArrayList<>();
    for (int run = 0; run < s.runs() && !watch.stopped(); run++) {
      run(s, on, run, key, watch).ifPresent(runs::add);
    }
    boolean complete = runs.size() == s.runs();
    if (runs.isEmpty()) {
      return new Observations(Phrase.STOPPED, List.of(), complete);
    }
    List<Exhibit> exhibits = new ArrayList<>(AbsoluteExhibits.of(runs, s));
    exhibits.add(settings(s, on, runs));
    return new Observations(
        AbsoluteSeen.of(runs.stream().map(AbsoluteRun::end).toList(), s.examples()),
        exhibits,
        complete);
  }

  /** One training; empty where the watch stopped it. */
  private static Optional<AbsoluteRun> run(
      AbsoluteSettings s, Backend on, int run, Key key, Watch watch) {
    AbsoluteSample sample = AbsoluteSample.draw(s.examples(), key, run);
    RationalMatrix x = sample.matrix();
    Stream words = new Key(key.domain() + " primes", key.seed()).stream(run);
    List<LossCurve.At> losses = new ArrayList<>();
    List<RankLook> looks = new ArrayList<>();
    Training training = new Training(on, s.network(), s.rate(), s.batch(), s.epochs(), 1);
    Training.Trained trained =
        training.train(
            sample.x(),
            sample.y(),
            key,
            run,
            watch,
            look -> {
              double loss = look.loss() / s.examples();
              boolean rank = s.looksAt(look.epoch());
              if (rank || look.epoch() % 5 == 0) {
                losses.add(new LossCurve.At(look.epoch(), loss));
              }
              if (rank) {
                looks.add(RankLook.of(look.epoch(), loss, look.network(), x, words::nextLong));
              }
            });
    if (trained.end() == Training.End.STOPPED) {
      return Optional.empty();
    }
    if (looks.isEmpty()) {
      throw new IllegalStateException(
          key.domain() + ", run " + run + ": the start has no finite loss and gradient");
    }
    return Optional.of(
        new AbsoluteRun(
            sample,
            AbsoluteEnd.of(sample, run, trained, s.network().with(trained.theta()), looks),
            s.network().values(trained.theta(), AbsoluteExhibits.GRID),
            new LossCurve(Integer.toString(run), losses)));
  }

  private static Exhibit settings(AbsoluteSettings s, Backend on, List<AbsoluteRun> runs) {
    List<RankLook> looks = runs.stream().flatMap(r -> r.end().looks().stream()).toList();
    return new Exhibit.Prose(
        Phrase.of(
            "{0} hidden ReLU layers of {1} neurons ({2} parameters), {3} inputs uniform in $[-1,1]$ and a start (He-normal weights, biases 0) for"
                + " each run; Adam with rate {4} on the squared error, batches of {5}, {6} epochs. Of the {7} ranks, {8} are proven, {9} are right"
                + " but for a probability of at most $2^{-100}$ and {10} are at a point where a pre-activation is exactly 0. With biases 0 the"
                + " function at the start has one affine piece on each side of 0. Pieces are told apart exactly, however little their slopes"
                + " differ. Trained on the backend {11} in {12}: on another backend the training begins alike and parts in its rounding.",
            "{0} couches cachées ReLU de {1} neurones ({2} paramètres), {3} entrées uniformes dans $[-1,1]$ et un départ (poids He-normaux, biais"
                + " nuls) par essai ; Adam de pas {4} sur l'erreur quadratique, lots de {5}, {6} époques. Des {7} rangs, {8} sont prouvés, {9} sont"
                + " justes sauf probabilité d'au plus $2^{-100}$ et {10} sont en un point où une pré-activation est exactement nulle. À biais nuls,"
                + " la fonction de départ a un morceau affine de chaque côté de 0. Les morceaux sont distingués exactement, si peu que leurs"
                + " pentes diffèrent. Entraîné avec le backend {11} en {12} : avec un autre, l'entraînement commence de même puis s'écarte par ses"
                + " arrondis.",
            s.network().hidden(),
            s.network().width(),
            s.network().parameterCount(),
            s.examples(),
            s.rate(),
            s.batch(),
            s.epochs(),
            looks.size(),
            count(looks, RankLook.Certainty.PROVEN),
            count(looks, RankLook.Certainty.PROBABLE),
            count(looks, RankLook.Certainty.KINK),
            on.name(),
            Training.PRECISION.id()));
  }

  private static long count(List<RankLook> looks, RankLook.Certainty certainty) {
    return looks.stream().filter(l -> l.certainty() == certainty).count();
  }
}
