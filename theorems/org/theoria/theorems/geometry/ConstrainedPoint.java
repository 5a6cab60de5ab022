package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.theorems.geometry.ImageSetSectors.Ray;
import org.theoria.theorems.geometry.ImageSetSectors.Sector;

/**
 * The regions 𝒰_j of a shallow network that meet every ball around θ, and the problems (P) and
 * (P_k) near θ, decided exactly.
 *
 * <p>A region is one sector of the plane of (w_k, b_k) for each neuron, with any v and c; it meets
 * every ball around θ iff each sector contains (w_k, b_k), and then so does its 𝒰_j, which is
 * dense in it. r_j = dim span(𝟙, a_k, a_k∘x) (slide 82). The points near θ with dim⁻ ≤ k are those
 * of the closed regions with r_j ≤ k, so that (P_k) near θ is the problem on their union.
 *
 * @param local θ, X, Y and f_θ(X) − Y
 * @param regions the regions around θ
 */
record ConstrainedPoint(ImageSetPoint local, List<Region> regions) {

  /** A region around θ: a sector for each neuron, and r_j. */
  record Region(List<Sector> sectors, int rank) {}

  ConstrainedPoint {
    regions = List.copyOf(regions);
  }

  static ConstrainedPoint of(ShallowInstance instance) {
    ImageSetPoint local = ImageSetPoint.of(instance);
    List<List<Sector>> choices = new ArrayList<>(List.of(List.of()));
    for (List<Sector> around : local.around()) {
      List<List<Sector>> longer = new ArrayList<>();
      for (List<Sector> chosen : choices) {
        for (Sector s : around) {
          List<Sector> more = new ArrayList<>(chosen);
          more.add(s);
          longer.add(more);
        }
      }
      choices = longer;
    }
    RationalMatrix x = instance.sample().x();
    return new ConstrainedPoint(
        local, choices.stream().map(c -> new Region(c, rank(x, c))).toList());
  }

  private ShallowInstance instance() {
    return local.instance();
  }

  /** dim span(𝟙, a_k, a_k∘x). */
  private static int rank(RationalMatrix x, List<Sector> sectors) {
    return ExactRank.rank(
        ActivationPatterns.span(x, sectors.stream().map(Sector::pattern).toList()));
  }

  /** dim⁻(θ, X). */
  int lower() {
    return regions.stream().mapToInt(Region::rank).min().orElseThrow();
  }

  /** dim⁺(θ, X). */
  int upper() {
    return regions.stream().mapToInt(Region::rank).max().orElseThrow();
  }

  /** Whether θ ∈ ∪_j 𝒰_j: no pre-activation is 0, and the rank is that of the region. */
  boolean isInARegion() {
    return instance().point().isInterior() && instance().point().rank() == upper();
  }

  /** Whether θ is feasible and a local minimiser on the regions whose rank is allowed. */
  boolean isLocalMinimiser(IntPredicate allowed) {
    return onRegions(allowed, local::isMinimalIn);
  }

  /** Whether θ is feasible and no one-sided derivative into an allowed region is negative. */
  boolean isStationary(IntPredicate allowed) {
    return onRegions(allowed, local::isStationaryIn);
  }

  /**
   * Whether θ is a saddle: stationary and no local minimiser. There is no local maximiser: E is
   * strictly convex in c.
   */
  boolean isSaddle(IntPredicate allowed) {
    return isStationary(allowed) && !isLocalMinimiser(allowed);
  }

  /** What a neuron has to satisfy in a sector. */
  @FunctionalInterface
  private interface Condition {
    boolean holds(int neuron, Sector sector);
  }

  private boolean onRegions(IntPredicate allowed, Condition condition) {
    List<Region> feasible = regions.stream().filter(r -> allowed.test(r.rank())).toList();
    if (feasible.isEmpty() || !local.isCentred()) {
      return false;
    }
    for (Region r : feasible) {
      for (int k = 0; k < r.sectors().size(); k++) {
        if (!condition.holds(k, r.sectors().get(k))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether ∇E(θ) = 0, with the slope 1 on kinks. */
  boolean isCritical() {
    return new FlatPoint(instance().network(), instance().sample(), Loss.SQUARE)
        .gradient()
        .isZero();
  }

  /**
   * θ with (w_k, b_k) moved along the direction, read cyclically, by the first 2⁻ᵐ for which no
   * pre-activation that is not 0 changes its sign.
   */
  ConstrainedPoint moved(RationalMatrix direction) {
    Network network = instance().network();
    int neurons = network.architecture().width(1);
    LocalImageRegion region = new LocalImageRegion(network, instance().sample().x());
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    RationalMatrix w = RationalMatrix.zero(neurons, 1);
    RationalMatrix b = w;
    for (int k = 0; k < neurons; k++) {
      Ray step = ray(direction, k);
      w = w.with(k, 0, step.w());
      b = b.with(k, 0, step.b());
    }
    weights.add(w);
    weights.add(RationalMatrix.zero(1, neurons));
    biases.add(b);
    biases.add(RationalMatrix.zero(1, 1));
    Rational step = Rational.ONE;
    while (true) {
      Network there = LocalImageRegion.moved(network, weights, biases, step);
      if (region.keepsSigns(there)) {
        return of(new ShallowInstance(there, instance().sample()));
      }
      step = step.times(Rational.of(1, 2));
    }
  }

  private static Ray ray(RationalMatrix direction, int k) {
    int m = direction.columns();
    return new Ray(direction.get(0, 2 * k % m), direction.get(0, (2 * k + 1) % m));
  }
}
