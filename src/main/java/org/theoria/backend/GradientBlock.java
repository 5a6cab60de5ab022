package org.theoria.backend;

import org.theoria.network.Architecture;
import org.theoria.network.Parameters;

/**
 * The losses and gradients of the networks of a {@link NetworkBlock}, in its layout. The rows are
 * shared, not copied.
 */
public final class GradientBlock {
  private final double[][] gradient;
  private final double[] loss;

  public GradientBlock(Architecture architecture, int lanes) {
    gradient = new double[new Parameters(architecture).count()][lanes];
    loss = new double[lanes];
  }

  /** Shape [P][lanes], rows in the order of {@link Parameters}. */
  public double[][] gradient() {
    return gradient;
  }

  /** Shape [lanes]. */
  public double[] loss() {
    return loss;
  }
}
