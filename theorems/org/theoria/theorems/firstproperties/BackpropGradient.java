package org.theoria.theorems.firstproperties;

import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.network.Activation;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claims;
import org.theoria.proposition.ForAll;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Oracle;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Screen;
import org.theoria.proposition.Statement;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Text;
import org.theoria.sampling.NetworkSampler;
import org.theoria.sampling.NetworkSampler.Output;

/**
 * <b>Backpropagation.</b> σ_h and L of class C¹, one example (x,y): for h = 1..H, i = 1..n_h, j =
 * 1..n_{h−1}, ∂E/∂(W_h)_{ij} = [f_{h−1}]_j [d_h]_i [Δ_h]_i and ∂E/∂(b_h)_i = [d_h]_i [Δ_h]_i
 * (slides 45-46).
 *
 * <p>What is true. E is the composition of the layers, so the chain rule gives it wherever every
 * σ_h is differentiable at the pre-activation it meets; class C¹ makes that every θ. The vector d_h
 * and diag(d_h) presuppose that σ_h acts coordinate by coordinate: for σ_H = softmax the Jacobian
 * is not diagonal and the formula, read with the diagonal ∂σ_i/∂z_i, is false in general for n_H ≥
 * 2; there softmax belongs into L.
 *
 * <p>Without class C¹ (ReLU): see {@link BackpropGradientRelu}.
 */
public final class BackpropGradient implements ForAll<BackpropGradient.Instance> {

  /**
   * A network with one example.
   *
   * @param network the network f_θ
   * @param sample one example, x of shape n₀ × 1, y of shape n_H × 1
   * @param loss the loss L
   */
  public record Instance(Network network, Sample sample, Loss loss) {
    public Instance {
      Shapes.requireSample(network, sample);
      Shapes.requireOneExample(sample);
    }
  }

  static final Hypothesis<Instance> CONTINUOUSLY_DIFFERENTIABLE =
      new Hypothesis<>(
          "continuously-differentiable",
          Text.of(
              "Every $\\sigma_h$ is of class $C^1$ (and so is $L$).",
              "Chaque $\\sigma_h$ est de classe $C^1$ (ainsi que $L$)."),
          SLIDE,
          i ->
              i.network().activations().stream()
                  .allMatch(Activation::isContinuouslyDifferentiable));

  static final Hypothesis<Instance> COORDINATEWISE =
      new Hypothesis<>(
          "coordinatewise",
          Text.of(
              "Every $\\sigma_h$ acts coordinate by coordinate (which $\\mathrm{diag}(d_h)$ presupposes): not softmax.",
              "Chaque $\\sigma_h$ agit coordonnée par coordonnée (ce que $\\mathrm{diag}(d_h)$ suppose) : pas softmax."),
          SLIDE,
          i -> i.network().activations().stream().allMatch(Activation::isCoordinatewise));

  static final Hypothesis<Instance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of(
              "Sampled: $H \\le 6$, widths $\\le 4$; $\\sigma_h$ among tanh, sigmoid, softplus, the identity, $t^2$, $t^3$,"
                  + " $\\max(0,t)^2$; $L$ square, quartic or logistic. The statement is about every $C^1$ function.",
              "Tirages : $H \\le 6$, largeurs $\\le 4$ ; $\\sigma_h$ parmi tanh, sigmoïde, softplus, l'identité, $t^2$, $t^3$,"
                  + " $\\max(0,t)^2$ ; $L$ quadratique, quartique ou logistique. L'énoncé porte sur toute fonction $C^1$."),
          NARROWING,
          i -> Shapes.within(i.network(), i.sample(), 6, 4, 1));

  static final List<Activation> SMOOTH =
      List.of(
          Activation.TANH,
          Activation.SIGMOID,
          Activation.SOFTPLUS,
          Activation.IDENTITY,
          Activation.SQUARE,
          Activation.CUBE,
          Activation.SQUARED_RELU);

  static final List<Activation> KINKED =
      List.of(Activation.RELU, Activation.LEAKY_RELU, Activation.ABSOLUTE);

  @Override
  public String id() {
    return "backprop-gradient";
  }

  @Override
  public Text title() {
    return Text.of(
        "The gradient of a fully connected network", "Gradient pour un réseau fully-connected");
  }

  @Override
  public Citation citation() {
    return Citation.slide(2, "45-46");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\begin{gathered}\\frac{\\partial E}{\\partial (W_h)_{i,j}}(\\theta)=\\left[f_{h-1}(x)\\right]_j\\left[d_h(x)\\right]_i\\Delta^h_i(x),"
            + "\\qquad \\frac{\\partial E}{\\partial (b_h)_i}(\\theta)=\\left[d_h(x)\\right]_i\\Delta^h_i(x)\\\\"
            + "d_h(x)=\\sigma_h'(W_hf_{h-1}(x)+b_h),\\qquad \\Delta^H(x)=\\nabla_{y_1}L(f_\\theta(x),y),\\qquad"
            + " \\Delta^h(x)=W_{h+1}^T\\,\\mathrm{diag}(d_{h+1}(x))\\,\\Delta^{h+1}(x)\\end{gathered}",
        Text.of(
            "Let $L$ and every $\\sigma_h$ be of class $C^1$, and $(x,y)$ one example. For $h=1..H$, $i=1..n_h$, $j=1..n_{h-1}$ the partial"
                + " derivatives of $E$ are the products above.",
            "Soient $L$ et tous les $\\sigma_h$ de classe $C^1$, et $(x,y)$ un unique exemple. On a pour $h=1..H$, $i=1..n_h$,"
                + " $j=1..n_{h-1}$ les formules ci-dessus."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "It holds for a last layer that acts coordinate by coordinate. With softmax on the last layer it is false in general for"
                + " $n_H \\ge 2$ (it is read with $d_H$ the diagonal of the Jacobian); take $L \\circ \\mathrm{softmax}$ as the loss instead.",
            "Elle vaut pour une dernière couche qui agit coordonnée par coordonnée. Avec softmax en dernière couche elle est"
                + " fausse en général pour $n_H \\ge 2$ (on la lit avec pour $d_H$ la diagonale de la jacobienne) ; il faut prendre $L \\circ \\mathrm{softmax}$ pour coût."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    return List.of(CONTINUOUSLY_DIFFERENTIABLE, COORDINATEWISE, SAMPLED_RANGE);
  }

  @Override
  public Claims<Instance> claims() {
    return new BackpropClaims(BackpropFormula.Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    return BackpropClaims.texts();
  }

  @Override
  public Notation notation() {
    return BackpropNotation.smooth();
  }

  @Override
  public Proof proof() {
    return BackpropProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return BackpropStepMutants.smooth(proof());
  }

  @Override
  public Class<Instance> instanceType() {
    return Instance.class;
  }

  @Override
  public Sampler<Instance> sampler(
      Set<Hypothesis<Instance>> kept, Set<Hypothesis<Instance>> broken) {
    boolean kinked = broken.contains(CONTINUOUSLY_DIFFERENTIABLE);
    boolean softmax = broken.contains(COORDINATEWISE);
    NetworkSampler networks =
        new NetworkSampler(
            kinked ? 2 : 1,
            6,
            4,
            1,
            kinked ? KINKED : SMOOTH,
            !kinked,
            softmax
                ? List.of(
                    new Output(Activation.SOFTMAX, Loss.CROSS_ENTROPY),
                    new Output(Activation.SOFTMAX, Loss.SQUARE))
                : List.of(
                    new Output(Activation.IDENTITY, Loss.SQUARE),
                    new Output(Activation.IDENTITY, Loss.QUARTIC),
                    new Output(Activation.IDENTITY, Loss.LOGISTIC),
                    new Output(Activation.TANH, Loss.SQUARE),
                    new Output(Activation.SIGMOID, Loss.SQUARE)),
            false,
            8);
    return Sampler.of(
        Text.of(networks.describe().getFirst(), networks.describe().getLast()),
        s -> {
          NetworkSampler.Drawn d = networks.draw(s);
          return new Instance(d.network(), d.sample(), d.loss());
        });
  }

  @Override
  public List<Oracle<Instance>> oracles() {
    return List.of(new AutomaticDifferentiationOracle(), new MeanValueOracle());
  }

  @Override
  public Optional<Screen<Instance>> screen() {
    return Optional.of(new BackpropScreen(BackpropScreen.BENCHMARK));
  }

  @Override
  public List<Mutant<Instance>> mutants() {
    return BackpropClaims.mutants();
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    return BackpropClaims.quantities(i, k);
  }
}
