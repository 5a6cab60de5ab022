package org.theoria.theorems.landscape;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.network.Loss;
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
import org.theoria.proposition.TrainedPoints;

/**
 * <b>Wide networks, from layer k on.</b> The remark of slide 58: the inputs of {@link WideGlobal}
 * may be the result f_k(X) of the first k layers. If (f_k(X); 𝟙ᵀ) has rank n, rank W_h = n_h for h
 * &gt; k, the hypotheses on σ_h hold for h &gt; k and those on L, then a θ with ∇E = 0 in the
 * layers h &gt; k has E(θ) = 0.
 *
 * <p>What is true. The layers up to k enter through f_k(X) alone: their activations may be anything
 * (ReLU, t², with kinks), their ranks too, and the gradient in them is not needed. As for k = 0 the
 * rank of the first weight matrix above the features, W_{k+1}, is redundant, and all the other
 * hypotheses are needed. This is where width helps: n ≤ n_k + 1 in place of n ≤ n_0 + 1.
 */
public final class WideGlobalFromLayer implements ForAll<WideGlobalFromLayer.Instance> {

  /** The largest number of layers above the features that is drawn. */
  private static final int LAYERS = 3;

  /**
   * A problem with one θ.
   *
   * @param network the network with θ
   * @param sample the training sample, x of shape n₀ × n, y of shape n_H × n
   * @param loss the loss L
   * @param layer k, an integer with 0 ≤ k &lt; H
   */
  public record Instance(Network network, Sample sample, Loss loss, Rational layer)
      implements WideInstance {
    public Instance {
      WideShapes.requireSample(network, sample);
      if (!layer.isInteger()
          || layer.signum() < 0
          || layer.compareTo(Rational.of(network.depth())) >= 0) {
        throw new IllegalArgumentException(
            "layer: expected an integer from 0 to " + (network.depth() - 1) + ", got " + layer);
      }
    }

    @Override
    public int features() {
      return layer.numerator().intValueExact();
    }
  }

  static final WideHypotheses<Instance> HYPOTHESES =
      WideHypotheses.of(
          LAYERS,
          true,
          Text.of(
              "Sampled: $k \\le 2$, $H-k \\le 3$, widths $\\le 4$, $n \\le 6$; above the features the"
                  + " identity or $t/(1+|t|)$, below also ReLU and $t^2$; $L$ the square or the quartic"
                  + " loss. The statement has no such limits.",
              "Tirages : $k \\le 2$, $H-k \\le 3$, largeurs $\\le 4$, $n \\le 6$ ; après les"
                  + " caractéristiques l'identité ou $t/(1+|t|)$, avant aussi ReLU et $t^2$ ; $L$"
                  + " quadratique ou quartique. L'énoncé n'a pas ces limites."),
          i ->
              i.features() <= WideDraws.FEATURE_LAYERS
                  && i.network().depth() - i.features() <= LAYERS
                  && WideShapes.within(
                      i.network(),
                      i.sample(),
                      LAYERS + WideDraws.FEATURE_LAYERS,
                      WideDraws.WIDTH,
                      6));

  @Override
  public String id() {
    return "wide-network-global-from-layer";
  }

  @Override
  public Text title() {
    return Text.of("Wide networks, from layer k on", "Réseaux larges, à partir de la couche k");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "58");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\nabla_{(W_h,b_h)}E(\\theta)=0,\\ \\mathrm{rank}(W_h)=n_h\\ (h=k+1..H),\\quad"
            + " \\mathrm{rank}\\begin{pmatrix}f_k(X)\\\\ \\mathbb{1}^T\\end{pmatrix}=n"
            + "\\quad\\Longrightarrow\\quad E(\\theta)=0=\\min E",
        Text.of(
            "The theorem of wide networks with the layers up to $k$ as a feature map: the hypotheses on"
                + " $\\sigma_h$ and on $\\mathrm{rank}(W_h)$ are asked for $h>k$ only, and"
                + " $\\mathrm{rank}(A)=n$ of the features $f_k(X)$ in place of $X$.",
            "Le théorème des réseaux larges en prenant les couches jusqu'à $k$ pour caractéristiques : les"
                + " hypothèses sur $\\sigma_h$ et sur $\\mathrm{rg}(W_h)$ ne portent que sur $h>k$, et"
                + " $\\mathrm{rg}(A)=n$ sur les caractéristiques $f_k(X)$ au lieu de $X$."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "The layers up to $k$ may have any activation (ReLU and $t^2$ are drawn), any rank, and the"
                + " gradient in them may be other than $0$.",
            "Les couches jusqu'à $k$ peuvent avoir n'importe quelle activation (ReLU et $t^2$ sont tirées),"
                + " n'importe quel rang, et le gradient en elles peut être non nul."),
        Text.of(
            "$\\mathrm{rank}(W_{k+1})=n_{k+1}$ is not needed: only $n \\le n_k+1$ and"
                + " $n_H \\le \\dots \\le n_{k+1}$ are a price.",
            "$\\mathrm{rg}(W_{k+1})=n_{k+1}$ est inutile : seuls $n \\le n_k+1$ et"
                + " $n_H \\le \\dots \\le n_{k+1}$ sont un prix à payer."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    return HYPOTHESES.all();
  }

  @Override
  public Claims<Instance> claims() {
    return new WideClaims<>(WideClaims.Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    return WideClaims.texts(true);
  }

  @Override
  public Proof proof() {
    return new WideProof(true, LAYERS).steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return new WideProof(true, LAYERS).mutants();
  }

  @Override
  public Notation notation() {
    return WideNotation.chain();
  }

  @Override
  public Class<Instance> instanceType() {
    return Instance.class;
  }

  @Override
  public Sampler<Instance> sampler(
      Set<Hypothesis<Instance>> kept, Set<Hypothesis<Instance>> broken) {
    return new WideSampler<>(
        HYPOTHESES,
        new WideDraws(LAYERS, true),
        kept,
        broken,
        d -> new Instance(d.network(), d.sample(), d.loss(), Rational.of(d.k())));
  }

  @Override
  public Optional<Strata<Instance>> strata() {
    return Optional.of(WideStrata.of());
  }

  @Override
  public List<TrainedPoints> trained() {
    return List.of(new WideTrained(true));
  }

  @Override
  public List<Mutant<Instance>> mutants() {
    return WideMutants.of(HYPOTHESES, true);
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    return WideGlobal.quantitiesOf(i, k);
  }
}
