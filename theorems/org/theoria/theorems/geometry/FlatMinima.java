package org.theoria.theorems.geometry;

import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.Sample;
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
import org.theoria.theorems.geometry.FlatFamily.Change;

/**
 * <b>Flat minima.</b> A local minimiser θ ∈ ∪_j 𝒰_j of R(f_θ(X)) is flat of dimension |E| + |B| −
 * rk D f_θ(X): there is a manifold M of that dimension through θ all of whose points near θ are
 * local minimisers (slides 69, 80).
 *
 * <p>What is true. M is the fibre {f_θ'(X) = f_θ(X)} near θ. R is constant on it, and a point of it
 * at a distance below half the radius of θ as a local minimiser is one itself: for this part
 * neither 𝒰_j nor ReLU is needed. 𝒰_j makes the fibre a manifold of that dimension.
 *
 * <ul>
 *   <li>At a θ ∈ Ũ_j of smaller rank it is false: X = (0, 1), Y = 0, w = v = c = 0, b = 1 is a
 *       global minimiser of rank 1, not flat of dimension 4 − 1 = 3: the zeros of E near θ are two
 *       surfaces. A certificate for such points: a manifold of dimension dim ker D f of zeros of E
 *       has the tangent space ker D f, and then D²f(κ, κ) ∈ im D f for every κ of it.
 *   <li>On kinks D f need not exist; with the slope 1, X = (0), Y = 0, v = w = 1, b = c = 0 has
 *       rank 1, and the fibre c = −v·max(0, b) contains no smooth manifold of dimension 3: it would
 *       be open in it (invariance of domain), and c differentiable at b = 0. A certificate: see
 *       {@link FlatKink}.
 *   <li>The dimension is not the largest possible: for a constant R every θ is flat of dimension
 *       |E| + |B|. For R = ‖Z − Y‖² and Y = f_θ(X) it is: the zeros of E near θ are the fibre.
 * </ul>
 *
 * <p>Certified local minimisers: E = 0 with L ≥ 0; or ∇E = 0 with ∇²E positive semidefinite of rank
 * rk D f, which suffices on 𝒰_j. Exact points of the fibre: see {@link FlatFamily}.
 */
public final class FlatMinima implements ForAll<FlatMinima.Instance> {

  /**
   * @param network θ; σ_h = ReLU for h &lt; H, σ_H = Id
   * @param sample X, n₀ × n, and Y, n_H × n
   * @param loss R(Z) = Σ_i L(z_i, y_i), L ≥ 0
   * @param direction which point of the fibre and which kernel vector is looked at: coefficients,
   *     read cyclically, 1 × m
   */
  public record Instance(Network network, Sample sample, Loss loss, RationalMatrix direction) {
    public Instance {
      LocalImageInstance.requireRelu(network);
      LocalImageInstance.requireFits(network, sample);
      if (!loss.equals(Loss.SQUARE) && !loss.equals(Loss.QUARTIC)) {
        throw new IllegalArgumentException("loss: square or quartic is needed, got " + loss.id());
      }
      if (direction.rows() != 1 || direction.columns() < 1) {
        throw new IllegalArgumentException(
            "direction: one row of at least one number is needed, got "
                + direction.rows()
                + "×"
                + direction.columns());
      }
    }

    FlatPoint point() {
      return new FlatPoint(network, sample, loss);
    }
  }

  static final Hypothesis<Instance> INTERIOR =
      new Hypothesis<>(
          "interior",
          Text.of(
              "$\\theta\\in\\widetilde{\\mathcal U}_j$: no pre-activation of a hidden layer is 0.",
              "$\\theta\\in\\widetilde{\\mathcal U}_j$ : aucune pré-activation d'une couche cachée n'est nulle."),
          SLIDE,
          i -> i.point().region().isInterior());

  static final Hypothesis<Instance> LARGEST =
      new Hypothesis<>(
          "largest-rank",
          Text.of(
              "$\\theta\\in\\mathcal U_j$: the rank is the largest of the pattern, certified by an upper bound of $r_j$ that it attains.",
              "$\\theta\\in\\mathcal U_j$ : le rang est le plus grand du motif, certifié par une borne supérieure de $r_j$ qu'il atteint."),
          SLIDE,
          i -> i.point().region().hasLargestRank());

  static final Hypothesis<Instance> MINIMISER =
      new Hypothesis<>(
          "local-minimiser",
          Text.of(
              "$\\theta$ is a local minimiser of $R(f_\\theta(X))$, certified by $E(\\theta)=0$ or by $\\nabla E=0$ and $\\nabla^2E\\succeq 0$ of"
                  + " rank $\\operatorname{rk}(\\mathbf Df_\\theta(X))$.",
              "$\\theta$ est un minimiseur local de $R(f_\\theta(X))$, certifié par $E(\\theta)=0$ ou par $\\nabla E=0$ et $\\nabla^2E\\succeq 0$"
                  + " de rang $\\operatorname{rk}(\\mathbf Df_\\theta(X))$."),
          SLIDE,
          i -> i.point().isCertifiedMinimiser());

  static final Hypothesis<Instance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of(
              "Sampled: $H\\le 3$, widths $\\le 3$, $n\\le 6$, $\\sigma_H=\\mathrm{Id}$, $R=\\|Z-Y\\|^2$ or $\\sum(z-y)^4$.",
              "Tirages : $H\\le 3$, largeurs $\\le 3$, $n\\le 6$, $\\sigma_H=\\mathrm{Id}$, $R=\\|Z-Y\\|^2$ ou $\\sum(z-y)^4$."),
          NARROWING,
          i ->
              i.network().depth() <= 3
                  && i.network().architecture().widths().stream().allMatch(w -> w <= 3)
                  && i.sample().size() <= LocalImageSampler.EXAMPLES);

  @Override
  public String id() {
    return "flat-minima";
  }

  @Override
  public Text title() {
    return Text.of("Flat minima", "Minima plats");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "69, 80");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\theta\\in\\cup_j\\,\\mathcal U_j\\text{ local minimiser of }R(f_\\theta(X))\\Rightarrow\\theta\\text{ is dimension }"
            + "(|E|+|B|-\\operatorname{rk}(\\mathbf Df_\\theta(X)))\\text{ flat}",
        Text.of(
            "For a ReLU network: there are $\\varepsilon>0$ and a smooth manifold $\\mathcal M\\ni\\theta$ of that dimension such that every"
                + " $\\theta'\\in\\mathcal M\\cap B(\\theta,\\varepsilon)$ is a local minimiser too.",
            "Pour un réseau ReLU : il existe $\\varepsilon>0$ et une variété lisse $\\mathcal M\\ni\\theta$ de cette dimension tels que tout"
                + " $\\theta'\\in\\mathcal M\\cap B(\\theta,\\varepsilon)$ est aussi un minimiseur local."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "Checked on each instance: a kernel vector is tangent to the fibre to second order; an exact point of the fibre has the same"
                + " image and the same inertia of the Hessian, and is critical. For one hidden layer and one output the exact points fill the"
                + " fibre (`spanned`), so that the dimension is shown without the constant rank theorem.",
            "Vérifié sur chaque instance : un vecteur du noyau est tangent à la fibre au second ordre ; un point exact de la fibre a la même"
                + " image et la même inertie de la hessienne, et est critique. Pour une couche cachée et une sortie les points"
                + " exacts remplissent la fibre (`spanned`), ce qui montre la dimension sans le théorème du rang constant."),
        Text.of(
            "The points of the fibre near a local minimiser are local minimisers at every $\\theta$; $\\mathcal U_j$ is needed for the"
                + " manifold and its dimension.",
            "Les points de la fibre proches d'un minimiseur local sont des minimiseurs locaux en tout $\\theta$ ; $\\mathcal U_j$ sert pour la"
                + " variété et sa dimension."),
        Text.of(
            "A local minimiser can be flat of a larger dimension: for a constant $R$ every $\\theta$ is flat of dimension $|E|+|B|$. For"
                + " $R=\\|Z-Y\\|^2$ and $Y=f_\\theta(X)$ the dimension is the largest: the zeros of $E$ near $\\theta$ are the fibre.",
            "Un minimiseur local peut être plat d'une dimension plus grande : pour $R$ constante tout $\\theta$ est plat de dimension"
                + " $|E|+|B|$. Pour $R=\\|Z-Y\\|^2$ et $Y=f_\\theta(X)$ la dimension est la plus grande : les zéros de $E$ près de $\\theta$"
                + " sont la fibre."),
        Text.of(
            "At a $\\theta$ of smaller rank the statement is false, and the counterexamples are global minimisers ($E=0$) for which"
                + " $\\mathbf D^2f(\\kappa,\\kappa)\\notin\\operatorname{im}\\mathbf Df$: no manifold of that dimension fits. On kinks"
                + " $\\mathbf Df$ need not exist; with the slope 1 it is false too: $X=(0)$, $Y=0$, $v=w=1$, $b=c=0$ has rank 1, and the"
                + " fibre $c=-\\max(0,b)v$ contains no smooth manifold of dimension 3.",
            "En un $\\theta$ de rang plus petit l'énoncé est faux, et les contre-exemples sont des minimiseurs globaux ($E=0$) pour lesquels"
                + " $\\mathbf D^2f(\\kappa,\\kappa)\\notin\\operatorname{im}\\mathbf Df$ : aucune variété de cette dimension ne convient. Sur"
                + " les points anguleux $\\mathbf Df$ n'existe pas toujours ; avec la pente 1 c'est faux aussi : $X=(0)$, $Y=0$, $v=w=1$,"
                + " $b=c=0$ est de rang 1, et la fibre $c=-\\max(0,b)v$ ne contient aucune variété lisse de dimension 3."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    return List.of(INTERIOR, LARGEST, MINIMISER, SAMPLED_RANGE);
  }

  @Override
  public Claims<Instance> claims() {
    return claims(Change.NONE);
  }

  private static Claims<Instance> claims(Change change) {
    return new FlatClaims(new FlatFamily(change));
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "tangent",
        Text.of(
            "$\\mathbf D^2f(\\kappa,\\kappa)\\in\\operatorname{im}\\mathbf Df_\\theta(X)$ for $\\kappa\\in\\ker\\mathbf Df_\\theta(X)$: ranks",
            "$\\mathbf D^2f(\\kappa,\\kappa)\\in\\operatorname{im}\\mathbf Df_\\theta(X)$ pour $\\kappa\\in\\ker\\mathbf Df_\\theta(X)$ : rangs"));
    texts.put(
        "kink",
        Text.of(
            "on a kink $z=0$: $\\nabla z$ is a combination of the rows of $\\mathbf Df_\\theta(X)$: ranks",
            "sur un point anguleux $z=0$ : $\\nabla z$ est combinaison des lignes de $\\mathbf Df_\\theta(X)$ : rangs"));
    texts.put(
        "spanned",
        Text.of(
            "the explicit points of the fibre have dimension $|E|+|B|-\\operatorname{rk}$, for $(n_0,n_1,1)$ and no outgoing weight 0",
            "les points explicites de la fibre sont de dimension $|E|+|B|-\\operatorname{rk}$, pour $(n_0,n_1,1)$ sans poids de sortie nul"));
    texts.put(
        "same-image", Text.of("$f_{\\theta'}(X)=f_\\theta(X)$", "$f_{\\theta'}(X)=f_\\theta(X)$"));
    texts.put("critical", Text.of("$\\nabla E(\\theta')=0$", "$\\nabla E(\\theta')=0$"));
    texts.put(
        "no-descent",
        Text.of(
            "$\\nabla^2E(\\theta')$ has no negative eigenvalue",
            "$\\nabla^2E(\\theta')$ n'a pas de valeur propre négative"));
    texts.put(
        "same-curvature",
        Text.of(
            "$\\nabla^2E(\\theta')$ has as many positive eigenvalues as $\\nabla^2E(\\theta)$, where the ranks are equal",
            "$\\nabla^2E(\\theta')$ a autant de valeurs propres positives que $\\nabla^2E(\\theta)$, si les rangs sont égaux"));
    return texts;
  }

  @Override
  public Optional<Strata<Instance>> strata() {
    return Optional.of(
        new Strata<>(
            Text.of("Local minimisers by depth and value", "Minimiseurs par profondeur et valeur"),
            Text.of("depth", "profondeur"),
            List.of(Text.of("E = 0", "E = 0"), Text.of("E > 0", "E > 0")),
            List.of("H = 1", "H = 2", "H = 3"),
            (row, column) -> true,
            i ->
                new Strata.Place(
                    "H = " + i.network().depth(), i.point().value().isZero() ? 0 : 1)));
  }

  @Override
  public Notation notation() {
    return FlatProof.NOTATION;
  }

  @Override
  public Proof proof() {
    return FlatProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return FlatProof.mutants(proof());
  }

  @Override
  public Class<Instance> instanceType() {
    return Instance.class;
  }

  @Override
  public Sampler<Instance> sampler(
      Set<Hypothesis<Instance>> kept, Set<Hypothesis<Instance>> broken) {
    return new FlatSampler(
        Part.of(INTERIOR, kept, broken),
        Part.of(LARGEST, kept, broken),
        Part.of(MINIMISER, kept, broken));
  }

  @Override
  public List<Mutant<Instance>> mutants() {
    return List.of(
        mutant(
            "straight",
            Change.STRAIGHT,
            "the fibre is $\\theta+\\ker\\mathbf Df_\\theta(X)$",
            "la fibre est $\\theta+\\ker\\mathbf Df_\\theta(X)$"),
        mutant(
            "one-more",
            Change.ONE_MORE,
            "flat of dimension $|E|+|B|-\\operatorname{rk}+1$",
            "plat de dimension $|E|+|B|-\\operatorname{rk}+1$"),
        mutant(
            "outgoing-multiplied",
            Change.OUTGOING_KEPT,
            "the outgoing weights times $\\lambda$ too",
            "les poids sortants aussi par $\\lambda$"),
        mutant(
            "later-biases-stay",
            Change.NO_LATER_BIASES,
            "the biases of later layers stay",
            "les biais des couches suivantes restent"),
        mutant(
            "transposed",
            Change.TRANSPOSED,
            "flat of dimension $n\\,n_H-\\operatorname{rk}$",
            "plat de dimension $n\\,n_H-\\operatorname{rk}$"),
        mutant(
            "any-direction",
            Change.ANY_DIRECTION,
            "any direction in place of one of the kernel",
            "une direction quelconque au lieu d'une du noyau"),
        mutant(
            "strict",
            Change.DEFINITE,
            "strict but for the symmetries: $\\nabla^2E$ of rank $|E|+|B|-(n_1+\\dots+n_{H-1})$",
            "strict aux symétries près : $\\nabla^2E$ de rang $|E|+|B|-(n_1+\\dots+n_{H-1})$"),
        Mutant.dropping(
            "any-theta",
            Text.of("$\\theta$ of any rank", "$\\theta$ de rang quelconque"),
            claims(),
            Set.of(LARGEST)));
  }

  private static Mutant<Instance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), claims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    LocalImageRegion region = i.point().region();
    int rank = region.rank();
    int parameters = new Parameters(i.network().architecture()).count();
    Map<String, M> q = new LinkedHashMap<>();
    q.put("risk", k.scalar(i.point().value()));
    q.put("rank", k.scalar(Rational.of(rank)));
    q.put("flat-dimension", k.scalar(Rational.of(parameters - rank)));
    q.put(
        "explicit-dimension",
        k.scalar(Rational.of(ExactRank.rank(new FlatFamily(Change.NONE).tangents(region)))));
    q.put("positive-eigenvalues", k.scalar(Rational.of(i.point().inertia().positive())));
    return q;
  }
}
