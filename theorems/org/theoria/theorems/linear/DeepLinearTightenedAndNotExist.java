package org.theoria.theorems.linear;

import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Exists;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;
import org.theoria.theorems.linear.TightenedClaims.Change;

/**
 * <b>Both kinds of saddle on every plateau</b> (slide 94, second half; the first half is {@link
 * DeepLinearTwoLayersNoNonStrict}). H ≥ 3: for every r &lt; r_max there are critical points
 * associated with [1, r] that are tightened, and such that are not.
 *
 * <p>What is true. The slide's "for every r &lt; r_max" holds without exception: for all widths,
 * also n_h = r + 1, d_y = r + 1 and r = 0, since r &lt; r_max leaves room for one more neuron in
 * every layer. {@link TightenedClaims} gives the points; the pivot that is not tightened is (H, 1).
 * It is an entry of its own because it is of another kind: points are built, and what is built is
 * checked exactly; a construction that failed would refute nothing.
 *
 * <p>The first point is a saddle: along a line the risk falls like −2λ_{r+1}t^H. The second one is
 * a strict saddle.
 *
 * <p>r = r_max: every critical point is tightened (a layer of width r_max leaves an empty block in
 * each pivot's second factors). H = 2: none with r &lt; r_max is. H = 1: r = r_max only.
 */
public final class DeepLinearTightenedAndNotExist implements Exists<TightenedProblem> {

  static final Hypothesis<TightenedProblem> THREE_LAYERS =
      new Hypothesis<>(
          "three-layers",
          Text.of(
              "There are at least three layers: $H\\ge 3$.",
              "Il y a au moins trois couches : $H\\ge 3$."),
          SLIDE,
          i -> i.architecture().depth() >= 3);

  static final Hypothesis<TightenedProblem> BELOW =
      new Hypothesis<>(
          "below-the-largest-rank",
          Text.of(
              "The subset is $\\mathcal S=[1,r]$ with $0\\le r<r_{\\max}$.",
              "L'ensemble est $\\mathcal S=[1,r]$ avec $0\\le r<r_{\\max}$."),
          SLIDE,
          i -> i.subset().isInitial() && i.rank() < i.maximalRank());

  private static final List<Hypothesis<TightenedProblem>> HYPOTHESES =
      List.of(
          THREE_LAYERS,
          BELOW,
          DeepLinearHypotheses.outputsAtMostInputs(TightenedProblem::sample),
          DeepLinearHypotheses.enoughExamples(TightenedProblem::sample),
          DeepLinearHypotheses.inputsOfFullRank(TightenedProblem::sample),
          DeepLinearHypotheses.fullRank(TightenedProblem::sample),
          DeepLinearHypotheses.distinct(TightenedProblem::sample),
          DeepLinearHypotheses.singularBasis(TightenedProblem::sample, TightenedProblem::u),
          DeepLinearHypotheses.ordered(TightenedProblem::sample, TightenedProblem::u),
          DeepLinearHypotheses.sampledRange(
              TightenedProblem::architecture, TightenedProblem::sample));

  @Override
  public String id() {
    return "deep-linear-tightened-and-not-exist";
  }

  @Override
  public Text title() {
    return Text.of(
        "Tightened and non-tightened critical points exist on every plateau",
        "Il existe des points critiques tenus et non tenus sur chaque plateau");
  }

  @Override
  public Citation citation() {
    return DeepLinearTexts.slides("94");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "H\\ge 3,\\ r<r_{\\max}\\ \\Longrightarrow\\ \\exists\\,\\mathbf W,\\mathbf W'\\ \\text{critical for}\\ [\\![1,r]\\!],\\ \\mathbf W\\"
            + " \\text{tightened},\\ \\mathbf W'\\ \\text{not}",
        Text.of(
            "For $H\\ge 3$ and every $r<r_{\\max}$ there are critical points associated with $[1,r]$ that are tightened, and such that are"
                + " not.",
            "Pour $H\\ge 3$ et tout $r<r_{\\max}$, il existe des points critiques associés à $[1,r]$ tenus et non tenus."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "It holds for all widths, also $n_h=r+1$, $d_y=r+1$ and $r=0$; so each of the $r_{\\max}$ plateau values of slide 96 occurs at a"
                + " non-strict saddle.",
            "C'est vrai pour toutes les largeurs, aussi $n_h=r+1$, $d_y=r+1$ et $r=0$ ; chacune des $r_{\\max}$ valeurs plateau de la"
                + " diapositive 96 est donc prise en un point selle non strict."),
        Text.of(
            "At the tightened point the Hessian is $\\succeq 0$, and along a line the risk falls by $\\lambda_{r+1}(2t^H-t^{2H})$: a saddle whose"
                + " order of descent there is $H$.",
            "Au point tenu la hessienne est $\\succeq 0$, et le long d'une droite le risque baisse de $\\lambda_{r+1}(2t^H-t^{2H})$ : un point"
                + " selle dont l'ordre de descente y est $H$."));
  }

  @Override
  public List<Hypothesis<TightenedProblem>> hypotheses() {
    return HYPOTHESES;
  }

  @Override
  public Claims<TightenedProblem> claims() {
    return new TightenedClaims(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "tightened-critical",
        Text.of("the first point is critical", "le premier point est critique"));
    texts.put(
        "tightened-product", Text.of("it is associated with $[1,r]$", "il est associé à $[1,r]$"));
    texts.put("tightened", Text.of("all its pivots are tightened", "tous ses pivots sont tenus"));
    texts.put(
        "tightened-semidefinite",
        Text.of("its Hessian is $\\succeq 0$", "sa hessienne est $\\succeq 0$"));
    texts.put(
        "tightened-descent",
        Text.of(
            "it is a saddle: along a line $\\widehat R$ is its value less $\\lambda_{r+1}(2t^H-t^{2H})$",
            "c'est un point selle : le long d'une droite $\\widehat R$ vaut sa valeur moins $\\lambda_{r+1}(2t^H-t^{2H})$"));
    texts.put(
        "loose-critical", Text.of("the second point is critical", "le second point est critique"));
    texts.put(
        "loose-product",
        Text.of("the second is associated with $[1,r]$", "le second est associé à $[1,r]$"));
    texts.put(
        "loose", Text.of("one of its pivots is not tightened", "un de ses pivots n'est pas tenu"));
    texts.put(
        "loose-strict",
        Text.of(
            "its Hessian has a negative eigenvalue", "sa hessienne a une valeur propre négative"));
    return texts;
  }

  @Override
  public Proof proof() {
    return TightenedProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return TightenedProof.mutants();
  }

  @Override
  public Notation notation() {
    return TightenedProof.notation();
  }

  @Override
  public Class<TightenedProblem> instanceType() {
    return TightenedProblem.class;
  }

  @Override
  public Sampler<TightenedProblem> sampler(
      Set<Hypothesis<TightenedProblem>> kept, Set<Hypothesis<TightenedProblem>> broken) {
    return new TightenedSampler();
  }

  @Override
  public Optional<Strata<TightenedProblem>> strata() {
    return Optional.of(
        new Strata<>(
            Text.of(
                "the plateaus for which both points were built",
                "les plateaux pour lesquels les deux points ont été construits"),
            Text.of("depth and largest rank", "profondeur et plus grand rang"),
            List.of(
                Text.of("r = 0", "r = 0"),
                Text.of("r = 1", "r = 1"),
                Text.of("r = 2", "r = 2"),
                Text.of("r = 3", "r = 3")),
            List.of(
                "H = 3, r_max = 1",
                "H = 3, r_max = 2",
                "H = 3, r_max = 3",
                "H = 3, r_max = 4",
                "H = 4, r_max = 1",
                "H = 4, r_max = 2",
                "H = 4, r_max = 3",
                "H = 5, r_max = 1",
                "H = 5, r_max = 2",
                "H = 5, r_max = 3"),
            (row, column) -> column < Integer.parseInt(row.substring(row.length() - 1)),
            i ->
                new Strata.Place(
                    "H = " + i.architecture().depth() + ", r_max = " + i.maximalRank(),
                    Math.min(3, i.rank()))));
  }

  @Override
  public List<Mutant<TightenedProblem>> mutants() {
    return List.of(
        mutant(
            "filled-middle",
            Change.FILLED_MIDDLE,
            "the first point with $E_{11}$ in the middle",
            "le premier point avec $E_{11}$ au milieu"),
        mutant(
            "empty-middle",
            Change.EMPTY_MIDDLE,
            "the second point with $0$ in the middle",
            "le second point avec $0$ au milieu"),
        mutant(
            "broken-middle",
            Change.BROKEN_MIDDLE,
            "the second point with $0$ in $W_{H-1}$",
            "le second point avec $0$ dans $W_{H-1}$"),
        mutant(
            "last-filled",
            Change.LAST_FILLED,
            "with $u_{r+1}$ as a further column of $W_H$",
            "avec $u_{r+1}$ comme colonne de plus de $W_H$"),
        mutant(
            "first-filled",
            Change.FIRST_FILLED,
            "with $u_{r+1}^TZ$ as a further row of $W_1$",
            "avec $u_{r+1}^TZ$ comme ligne de plus de $W_1$"),
        mutant(
            "without-inverse",
            Change.WITHOUT_INVERSE,
            "with $\\Sigma_{YX}$ in place of $Z$",
            "avec $\\Sigma_{YX}$ au lieu de $Z$"),
        mutant(
            "index",
            Change.SHIFTED,
            "with the columns $2,\\dots,r+1$ of $U$",
            "avec les colonnes $2,\\dots,r+1$ de $U$"),
        mutant("constant", Change.DOUBLED, "with $2B$ in $W_1$", "avec $2B$ dans $W_1$"),
        mutant(
            "order",
            Change.LOWER_ORDER,
            "the descent at the first point has order $H-1$",
            "la descente au premier point est d'ordre $H-1$"));
  }

  private static Mutant<TightenedProblem> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new TightenedClaims(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      TightenedProblem i, OrderedArithmetic<M> k) {
    Regression data = new Regression(i.sample());
    Map<String, M> quantities = new LinkedHashMap<>();
    quantities.put("rank", k.scalar(Rational.of(i.rank())));
    quantities.put("rmax", k.scalar(Rational.of(i.maximalRank())));
    quantities.put("plateau", k.scalar(SecondOrder.plateau(data, i.u(), i.rank())));
    return quantities;
  }
}
