package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.LinearRisk;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * The point W_H = [U_𝒮, 0], W_h = [[I_r, 0], [0, 0]], W_1 = [U_𝒮ᵀΣ_YXΣ_XX⁻¹; 0] is critical, of
 * rank r = |𝒮|, and associated with 𝒮. (Where a layer is narrower than r, what does not fit is
 * cut off.)
 */
record AssociatedPoint(Change change) implements Claims<DeepLinearTarget> {

  /** One corruption of the constructor. */
  enum Change {
    NONE,
    LARGEST,
    UNWHITENED,
    ROWS_OF_U,
    DOUBLED,
    RANK_LOST,
    LOOSE_END
  }

  /**
   * The constructor.
   *
   * @param us U_𝒮, d_y × r
   * @param first U_𝒮ᵀΣ_YXΣ_XX⁻¹, r × d_x
   * @param widths (n_0, …, n_H)
   */
  static <M extends Matrix<M>> List<M> weights(
      OrderedArithmetic<M> k, M us, M first, List<Integer> widths) {
    int r = us.columns();
    int depth = widths.size() - 1;
    if (depth == 1) {
      return List.of(us.times(first));
    }
    List<M> weights = new ArrayList<>();
    weights.add(k.of(ones(widths.get(1), r, r)).times(first));
    for (int h = 2; h < depth; h++) {
      weights.add(k.of(ones(widths.get(h), widths.get(h - 1), r)));
    }
    weights.add(us.times(k.of(ones(r, widths.get(depth - 1), r))));
    return List.copyOf(weights);
  }

  /** Ones in the first {@code count} places of the diagonal that exist. */
  private static RationalMatrix ones(int rows, int columns, int count) {
    RationalMatrix result = RationalMatrix.zero(rows, columns);
    for (int i = 0; i < Math.min(count, Math.min(rows, columns)); i++) {
      result = result.with(i, i, Rational.ONE);
    }
    return result;
  }

  <M extends Matrix<M>> List<M> weights(DeepLinearTarget t, OrderedArithmetic<M> k) {
    Regression data = new Regression(t.sample());
    List<Integer> chosen =
        change == Change.LARGEST
            ? IntStream.rangeClosed(1, t.subset().size()).boxed().toList()
            : t.subset().elements();
    RationalMatrix u = change == Change.ROWS_OF_U ? t.u().transpose() : t.u();
    M us = k.of(NormalPoints.columns(u, chosen));
    M regressor = k.of(change == Change.UNWHITENED ? data.sigmaYX() : data.regressor());
    M first = us.transpose().times(regressor);
    List<M> weights = new ArrayList<>(weights(k, us, first, t.architecture().widths()));
    switch (change) {
      case DOUBLED -> weights.set(0, weights.getFirst().scale(Rational.of(2)));
      case RANK_LOST -> {
        int r = t.subset().size();
        int width = weights.getLast().columns();
        weights.set(
            weights.size() - 1,
            weights.getLast().times(k.of(ones(width, width, Math.max(0, r - 1)))));
      }
      case LOOSE_END -> looseEnd(t, k, weights);
      default -> {
        return weights;
      }
    }
    return weights;
  }

  /** The path of the neurons r + 1, through the first layers, ends in the first output. */
  private static <M extends Matrix<M>> void looseEnd(
      DeepLinearTarget t, OrderedArithmetic<M> k, List<M> weights) {
    int r = t.subset().size();
    for (int h = 1; h <= weights.size(); h++) {
      M w = weights.get(h - 1);
      int row = h == weights.size() ? 0 : r;
      int column = h == 1 ? 0 : r;
      if (row < w.rows() && column < w.columns()) {
        RationalMatrix one =
            RationalMatrix.zero(w.rows(), w.columns()).with(row, column, Rational.ONE);
        weights.set(h - 1, w.plus(k.of(one)));
      }
    }
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(DeepLinearTarget t, OrderedArithmetic<M> k) {
    List<M> weights = weights(t, k);
    M x = k.of(t.sample().x());
    M y = k.of(t.sample().y());
    List<M> gradients = LinearRisk.gradient(k, weights, x, y);
    M gradient = gradients.getFirst().flatten();
    for (M layer : gradients.subList(1, gradients.size())) {
      gradient = gradient.stack(layer.flatten());
    }
    M product = LinearRisk.product(k, weights, weights.size(), 1);
    List<RationalMatrix> exact = weights(t, RationalArithmetic.INSTANCE);
    int rank =
        ExactRank.rank(LinearRisk.product(RationalArithmetic.INSTANCE, exact, exact.size(), 1));
    M us = k.of(NormalPoints.columns(t.u(), t.subset().elements()));
    M regressor = k.of(new Regression(t.sample()).regressor());
    return List.of(
        Claim.equal("critical", gradient, gradient.minus(gradient)),
        Claim.equal("rank", k.scalar(Rational.of(rank)), k.scalar(Rational.of(t.subset().size()))),
        Claim.equal("associated", product, us.times(us.transpose().times(regressor))));
  }

  @Override
  public boolean isRational(DeepLinearTarget t) {
    return true;
  }
}
