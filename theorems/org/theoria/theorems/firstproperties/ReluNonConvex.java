package org.theoria.theorems.firstproperties;

import static org.theoria.proposition.Hypothesis.Origin.CONSTRUCTION;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Not;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Positive;
import org.theoria.proposition.PositiveFinder;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Text;
import org.theoria.sampling.Stream;

/**
 * <b>Non-convexity.</b> For L(y',y) = (y'−y)², the ReLU network of architecture (1,1,1) and the
 * sample {(1,0)}, E is not convex (slide 43).
 *
 * <p>What is true. On w_1 ≥ 0, b = 0: E = (w_1w_2)². On the segment from (0,t) to (s,0), with s
 * &gt; 0 and t ≠ 0, E is 0 at both ends and (st/4)² &gt; 0 in the middle; the slide takes s = t =
 * 1. The problem is one, so the instances are the segments that show it.
 *
 * <p>Boundary: for s &lt; 0 the ReLU is 0 along the segment, for s = 0 or t = 0 the middle is 0
 * too: nothing is shown. In w_2 alone, or without the hidden layer, E is convex.
 *
 * <p>Nor is E convex near any point with w_1 &gt; 0 and w_2 ≠ 0: the Hessian of (w_1w_2)² has the
 * determinant −12(w_1w_2)², and along (w_1, −w_2) a chord of any length lies below the middle.
 */
public final class ReluNonConvex implements Not<ReluNonConvex.Segment> {

  /**
   * The segment from (w_1,w_2) = (0,t) to (s,0), with zero biases.
   *
   * @param s w_1 at the second end
   * @param t w_2 at the first end
   */
  public record Segment(Rational s, Rational t) {}

  static final Hypothesis<Segment> S_POSITIVE =
      new Hypothesis<>(
          "s-positive",
          Text.of("$s > 0$ (the slide takes $s=1$).", "$s > 0$ (la diapositive prend $s=1$)."),
          CONSTRUCTION,
          i -> i.s().signum() > 0);

  static final Hypothesis<Segment> T_NON_ZERO =
      new Hypothesis<>(
          "t-non-zero",
          Text.of(
              "$t \\ne 0$ (the slide takes $t=1$).", "$t \\ne 0$ (la diapositive prend $t=1$)."),
          CONSTRUCTION,
          i -> i.t().signum() != 0);

  /** What a mutant changes. */
  enum Change {
    NONE,
    NO_SQUARE,
    EIGHTH,
    REVERSED,
    TARGET_ONE,
    SECOND_WEIGHT_ALONE
  }

  /** E in closed form on the segment's box, and the midpoint inequality violated. */
  record Midpoint(Change change) implements Claims<Segment> {

    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Segment i, OrderedArithmetic<M> k) {
      Rational half = Rational.of(1, 2);
      Rational zero = Rational.ZERO;
      boolean alone = change == Change.SECOND_WEIGHT_ALONE; // the segment from (s,0) to (s,t)
      M start = risk(alone ? i.s() : zero, alone ? zero : i.t(), k);
      M end = risk(i.s(), alone ? i.t() : zero, k);
      M middle = risk(alone ? i.s() : i.s().times(half), i.t().times(half), k);
      M mean = start.plus(end).scale(half);
      M product = k.scalar(i.s().times(i.t()));
      M closed = change == Change.NO_SQUARE ? product : product.hadamard(product);
      Rational factor = change == Change.EIGHTH ? Rational.of(1, 8) : Rational.of(1, 16);
      return List.of(
          Claim.equal("closed-form", risk(i.s(), i.t(), k), closed),
          Claim.equal("middle-value", middle, closed.scale(factor)),
          change == Change.REVERSED
              ? Claim.less("above-the-mean", middle, mean)
              : Claim.less("above-the-mean", mean, middle));
    }

    /** E(w_1,w_2,0,0) from the network itself, with the example (1,0). */
    <M extends Matrix<M>> M risk(Rational w1, Rational w2, OrderedArithmetic<M> k) {
      M output = network(w1, w2).forward(k, k.scalar(Rational.ONE)).output();
      return Loss.SQUARE.value(
          k, output, k.scalar(change == Change.TARGET_ONE ? Rational.ONE : Rational.ZERO));
    }

    @Override
    public boolean isRational(Segment i) {
      return true;
    }
  }

  private static Network network(Rational w1, Rational w2) {
    RationalMatrix zero = RationalMatrix.zero(1, 1);
    return new Network(
        Architecture.of(1, 1, 1),
        List.of(Activation.RELU, Activation.IDENTITY),
        List.of(RationalMatrix.of(1, 1, w1), RationalMatrix.of(1, 1, w2)),
        List.of(zero, zero));
  }

  @Override
  public String id() {
    return "relu-non-convex";
  }

  @Override
  public Text title() {
    return Text.of("The risk of a ReLU network is not convex", "Non-convexité");
  }

  @Override
  public Citation citation() {
    return Citation.slide(2, "43");
  }

  @Override
  public Statement statement() {
    return new Statement(
        "E(w_1,w_2,b_1,b_2)=\\left(w_2\\,\\sigma(w_1 x+b_1)+b_2-y\\r"
            + "ight)^2,\\ (x,y)=(1,0):\\quad E\\ \\text{is not convex}",
        Text.of(
            "For the square loss $L(y',y)=(y'-y)^2$, the ReLU network of architecture $(1,1,1)$ and"
                + " the sample made of the example $(x,y)=(1,0)$, the empirical risk is not"
                + " convex.",
            "Pour la loss quadratique $L(y',y)=(y'-y)^2$, le réseau ReLU d'architecture $(1,1,1)$"
                + " et l'échantillon constitué de l'exemple $(x,y)=(1,0)$, le risque empirique est"
                + " non convexe."));
  }

  @Override
  public List<Hypothesis<Segment>> hypotheses() {
    return List.of(S_POSITIVE, T_NON_ZERO);
  }

  @Override
  public List<Text> remarks() {
    return List.of(
        Text.of(
            "There is one problem, so an instance is a segment that shows it. Every segment from"
                + " $(0,t)$ to $(s,0)$ with $s>0$, $t \\n"
                + "e 0$ does; the slide's is $s=t=1$.",
            "Le problème est unique : une instance est un segment qui le montre. Tout segment de"
                + " $(0,t)$ à $(s,0)$ avec $s>0$, $t \\n"
                + "e 0$ convient ; celui de la diapositive est $s=t=1$."),
        Text.of(
            "More is proved: $E$ is not convex on any neighbourhood of any point with $w_1>0$, $w_2"
                + " \\ne 0$, $b=0$ (steps indefinite and short-chords).",
            "On prouve plus : $E$ n'est convexe sur aucun voisinage d'aucun point avec $w_1>0$,"
                + " $w_2 \\ne 0$, $b=0$ (étapes indefinite et short-chords)."));
  }

  @Override
  public Claims<Segment> claims() {
    return new Midpoint(Change.NONE);
  }

  @Override
  public Map<String, Text> claimTexts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "closed-form",
        Text.of(
            "$E(s,t,0,0)=(st)^2$, $E$ computed by the network",
            "$E(s,t,0,0)=(st)^2$, $E$ calculé par le réseau"));
    texts.put(
        "middle-value",
        Text.of(
            "$E(\\frac{s}{2},\\frac{t}{2},0,0)=\\frac{(st)^2}{16}$",
            "$E(\\frac{s}{2},\\frac{t}{2},0,0)=\\frac{(st)^2}{16}$"));
    texts.put(
        "above-the-mean",
        Text.of(
            "$\\frac12 E(0,t,0,0)+\\frac12 E(s,0,0,0) < E(\\frac{s}{2},\\frac{t}{2},0,0)$",
            "$\\frac12 E(0,t,0,0)+\\frac12 E(s,0,0,0) < E(\\frac{s}{2},\\frac{t}{2},0,0)$"));
    return texts;
  }

  @Override
  public Proof proof() {
    return ReluNonConvexProof.steps();
  }

  @Override
  public List<StepMutant> stepMutants() {
    return ReluNonConvexProof.mutants();
  }

  @Override
  public Notation notation() {
    return ConvexityNotation.oneProblem();
  }

  @Override
  public Class<Segment> instanceType() {
    return Segment.class;
  }

  /** E is not convex, so no certificate of convexity exists. */
  @Override
  public PositiveFinder<Segment> positive() {
    return i -> Optional.empty();
  }

  @Override
  public Sampler<Segment> sampler(Set<Hypothesis<Segment>> kept, Set<Hypothesis<Segment>> broken) {
    return Sampler.of(
        Text.of(
            "s and t: 1, k/8 with |k| ≤ 64, or that times 2^±40; inside the hypotheses by taking"
                + " |s| and replacing a zero by 1",
            "s et t : 1, k/8 avec |k| ≤ 64, ou cela fois 2^±40 ; dans les hypothèses en prenant |s|"
                + " et en remplaçant zéro par 1"),
        stream -> {
          Rational s = number(stream);
          Rational t = number(stream);
          if (broken.contains(S_POSITIVE)) {
            s = s.abs().negate();
          } else if (kept.contains(S_POSITIVE)) {
            s = s.isZero() ? Rational.ONE : s.abs();
          }
          if (broken.contains(T_NON_ZERO)) {
            t = Rational.ZERO;
          } else if (kept.contains(T_NON_ZERO)) {
            t = t.isZero() ? Rational.ONE : t;
          }
          return new Segment(s, t);
        });
  }

  private static Rational number(Stream s) {
    return switch (s.nextInt(4)) {
      case 0 -> Rational.ONE;
      case 1 -> s.nextDyadic(8, 3).times(Rational.of(2).pow(s.chance(1, 2) ? 40 : -40));
      default -> s.nextDyadic(8, 3);
    };
  }

  @Override
  public List<Mutant<Segment>> mutants() {
    return List.of(
        mutant(
            "exponent",
            Change.NO_SQUARE,
            "$E=w_1w_2$ instead of $(w_1w_2)^2$",
            "$E=w_1w_2$ au lieu de $(w_1w_2)^2$"),
        mutant(
            "constant",
            Change.EIGHTH,
            "the middle value is $(st)^2/8$",
            "la valeur au milieu est $(st)^2/8$"),
        mutant(
            "direction",
            Change.REVERSED,
            "$E$ lies below the mean of the ends",
            "$E$ est sous la moyenne des extrémités"),
        mutant(
            "target",
            Change.TARGET_ONE,
            "the example is $(1,1)$, with the same closed form",
            "l'exemple est $(1,1)$, avec la même forme close"),
        mutant(
            "second-weight-alone",
            Change.SECOND_WEIGHT_ALONE,
            "$E$ is not convex in $w_2$ alone: the segment from $(s,0)$ to $(s,t)$",
            "$E$ n'est pas convexe en $w_2$ seul : le segment de $(s,0)$ à $(s,t)$"),
        Mutant.dropping(
            "any-sign",
            Text.of("the same for every real $s$", "de même pour tout réel $s$"),
            claims(),
            Set.of(S_POSITIVE)),
        Mutant.refutedByPositive(
            "no-hidden-layer",
            Text.of(
                "architecture $(1,1)$, same loss and sample: $E=(w+b)^2$ is not convex",
                "architecture $(1,1)$, même coût et même échantillon : $E=(w+b)^2$ n'est pas"
                    + " convexe"),
            claims(),
            ReluNonConvex::convexWithoutHiddenLayer));
  }

  private static Mutant<Segment> mutant(String id, Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new Midpoint(change));
  }

  /**
   * Without a hidden layer E is a quadratic function of θ = (w,b), since f is affine in θ and L is
   * the square loss. Its Hessian is then exactly the second differences E(e_i+e_j) − E(e_i) −
   * E(e_j) + E(0), here of the network's own risk.
   */
  private static Optional<Positive> convexWithoutHiddenLayer(Segment unused) {
    RationalMatrix hessian = RationalMatrix.zero(2, 2);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        int w = (i == 0 ? 1 : 0) + (j == 0 ? 1 : 0);
        hessian =
            hessian.with(
                i,
                j,
                riskWithoutHiddenLayer(w, 2 - w)
                    .minus(riskWithoutHiddenLayer(1 - i, i))
                    .minus(riskWithoutHiddenLayer(1 - j, j))
                    .plus(riskWithoutHiddenLayer(0, 0)));
      }
    }
    return Optional.of(new Positive.ConvexQuadratic(hessian));
  }

  /** E(w,b) of the network of architecture (1,1) with the example (1,0), by the network itself. */
  private static Rational riskWithoutHiddenLayer(int w, int b) {
    RationalArithmetic k = RationalArithmetic.INSTANCE;
    Network network =
        new Network(
            Architecture.of(1, 1),
            List.of(Activation.IDENTITY),
            List.of(RationalMatrix.of(1, 1, Rational.of(w))),
            List.of(RationalMatrix.of(1, 1, Rational.of(b))));
    RationalMatrix output = network.forward(k, k.scalar(Rational.ONE)).output();
    return Loss.SQUARE.value(k, output, k.scalar(Rational.ZERO)).get(0, 0);
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Segment i, OrderedArithmetic<M> k) {
    Midpoint e = new Midpoint(Change.NONE);
    Map<String, M> q = new LinkedHashMap<>();
    q.put("risk-start", e.risk(Rational.ZERO, i.t(), k));
    q.put("risk-end", e.risk(i.s(), Rational.ZERO, k));
    q.put("risk-middle", e.risk(i.s().times(Rational.of(1, 2)), i.t().times(Rational.of(1, 2)), k));
    q.put("risk-corner", e.risk(i.s(), i.t(), k));
    return q;
  }
}
