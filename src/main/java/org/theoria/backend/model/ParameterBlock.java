package org.theoria.backend.model;

/**
 * Parameters of a layer that belong together, as a matrix, row by row.
 *
 * @param role what they are
 * @param rows of the matrix
 * @param columns of the matrix
 * @param fanIn how many numbers an output of the layer is a weighted sum of
 * @param fanOut how many outputs a number goes into
 * @param trained whether steps change them; if not they stay as written and their gradient is 0
 */
public record ParameterBlock(
    Role role, int rows, int columns, int fanIn, int fanOut, boolean trained) {

  /** What parameters are. Weight decay concerns weights alone. */
  public enum Role {
    /** A matrix W or convolution kernels. */
    WEIGHT,
    /** b. */
    BIAS,
    /** γ of a batch normalisation. */
    SCALE,
    /** β of a batch normalisation. */
    SHIFT
  }

  static ParameterBlock bias(int count, boolean trained) {
    return new ParameterBlock(Role.BIAS, count, 1, 1, 1, trained);
  }

  /** How many there are. */
  public int count() {
    return rows * columns;
  }
}
