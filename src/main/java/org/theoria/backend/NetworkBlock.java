package org.theoria.backend;

import java.util.Locale;
import org.theoria.network.Architecture;
import org.theoria.network.Parameters;

/**
 * Some tens of networks of one architecture with one example each, side by side: lane l of every
 * row belongs to network l. A row is an array of its own because the compiler vectorises a loop
 * over several arrays at one index, and not one over several offsets into an array that it also
 * writes.
 *
 * <p>The rows are shared, not copied: they are filled through the accessors.
 */
public final class NetworkBlock {
  private final Architecture architecture;
  private final int lanes;
  private final double[][] parameters;
  private final double[][] inputs;
  private final double[][] targets;

  /**
   * A block of zeros.
   *
   * @param lanes how many networks, at least 1
   */
  public NetworkBlock(Architecture architecture, int lanes) {
    if (lanes < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "network block: lanes must be at least 1, got %d", lanes));
    }
    this.architecture = architecture;
    this.lanes = lanes;
    this.parameters = new double[new Parameters(architecture).count()][lanes];
    this.inputs = new double[architecture.inputs()][lanes];
    this.targets = new double[architecture.outputs()][lanes];
  }

  public Architecture architecture() {
    return architecture;
  }

  public int lanes() {
    return lanes;
  }

  /** Shape [P][lanes], rows in the order of {@link Parameters}. */
  public double[][] parameters() {
    return parameters;
  }

  /** Shape [n₀][lanes]. */
  public double[][] inputs() {
    return inputs;
  }

  /** Shape [n_H][lanes]. */
  public double[][] targets() {
    return targets;
  }
}
