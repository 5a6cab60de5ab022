package org.theoria.theorems.linear;

import java.util.Collections;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Architecture;
import org.theoria.network.Sample;
import org.theoria.network.Subset;

/**
 * A subset with which a critical point is to be associated.
 *
 * @param architecture (d_x, n_1, …, n_{H−1}, d_y)
 * @param sample X, d_x × n, and Y, d_y × n
 * @param u U, d_y × d_y
 * @param subset 𝒮 ⊂ {1, …, d_y}
 */
public record DeepLinearTarget(
    Architecture architecture, Sample sample, RationalMatrix u, Subset subset) {

  public DeepLinearTarget {
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
      throw new IllegalArgumentException(
          "subset: a subset of {1.." + architecture.outputs() + "} is expected, got " + subset);
    }
  }

  /** r_max = min(d_x, n_1, …, n_{H−1}, d_y). */
  public int maximalRank() {
    return Collections.min(architecture.widths());
  }
}
