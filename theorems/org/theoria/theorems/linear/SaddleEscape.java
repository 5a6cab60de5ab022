package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theoria.backend.Backend;
import org.theoria.backend.BackendStatus;
import org.theoria.backend.Backends;
import org.theoria.experiment.Duration;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Experiment;
import org.theoria.experiment.Observations;
import org.theoria.experiment.Phrase;
import org.theoria.experiment.Watch;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Text;
import org.theoria.theorems.linear.EscapeSaddle.Kind;

/**
 * <b>How long gradient descent stays near a strict and near a non-strict saddle</b> (slide 95).
 *
 * <p>What the slide shows: two pictures under "Empiriquement, on trouve": (a) "Initialisation au
 * voisinage d'un point selle strict vs non-strict", loss curves, and (b) "Histogramme des epoch
 * d'échappement". The text of the slide has no numbers, and the pictures are not in the text that
 * this project has.
 *
 * <p>What the slide does not say, and what is chosen here:
 *
 * <ul>
 *   <li>Network and data: widths (4,4,4,4), H = 3, the least depth that has non-strict saddles; 16
 *       examples with Σ_XX = I, singular values 2, 3/2, 1, 1/2 of Σ^{1/2} and least risk 1.
 *   <li>Which saddles: two associated with the same 𝒮 = {1}, so of the same risk, that differ in
 *       nothing but the block Z_2 (0: tightened, non-strict; I: not tightened, strict), and a
 *       third, strict one with 𝒮 = {2}. They are exact, and the exact classifier confirms their
 *       class.
 *   <li>"Vicinity": every weight of the saddle plus ε times a standard normal number.
 *   <li>Optimiser: gradient descent with all examples, η = 2⁻⁸; an epoch is one step.
 *   <li>"Escape": the first epoch looked at (every eighth) with E ≤ E(W*) − 0.1·(E(W*) − min E).
 * </ul>
 *
 * <p>What theory says: near the strict saddle the way out grows like e^{ckη}, so the time grows by
 * a constant where ε is halved; near the non-strict one with H = 3 it obeys ż ~ z², so the time
 * doubles.
 */
public final class SaddleEscape implements Experiment {

  /** The curves end where this share of the starts near each saddle has escaped, and this later. */
  private static final double DRAWN_SHARE = 0.9;

  private static final double DRAWN_LONGER = 1.5;

  /** At most this many looks of a curve are drawn: the SVG stays small. */
  private static final int MOST_LOOKS = 400;

  /** opencl, which alone on a processor runs a whole batch at once, or else ejml. */
  private static Backend batching(Backends backends) {
    return backends.all().stream()
        .filter(
            b ->
                b.name().equals("opencl")
                    && b.probe() instanceof BackendStatus.Available a
                    && a.precisions().contains(EscapeRuns.PRECISION))
        .findFirst()
        .orElseGet(() -> backends.named("ejml"));
  }

  @Override
  public String id() {
    return "saddle-escape";
  }

  @Override
  public Text title() {
    return Text.of(
        "Deep linear networks: escape from a strict and from a non-strict saddle",
        "Réseaux linéaires profonds : fuite d'une selle stricte et d'une selle non stricte");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "95");
  }

  @Override
  public Duration duration() {
    return new Duration(15, 5);
  }

  @Override
  public Text shown() {
    return Text.of(
        "(a) Loss curves from starts near a strict and near a non-strict saddle of a deep linear network; (b) the histogram of the epochs of"
            + " escape. The slide names neither network, data, distance, optimiser nor number of starts, and does not define escape.",
        "(a) Courbes de perte de départs au voisinage d'une selle stricte et d'une selle non stricte d'un réseau linéaire profond ; (b)"
            + " l'histogramme des époques d'échappement. La diapositive ne donne ni réseau, ni données, ni distance, ni optimiseur, ni nombre"
            + " de départs, et ne définit pas l'échappement.");
  }

  @Override
  public boolean choosesBackend() {
    return true;
  }

  @Override
  public Observations run(Settings settings, Watch watch) {
    Backends installed = Backends.installed();
    Backend on =
        settings.backend().isPresent()
            ? installed.chosen(settings.backend(), EscapeRuns.PRECISION)
            : batching(installed);
    EscapeSettings sizes = settings.quick() ? EscapeSettings.QUICK : EscapeSettings.FULL;
    return run(on, sizes, settings.seed(), watch);
  }

  static Observations run(Backend backend, EscapeSettings settings, long seed, Watch watch) {
    List<EscapeSaddle> saddles = Arrays.stream(Kind.values()).map(EscapeSaddle::of).toList();
    List<Exhibit> exhibits = new ArrayList<>(List.of(EscapeExhibits.saddles(saddles)));
    watch.stage(
        Text.of("starts near saddles", "départs près de selles"),
        (long) saddles.size() * settings.distances().size() * settings.starts());
    List<EscapeRuns> all = new ArrayList<>();
    for (EscapeSaddle saddle : saddles) {
      for (double distance : settings.distances()) {
        if (!watch.stopped()) {
          all.add(EscapeRuns.escapes(backend, saddle, distance, settings, seed, watch));
        }
      }
    }
    List<EscapeRuns> drawn =
        watch.stopped() ? List.of() : curves(backend, all, settings, seed, watch);
    if (watch.stopped()) {
      return new Observations(Phrase.STOPPED, exhibits, false);
    }
    exhibits.add(EscapeExhibits.curves(drawn, spacing(all, settings)));
    exhibits.add(EscapeExhibits.histogram(all, settings.shown(), settings.most()));
    exhibits.add(EscapeExhibits.summary(all));
    exhibits.add(EscapeExhibits.series(all));
    exhibits.add(how(backend, settings, all));
    return new Observations(EscapeSeen.of(all, settings.shown(), settings.most()), exhibits, true);
  }

  private static List<EscapeRuns> curves(
      Backend backend, List<EscapeRuns> all, EscapeSettings settings, long seed, Watch watch) {
    watch.stage(Text.of("loss curves", "courbes de perte"), Kind.values().length);
    EscapeSettings wide = spaced(settings, spacing(all, settings));
    List<EscapeRuns> drawn = new ArrayList<>();
    for (EscapeRuns r : all) {
      if (r.distance() == settings.shown() && !watch.stopped()) {
        drawn.add(r.withLosses(backend, wide, epochs(all, settings), seed, watch));
        watch.advance(1);
      }
    }
    return drawn;
  }

  /** Epochs of the curves. */
  private static int epochs(List<EscapeRuns> all, EscapeSettings settings) {
    double longest =
        all.stream()
            .filter(r -> r.distance() == settings.shown())
            .mapToDouble(r -> r.quantile(DRAWN_SHARE))
            .max()
            .orElse(settings.most());
    return (int) Math.min(settings.most(), Math.max(settings.every(), DRAWN_LONGER * longest));
  }

  private static int spacing(List<EscapeRuns> all, EscapeSettings settings) {
    return Math.max(settings.every(), (epochs(all, settings) + MOST_LOOKS - 1) / MOST_LOOKS);
  }

  private static EscapeSettings spaced(EscapeSettings s, int every) {
    return new EscapeSettings(
        s.starts(), s.distances(), s.shown(), s.rate(), s.most(), every, s.curves());
  }

  private static Exhibit how(Backend backend, EscapeSettings s, List<EscapeRuns> all) {
    double bias = all.stream().mapToDouble(EscapeRuns::largestBias).max().orElse(0);
    return new Exhibit.Prose(
        Phrase.of(
            "Architecture $(4,4,4,4)$, 16 examples, $\\Sigma_{XX}=I$, singular values 2, 3/2, 1, 1/2, least risk 1. Gradient descent with full"
                + " batches, $\\eta={0}$, in {1} on the backend {2}; an epoch is one step, at most {3}. A start is the saddle plus"
                + " $\\varepsilon$ times a standard normal number in every weight. Escape: $E\\le E(W^*)-{4}\\,(E(W^*)-\\min E)$, looked at every"
                + " {5} epochs. Biases are 0 at the start and have gradient 0, as the columns of $X$ and $Y$ sum to 0 (largest seen: {6}).",
            "Architecture $(4,4,4,4)$, 16 exemples, $\\Sigma_{XX}=I$, valeurs singulières 2, 3/2, 1, 1/2, risque minimal 1. Descente de gradient"
                + " complète, $\\eta={0}$, en {1} avec le backend {2} ; une époque est un pas, au plus {3}. Un départ est la selle plus"
                + " $\\varepsilon$ fois un nombre normal en chaque poids. Fuite : $E\\le E(W^*)-{4}\\,(E(W^*)-\\min E)$, regardé toutes les {5}"
                + " époques. Les biais partent de 0 et ont un gradient nul, les colonnes de $X$ et $Y$ étant de somme nulle (le plus grand vu :"
                + " {6}).",
            s.rate(),
            EscapeRuns.PRECISION.id(),
            backend.name(),
            s.most(),
            Phrase.digits(EscapeSettings.SHARE),
            s.every(),
            bias));
  }
}
