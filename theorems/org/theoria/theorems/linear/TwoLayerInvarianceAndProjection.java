package org.theoria.theorems.linear;

import static org.theoria.proposition.Hypothesis.Origin.NARROWING;
import static org.theoria.proposition.Hypothesis.Origin.SLIDE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claim;
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
import org.theoria.proposition.Text;
import org.theoria.theorems.linear.TwoLayerSampler.Part;

/**
 * <b>Two linear layers: invariance, least squares, projection.</b> AB = (AC)(C⁻¹B) for an
 * invertible C; Σ_YXΣ_XX⁻¹ minimises F(D) = Σ‖y_i − Dx_i‖²; for M of full column rank M(MᵀM)⁻¹Mᵀx
 * is the orthogonal projection of x onto the range of M (slide 99).
 *
 * <p>What is true. With D* = Σ_YXΣ_XX⁻¹: F(D) − F(D*) = ‖(D − D*)X‖², for D*Σ_XX = Σ_YX; so D* is
 * the only minimiser. P_M is symmetric and idempotent, P_MM = M, and ‖x − Mw‖² = ‖x − P_Mx‖² +
 * ‖P_Mx − Mw‖².
 *
 * <p>Where Σ_XX is singular, or M has a smaller rank, the formulas need another reading; with
 * Moore–Penrose inverses all of it stays true but the uniqueness of the minimiser: those two
 * hypotheses are there for the formulas to make sense. For a singular C the first line is false.
 */
public final class TwoLayerInvarianceAndProjection
    implements ForAll<TwoLayerInvarianceAndProjection.Instance> {

  /**
   * @param network x ↦ ABx, W_1 = B and W_2 = A
   * @param sample X, n₀ × m, and Y, n₂ × m
   * @param gauge C, n₁ × n₁
   * @param map D, n₂ × n₀
   * @param frame M, n × p, p ≤ n
   * @param vector x, n × 1
   * @param coefficients w, p × 1, a point Mw of the range
   */
  public record Instance(
      Network network,
      Sample sample,
      RationalMatrix gauge,
      RationalMatrix map,
      RationalMatrix frame,
      RationalMatrix vector,
      RationalMatrix coefficients) {
    public Instance {
      TwoLayer.require(network, sample);
      int hidden = network.architecture().width(1);
      requireShape("gauge", gauge, hidden, hidden);
      requireShape("map", map, network.architecture().outputs(), network.architecture().inputs());
      requireShape("vector", vector, frame.rows(), 1);
      requireShape("coefficients", coefficients, frame.columns(), 1);
      if (frame.columns() > frame.rows() || frame.columns() < 1) {
        throw new ShapeException(
            "frame: 1 ≤ p ≤ n is needed, got n = " + frame.rows() + ", p = " + frame.columns());
      }
    }

    private static void requireShape(String what, RationalMatrix m, int rows, int columns) {
      if (m.rows() != rows || m.columns() != columns) {
        throw new ShapeException(
            what + ": " + rows + "×" + columns + " is needed, got " + m.rows() + "×" + m.columns());
      }
    }

    TwoLayer point() {
      return TwoLayer.of(network, sample);
    }
  }

  static final Hypothesis<Instance> INVERTIBLE_GAUGE =
      new Hypothesis<>(
          "invertible-gauge",
          Text.of("$C$ is invertible.", "$C$ est inversible."),
          SLIDE,
          i -> ExactRank.rank(i.gauge()) == i.gauge().rows());

  static final Hypothesis<Instance> INVERTIBLE =
      new Hypothesis<Instance>(
              "invertible-inputs",
              Text.of(
                  "$\\Sigma_{XX}$ is invertible (not needed in the Moore-Penrose reading, with"
                      + " $\\Sigma_{XX}^+$ for $\\Sigma_{XX}^{-1}$; without it the formula has no meaning).",
                  "$\\Sigma_{XX}$ est inversible (inutile dans la lecture de Moore-Penrose, avec"
                      + " $\\Sigma_{XX}^+$ au lieu de $\\Sigma_{XX}^{-1}$ ; sans elle la formule n'a pas de sens)."),
              SLIDE,
              i -> i.point().hasInvertibleInputs())
          .redundantBy("singular-inputs");

  static final Hypothesis<Instance> FRAME =
      new Hypothesis<Instance>(
              "full-column-rank",
              Text.of(
                  "$\\operatorname{rank}(M)=p$ (not needed in the Moore-Penrose reading, with"
                      + " $(M^TM)^+$ for $(M^TM)^{-1}$; without it the formula has no meaning).",
                  "$\\mathrm{rg}(M)=p$ (inutile dans la lecture de Moore-Penrose, avec $(M^TM)^+$ au lieu de"
                      + " $(M^TM)^{-1}$ ; sans elle la formule n'a pas de sens)."),
              SLIDE,
              i -> ExactRank.rank(i.frame()) == i.frame().columns())
          .redundantBy("small-rank");

  static final Hypothesis<Instance> SAMPLED_RANGE =
      new Hypothesis<>(
          "sampled-range",
          Text.of(
              TwoLayerTexts.SAMPLED.en() + " $M$: at most $4\\times 4$.",
              TwoLayerTexts.SAMPLED.fr() + " $M$ : au plus $4\\times 4$."),
          NARROWING,
          i -> i.point().isSmall() && i.frame().rows() <= 4);

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** (AC)(CᵀB). */
    TRANSPOSED_GAUGE,
    /** (AC)(CB). */
    NO_INVERSE,
    /** D* = Σ_YXΣ_XX. */
    NOT_INVERTED,
    /** F(D) − F(D*) = ½‖(D − D*)X‖². */
    HALF,
    /** F(D) − F(D*) = ‖D − D*‖². */
    WITHOUT_X,
    /** F(D) ≤ F(D*). */
    MAXIMISER,
    /** F(D*) &lt; F(D) for every D. */
    STRICT,
    /** P_M = MMᵀ. */
    NO_GRAM
  }

  /** The three remarks. */
  record Remarks(Change change) implements Claims<Instance> {

    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Instance i, OrderedArithmetic<M> k) {
      TwoLayerRisk<M> e = i.point().over(k);
      M c = k.of(i.gauge());
      M inverse =
          switch (change) {
            case TRANSPOSED_GAUGE -> c.transpose();
            case NO_INVERSE -> c;
            default -> k.of(PseudoInverse.of(i.gauge()));
          };
      M m = k.of(i.frame());
      M x = k.of(i.vector());
      M p = projection(i, k);
      M px = p.times(x);
      M mw = m.times(k.of(i.coefficients()));
      M rest = m.transpose().times(x.minus(px));
      return List.of(
          Claim.equal("invariance", e.a().times(e.b()), e.a().times(c).times(inverse.times(e.b()))),
          minimiser(i, k),
          gap(i, k),
          Claim.equal("idempotent", p.times(p), p),
          Claim.equal("symmetric", p.transpose(), p),
          Claim.equal("range", p.times(m), m),
          Claim.equal("orthogonal", rest, rest.minus(rest)),
          Claim.atMost("nearest", x.minus(px).sumOfSquares(), x.minus(mw).sumOfSquares()));
    }

    private <M extends Matrix<M>> M projection(Instance i, OrderedArithmetic<M> k) {
      M m = k.of(i.frame());
      RationalMatrix gram = i.frame().transpose().times(i.frame());
      return change == Change.NO_GRAM
          ? m.times(m.transpose())
          : m.times(k.of(PseudoInverse.of(gram))).times(m.transpose());
    }

    /** D*. */
    private <M extends Matrix<M>> M best(Instance i, OrderedArithmetic<M> k) {
      TwoLayerRisk<M> e = i.point().over(k);
      return e.sigmaYX()
          .times(change == Change.NOT_INVERTED ? e.sigmaXX() : k.of(i.point().inputInverse()));
    }

    /** F(D) = ‖DX − Y‖². */
    private static <M extends Matrix<M>> M risk(TwoLayerRisk<M> e, M d) {
      return d.times(e.x()).minus(e.y()).sumOfSquares();
    }

    /** F(D*) ≤ F(D). */
    private <M extends Matrix<M>> Claim<M> minimiser(Instance i, OrderedArithmetic<M> k) {
      TwoLayerRisk<M> e = i.point().over(k);
      M least = risk(e, best(i, k));
      M other = risk(e, k.of(i.map()));
      return switch (change) {
        case MAXIMISER -> Claim.atMost("minimiser", other, least);
        case STRICT -> Claim.less("minimiser", least, other);
        default -> Claim.atMost("minimiser", least, other);
      };
    }

    /** F(D) − F(D*) = ‖(D − D*)X‖². */
    private <M extends Matrix<M>> Claim<M> gap(Instance i, OrderedArithmetic<M> k) {
      TwoLayerRisk<M> e = i.point().over(k);
      M d = k.of(i.map());
      M difference = d.minus(best(i, k));
      M square = (change == Change.WITHOUT_X ? difference : difference.times(e.x())).sumOfSquares();
      return Claim.equal(
          "gap",
          risk(e, d).minus(risk(e, best(i, k))),
          change == Change.HALF ? square.scale(Rational.of(1, 2)) : square);
    }

    @Override
    public boolean isRational(Instance i) {
      return true;
    }
  }

  @Override
  public String id() {
    return "two-layer-invariance-and-projection";
  }

  @Override
  public Text title() {
    return Text.of(
        "Two linear layers: invariance, least squares, projection",
        "Deux couches linéaires : invariance, moindres carrés, projection");
  }

  @Override
  public Citation citation() {
    return Citation.slide(3, "99");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "AB=(AC)(C^{-1}B),\\qquad\\Sigma_{YX}\\Sigma_{XX}^{-1}\\in\\operatorname{argmin}_DF(D),\\qquad"
            + " P_M(x)=M(M^TM)^{-1}M^Tx",
        Text.of(
            "For every invertible $C$, $AB=(AC)(C^{-1}B)$; if $\\Sigma_{XX}$ is invertible, $\\Sigma_{YX}\\Sigma_{XX}^{-1}$ minimises"
                + " $F(D)=\\sum_i\\|y_i-Dx_i\\|^2$; if $M\\in\\mathbb{R}^{n\\times p}$ has rank $p$, $M(M^TM)^{-1}M^Tx$ is the orthogonal"
                + " projection of $x$ onto the range of $M$.",
            "Pour tout $C$ inversible, $AB=(AC)(C^{-1}B)$ ; si $\\Sigma_{XX}$ est inversible, $\\Sigma_{YX}\\Sigma_{XX}^{-1}$ minimise"
                + " $F(D)=\\sum_i\\|y_i-Dx_i\\|^2$ ; si $M\\in\\mathbb{R}^{n\\times p}$ est de rang $p$, $M(M^TM)^{-1}M^Tx$ est la"
                + " projection orthogonale de $x$ sur l'image de $M$."));
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "$\\Sigma_{XX}$ invertible and $\\operatorname{rank}(M)=p$ are there for the formulas to have a meaning: with Moore-Penrose"
                + " inverses both lines stay true without them. What is lost is that the minimiser is unique: $F(D)=F(D^*)$ iff"
                + " $(D-D^*)X=0$.",
            "$\\Sigma_{XX}$ inversible et $\\mathrm{rg}(M)=p$ ne servent qu'à donner un sens aux formules : avec des inverses de"
                + " Moore-Penrose les deux restent vraies sans elles. Ce qui se perd est l'unicité du minimiseur : $F(D)=F(D^*)$ ssi"
                + " $(D-D^*)X=0$."),
        Text.of(
            "With a singular $C$ and $C^+$ in the place of $C^{-1}$ the first line is false.",
            "Avec $C$ singulière et $C^+$ au lieu de $C^{-1}$ la première ligne est fausse."));
  }

  @Override
  public List<Hypothesis<Instance>> hypotheses() {
    return List.of(INVERTIBLE_GAUGE, INVERTIBLE, FRAME, SAMPLED_RANGE);
  }

  @Override
  public Claims<Instance> claims() {
    return new Remarks(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put("invariance", formula("$AB=(AC)(C^{-1}B)$"));
    texts.put("minimiser", formula("$F(D^*)\\le F(D)$, $D^*=\\Sigma_{YX}\\Sigma_{XX}^{-1}$"));
    texts.put("gap", formula("$F(D)-F(D^*)=\\|(D-D^*)X\\|^2$"));
    texts.put("idempotent", formula("$P_M^2=P_M$"));
    texts.put("symmetric", formula("$P_M^T=P_M$"));
    texts.put("range", formula("$P_MM=M$"));
    texts.put("orthogonal", formula("$M^T(x-P_Mx)=0$"));
    texts.put("nearest", formula("$\\|x-P_Mx\\|^2\\le\\|x-Mw\\|^2$"));
    return texts;
  }

  private static Text formula(String formula) {
    return Text.of(formula, formula);
  }

  @Override
  public Notation notation() {
    return TwoLayerTexts.NOTATION;
  }

  @Override
  public List<Inequality<Instance>> inequalities() {
    return List.of(
        Inequality.of(
            "minimiser", Text.of("the constant 1 before $F(D)$", "la constante 1 devant $F(D)$")),
        Inequality.of(
            "nearest",
            Text.of(
                "the constant 1 before $\\|x-Mw\\|^2$ (both sides squared)",
                "la constante 1 devant $\\|x-Mw\\|^2$ (les deux membres au carré)")));
  }

  @Override
  public Proof proof() {
    return TwoLayerInvarianceAndProjectionProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return TwoLayerInvarianceAndProjectionProof.mutants(proof());
  }

  @Override
  public Class<Instance> instanceType() {
    return Instance.class;
  }

  @Override
  public Sampler<Instance> sampler(
      Set<Hypothesis<Instance>> kept, Set<Hypothesis<Instance>> broken) {
    return new InvarianceSampler(
        Part.of(INVERTIBLE_GAUGE, kept, broken),
        Part.of(INVERTIBLE, kept, broken),
        Part.of(FRAME, kept, broken));
  }

  @Override
  public List<Mutant<Instance>> mutants() {
    return List.of(
        mutant("transposed-gauge", Change.TRANSPOSED_GAUGE, "$AB=(AC)(C^TB)$"),
        mutant("no-inverse", Change.NO_INVERSE, "$AB=(AC)(CB)$"),
        mutant("not-inverted", Change.NOT_INVERTED, "$D^*=\\Sigma_{YX}\\Sigma_{XX}$"),
        mutant("half", Change.HALF, "$F(D)-F(D^*)=\\frac12\\|(D-D^*)X\\|^2$"),
        mutant("without-x", Change.WITHOUT_X, "$F(D)-F(D^*)=\\|D-D^*\\|^2$"),
        mutant("maximiser", Change.MAXIMISER, "$F(D)\\le F(D^*)$"),
        mutant("strict", Change.STRICT, "$F(D^*)<F(D)$"),
        mutant("no-gram", Change.NO_GRAM, "$P_M=MM^T$"),
        Mutant.dropping(
            "any-gauge",
            Text.of("every $C$, with $C^+$", "tout $C$, avec $C^+$"),
            claims(),
            Set.of(INVERTIBLE_GAUGE)));
  }

  private static Mutant<Instance> mutant(String id, Change change, String formula) {
    return Mutant.of(id, formula(formula), new Remarks(change));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Instance i, OrderedArithmetic<M> k) {
    Remarks stated = new Remarks(Change.NONE);
    Map<String, M> q = new LinkedHashMap<>();
    q.put("regression", stated.best(i, k));
    q.put("least-risk", Remarks.risk(i.point().over(k), stated.best(i, k)));
    q.put("risk", Remarks.risk(i.point().over(k), k.of(i.map())));
    q.put("projection", stated.projection(i, k));
    return q;
  }
}
