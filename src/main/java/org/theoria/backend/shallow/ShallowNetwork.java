package org.theoria.backend.shallow;

/**
 * One network x ↦ Σ_k v_k·max(0, w_kx + b_k/denominator) on sorted distinct integer points, none of
 * which is a kink.
 *
 * @param x the points, n ≤ 16, increasing
 * @param w the weights, n₁ ≤ 8
 * @param b the biases times the denominator
 * @param denominator of the biases, positive
 * @param v the outgoing weights
 */
public record ShallowNetwork(int[] x, int[] w, int[] b, int denominator, int[] v) {

  /** n₁. */
  public int neurons() {
    return w.length;
  }

  /** n. */
  public int points() {
    return x.length;
  }

  /** The pre-activation of neuron k at point i, times the denominator. */
  public int preActivation(int k, int i) {
    return denominator * w[k] * x[i] + b[k];
  }

  /** Whether some v_k is 0. */
  public boolean hasZeroOutgoing() {
    for (int value : v) {
      if (value == 0) {
        return true;
      }
    }
    return false;
  }

  /** Writes the pattern into a block. */
  public void write(ShallowBlock block, int lane) {
    long first = 0;
    long second = 0;
    for (int k = 0; k < neurons(); k++) {
      long row = 0;
      for (int i = 0; i < points(); i++) {
        row |= preActivation(k, i) > 0 ? 1L << i : 0;
      }
      long placed = row << (ShallowBlock.POINTS * (k % ShallowBlock.FIELDS));
      if (k < ShallowBlock.FIELDS) {
        first |= placed;
      } else {
        second |= placed;
      }
    }
    block.first()[lane] = first;
    block.second()[lane] = second;
    block.points()[lane] = points();
  }
}
