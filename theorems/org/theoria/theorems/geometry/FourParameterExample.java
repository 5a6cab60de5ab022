package org.theoria.theorems.geometry;

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
import org.theoria.theorems.geometry.FourClaims.Change;

/**
 * <b>The example with four parameters.</b> θ = (a, b, c, d), f_θ(x) = b·max(0, ax + c) + d, X = (0,
 * 1, 2) (slides 66-67): every region of ℝ⁴, its rank, its image in (1,1,1)^⊥, and the dimensions on
 * the boundaries.
 *
 * <p>The pre-activations are (c, a+c, 2a+c); a+c is the mean of the others, so that six of the
 * eight patterns occur. With u = y₂ − y₁, v = y₃ − y₂, w = v − u for y = f_θ(X):
 *
 * <pre>
 * pattern  f_θ(X)                       r_j  rank less where       image of Ũ_j in (1,1,1)^⊥
 * 000      (d, d, d)                     1   never                 0
 * 001      (d, d, b(2a+c)+d)             2   never                 the line u = 0
 * 011      (d, b(a+c)+d, b(2a+c)+d)      3   b = 0: 2              uw &gt; 0, and 0
 * 111      (bc+d, b(a+c)+d, b(2a+c)+d)   2   a = b = 0: 1          the line w = 0
 * 110      (bc+d, b(a+c)+d, d)           3   b = 0: 2              vw &lt; 0, and 0
 * 100      (bc+d, d, d)                  2   never                 the line v = 0
 * </pre>
 *
 * <p>The images of 011 and 110 are each two opposite open cones (of 30°: between the lines u = 0
 * and w = 0, and between w = 0 and v = 0) with their apex; on 𝒰_j, b ≠ 0, the apex is missing. The
 * image of ℝ⁴ is uv ≥ 0: the y that are monotone, two opposite closed cones of 60°. It is not
 * convex; the targets outside are nearest to a line or to 0, points of rank at most 2.
 *
 * <p>dim⁻ and dim⁺ (slide 79) depend on the signs of (c, a+c, 2a+c) only, 13 cases: {@link
 * FourTable}. d(θ), the lower semicontinuous envelope of the rank (slide 67), is the rank off the
 * kinks and dim⁻ on them; so d ≤ dim⁻, and d &lt; dim⁻ just where the rank is less than r_j: the
 * two are not the same.
 *
 * <p>The slide fixes X. For other points patterns and images differ: with (0, 1, 3) the image of
 * 111 is another line; with (0, 2, 1) the pattern 010 occurs.
 */
public final class FourParameterExample implements ForAll<FourInstance> {

  private static final Hypothesis<FourInstance> SAMPLE =
      new Hypothesis<>(
          "sample",
          Text.of("$X=(0,1,2)$.", "$X=(0,1,2)$ (les trois exemples)."),
          SLIDE,
          i -> i.sample().x().equals(FourPoint.X));

  @Override
  public String id() {
    return "four-parameter-example";
  }

  @Override
  public Text title() {
    return Text.of(
        "The example with four parameters: regions, ranks, images",
        "L'exemple à quatre paramètres : régions, rangs, images");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "66-67");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "f_\\theta(X)=(b\\sigma(c)+d,\\ b\\sigma(a+c)+d,\\ b\\sigma(2a+c)+d),\\qquad\\{f_\\theta(X)\\}=\\{y:(y_2-y_1)(y_3-y_2)\\ge 0\\}",
        Text.of(
            "For $f_\\theta(x)=b\\,\\sigma(ax+c)+d$ with $\\sigma$ the ReLU, $X=(0,1,2)$ and every $\\theta\\in\\mathbb R^4$: six activation"
                + " patterns, whose regions have the ranks 1, 2, 3, 2, 3, 2; the image of each in $(1,1,1)^\\perp$ is a point, one of three lines, or"
                + " a pair of opposite cones. The slides draw these sets; what is said of them here was worked out from the formula.",
            "Pour $f_\\theta(x)=b\\,\\sigma(ax+c)+d$ avec $\\sigma$ la ReLU, $X=(0,1,2)$ et tout $\\theta\\in\\mathbb R^4$ : six motifs"
                + " d'activation, dont les régions ont les rangs 1, 2, 3, 2, 3, 2 ; l'image de chacune dans $(1,1,1)^\\perp$ est un point, une de"
                + " trois droites, ou une paire de cônes opposés. Les diapositives dessinent ces ensembles ; ce qui en est dit ici vient de la"
                + " formule."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "$d(\\theta)$ of slide 67, the envelope of the rank, and $\\dim^-$ of slide 79, made of the $r_j$, are not the same: inside 011,"
                + " where $b=0$, $d=2$ and $\\dim^-=3$; inside 111, where $a=b=0$, $d=1$ and $\\dim^-=2$. $d\\le\\dim^-$ always, with equality"
                + " on kinks and on $\\bigcup_j\\mathcal U_j$.",
            "$d(\\theta)$ de la diapositive 67, l'enveloppe du rang, et $\\dim^-$ de la diapositive 79, fait des $r_j$, diffèrent : dans 011,"
                + " si $b=0$, $d=2$ et $\\dim^-=3$ ; dans 111, si $a=b=0$, $d=1$ et $\\dim^-=2$. On a toujours $d\\le\\dim^-$, avec égalité"
                + " sur les points anguleux et sur $\\bigcup_j\\mathcal U_j$."),
        Text.of(
            "The image of $\\mathbb R^4$ is not convex, and its complement is open: a target that is not monotone is nearest to a line or to"
                + " 0, where the rank is at most 2. Shown by theoria experiment four-parameter-example.",
            "L'image de $\\mathbb R^4$ n'est pas convexe, et son complémentaire est ouvert : une cible non monotone a son point le plus proche"
                + " sur une droite ou en 0, où le rang vaut au plus 2. Voir theoria experiment four-parameter-example."));
  }

  @Override
  public List<Hypothesis<FourInstance>> hypotheses() {
    return List.of(SAMPLE);
  }

  @Override
  public Claims<FourInstance> claims() {
    return new FourClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "patterns",
        Text.of(
            "along $X$ the pattern changes at most once: neither 010 nor 101",
            "le long de $X$ le motif change au plus une fois : ni 010 ni 101"));
    texts.put(
        "polynomial",
        Text.of(
            "$f_\\theta(X)$ is the polynomial of the pattern, on kinks too",
            "$f_\\theta(X)$ est le polynôme du motif, aussi sur les points anguleux"));
    texts.put(
        "rank",
        Text.of(
            "on each region $\\operatorname{rk}(\\mathbf Df_\\theta(X))$ is $r_j$; one less where $b=0$ (011, 110) or $a=b=0$ (111)",
            "sur chaque région $\\operatorname{rk}(\\mathbf Df_\\theta(X))$ vaut $r_j$ ; un de moins si $b=0$ (011, 110) ou $a=b=0$ (111)"));
    texts.put(
        "largest-rank",
        Text.of(
            "$r_j=\\operatorname{rk}(\\mathbb 1,\\alpha,\\alpha\\circ X)$ is 1, 2, 3, 2, 3, 2 for 000, 001, 011, 111, 110, 100",
            "$r_j=\\operatorname{rk}(\\mathbb 1,\\alpha,\\alpha\\circ X)$ vaut 1, 2, 3, 2, 3, 2 pour 000, 001, 011, 111, 110, 100"));
    texts.put(
        "image",
        Text.of(
            "on each region $f_\\theta(X)$ lies in the set that is said to be its image",
            "sur chaque région $f_\\theta(X)$ est dans l'ensemble annoncé comme image"));
    texts.put(
        "pre-image",
        Text.of(
            "each $y$ of such a set is $f_{\\theta'}(X)$ for a $\\theta'$ of the region, which is constructed",
            "chaque $y$ d'un tel ensemble est $f_{\\theta'}(X)$ pour un $\\theta'$ de la région, que l'on construit"));
    texts.put(
        "monotone",
        Text.of(
            "$(y_2-y_1)(y_3-y_2)\\ge 0$ for $y=f_\\theta(X)$, at every $\\theta$",
            "$(y_2-y_1)(y_3-y_2)\\ge 0$ pour $y=f_\\theta(X)$, en tout $\\theta$"));
    texts.put(
        "dim-minus",
        Text.of(
            "$\\dim^-(\\theta,X)$ by the signs of $(c,a+c,2a+c)$ is the least rank near $\\theta$ with $b\\ne 0$",
            "$\\dim^-(\\theta,X)$ par les signes de $(c,a+c,2a+c)$ est le plus petit rang près de $\\theta$ avec $b\\ne 0$"));
    texts.put(
        "dim-plus",
        Text.of(
            "$\\dim^+(\\theta,X)$ by these signs is the largest",
            "$\\dim^+(\\theta,X)$ par ces signes est le plus grand"));
    texts.put(
        "envelope",
        Text.of(
            "$d(\\theta)$ is the rank off the kinks and $\\dim^-$ on them: the least rank near $\\theta$",
            "$d(\\theta)$ est le rang hors des points anguleux et $\\dim^-$ sur eux : le plus petit rang près de $\\theta$"));
    return texts;
  }

  @Override
  public Optional<Strata<FourInstance>> strata() {
    return Optional.of(
        new Strata<>(
            Text.of(
                "$d(\\theta)$ by the signs of $(c,a+c,2a+c)$",
                "$d(\\theta)$ selon les signes de $(c,a+c,2a+c)$"),
            Text.of("signs", "signes"),
            List.of(
                Text.of("d = 1", "d = 1"), Text.of("d = 2", "d = 2"), Text.of("d = 3", "d = 3")),
            FourTable.SIGNS,
            FourParameterExample::occurs,
            i ->
                new Strata.Place(
                    i.point().signs(FourPoint.X), FourTable.envelope(i.point(), FourPoint.X) - 1)));
  }

  /** Whether some θ of these signs has d(θ) = column + 1. */
  private static boolean occurs(String signs, int column) {
    return switch (signs) {
      case "---", "--0", "0--", "000" -> column == 0;
      case "+++" -> column == 0 || column == 1;
      case "-++", "++-" -> column == 1 || column == 2;
      default -> column == 1;
    };
  }

  @Override
  public Notation notation() {
    return FourProof.NOTATION;
  }

  @Override
  public Proof proof() {
    return FourProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return FourProof.mutants(proof());
  }

  @Override
  public Class<FourInstance> instanceType() {
    return FourInstance.class;
  }

  @Override
  public Sampler<FourInstance> sampler(
      Set<Hypothesis<FourInstance>> kept, Set<Hypothesis<FourInstance>> broken) {
    return new FourSampler(Part.of(SAMPLE, kept, broken));
  }

  @Override
  public List<Mutant<FourInstance>> mutants() {
    return List.of(
        mutant(
            "constant-pattern",
            Change.CONSTANT_PATTERN,
            "the pattern is the same for all examples",
            "le motif est le même pour tous les exemples"),
        mutant("no-output-bias", Change.NO_OUTPUT_BIAS, "$d$ is left out", "$d$ est oublié"),
        mutant(
            "never-drops",
            Change.NEVER_DROPS,
            "the rank is $r_j$ on all of $\\widetilde{\\mathcal U}_j$ ($\\mathcal U_j=\\widetilde{\\mathcal U}_j$)",
            "le rang vaut $r_j$ sur tout $\\widetilde{\\mathcal U}_j$ ($\\mathcal U_j=\\widetilde{\\mathcal U}_j$)"),
        mutant(
            "active-examples",
            Change.ACTIVE_EXAMPLES,
            "the rank is 1 plus the number of active examples, at most 3",
            "le rang vaut 1 plus le nombre d'exemples actifs, au plus 3"),
        mutant("three-on-all", Change.THREE_ON_ALL, "$r_{111}=3$", "$r_{111}=3$"),
        mutant(
            "cones-swapped",
            Change.CONES_SWAPPED,
            "the images of 011 and 110 are exchanged",
            "les images de 011 et 110 sont échangées"),
        mutant(
            "one-cone",
            Change.ONE_CONE,
            "the image of 011 without the opposite cone",
            "l'image de 011 sans le cône opposé"),
        mutant(
            "positive-b",
            Change.POSITIVE_B,
            "the pre-images with $|b|$ in place of $b$",
            "les antécédents avec $|b|$ au lieu de $b$"),
        mutant(
            "increasing",
            Change.INCREASING,
            "$y_2-y_1\\ge 0$ in place of the product",
            "$y_2-y_1\\ge 0$ au lieu du produit"),
        mutant(
            "minus-is-envelope",
            Change.MINUS_IS_ENVELOPE,
            "$\\dim^-(\\theta,X)=d(\\theta)$",
            "$\\dim^-(\\theta,X)=d(\\theta)$"),
        mutant(
            "plus-of-pattern",
            Change.PLUS_OF_PATTERN,
            "$\\dim^+$ is $r_j$ of the pattern of $\\theta$, on kinks too",
            "$\\dim^+$ est $r_j$ du motif de $\\theta$, aussi sur les points anguleux"),
        mutant(
            "envelope-is-rank",
            Change.ENVELOPE_IS_RANK,
            "$d(\\theta)$ is the rank with slope 1 on kinks",
            "$d(\\theta)$ est le rang avec la pente 1 sur les points anguleux"));
  }

  private static Mutant<FourInstance> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new FourClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(FourInstance i, OrderedArithmetic<M> k) {
    FourPoint p = i.point();
    RationalMatrix x = i.sample().x();
    Map<String, M> q = new LinkedHashMap<>();
    q.put("output", k.of(p.output(x)));
    q.put("rank", k.scalar(Rational.of(p.rank(x))));
    q.put("dim-minus", k.scalar(Rational.of(FourTable.dimensions(p, x).minus())));
    q.put("dim-plus", k.scalar(Rational.of(FourTable.dimensions(p, x).plus())));
    q.put("envelope", k.scalar(Rational.of(FourTable.envelope(p, x))));
    return q;
  }
}
