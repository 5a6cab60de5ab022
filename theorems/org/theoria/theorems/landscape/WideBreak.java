package org.theoria.theorems.landscape;

/**
 * The hypothesis that a draw fails.
 *
 * @param kind which one
 * @param layer j of the layer k + j, for {@link Kind#SLOPE} and {@link Kind#RANK}; else 0
 */
record WideBreak(Kind kind, int layer) {

  enum Kind {
    /** None: inside all of them. */
    NONE,
    SMOOTH,
    SLOPE,
    NON_NEGATIVE,
    ZERO_AT_ZERO,
    STATIONARY,
    DATA,
    RANK
  }

  static final WideBreak NONE = new WideBreak(Kind.NONE, 0);

  boolean is(Kind wanted, int j) {
    return kind == wanted && layer == j;
  }
}
