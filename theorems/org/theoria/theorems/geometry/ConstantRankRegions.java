package org.theoria.theorems.geometry;

import static org.theoria.theorems.geometry.RegionHypotheses.IDENTITY_OUTPUT;
import static org.theoria.theorems.geometry.RegionHypotheses.INTERIOR;
import static org.theoria.theorems.geometry.RegionHypotheses.MAXIMAL;
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
import org.theoria.theorems.geometry.ConstantRankClaims.Change;

/**
 * <b>Regions of constant rank.</b> r_j is the largest rank of D f_θ(X) on Ũ_j and 𝒰_j the set of θ
 * ∈ Ũ_j that have it: the 𝒰_j are non-empty, disjoint, open, the complement of their union is
 * closed and of measure 0, and f is polynomial of degree at most H on 𝒰_j (slide 75).
 *
 * <p>What is true.
 *
 * <ul>
 *   <li>Non-empty, disjoint, constant pattern and constant rank hold by definition, as the slide
 *       says. What has content: open, and null complement.
 *   <li>On Ũ_j a minor of the Jacobian is a polynomial of degree at most r_j(H−1) in θ. One of
 *       order r_j is not 0 at a point of 𝒰_j: so it is not 0 nearby (open), and on each line
 *       through the point it has at most r_j(H−1) zeros (null complement).
 *   <li>𝒰_j ≠ Ũ_j in general: a weight 0 after a neuron lowers the rank.
 *   <li>The last part is false for softmax, as in piecewise-polynomial-in-parameters; the others
 *       hold, minors being analytic on the whole space of the parameters. The rank is then that of
 *       the Jacobian of the logits with the mean over the outputs subtracted.
 *   <li>r_j is found as the rank of the polynomial map at two pseudo-random points modulo a prime:
 *       a proven lower bound of r_j, with a stated probability of being too small.
 * </ul>
 */
public final class ConstantRankRegions implements ForAll<ParameterInstance> {

  @Override
  public String id() {
    return "constant-rank-regions";
  }

  @Override
  public Text title() {
    return Text.of("Regions of constant rank", "Régions de rang constant");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "75");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\mathcal U_j=\\{\\theta\\in\\widetilde{\\mathcal U}_j:\\ \\operatorname{rk}(\\mathbf Df_\\theta(X))=r_j\\},\\quad"
            + " r_j=\\max_{\\theta\\in\\widetilde{\\mathcal U}_j}\\operatorname{rk}(\\mathbf Df_\\theta(X))",
        Text.of(
            "For every ReLU network and every $X$: by definition the $\\mathcal U_j$ are non-empty and disjoint, and the pattern and the"
                + " rank are constant on each. Moreover they are open, the complement of their union is closed and of Lebesgue measure 0,"
                + " and $\\theta\\mapsto f_\\theta(X)$ is polynomial of degree at most $H$ on $\\mathcal U_j$. ($\\sigma_H$: the identity or"
                + " softmax, slide 64.)",
            "Pour tout réseau ReLU et tout $X$ : par définition les $\\mathcal U_j$ sont non vides et disjoints, et le motif et le rang y"
                + " sont constants. De plus ils sont ouverts, le complémentaire de leur réunion est fermé et de mesure de Lebesgue nulle,"
                + " et $\\theta\\mapsto f_\\theta(X)$ est polynomiale de degré au plus $H$ sur $\\mathcal U_j$. ($\\sigma_H$ : l'identité ou"
                + " softmax, diapositive 64.)"));
  }

  @Override
  public Optional<Statement> corrected() {
    return Optional.of(
        new Statement(
            "\\sigma_H=\\mathrm{Id}:\\quad\\deg\\bigl(f_\\theta(X)|_{\\mathcal U_j}\\bigr)\\le H",
            Text.of(
                "The same; polynomial for $\\sigma_H=\\mathrm{Id}$ only. The other parts need no such hypothesis.",
                "De même ; polynomiale pour $\\sigma_H=\\mathrm{Id}$ seulement. Les autres points se passent de cette hypothèse.")));
  }

  @Override
  public Expectation expectation() {
    return Expectation.REFUTED_AS_STATED;
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "On a line through a point of $\\mathcal U_j$ at most $r_j(H-1)$ points of its pattern have a lower rank, and around the point"
                + " there is an explicit cube inside $\\mathcal U_j$.",
            "Sur une droite passant par un point de $\\mathcal U_j$, au plus $r_j(H-1)$ points de même motif ont un rang inférieur, et il"
                + " existe autour du point un cube explicite inclus dans $\\mathcal U_j$."),
        Text.of(
            "$\\mathcal U_j$ is smaller than $\\widetilde{\\mathcal U}_j$ in general: a weight 0 after an active neuron lowers the rank (entry"
                + " shallow-rank-formula).",
            "$\\mathcal U_j$ est en général strictement inclus dans $\\widetilde{\\mathcal U}_j$ : un poids nul après un neurone actif abaisse"
                + " le rang (entrée shallow-rank-formula)."),
        Text.of(
            "With softmax every rank claim holds: $\\operatorname{rk}$ is that of the logits' Jacobian, its mean over the outputs of each"
                + " example subtracted.",
            "Avec softmax les énoncés sur le rang restent vrais : $\\operatorname{rk}$ est celui de la jacobienne des logits, moins sa"
                + " moyenne sur les sorties de chaque exemple."));
  }

  @Override
  public List<Hypothesis<ParameterInstance>> hypotheses() {
    return List.of(RELU, INTERIOR, MAXIMAL, IDENTITY_OUTPUT, SAMPLED_RANGE);
  }

  @Override
  public Claims<ParameterInstance> claims() {
    return new ConstantRankClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "open",
        Text.of(
            "entries of the pattern that differ after the biases of a layer are lowered by the half-side of a cube that keeps it (by any"
                + " positive number where there is none)",
            "coefficients du motif qui diffèrent quand on diminue les biais d'une couche du demi-côté d'un cube qui le garde (d'un nombre"
                + " positif quelconque s'il n'y en a pas)"));
    texts.put(
        "constant-pattern",
        Text.of(
            "the pattern of $\\theta$ at $\\theta\\pm\\rho(\\theta)\\sigma$, two corners of a cube: entries that differ",
            "le motif de $\\theta$ en $\\theta\\pm\\rho(\\theta)\\sigma$, deux coins d'un cube : coefficients qui diffèrent"));
    texts.put(
        "constant-rank",
        Text.of(
            "$\\operatorname{rk}(\\mathbf Df)$ at these corners is that at $\\theta$; $\\rho(\\theta)$ is computed from the pattern and a minor",
            "$\\operatorname{rk}(\\mathbf Df)$ en ces coins est celui de $\\theta$ ; $\\rho(\\theta)$ est calculé à partir du motif et d'un"
                + " mineur"));
    texts.put(
        "largest-rank",
        Text.of(
            "on the line $\\theta+t\\delta$, with the pattern of $\\theta$ frozen, no rank is above that at $\\theta$ (each a proven lower"
                + " bound)",
            "sur la droite $\\theta+t\\delta$, le motif de $\\theta$ étant figé, aucun rang n'est supérieur à celui de $\\theta$ (chacun"
                + " minoré de façon certaine)"));
    texts.put(
        "exceptions",
        Text.of(
            "at most $r_j(H-1)$ of the $t=1,\\dots,r_j(H-1)+3$ have a lower rank (the complement is null)",
            "au plus $r_j(H-1)$ des $t=1,\\dots,r_j(H-1)+3$ ont un rang inférieur (le complémentaire est négligeable)"));
    texts.put(
        "polynomial",
        Text.of(
            "the $(H+1)$-th difference of $f(X)$ along points of the pattern is 0",
            "la différence $(H+1)$-ième de $f(X)$ le long de points du motif est nulle"));
    return texts;
  }

  @Override
  public Notation notation() {
    return ConstantRankProof.NOTATION;
  }

  @Override
  public Proof proof() {
    return ConstantRankProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return ConstantRankProof.mutants(proof());
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
        Part.of(MAXIMAL, kept, broken),
        1_500);
  }

  @Override
  public Optional<Strata<ParameterInstance>> strata() {
    return Optional.of(
        new Strata<>(
            Text.of("Points by depth, and the line", "Points selon la profondeur, et la droite"),
            Text.of("depth", "profondeur"),
            List.of(
                Text.of("rank r_j at θ + δ", "rang r_j en θ + δ"),
                Text.of("lower rank there", "rang inférieur en ce point")),
            List.of("H = 1", "H = 2", "H = 3", "H = 4"),
            (row, column) -> column == 0 || row.equals("H = 2") || row.equals("H = 3"),
            i -> {
              RegionPoint point = i.point();
              boolean same =
                  point.frozenRank(i.theta().plus(Rational.ONE, i.delta())) == point.rank();
              return new Strata.Place("H = " + i.depth(), same ? 0 : 1);
            }));
  }

  @Override
  public List<Mutant<ParameterInstance>> mutants() {
    return List.of(
        mutant(
            "cube-of-the-pattern",
            Change.PATTERN_CUBE,
            "the rank is $r_j$ on the whole cube that keeps the pattern",
            "le rang est $r_j$ sur tout le cube qui garde le motif"),
        mutant(
            "across-kinks",
            Change.ACROSS_KINKS,
            "the rank is the same at $\\theta+\\delta$, whatever its pattern",
            "le rang est le même en $\\theta+\\delta$, quel que soit son motif"),
        mutant(
            "full-rank",
            Change.FULL_RANK,
            "$r_j=\\min(|E|+|B|,n\\,n_H)$",
            "$r_j=\\min(|E|+|B|,n\\,n_H)$"),
        mutant(
            "no-exception",
            Change.NO_EXCEPTION,
            "no point of the line has a lower rank",
            "aucun point de la droite n'a un rang inférieur"),
        mutant(
            "strict",
            Change.STRICT,
            "every other point of the line has a lower rank",
            "tout autre point de la droite a un rang inférieur"),
        mutant(
            "degree-less-one", Change.LOWER_DEGREE, "degree at most $H-1$", "degré au plus $H-1$"),
        Mutant.dropping(
            "whole-region",
            Text.of(
                "on the whole of $\\widetilde{\\mathcal U}_j$",
                "sur tout $\\widetilde{\\mathcal U}_j$"),
            claims(),
            Set.of(MAXIMAL)),
        Mutant.dropping(
            "any-point",
            Text.of("also where a pre-activation is 0", "aussi là où une pré-activation est nulle"),
            claims(),
            Set.of(INTERIOR)));
  }

  private static Mutant<ParameterInstance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new ConstantRankClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      ParameterInstance i, OrderedArithmetic<M> k) {
    RegionPoint point = i.point();
    Map<String, M> q = new LinkedHashMap<>();
    q.put("rank", k.scalar(Rational.of(point.rank())));
    q.put("largest-rank", k.scalar(Rational.of(point.largestRank())));
    q.put("radius", k.scalar(point.radius()));
    q.put("rank-radius", k.scalar(point.rankRadius()));
    return q;
  }
}
