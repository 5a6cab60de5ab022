package org.theoria.theorems.geometry;

import static org.theoria.theorems.geometry.RegionHypotheses.IDENTITY_OUTPUT;
import static org.theoria.theorems.geometry.RegionHypotheses.INTERIOR;
import static org.theoria.theorems.geometry.RegionHypotheses.RELU;
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
import org.theoria.theorems.geometry.PolynomialClaims.Change;

/**
 * <b>The prediction is piecewise polynomial in the parameters.</b> For X fixed, on the interior Ũ_j
 * of each set of constant activation pattern θ ↦ f_θ(X) is a polynomial of degree at most H; the
 * Ũ_j are open and disjoint, and the complement of their union is closed and of measure 0 (slides
 * 73-74).
 *
 * <p>What is true.
 *
 * <ul>
 *   <li>σ_H = Id is needed: with softmax and at least two outputs f is no polynomial (it is
 *       analytic). The slides leave σ_H open ("analytic, e.g. the identity or softmax", slide 64).
 *       The other parts hold for softmax too: the pattern does not see σ_H.
 *   <li>The polynomial is the same on the whole of Ũ_j, which need not be connected, and also on
 *       the rest of {a = Δ_j}, where the pattern counts a pre-activation 0 as 1.
 *   <li>The degree is H − L exactly, L the last hidden layer that is dead on an example, for the
 *       best example; biases of layer h stand in terms of degree at most H − h + 1. So it is H
 *       unless every example has a dead layer.
 *   <li>The complement has measure 0 for every X, repeated and zero inputs included, since each
 *       pre-activation is a bias plus what does not depend on that bias. θ ∈ Ũ_j iff no hidden
 *       pre-activation is 0.
 *   <li>Non-empty and disjoint hold by definition: empty interiors are left out, and θ has one
 *       pattern.
 *   <li>Any activation that is linear on both sides of 0 will do; t/(1+|t|) will not.
 * </ul>
 */
public final class PiecewisePolynomial implements ForAll<ParameterInstance> {

  @Override
  public String id() {
    return "piecewise-polynomial-in-parameters";
  }

  @Override
  public Text title() {
    return Text.of(
        "The prediction is piecewise polynomial in the parameters",
        "La prédiction est polynomiale par morceaux en les paramètres");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "73-74");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\theta\\mapsto f_\\theta(X)\\text{ is polynomial of degree}\\le H\\text{ on }\\widetilde{\\mathcal U}_j=\\operatorname{Int}"
            + "\\{\\theta:\\ a(X,\\theta)=\\Delta_j\\}",
        Text.of(
            "For every $n$ and every $X\\in\\mathbb R^{n_0\\times n}$ the sets $\\widetilde{\\mathcal U}_1,\\dots,\\widetilde{\\mathcal U}_m$ are"
                + " non-empty, open and disjoint; on each of them $\\theta\\mapsto f_\\theta(X)$ is polynomial of degree at most $H$; the"
                + " complement of their union is closed and of Lebesgue measure 0. The hidden activations are ReLU; $\\sigma_H$ is"
                + " analytic, the identity or softmax (slide 64).",
            "Pour tout $n$ et tout $X\\in\\mathbb R^{n_0\\times n}$, les ensembles $\\widetilde{\\mathcal U}_1,\\dots,\\widetilde{\\mathcal U}_m$ sont"
                + " non vides, ouverts et disjoints ; sur chacun $\\theta\\mapsto f_\\theta(X)$ est polynomiale de degré au plus $H$ ; le"
                + " complémentaire de leur réunion est fermé et de mesure de Lebesgue nulle. Les activations cachées sont ReLU ;"
                + " $\\sigma_H$ est analytique, l'identité ou softmax (diapositive 64)."));
  }

  @Override
  public Optional<Statement> corrected() {
    return Optional.of(
        new Statement(
            "\\sigma_H=\\mathrm{Id}:\\quad\\deg\\bigl(f_\\theta(x^i)|_{\\widetilde{\\mathcal U}_j}\\bigr)=H-L_i\\le H",
            Text.of(
                "The same for $\\sigma_H=\\mathrm{Id}$. On example $i$ the degree is $H-L_i$, $L_i$ the last hidden layer of which every neuron is"
                    + " inactive on $x^i$, 0 if there is none.",
                "De même pour $\\sigma_H=\\mathrm{Id}$. Sur l'exemple $i$ le degré est $H-L_i$, où $L_i$ est la dernière couche cachée dont"
                    + " tous les neurones sont inactifs sur $x^i$, 0 s'il n'y en a pas.")));
  }

  @Override
  public Expectation expectation() {
    return Expectation.REFUTED_AS_STATED;
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "With softmax the prediction is no polynomial on any $\\widetilde{\\mathcal U}_j$, for two outputs or more: a coordinate is bounded and"
                + " not constant in $b_H$. It is then analytic, and the rest of the lemma stands.",
            "Avec softmax et au moins deux sorties la prédiction n'est polynomiale sur aucun $\\widetilde{\\mathcal U}_j$ : une coordonnée est bornée"
                + " et non constante en $b_H$. Elle est alors analytique, et le reste du lemme demeure."),
        Text.of(
            "$\\theta\\in\\bigcup_j\\widetilde{\\mathcal U}_j$ exactly where no hidden pre-activation is 0. The complement has measure 0 for every"
                + " $X$ because of the biases: a pre-activation is $b_v$ plus what does not depend on $b_v$.",
            "$\\theta\\in\\bigcup_j\\widetilde{\\mathcal U}_j$ exactement là où aucune pré-activation cachée n'est nulle. Le complémentaire est de"
                + " mesure nulle pour tout $X$ grâce aux biais : une pré-activation est $b_v$ plus ce qui ne dépend pas de $b_v$."),
        Text.of(
            "Degree: $b_h$ stands in terms of degree at most $H-h+1$. $\\widetilde{\\mathcal U}_j$ need not be connected; the polynomial is"
                + " the same on all of it. Leaky ReLU and $|t|$ do as well as ReLU.",
            "Degré : $b_h$ figure dans des termes de degré au plus $H-h+1$. $\\widetilde{\\mathcal U}_j$ n'est pas toujours connexe ; le"
                + " polynôme y est partout le même. Leaky ReLU et $|t|$ conviennent comme ReLU."));
  }

  @Override
  public List<Hypothesis<ParameterInstance>> hypotheses() {
    return List.of(RELU, INTERIOR, IDENTITY_OUTPUT, SAMPLED_RANGE);
  }

  @Override
  public Claims<ParameterInstance> claims() {
    return new PolynomialClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "polynomial",
        Text.of(
            "the $(H+1)$-th difference of $f(X)$ is 0 at $\\theta,\\theta+\\tau\\delta,\\dots,\\theta+(H+1)\\tau\\delta$, all of one pattern",
            "la différence $(H+1)$-ième de $f(X)$ est nulle en $\\theta,\\theta+\\tau\\delta,\\dots,\\theta+(H+1)\\tau\\delta$, tous de même"
                + " motif"));
    texts.put(
        "degree",
        Text.of(
            "for $d=H-L_i$ the $d$-th difference on $x^i$ is $d!\\,\\tau^d$ times the leading form at $\\delta$ ($\\sigma_H=\\mathrm{Id}$)",
            "pour $d=H-L_i$ la différence $d$-ième sur $x^i$ est $d!\\,\\tau^d$ fois la forme dominante en $\\delta$"
                + " ($\\sigma_H=\\mathrm{Id}$)"));
    texts.put(
        "open",
        Text.of(
            "with $r(\\theta)$ the half-side of a cube that keeps the pattern: entries that differ after the biases of a layer are lowered"
                + " by $r(\\theta)$ (by any positive number where there is no such cube)",
            "avec $r(\\theta)$ le demi-côté d'un cube qui garde le motif : coefficients qui diffèrent quand on diminue les biais d'une"
                + " couche de $r(\\theta)$ (d'un nombre positif quelconque s'il n'y a pas de tel cube)"));
    texts.put(
        "same-pattern",
        Text.of(
            "the pattern of $\\theta$ at two opposite corners of that cube: entries that differ",
            "le motif de $\\theta$ en deux coins opposés de ce cube : coefficients qui diffèrent"));
    texts.put(
        "bias-shift",
        Text.of(
            "raising $b_h$ by $s$ raises the pre-activations of layer $h$ by $s$ (the complement is null)",
            "augmenter $b_h$ de $s$ augmente de $s$ les pré-activations de la couche $h$ (le complémentaire est négligeable)"));
    return texts;
  }

  @Override
  public Notation notation() {
    return PolynomialProof.NOTATION;
  }

  @Override
  public Proof proof() {
    return PolynomialProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return PolynomialProof.mutants(proof());
  }

  @Override
  public Class<ParameterInstance> instanceType() {
    return ParameterInstance.class;
  }

  @Override
  public Sampler<ParameterInstance> sampler(
      Set<Hypothesis<ParameterInstance>> kept, Set<Hypothesis<ParameterInstance>> broken) {
    return new ParameterSampler(
        Part.of(RELU, kept, broken),
        Part.of(IDENTITY_OUTPUT, kept, broken),
        Part.of(INTERIOR, kept, broken),
        Part.FREE,
        3_000);
  }

  @Override
  public Optional<Strata<ParameterInstance>> strata() {
    return Optional.of(
        new Strata<>(
            Text.of("Points by depth, and the degree", "Points selon la profondeur, et le degré"),
            Text.of("depth", "profondeur"),
            List.of(
                Text.of("degree H along δ", "degré H le long de δ"),
                Text.of("lower degree", "degré inférieur")),
            List.of("H = 1", "H = 2", "H = 3", "H = 4"),
            (row, column) -> column == 0 || !row.equals("H = 1"),
            i ->
                new Strata.Place(
                    "H = " + i.depth(),
                    new LeadingForm(i.point().map(), Change.NONE).attainsDepth(i.delta())
                        ? 0
                        : 1)));
  }

  @Override
  public List<Mutant<ParameterInstance>> mutants() {
    return List.of(
        mutant(
            "degree-less-one", Change.LOWER_DEGREE, "degree at most $H-1$", "degré au plus $H-1$"),
        mutant("affine", Change.AFFINE, "degree at most 1", "degré au plus 1"),
        mutant(
            "across-kinks",
            Change.ACROSS_KINKS,
            "one polynomial on all patterns",
            "un seul polynôme sur tous les motifs"),
        mutant(
            "dead-layers",
            Change.DEAD_COUNT,
            "$H$ minus the number of dead layers",
            "$H$ moins le nombre de couches mortes"),
        mutant(
            "later-biases",
            Change.LATER_BIASES,
            "the biases of all later layers in the leading form",
            "les biais de toutes les couches suivantes dans la forme dominante"),
        mutant("no-factorial", Change.NO_FACTORIAL, "without $d!$", "sans $d!$"),
        mutant(
            "plain-radius",
            Change.PLAIN_RADIUS,
            "the half-side just below $\\min|z_{v,i}|$",
            "le demi-côté juste sous $\\min|z_{v,i}|$"),
        mutant(
            "next-layer",
            Change.NEXT_LAYER,
            "the pre-activations of the next layer rise by $s$ too",
            "les pré-activations de la couche suivante augmentent aussi de $s$"),
        Mutant.dropping(
            "any-point",
            Text.of("at every $\\theta$", "en tout $\\theta$"),
            claims(),
            Set.of(INTERIOR)));
  }

  private static Mutant<ParameterInstance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new PolynomialClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      ParameterInstance i, OrderedArithmetic<M> k) {
    LeadingForm form = new LeadingForm(i.point().map(), Change.NONE);
    int degree = 0;
    for (int e = 0; e < i.sample().size(); e++) {
      degree = Math.max(degree, form.degree(e));
    }
    Map<String, M> q = new LinkedHashMap<>();
    q.put("degree", k.scalar(Rational.of(degree)));
    q.put("radius", k.scalar(i.point().radius()));
    return q;
  }
}
