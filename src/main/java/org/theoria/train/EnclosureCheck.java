package org.theoria.train;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.DirectedRounding;
import org.theoria.arithmetic.Interval;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.IntervalMatrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Backpropagation;
import org.theoria.network.Curvature;
import org.theoria.network.Curvature.Kinks;
import org.theoria.network.Forward;
import org.theoria.network.Gradient;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.train.CriticalEnclosure.Enclosed;
import org.theoria.train.CriticalEnclosure.Equations;

/** Checks an {@link Enclosed} from the record alone. */
final class EnclosureCheck {
  private final Enclosed e;
  private final TrainingProblem problem;
  private final Objective<IntervalMatrix> objective;
  private final Gradient<IntervalMatrix> centre;
  private final Gradient<IntervalMatrix> box;

  private EnclosureCheck(Enclosed e) {
    this.e = e;
    this.problem = e.problem();
    this.objective = new Objective<>(problem, new IntervalArithmetic());
    this.centre = objective.unflatten(theta(e.centre(), List.of(), List.of()));
    this.box = objective.unflatten(theta(e.centre(), e.free(), e.radii()));
  }

  static Optional<String> objection(Enclosed e) {
    Optional<String> form = form(e);
    if (form.isPresent()) {
      return form;
    }
    try {
      EnclosureCheck check = new EnclosureCheck(e);
      return switch (e.solved()) {
        case ZERO_RESIDUAL -> check.zeroResidual();
        case GRADIENT -> check.gradient();
      };
    } catch (NotRepresentableException undefined) {
      return Optional.of("on the box: " + undefined.getMessage());
    }
  }

  /** The box as matrices of intervals. */
  static Gradient<IntervalMatrix> box(Enclosed e) {
    return new Objective<>(e.problem(), new IntervalArithmetic())
        .unflatten(theta(e.centre(), e.free(), e.radii()));
  }

  /** All parameters as one column, the free ones widened. */
  static IntervalMatrix theta(Network network, List<Integer> free, List<Double> radii) {
    List<Rational> exact = TrainingProblem.exactParameters(network);
    Interval[] entries = exact.stream().map(Interval::of).toArray(Interval[]::new);
    for (int i = 0; i < free.size(); i++) {
      Interval c = entries[free.get(i)];
      double r = radii.get(i);
      entries[free.get(i)] =
          new Interval(
              DirectedRounding.minusDown(c.lower(), r), DirectedRounding.plusUp(c.upper(), r));
    }
    return IntervalMatrix.of(entries.length, 1, entries);
  }

  private static Optional<String> form(Enclosed e) {
    try {
      e.problem().requireOwn(e.centre());
    } catch (IllegalArgumentException other) {
      return Optional.of(String.valueOf(other.getMessage()));
    }
    int m = e.free().size();
    if (e.radii().size() != m || e.equations().size() != m) {
      return Optional.of(
          "as many radii and equations as free parameters are needed, got "
              + e.radii().size()
              + " and "
              + e.equations().size()
              + " for "
              + m);
    }
    Set<Integer> variables = new HashSet<>(e.problem().variables());
    if (!variables.containsAll(e.free()) || new HashSet<>(e.free()).size() != m) {
      return Optional.of("free parameters must be different variables, got " + e.free());
    }
    if (!e.radii().stream().allMatch(r -> r > 0 && r <= Double.MAX_VALUE)) {
      return Optional.of("radii must be positive and finite, got " + e.radii());
    }
    int count =
        e.solved() == Equations.ZERO_RESIDUAL
            ? e.problem().data().outputs() * e.problem().data().size()
            : e.problem().layout().count();
    boolean inside = e.equations().stream().allMatch(i -> i >= 0 && i < count);
    if (!inside || new HashSet<>(e.equations()).size() != m) {
      return Optional.of(
          "equations must be different rows below " + count + ", got " + e.equations());
    }
    return Optional.empty();
  }

  private Optional<String> zeroResidual() {
    if (!isZeroAtZero(problem.loss())) {
      return Optional.of(
          "the loss " + problem.loss().id() + " is not 0 exactly where the residual is");
    }
    int outputs = problem.architecture().outputs();
    for (int j = 0; j < problem.data().size(); j++) {
      int twin = firstTwin(problem, j);
      for (int i = 0; i < outputs; i++) {
        if (!e.equations().contains(twin * outputs + i)) {
          return Optional.of("output " + (i + 1) + " of example " + (j + 1) + " is not solved for");
        }
      }
    }
    IntervalMatrix value =
        Objective.rows(
            objective.residuals(objective.forward(centre.weights(), centre.biases())),
            e.equations());
    Forward<IntervalMatrix> f = objective.forward(box.weights(), box.biases());
    IntervalMatrix jacobian =
        Objective.rows(objective.residualJacobian(f, e.free()), e.equations());
    return krawczyk(value, jacobian);
  }

  /** Whether L ≥ 0, L = 0 where the prediction is the target, and L is at most quadratic there. */
  static boolean isZeroAtZero(Loss loss) {
    return loss.equals(Loss.SQUARE) || loss.equals(Loss.QUARTIC);
  }

  /** The first example with the same input and target as example j, exactly. */
  static int firstTwin(TrainingProblem problem, int j) {
    Sample sample = problem.sample();
    for (int i = 0; i < j; i++) {
      if (sameColumns(sample.x(), i, j) && sameColumns(sample.y(), i, j)) {
        return i;
      }
    }
    return j;
  }

  private static boolean sameColumns(RationalMatrix m, int i, int j) {
    for (int r = 0; r < m.rows(); r++) {
      if (!m.get(r, i).equals(m.get(r, j))) {
        return false;
      }
    }
    return true;
  }

  private Optional<String> krawczyk(IntervalMatrix value, IntervalMatrix jacobian) {
    double[] radii = e.radii().stream().mapToDouble(Double::doubleValue).toArray();
    return Krawczyk.proves(Krawczyk.inverse(jacobian), value, jacobian, radii)
        ? Optional.empty()
        : Optional.of("Krawczyk's test does not map the box into its interior");
  }

  private Optional<String> gradient() {
    Backpropagation<IntervalMatrix> atBox = objective.at(box.weights(), box.biases());
    requireSmooth(atBox.forward());
    List<Integer> following = new ArrayList<>(problem.variables());
    if (!following.containsAll(e.equations())) {
      return Optional.of("equations must be entries of the gradient in the variables");
    }
    following.removeAll(e.equations());
    following.removeAll(vanishing(objective, atBox, problem));
    if (following.size() != e.symmetries().size()) {
      return Optional.of(
          following.size()
              + " equations are neither solved nor identically true, but "
              + e.symmetries().size()
              + " symmetries are given");
    }
    IntervalMatrix value =
        objective.gradient(objective.at(centre.weights(), centre.biases()), e.equations());
    IntervalMatrix jacobian = objective.hessian(atBox, e.equations(), e.free(), Kinks.REFUSED);
    Optional<String> failure = krawczyk(value, jacobian);
    return failure.isPresent() || following.isEmpty() ? failure : gauge(following);
  }

  private Optional<String> gauge(List<Integer> following) {
    Symmetries symmetries = Symmetries.of(problem);
    if (!e.symmetries().stream().allMatch(i -> i >= 0 && i < symmetries.count())) {
      return Optional.of(
          "symmetries must be below " + symmetries.count() + ", got " + e.symmetries());
    }
    IntervalMatrix fields =
        Objective.columns(
            symmetries.at(objective.arithmetic(), box.weights(), box.biases()), e.symmetries());
    return Krawczyk.isInvertible(Objective.rows(fields, following))
        ? Optional.empty()
        : Optional.of("the symmetries are not proved to give the equations left out");
  }

  /** Entries of the gradient that are 0 on the whole box. */
  static List<Integer> vanishing(
      Objective<IntervalMatrix> objective,
      Backpropagation<IntervalMatrix> atBox,
      TrainingProblem problem) {
    List<Integer> variables = problem.variables();
    IntervalMatrix g = objective.gradient(atBox, variables);
    List<Integer> zero = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      if (g.lower(i, 0) == 0 && g.upper(i, 0) == 0) {
        zero.add(variables.get(i));
      }
    }
    return zero;
  }

  /**
   * E is of class C¹, with a Lipschitz gradient: no pre-activation meets a kink.
   *
   * @throws NotRepresentableException where one is not proved to be off it
   */
  static void requireSmooth(Forward<IntervalMatrix> f) {
    for (int h = 1; h <= f.depth(); h++) {
      if (f.activations().get(h - 1).isCoordinatewise()) {
        Curvature.of(f.arithmetic(), f.activations().get(h - 1), f.preActivation(h), Kinks.REFUSED);
      }
    }
  }
}
