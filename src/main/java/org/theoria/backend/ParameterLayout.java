package org.theoria.backend;

import org.theoria.network.Architecture;

/**
 * Where each weight and bias of a fully connected network lies in its parameter vector: layer by layer, W_h row by row, then b_h.
 *
 * @param architecture the widths (n₀, …, n_H)
 */
public record ParameterLayout(Architecture architecture) {

  /** P, the number of parameters. */
  public int count() {
    return start(architecture.depth() + 1);
  }

  /** The index of (W_h)_{ij}, h = 1..H, i &lt; n_h, j &lt; n_{h−1}, both from 0. */
  public int weight(int h, int i, int j) {
    return start(h) + i * architecture.width(h - 1) + j;
  }

  /** The index of (b_h)_i, h = 1..H, i &lt; n_h from 0. */
  public int bias(int h, int i) {
    return start(h) + architecture.width(h) * architecture.width(h - 1) + i;
  }

  private int start(int h) {
    int s = 0;
    for (int k = 1; k < h; k++) {
      s += architecture.width(k) * (architecture.width(k - 1) + 1);
    }
    return s;
  }
}
