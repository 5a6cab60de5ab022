package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.network.OutputJacobian;

/**
 * Where θ lies: its activation pattern, whether it is in the interior Ũ_j of the set of its
 * pattern, and the ranks.
 *
 * <p>Ũ_j is exactly the set of θ of the pattern without a pre-activation 0: such a θ is interior by
 * continuity; and where w_kx⁽ⁱ⁾ + b_k = 0, which the pattern counts as 1, a smaller b_k gives 0.
 *
 * <p>r_j is the rank at {@link #opened}: the columns of D f at any θ′ of the pattern are
 * combinations of 𝟙, the a_k and the a_k∘x, and where no v_k is 0 they span them all.
 *
 * @param instance θ and X
 * @param preActivations W_1X + b_1𝟙ᵀ, n₁ × n
 */
record ShallowPoint(ShallowInstance instance, RationalMatrix preActivations) {

  static ShallowPoint of(ShallowInstance instance) {
    Network n = instance.network();
    return new ShallowPoint(
        instance, n.weight(1).times(instance.sample().x()).plusColumn(n.bias(1)));
  }

  /** Whether no pre-activation is 0. */
  boolean isInterior() {
    for (int k = 0; k < preActivations.rows(); k++) {
      for (int i = 0; i < preActivations.columns(); i++) {
        if (preActivations.get(k, i).isZero()) {
          return false;
        }
      }
    }
    return true;
  }

  /** a(X, θ), n₁ × n: 1 where the pre-activation is at least 0. */
  RationalMatrix pattern() {
    return ActivationPatterns.signs(preActivations);
  }

  /** |𝒜(X, θ)|: the distinct columns of the pattern. */
  int patterns() {
    return distinctRows(pattern().transpose());
  }

  /** The distinct rows of the pattern. */
  int distinctNeurons() {
    return distinctRows(pattern());
  }

  private static int distinctRows(RationalMatrix m) {
    Set<List<Rational>> distinct = new HashSet<>(m.toRows());
    return distinct.size();
  }

  /** D f_θ(X), n × (3n₁ + 1). */
  RationalMatrix jacobian() {
    return jacobian(instance.network());
  }

  private RationalMatrix jacobian(Network n) {
    return OutputJacobian.of(n.forward(RationalArithmetic.INSTANCE, instance.sample().x()));
  }

  /** rank D f_θ(X). */
  int rank() {
    return ExactRank.rank(jacobian());
  }

  /** r_j, the largest rank of the pattern of θ. */
  int largestRank() {
    return largestRank(rank());
  }

  /**
   * r_j, where the rank at θ is known.
   *
   * @param rank {@link #rank()}
   */
  int largestRank(int rank) {
    Network opened = opened();
    return opened.equals(instance.network()) ? rank : ExactRank.rank(jacobian(opened));
  }

  /** θ with 1 in the place of every outgoing weight that is 0: the same pattern, inside 𝒰_j. */
  Network opened() {
    Network n = instance.network();
    RationalMatrix v = n.weight(2);
    for (int k = 0; k < v.columns(); k++) {
      v = v.get(0, k).isZero() ? v.with(0, k, Rational.ONE) : v;
    }
    return n.withParameters(List.of(n.weight(1), v), n.biases());
  }

  /** The neurons that are active on some example, from 0. */
  List<Integer> alive() {
    RationalMatrix a = pattern();
    List<Integer> alive = new ArrayList<>();
    for (int k = 0; k < a.rows(); k++) {
      if (!a.block(k, 0, 1, a.columns()).isZero()) {
        alive.add(k);
      }
    }
    return alive;
  }

  /** The places p = 1..n−1 for which some neuron is active on just one of x⁽ᵖ⁾, x⁽ᵖ⁺¹⁾. */
  List<Integer> cuts() {
    RationalMatrix a = pattern();
    List<Integer> cuts = new ArrayList<>();
    for (int p = 1; p < a.columns(); p++) {
      if (!a.block(0, p - 1, a.rows(), 1).equals(a.block(0, p, a.rows(), 1))) {
        cuts.add(p);
      }
    }
    return cuts;
  }
}
