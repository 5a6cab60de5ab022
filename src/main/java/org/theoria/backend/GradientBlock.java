package org.theoria.backend;

import org.theoria.network.Architecture;

/** The losses and gradients of the networks of a {@link NetworkBlock}, in its layout. The rows are shared, not copied. */
public final class GradientBlock {
  private final double[][] gradient;
  private final double[] loss;

  public GradientBlock(Architecture architecture, int lanes) {
    gradient = new double[new ParameterLayout(architecture).count()][lanes];
    loss = new double[lanes];
  }

  /** Shape [P][lanes], rows in the order of {@link ParameterLayout}. */
  public double[][] gradient() {
    return gradient;
  }

  /** Shape [lanes]. */
  public double[] loss() {
    return loss;
  }
}
