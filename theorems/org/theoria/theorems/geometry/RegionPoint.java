package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.theoria.arithmetic.Elimination;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Field;
import org.theoria.arithmetic.Minor;
import org.theoria.arithmetic.PrimeField;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalField;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Forward;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.sampling.Key;
import org.theoria.sampling.Kinks;
import org.theoria.sampling.Stream;

/**
 * Where θ lies: the interior Ũ_j of the set of its pattern, the set 𝒰_j of the largest rank in it,
 * and cubes around θ that stay inside.
 *
 * <p>Ũ_j is exactly the set of θ of the pattern without a hidden pre-activation 0: such a θ is
 * interior by continuity; and where a pre-activation is 0, which the pattern counts as 1, a smaller
 * bias of that neuron makes it negative.
 *
 * <p>With softmax on the last layer the Jacobian is J_softmax·J: the kernel of J_softmax is spanned
 * by 𝟙 on each example, so that the rank is that of J with the mean over the outputs subtracted.
 *
 * @param network θ
 * @param x n₀ × n
 * @param map θ′ ↦ f_θ′(X) with the pattern of θ
 * @param pattern 1 where a pre-activation is at least 0; one matrix a hidden layer with a kink
 */
record RegionPoint(Network network, RationalMatrix x, FrozenMap map, List<RationalMatrix> pattern) {

  /** 2⁶¹ − 1. */
  private static final PrimeField PRIME = new PrimeField((1L << 61) - 1);

  /** How often the largest rank is looked for. */
  private static final int POINTS = 2;

  private static final Rational HALF = Rational.of(1, 2);

  static RegionPoint of(Network network, RationalMatrix x) {
    Forward<RationalMatrix> f = FrozenMap.logits(network).forward(RationalArithmetic.INSTANCE, x);
    return new RegionPoint(network, x, FrozenMap.of(network, f), ActivationPatterns.of(network, f));
  }

  RegionPoint {
    pattern = List.copyOf(pattern);
  }

  /** Whether θ ∈ Ũ_j: no pre-activation of a layer with a kink is 0. */
  boolean isInterior() {
    return !Kinks.meets(network, x);
  }

  /**
   * Whether no pre-activation beyond the first hidden layer is 0. In the cube of {@link
   * #radiusOfSigns} the pattern is then constant on every open ray from θ, since pre-activations of
   * the first layer are affine in θ.
   */
  boolean hasKinksInFirstLayerOnly() {
    List<Rational> theta = Theta.of(network).entries();
    for (int e = 0; e < x.columns(); e++) {
      List<List<Rational>> z = map.preActivations(RationalField.INSTANCE, theta, e);
      for (int h = 2; h < network.depth(); h++) {
        if (!network.activation(h).isContinuouslyDifferentiable()
            && z.get(h - 1).stream().anyMatch(Rational::isZero)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether another θ of the same shape has the pattern of this one. */
  boolean hasPatternOf(Network other) {
    return pattern.equals(ActivationPatterns.of(other, x));
  }

  private boolean isSoftmax() {
    return network.activation(network.depth()).equals(Activation.SOFTMAX);
  }

  /** D f at θ′ with the pattern of θ, up to an invertible factor on the left: see the class. */
  private <E> List<List<E>> jacobian(FrozenMap of, Field<E> field, List<E> theta, boolean bound) {
    List<List<E>> rows = of.jacobian(field, theta);
    if (!isSoftmax()) {
      return rows;
    }
    int outputs = network.architecture().outputs();
    E count = field.zero();
    for (int o = 0; o < outputs; o++) {
      count = field.add(count, field.one());
    }
    List<List<E>> centred = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      int first = r - r % outputs;
      List<E> row = new ArrayList<>();
      for (int c = 0; c < rows.get(r).size(); c++) {
        E sum = field.zero();
        for (int o = 0; o < outputs; o++) {
          sum = field.add(sum, rows.get(first + o).get(c));
        }
        E own = field.mul(count, rows.get(r).get(c));
        row.add(bound ? field.add(own, sum) : field.sub(own, sum));
      }
      centred.add(row);
    }
    return centred;
  }

  private RationalMatrix jacobian(Theta theta) {
    return RationalMatrix.ofRows(jacobian(map, RationalField.INSTANCE, theta.entries(), false));
  }

  /** The rank of the Jacobian at θ′ with the pattern of θ. */
  int frozenRank(Theta theta) {
    return ExactRank.rank(jacobian(theta));
  }

  /**
   * A proven lower bound of {@link #frozenRank}: the rank modulo 2⁶¹ − 1 where that is at least the
   * number expected, else the rank over ℚ.
   */
  int frozenRankAtLeast(Theta theta, int expected) {
    RationalMatrix jacobian = jacobian(theta);
    OptionalInt modular = ExactRank.lowerBound(jacobian, PRIME);
    return modular.isPresent() && modular.getAsInt() >= expected
        ? modular.getAsInt()
        : ExactRank.rank(jacobian);
  }

  /** rank D f_θ(X). */
  int rank() {
    return frozenRank(Theta.of(network));
  }

  /** Whether θ has the largest rank of its pattern: θ ∈ 𝒰_j, where it is in Ũ_j. */
  boolean hasLargestRank() {
    int rank = rank();
    return rank == largestRank(rank);
  }

  /** r_j, see {@link #largestRank(int)}. */
  int largestRank() {
    return largestRank(rank());
  }

  /**
   * r_j: the largest of the rank at θ and of the ranks modulo 2⁶¹ − 1 of the frozen Jacobian at two
   * fixed pseudo-random points. Never above r_j: a minor that is not 0 modulo p is not the
   * polynomial 0, which then is not 0 somewhere on the open set Ũ_j. Below r_j only where both
   * points are zeros of a minor of order r_j, of degree d ≤ r_j(H−1): at random points that has
   * probability at most (d/p)² ≤ 2⁻¹⁰⁰.
   *
   * @param rank {@link #rank()}
   */
  int largestRank(int rank) {
    int largest = rank;
    int count = new Parameters(network.architecture()).count();
    int full = Math.min(count, x.columns() * network.architecture().outputs());
    for (int k = 0; k < POINTS && largest < full; k++) {
      Stream s = new Key("region-point", 1).stream(k);
      List<Rational> integers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        integers.add(Rational.of(s.nextLong() >>> 4));
      }
      largest = Math.max(largest, rankAt(integers));
    }
    return largest;
  }

  private int rankAt(List<Rational> integers) {
    List<Long> residues = integers.stream().map(i -> PRIME.of(i).orElseThrow()).toList();
    try {
      return Elimination.rank(PRIME, jacobian(map, PRIME, residues, false));
    } catch (ArithmeticException denominator) {
      return frozenRank(new Theta(integers)); // p divides a denominator of x
    }
  }

  /**
   * An r such that every θ′ with |θ′_k − θ_k| ≤ r for all k has the pattern of θ; 0 where θ is not
   * in Ũ_j. A polynomial changes by at most p̄(|θ| + r) − p̄(|θ|), p̄ having the absolute values of
   * its coefficients; while that is below every |pre-activation| no sign changes, and the slopes
   * stay those of θ.
   */
  Rational radius() {
    return isInterior() ? radiusOfSigns() : Rational.ZERO;
  }

  /**
   * An r such that the pre-activations that are not 0 keep their signs for every θ′ with |θ′_k −
   * θ_k| ≤ r for all k. Where some are 0 the bound of {@link #radius} still stands: the activations
   * are 1-Lipschitz, and the slope counted at 0 is 1.
   */
  Rational radiusOfSigns() {
    Theta size = Theta.of(network).map(Rational::abs);
    FrozenMap absolute = map.absolute();
    Rational r = Rational.ONE;
    while (!keepsSigns(absolute, size, r)) {
      r = r.times(HALF);
    }
    return r;
  }

  private boolean keepsSigns(FrozenMap absolute, Theta size, Rational r) {
    Theta moved = size.map(e -> e.plus(r));
    List<Rational> theta = Theta.of(network).entries();
    for (int e = 0; e < x.columns(); e++) {
      List<List<Rational>> z = map.preActivations(RationalField.INSTANCE, theta, e);
      List<List<Rational>> low = absolute.preActivations(RationalField.INSTANCE, size.entries(), e);
      List<List<Rational>> high =
          absolute.preActivations(RationalField.INSTANCE, moved.entries(), e);
      for (int h = 1; h < network.depth(); h++) {
        if (network.activation(h).isContinuouslyDifferentiable()) {
          continue;
        }
        for (int i = 0; i < z.get(h - 1).size(); i++) {
          Rational change = high.get(h - 1).get(i).minus(low.get(h - 1).get(i));
          Rational value = z.get(h - 1).get(i).abs();
          if (!value.isZero() && change.compareTo(value) >= 0) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /**
   * An r such that every θ′ with |θ′_k − θ_k| ≤ r for all k has the pattern of θ and at least its
   * rank; 0 where θ is not in Ũ_j. With A the minor of the rank, ‖A⁻¹‖·‖A′ − A‖ &lt; 1 (largest row
   * sums) keeps A′ invertible.
   */
  Rational rankRadius() {
    RationalMatrix jacobian = jacobian();
    return minorRadius(jacobian, ExactRank.minor(jacobian));
  }

  /** D f at θ; with softmax up to an invertible factor on the left. */
  RationalMatrix jacobian() {
    return jacobian(Theta.of(network));
  }

  /** The same for a minor of the Jacobian that is not 0 at θ. */
  Rational minorRadius(Minor minor) {
    return minorRadius(jacobian(), minor);
  }

  private Rational minorRadius(RationalMatrix jacobian, Minor minor) {
    Rational r = radius();
    if (r.isZero() || minor.order() == 0) {
      return r;
    }
    RationalMatrix a = jacobian.select(minor.rows(), minor.columns());
    Rational inverse =
        rowSum(
            Elimination.solve(
                    RationalField.INSTANCE,
                    a.toRows(),
                    RationalMatrix.identity(minor.order()).toRows())
                .orElseThrow(() -> new IllegalStateException("minor " + minor + " is 0")));
    Theta size = Theta.of(network).map(Rational::abs);
    FrozenMap absolute = map.absolute();
    RationalMatrix low = bound(absolute, size).select(minor.rows(), minor.columns());
    while (true) {
      Rational step = r;
      RationalMatrix change =
          bound(absolute, size.map(e -> e.plus(step)))
              .select(minor.rows(), minor.columns())
              .minus(low);
      if (rowSum(change.toRows()).times(inverse).compareTo(Rational.ONE) < 0) {
        return r;
      }
      r = r.times(HALF);
    }
  }

  private RationalMatrix bound(FrozenMap absolute, Theta theta) {
    return RationalMatrix.ofRows(jacobian(absolute, RationalField.INSTANCE, theta.entries(), true));
  }

  private static Rational rowSum(List<List<Rational>> rows) {
    Rational largest = Rational.ZERO;
    for (List<Rational> row : rows) {
      Rational sum = Rational.ZERO;
      for (Rational e : row) {
        sum = sum.plus(e.abs());
      }
      largest = largest.max(sum);
    }
    return largest;
  }
}
