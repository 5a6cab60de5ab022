package org.theoria.theorems.landscape;

import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Network;
import org.theoria.network.Sample;

/** The shapes and the matrices of slide 58. */
final class WideShapes {

  private WideShapes() {}

  /** x has n₀ rows and y has n_H. */
  static void requireSample(Network network, Sample sample) {
    requireRows("sample.x", sample.x(), network.architecture().inputs(), "n0");
    requireRows("sample.y", sample.y(), network.architecture().outputs(), "nH");
  }

  private static void requireRows(String what, RationalMatrix m, int rows, String name) {
    if (m.rows() != rows) {
      throw new ShapeException(
          what + ": expected " + rows + " rows (" + name + "), got " + m.rows());
    }
  }

  /** A = (Z; 𝟙ᵀ), (r+1) × n, of inputs or features Z, r × n. */
  static <M extends Matrix<M>> M augmented(OrderedArithmetic<M> k, M z) {
    return z.stack(k.constant(1, z.columns(), Rational.ONE));
  }

  /**
   * f_k(X), n_k × n, exactly.
   *
   * @throws org.theoria.arithmetic.NotRepresentableException where a layer up to k is not rational
   */
  static RationalMatrix features(Network network, RationalMatrix x, int k) {
    RationalMatrix z = x;
    for (int h = 1; h <= k; h++) {
      z =
          network
              .activation(h)
              .value(
                  RationalArithmetic.INSTANCE,
                  network.weight(h).times(z).plusColumn(network.bias(h)));
    }
    return z;
  }

  /** Whether the rank is that of a matrix with independent rows. */
  static boolean hasFullRowRank(RationalMatrix m) {
    return ExactRank.rank(m) == m.rows();
  }

  /** Whether rank (Z; 𝟙ᵀ) = n: the columns of Z are affinely independent. */
  static boolean isAffinelyIndependent(RationalMatrix z) {
    return ExactRank.rank(augmented(RationalArithmetic.INSTANCE, z)) == z.columns();
  }

  /** Whether the shapes lie within what the samplers draw. */
  static boolean within(Network n, Sample s, int depth, int width, int examples) {
    return n.depth() <= depth
        && n.architecture().widths().stream().allMatch(w -> w <= width)
        && s.size() <= examples;
  }
}
