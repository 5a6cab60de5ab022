package org.theoria.theorems.linear;

import java.util.Collections;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Architecture;
import org.theoria.network.Sample;
import org.theoria.network.Subset;

/**
 * Data, an architecture and an 𝒮, for which critical points are to be built.
 *
 * @param architecture d_x, n_1, …, n_{H−1}, d_y
 * @param sample X, d_x × n, and Y, d_y × n
 * @param u U, d_y × d_y
 * @param subset 𝒮, to be [1, r]
 */
public record TightenedProblem(
    Architecture architecture, Sample sample, RationalMatrix u, Subset subset) {

  public TightenedProblem {
    if (sample.x().rows() != architecture.inputs() || sample.y().rows() != architecture.outputs()) {
      throw new ShapeException(
          "sample: x with "
              + architecture.inputs()
              + " rows and y with "
              + architecture.outputs()
              + " are expected, got "
              + sample.x().rows()
              + " and "
              + sample.y().rows());
    }
    DeepLinearPoint.requireBasis(u, sample);
    if (subset.largest() > architecture.outputs()) {
      throw new ShapeException(
          "subset: indices up to " + architecture.outputs() + " are expected, got " + subset);
    }
  }

  /** r = |𝒮|. */
  public int rank() {
    return subset.size();
  }

  /** r_max. */
  public int maximalRank() {
    return Collections.min(architecture.widths());
  }
}
