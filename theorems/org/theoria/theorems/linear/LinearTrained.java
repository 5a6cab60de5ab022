package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.linear.Classification;
import org.theoria.network.linear.CriticalPointClassifier;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.Text;
import org.theoria.proposition.TrainedPoints;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;
import org.theoria.train.CriticalEnclosure;
import org.theoria.train.CriticalEnclosure.Enclosed;
import org.theoria.train.Initialisation;
import org.theoria.train.TrainedPoint;
import org.theoria.train.TrainingProblem;

/**
 * Linear networks trained to critical points. A critical point W* near the end of training is
 * enclosed, modulo the gauge; E(W*) is one of the plateau values tr Σ_YY − Σ_{i∈𝒮}λ_i (slide 92),
 * and where the enclosure of E meets just one of them, 𝒮 and r are known. The class is then slide
 * 93's, and it is compared with what the box shows by itself ({@link EnclosedCurvature}): a second
 * derivative that is negative at every parameter of the box.
 *
 * <p>A saddle with Hessian ⪰ 0, and the Hessian of a minimiser, cannot be decided by intervals: the
 * gauge makes it singular. Of a minimiser only the value is confirmed, unless the parameters
 * themselves are critical, exactly; then everything is decided exactly.
 */
record LinearTrained() implements TrainedPoints {

  private static final List<List<Integer>> SHAPES =
      List.of(
          List.of(2, 1, 2),
          List.of(3, 1, 2),
          List.of(2, 2, 2),
          List.of(3, 2, 3),
          List.of(4, 2, 3),
          List.of(2, 1, 1, 2),
          List.of(3, 1, 2, 2),
          List.of(2, 2, 2, 2),
          List.of(3, 2, 2, 3));

  /** How far a start is from the critical point that it is drawn near to, in each entry. */
  private static final double DISTANCE = 0x1p-5;

  /** A smaller weight may be a 0 that training only approached. */
  private static final Rational TRACE = Rational.of(1, 1L << 20);

  /** The width to which eigenvalues are enclosed: far below their distances in the data drawn. */
  private static final Rational WIDTH = Rational.of(1, 1L << 40);

  @Override
  public String id() {
    return "trained";
  }

  @Override
  public Text text() {
    return Text.of(
        "linear networks with H = 2, 3, trained from near the origin, from near a critical point of a"
            + " random 𝒮 (Newton) and from random weights (gradient descent), then a critical point"
            + " enclosed by ∇E = 0 modulo the gauge (if need be with the weights below 2⁻²⁰ set to 0):"
            + " the enclosure of E meets one plateau value, hence"
            + " 𝒮 and r, hence the class by the theorem. Confirmed: strict saddles by a direction"
            + " whose second derivative is negative on the whole box; minimisers by the value of E"
            + " alone, the least one (that the Hessian is positive semidefinite is not proven there);"
            + " exactly critical parameters by exact classification",
        "réseaux linéaires avec H = 2, 3, entraînés depuis le voisinage de l'origine, depuis celui d'un"
            + " point critique d'ensemble 𝒮 aléatoire (Newton) et depuis des poids aléatoires (descente"
            + " de gradient), puis un point critique encadré par ∇E = 0 modulo la jauge (au besoin"
            + " avec 0 pour les poids inférieurs à 2⁻²⁰) : l'encadrement de E rencontre une seule valeur plateau, donc 𝒮 et r, donc la classe par"
            + " le théorème. Confirmés : les points selles stricts par une direction de dérivée seconde"
            + " négative sur toute la boîte ; les minimiseurs par la seule valeur de E, la plus petite"
            + " (que la hessienne y soit semi-définie positive n'est pas prouvé) ; les paramètres"
            + " exactement critiques par classification exacte");
  }

  @Override
  public Point at(Stream s) {
    List<Integer> widths = s.oneOf(SHAPES);
    int inputs = widths.getFirst();
    LinearData data = LinearData.draw(s, inputs, widths.getLast(), inputs + s.nextInt(0, 2));
    TrainingProblem problem =
        new TrainingProblem(
            new Architecture(widths),
            Collections.nCopies(widths.size() - 1, Activation.IDENTITY),
            false,
            data.sample(),
            Loss.SQUARE);
    TrainedPoint p = trained(problem, data, s);
    double ratio = p.gradientRatio();
    if (!p.isConverged()) {
      return new Point(
          Finding.NOT_CONVERGED, ratio, "the gradient is not below 1e-12 of that of the start");
    }
    return switch (enclosure(p)) {
      case CriticalEnclosure.Undecided u ->
          new Point(
              Finding.UNDECIDED,
              ratio,
              "no critical point could be enclosed: " + u.cause().words());
      case Enclosed e -> judged(e, data.regression(), ratio);
    };
  }

  /**
   * The enclosure, or where there is none the one after every weight below {@link #TRACE} is set to
   * 0: Newton approaches the origin without reaching it.
   */
  private static CriticalEnclosure enclosure(TrainedPoint p) {
    if (p.isEnclosed()) {
      return p.enclosure();
    }
    List<RationalMatrix> weights = new ArrayList<>();
    for (RationalMatrix w : p.network().weights()) {
      RationalMatrix cleared = w;
      for (int i = 0; i < w.rows(); i++) {
        for (int j = 0; j < w.columns(); j++) {
          if (w.get(i, j).abs().compareTo(TRACE) <= 0) {
            cleared = cleared.with(i, j, Rational.ZERO);
          }
        }
      }
      weights.add(cleared);
    }
    return CriticalEnclosure.near(p.problem(), DeepLinearPoint.network(weights));
  }

  private static TrainedPoint trained(TrainingProblem problem, LinearData data, Stream s) {
    return switch (s.nextInt(0, 4)) {
      case 0 ->
          org.theoria.train.TrainedPoints.nearSaddles(Initialisation.NEAR_ORIGIN).draw(problem, s);
      case 1 -> org.theoria.train.TrainedPoints.descending().draw(problem, s);
      default ->
          org.theoria.train.TrainedPoints.nearSaddles(Initialisation.GLOROT)
              .from(problem, nearCritical(problem, data, s), s);
    };
  }

  /** W_1 = [U_𝒮ᵀΣ_YXΣ_XX⁻¹; 0], W_h = diag(I_r, 0), W_H = [U_𝒮, 0], each entry moved. */
  private static Network nearCritical(TrainingProblem problem, LinearData data, Stream s) {
    List<Integer> widths = problem.architecture().widths();
    int most = Collections.min(widths);
    int r = s.chance(3, 4) ? most : s.nextInt(0, most);
    List<Integer> subset =
        RationalDraws.permutation(s, widths.getLast()).subList(0, r).stream()
            .map(i -> i + 1)
            .sorted()
            .toList();
    RationalMatrix u = data.columns(subset);
    RationalMatrix first = u.transpose().times(data.regression().regressor());
    int depth = problem.architecture().depth();
    List<RationalMatrix> weights = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      RationalMatrix w = RationalMatrix.zero(widths.get(h), widths.get(h - 1));
      RationalMatrix core = h == 1 ? first : h == depth ? u : RationalMatrix.identity(r);
      for (int i = 0; i < w.rows(); i++) {
        for (int j = 0; j < w.columns(); j++) {
          double c = i < core.rows() && j < core.columns() ? core.get(i, j).doubleValue() : 0;
          double moved = c + DISTANCE * s.nextInt(-64, 64) / 64.0;
          w = w.with(i, j, Rational.ofDouble(moved));
        }
      }
      weights.add(w);
    }
    return DeepLinearPoint.network(weights);
  }

  private static Point judged(Enclosed e, Regression data, double ratio) {
    List<RationalMatrix> centre = e.centre().weights();
    return switch (CriticalPointClassifier.classify(centre, data)) {
      case Classification.Critical c -> // decided exactly, whatever the box is
          c.agrees()
              ? new Point(Finding.CONFIRMED, ratio, "")
              : new Point(Finding.CONTRADICTED, ratio, "the Hessian shows another class");
      case Classification.NotCritical n -> onBox(EnclosedCurvature.of(e), data, ratio);
      case Classification.HypothesisFailed f -> throw new IllegalStateException(f.sentence());
      case Classification.WithoutHessian w ->
          throw new IllegalStateException("classified without a Hessian, with no limit given");
    };
  }

  private static Point onBox(EnclosedCurvature box, Regression data, double ratio) {
    int maximal = CriticalPointClassifier.maximalRank(box.centre());
    List<List<Integer>> met = met(data, maximal, box.risk());
    if (met.isEmpty()) {
      return new Point(Finding.CONTRADICTED, ratio, "E is none of the plateau values");
    }
    if (met.size() > 1) {
      return new Point(Finding.UNDECIDED, ratio, "E meets several plateau values");
    }
    List<Integer> subset = met.getFirst();
    int r = subset.size();
    boolean initial = subset.equals(IntStream.rangeClosed(1, r).boxed().toList());
    if (initial && r == maximal) {
      return box.descends()
          ? new Point(Finding.CONTRADICTED, ratio, "a descent direction at the least value")
          : new Point(Finding.CONFIRMED, ratio, "");
    }
    if (initial) {
      Optional<Boolean> tightened = box.isTightened(data, r);
      if (tightened.isEmpty()) {
        return new Point(Finding.UNDECIDED, ratio, "whether it is tightened is not proven");
      }
      if (tightened.get()) {
        return box.descends()
            ? new Point(Finding.CONTRADICTED, ratio, "a descent direction at a tightened point")
            : new Point(
                Finding.UNDECIDED, ratio, "tightened: no interval proves that the Hessian is ⪰ 0");
      }
    }
    return box.descends()
        ? new Point(Finding.CONFIRMED, ratio, "")
        : new Point(Finding.UNDECIDED, ratio, "no direction with a negative second derivative");
  }

  /** The 𝒮 with |𝒮| ≤ r_max whose plateau value may be this one. */
  private static List<List<Integer>> met(Regression data, int maximal, Enclosure risk) {
    List<List<Integer>> met = new ArrayList<>();
    for (int r = 0; r <= maximal; r++) {
      for (List<Integer> subset : AssociatedSubset.subsets(data.outputs(), r)) {
        Enclosure value = Enclosure.exactly(data.traceYY());
        for (int i : subset) {
          value = value.minus(data.spectrum().eigenvalue(i, WIDTH));
        }
        if (value.overlaps(risk)) {
          met.add(subset);
        }
      }
    }
    return met;
  }
}
