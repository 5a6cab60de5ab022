package org.theoria.theorems.geometry;

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
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
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
import org.theoria.proposition.Truth;
import org.theoria.theorems.geometry.ConstrainedClaims.Change;

/**
 * <b>The problem with bounded local dimension.</b> dim⁻ and dim⁺ are the smallest and the largest
 * r_j of the regions 𝒰_j at θ; (P): minimise R(f_θ(X)); (P_k): the same with dim⁻(θ, X) ≤ k (slide
 * 79). For θ* ∈ ∪𝒰_j and k = rk D f: θ* is critical for (P) iff (θ*, 1) satisfies the KKT
 * conditions of (P_k). For every θ* and k = dim⁺(θ*, X): local minimiser of (P) iff of (P_k), and
 * saddle point likewise.
 *
 * <p>What is true. A region at a θ' near θ* is a region at θ*. So dim⁻ is lower and dim⁺ upper
 * semicontinuous, and dim⁻(θ') ≤ dim⁺(θ') ≤ dim⁺(θ*) = k: near θ* every point is feasible, and (P)
 * and (P_k) are the same problem there. All equivalences between local notions follow.
 *
 * <ul>
 *   <li>The KKT conditions with the multiplier 1: near θ* ∈ 𝒰_j the constraint dim⁻ − k is the
 *       constant 0, so they are feasibility, 1 ≥ 0, 1·0 = 0 and ∇E + 1·0 = 0. For k &gt; rk the
 *       constraint is not active and 1 is no multiplier; any multiplier would do for k = rk.
 *   <li>k &lt; dim⁺ is not enough: on a kink between a region of rank 1 and one of rank 2 into
 *       which E decreases, θ* is a local minimiser of (P_1) and not of (P). k &gt; dim⁺ is enough
 *       for minimisers and saddles, not for KKT.
 *   <li>On a kink D f does not exist, and the equivalence with KKT is about ∪𝒰_j only.
 * </ul>
 *
 * <p>Checked where all of this can be decided exactly: widths (1, n₁, 1) and R = ‖Z − Y‖², see
 * {@link ConstrainedPoint}. A saddle point is a stationary point (no negative one-sided derivative)
 * that is no local minimiser; E has no local maximiser.
 */
public final class ConstrainedProblem implements ForAll<ConstrainedProblem.Instance> {

  /**
   * @param network θ*, widths (1, n₁, 1), ReLU and the identity
   * @param sample X, 1 × n, and Y, 1 × n
   * @param k the bound of (P_k)
   * @param direction where a point nearby lies: a change of (w_k, b_k) for each neuron, read
   *     cyclically, 1 × m
   */
  public record Instance(Network network, Sample sample, Rational k, RationalMatrix direction) {
    public Instance {
      ShallowInstance checked = new ShallowInstance(network, sample);
      if (direction.rows() != 1 || direction.columns() < 1) {
        throw new IllegalArgumentException(
            "direction: one row of at least one number is needed for "
                + checked.neurons()
                + " neurons, got "
                + direction.rows()
                + "×"
                + direction.columns());
      }
    }

    ConstrainedPoint point() {
      return ConstrainedPoint.of(new ShallowInstance(network, sample));
    }
  }

  static final Hypothesis<Instance> BOUND =
      new Hypothesis<>(
          "bound",
          Text.of(
              "$k=\\dim^+(\\theta^*,X)$; on $\\cup_j\\,\\mathcal U_j$ that is $\\operatorname{rk}(\\mathbf Df_{\\theta^*}(X))$.",
              "$k=\\dim^+(\\theta^*,X)$ ; sur $\\cup_j\\,\\mathcal U_j$ c'est $\\operatorname{rk}(\\mathbf Df_{\\theta^*}(X))$."),
          SLIDE,
          i -> i.k().equals(Rational.of(i.point().upper())));

  static final Hypothesis<Instance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of(
              "Sampled: ReLU, widths $(1,n_1,1)$, $n_1\\le 2$, $n\\le 4$, $\\sigma_2=\\mathrm{Id}$, $R=\\|Z-Y\\|^2$.",
              "Tirages : ReLU, largeurs $(1,n_1,1)$, $n_1\\le 2$, $n\\le 4$, $\\sigma_2=\\mathrm{Id}$, $R=\\|Z-Y\\|^2$."),
          NARROWING,
          i ->
              i.network().architecture().width(1) <= ImageSetSampler.NEURONS
                  && i.sample().size() <= ImageSetSampler.EXAMPLES);

  @Override
  public String id() {
    return "local-dimension-constrained-problem";
  }

  @Override
  public Text title() {
    return Text.of(
        "The problem with bounded local dimension", "Le problème à dimension locale bornée");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "79");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\theta^*\\text{ local minimiser (saddle point) of }(P)\\iff\\text{of }(P_k),\\ k=\\dim^+(\\theta^*,X);\\qquad\\nabla E(\\theta^*)=0"
            + "\\iff(\\theta^*,1)\\text{ KKT of }(P_k),\\ \\theta^*\\in\\cup_j\\,\\mathcal U_j,\\ k=\\operatorname{rk}(\\mathbf Df_{\\theta^*}(X))",
        Text.of(
            "For every $\\theta^*$ with $k=\\dim^+(\\theta^*,X)$, and the last part for $\\theta^*\\in\\cup_j\\,\\mathcal U_j$."
                + " $(P)$: minimise $R(f_\\theta(X))$; $(P_k)$: the same under $\\dim^-(\\theta,X)\\le k$, $\\dim^\\pm$ the smallest and the largest $r_j$"
                + " of the $\\mathcal U_j$ that meet every ball around $\\theta$.",
            "Pour tout $\\theta^*$ avec $k=\\dim^+(\\theta^*,X)$, et la dernière partie pour $\\theta^*\\in\\cup_j\\,\\mathcal U_j$."
                + " $(P)$ : minimiser $R(f_\\theta(X))$ ; $(P_k)$ : de même sous $\\dim^-(\\theta,X)\\le k$, $\\dim^\\pm$ le plus petit et le plus grand"
                + " $r_j$ des $\\mathcal U_j$ qui rencontrent toute boule autour de $\\theta$."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "The corollary is a statement about what is feasible: near $\\theta^*$ everything is, for $k=\\dim^+(\\theta^*,X)$. With"
                + " $k=\\dim^-(\\theta^*,X)$ it is false (mutant `dim-minus`): $\\theta^*$ on a kink can be a local minimiser of $(P_k)$ and $E$"
                + " decrease into a region of larger rank.",
            "Le corollaire porte sur ce qui est admissible : près de $\\theta^*$ tout l'est, pour $k=\\dim^+(\\theta^*,X)$. Avec"
                + " $k=\\dim^-(\\theta^*,X)$ il est faux (mutant `dim-minus`) : $\\theta^*$ sur un point anguleux peut être un minimiseur local de"
                + " $(P_k)$ alors que $E$ décroît vers une région de plus grand rang."),
        Text.of(
            "The KKT conditions with the multiplier 1 say no more than $\\nabla E(\\theta^*)=0$: on $\\mathcal U_j$ the constraint is active and"
                + " constant, and every multiplier $\\mu\\ge 0$ would do. For $k>\\operatorname{rk}$ the multiplier 1 is not allowed.",
            "Les conditions KKT avec le multiplicateur 1 ne disent rien de plus que $\\nabla E(\\theta^*)=0$ : sur $\\mathcal U_j$ la contrainte est"
                + " active et constante, et tout multiplicateur $\\mu\\ge 0$ conviendrait. Pour $k>\\operatorname{rk}$ le multiplicateur 1 n'est"
                + " pas permis."),
        Text.of(
            "$\\theta^*$ is called a saddle point where it is stationary (no one-sided derivative is negative) and no local minimiser.",
            "$\\theta^*$ est appelé point selle s'il est stationnaire (aucune dérivée à droite négative) sans être un minimiseur local."),
        Text.of(
            "For $(1,n_1,1)$ and this $R$ there are no saddle points in $\\cup_j\\,\\mathcal U_j$: the local image there is an open part of an"
                + " affine space, on which $R$ is convex. They lie on kinks, and where an outgoing weight 0 lowers the rank.",
            "Pour $(1,n_1,1)$ et ce $R$ il n'y a pas de point selle dans $\\cup_j\\,\\mathcal U_j$ : l'image locale y est un ouvert d'un espace"
                + " affine, sur lequel $R$ est convexe. Ils sont sur les points anguleux, et là où un poids de sortie nul abaisse le rang."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    return List.of(BOUND, SAMPLED_RANGE);
  }

  @Override
  public Claims<Instance> claims() {
    return new ConstrainedClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "lower",
        Text.of(
            "$\\dim^-(\\theta^*,X)\\le\\dim^-(\\theta',X)$ for $\\theta'$ near $\\theta^*$",
            "$\\dim^-(\\theta^*,X)\\le\\dim^-(\\theta',X)$ pour $\\theta'$ proche de $\\theta^*$"));
    texts.put(
        "upper",
        Text.of(
            "$\\dim^+(\\theta',X)\\le\\dim^+(\\theta^*,X)$ for $\\theta'$ near $\\theta^*$",
            "$\\dim^+(\\theta',X)\\le\\dim^+(\\theta^*,X)$ pour $\\theta'$ proche de $\\theta^*$"));
    texts.put(
        "feasible",
        Text.of(
            "$\\dim^-(\\theta',X)\\le\\dim^+(\\theta^*,X)$ for $\\theta'$ near $\\theta^*$",
            "$\\dim^-(\\theta',X)\\le\\dim^+(\\theta^*,X)$ pour $\\theta'$ proche de $\\theta^*$"));
    texts.put(
        "minimiser-only-if",
        Text.of(
            "$\\theta^*$ a local minimiser of $(P)\\Rightarrow$ of $(P_k)$",
            "$\\theta^*$ minimiseur local de $(P)\\Rightarrow$ de $(P_k)$"));
    texts.put(
        "minimiser-if",
        Text.of(
            "$\\theta^*$ a local minimiser of $(P_k)\\Rightarrow$ of $(P)$",
            "$\\theta^*$ minimiseur local de $(P_k)\\Rightarrow$ de $(P)$"));
    texts.put(
        "saddle-only-if",
        Text.of(
            "$\\theta^*$ a saddle point of $(P)\\Rightarrow$ of $(P_k)$",
            "$\\theta^*$ point selle de $(P)\\Rightarrow$ de $(P_k)$"));
    texts.put(
        "saddle-if",
        Text.of(
            "$\\theta^*$ a saddle point of $(P_k)\\Rightarrow$ of $(P)$",
            "$\\theta^*$ point selle de $(P_k)\\Rightarrow$ de $(P)$"));
    texts.put(
        "kkt-only-if",
        Text.of(
            "$\\theta^*\\in\\cup_j\\,\\mathcal U_j$ critical for $(P)\\Rightarrow(\\theta^*,1)$ satisfies KKT of $(P_k)$",
            "$\\theta^*\\in\\cup_j\\,\\mathcal U_j$ critique pour $(P)\\Rightarrow(\\theta^*,1)$ vérifie KKT de $(P_k)$"));
    texts.put(
        "kkt-if",
        Text.of(
            "$(\\theta^*,1)$ satisfies KKT of $(P_k)\\Rightarrow\\theta^*$ critical for $(P)$",
            "$(\\theta^*,1)$ vérifie KKT de $(P_k)\\Rightarrow\\theta^*$ critique pour $(P)$"));
    return texts;
  }

  @Override
  public Optional<Strata<Instance>> strata() {
    return Optional.of(
        new Strata<>(
            Text.of("What $\\theta^*$ is for $(P)$", "Ce qu'est $\\theta^*$ pour $(P)$"),
            Text.of("θ*", "θ*"),
            List.of(
                Text.of("local minimiser", "minimiseur local"),
                Text.of("saddle point", "point selle"),
                Text.of("neither", "aucun")),
            List.of("in a region", "dim⁻ = dim⁺", "dim⁻ < dim⁺"),
            (row, column) -> column != 1 || !row.equals("in a region"),
            i -> {
              ConstrainedPoint p = i.point();
              String row =
                  p.isInARegion()
                      ? "in a region"
                      : p.lower() == p.upper() ? "dim⁻ = dim⁺" : "dim⁻ < dim⁺";
              return new Strata.Place(
                  row, p.isLocalMinimiser(r -> true) ? 0 : p.isSaddle(r -> true) ? 1 : 2);
            }));
  }

  @Override
  public Notation notation() {
    return ConstrainedProof.NOTATION;
  }

  @Override
  public Proof proof() {
    return ConstrainedProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return ConstrainedProof.mutants(proof());
  }

  @Override
  public Class<Instance> instanceType() {
    return Instance.class;
  }

  @Override
  public Sampler<Instance> sampler(
      Set<Hypothesis<Instance>> kept, Set<Hypothesis<Instance>> broken) {
    return new ConstrainedSampler(Part.of(BOUND, kept, broken));
  }

  @Override
  public List<Mutant<Instance>> mutants() {
    return List.of(
        mutant(
            "dim-minus", Change.DIM_MINUS, "$k=\\dim^-(\\theta^*,X)$", "$k=\\dim^-(\\theta^*,X)$"),
        mutant("one-less", Change.ONE_LESS, "$k-1$ in place of $k$", "$k-1$ au lieu de $k$"),
        mutant(
            "inactive",
            Change.ONE_MORE,
            "KKT of $(P_{k+1})$ with the multiplier 1",
            "KKT de $(P_{k+1})$ avec le multiplicateur 1"),
        mutant(
            "kkt-anywhere",
            Change.KKT_ANYWHERE,
            "KKT at every $\\theta^*$, with the slope 1 on kinks",
            "KKT en tout $\\theta^*$, avec la pente 1 sur les points anguleux"),
        mutant(
            "lower-reversed",
            Change.LOWER_REVERSED,
            "$\\dim^-$ upper semicontinuous",
            "$\\dim^-$ semi-continue supérieurement"),
        mutant(
            "upper-reversed",
            Change.UPPER_REVERSED,
            "$\\dim^+$ lower semicontinuous",
            "$\\dim^+$ semi-continue inférieurement"),
        mutant(
            "saddle-is-minimiser",
            Change.SADDLE_IS_MINIMISER,
            "a saddle point of $(P_k)$ is a local minimiser of $(P)$",
            "un point selle de $(P_k)$ est un minimiseur local de $(P)$"),
        Mutant.dropping(
            "any-bound", Text.of("any $k$", "$k$ quelconque"), claims(), Set.of(BOUND)));
  }

  private static Mutant<Instance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new ConstrainedClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    ConstrainedPoint p = i.point();
    Map<String, M> q = new LinkedHashMap<>();
    q.put("dim-minus", k.scalar(Rational.of(p.lower())));
    q.put("dim-plus", k.scalar(Rational.of(p.upper())));
    q.put("regions", k.scalar(Rational.of(p.regions().size())));
    q.put("in-a-region", Truth.of(k, p.isInARegion()));
    q.put("local-minimiser", Truth.of(k, p.isLocalMinimiser(r -> true)));
    q.put("saddle-point", Truth.of(k, p.isSaddle(r -> true)));
    return q;
  }
}
