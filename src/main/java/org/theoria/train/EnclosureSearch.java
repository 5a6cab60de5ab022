package org.theoria.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.IntervalMatrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.Rational;
import org.theoria.network.Backpropagation;
import org.theoria.network.Curvature.Kinks;
import org.theoria.network.Forward;
import org.theoria.network.Gradient;
import org.theoria.network.Network;
import org.theoria.train.CriticalEnclosure.Cause;
import org.theoria.train.CriticalEnclosure.Enclosed;
import org.theoria.train.CriticalEnclosure.Equations;
import org.theoria.train.CriticalEnclosure.Undecided;

/**
 * Chooses what to free, which equations to solve and how large a box to take; {@link
 * EnclosureCheck} decides. All choices are made in plain doubles.
 */
final class EnclosureSearch {
  /** A residual above this part of 1 + ‖Y‖_max is not a zero that rounding hides. */
  private static final double RESIDUAL = 1e-6;

  /** A longer Newton step does not lead to a critical point that is near. */
  private static final double NEAR = 0x1p-10;

  /** Radii are these multiples of the Newton step, from the narrowest box. */
  private static final List<Double> INFLATIONS = List.of(2.0, 0x1p4, 0x1p8, 0x1p14, 0x1p20);

  /** The least radius, relative to the parameter: a few units of its last place. */
  private static final double LEAST_RADIUS = 0x1p-50;

  /** How far the other parameters move when a neuron without effect is looked for. */
  private static final double NEIGHBOURHOOD = 0x1p-20;

  /** A parameter below this part of the largest may be a 0 that the solver only approached. */
  private static final double TRACE = 0x1p-26;

  /** A derivative that varies by more than this in the neighbourhood is taken for a jump. */
  private static final double JUMP = 0x1p-8;

  private final TrainingProblem problem;
  private final Network network;
  private final List<Integer> variables;
  private final Objective<PlainMatrix> plain;
  private final Objective<IntervalMatrix> intervals;
  private final Gradient<PlainMatrix> theta;
  private final Gradient<IntervalMatrix> centre;

  EnclosureSearch(TrainingProblem problem, Network network) {
    problem.requireOwn(network);
    this.problem = problem;
    this.network = network;
    this.variables = problem.variables();
    this.plain = new Objective<>(problem, new PlainArithmetic());
    this.intervals = new Objective<>(problem, new IntervalArithmetic());
    this.theta =
        new Gradient<>(
            network.weights().stream().map(PlainMatrix::of).toList(),
            network.biases().stream().map(PlainMatrix::of).toList());
    this.centre = intervals.unflatten(EnclosureCheck.theta(network, List.of(), List.of()));
  }

  CriticalEnclosure run() {
    CriticalEnclosure zero = zeroResidual();
    if (!(zero instanceof Undecided(Cause _, String first))) {
      return zero;
    }
    CriticalEnclosure critical = gradient();
    if (!(critical instanceof Undecided(Cause cause, String second))) {
      return critical;
    }
    Network cleared = withoutTraces();
    if (!cleared.equals(network)
        && new EnclosureSearch(problem, cleared).gradient() instanceof Enclosed found) {
      return found;
    }
    return new Undecided(cause, "zero residual: " + first + "; zero gradient: " + second);
  }

  /** Parameters that are 0 but for rounding set to 0: on them may hang that neurons do nothing. */
  private Network withoutTraces() {
    List<Rational> exact = TrainingProblem.exactParameters(network);
    double scale = largest(exact.stream().mapToDouble(Rational::doubleValue).toArray());
    return problem.network(
        exact.stream()
            .map(t -> Math.abs(t.doubleValue()) <= TRACE * scale ? Rational.ZERO : t)
            .toList());
  }

  private CriticalEnclosure zeroResidual() {
    if (!EnclosureCheck.isZeroAtZero(problem.loss())) {
      return new Undecided(Cause.FAR, "the loss " + problem.loss().id() + " has no such points");
    }
    Forward<PlainMatrix> f = plain.forward(theta.weights(), theta.biases());
    double residual = largest(plain.residuals(f).toArray());
    double targets = largest(problem.data().y());
    if (!(residual <= RESIDUAL * (1 + targets))) {
      return new Undecided(
          Cause.FAR,
          String.format(Locale.ROOT, "the largest residual is %.3g, not nearly 0", residual));
    }
    int outputs = problem.architecture().outputs();
    List<Integer> equations =
        IntStream.range(0, outputs * problem.data().size())
            .filter(r -> EnclosureCheck.firstTwin(problem, r / outputs) == r / outputs)
            .boxed()
            .toList();
    PlainMatrix jacobian = Objective.rows(plain.residualJacobian(f, variables), equations);
    List<Integer> free = independent(jacobian, steady());
    if (free.size() < equations.size()) {
      free = independent(jacobian, variables);
    }
    if (free.size() < equations.size()) {
      return new Undecided(
          Cause.DEGENERATE,
          String.format(
              Locale.ROOT,
              "the %d equations have a Jacobian of numerical rank %d",
              equations.size(),
              free.size()));
    }
    IntervalMatrix value =
        Objective.rows(
            intervals.residuals(intervals.forward(centre.weights(), centre.biases())), equations);
    DMatrixRMaj inverse = inverse(Objective.columns(jacobian, indices(free)));
    return boxes(Equations.ZERO_RESIDUAL, free, equations, List.of(), inverse, value);
  }

  private CriticalEnclosure gradient() {
    Optional<List<Integer>> dead = identicallyZero();
    if (dead.isPresent() && !dead.get().isEmpty()) {
      CriticalEnclosure first = gradient(dead.get());
      if (first instanceof Enclosed) {
        return first;
      }
    }
    return gradient(List.of());
  }

  /**
   * Entries of the gradient that stay 0 when all parameters but those that are exactly 0 move a
   * little; empty where intervals cannot say.
   */
  private Optional<List<Integer>> identicallyZero() {
    List<Rational> exact = TrainingProblem.exactParameters(network);
    List<Integer> moving = variables.stream().filter(p -> !exact.get(p).isZero()).toList();
    if (moving.size() == variables.size()) {
      return Optional.empty();
    }
    List<Double> radii = moving.stream().map(p -> NEIGHBOURHOOD).toList();
    Gradient<IntervalMatrix> around =
        intervals.unflatten(EnclosureCheck.theta(network, moving, radii));
    try {
      return Optional.of(
          EnclosureCheck.vanishing(
              intervals, intervals.at(around.weights(), around.biases()), problem));
    } catch (NotRepresentableException e) {
      return Optional.empty(); // nothing is known of the neighbourhood: no equation is left out
    }
  }

  /**
   * @param vanishing equations that hold as long as parameters that are 0 stay so
   */
  private CriticalEnclosure gradient(List<Integer> vanishing) {
    List<Rational> exact = TrainingProblem.exactParameters(network);
    List<Integer> needed = new ArrayList<>(variables);
    needed.removeAll(vanishing);
    Symmetries all = Symmetries.of(problem);
    PlainMatrix fields =
        Objective.rows(all.at(plain.arithmetic(), theta.weights(), theta.biases()), needed);
    List<Integer> symmetries =
        all.count() == 0 ? List.of() : Pivoting.columns(PlainObjective.ejml(fields));
    List<Integer> following =
        symmetries.isEmpty()
            ? List.of()
            : Pivoting.columns(
                    PlainObjective.ejml(Objective.columns(fields, symmetries).transpose()))
                .stream()
                .map(needed::get)
                .toList();
    List<Integer> equations = new ArrayList<>(needed);
    equations.removeAll(following);
    List<Integer> movable =
        vanishing.isEmpty()
            ? variables
            : variables.stream().filter(p -> !exact.get(p).isZero()).toList();
    Backpropagation<PlainMatrix> b = plain.at(theta.weights(), theta.biases());
    PlainMatrix hessian = plain.hessian(b, equations, movable, Kinks.IGNORED);
    List<Integer> chosen = equations.isEmpty() ? List.of() : pivots(hessian);
    if (chosen.size() < equations.size()) {
      return new Undecided(
          Cause.DEGENERATE,
          String.format(
              Locale.ROOT,
              "of %d equations %d follow from symmetries and %d hold identically, but the Hessian"
                  + " has numerical rank %d in the other %d: a manifold of critical points, or a"
                  + " degenerate one",
              variables.size(),
              following.size(),
              vanishing.size(),
              chosen.size(),
              equations.size()));
    }
    List<Integer> free = chosen.stream().map(movable::get).toList();
    IntervalMatrix value;
    try {
      Backpropagation<IntervalMatrix> atCentre = intervals.at(centre.weights(), centre.biases());
      EnclosureCheck.requireSmooth(atCentre.forward());
      value = intervals.gradient(atCentre, equations);
    } catch (NotRepresentableException e) {
      return new Undecided(Cause.NOT_SMOOTH, String.valueOf(e.getMessage()));
    }
    DMatrixRMaj inverse = inverse(Objective.columns(hessian, chosen));
    return boxes(Equations.GRADIENT, free, equations, symmetries, inverse, value);
  }

  private CriticalEnclosure boxes(
      Equations solved,
      List<Integer> free,
      List<Integer> equations,
      List<Integer> symmetries,
      DMatrixRMaj inverse,
      IntervalMatrix value) {
    double[] distance = Krawczyk.distance(inverse, value);
    if (!(largest(distance) <= NEAR)) {
      return new Undecided(
          Cause.FAR,
          String.format(
              Locale.ROOT, "the Newton step is %.3g long: no solution is near", largest(distance)));
    }
    List<Rational> exact = TrainingProblem.exactParameters(network);
    String last = "no box was tried";
    for (double inflation : INFLATIONS) {
      List<Double> radii = new ArrayList<>();
      double common = LEAST_RADIUS * largest(distance);
      for (int i = 0; i < free.size(); i++) {
        double size = Math.abs(exact.get(free.get(i)).doubleValue());
        radii.add(inflation * (distance[i] + common + LEAST_RADIUS * Math.max(size, 0x1p-20)));
      }
      Enclosed candidate =
          new Enclosed(problem, solved, network, free, radii, equations, symmetries);
      Optional<String> objection = candidate.objection();
      if (objection.isEmpty()) {
        return candidate;
      }
      last = objection.get();
    }
    return new Undecided(
        Cause.NOT_CONTRACTED,
        String.format(Locale.ROOT, "%s (the Newton step is %.3g)", last, largest(distance)));
  }

  /** Independent columns of a Jacobian in all variables, among the candidates. */
  private List<Integer> independent(PlainMatrix jacobian, List<Integer> candidates) {
    return pivots(Objective.columns(jacobian, indices(candidates))).stream()
        .map(candidates::get)
        .toList();
  }

  /** Variables along which the outputs have a derivative that does not jump nearby on a kink. */
  private List<Integer> steady() {
    if (problem.activations().stream().allMatch(a -> a.isContinuouslyDifferentiable())) {
      return variables;
    }
    List<Double> radii = variables.stream().map(p -> NEIGHBOURHOOD).toList();
    Gradient<IntervalMatrix> around =
        intervals.unflatten(EnclosureCheck.theta(network, variables, radii));
    IntervalMatrix jacobian =
        intervals.residualJacobian(intervals.forward(around.weights(), around.biases()), variables);
    return IntStream.range(0, variables.size())
        .filter(j -> jacobian.block(0, j, jacobian.rows(), 1).width() <= JUMP)
        .mapToObj(variables::get)
        .toList();
  }

  private List<Integer> indices(List<Integer> free) {
    return free.stream().map(variables::indexOf).toList();
  }

  private static List<Integer> pivots(PlainMatrix m) {
    return Pivoting.columns(PlainObjective.ejml(m));
  }

  private static DMatrixRMaj inverse(PlainMatrix m) {
    return Krawczyk.inverse(PlainObjective.ejml(m));
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }
}
