package org.theoria.backend;

/** What double precision says of a point of the risk of a linear network; see SaddleKernel. */
public enum SaddleVerdict {
  /** A direction of negative curvature, beyond every error, at every point nearby. */
  STRICT,

  /** No eigenvalue of the Hessian below minus the bound. */
  NOT_STRICT,

  /** No critical point nearby: the gradient is too large. */
  NOT_CRITICAL,

  /**
   * The gap between what counts and what may be rounding is too small, or the norms are too far.
   */
  UNDECIDED
}
