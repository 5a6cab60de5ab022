package org.theoria.theorems.linear;

import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Network;
import org.theoria.network.Sample;

/**
 * A point W of a deep linear network with data, a basis U, and a rival of the product W_H⋯W_1 in
 * the rank-constrained regression.
 *
 * @param network W_1, …, W_H
 * @param sample X, d_x × n, and Y, d_y × n
 * @param u U, d_y × d_y
 * @param rival G, d_y × d_x
 */
public record RankRegressionPoint(
    Network network, Sample sample, RationalMatrix u, RationalMatrix rival) {

  public RankRegressionPoint {
    DeepLinearPoint point = new DeepLinearPoint(network, sample, u);
    if (rival.rows() != point.u().rows() || rival.columns() != sample.x().rows()) {
      throw new ShapeException(
          "rival: a "
              + point.u().rows()
              + "×"
              + sample.x().rows()
              + " matrix is expected, got "
              + rival.rows()
              + "×"
              + rival.columns());
    }
  }

  /** The point without the rival. */
  public DeepLinearPoint point() {
    return new DeepLinearPoint(network, sample, u);
  }
}
