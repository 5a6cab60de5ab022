package org.theoria.theorems.geometry;

import static org.theoria.proposition.Hypothesis.Origin.CORRECTION;
import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claims;
import org.theoria.proposition.ForAll;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Inequality;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;
import org.theoria.theorems.geometry.LocalImageClaims.Change;

/**
 * <b>The rank as the dimension of the local image.</b> Where f is differentiable, rk D f_θ(X) =
 * dim{f_θ'(X) : ‖θ' − θ‖ &lt; ε} (slide 65); examples of one affine piece have dependent
 * derivatives, which reduces the rank (slides 67-68).
 *
 * <p>What is true. Off the kinks f_·(X) is polynomial near θ, and the dimension of the local image
 * is the largest rank near θ, for small ε that of the pattern, r_j.
 *
 * <ul>
 *   <li>So the equality holds iff θ ∈ 𝒰_j. It is false at the other θ without a pre-activation 0:
 *       X = (0, 1), w = v = 0, b = 1: rank 1, and the local image contains an open set of ℝ².
 *   <li>On kinks the slope 1 of the convention can give less than a pattern nearby: X = (0, 1, 2),
 *       pre-activations (0, 1, 2) have rank 2, (−ε, 1, 2) rank 3.
 *   <li>Examples C of one pattern: D f_θ(x) is affine in x ∈ C, so Σ c_i(x_i, 1) = 0 gives Σ c_i D
 *       f_θ(x_i) = 0, at every θ, on kinks too. On the line that is (x₃−x₂)D f(x₁) − (x₃−x₁)D f(x₂)
 *       + (x₂−x₁)D f(x₃) = 0. Hence rank ≤ n_H Σ_C rank(X_C; 𝟙ᵀ), which is attained.
 *   <li>d(θ), the lower semicontinuous envelope of the rank (slide 67), is not dim⁻ of slide 79: at
 *       θ ∈ Ũ_j the envelope of the rank is the rank itself, since it is lower semicontinuous
 *       there; dim⁻ counts the U_j only and is r_j. They agree outside Ũ_j ∖ 𝒰_j (a null set) only
 *       if the rank at such points is left out of the envelope.
 * </ul>
 */
public final class LocalImageOfRank implements ForAll<LocalImageInstance> {

  static final Hypothesis<LocalImageInstance> DIFFERENTIABLE =
      new Hypothesis<>(
          "differentiable",
          Text.of(
              "No pre-activation of a hidden layer is 0, so that $\\mathbf Df_\\theta(X)$ exists.",
              "Aucune pré-activation d'une couche cachée n'est nulle, de sorte que $\\mathbf Df_\\theta(X)$ existe."),
          SLIDE,
          i -> i.region().isInterior());

  static final Hypothesis<LocalImageInstance> LARGEST =
      new Hypothesis<>(
          "largest-rank",
          Text.of(
              "$\\theta\\in\\mathcal U_j$: the rank is the largest of the pattern, certified by an upper bound of $r_j$ that it attains.",
              "$\\theta\\in\\mathcal U_j$ : le rang est le plus grand du motif, certifié par une borne supérieure de $r_j$ qu'il atteint."),
          CORRECTION,
          i -> i.region().hasLargestRank());

  static final Hypothesis<LocalImageInstance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of(
              "Sampled: $H\\le 3$, widths $\\le 3$, $n\\le 6$, $\\sigma_H=\\mathrm{Id}$.",
              "Tirages : $H\\le 3$, largeurs $\\le 3$, $n\\le 6$, $\\sigma_H=\\mathrm{Id}$."),
          NARROWING,
          i ->
              i.network().depth() <= 3
                  && i.network().architecture().widths().stream().allMatch(w -> w <= 3)
                  && i.sample().size() <= LocalImageSampler.EXAMPLES);

  @Override
  public String id() {
    return "local-image-of-rank";
  }

  @Override
  public Text title() {
    return Text.of(
        "The rank and the dimension of the local image",
        "Le rang et la dimension de l'image locale");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "65-68");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\operatorname{rk}(\\mathbf Df_\\theta(X))=\\dim\\{f_{\\theta'}(X):\\|\\theta'-\\theta\\|<\\varepsilon\\}",
        Text.of(
            "For a ReLU network and every $\\theta$ where it is differentiable. The $\\mathbf Df_\\theta(x_i)$ of examples in one affine piece"
                + " are linearly dependent, which reduces the rank: $\\operatorname{rk}\\le n_H\\sum_C\\operatorname{rk}(X_C;\\mathbb 1^T)$ over"
                + " the classes $C$ of examples of one pattern.",
            "Pour un réseau ReLU et tout $\\theta$ où il est différentiable. Les $\\mathbf Df_\\theta(x_i)$ d'exemples d'un même morceau affine"
                + " sont linéairement dépendants, ce qui réduit le rang : $\\operatorname{rk}\\le n_H\\sum_C\\operatorname{rk}(X_C;\\mathbb 1^T)$"
                + " sur les classes $C$ d'exemples de même motif."));
  }

  @Override
  public Optional<Statement> corrected() {
    return Optional.of(
        new Statement(
            "\\theta\\in\\mathcal U_j:\\ \\operatorname{rk}(\\mathbf Df_\\theta(X))=\\dim\\{f_{\\theta'}(X):\\|\\theta'-\\theta\\|<\\varepsilon\\}",
            Text.of(
                "For every $\\theta\\in\\mathcal U_j$: no pre-activation is 0, and the rank is the largest of the pattern. At the other"
                    + " $\\theta\\in\\widetilde{\\mathcal U}_j$ the dimension is $r_j$ and the rank is smaller.",
                "Pour tout $\\theta\\in\\mathcal U_j$ : aucune pré-activation nulle, et le rang est le plus grand du motif. Aux autres"
                    + " $\\theta\\in\\widetilde{\\mathcal U}_j$ la dimension est $r_j$ et le rang est plus petit.")));
  }

  @Override
  public Expectation expectation() {
    return Expectation.REFUTED_AS_STATED;
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "The equality is false where the rank drops inside a pattern: $X=(0,1)$, $w=v=0$, $b=1$ has rank 1, and rank 2 at points as near"
                + " as one likes, so that the local image has dimension 2. These $\\theta$ form a null set. On all of"
                + " $\\widetilde{\\mathcal U}_j$ the dimension is $r_j$.",
            "L'égalité est fausse là où le rang chute à l'intérieur d'un motif : $X=(0,1)$, $w=v=0$, $b=1$ a le rang 1, et le rang 2 en des"
                + " points aussi proches que l'on veut, donc l'image locale est de dimension 2. Ces $\\theta$ forment un ensemble de mesure"
                + " nulle. Sur tout $\\widetilde{\\mathcal U}_j$ la dimension est $r_j$."),
        Text.of(
            "$d(\\theta)$, the lower semicontinuous envelope of the rank (slide 67), and $\\dim^-(\\theta,X)$ (slide 79) differ at the same"
                + " $\\theta$: the rank is lower semicontinuous off the kinks, so that $d(\\theta)$ is the rank, and $\\dim^-=r_j$. They agree"
                + " if the envelope is taken over $\\cup_j\\mathcal U_j$ only.",
            "$d(\\theta)$, l'enveloppe semi-continue inférieure du rang (diapositive 67), et $\\dim^-(\\theta,X)$ (diapositive 79) diffèrent"
                + " aux mêmes $\\theta$ : le rang est semi-continu inférieurement hors des points anguleux, donc $d(\\theta)$ est le rang, et"
                + " $\\dim^-=r_j$. Elles coïncident si l'enveloppe n'est prise que sur $\\cup_j\\mathcal U_j$."),
        Text.of(
            "The relations between the derivatives and the bound hold at every $\\theta$, on kinks with the slope 1 too. The bound is"
                + " attained.",
            "Les relations entre les dérivées et la borne sont vraies en tout $\\theta$, aussi sur les points anguleux avec la pente 1. La"
                + " borne est atteinte."));
  }

  @Override
  public List<Hypothesis<LocalImageInstance>> hypotheses() {
    return List.of(DIFFERENTIABLE, LARGEST, SAMPLED_RANGE);
  }

  @Override
  public Claims<LocalImageInstance> claims() {
    return new LocalImageClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "dependence",
        Text.of(
            "$\\sum_ic_i\\,\\mathbf Df_\\theta(x_i)=0$ for examples of one pattern with $\\sum_ic_i(x_i,1)=0$",
            "$\\sum_ic_i\\,\\mathbf Df_\\theta(x_i)=0$ pour des exemples de même motif avec $\\sum_ic_i(x_i,1)=0$"));
    String bound =
        "$\\operatorname{rk}(\\mathbf Df_\\theta(X))\\le n_H\\sum_C\\operatorname{rk}(X_C;\\mathbb 1^T)$";
    texts.put("reduced", Text.of(bound, bound));
    texts.put(
        "local-image",
        Text.of(
            "$\\operatorname{rk}(\\mathbf Df_{\\theta'}(X))\\le\\operatorname{rk}(\\mathbf Df_\\theta(X))$ at $\\theta'$ near $\\theta$, whose"
                + " local image is part of that of $\\theta$",
            "$\\operatorname{rk}(\\mathbf Df_{\\theta'}(X))\\le\\operatorname{rk}(\\mathbf Df_\\theta(X))$ en $\\theta'$ près de $\\theta$, dont"
                + " l'image locale fait partie de celle de $\\theta$"));
    return texts;
  }

  @Override
  public List<Inequality<LocalImageInstance>> inequalities() {
    return List.of(
        new Inequality<>(
            "reduced",
            Text.of(
                "$n_H\\sum_C\\operatorname{rk}(X_C;\\mathbb 1^T)$",
                "$n_H\\sum_C\\operatorname{rk}(X_C;\\mathbb 1^T)$"),
            List.of(
                new Inequality.Domain<>(
                    "several-patterns",
                    Text.of("two patterns or more", "au moins deux motifs"),
                    i -> i.region().classes().size() >= 2),
                new Inequality.Domain<>(
                    "two-outputs",
                    Text.of("$n_H\\ge 2$", "$n_H\\ge 2$"),
                    i -> i.network().architecture().outputs() >= 2))));
  }

  @Override
  public Optional<Strata<LocalImageInstance>> strata() {
    return Optional.of(
        new Strata<>(
            Text.of(
                "Networks by their depth, and the rank against the bound of the classes",
                "Réseaux selon leur profondeur, et le rang face à la borne des classes"),
            Text.of("depth", "profondeur"),
            List.of(Text.of("bound attained", "borne atteinte"), Text.of("below", "en dessous")),
            List.of("H = 1", "H = 2", "H = 3"),
            (row, column) -> column == 0 || !row.equals("H = 1"),
            i -> {
              LocalImageRegion region = i.region();
              int bound = i.network().architecture().outputs() * region.affineRank();
              return new Strata.Place("H = " + i.network().depth(), region.rank() == bound ? 0 : 1);
            }));
  }

  @Override
  public Notation notation() {
    return LocalImageProof.NOTATION;
  }

  @Override
  public Proof proof() {
    return LocalImageProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return LocalImageProof.mutants(proof());
  }

  @Override
  public Class<LocalImageInstance> instanceType() {
    return LocalImageInstance.class;
  }

  @Override
  public Sampler<LocalImageInstance> sampler(
      Set<Hypothesis<LocalImageInstance>> kept, Set<Hypothesis<LocalImageInstance>> broken) {
    return new LocalImageSampler(
        Part.of(DIFFERENTIABLE, kept, broken), Part.of(LARGEST, kept, broken), 3);
  }

  @Override
  public List<Mutant<LocalImageInstance>> mutants() {
    return List.of(
        mutant(
            "no-signs", Change.NO_SIGNS, "$|c_i|$ in place of $c_i$", "$|c_i|$ au lieu de $c_i$"),
        mutant(
            "one-class",
            Change.ONE_CLASS,
            "examples of any patterns",
            "exemples de motifs quelconques"),
        mutant(
            "linear-relations",
            Change.LINEAR,
            "$\\sum_ic_ix_i=0$ without $\\sum_ic_i=0$",
            "$\\sum_ic_ix_i=0$ sans $\\sum_ic_i=0$"),
        mutant("one-output", Change.ONE_OUTPUT, "the bound without $n_H$", "la borne sans $n_H$"),
        mutant(
            "linear-rank",
            Change.LINEAR_RANK,
            "$\\operatorname{rk}(X_C)$ in the bound",
            "$\\operatorname{rk}(X_C)$ dans la borne"),
        mutant(
            "one-a-pattern",
            Change.ONE_A_PATTERN,
            "at most $n_H$ for each pattern",
            "au plus $n_H$ par motif"),
        mutant(
            "kernel-dimension",
            Change.KERNEL,
            "the local image of dimension $|E|+|B|-\\operatorname{rk}$",
            "l'image locale de dimension $|E|+|B|-\\operatorname{rk}$"),
        Mutant.dropping(
            "any-theta",
            Text.of("on kinks too, with the slope 1", "aussi sur les points anguleux, de pente 1"),
            claims(),
            Set.of(DIFFERENTIABLE)));
  }

  private static Mutant<LocalImageInstance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new LocalImageClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      LocalImageInstance i, OrderedArithmetic<M> k) {
    LocalImageRegion region = i.region();
    Map<String, M> q = new LinkedHashMap<>();
    q.put("rank", k.scalar(Rational.of(region.rank())));
    q.put("largest-rank-at-most", k.scalar(Rational.of(region.upperBound())));
    q.put("rank-nearby", k.scalar(Rational.of(region.nearbyRank())));
    q.put("patterns", k.scalar(Rational.of(region.classes().size())));
    return q;
  }
}
