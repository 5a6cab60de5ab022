package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Elimination;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalField;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.theorems.geometry.ImageSetSectors.Ray;
import org.theoria.theorems.geometry.ImageSetSectors.Sector;

/**
 * The image set {f_θ(X)} of the networks (1, n₁, 1) on the line as a finite union of closed convex
 * cones, each with the line ℝ𝟙: one for each choice of a sector and a sign of v for every neuron.
 * Distances to it, and local minimisers on it, are then decided exactly.
 *
 * <p>The nearest point of such a cone is a combination with positive coefficients of generators
 * that are independent with 𝟙 (Carathéodory), hence the least-squares point of their span: the
 * least of these values over all such generators with coefficients ≥ 0 is the distance.
 *
 * @param x X, 1 × n
 * @param neurons n₁
 * @param change what a mutant changes
 */
record ImageSetPieces(RationalMatrix x, int neurons, Change change) {

  /** What a mutant changes in the image set. */
  enum Change {
    NONE,
    /** Only v ≥ 0. */
    POSITIVE,
    /** c = 0. */
    NO_BIAS,
    /** One neuron less. */
    ONE_LESS,
    /** Coefficients of either sign: the spans of the cones. */
    SPANS
  }

  /** s·max(0, g): a generator of a cone, from neuron k. */
  private record Generator(int k, int sign, Ray ray, RationalMatrix values) {}

  /** A point of a cone: c𝟙 + Σ coefficients·generators. */
  private record Combination(List<Generator> generators, List<Rational> coefficients) {
    boolean isInCone() {
      return coefficients.subList(1, coefficients.size()).stream().allMatch(c -> c.signum() >= 0);
    }
  }

  /**
   * A nearest point.
   *
   * @param squaredDistance ‖Y' − Y‖²
   * @param network a network with f(X) = Y'
   */
  record Nearest(Rational squaredDistance, Network network) {}

  private static final List<Integer> SIGNS = List.of(1, -1);

  /** The generators of each cone. */
  private List<List<Generator>> cones() {
    List<List<Generator>> cones = new ArrayList<>();
    cones.add(List.of());
    List<Sector> sectors = new ImageSetSectors(x).all();
    int used = change == Change.ONE_LESS ? neurons - 1 : neurons;
    List<Integer> last = new ArrayList<>(List.of(0));
    int choices = sectors.size() * 2;
    for (int k = 0; k < used; k++) {
      List<List<Generator>> longer = new ArrayList<>();
      List<Integer> longerLast = new ArrayList<>();
      for (int c = 0; c < cones.size(); c++) {
        for (int choice = last.get(c); choice < choices; choice++) {
          int sign = SIGNS.get(choice % 2);
          if (change == Change.POSITIVE && sign < 0) {
            continue;
          }
          List<Generator> cone = new ArrayList<>(cones.get(c));
          for (Ray g : sectors.get(choice / 2).rays()) {
            RationalMatrix values = g.values(x);
            cone.add(new Generator(k, sign, g, sign > 0 ? values : values.negate()));
          }
          longer.add(cone);
          longerLast.add(choice);
        }
      }
      cones = longer;
      last = longerLast;
    }
    return cones;
  }

  /** The least-squares coefficients of 𝟙 and these generators; empty where they are dependent. */
  private Optional<Combination> leastSquares(List<Generator> generators, RationalMatrix y) {
    RationalMatrix a = RationalMatrix.constant(1, x.columns(), Rational.ONE);
    for (Generator g : generators) {
      a = a.stack(g.values());
    }
    if (change == Change.NO_BIAS) {
      if (generators.isEmpty()) {
        return Optional.of(new Combination(generators, List.of(Rational.ZERO)));
      }
      a = a.withoutRow(0);
    }
    return Elimination.solve(
            RationalField.INSTANCE,
            a.times(a.transpose()).toRows(),
            a.times(y.transpose()).toRows())
        .map(
            rows -> {
              List<Rational> c = new ArrayList<>();
              if (change == Change.NO_BIAS) {
                c.add(Rational.ZERO);
              }
              rows.forEach(r -> c.add(r.getFirst()));
              return new Combination(generators, c);
            });
  }

  private RationalMatrix point(Combination c) {
    RationalMatrix sum = RationalMatrix.constant(1, x.columns(), c.coefficients().getFirst());
    for (int i = 0; i < c.generators().size(); i++) {
      sum = sum.plus(c.generators().get(i).values().scale(c.coefficients().get(i + 1)));
    }
    return sum;
  }

  /** The subsets of the generators of a cone with at most n elements, none of them 0. */
  private List<List<Generator>> faces(List<Generator> cone) {
    List<List<Generator>> faces = new ArrayList<>();
    faces.add(List.of());
    for (Generator g : cone) {
      if (g.values().isZero()) {
        continue;
      }
      int count = faces.size();
      for (int f = 0; f < count; f++) {
        if (faces.get(f).size() < x.columns()) {
          List<Generator> longer = new ArrayList<>(faces.get(f));
          longer.add(g);
          faces.add(longer);
        }
      }
    }
    return faces;
  }

  /** A nearest point of the image set to Y, and a network that attains it. */
  Nearest nearest(RationalMatrix y) {
    Optional<Combination> best = Optional.empty();
    Rational least = Rational.ZERO;
    Set<Set<RationalMatrix>> seen = new HashSet<>();
    for (List<Generator> cone : cones()) {
      for (List<Generator> face : faces(cone)) {
        Set<RationalMatrix> values = new HashSet<>();
        face.forEach(g -> values.add(g.values()));
        if (values.size() < face.size() || !seen.add(values)) {
          continue;
        }
        Optional<Combination> c =
            leastSquares(face, y).filter(p -> change == Change.SPANS || p.isInCone());
        if (c.isEmpty()) {
          continue;
        }
        RationalMatrix r = point(c.get()).minus(y);
        Rational distance = ImageSetPoint.inner(r, r);
        if (best.isEmpty() || distance.compareTo(least) < 0) {
          best = c;
          least = distance;
        }
      }
    }
    return new Nearest(least, network(best.orElseThrow()));
  }

  /** (w_k, b_k) = Σ coefficients·rays, v_k = the sign of its cone. */
  private Network network(Combination c) {
    RationalMatrix w = RationalMatrix.zero(neurons, 1);
    RationalMatrix b = w;
    RationalMatrix v = RationalMatrix.zero(1, neurons);
    for (int i = 0; i < c.generators().size(); i++) {
      Generator g = c.generators().get(i);
      Ray step = g.ray().scaled(c.coefficients().get(i + 1));
      w = w.with(g.k(), 0, w.get(g.k(), 0).plus(step.w()));
      b = b.with(g.k(), 0, b.get(g.k(), 0).plus(step.b()));
      v = v.with(0, g.k(), Rational.of(g.sign()));
    }
    return new Network(
        Architecture.of(1, neurons, 1),
        List.of(Activation.RELU, Activation.IDENTITY),
        List.of(w, v),
        List.of(b, RationalMatrix.column(c.coefficients().getFirst())));
  }

  /**
   * Whether a point z of the image set is a local minimiser of ‖· − Y‖² on it: on each cone that
   * contains z it is the nearest point, for the cone is convex. With r = z − Y: ⟨r, 𝟙⟩ = ⟨r, z⟩ =
   * 0, and ⟨r, g⟩ ≥ 0 for the generators.
   */
  boolean isLocalMinimiser(RationalMatrix z, RationalMatrix y) {
    RationalMatrix r = z.minus(y);
    if (!r.sum().isZero() || !ImageSetPoint.inner(r, z).isZero()) {
      return false;
    }
    for (List<Generator> cone : cones()) {
      if (cone.stream().anyMatch(g -> ImageSetPoint.inner(r, g.values()).signum() < 0)
          && contains(cone, z)) {
        return false;
      }
    }
    return true;
  }

  private boolean contains(List<Generator> cone, RationalMatrix z) {
    return faces(cone).stream()
        .anyMatch(
            face ->
                leastSquares(face, z)
                    .filter(Combination::isInCone)
                    .filter(c -> point(c).equals(z))
                    .isPresent());
  }
}
