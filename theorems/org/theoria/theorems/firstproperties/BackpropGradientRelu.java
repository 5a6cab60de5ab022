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
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
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
 *   <li>It can fail where E is differentiable: max(0,t) − max(0,−t) = t has derivative 1 at 0; the
 *       formula gives 2 with σ'(0) = 1 and 0 with σ'(0) = 0.
 * </ul>
 */
public final class BackpropGradientRelu implements ForAll<BackpropGradient.Instance> {

  static final Hypothesis<BackpropGradient.Instance> PIECEWISE_LINEAR =
      new Hypothesis<>(
          "piecewise-linear",
          Text.of(
              "The hidden activations are ReLU, leaky ReLU or $|t|$; $\\sigma_H$ is the identity.",
              "Les activations cachées sont ReLU, leaky ReLU ou $|t|$ ; $\\sigma_H$ est l'identité."),
          NARROWING,
          i ->
              BackpropGradient.KINKED.containsAll(
                      i.network().activations().subList(0, i.network().depth() - 1))
                  && i.network().activations().getLast() == Activation.IDENTITY);

  static final Hypothesis<BackpropGradient.Instance> OFF_KINKS =
      new Hypothesis<>(
          "off-kinks",
          Text.of(
              "No pre-activation of a layer with a kink is 0 at $x$.",
              "Aucune pré-activation d'une couche à point anguleux n'est nulle en $x$."),
          SLIDE,
          i -> !Kinks.meets(i.network(), i.sample().x()));

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
            "On a kink $E$ still has one-sided derivatives in every direction. The formula with $\\sigma'(0)=1$ is the partial derivative only"
                + " where both sides agree with it; it can be wrong even where $E$ is differentiable: $\\max(0,t)-\\max(0,-t)=t$ has"
                + " derivative 1 at 0, the formula gives 2 (and 0 with $\\sigma'(0)=0$).",
            "Sur un point anguleux $E$ garde des dérivées à droite et à gauche dans toute direction. La formule avec $\\sigma'(0)=1$ n'est la"
                + " dérivée partielle que si les deux côtés coïncident avec elle ; elle peut être fausse même où $E$ est différentiable :"
                + " $\\max(0,t)-\\max(0,-t)=t$ a pour dérivée 1 en 0, la formule donne 2 (et 0 avec $\\sigma'(0)=0$)."));
  }

  @Override
  public List<Hypothesis<BackpropGradient.Instance>> hypotheses() {
    return List.of(OFF_KINKS, PIECEWISE_LINEAR);
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
  public Proof proof() {
    return BackpropProof.reluSteps();
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
            List.of(
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
