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
import org.theoria.network.Activation;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.network.Subset;
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
import org.theoria.sampling.Kinks;
import org.theoria.theorems.geometry.HiddenSymmetry.Change;

/**
 * <b>The rank and the symmetries.</b> rank D f_θ(X) does not change when a hidden neuron is
 * rescaled (incoming weights and bias times λ &gt; 0, outgoing weights times 1/λ) or the neurons of
 * a hidden layer are permuted, and it is at most |E| + |B| − (n₁ + … + n_{H−1}). Not on a slide:
 * the paper behind slides 75-82.
 *
 * <p>What is true. Both are linear bijections T of the parameters with f_{Tθ} = f_θ; so D f at Tθ
 * times T is D f_θ. Differentiating along λ at 1, each hidden neuron gives a vector of the kernel:
 * its incoming weights, its bias, minus its outgoing weights. Off the kinks these are independent:
 * if Σ s_kd_k = 0, then s_ib_i = 0 and (s_i − s_j)w_{ij} = 0; a pre-activation that is not 0 has
 * b_i ≠ 0 or some w_{ij} ≠ 0, hence s_i = 0 or s_i = s_j, and by induction over the layers all s
 * are 0.
 *
 * <ul>
 *   <li>For λ &lt; 0 the pattern changes; λ = 0 has no sense.
 *   <li>Any positively homogeneous σ will do; for t/(1+|t|) the bound is false.
 *   <li>On kinks, with the slope of one side, T is still a symmetry; and the rank there is at most
 *       that of points of the same pattern off the kinks nearby. So nothing changes.
 *   <li>Sharp: widths (1, 1, 1), three examples of which two are active.
 * </ul>
 */
public final class RankInvariance implements ForAll<RankInvariance.Instance> {

  /**
   * @param network the network at θ
   * @param sample x of shape n₀ × n; y, n_H × n, does not matter
   * @param factor λ, not 0
   * @param rescaled the hidden neurons that are rescaled, numbered from 1 layer by layer; numbers
   *     beyond the last one have no effect
   * @param permuted the hidden neurons that go one place on, cyclically inside each layer, likewise
   */
  public record Instance(
      Network network, Sample sample, Rational factor, Subset rescaled, Subset permuted) {
    public Instance {
      LocalImageInstance.requireFits(network, sample);
      if (factor.isZero()) {
        throw new IllegalArgumentException("factor: it must not be 0, 1/λ is used");
      }
    }
  }

  static final Hypothesis<Instance> POSITIVE =
      new Hypothesis<>(
          "positive-factor",
          Text.of("$\\lambda>0$.", "$\\lambda>0$."),
          SLIDE,
          i -> i.factor().signum() > 0);

  static final Hypothesis<Instance> HOMOGENEOUS =
      new Hypothesis<>(
          "positively-homogeneous",
          Text.of(
              "The hidden activations are positively homogeneous (ReLU): $\\sigma(\\lambda t)=\\lambda\\sigma(t)$ for $\\lambda>0$.",
              "Les activations cachées sont positivement homogènes (ReLU) : $\\sigma(\\lambda t)=\\lambda\\sigma(t)$ pour $\\lambda>0$."),
          SLIDE,
          i ->
              i.network().activations().subList(0, i.network().depth() - 1).stream()
                  .allMatch(Activation::isPositivelyHomogeneous));

  static final Hypothesis<Instance> OFF_KINKS =
      new Hypothesis<Instance>(
              "off-kinks",
              Text.of(
                  "No pre-activation of a layer with a kink is 0: $\\theta$ is in the interior of its pattern.",
                  "Aucune pré-activation d'une couche à point anguleux n'est nulle : $\\theta$ est intérieur à son motif."),
              SLIDE,
              i -> !Kinks.meets(i.network(), i.sample().x()))
          .redundantBy("on-kinks");

  static final Hypothesis<Instance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of(
              "Sampled: $H\\le 4$, widths $\\le 3$, $n\\le 10$; ReLU, leaky ReLU, $|t|$ and the identity, $\\sigma_H=\\mathrm{Id}$.",
              "Tirages : $H\\le 4$, largeurs $\\le 3$, $n\\le 10$ ; ReLU, leaky ReLU, $|t|$ et l'identité, $\\sigma_H=\\mathrm{Id}$."),
          NARROWING,
          i ->
              i.network().depth() <= 4
                  && i.network().architecture().widths().stream().allMatch(w -> w <= 3)
                  && i.sample().size() <= RankInvarianceSampler.EXAMPLES);

  @Override
  public String id() {
    return "rank-invariance";
  }

  @Override
  public Text title() {
    return Text.of("The rank and the symmetries", "Le rang et les symétries");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "75-82");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\operatorname{rk}(\\mathbf Df_{T\\theta}(X))=\\operatorname{rk}(\\mathbf Df_\\theta(X))\\le|E|+|B|-(n_1+\\dots+n_{H-1})",
        Text.of(
            "For a ReLU network, $T$ the rescaling of hidden neurons (incoming weights and bias by $\\lambda>0$, outgoing weights by"
                + " $1/\\lambda$) or a permutation of the neurons of a hidden layer, and every $\\theta$ without a pre-activation 0. Not on"
                + " a slide: the paper behind slides 75-82.",
            "Pour un réseau ReLU, $T$ le changement d'échelle de neurones cachés (poids entrants et biais par $\\lambda>0$, poids sortants"
                + " par $1/\\lambda$) ou une permutation des neurones d'une couche cachée, et tout $\\theta$ sans pré-activation nulle."
                + " Ne figure sur aucune diapositive : l'article derrière les diapositives 75-82."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "The bound is sharp, for $(1,1,1)$ already: three examples, active on two, rank 3 of $4-1$. It needs no ReLU: any positively"
                + " homogeneous activation.",
            "La borne est optimale, déjà pour $(1,1,1)$ : trois exemples, actif sur deux, rang 3 sur $4-1$. Elle n'exige pas ReLU : toute"
                + " activation positivement homogène convient."),
        Text.of(
            "On kinks, with the slope 1 there, nothing changes: the identities hold, and points off the kinks with the same pattern are"
                + " near, whose rank is not smaller. The kernel directions may then be dependent (a neuron whose weights are all 0).",
            "Sur les points anguleux, avec la pente 1, rien ne change : les identités restent vraies, et il y a tout près des points de même"
                + " motif hors des points anguleux, de rang au moins égal. Les directions du noyau peuvent alors être liées (un neurone dont"
                + " tous les poids sont nuls)."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    return List.of(HOMOGENEOUS, POSITIVE, OFF_KINKS, SAMPLED_RANGE);
  }

  @Override
  public Claims<Instance> claims() {
    return claims(Change.NONE);
  }

  private static Claims<Instance> claims(Change change) {
    return new RankInvarianceClaims(new HiddenSymmetry(change));
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "rescaling",
        Text.of(
            "$\\operatorname{rk}$ is the same after the rescaling",
            "$\\operatorname{rk}$ est le même après le changement d'échelle"));
    texts.put(
        "permutation",
        Text.of(
            "$\\operatorname{rk}$ is the same after the permutation",
            "$\\operatorname{rk}$ est le même après la permutation"));
    String bound = "$\\operatorname{rk}(\\mathbf Df_\\theta(X))\\le|E|+|B|-(n_1+\\dots+n_{H-1})$";
    texts.put("upper-bound", Text.of(bound, bound));
    texts.put(
        "kernel",
        Text.of(
            "the symmetry directions lie in the kernel of $\\mathbf Df_\\theta(X)$",
            "les directions de symétrie sont dans le noyau de $\\mathbf Df_\\theta(X)$"));
    return texts;
  }

  @Override
  public List<Inequality<Instance>> inequalities() {
    return List.of(
        new Inequality<>(
            "upper-bound",
            Text.of("$|E|+|B|-(n_1+\\dots+n_{H-1})$", "$|E|+|B|-(n_1+\\dots+n_{H-1})$"),
            List.of(
                new Inequality.Domain<>(
                    "two-hidden-layers", Text.of("$H=3$", "$H=3$"), i -> i.network().depth() == 3),
                new Inequality.Domain<>(
                    "one-hidden-layer-two-neurons",
                    Text.of("$H=2$, $n_1=2$", "$H=2$, $n_1=2$"),
                    i -> i.network().depth() == 2 && i.network().architecture().width(1) == 2))));
  }

  @Override
  public Notation notation() {
    return RankInvarianceProof.NOTATION;
  }

  @Override
  public Proof proof() {
    return RankInvarianceProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return RankInvarianceProof.mutants(proof());
  }

  @Override
  public Class<Instance> instanceType() {
    return Instance.class;
  }

  @Override
  public Sampler<Instance> sampler(
      Set<Hypothesis<Instance>> kept, Set<Hypothesis<Instance>> broken) {
    return new RankInvarianceSampler(
        Part.of(HOMOGENEOUS, kept, broken),
        Part.of(POSITIVE, kept, broken),
        Part.of(OFF_KINKS, kept, broken));
  }

  @Override
  public List<Mutant<Instance>> mutants() {
    return List.of(
        mutant("bias-kept", Change.BIAS_KEPT, "the bias is not rescaled", "biais inchangé"),
        mutant(
            "outgoing-too",
            Change.OUTGOING_TOO,
            "the outgoing weights times $\\lambda$ too",
            "les poids sortants aussi par $\\lambda$"),
        mutant(
            "incoming-only",
            Change.INCOMING_ONLY,
            "the outgoing weights are not permuted",
            "les poids sortants ne sont pas permutés"),
        mutant(
            "biases-stay",
            Change.BIASES_STAY,
            "the biases are not permuted",
            "les biais ne sont pas permutés"),
        mutant(
            "kernel-sign",
            Change.PLUS_OUTGOING,
            "plus the outgoing weights in the kernel direction",
            "plus les poids sortants dans la direction du noyau"),
        mutant(
            "kernel-bias",
            Change.NO_BIAS,
            "no bias in the kernel direction",
            "sans biais dans la direction du noyau"),
        mutant("bound-less-one", Change.BOUND_LESS_ONE, "the bound less 1", "la borne moins 1"),
        mutant(
            "outputs-too",
            Change.OUTPUTS_TOO,
            "$|E|+|B|-(n_1+\\dots+n_H)$",
            "$|E|+|B|-(n_1+\\dots+n_H)$"),
        Mutant.dropping(
            "any-factor",
            Text.of("for every $\\lambda\\ne 0$", "pour tout $\\lambda\\ne 0$"),
            claims(),
            Set.of(POSITIVE)));
  }

  private static Mutant<Instance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), claims(change));
  }

  @Override
  public Optional<Strata<Instance>> strata() {
    return Optional.of(RankInvarianceSampler.strata());
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    HiddenSymmetry symmetry = new HiddenSymmetry(Change.NONE);
    Map<String, M> q = new LinkedHashMap<>();
    q.put("rank", k.scalar(Rational.of(RankInvarianceClaims.rank(i.network(), i.sample()))));
    q.put("bound", k.scalar(Rational.of(symmetry.bound(i.network()))));
    return q;
  }
}
