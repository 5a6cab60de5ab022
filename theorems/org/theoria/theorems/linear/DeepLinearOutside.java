package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.network.Sample;
import org.theoria.network.linear.Echelon;
import org.theoria.network.linear.Regression;
import org.theoria.sampling.CriticalPoints;
import org.theoria.sampling.CriticalPoints.Kind;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

/**
 * Points outside one hypothesis of slide 91 that satisfy all the others, over ℚ by construction.
 *
 * <p>The data are X = C·K and Y = U·Δ·O·K + F·K', with [K; K'] an orthogonal n × n matrix, K its
 * first ρ rows, C (d_x × ρ) of rank ρ = rank X, O (d_y × ρ) with orthonormal rows (and rows 0 below
 * row ρ): then Σ = UΔ²Uᵀ whatever C is.
 */
final class DeepLinearOutside {

  private static final int MOST_STEPS = 100;

  private DeepLinearOutside() {}

  /** The same data with weights that are not critical: random, or a critical point moved. */
  static DeepLinearPoint notCritical(Stream s, DeepLinearPoint point) {
    List<RationalMatrix> weights =
        s.chance(1, 3)
            ? CriticalPoints.random(s, point.network().architecture())
            : CriticalPoints.perturbed(s, point.weights());
    for (int step = 0; step < MOST_STEPS; step++) {
      DeepLinearPoint moved = DeepLinearPoint.of(weights, point.sample(), point.u());
      if (!moved.isCritical()) {
        return moved;
      }
      weights = CriticalPoints.perturbed(s, weights);
    }
    throw new IllegalStateException(
        "deep linear sampler: every step from a critical point led to another: " + point);
  }

  /**
   * The same point with an orthogonal U that does not diagonalise Σ; d_y ≥ 2.
   *
   * @param ordered whether the diagonal of UᵀΣU must still decrease
   */
  static DeepLinearPoint otherBasis(Stream s, DeepLinearPoint point, boolean ordered) {
    Regression data = point.regression();
    for (int step = 0; step < MOST_STEPS; step++) {
      RationalMatrix u = orthogonal(s, data.outputs());
      if (ordered) {
        u = sorted(data, u);
      }
      DeepLinearPoint turned = DeepLinearPoint.of(point.weights(), point.sample(), u);
      if (!DeepLinearHypotheses.SINGULAR_BASIS.holds(turned)) {
        return turned;
      }
    }
    throw new IllegalStateException(
        "deep linear sampler: every orthogonal matrix drawn diagonalises " + data.sigma());
  }

  private static RationalMatrix sorted(Regression data, RationalMatrix u) {
    RationalMatrix d = DeepLinearHypotheses.inBasis(data, u);
    List<Integer> order =
        IntStream.range(0, u.columns())
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> d.get(i, i)).reversed())
            .toList();
    return u.select(IntStream.range(0, u.rows()).boxed().toList(), order);
  }

  /** The same point with the columns of U in another order; the same point if d_y = 1. */
  static DeepLinearPoint permuted(Stream s, DeepLinearPoint point) {
    int d = point.u().rows();
    int shift = d == 1 ? 0 : s.nextInt(1, d - 1);
    List<Integer> order = new ArrayList<>(IntStream.range(0, d).boxed().toList());
    Collections.rotate(order, shift);
    if (d > 2 && s.chance(1, 2)) {
      Collections.reverse(order);
      if (order.equals(IntStream.range(0, d).boxed().toList())) {
        Collections.swap(order, 0, 1);
      }
    }
    RationalMatrix u = point.u().select(IntStream.range(0, d).boxed().toList(), order);
    return DeepLinearPoint.of(point.weights(), point.sample(), u);
  }

  /**
   * Σ_XX singular: n &lt; d_x with X of rank n, or n ≥ d_x with X of smaller rank. E depends on W_1
   * through W_1X alone, so W_1 + N with NX = 0 is as critical as W_1.
   */
  static DeepLinearPoint singularInputs(Stream s, boolean fewExamples) {
    Architecture drawn = DeepLinearCell.architecture(s, 1);
    int outputs = drawn.outputs();
    List<Integer> widths = new ArrayList<>(drawn.widths());
    widths.set(0, Math.max(drawn.inputs(), outputs + 1));
    Architecture a = new Architecture(widths);
    int rank = s.nextInt(outputs, a.inputs() - 1);
    int n = fewExamples ? rank : a.inputs() + s.nextInt(0, 2);
    RationalMatrix c = invertible(s, a.inputs()).block(0, 0, a.inputs(), rank);
    LinearData data =
        data(s, c, orthogonal(s, outputs), LinearData.draw(s, rank, outputs, rank), n);
    List<Integer> subset = CriticalPoints.subset(s, a, Kind.ANY);
    List<RationalMatrix> weights =
        new ArrayList<>(CriticalPoints.point(s, a, data, subset, Kind.ANY).weights());
    if (s.chance(3, 4)) {
      RationalMatrix kernel = Echelon.of(c.transpose()).kernel().transpose();
      RationalMatrix n0 = integers(s, a.width(1), kernel.rows(), 1);
      weights.set(0, weights.getFirst().plus(n0.times(kernel)));
    }
    return DeepLinearPoint.of(weights, data.sample(), data.u());
  }

  /**
   * Two singular values are equal. The point is made with U turned in their plane, half of the
   * time: as good a basis of singular vectors as U.
   */
  static DeepLinearPoint repeated(Stream s) {
    Architecture a = DeepLinearCell.architecture(s, 2);
    LinearData distinct = LinearData.draw(s, a.inputs(), a.outputs(), a.inputs());
    List<Rational> delta = new ArrayList<>(distinct.singularValues());
    int i = s.nextInt(a.outputs() - 1);
    delta.set(i + 1, delta.get(i));
    LinearData data =
        data(
            s,
            invertible(s, a.inputs()),
            distinct.u(),
            new LinearData(distinct.sample(), distinct.regression(), distinct.u(), delta),
            a.inputs() + s.nextInt(0, 3));
    RationalMatrix turned = s.chance(1, 2) ? data.u() : turned(data.u(), i);
    LinearData other =
        new LinearData(data.sample(), data.regression(), turned, data.singularValues());
    List<Integer> subset = CriticalPoints.subset(s, a, Kind.ANY);
    return DeepLinearPoint.of(
        CriticalPoints.point(s, a, other, subset, Kind.ANY).weights(), data.sample(), data.u());
  }

  /** Columns i and i+1 turned by the angle with cosine 3/5. */
  private static RationalMatrix turned(RationalMatrix u, int i) {
    RationalMatrix turn =
        RationalMatrix.identity(u.rows())
            .with(i, i, Rational.of(3, 5))
            .with(i, i + 1, Rational.of(4, 5))
            .with(i + 1, i, Rational.of(-4, 5))
            .with(i + 1, i + 1, Rational.of(3, 5));
    return u.times(turn);
  }

  /**
   * δ_{d_y} = 0 and the others distinct and positive: Σ_XY has rank d_y − 1. Two of the blocks Z_h
   * are 0 (all, where there are fewer), which makes the point critical whatever the others are.
   */
  static DeepLinearPoint deficient(Stream s) {
    Architecture a = DeepLinearCell.architecture(s, 1);
    LinearData full = LinearData.draw(s, a.inputs(), a.outputs(), a.inputs());
    List<Rational> delta = new ArrayList<>(full.singularValues());
    delta.set(a.outputs() - 1, Rational.ZERO);
    LinearData data =
        data(
            s,
            invertible(s, a.inputs()),
            full.u(),
            new LinearData(full.sample(), full.regression(), full.u(), delta),
            a.inputs() + s.nextInt(0, 3));
    List<Integer> subset =
        a.depth() == 1
            ? IntStream.rangeClosed(1, a.outputs()).boxed().toList()
            : CriticalPoints.subset(s, a, Kind.ANY);
    return DeepLinearPoint.of(NormalPoints.withCuts(s, a, data, subset), data.sample(), data.u());
  }

  /**
   * d_y = d_x + 1. With X = TK, ‖W_H⋯W_1X − Y‖² is ‖W_H⋯W_1T − Ĝ‖² and a constant, and transposing
   * the product gives the risk of the network W_1ᵀ, …, W_Hᵀ in the other order: its critical points
   * are transposed.
   */
  static DeepLinearPoint moreOutputs(Stream s) {
    Architecture drawn = DeepLinearCell.architecture(s, 1);
    int inputs = drawn.outputs();
    List<Integer> widths = new ArrayList<>(drawn.widths());
    widths.set(0, inputs + 1);
    Architecture mirrored = new Architecture(widths);
    LinearData d = LinearData.draw(s, inputs, inputs, inputs);
    RationalMatrix o = orthogonal(s, inputs + 1);
    RationalMatrix fit =
        d.u().times(diagonal(d.singularValues())).times(o.block(0, 0, inputs, inputs + 1));
    Sample whitened = new Sample(RationalMatrix.identity(inputs + 1), fit);
    LinearData mirror =
        new LinearData(whitened, new Regression(whitened), d.u(), d.singularValues());
    List<Integer> subset = CriticalPoints.subset(s, mirrored, Kind.ANY);
    List<RationalMatrix> weights = new ArrayList<>();
    CriticalPoints.point(s, mirrored, mirror, subset, Kind.ANY).weights().reversed().stream()
        .map(RationalMatrix::transpose)
        .forEach(weights::add);
    RationalMatrix t = invertible(s, inputs);
    int n = inputs + s.nextInt(0, 3);
    RationalMatrix k = orthogonal(s, n);
    RationalMatrix rows = k.block(0, 0, inputs, n);
    RationalMatrix noise =
        integers(s, inputs + 1, n - inputs, 1).times(k.block(inputs, 0, n - inputs, n));
    weights.set(0, weights.getFirst().times(Echelon.inverse(t)));
    Sample sample = new Sample(t.times(rows), fit.transpose().times(rows).plus(noise));
    return DeepLinearPoint.of(weights, sample, o.transpose());
  }

  /** X = CK and Y = UΔOK + FK' with the Δ and a fresh O of these data. */
  private static LinearData data(
      Stream s, RationalMatrix c, RationalMatrix u, LinearData delta, int n) {
    int rank = c.columns();
    RationalMatrix k = orthogonal(s, n);
    RationalMatrix rows = k.block(0, 0, rank, n);
    RationalMatrix o = orthogonal(s, rank).block(0, 0, u.rows(), rank);
    RationalMatrix noise = integers(s, u.rows(), n - rank, 1).times(k.block(rank, 0, n - rank, n));
    RationalMatrix fit = u.times(diagonal(delta.singularValues())).times(o).times(rows);
    Sample sample = new Sample(c.times(rows), fit.plus(noise));
    return new LinearData(sample, new Regression(sample), u, delta.singularValues());
  }

  static RationalMatrix diagonal(List<Rational> values) {
    RationalMatrix result = RationalMatrix.zero(values.size(), values.size());
    for (int i = 0; i < values.size(); i++) {
      result = result.with(i, i, values.get(i));
    }
    return result;
  }

  /** A rational orthogonal d × d matrix. */
  static RationalMatrix orthogonal(Stream s, int d) {
    return LinearData.draw(s, d, d, d).u();
  }

  /** A product of elementary integer matrices: invertible, with an integer inverse. */
  static RationalMatrix invertible(Stream s, int d) {
    RationalMatrix result = RationalMatrix.identity(d);
    int steps = d == 1 ? 0 : s.nextInt(0, d + 1);
    for (int step = 0; step < steps; step++) {
      int i = s.nextInt(d);
      int j = (i + s.nextInt(1, d - 1)) % d;
      Rational factor = s.oneOf(Rational.ONE, Rational.of(-1), Rational.of(2));
      result = RationalMatrix.identity(d).with(i, j, factor).times(result);
    }
    return result;
  }

  /** Integer entries, uniform in [−bound, bound]. */
  static RationalMatrix integers(Stream s, int rows, int columns, int bound) {
    Rational[] entries = new Rational[rows * columns];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Rational.of(s.nextInt(-bound, bound));
    }
    return RationalMatrix.of(rows, columns, entries);
  }
}
