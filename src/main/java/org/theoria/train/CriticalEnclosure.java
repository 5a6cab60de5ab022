package org.theoria.train;

import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.IntervalMatrix;
import org.theoria.network.Network;

/**
 * A proof that a critical point of E is near given parameters, or the reason why there is none.
 *
 * <p>Critical points are rarely isolated, so all but as many parameters as there are equations are
 * frozen at the values that they have, and Krawczyk's test is applied to the others.
 */
public sealed interface CriticalEnclosure {

  /** The equations that are solved. */
  enum Equations {
    /**
     * f_θ(X) = Y, for losses with L(y, y) = 0 ≤ L. A solution has E(θ*) = 0 exactly, the least value
     * that E can have, so θ* is a global minimiser; and ∇E(θ*) = 0, on kinks too, since E is at most
     * a constant times ‖θ − θ*‖² near it. Examples that occur twice are taken once.
     */
    ZERO_RESIDUAL,
    /**
     * ∇E(θ) = 0. A part of these equations is solved; the others follow, because they vanish
     * identically on the box (a neuron without effect), or because E is constant along symmetries
     * ξ_1, …, ξ_g: from ⟨∇E, ξ_k⟩ = 0 and the solved equations, the matrix of the other entries of
     * the ξ_k, proved invertible on the box, takes the other entries of ∇E to 0.
     */
    GRADIENT
  }

  /**
   * There is exactly one θ* whose free parameters are within the radii of the centre's, whose other
   * parameters are the centre's, and which solves the chosen equations; it is a critical point of E.
   * {@link #objection} checks this from the record alone.
   *
   * @param problem E
   * @param solved which equations
   * @param centre the middle of the box, exact
   * @param free positions of the free parameters, in the order of {@link
   *     org.theoria.network.Parameters}
   * @param radii one for each free parameter, positive
   * @param equations as many equations as free parameters: rows of f_θ(X) − Y (example by example,
   *     n_H each) or entries of ∇E (positions of parameters)
   * @param symmetries for {@link Equations#GRADIENT}, the symmetries by which other equations
   *     follow, as indices into the problem's list of them
   */
  record Enclosed(
      TrainingProblem problem,
      Equations solved,
      Network centre,
      List<Integer> free,
      List<Double> radii,
      List<Integer> equations,
      List<Integer> symmetries)
      implements CriticalEnclosure {

    public Enclosed {
      free = List.copyOf(free);
      radii = List.copyOf(radii);
      equations = List.copyOf(equations);
      symmetries = List.copyOf(symmetries);
    }

    /** The largest radius; 0 when nothing is free. */
    public double radius() {
      return radii.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** Intervals that hold W_1*, …, W_H*. */
    public List<IntervalMatrix> weights() {
      return EnclosureCheck.box(this).weights();
    }

    /** Intervals that hold b_1*, …, b_H*. */
    public List<IntervalMatrix> biases() {
      return EnclosureCheck.box(this).biases();
    }

    /** Proves the statement anew from this record: empty, or what fails. */
    public Optional<String> objection() {
      return EnclosureCheck.objection(this);
    }
  }

  /**
   * Nothing is proved.
   *
   * @param reason why, in one line
   */
  record Undecided(String reason) implements CriticalEnclosure {}

  /** Looks for a critical point near the parameters of a network. */
  static CriticalEnclosure near(TrainingProblem problem, Network network) {
    return new EnclosureSearch(problem, network).run();
  }
}
