package org.theoria.network;

/**
 * The order in which the parameters θ stand in a gradient or a Jacobian: for h = 1..H, W_h row by
 * row, then b_h.
 *
 * @param architecture the architecture
 */
public record Parameters(Architecture architecture) {

  /** |E| + |B|. */
  public int count() {
    return architecture.parameterCount();
  }

  /** Where layer h = 1..H begins. */
  public int layerStart(int h) {
    int start = 0;
    for (int g = 1; g < h; g++) {
      start += architecture.width(g) * (architecture.width(g - 1) + 1);
    }
    return start;
  }

  /** Where b_h begins, h = 1..H. */
  public int biasStart(int h) {
    return layerStart(h) + weightCount(h);
  }

  /** The number of entries of W_h. */
  public int weightCount(int h) {
    return architecture.width(h) * architecture.width(h - 1);
  }

  /** Where (W_h)_{ij} stands; h from 1, i and j from 0. */
  public int weight(int h, int i, int j) {
    return layerStart(h) + i * architecture.width(h - 1) + j;
  }

  /** Where (b_h)_i stands; h from 1, i from 0. */
  public int bias(int h, int i) {
    return biasStart(h) + i;
  }
}
