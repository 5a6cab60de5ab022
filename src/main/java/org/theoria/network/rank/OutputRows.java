package org.theoria.network.rank;

/** What of the outputs is differentiated. */
public enum OutputRows {
  /** f_θ(x), K rows an example. */
  LOGITS,
  /**
   * softmax(f_θ(x)), by K − 1 rows an example: the differences f_k − f_K, k &lt; K.
   *
   * <p>They have the rank of the softmax outputs. The Jacobian matrix of softmax at z is S =
   * diag(s) − ssᵀ with s = softmax(z) &gt; 0, and uᵀSu = Σ s_k (u_k − sᵀu)² is 0 only where u is
   * constant: ker S = span(1), as for the centring I − 11ᵀ/K and for the matrix of the differences.
   * Block-diagonal matrices of such blocks, one an example, have one common kernel too; and the
   * rank of M·J is dim im J − dim(im J ∩ ker M), which depends on ker M alone.
   */
  SOFTMAX;

  /** Rows an example, of K outputs. */
  public int count(int outputs) {
    return this == LOGITS ? outputs : outputs - 1;
  }
}
