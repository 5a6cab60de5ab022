package org.theoria.theorems.landscape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.IntervalMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Text;
import org.theoria.proposition.TrainedPoints;
import org.theoria.sampling.Stream;
import org.theoria.train.CriticalEnclosure;
import org.theoria.train.CriticalEnclosure.Enclosed;
import org.theoria.train.TrainedPoint;
import org.theoria.train.TrainingProblem;

/**
 * Networks whose shapes allow the hypotheses of slide 58, trained until ∇E ≈ 0. Near the end an
 * exact zero θ* of f_θ(X) − Y is enclosed where there is one: a critical point with E(θ*) = 0. The
 * ranks are certified at every parameter that it can be (confirmed). That θ* is critical and E(θ*)
 * = 0 follows from f_θ(X) = Y alone; what the statement adds is that training ended nowhere else.
 * Where it did, a zero of ∇E is enclosed instead, and E &gt; 0 with full ranks on all of it
 * contradicts the statement.
 *
 * @param features whether the first layer, wide enough for n examples, is the feature map
 */
record WideTrained(boolean features) implements TrainedPoints {

  private static final List<Activation> ACTIVATIONS =
      List.of(Activation.TANH, Activation.SIGMOID, Activation.SOFTPLUS, Activation.SOFTSIGN);

  @Override
  public String id() {
    return "trained";
  }

  @Override
  public Text text() {
    String en =
        features
            ? "a first layer of n−1 or n neurons as features of 1 or 2 inputs, then 1 or 2 layers"
            : "1 to 3 layers, n up to n₀+1";
    String fr =
        features
            ? "une première couche de n−1 ou n neurones pour caractéristiques de 1 ou 2 entrées, puis 1 ou 2 couches"
            : "1 à 3 couches, n jusqu'à n₀+1";
    return Text.of(
        "tanh, sigmoid, softplus or t/(1+|t|), identity on the last layer, widths that do not"
            + " increase ("
            + en
            + "), square loss, trained by gradient descent or Adam and polished by"
            + " Levenberg-Marquardt until ∇E ≈ 0; near that end an exact zero of f_θ(X) − Y is"
            + " enclosed: a critical point with E = 0, at which the ranks are certified to be full."
            + " What the statement adds is that training never ended elsewhere, at a critical point"
            + " with full ranks and E > 0 (zeros of ∇E are enclosed where f_θ(X) − Y has none)",
        "tanh, sigmoïde, softplus ou t/(1+|t|), identité sur la dernière couche, largeurs décroissantes ("
            + fr
            + "), coût quadratique, entraînés par descente de gradient ou Adam puis"
            + " Levenberg-Marquardt jusqu'à ∇E ≈ 0 ; près de ce point un zéro exact de f_θ(X) − Y est"
            + " encadré : un point critique avec E = 0, où les rangs sont certifiés pleins. Ce que"
            + " l'énoncé ajoute, c'est que l'entraînement ne s'est jamais terminé ailleurs, en un point"
            + " critique de rangs pleins avec E > 0 (des zéros de ∇E sont encadrés là où f_θ(X) − Y"
            + " n'en a pas)");
  }

  @Override
  public Point at(Stream s) {
    TrainingProblem problem = problem(s);
    org.theoria.train.TrainedPoints method =
        s.chance(1, 2)
            ? org.theoria.train.TrainedPoints.descending()
            : org.theoria.train.TrainedPoints.adam();
    TrainedPoint p = method.draw(problem, s);
    double ratio = ratio(p);
    if (!p.isConverged()) {
      return new Point(
          Finding.NOT_CONVERGED, ratio, "the gradient is not below 1e-12 of that of the start");
    }
    return switch (p.enclosure()) {
      case CriticalEnclosure.Undecided u ->
          new Point(Finding.UNDECIDED, ratio, "no critical point could be enclosed");
      case Enclosed e -> judged(e, ratio);
    };
  }

  private static double ratio(TrainedPoint p) {
    double start = p.startNorm().lower();
    double end = p.endNorm().upper();
    return start > 0 && Double.isFinite(end) ? Math.nextUp(end / start) : Double.NaN;
  }

  private TrainingProblem problem(Stream s) {
    Activation a = s.oneOf(ACTIVATIONS);
    List<Integer> widths = new ArrayList<>();
    int n;
    if (features) {
      n = s.nextInt(3, 4);
      widths.add(s.nextInt(1, 2));
      widths.add(s.nextInt(n - 1, n));
    } else {
      int inputs = s.nextInt(1, 3);
      n = s.nextInt(1, inputs + 1);
      widths.add(inputs);
    }
    int layers = s.nextInt(1, features ? 2 : 3);
    for (int j = 1; j <= layers; j++) {
      widths.add(s.nextInt(1, widths.getLast()));
    }
    List<Activation> activations = new ArrayList<>(Collections.nCopies(widths.size() - 2, a));
    activations.add(Activation.IDENTITY);
    RationalMatrix x =
        features
            ? distinct(s, widths.getFirst(), n)
            : WideRandom.affinelyIndependent(s, widths.getFirst(), n);
    RationalMatrix y = WideRandom.matrix(s, widths.getLast(), n);
    return new TrainingProblem(
        new Architecture(widths), activations, true, new Sample(x, y), Loss.SQUARE);
  }

  /** Points whose first coordinates differ. */
  private static RationalMatrix distinct(Stream s, int rows, int n) {
    RationalMatrix x = WideRandom.matrix(s, rows, n);
    for (int j = 0; j < n; j++) {
      x = x.with(0, j, Rational.of(2L * j + s.nextInt(0, 1) - n, 2));
    }
    return x;
  }

  private Point judged(Enclosed e, double ratio) {
    Optional<String> rank = uncertified(e);
    if (rank.isPresent()) {
      return new Point(Finding.UNDECIDED, ratio, rank.get());
    }
    if (e.solved() == CriticalEnclosure.Equations.ZERO_RESIDUAL) {
      return new Point(Finding.CONFIRMED, ratio, "");
    }
    IntervalArithmetic k = new IntervalArithmetic();
    IntervalMatrix f =
        org.theoria.network.Forward.of(
                k,
                e.problem().activations(),
                e.weights(),
                e.biases(),
                k.of(e.problem().sample().x()))
            .output();
    IntervalMatrix risk = e.problem().loss().value(k, f, k.of(e.problem().sample().y()));
    return k.lower(risk, 0, 0) > 0
        ? new Point(Finding.CONTRADICTED, ratio, "a critical point with E > 0 and full ranks")
        : new Point(
            Finding.UNDECIDED, ratio, "a critical point is enclosed, but not whether E = 0");
  }

  /** What keeps the rank hypotheses from being certified for every point of the box. */
  private Optional<String> uncertified(Enclosed e) {
    Network centre = e.centre();
    int k = features ? 1 : 0;
    for (int h = k + 1; h <= centre.depth(); h++) {
      if (!isFullRank(centre.weight(h), e.weights().get(h - 1))) {
        return Optional.of("the rank of a weight matrix is not certified to be full");
      }
    }
    if (k == 0) {
      return WideShapes.isAffinelyIndependent(e.problem().sample().x())
          ? Optional.empty()
          : Optional.of("the points are not affinely independent");
    }
    IntervalArithmetic intervals = new IntervalArithmetic();
    IntervalMatrix z =
        e.problem()
            .activations()
            .getFirst()
            .value(
                intervals,
                e.weights()
                    .getFirst()
                    .times(intervals.of(e.problem().sample().x()))
                    .plusColumn(e.biases().getFirst()));
    IntervalMatrix columns = WideShapes.augmented(intervals, z).transpose();
    return isFullRank(middle(columns), columns)
        ? Optional.empty()
        : Optional.of("the rank of the features is not certified to be n");
  }

  /**
   * Whether every matrix of the box has independent rows: σ_min(centre) exceeds the Frobenius norm
   * of the largest deviation, so that none of them is singular (Weyl).
   */
  private static boolean isFullRank(RationalMatrix centre, IntervalMatrix box) {
    if (centre.rows() > centre.columns()) {
      return false;
    }
    Rational deviation = Rational.ZERO;
    for (int i = 0; i < centre.rows(); i++) {
      for (int j = 0; j < centre.columns(); j++) {
        Rational c = centre.get(i, j);
        Rational far =
            c.minus(Rational.ofDouble(box.lower(i, j)))
                .abs()
                .max(Rational.ofDouble(box.upper(i, j)).minus(c).abs());
        deviation = deviation.plus(far.times(far));
      }
    }
    return WideSpectrum.ofRows(centre).lower().compareTo(deviation) > 0;
  }

  private static RationalMatrix middle(IntervalMatrix m) {
    RationalMatrix middle = RationalMatrix.zero(m.rows(), m.columns());
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        middle = middle.with(i, j, Rational.ofDouble(m.lower(i, j) / 2 + m.upper(i, j) / 2));
      }
    }
    return middle;
  }
}
