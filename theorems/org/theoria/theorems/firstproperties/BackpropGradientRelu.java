package org.theoria.theorems.firstproperties;

import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.network.Activation;
import org.theoria.network.Loss;
import org.theoria.network.Network;
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
import org.theoria.proposition.Text;
import org.theoria.sampling.Kinks;
import org.theoria.sampling.NetworkSampler;
import org.theoria.sampling.NetworkSampler.Output;

/**
 * <b>Backpropagation for ReLU networks.</b> The formula of slides 45-46 for activations with kinks
 * (ReLU, leaky ReLU, |t|), which are not of class C¹: the slide only says that a formal framework
 * exists.
 *
 * <p>What is true, exactly:
 *
 * <ul>
 *   <li>Off the kinks (no pre-activation of such a layer is 0 at x) every σ_h is differentiable
 *       where it is evaluated, so E is differentiable at θ and the formula holds; this is decided
 *       over ℚ.
 *   <li>On a kink E has one-sided derivatives in every direction, given by forward differentiation
 *       with max(0,·)'(0;u) = max(0,u) ({@link org.theoria.network.PartialDerivatives}). The
 *       partial derivative exists iff the two sides are opposite. The formula, with σ'(0) = 1
 *       (slide 73: a = 1 for a pre-activation ≥ 0), gives the partial derivative only if both sides
 *       equal it.
 *   <li>If E is differentiable at θ, on a kink too — it is enough that it has all partial
 *       derivatives in the biases — the formula holds, whatever value σ'(0) is given. By induction
 *       from the top layer: let E as a function of f_h be differentiable with gradient Δ_h. Where
 *       [z_h]_i is on a kink, with one-sided slopes a₊ ≠ a₋, the right and the left derivative
 *       along [b_h]_i are a₊[Δ_h]_i and a₋[Δ_h]_i, so [Δ_h]_i = 0. Then E as a function of z_h is
 *       differentiable with gradient d_h ⊙ Δ_h for every choice of [d_h]_i there, and E as a
 *       function of f_{h−1} with gradient W_hᵀ(d_h ⊙ Δ_h) = Δ_{h−1}.
 *   <li>A single partial derivative may exist while the formula misses it, where E is not
 *       differentiable: with t = wx + b and max(0,t) − max(0,−t) = t at t = 0, ∂/∂w is x and the
 *       formula gives 2x with σ'(0) = 1 and 0 with σ'(0) = 0; the partial derivatives in the biases
 *       of the second layer do not exist there.
 * </ul>
 */
public final class BackpropGradientRelu implements ForAll<BackpropGradient.Instance> {

  static final Hypothesis<BackpropGradient.Instance> PIECEWISE_LINEAR =
      new Hypothesis<>(
          "piecewise-linear",
          Text.of(
              "The hidden activations are ReLU, leaky ReLU or $|t|$; $\\sigma_H$ is the identity.",
              "Les activations cachées sont ReLU, leaky ReLU ou $|t|$ ; $\\sigma_H$ est l'identité."),
          SLIDE,
          i ->
              BackpropGradient.KINKED.containsAll(
                      i.network().activations().subList(0, i.network().depth() - 1))
                  && i.network().activations().getLast().equals(Activation.IDENTITY));

  static final Hypothesis<BackpropGradient.Instance> OFF_KINKS =
      new Hypothesis<>(
          "off-kinks",
          Text.of(
              "No pre-activation of a layer with a kink is 0 at $x$.",
              "Aucune pré-activation d'une couche à point anguleux n'est nulle en $x$."),
          SLIDE,
          i -> !Kinks.meets(i.network(), i.sample().x()));

  static final Hypothesis<BackpropGradient.Instance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of(
              "Sampled: $H \\le 6$, widths $\\le 4$; square and quartic losses. The statement has no such limits.",
              "Tirages : $H \\le 6$, largeurs $\\le 4$ ; coûts quadratique et quartique. L'énoncé n'a pas ces limites."),
          NARROWING,
          i ->
              Shapes.within(i.network(), i.sample(), 6, 4, 1)
                  && List.of(Loss.SQUARE, Loss.QUARTIC).contains(i.loss()));

  @Override
  public String id() {
    return "backprop-gradient-relu";
  }

  @Override
  public Text title() {
    return Text.of(
        "The backpropagation formula for ReLU networks",
        "La formule de rétropropagation pour les réseaux ReLU");
  }

  @Override
  public Citation citation() {
    return Citation.slide(2, "45-46");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "W_hf_{h-1}(x)+b_h \\text{ has no zero entry},\\ h<H\\quad\\Longrightarrow\\quad \\frac{\\partial E}{\\partial"
            + " (W_h)_{i,j}}=\\left[f_{h-1}\\right]_j\\left[d_h\\right]_i\\Delta^h_i,\\quad \\frac{\\partial E}{\\partial"
            + " (b_h)_i}=\\left[d_h\\right]_i\\Delta^h_i",
        Text.of(
            "For hidden activations with a kink at 0 (ReLU), one example $(x,y)$ and $\\theta$ such that no hidden pre-activation is 0 at"
                + " $x$, $E$ has partial derivatives at $\\theta$ and the backpropagation formula gives them.",
            "Pour des activations cachées anguleuses en 0 (ReLU), un exemple $(x,y)$ et $\\theta$ tel qu'aucune pré-activation cachée n'est"
                + " nulle en $x$, $E$ admet des dérivées partielles en $\\theta$ et la formule de rétropropagation les donne."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "On a kink $E$ still has one-sided derivatives in every direction. The formula is the partial derivative only where both"
                + " sides agree with it. If $E$ is differentiable at $\\theta$ (it is enough that all partial derivatives in the biases exist)"
                + " they do, whatever value $\\sigma'(0)$ is given. Where $E$ is not differentiable, a single partial derivative may exist"
                + " while the formula misses it: with $t=wx$, $\\max(0,t)-\\max(0,-t)=t$ has derivative $x$ in $w$ at $t=0$, the formula"
                + " gives $2x$ with $\\sigma'(0)=1$ and 0 with $\\sigma'(0)=0$.",
            "Sur un point anguleux $E$ garde des dérivées à droite et à gauche dans toute direction. La formule n'est la dérivée partielle"
                + " que si les deux côtés coïncident avec elle. Si $E$ est différentiable en $\\theta$ (il suffit que toutes les dérivées"
                + " partielles par rapport aux biais existent) c'est le cas, quelle que soit la valeur donnée à $\\sigma'(0)$. Là où $E$ n'est"
                + " pas différentiable, une dérivée partielle isolée peut exister sans que la formule la donne : avec $t=wx$,"
                + " $\\max(0,t)-\\max(0,-t)=t$ a pour dérivée $x$ en $w$ en $t=0$, la formule donne $2x$ avec $\\sigma'(0)=1$ et 0 avec"
                + " $\\sigma'(0)=0$."));
  }

  @Override
  public List<Hypothesis<BackpropGradient.Instance>> hypotheses() {
    return List.of(PIECEWISE_LINEAR, OFF_KINKS, SAMPLED_RANGE);
  }

  @Override
  public Claims<BackpropGradient.Instance> claims() {
    return new BackpropClaims(BackpropFormula.Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    return BackpropClaims.texts();
  }

  @Override
  public Notation notation() {
    return BackpropNotation.kinked();
  }

  @Override
  public Proof proof() {
    return BackpropProof.reluSteps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return BackpropStepMutants.relu(proof());
  }

  @Override
  public Class<BackpropGradient.Instance> instanceType() {
    return BackpropGradient.Instance.class;
  }

  @Override
  public Sampler<BackpropGradient.Instance> sampler(
      Set<Hypothesis<BackpropGradient.Instance>> kept,
      Set<Hypothesis<BackpropGradient.Instance>> broken) {
    boolean meet = broken.contains(OFF_KINKS);
    boolean avoid = kept.contains(OFF_KINKS);
    NetworkSampler networks =
        new NetworkSampler(
            meet ? 2 : 1,
            6,
            4,
            1,
            BackpropGradient.KINKED,
            true,
            broken.contains(PIECEWISE_LINEAR)
                ? List.of(new Output(Activation.SOFTMAX, Loss.CROSS_ENTROPY))
                : List.of(
                    new Output(Activation.IDENTITY, Loss.SQUARE),
                    new Output(Activation.IDENTITY, Loss.QUARTIC)),
            false,
            8);
    String en =
        meet
            ? "; one bias moved so that a pre-activation is 0"
            : avoid ? "; biases moved off the kinks" : "";
    String fr =
        meet
            ? " ; un biais déplacé pour annuler une pré-activation"
            : avoid ? " ; biais déplacés hors des points anguleux" : "";
    return Sampler.of(
        Text.of(networks.describe().getFirst() + en, networks.describe().getLast() + fr),
        s -> {
          NetworkSampler.Drawn d = networks.draw(s);
          Network n = d.network();
          if (meet) {
            n = Kinks.meet(n, d.sample().x(), s);
          } else if (avoid) {
            n = Kinks.avoid(n, d.sample().x());
          }
          return new BackpropGradient.Instance(n, d.sample(), d.loss());
        });
  }

  @Override
  public List<Mutant<BackpropGradient.Instance>> mutants() {
    return BackpropClaims.mutants();
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      BackpropGradient.Instance i, OrderedArithmetic<M> k) {
    return BackpropClaims.quantities(i, k);
  }
}
