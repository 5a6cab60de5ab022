package org.theoria.theorems.geometry;

import static org.theoria.theorems.geometry.ChartHypotheses.ACTIVATIONS;
import static org.theoria.theorems.geometry.RegionHypotheses.INTERIOR;
import static org.theoria.theorems.geometry.RegionHypotheses.MAXIMAL;
import static org.theoria.theorems.geometry.RegionHypotheses.SAMPLED_RANGE;

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
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;
import org.theoria.theorems.geometry.ImagePreimageClaims.Change;

/**
 * <b>Local image and local pre-image.</b> For θ ∈ 𝒰_j there is ε &gt; 0 such that {f_θ′(X) : ‖θ′ −
 * θ‖ &lt; ε} is a manifold of dimension r = rank D f_θ(X), and {θ′ : f_θ′(X) = f_θ(X), ‖θ′ − θ‖
 * &lt; ε} one of dimension |E| + |B| − r (slides 76-78).
 *
 * <p>What is true. It follows from the constant rank theorem; the slide's chart of the image is
 * wrong (entry constant-rank-theorem), the conclusion is not. Softmax on the last layer changes
 * nothing. At θ ∉ 𝒰_j it may fail:
 *
 * <ul>
 *   <li>θ ∈ Ũ_j of a lower rank: points of rank r_j are near, so that the image contains manifolds
 *       of dimension r_j, whatever ε. Smallest: w = v = 0, two examples.
 *   <li>On a kink, with the slope 1 there, the rank may be larger on the other side: then likewise.
 *       The claims on charts say nothing there.
 * </ul>
 *
 * <p>How it is measured. The rank is that of the Jacobian, by elimination. Independently, from
 * values of f alone: the rank of difference quotients (f is affine in each parameter); r
 * coordinates of f take any values near f_θ(X) and determine the others; |E| + |B| − r parameters
 * are free on the fibre and determine the others. The points are exact where the columns of one
 * layer have the rank; elsewhere (one draw in seven) only the ranks are claimed.
 */
public final class LocalImagePreimage implements ForAll<ParameterInstance> {

  @Override
  public String id() {
    return "local-image-and-preimage";
  }

  @Override
  public Text title() {
    return Text.of("Local image and local pre-image", "Image locale et pré-image locale");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "76-78");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\dim\\{f_{\\theta'}(X):\\ \\|\\theta'-\\theta\\|<\\varepsilon\\}=\\operatorname{rk}(\\mathbf Df_\\theta(X)),\\quad"
            + " \\dim\\{\\theta':\\ f_{\\theta'}(X)=f_\\theta(X),\\ \\|\\theta'-\\theta\\|<\\varepsilon\\}=|E|+|B|-\\operatorname{rk}(\\mathbf"
            + " Df_\\theta(X))",
        Text.of(
            "For every fully connected ReLU network, every $X$ and every $\\theta\\in\\mathcal U_j$ there is $\\varepsilon>0$ such that the"
                + " local image is a regular manifold of dimension $\\operatorname{rk}(\\mathbf Df_\\theta(X))$ and the local pre-image one"
                + " of dimension $|E|+|B|-\\operatorname{rk}(\\mathbf Df_\\theta(X))$.",
            "Pour tout réseau ReLU fully-connected, tout $X$ et tout $\\theta\\in\\mathcal U_j$, il existe $\\varepsilon>0$ tel que"
                + " l'image locale soit une variété régulière de dimension $\\operatorname{rk}(\\mathbf Df_\\theta(X))$ et la pré-image locale"
                + " une variété régulière de dimension $|E|+|B|-\\operatorname{rk}(\\mathbf Df_\\theta(X))$."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "The claims on charts are made where the columns of one layer have the rank of $\\mathbf Df_\\theta(X)$: the points are then"
                + " rational. Elsewhere only the claims on ranks are.",
            "Les énoncés sur les cartes ne portent que sur les cas où les colonnes d'une seule couche ont le rang de"
                + " $\\mathbf Df_\\theta(X)$ : les points sont alors rationnels. Ailleurs seuls les énoncés sur les rangs sont testés."),
        Text.of(
            "At $\\theta\\notin\\mathcal U_j$ it fails: for one neuron with $w=v=0$ and two examples the rank is 1 and the local image has"
                + " dimension 2, for every $\\varepsilon$.",
            "En $\\theta\\notin\\mathcal U_j$ c'est faux : pour un neurone avec $w=v=0$ et deux exemples le rang est 1 et l'image locale"
                + " de dimension 2, pour tout $\\varepsilon$."),
        Text.of(
            "The proof on slide 78 gives a chart of the image that is not onto in general; $\\psi^{-1}$ on $\\pi_r(V')\\times\\{0\\}$ is one"
                + " (entry constant-rank-theorem).",
            "La preuve de la diapositive 78 donne une carte de l'image qui n'est pas surjective en général ; $\\psi^{-1}$ sur"
                + " $\\pi_r(V')\\times\\{0\\}$ en est une (entrée constant-rank-theorem)."));
  }

  @Override
  public List<Hypothesis<ParameterInstance>> hypotheses() {
    return List.of(INTERIOR, MAXIMAL, ACTIVATIONS, SAMPLED_RANGE);
  }

  @Override
  public Claims<ParameterInstance> claims() {
    return new ImagePreimageClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "image-graph",
        Text.of(
            "$f(\\theta')=f(\\varphi(y,0))$: $r$ coordinates $y=f_I(\\theta')-f_I(\\theta)$ determine the others (dimension $\\le r$)",
            "$f(\\theta')=f(\\varphi(y,0))$ : $r$ coordonnées $y=f_I(\\theta')-f_I(\\theta)$ déterminent les autres (dimension $\\le r$)"));
    texts.put(
        "image-open",
        Text.of(
            "$f_I(\\varphi(\\eta,0))=f_I(\\theta)+\\eta$: these $r$ coordinates are free (dimension $\\ge r$)",
            "$f_I(\\varphi(\\eta,0))=f_I(\\theta)+\\eta$ : ces $r$ coordonnées sont libres (dimension $\\ge r$)"));
    texts.put(
        "secant-rank",
        Text.of(
            "the rank of the $f(\\theta-\\eta e_k)-f(\\theta)$, $k=1,\\dots,|E|+|B|$, is $\\operatorname{rk}(\\mathbf Df_\\theta(X))$",
            "le rang des $f(\\theta-\\eta e_k)-f(\\theta)$, $k=1,\\dots,|E|+|B|$, est $\\operatorname{rk}(\\mathbf Df_\\theta(X))$"));
    texts.put(
        "fibre",
        Text.of(
            "$f(\\varphi(0,\\eta e_k))=f(\\theta)$ along $|E|+|B|-r$ coordinates (dimension of the pre-image $\\ge|E|+|B|-r$)",
            "$f(\\varphi(0,\\eta e_k))=f(\\theta)$ selon $|E|+|B|-r$ coordonnées (dimension de la pré-image $\\ge|E|+|B|-r$)"));
    texts.put(
        "rank-nearby",
        Text.of(
            "$\\operatorname{rk}(\\mathbf Df(X))\\le r$ at $\\theta'$ and opposite to it: around a point with more the image has a larger dimension",
            "$\\operatorname{rk}(\\mathbf Df(X))\\le r$ en $\\theta'$ et à l'opposé : près d'un point qui a plus, l'image est de dimension plus grande"));
    texts.put(
        "rank-on-fibre",
        Text.of(
            "$\\operatorname{rk}(\\mathbf Df)=r$ at $\\varphi(0,s)$: the kernel there has dimension $|E|+|B|-r$ (dimension of the"
                + " pre-image $\\le|E|+|B|-r$)",
            "$\\operatorname{rk}(\\mathbf Df)=r$ en $\\varphi(0,s)$ : le noyau y est de dimension $|E|+|B|-r$ (dimension de la pré-image"
                + " $\\le|E|+|B|-r$)"));
    return texts;
  }

  @Override
  public Notation notation() {
    return ImagePreimageProof.NOTATION;
  }

  @Override
  public Proof proof() {
    return ImagePreimageProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return ImagePreimageProof.mutants(proof());
  }

  @Override
  public Class<ParameterInstance> instanceType() {
    return ParameterInstance.class;
  }

  @Override
  public Sampler<ParameterInstance> sampler(
      Set<Hypothesis<ParameterInstance>> kept, Set<Hypothesis<ParameterInstance>> broken) {
    return new ParameterSampler(
        Part.KEPT,
        Part.KEPT,
        Part.of(INTERIOR, kept, broken),
        Part.of(MAXIMAL, kept, broken),
        1_000);
  }

  @Override
  public Optional<Strata<ParameterInstance>> strata() {
    return Optional.of(
        new Strata<>(
            Text.of("Points by depth", "Points selon la profondeur"),
            Text.of("depth", "profondeur"),
            List.of(
                Text.of("image open in its space", "image ouverte dans son espace"),
                Text.of("image of lower dimension", "image de dimension inférieure"),
                Text.of("no chart of one layer", "pas de carte d'une seule couche")),
            List.of("H = 1", "H = 2", "H = 3", "H = 4"),
            (row, column) ->
                row.equals("H = 2")
                    || row.equals("H = 3")
                    || column == 0
                    || (column == 1 && row.equals("H = 1")),
            i -> {
              RegionPoint point = i.point();
              boolean open = point.rank() == point.jacobian().rows();
              return new Strata.Place(
                  "H = " + i.depth(), LayerChart.of(point).isEmpty() ? 2 : open ? 0 : 1);
            }));
  }

  @Override
  public List<Mutant<ParameterInstance>> mutants() {
    return List.of(
        mutant(
            "flat-image",
            Change.FLAT_IMAGE,
            "the other coordinates of the image are constant",
            "les autres coordonnées de l'image sont constantes"),
        mutant(
            "affine-image",
            Change.AFFINE_IMAGE,
            "$f(\\theta')=f(\\theta)+\\mathbf Df_\\theta(X)(\\theta'-\\theta)$",
            "$f(\\theta')=f(\\theta)+\\mathbf Df_\\theta(X)(\\theta'-\\theta)$"),
        mutant(
            "affine-fibre",
            Change.AFFINE_FIBRE,
            "the pre-image is $\\theta+\\ker\\mathbf Df_\\theta(X)$",
            "la pré-image est $\\theta+\\ker\\mathbf Df_\\theta(X)$"),
        mutant(
            "larger-fibre",
            Change.LARGER_FIBRE,
            "the pre-image has dimension $|E|+|B|-r+1$",
            "la pré-image est de dimension $|E|+|B|-r+1$"),
        mutant(
            "larger-image",
            Change.LARGER_IMAGE,
            "the image has dimension $r+1$",
            "l'image est de dimension $r+1$"),
        Mutant.dropping(
            "whole-region",
            Text.of(
                "for every $\\theta\\in\\widetilde{\\mathcal U}_j$",
                "pour tout $\\theta\\in\\widetilde{\\mathcal U}_j$"),
            claims(),
            Set.of(MAXIMAL)),
        Mutant.dropping(
            "any-point",
            Text.of("also where a pre-activation is 0", "aussi là où une pré-activation est nulle"),
            claims(),
            Set.of(INTERIOR)));
  }

  private static Mutant<ParameterInstance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new ImagePreimageClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      ParameterInstance i, OrderedArithmetic<M> k) {
    int rank = i.point().rank();
    Map<String, M> q = new LinkedHashMap<>();
    q.put("image-dimension", k.scalar(Rational.of(rank)));
    q.put("preimage-dimension", k.scalar(Rational.of(i.theta().entries().size() - rank)));
    return q;
  }
}
