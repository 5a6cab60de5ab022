package org.theoria.theorems.geometry;

import static org.theoria.proposition.Hypothesis.Origin.NARROWING;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claims;
import org.theoria.proposition.ForAll;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;
import org.theoria.proposition.Truth;
import org.theoria.theorems.geometry.ImageSetClaims.Change;

/**
 * <b>Minimising over the image set.</b> argmin_θ ‖f_θ(X) − Y‖² ⟺ argmin of ‖Y' − Y‖² over Y' ∈ ℐ =
 * {f_θ(X) : θ} (slide 62): what is equivalent and what is not.
 *
 * <p>What is true, for any map θ ↦ f_θ(X) and any R: the infima are equal, one is attained iff the
 * other is, and θ is a global minimiser iff f_θ(X) is one. For a continuous map: if f_θ(X) is a
 * local minimiser on ℐ, every θ that gives it is a local minimiser.
 *
 * <p>What is false: θ a local minimiser ⇒ f_θ(X) a local minimiser on ℐ. X = Y = (0, 1), a neuron
 * dead on both and c = ½: E ≥ ½ near θ, but (½ − t, ½ + t) ∈ ℐ is lower. θ ↦ f_θ(X) is not open
 * onto ℐ: another θ with the same image has a larger local image. The slide says that learning is a
 * local search, and for a local search the two problems are not equivalent.
 *
 * <p>Checked where both sides can be decided: widths (1, n₁, 1), see {@link ImageSetPoint} and
 * {@link ImageSetPieces}. There ℐ is closed, so that the minimum is attained.
 */
public final class ImageSetReformulation implements ForAll<ShallowInstance> {

  static final Hypothesis<ShallowInstance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of(
              "Sampled: ReLU, widths $(1,n_1,1)$, $n_1\\le 2$, $n\\le 4$, $\\sigma_2=\\mathrm{Id}$.",
              "Tirages : ReLU, largeurs $(1,n_1,1)$, $n_1\\le 2$, $n\\le 4$, $\\sigma_2=\\mathrm{Id}$."),
          NARROWING,
          i -> i.neurons() <= ImageSetSampler.NEURONS && i.examples() <= ImageSetSampler.EXAMPLES);

  @Override
  public String id() {
    return "image-set-reformulation";
  }

  @Override
  public Text title() {
    return Text.of("Minimising over the image set", "Minimiser sur l'ensemble image");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "62");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\operatorname{argmin}_\\theta\\|f_\\theta(X)-Y\\|^2\\iff\\operatorname{argmin}_{Y'\\in\\{f_\\theta(X)\\,:\\,\\theta\\}}\\|Y'-Y\\|^2",
        Text.of(
            "For a ReLU architecture, $X$ and $Y$: $\\theta$ is a global minimiser iff $f_\\theta(X)$ is a nearest point of the image set to"
                + " $Y$; the infima are equal and attained together. A local minimiser on the image set is the image of local minimisers"
                + " only.",
            "Pour une architecture ReLU, $X$ et $Y$ : $\\theta$ est un minimiseur global si et seulement si $f_\\theta(X)$ est un point de"
                + " l'ensemble image le plus proche de $Y$ ; les infima sont égaux et atteints ensemble. Un minimiseur local sur"
                + " l'ensemble image n'est l'image que de minimiseurs locaux."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "For a local search, of which the slide speaks, the two problems are not equivalent: $\\theta$ can be a local minimiser and"
                + " $f_\\theta(X)$ not one on the image set (mutant `local-only-if`, refuted with a certificate). Dead neurons suffice:"
                + " $X=Y=(0,1)$, $c=\\frac12$.",
            "Pour une recherche locale, dont parle la diapositive, les deux problèmes ne sont pas équivalents : $\\theta$ peut être un"
                + " minimiseur local et $f_\\theta(X)$ ne pas en être un sur l'ensemble image (mutant `local-only-if`, réfuté avec un"
                + " certificat). Des neurones morts suffisent : $X=Y=(0,1)$, $c=\\frac12$."),
        Text.of(
            "Nothing but the values of $\\theta\\mapsto f_\\theta(X)$ is used for the global part, and its continuity for the local one: both"
                + " hold for every architecture, activation and smooth $R$. The sampled shapes are those where minimisers of both problems"
                + " can be decided exactly.",
            "La partie globale n'utilise que les valeurs de $\\theta\\mapsto f_\\theta(X)$, la partie locale sa continuité : les deux sont vraies"
                + " pour toute architecture, toute activation et tout $R$ régulier. Les largeurs tirées sont celles où les minimiseurs des"
                + " deux problèmes se décident exactement."));
  }

  @Override
  public List<Hypothesis<ShallowInstance>> hypotheses() {
    return List.of(SAMPLED_RANGE);
  }

  @Override
  public Claims<ShallowInstance> claims() {
    return new ImageSetClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "attained",
        Text.of(
            "the squared distance of $Y$ to the image set is $E$ at a network",
            "le carré de la distance de $Y$ à l'ensemble image est $E$ en un réseau"));
    texts.put("lower-bound", Text.of("it is at most $E(\\theta)$", "il est au plus $E(\\theta)$"));
    texts.put(
        "global-only-if",
        Text.of(
            "$\\theta$ a global minimiser $\\Rightarrow f_\\theta(X)$ a nearest point",
            "$\\theta$ minimiseur global $\\Rightarrow f_\\theta(X)$ point le plus proche"));
    texts.put(
        "global-if",
        Text.of(
            "$f_\\theta(X)$ a nearest point $\\Rightarrow\\theta$ a global minimiser",
            "$f_\\theta(X)$ point le plus proche $\\Rightarrow\\theta$ minimiseur global"));
    texts.put(
        "local-if",
        Text.of(
            "$f_\\theta(X)$ a local minimiser on the image set $\\Rightarrow\\theta$ a local minimiser",
            "$f_\\theta(X)$ minimiseur local sur l'ensemble image $\\Rightarrow\\theta$ minimiseur local"));
    return texts;
  }

  @Override
  public Optional<Strata<ShallowInstance>> strata() {
    return Optional.of(
        new Strata<>(
            Text.of("Minimisers of the two problems", "Minimiseurs des deux problèmes"),
            Text.of("width", "largeur"),
            List.of(
                Text.of("global", "global"),
                Text.of("local, both", "local, les deux"),
                Text.of("local, θ only", "local, θ seul"),
                Text.of("local, image only", "local, image seule"),
                Text.of("neither", "aucun")),
            List.of("n₁ = 1", "n₁ = 2"),
            (row, column) -> column == 0 || column == 2 || column == 4,
            i ->
                new Strata.Place(
                    "n₁ = " + i.neurons(),
                    ImageSetSides.of(i, ImageSetPieces.Change.NONE).place())));
  }

  @Override
  public Notation notation() {
    return ImageSetProof.NOTATION;
  }

  @Override
  public Proof proof() {
    return ImageSetProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return ImageSetProof.mutants(proof());
  }

  @Override
  public Class<ShallowInstance> instanceType() {
    return ShallowInstance.class;
  }

  @Override
  public Sampler<ShallowInstance> sampler(
      Set<Hypothesis<ShallowInstance>> kept, Set<Hypothesis<ShallowInstance>> broken) {
    return new ImageSetSampler();
  }

  @Override
  public List<Mutant<ShallowInstance>> mutants() {
    return List.of(
        mutant(
            "local-only-if",
            Change.LOCAL_ONLY_IF,
            "$\\theta$ a local minimiser $\\Rightarrow f_\\theta(X)$ a local minimiser on the image set",
            "$\\theta$ minimiseur local $\\Rightarrow f_\\theta(X)$ minimiseur local sur l'ensemble image"),
        mutant(
            "local-is-global",
            Change.LOCAL_IS_GLOBAL,
            "$\\theta$ a local minimiser $\\Rightarrow\\theta$ a global one",
            "$\\theta$ minimiseur local $\\Rightarrow\\theta$ minimiseur global"),
        mutant(
            "image-local-is-global",
            Change.IMAGE_LOCAL_IS_GLOBAL,
            "$f_\\theta(X)$ a local minimiser on the image set $\\Rightarrow$ a nearest point",
            "$f_\\theta(X)$ minimiseur local sur l'ensemble image $\\Rightarrow$ point le plus proche"),
        mutant(
            "positive-outgoing",
            Change.POSITIVE,
            "the image set with $v\\ge 0$",
            "l'ensemble image avec $v\\ge 0$"),
        mutant("no-output-bias", Change.NO_BIAS, "with $c=0$", "avec $c=0$"),
        mutant("one-neuron-less", Change.ONE_LESS, "with $n_1-1$ neurons", "avec $n_1-1$ neurones"),
        mutant(
            "convexified",
            Change.SPANS,
            "the spans of its cones",
            "les espaces engendrés par ses cônes"));
  }

  private static Mutant<ShallowInstance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new ImageSetClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      ShallowInstance i, OrderedArithmetic<M> k) {
    ImageSetSides sides = ImageSetSides.of(i, ImageSetPieces.Change.NONE);
    Map<String, M> q = new LinkedHashMap<>();
    q.put("risk", k.scalar(ImageSetPoint.of(i).value()));
    q.put("squared-distance", k.scalar(sides.nearest().squaredDistance()));
    q.put("global-minimiser", Truth.of(k, sides.globalTheta()));
    q.put("local-minimiser", Truth.of(k, sides.localTheta()));
    q.put("local-on-image-set", Truth.of(k, sides.localImage()));
    return q;
  }
}
