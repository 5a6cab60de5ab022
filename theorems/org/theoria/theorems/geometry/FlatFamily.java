package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Forward;
import org.theoria.network.Gradient;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.Subset;
import org.theoria.network.linear.Echelon;

/**
 * An explicit family inside {θ' : f_θ'(X) = f_θ(X)}, exact over ℚ: the hidden neurons are rescaled,
 * and then for h = 1, …, H the parameters (W_h, b_h, b_{h+1}, …, b_H), in which f is affine as long
 * as the pattern stays, are moved along the kernel of the derivative in them.
 *
 * @param change what a mutant changes
 */
record FlatFamily(Change change) {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** θ + tκ for κ in the kernel of D f: as if the fibre were affine. */
    STRAIGHT,
    /** One row of a largest minor of D f is left out: one dimension too many. */
    ONE_MORE,
    /** The outgoing weights are not divided. */
    OUTGOING_KEPT,
    /** The biases after layer h stay. */
    NO_LATER_BIASES,
    /** n·n_H − rank in the place of |E| + |B| − rank. */
    TRANSPOSED,
    /** A direction that is not in the kernel. */
    ANY_DIRECTION,
    /** The Hessian has the largest rank that the symmetries leave. */
    DEFINITE
  }

  /** Halvings of the step; more than any exponent of an instance. */
  private static final int HALVINGS = 200;

  private static final HiddenSymmetry SYMMETRY = new HiddenSymmetry(HiddenSymmetry.Change.NONE);

  private static Rational coefficient(RationalMatrix direction, int i) {
    return direction.get(0, i % direction.columns());
  }

  /** K·c with c_i the entries of the direction, read cyclically from {@code from} on. */
  private static RationalMatrix combined(RationalMatrix k, RationalMatrix direction, int from) {
    RationalMatrix c = RationalMatrix.zero(k.columns(), 1);
    for (int i = 0; i < k.columns(); i++) {
      c = c.with(i, 0, coefficient(direction, from + i));
    }
    return k.columns() == 0 ? RationalMatrix.zero(k.rows(), 1) : k.times(c);
  }

  /** A direction κ of the kernel of D f_θ(X), (|E| + |B|) × 1. */
  RationalMatrix kernelDirection(LocalImageRegion region, RationalMatrix direction) {
    RationalMatrix j = region.jacobian();
    return change == Change.ANY_DIRECTION
        ? combined(RationalMatrix.identity(j.columns()), direction, 0)
        : combined(Echelon.of(used(j)).kernel(), direction, 0);
  }

  private RationalMatrix used(RationalMatrix j) {
    if (change != Change.ONE_MORE || j.isZero()) {
      return j;
    }
    return j.rows() == 1
        ? RationalMatrix.zero(1, j.columns())
        : j.withoutRow(ExactRank.minor(j).rows().getFirst());
  }

  /** The columns of D f along (W_h, b_h, …, b_H). */
  private static List<Integer> slice(Parameters p, int h) {
    List<Integer> columns = new ArrayList<>();
    for (int i = p.layerStart(h); i < p.biasStart(h); i++) {
      columns.add(i);
    }
    for (int g = h; g <= p.architecture().depth(); g++) {
      for (int i = 0; i < p.architecture().width(g); i++) {
        columns.add(p.bias(g, i));
      }
    }
    return columns;
  }

  private static List<Integer> rows(RationalMatrix m) {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < m.rows(); i++) {
      rows.add(i);
    }
    return rows;
  }

  /** The kernel of D f along (W_h, b_h, …, b_H), as vectors of all parameters. */
  private RationalMatrix sliceKernel(LocalImageRegion region, int h) {
    Parameters p = new Parameters(region.network().architecture());
    List<Integer> slice = slice(p, h);
    RationalMatrix j = used(region.jacobian());
    RationalMatrix kernel = Echelon.of(j.select(rows(j), slice)).kernel();
    RationalMatrix result = RationalMatrix.zero(p.count(), kernel.columns());
    for (int i = 0; i < slice.size(); i++) {
      boolean left = change == Change.NO_LATER_BIASES && i >= sliceOwn(p, h);
      for (int c = 0; c < kernel.columns() && !left; c++) {
        result = result.with(slice.get(i), c, kernel.get(i, c));
      }
    }
    return result;
  }

  /** How many of a slice are parameters of layer h itself. */
  private static int sliceOwn(Parameters p, int h) {
    return p.weightCount(h) + p.architecture().width(h);
  }

  /** The tangent vectors of the family at θ, (|E| + |B|) × their number. */
  RationalMatrix tangents(LocalImageRegion region) {
    Network n = region.network();
    RationalMatrix result =
        n.depth() == 1
            ? RationalMatrix.zero(new Parameters(n.architecture()).count(), 0)
            : SYMMETRY.directions(n);
    for (int h = 1; h <= n.depth(); h++) {
      result = result.beside(sliceKernel(region, h));
    }
    return result;
  }

  /**
   * A point of the family near θ: with the step 2⁻ᵏ of the first k for which no pre-activation that
   * is not 0 changes its sign and, off the kinks, the rank is not smaller than at θ, as it is for
   * all small steps.
   */
  Network point(LocalImageRegion region, RationalMatrix direction) {
    int rank = region.isInterior() ? region.rank() : 0;
    Rational step = Rational.of(1, 4);
    for (int k = 0; k < HALVINGS; k++) {
      Network moved = point(region, direction, step);
      if (region.keepsSigns(moved) && new LocalImageRegion(moved, region.x()).rank() >= rank) {
        return moved;
      }
      step = step.times(Rational.of(1, 2));
    }
    throw new IllegalStateException("no point of the same signs within 2^-" + HALVINGS);
  }

  private Network point(LocalImageRegion region, RationalMatrix direction, Rational step) {
    Network current = region.network();
    if (change == Change.STRAIGHT || change == Change.ANY_DIRECTION) {
      return FlatPoint.moved(current, kernelDirection(region, direction), step);
    }
    int hidden = HiddenSymmetry.hidden(current);
    HiddenSymmetry symmetry =
        change == Change.OUTGOING_KEPT
            ? new HiddenSymmetry(HiddenSymmetry.Change.OUTGOING_TOO)
            : SYMMETRY;
    for (int i = 0; i < hidden; i++) {
      Rational size = coefficient(direction, i).abs();
      Rational factor = Rational.ONE.plus(step.times(size));
      Rational used = coefficient(direction, i).signum() < 0 ? factor.reciprocal() : factor;
      current = symmetry.rescaled(current, Subset.of(i + 1), used);
    }
    for (int h = 1; h <= current.depth(); h++) {
      RationalMatrix kernel = sliceKernel(new LocalImageRegion(current, region.x()), h);
      current = FlatPoint.moved(current, combined(kernel, direction, hidden + h), step);
      if (!region.keepsSigns(current)) {
        return current;
      }
    }
    return current;
  }

  /**
   * D²f_θ(X)(κ, κ) with the pattern of θ, in the order of the rows of D f: n·n_H × 1.
   *
   * @param direction κ, (|E| + |B|) × 1
   */
  static RationalMatrix secondOrder(LocalImageRegion region, RationalMatrix direction) {
    Network n = region.network();
    Gradient<RationalMatrix> v = FlatPoint.vector(n, direction);
    Forward<RationalMatrix> f = region.forward();
    RationalMatrix first = RationalMatrix.zero(region.x().rows(), region.x().columns());
    RationalMatrix second = first;
    for (int h = 1; h <= n.depth(); h++) {
      RationalMatrix w = n.weight(h);
      RationalMatrix k = v.weights().get(h - 1);
      RationalMatrix slope = f.slope(h);
      RationalMatrix z2 = w.times(second).plus(k.times(first));
      RationalMatrix z1 =
          w.times(first).plus(k.times(f.layer(h - 1))).plusColumn(v.biases().get(h - 1));
      first = slope.hadamard(z1);
      second = slope.hadamard(z2);
    }
    return second.scale(Rational.of(2)).transpose().flatten();
  }
}
