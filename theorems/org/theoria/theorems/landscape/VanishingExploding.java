package org.theoria.theorems.landscape;

import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
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
import org.theoria.theorems.landscape.VanishingClaims.Change;

/**
 * <b>Vanishing and exploding gradients.</b> If every M_h = W_{h+1}ᵀdiag(d_{h+1}) is a contraction
 * with factor ≤ q, then ‖Δ_h‖ ≤ q^{H−h}‖Δ_H‖ (slide 47: it vanishes for q &lt; 1); if every one
 * expands with factor ≥ q, then ‖Δ_h‖ ≥ q^{H−h}‖Δ_H‖ (it explodes for q &gt; 1). Euclidean norms;
 * the slide names none.
 *
 * <p>What is true. Δ_h = M_hΔ_{h+1}, so each layer multiplies the norm by a factor in [q₋, q₊] and
 * H−h layers by one in [q₋^{H−h}, q₊^{H−h}]. Both bounds hold for every q ≥ 0: q &lt; 1 and q &gt;
 * 1 say what they mean. So an instance carries both factors, and the hypotheses are one for each
 * layer and side; every one is needed.
 *
 * <ul>
 *   <li>Expansion needs n_h ≥ n_{h+1} (M_h is injective): widths that do not increase.
 *   <li>σ_H′ and d_1 do not occur: Δ_h is the derivative in f_h, before the slope of layer h.
 *   <li>The hypotheses are about M_h at one θ and one x, not about the operator norm of W alone.
 * </ul>
 */
public final class VanishingExploding implements ForAll<VanishingExploding.Instance> {

  /** The largest H that is drawn. */
  static final int DEPTH = 5;

  /**
   * A network with one example and two factors.
   *
   * @param network the network f_θ
   * @param sample one example, x of shape n₀ × 1, y of shape n_H × 1
   * @param loss the loss L
   * @param lower q₋, 0 ≤ q₋
   * @param upper q₊, q₋ ≤ q₊
   */
  public record Instance(
      Network network, Sample sample, Loss loss, Rational lower, Rational upper) {
    public Instance {
      WideShapes.requireSample(network, sample);
      if (sample.size() != 1) {
        throw new IllegalArgumentException(
            "sample: expected one example (x, y), got " + sample.size());
      }
      if (lower.signum() < 0 || upper.compareTo(lower) < 0) {
        throw new IllegalArgumentException(
            "factors: expected 0 <= lower <= upper, got " + lower + " and " + upper);
      }
    }
  }

  static final List<Hypothesis<Instance>> CONTRACTS = layers(true);

  static final List<Hypothesis<Instance>> EXPANDS = layers(false);

  static final Hypothesis<Instance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of(
              "Sampled: $2 \\le H \\le 5$, widths $\\le 4$; $\\sigma_h$ among the identity, ReLU, leaky ReLU,"
                  + " $t/(1+|t|)$, $t^2$, whose slopes are rational (on kinks the right one). The statement has"
                  + " no such limits.",
              "Tirages : $2 \\le H \\le 5$, largeurs $\\le 4$ ; $\\sigma_h$ parmi l'identité, ReLU, leaky ReLU,"
                  + " $t/(1+|t|)$, $t^2$, de pentes rationnelles (celle de droite aux points anguleux). L'énoncé"
                  + " n'a pas ces limites."),
          NARROWING,
          i -> i.network().depth() >= 2 && WideShapes.within(i.network(), i.sample(), DEPTH, 4, 1));

  private static List<Hypothesis<Instance>> layers(boolean contracts) {
    List<Hypothesis<Instance>> all = new ArrayList<>();
    for (int h = 1; h < DEPTH; h++) {
      int layer = h;
      String m = "W_" + (h + 1) + "^T\\mathrm{diag}(d_" + (h + 1) + ")";
      String where = h == 1 ? "" : " (where $H>" + h + "$)";
      String si = h == 1 ? "" : " (si $H>" + h + "$)";
      all.add(
          contracts
              ? new Hypothesis<>(
                  "contracts-" + h,
                  Text.of(
                      "$\\|" + m + "v\\| \\le q_+\\|v\\|$ for every $v$" + where + ".",
                      "$\\|" + m + "v\\| \\le q_+\\|v\\|$ pour tout $v$" + si + "."),
                  SLIDE,
                  i ->
                      layer >= i.network().depth()
                          || contracts(factor(i.network(), i.sample(), layer), i.upper()))
              : new Hypothesis<>(
                  "expands-" + h,
                  Text.of(
                      "$\\|" + m + "v\\| \\ge q_-\\|v\\|$ for every $v$" + where + ".",
                      "$\\|" + m + "v\\| \\ge q_-\\|v\\|$ pour tout $v$" + si + "."),
                  SLIDE,
                  i ->
                      layer >= i.network().depth()
                          || expands(factor(i.network(), i.sample(), layer), i.lower())));
    }
    return List.copyOf(all);
  }

  /** M_h = W_{h+1}ᵀdiag(d_{h+1}) exactly, n_h × n_{h+1}. */
  static RationalMatrix factor(Network n, Sample s, int h) {
    RationalMatrix f = WideShapes.features(n, s.x(), h);
    RationalMatrix d =
        n.activation(h + 1)
            .slope(RationalArithmetic.INSTANCE, n.weight(h + 1).times(f).plusColumn(n.bias(h + 1)));
    return n.weight(h + 1).scaleRows(d).transpose();
  }

  /** Whether q²I − MᵀM is positive semidefinite. */
  static boolean contracts(RationalMatrix m, Rational q) {
    RationalMatrix square = RationalMatrix.identity(m.columns()).scale(q.times(q));
    return Inertia.isPositiveSemidefinite(square.minus(m.transpose().times(m)));
  }

  /** Whether MᵀM − q²I is positive semidefinite. */
  static boolean expands(RationalMatrix m, Rational q) {
    RationalMatrix square = RationalMatrix.identity(m.columns()).scale(q.times(q));
    return Inertia.isPositiveSemidefinite(m.transpose().times(m).minus(square));
  }

  @Override
  public String id() {
    return "vanishing-exploding";
  }

  @Override
  public Text title() {
    return Text.of("Vanishing and exploding gradients", "Vanishing/Exploding gradient");
  }

  @Override
  public Citation citation() {
    return Citation.slide(2, "47");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "q_-\\|v\\| \\le \\|W_{h+1}^T\\mathrm{diag}(d_{h+1})v\\| \\le q_+\\|v\\|\\ \\ (\\forall v,\\ 1 \\le h<H)"
            + "\\quad\\Longrightarrow\\quad q_-^{H-h}\\|\\Delta_H\\| \\le \\|\\Delta_h\\| \\le q_+^{H-h}\\|\\Delta_H\\|",
        Text.of(
            "If every $W_{h+1}^T\\mathrm{diag}(d_{h+1})$ is a contraction with factor at most $q_+<1$, the gradient"
                + " vanishes: $\\|\\Delta_h\\| \\le q_+^{H-h}\\|\\Delta_H\\|$. If every one expands with factor at least"
                + " $q_->1$, it explodes: $\\|\\Delta_h\\| \\ge q_-^{H-h}\\|\\Delta_H\\|$.",
            "Si $W_{h+1}^T\\mathrm{diag}(d_{h+1})$ est systématiquement une contraction, de facteur au plus $q_+<1$ :"
                + " « vanishing gradient », $\\|\\Delta_h\\| \\le q_+^{H-h}\\|\\Delta_H\\|$. Si elle augmente"
                + " systématiquement la norme, d'un facteur au moins $q_->1$ : « exploding gradient »,"
                + " $\\|\\Delta_h\\| \\ge q_-^{H-h}\\|\\Delta_H\\|$."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "Both bounds hold for every $q \\ge 0$; $q_+<1$ and $q_->1$ only say that the powers tend to $0$ and to"
                + " $\\infty$. So every instance tests both.",
            "Les deux bornes valent pour tout $q \\ge 0$ ; $q_+<1$ et $q_->1$ disent seulement que les puissances"
                + " tendent vers $0$ et vers $\\infty$. Chaque instance teste donc les deux."),
        Text.of(
            "With $q_->0$ the map is injective: $n_h \\ge n_{h+1}$. A gradient that explodes in this uniform sense"
                + " needs widths that do not increase; one that vanishes needs nothing.",
            "Avec $q_->0$ l'application est injective : $n_h \\ge n_{h+1}$. Un gradient qui explose en ce sens uniforme"
                + " demande des largeurs décroissantes ; un gradient qui s'évanouit ne demande rien."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    List<Hypothesis<Instance>> all = new ArrayList<>(CONTRACTS);
    all.addAll(EXPANDS);
    all.add(SAMPLED_RANGE);
    return List.copyOf(all);
  }

  @Override
  public Claims<Instance> claims() {
    return new VanishingClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "vanishing",
        Text.of(
            "$\\|\\Delta_1\\|^2 \\le q_+^{2(H-1)}\\|\\Delta_H\\|^2$: the bound over all the layers",
            "$\\|\\Delta_1\\|^2 \\le q_+^{2(H-1)}\\|\\Delta_H\\|^2$ : la borne sur toutes les couches"));
    texts.put(
        "exploding",
        Text.of(
            "$q_-^{2(H-1)}\\|\\Delta_H\\|^2 \\le \\|\\Delta_1\\|^2$: the bound over all the layers",
            "$q_-^{2(H-1)}\\|\\Delta_H\\|^2 \\le \\|\\Delta_1\\|^2$ : la borne sur toutes les couches"));
    texts.put(
        "vanishing-above",
        Text.of(
            "$\\|\\Delta_h\\|^2 \\le q_+^{2(H-h)}\\|\\Delta_H\\|^2$ for $1<h<H$",
            "$\\|\\Delta_h\\|^2 \\le q_+^{2(H-h)}\\|\\Delta_H\\|^2$ pour $1<h<H$"));
    texts.put(
        "exploding-above",
        Text.of(
            "$q_-^{2(H-h)}\\|\\Delta_H\\|^2 \\le \\|\\Delta_h\\|^2$ for $1<h<H$",
            "$q_-^{2(H-h)}\\|\\Delta_H\\|^2 \\le \\|\\Delta_h\\|^2$ pour $1<h<H$"));
    return texts;
  }

  @Override
  public List<Inequality<Instance>> inequalities() {
    return List.of(
        new Inequality<>(
            "vanishing",
            Text.of("the constant 1 before $q_+^{2(H-1)}$", "la constante 1 devant $q_+^{2(H-1)}$"),
            List.of(
                wide(
                    "vanishes",
                    "$q_+<1$, $H \\ge 3$, at least two neurons in each layer",
                    "$q_+<1$, $H \\ge 3$, au moins deux neurones par couche",
                    i -> i.upper().compareTo(Rational.ONE) < 0))),
        new Inequality<>(
            "exploding",
            Text.of("the constant 1 before $q_-^{2(H-1)}$", "la constante 1 devant $q_-^{2(H-1)}$"),
            List.of(
                wide(
                    "explodes",
                    "$q_->1$, $H \\ge 3$, at least two neurons in each layer",
                    "$q_->1$, $H \\ge 3$, au moins deux neurones par couche",
                    i -> i.lower().compareTo(Rational.ONE) > 0))));
  }

  private static Inequality.Domain<Instance> wide(
      String id, String en, String fr, Predicate<Instance> regime) {
    return new Inequality.Domain<>(
        id,
        Text.of(en, fr),
        i ->
            regime.test(i)
                && i.network().depth() >= 3
                && i.network().architecture().widths().stream().allMatch(w -> w >= 2));
  }

  @Override
  public Proof proof() {
    return VanishingProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return VanishingProof.mutants();
  }

  @Override
  public Notation notation() {
    return VanishingProof.notation();
  }

  @Override
  public Class<Instance> instanceType() {
    return Instance.class;
  }

  @Override
  public Sampler<Instance> sampler(
      Set<Hypothesis<Instance>> kept, Set<Hypothesis<Instance>> broken) {
    return new VanishingSampler(
        broken.stream().mapToInt(CONTRACTS::indexOf).filter(i -> i >= 0).findFirst().orElse(-1) + 1,
        broken.stream().mapToInt(EXPANDS::indexOf).filter(i -> i >= 0).findFirst().orElse(-1) + 1);
  }

  @Override
  public Optional<Strata<Instance>> strata() {
    return Optional.of(
        new Strata<>(
            Text.of("Regimes", "Les régimes rencontrés"),
            Text.of("factors", "facteurs"),
            List.of(Text.of("Δ_H ≠ 0", "Δ_H non nul"), Text.of("Δ_H = 0", "Δ_H nul")),
            List.of("q₊ < 1", "q₋ > 1", "q₋ = 0", "q₋ > 0, q₊ ≥ 1"),
            (row, column) -> column == 0,
            VanishingExploding::place));
  }

  private static Strata.Place place(Instance i) {
    String row =
        i.upper().compareTo(Rational.ONE) < 0
            ? "q₊ < 1"
            : i.lower().compareTo(Rational.ONE) > 0
                ? "q₋ > 1"
                : i.lower().isZero() ? "q₋ = 0" : "q₋ > 0, q₊ ≥ 1";
    RationalMatrix top =
        VanishingClaims.backprop(i, RationalArithmetic.INSTANCE).deltas().getLast();
    return new Strata.Place(row, top.isZero() ? 1 : 0);
  }

  @Override
  public List<Mutant<Instance>> mutants() {
    return List.of(
        mutant(
            "exponent-plus",
            Change.ONE_LAYER_MORE,
            "the exponent $H-h+1$",
            "l'exposant $H-h+1$ au lieu de $H-h$"),
        mutant(
            "exponent-minus",
            Change.ONE_LAYER_LESS,
            "the exponent $H-h-1$",
            "l'exposant $H-h-1$ au lieu de $H-h$"),
        mutant(
            "square-lost",
            Change.NOT_SQUARED,
            "$q^{H-h}$ for the squared norms",
            "$q^{H-h}$ pour les normes au carré"),
        mutant(
            "factors-exchanged",
            Change.EXCHANGED,
            "$q_-$ and $q_+$ exchanged",
            "$q_-$ et $q_+$ échangés"),
        mutant(
            "index",
            Change.NEXT_LAYER,
            "$\\Delta_{h+1}$ in place of $\\Delta_H$",
            "$\\Delta_{h+1}$ au lieu de $\\Delta_H$"),
        mutant(
            "largest-entry",
            Change.LARGEST_ENTRY,
            "the largest entry of $\\Delta_H$ in place of its norm",
            "le plus grand coefficient de $\\Delta_H$ au lieu de sa norme"),
        mutant(
            "direction",
            Change.REVERSED,
            "both inequalities reversed",
            "les deux inégalités renversées"));
  }

  private static Mutant<Instance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new VanishingClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    Map<String, M> all = new LinkedHashMap<>();
    WideBackprop<M> b = VanishingClaims.backprop(i, k);
    for (int h = 1; h <= i.network().depth(); h++) {
      all.put("delta-" + h, b.delta(h));
    }
    return all;
  }
}
