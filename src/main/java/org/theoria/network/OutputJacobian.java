package org.theoria.network;

import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;

/**
 * The Jacobian matrix of θ ↦ f_θ(X) (all n·n_H outputs), by forward differentiation; on kinks by
 * the convention of {@link Activation#slope}, so that over intervals it encloses Clarke's.
 */
public final class OutputJacobian {

  private OutputJacobian() {}

  /**
   * Shape n·n_H × (|E| + |B|): the rows of example 1, then of example 2, …; columns in the order of
   * {@link Parameters}.
   */
  public static <M extends Matrix<M>> M of(Forward<M> f) {
    M result = ofExample(f, 0);
    for (int j = 1; j < f.output().columns(); j++) {
      result = result.stack(ofExample(f, j));
    }
    return result;
  }

  private static <M extends Matrix<M>> M ofExample(Forward<M> f, int j) {
    OrderedArithmetic<M> k = f.arithmetic();
    M tangents = pushed(f, 1, j, own(k, column(f.layer(0), j), f.layer(1).rows()));
    for (int h = 2; h <= f.depth(); h++) {
      M direction =
          f.weight(h).times(tangents).beside(own(k, column(f.layer(h - 1), j), f.layer(h).rows()));
      tangents = pushed(f, h, j, direction);
    }
    return tangents;
  }

  private static <M extends Matrix<M>> M column(M m, int j) {
    return m.block(0, j, m.rows(), 1);
  }

  /** Dσ_h(z)·directions at the pre-activation of example j. */
  private static <M extends Matrix<M>> M pushed(Forward<M> f, int h, int j, M directions) {
    Activation activation = f.activations().get(h - 1);
    M z = column(f.preActivation(h), j);
    return activation.isCoordinatewise()
        ? directions.scaleRows(activation.slope(f.arithmetic(), z))
        : activation.along(f.arithmetic(), z, directions);
  }

  /** The derivative of W·v + b along each entry of W (row by row) and of b: (I ⊗ vᵀ | I). */
  private static <M extends Matrix<M>> M own(OrderedArithmetic<M> k, M v, int rows) {
    M identity = k.identity(rows);
    M transposed = v.transpose();
    M zero = k.constant(1, v.rows(), Rational.ZERO);
    M result = null;
    for (int i = 0; i < rows; i++) {
      M row = i == 0 ? transposed : zero;
      for (int l = 1; l < rows; l++) {
        row = row.beside(l == i ? transposed : zero);
      }
      result = result == null ? row : result.stack(row);
    }
    if (result == null) {
      throw new IllegalStateException("a layer has at least one neuron");
    }
    return result.beside(identity);
  }
}
