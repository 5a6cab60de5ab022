package org.theoria.theorems.linear;

import static org.theoria.proposition.Hypothesis.Origin.CORRECTION;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.network.linear.LinearRisk;
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
import org.theoria.theorems.linear.AssociatedPoint.Change;

/**
 * <b>Every 𝒮 has a critical point</b> (slide 92): for every 𝒮 ⊂ {1..d_y} of size r ∈ [0, r_max]
 * there is a critical point associated with 𝒮.
 *
 * <p>What is true. W_H = [U_𝒮, 0], W_h = [[I_r, 0], [0, 0]], W_1 = [U_𝒮ᵀΣ_YXΣ_XX⁻¹; 0] is one,
 * for H ≥ 2. That the singular values are distinct is not used. For r &gt; r_max there is none, as
 * a product has rank at most r_max. For H = 1 the slide's sentence, read literally, is false: the
 * only critical point is Σ_YXΣ_XX⁻¹, with 𝒮 = {1..d_y}, while r_max = d_y admits every 𝒮; a deep
 * network is meant, and H ≥ 2 is a hypothesis here. For H = 1 the product is the point, so that the
 * claims of the mutant any-depth fail on a point that is the only candidate.
 */
public final class DeepLinearExistence implements Exists<DeepLinearTarget> {

  static final Hypothesis<DeepLinearTarget> HIDDEN_LAYER =
      new Hypothesis<>(
          "hidden-layer",
          Text.of(
              "There is a hidden layer: $H \\ge 2$ (the slide does not say it).",
              "Il y a une couche cachée : $H \\ge 2$ (la diapositive ne le dit pas)."),
          CORRECTION,
          t -> t.architecture().depth() >= 2);

  static final Hypothesis<DeepLinearTarget> SIZE =
      new Hypothesis<>(
          "size",
          Text.of(
              "$|\\mathcal S|=r\\le r_{\\max}=\\min(d_x,n_1,\\dots,n_{H-1},d_y)$.",
              "L'ensemble a $r$ éléments, $|\\mathcal S|=r\\le r_{\\max}=\\min(d_x,n_1,\\dots,n_{H-1},d_y)$."),
          SLIDE,
          t -> t.subset().size() <= t.maximalRank());

  private static final List<Hypothesis<DeepLinearTarget>> HYPOTHESES =
      List.of(
          HIDDEN_LAYER,
          SIZE,
          DeepLinearHypotheses.outputsAtMostInputs(DeepLinearTarget::sample),
          DeepLinearHypotheses.enoughExamples(DeepLinearTarget::sample),
          DeepLinearHypotheses.inputsOfFullRank(DeepLinearTarget::sample),
          DeepLinearHypotheses.fullRank(DeepLinearTarget::sample),
          DeepLinearHypotheses.distinct(DeepLinearTarget::sample),
          DeepLinearHypotheses.singularBasis(DeepLinearTarget::sample, DeepLinearTarget::u),
          DeepLinearHypotheses.sampledRange(
              DeepLinearTarget::architecture, DeepLinearTarget::sample));

  @Override
  public String id() {
    return "deep-linear-existence";
  }

  @Override
  public Text title() {
    return Text.of(
        "Deep linear networks: every subset has a critical point",
        "Réseaux linéaires : tout sous-ensemble a un point critique");
  }

  @Override
  public Citation citation() {
    return DeepLinearTexts.slides("92");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "\\forall\\,\\mathcal S\\subset\\{1,\\dots,d_y\\},\\ |\\mathcal S|\\le r_{\\max},\\quad\\exists\\,\\mathbf W:\\ \\nabla\\widehat R(\\mathbf W)=0,"
            + "\\quad W_H\\cdots W_1=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}",
        Text.of(
            "For every $\\mathcal S\\subset\\{1,\\dots,d_y\\}$ of size $r\\in[0,r_{\\max}]$ there is a critical point $\\mathbf W$ associated with"
                + " $\\mathcal S$.",
            "Pour tout $\\mathcal S\\subset\\{1,\\dots,d_y\\}$ de taille $r\\in[0,r_{\\max}]$, il existe un point critique $\\mathbf W$ associé à"
                + " $\\mathcal S$."));
  }

  @Override
  public Optional<Statement> corrected() {
    return Optional.of(
        new Statement(
            "H\\ge 2:\\quad\\forall\\,\\mathcal S\\subset\\{1,\\dots,d_y\\},\\ |\\mathcal S|\\le r_{\\max},\\quad\\exists\\,\\mathbf W:\\ "
                + "\\nabla\\widehat R(\\mathbf W)=0,\\quad W_H\\cdots W_1=U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}",
            Text.of(
                "For every deep linear network with at least one hidden layer ($H\\ge2$) and every $\\mathcal S\\subset\\{1,\\dots,d_y\\}$ of size"
                    + " $r\\in[0,r_{\\max}]$ there is a critical point $\\mathbf W$ associated with $\\mathcal S$.",
                "Pour tout réseau linéaire avec au moins une couche cachée ($H\\ge2$) et tout $\\mathcal S\\subset\\{1,\\dots,d_y\\}$ de taille"
                    + " $r\\in[0,r_{\\max}]$, il existe un point critique $\\mathbf W$ associé à $\\mathcal S$.")));
  }

  @Override
  public Expectation expectation() {
    return Expectation.REFUTED_AS_STATED;
  }

  @Override
  public Optional<Claims<DeepLinearTarget>> necessaryConditions() {
    return Optional.of(new OnlyPoint());
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "It is false for $H=1$, where $r_{\\max}=d_y$ and the only critical point is $\\Sigma_{YX}\\Sigma_{XX}^{-1}$, of rank $d_y$: there is"
                + " none of a smaller rank (the step no-hidden-layer).",
            "C'est faux pour $H=1$, où $r_{\\max}=d_y$ et le seul point critique est $\\Sigma_{YX}\\Sigma_{XX}^{-1}$, de rang $d_y$ : il n'y en a"
                + " pas de rang plus petit (l'étape no-hidden-layer)."),
        Text.of(
            "The construction does not use that the singular values are distinct.",
            "La construction n'utilise pas que les valeurs singulières sont distinctes."));
  }

  @Override
  public List<Hypothesis<DeepLinearTarget>> hypotheses() {
    return HYPOTHESES;
  }

  @Override
  public Claims<DeepLinearTarget> claims() {
    return new AssociatedPoint(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "critical",
        Text.of(
            "the gradient at $W_H=[U_{\\mathcal S},0]$, $W_h=\\begin{bmatrix}I_r&0\\\\0&0\\end{bmatrix}$,"
                + " $W_1=\\begin{bmatrix}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}\\\\0\\end{bmatrix}$ is 0",
            "le gradient en $W_H=[U_{\\mathcal S},0]$, $W_h=\\begin{bmatrix}I_r&0\\\\0&0\\end{bmatrix}$,"
                + " $W_1=\\begin{bmatrix}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}\\\\0\\end{bmatrix}$ est nul"));
    texts.put(
        "rank",
        Text.of("the product has rank $|\\mathcal S|$", "le produit est de rang $|\\mathcal S|$"));
    texts.put(
        "associated",
        Text.of(
            "the product is $U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$",
            "le produit est $U_{\\mathcal S}U_{\\mathcal S}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$"));
    return texts;
  }

  @Override
  public Proof proof() {
    return ExistenceProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return ExistenceProof.mutants();
  }

  @Override
  public Notation notation() {
    return DeepLinearNotation.existence();
  }

  @Override
  public Class<DeepLinearTarget> instanceType() {
    return DeepLinearTarget.class;
  }

  @Override
  public Optional<Strata<DeepLinearTarget>> strata() {
    List<String> rows = ClassificationTable.rows();
    return Optional.of(
        new Strata<>(
            Text.of(
                "Constructed points by shape and $\\mathcal S$",
                "Points construits par architecture et $\\mathcal S$"),
            Text.of("shape and $\\mathcal S$", "architecture et $\\mathcal S$"),
            List.of(Text.of("constructed and checked", "construits et vérifiés")),
            rows,
            (row, column) -> rows.contains(row),
            t -> new Strata.Place(ClassificationTable.row(t.architecture(), t.subset()), 0)));
  }

  @Override
  public Sampler<DeepLinearTarget> sampler(
      Set<Hypothesis<DeepLinearTarget>> kept, Set<Hypothesis<DeepLinearTarget>> broken) {
    return new ExistenceSampler(
        !kept.contains(HIDDEN_LAYER), !kept.contains(SIZE), !broken.isEmpty());
  }

  @Override
  public List<Mutant<DeepLinearTarget>> mutants() {
    return List.of(
        mutant(
            "largest",
            Change.LARGEST,
            "the first $r$ columns of $U$ in place of those of $\\mathcal S$",
            "les $r$ premières colonnes de $U$ au lieu de celles de $\\mathcal S$"),
        mutant(
            "unwhitened",
            Change.UNWHITENED,
            "$W_1$ with $\\Sigma_{YX}$ in place of $\\Sigma_{YX}\\Sigma_{XX}^{-1}$",
            "$W_1$ avec $\\Sigma_{YX}$ au lieu de $\\Sigma_{YX}\\Sigma_{XX}^{-1}$"),
        mutant(
            "transpose",
            Change.ROWS_OF_U,
            "rows of $U$ in place of columns",
            "lignes de $U$ au lieu de colonnes"),
        mutant("constant", Change.DOUBLED, "$2W_1$ in place of $W_1$", "$2W_1$ au lieu de $W_1$"),
        mutant(
            "rank-lost",
            Change.RANK_LOST,
            "the last column of $U_{\\mathcal S}$ is left out",
            "la dernière colonne de $U_{\\mathcal S}$ est oubliée"),
        mutant(
            "loose-end",
            Change.LOOSE_END,
            "the neurons $r+1$ are joined to the first output",
            "les neurones $r+1$ sont reliés à la première sortie"),
        Mutant.dropping(
            "any-size",
            Text.of("for $|\\mathcal S|>r_{\\max}$ too", "aussi pour $|\\mathcal S|>r_{\\max}$"),
            claims(),
            Set.of(SIZE)));
  }

  private static Mutant<DeepLinearTarget> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new AssociatedPoint(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(
      DeepLinearTarget t, OrderedArithmetic<M> k) {
    List<M> weights = new AssociatedPoint(Change.NONE).weights(t, k);
    Map<String, M> q = new LinkedHashMap<>();
    q.put("size", k.scalar(Rational.of(t.subset().size())));
    q.put("maximal-rank", k.scalar(Rational.of(t.maximalRank())));
    q.put("product", LinearRisk.product(k, weights, weights.size(), 1));
    q.put("risk", LinearRisk.value(k, weights, k.of(t.sample().x()), k.of(t.sample().y())));
    return q;
  }
}
