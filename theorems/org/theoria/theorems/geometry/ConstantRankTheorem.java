package org.theoria.theorems.geometry;

import static org.theoria.theorems.geometry.ChartHypotheses.LAYER;
import static org.theoria.theorems.geometry.ChartHypotheses.SLICE;
import static org.theoria.theorems.geometry.RegionHypotheses.INTERIOR;
import static org.theoria.theorems.geometry.RegionHypotheses.MAXIMAL;
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
import org.theoria.theorems.geometry.ConstantRankTheoremClaims.Change;

/**
 * <b>The constant rank theorem and its two charts.</b> f of class C¹ on an open U ∋ a, D f of
 * constant rank r on U: there are C¹-diffeomorphisms φ, ψ near 0 and f(a) with ψ∘f∘φ(x) = (x_1, …,
 * x_r, 0, …, 0). The slide uses it for f: θ′ ↦ f_θ′(X), V′ = φ⁻¹(B(θ, ε)), and says that φ is a
 * chart of V′ ∩ ({0} × ℝ^{n−r}) onto the local pre-image, and ψ⁻¹ one of ψ∘f∘φ(V′ ∩ (ℝʳ × {0}))
 * onto the local image (slide 78).
 *
 * <p>What is true.
 *
 * <ul>
 *   <li>The theorem is true ("constant f on G" of the slide's text read as "constant rank r on U").
 *   <li>The chart of the pre-image is right: f(φ(x)) = f(θ) iff x_1 = … = x_r = 0.
 *   <li>The chart of the image is not. The local image is ψ⁻¹(π_r(V′) × {0}), π_r the projection to
 *       the first r coordinates; the slice V′ ∩ (ℝʳ × {0}) may have a smaller projection. f(w, b) =
 *       w + b at 0, φ(y, s) = (y − s, s): the image of the ball is |y| &lt; ε√2, that of the slice
 *       |y| &lt; ε. A smaller ε does not mend that; ψ∘f∘φ(V′) in place of the slice does, and so
 *       does a V′ that is a product, or a φ for which φ(y, 0) is the point nearest to θ. The
 *       corollary of slide 76 stands.
 *   <li>Where f is not C¹ near a (on a kink that f notices) or its rank not constant there are no
 *       such charts: f = ψ⁻¹∘π∘φ⁻¹ would be C¹ and of rank r.
 * </ul>
 *
 * <p>The maps tried are networks on a pattern, at θ ∈ 𝒰_j, where the columns of one layer have the
 * rank: f is affine in them, so that φ and ψ are rational and everything is exact.
 */
public final class ConstantRankTheorem implements ForAll<ParameterInstance> {

  @Override
  public String id() {
    return "constant-rank-theorem";
  }

  @Override
  public Text title() {
    return Text.of("The constant rank theorem", "Le théorème du rang constant");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "78");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\psi\\circ f\\circ\\varphi(x)=(x_1,\\dots,x_r,0,\\dots,0),\\qquad\\psi^{-1}:\\"
            + " \\psi\\circ f\\circ\\varphi\\bigl(V'\\cap(\\mathbb R^r\\times\\{0\\})\\bigr)\\to\\{f_{\\theta'}(X):\\"
            + " \\|\\theta'-\\theta\\|<\\varepsilon\\}\\text{ onto}",
        Text.of(
            "Let $f:U\\to\\mathbb R^p$ be of class $\\mathscr C^1$, $a\\in U$, with a differential of constant rank $r$ on $U$. There are"
                + " $\\mathscr C^1$-diffeomorphisms $\\varphi$ from an open $V\\ni 0$ to an open subset of $U$, $\\varphi(0)=a$, and $\\psi$, $\\psi(f(a))=0$,"
                + " such that the formula holds on $V$. For $f:\\theta'\\mapsto f_{\\theta'}(X)$, $a=\\theta$, $B(\\theta,\\varepsilon)\\subset\\varphi(V)$ and"
                + " $V'=\\varphi^{-1}(B(\\theta,\\varepsilon))$: $\\varphi$ is a chart of $V'\\cap(\\{0\\}\\times\\mathbb R^{n-r})$ onto the local"
                + " pre-image, and $\\psi^{-1}$ one of $\\psi\\circ f\\circ\\varphi(V'\\cap(\\mathbb R^r\\times\\{0\\}))$ onto the local image.",
            "Soit $f:U\\to\\mathbb R^p$ de classe $\\mathscr C^1$, $a\\in U$, de différentielle de rang constant $r$ sur $U$. Il existe des"
                + " $\\mathscr C^1$-difféomorphismes $\\varphi$ d'un ouvert $V\\ni 0$ sur un ouvert de $U$, $\\varphi(0)=a$, et $\\psi$, $\\psi(f(a))=0$,"
                + " tels que la formule soit vraie sur $V$. Pour $f:\\theta'\\mapsto f_{\\theta'}(X)$, $a=\\theta$, $B(\\theta,\\varepsilon)\\subset\\varphi(V)$ et"
                + " $V'=\\varphi^{-1}(B(\\theta,\\varepsilon))$ : $\\varphi$ est une carte de $V'\\cap(\\{0\\}\\times\\mathbb R^{n-r})$ sur la"
                + " pré-image locale, et $\\psi^{-1}$ une carte de $\\psi\\circ f\\circ\\varphi(V'\\cap(\\mathbb R^r\\times\\{0\\}))$ sur l'image"
                + " locale."));
  }

  @Override
  public Optional<Statement> corrected() {
    return Optional.of(
        new Statement(
            "\\{f_{\\theta'}(X):\\ \\|\\theta'-\\theta\\|<\\varepsilon\\}=\\psi^{-1}\\bigl(\\pi_r(V')\\times\\{0\\}\\bigr)",
            Text.of(
                "The same with $\\psi\\circ f\\circ\\varphi(V')=\\pi_r(V')\\times\\{0\\}$ in place of the slice, $\\pi_r$ the first $r$ coordinates;"
                    + " $\\pi_r(V')$ is open. The slice gives the $f_{\\theta'}(X)$ for which $\\varphi(\\pi_r\\varphi^{-1}(\\theta'),0)$ lies in"
                    + " the ball, which is asked as a hypothesis here.",
                "De même avec $\\psi\\circ f\\circ\\varphi(V')=\\pi_r(V')\\times\\{0\\}$ au lieu de la tranche, $\\pi_r$ les $r$ premières"
                    + " coordonnées ; $\\pi_r(V')$ est ouvert. La tranche donne les $f_{\\theta'}(X)$ pour lesquels"
                    + " $\\varphi(\\pi_r\\varphi^{-1}(\\theta'),0)$ est dans la boule, ce qui est ici une hypothèse.")));
  }

  @Override
  public Expectation expectation() {
    return Expectation.REFUTED_AS_STATED;
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "Only the last display of the slide is false: the slice $V'\\cap(\\mathbb R^r\\times\\{0\\})$ need not reach every"
                + " $f_{\\theta'}(X)$ with $\\theta'$ in the ball, however small $\\varepsilon$ is. $f(w,b)=w+b$ (no hidden layer, $x=1$) already has"
                + " this, with the chart of the usual proof. The theorem, the chart of the pre-image and the corollary of slide 76 are right.",
            "Seule la dernière formule de la diapositive est fausse : la tranche $V'\\cap(\\mathbb R^r\\times\\{0\\})$ n'atteint pas toujours"
                + " tous les $f_{\\theta'}(X)$ avec $\\theta'$ dans la boule, si petit que soit $\\varepsilon$. C'est déjà le cas de $f(w,b)=w+b$ (sans couche"
                + " cachée, $x=1$), avec la carte de la preuve usuelle. Le théorème, la carte de la pré-image et le corollaire de la diapositive 76 sont corrects."),
        Text.of(
            "There are charts for which the display is right: those where $\\varphi(y,0)$ is the point nearest to $\\theta$ with these"
                + " first coordinates; for $f(w,b)=w+b$, $\\varphi(y,s)=(\\frac y2-s,\\frac y2+s)$. The theorem does not give them.",
            "Il y a des cartes pour lesquelles la formule est juste : celles où $\\varphi(y,0)$ est le point le plus proche de $\\theta$ ayant ces"
                + " premières coordonnées ; pour $f(w,b)=w+b$, $\\varphi(y,s)=(\\frac y2-s,\\frac y2+s)$. Le théorème ne les fournit pas."),
        Text.of(
            "Tried on networks where the charts are rational. Outside the hypotheses there are no such charts at all: they make $f$ of class"
                + " $\\mathscr C^1$ and its rank constant near $\\theta$.",
            "Essayé sur des réseaux où les cartes sont rationnelles. Hors des hypothèses il n'y a pas de telles cartes : elles rendent $f$"
                + " de classe $\\mathscr C^1$ et de rang constant près de $\\theta$."));
  }

  @Override
  public List<Hypothesis<ParameterInstance>> hypotheses() {
    return List.of(INTERIOR, MAXIMAL, SLICE, LAYER, SAMPLED_RANGE);
  }

  @Override
  public Claims<ParameterInstance> claims() {
    return new ConstantRankTheoremClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    String base = "$\\varphi(0)=\\theta$, $\\psi(f(\\theta))=0$";
    texts.put("base", Text.of(base, base));
    String chart = "$\\varphi(\\Phi(\\theta'))=\\theta'$";
    texts.put("chart", Text.of(chart, chart));
    String form = "$\\psi(f(\\theta'))=(y_1,\\dots,y_r,0,\\dots,0)$, $(y,s)=\\Phi(\\theta')$";
    texts.put("normal-form", Text.of(form, form));
    String fibre = "$f(\\varphi(0,s))=f(\\theta)$";
    texts.put("fibre", Text.of(fibre, fibre));
    texts.put(
        "image-slice",
        Text.of(
            "$\\|\\varphi(y,0)-\\theta\\|^2<\\varepsilon^2$, where $\\varepsilon^2=\\frac32\\|\\theta'-\\theta\\|^2$: the slice reaches $f(\\theta')$",
            "$\\|\\varphi(y,0)-\\theta\\|^2<\\varepsilon^2$, où $\\varepsilon^2=\\frac32\\|\\theta'-\\theta\\|^2$ : la tranche atteint $f(\\theta')$"));
    texts.put(
        "rank-nearby",
        Text.of(
            "$\\operatorname{rk}(\\mathbf Df_{\\theta'})=r$, which any such charts imply",
            "$\\operatorname{rk}(\\mathbf Df_{\\theta'})=r$, conséquence de toutes cartes de ce type"));
    return texts;
  }

  @Override
  public Notation notation() {
    return ConstantRankTheoremProof.NOTATION;
  }

  @Override
  public Proof proof() {
    return ConstantRankTheoremProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return ConstantRankTheoremProof.mutants(proof());
  }

  @Override
  public Class<ParameterInstance> instanceType() {
    return ParameterInstance.class;
  }

  @Override
  public Sampler<ParameterInstance> sampler(
      Set<Hypothesis<ParameterInstance>> kept, Set<Hypothesis<ParameterInstance>> broken) {
    return new ChartSampler(
        new ParameterSampler(
            Part.KEPT,
            Part.KEPT,
            Part.of(INTERIOR, kept, broken),
            Part.of(MAXIMAL, kept, broken),
            1_000),
        Part.of(SLICE, kept, broken));
  }

  @Override
  public Optional<Strata<ParameterInstance>> strata() {
    return Optional.of(
        new Strata<>(
            Text.of("Points by depth, and the image", "Points selon la profondeur, et l'image"),
            Text.of("depth", "profondeur"),
            List.of(Text.of("r = n·n_H", "r = n·n_H"), Text.of("r < n·n_H", "r < n·n_H")),
            List.of("H = 1", "H = 2", "H = 3", "H = 4"),
            (row, column) -> column == 0 || row.equals("H = 1") || row.equals("H = 2"),
            i ->
                new Strata.Place(
                    "H = " + i.depth(), i.point().rank() == i.point().jacobian().rows() ? 0 : 1)));
  }

  @Override
  public List<Mutant<ParameterInstance>> mutants() {
    return List.of(
        mutant(
            "no-curve",
            Change.NO_CURVE,
            "$\\psi(z)=z-f(\\theta)$: the image is not straightened",
            "$\\psi(z)=z-f(\\theta)$ : l'image n'est pas redressée"),
        mutant(
            "curve-sign", Change.PLUS_CURVE, "$\\psi$ adds the curve", "$\\psi$ ajoute la courbe"),
        mutant(
            "affine-chart", Change.AFFINE_CHART, "$\\varphi$ is affine", "$\\varphi$ est affine"),
        mutant(
            "larger-fibre",
            Change.LARGER_FIBRE,
            "the fibre has dimension $n-r+1$",
            "la fibre est de dimension $n-r+1$"),
        mutant(
            "closer",
            Change.CLOSER,
            "the slice point is not further from $\\theta$ than $\\theta'$",
            "le point de la tranche n'est pas plus loin de $\\theta$ que $\\theta'$"),
        Mutant.dropping(
            "rank-at-one-point",
            Text.of("the rank $r$ at $\\theta$ alone", "le rang $r$ en $\\theta$ seulement"),
            claims(),
            Set.of(MAXIMAL)),
        Mutant.dropping(
            "continuous",
            Text.of("$f$ continuous only", "$f$ seulement continue"),
            claims(),
            Set.of(INTERIOR)));
  }

  private static Mutant<ParameterInstance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new ConstantRankTheoremClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      ParameterInstance i, OrderedArithmetic<M> k) {
    ChartTest test = ChartTest.of(i);
    Map<String, M> q = new LinkedHashMap<>();
    q.put("rank", k.scalar(Rational.of(test.chart().rank())));
    q.put("first-coordinates", k.of(ChartValues.column(test.y())));
    q.put("squared-radius", k.scalar(test.squaredRadius()));
    q.put("slice-squared-distance", k.scalar(test.sliceDistance()));
    return q;
  }
}
