package org.theoria.backend;

/** How a factor enters a product. */
public enum Form {
  /** A. */
  PLAIN,
  /** Aᵀ. */
  TRANSPOSED
}
