package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.theoria.arithmetic.Rational;
import org.theoria.experiment.Duration;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Experiment;
import org.theoria.experiment.Observations;
import org.theoria.experiment.Watch;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Text;

/**
 * The picture of slide 67 and the dynamics of slide 70 for the network of {@link
 * FourParameterExample}: a path of gradient descent from saddle to saddle, and where small random
 * starts lead, for a target in the image and one outside.
 */
public final class FourExperiment implements Experiment {

  /** Y in the image: its mean and the line nearest to it are dyadic. */
  private static final FourRisk INSIDE = FourRisk.of(0, 1, 5);

  /** Y that is not monotone. */
  private static final FourRisk OUTSIDE = FourRisk.of(0, 3, 1);

  private static final int HALVINGS = 44;

  /** Paths begin 2⁻⁴, 2⁻⁸, …, 2⁻³⁶ below the border that the bisection finds; this one is drawn. */
  private static final int STEP_OF_EXPONENT = 4;

  private static final int LAST_EXPONENT = 36;
  private static final int DRAWN = 24;
  private static final int STEPS = 700;
  private static final int STARTS = 500;
  private static final int QUICK_STARTS = 60;

  @Override
  public String id() {
    return "four-parameter-example";
  }

  @Override
  public Text title() {
    return Text.of(
        "The example with four parameters: its image, and a path from saddle to saddle",
        "L'exemple à quatre paramètres : son image, et un chemin de selle en selle");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "66-67, 70");
  }

  @Override
  public Duration duration() {
    return new Duration(30, 5);
  }

  @Override
  public Text shown() {
    return Text.of(
        "The regions of $\\theta=(a,b,c,d)$ for $X=(0,1,2)$, their image in $(1,1,1)^\\perp\\sim\\mathbb R^2$ (66-67), and: “The"
            + " saddle-to-saddle phenomenon occurs when the sequence $(d(\\theta^k))$ is increasing” (70). The slides name neither the target"
            + " nor the start.",
        "Les régions de $\\theta=(a,b,c,d)$ pour $X=(0,1,2)$, leur image dans $(1,1,1)^\\perp\\sim\\mathbb R^2$ (66-67), et : « The"
            + " saddle-to-saddle phenomenon occurs when the sequence $(d(\\theta^k))$ is increasing » (70). Les diapositives ne donnent ni la"
            + " cible ni le départ.");
  }

  @Override
  public Observations run(Settings settings, Watch watch) {
    List<Exhibit> exhibits =
        new ArrayList<>(List.of(FourTables.regions(), FourTables.boundaries()));
    FourTraining training = new FourTraining(INSIDE);
    Optional<Journey> journey = journey(training, settings, watch);
    journey.ifPresent(j -> exhibits.addAll(j.exhibits()));
    int count = settings.quick() ? QUICK_STARTS : STARTS;
    watch.stage(
        Text.of("random starts", "départs aléatoires"),
        2L * count * (FourStarts.STEPS / FourStarts.EVERY + 1));
    FourStarts inside = FourStarts.of(training, settings.seed(), count, watch);
    FourStarts outside = FourStarts.of(new FourTraining(OUTSIDE), settings.seed(), count, watch);
    if (watch.stopped()) {
      return new Observations(
          Text.of(
              "The run was stopped before there was enough to say.",
              "L'expérience a été interrompue avant qu'il y ait assez à dire."),
          exhibits,
          false);
    }
    exhibits.add(
        FourTables.ends(
            "ends-inside",
            caption(inside, "$Y=(0,1,5)$, in the image", "$Y=(0,1,5)$, dans l'image"),
            inside));
    exhibits.add(
        FourTables.ends(
            "ends-outside",
            caption(outside, "$Y=(0,3,1)$, outside the image", "$Y=(0,3,1)$, hors de l'image"),
            outside));
    exhibits.add(FourPictures.outside(outside));
    exhibits.add(SETTINGS);
    return new Observations(
        Text.of(
            journey.map(j -> j.seen().en()).orElse(NO_PATH.en())
                + " "
                + typical(inside, outside).en(),
            journey.map(j -> j.seen().fr()).orElse(NO_PATH.fr())
                + " "
                + typical(inside, outside).fr()),
        exhibits,
        true);
  }

  private static final Text NO_PATH =
      Text.of(
          "No start with a path from saddle to saddle was found.",
          "Aucun départ d'un chemin de selle en selle n'a été trouvé.");

  private static final Exhibit SETTINGS =
      new Exhibit.Prose(
          Text.of(
              "Gradient descent with full batches, $\\eta=2^{-6}$, on $E=\\|f_\\theta(X)-Y\\|^2$, in float64 on the backend ejml. A run ends"
                  + " near a minimiser if an exact one is within $2^{-10}$ of its last iterate in every parameter. Random starts: every"
                  + " coordinate at most $2^{-6}$ in size, 3,000 steps, looked at every 20; $d$ between two looks is not seen.",
              "Descente de gradient complète, $\\eta=2^{-6}$, sur $E=\\|f_\\theta(X)-Y\\|^2$, en float64 avec le backend ejml. Un essai finit"
                  + " près d'un minimiseur si un minimiseur exact est à moins de $2^{-10}$ de son dernier itéré en chaque paramètre. Départs"
                  + " aléatoires : chaque coordonnée au plus $2^{-6}$ en taille, 3 000 pas, regardés tous les 20 ; $d$ entre deux regards"
                  + " n'est pas vu."));

  private static Text caption(FourStarts starts, String en, String fr) {
    return Text.of(
        en + ": where " + starts.runs().size() + " small random starts lead",
        fr + " : où mènent " + starts.runs().size() + " petits départs aléatoires");
  }

  private static Text typical(FourStarts inside, FourStarts outside) {
    long increasing = FourStarts.onlyIncreasing(inside.runs());
    long decreasing = FourStarts.decreasing(inside.runs());
    long risen = outside.runs().stream().filter(FourStarts.Run::increased).count();
    long full =
        outside.runs().stream()
            .flatMap(r -> r.minimiser().stream())
            .filter(m -> FourTable.envelope(m.point(), FourPoint.X) == 3)
            .count();
    int n = inside.runs().size();
    boolean rule = 2 * increasing > n;
    return Text.of(
        "Of "
            + n
            + " small random starts for the same target, "
            + increasing
            + " have $d(\\theta^k)$ increasing only and "
            + decreasing
            + " decreasing somewhere"
            + (rule ? "" : ": that it increases is not the rule")
            + ". For a target outside the image it"
            + " increases somewhere in "
            + risen
            + " runs, and "
            + full
            + " end with $d=3$.",
        "Sur "
            + n
            + " petits départs aléatoires pour la même cible, $d(\\theta^k)$ ne fait que croître pour "
            + increasing
            + " et décroît quelque part pour "
            + decreasing
            + (rule ? "" : " : croître n'est pas la règle")
            + ". Pour une cible hors de l'image, il croît quelque part dans "
            + risen
            + " essais, et "
            + full
            + " finissent avec $d=3$.");
  }

  /** The path with what is shown of it. */
  private record Journey(Text seen, List<Exhibit> exhibits) {}

  private static Optional<Journey> journey(FourTraining training, Settings settings, Watch watch) {
    watch.stage(Text.of("bisection", "bissection"), HALVINGS);
    Optional<FourPath.Bracket> bracket =
        FourPath.bisected(training, settings.seed(), HALVINGS, watch);
    if (bracket.isEmpty()) {
      return Optional.empty();
    }
    watch.stage(Text.of("paths", "chemins"), (long) STEPS * (LAST_EXPONENT / STEP_OF_EXPONENT));
    List<FourTables.Tuned> tuned = new ArrayList<>();
    for (int e = STEP_OF_EXPONENT; e <= LAST_EXPONENT; e += STEP_OF_EXPONENT) {
      Rational distance = Rational.of(1, 1L << e);
      tuned.add(
          new FourTables.Tuned(e, FourPath.below(training, bracket.get(), distance, STEPS, watch)));
    }
    if (watch.stopped()) {
      return Optional.empty();
    }
    FourPath path =
        tuned.stream()
            .filter(t -> t.exponent() == DRAWN)
            .map(FourTables.Tuned::path)
            .findFirst()
            .orElseThrow();
    List<FourPath.Plateau> plateaus =
        Stream.of(path.first(), path.second(), path.last()).flatMap(Optional::stream).toList();
    if (plateaus.size() < 3) {
      return Optional.empty();
    }
    return Optional.of(
        new Journey(
            seen(path, plateaus),
            List.of(
                FourPictures.image(path, plateaus),
                FourPictures.along(path, plateaus),
                FourTables.critical(plateaus),
                FourTables.path(path),
                FourTables.tuned(tuned))));
  }

  private static Text seen(FourPath path, List<FourPath.Plateau> plateaus) {
    String dims =
        plateaus.stream()
            .map(p -> FourTable.envelope(p.critical().point(), FourPoint.X))
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    FourPath.Plateau first = plateaus.get(0);
    FourPath.Plateau second = plateaus.get(1);
    String jumps = path.jumps().stream().map(String::valueOf).collect(Collectors.joining(", "));
    int start = FourPath.dimension(path.iterates().getFirst());
    int end = FourPath.dimension(path.iterates().getLast());
    boolean one = path.iterates().stream().anyMatch(i -> FourPath.dimension(i) == 1);
    boolean increasing = path.dimensionNeverDecreases() && end > start;
    return Text.of(
        "On the path found for $Y=(0,1,5)$, $E$ stays near "
            + first.critical().value()
            + " until step "
            + first.to()
            + " and near "
            + second.critical().value()
            + " from "
            + second.from()
            + " to "
            + second.to()
            + ", and ends at "
            + plateaus.get(2).critical().value()
            + "; the critical points passed have $d$ = "
            + dims
            + ". $d(\\theta^k)$ of the iterates "
            + (increasing ? "increases, as slide 70 says: " : "does not only increase: ")
            + "from "
            + start
            + " to "
            + end
            + ", changing at step "
            + jumps
            + (one ? "" : " (1 is never its value: no iterate is exactly at the first saddle)")
            + ". The path is rare: its start was tuned by bisection.",
        "Sur le chemin trouvé pour $Y=(0,1,5)$, $E$ reste près de "
            + first.critical().value()
            + " jusqu'au pas "
            + first.to()
            + ", près de "
            + second.critical().value()
            + " de "
            + second.from()
            + " à "
            + second.to()
            + ", et finit en "
            + plateaus.get(2).critical().value()
            + " ; les points critiques approchés ont $d$ = "
            + dims
            + ". $d(\\theta^k)$ aux itérés "
            + (increasing
                ? "croît, comme le dit la diapositive 70 : "
                : "ne fait pas que croître : ")
            + "de "
            + start
            + " à "
            + end
            + ", en changeant au pas "
            + jumps
            + (one
                ? ""
                : " (il ne vaut jamais 1 : aucun itéré n'est exactement à la première selle)")
            + ". Le chemin est rare : son départ a été réglé par"
            + " bissection.");
  }
}
