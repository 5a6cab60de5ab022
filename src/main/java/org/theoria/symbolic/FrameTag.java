package org.theoria.symbolic;

/**
 * The whole vocabulary between the two processes. There is no other head: what is not here cannot
 * be built in the child.
 */
final class FrameTag {
  static final int INTEGER = 1;
  static final int FRACTION = 2;
  static final int SYMBOL = 3;
  static final int SUM = 4;
  static final int PRODUCT = 5;
  static final int POWER = 6;
  static final int APPLY = 7;
  static final int MAX = 8;
  static final int ABS = 9;
  static final int DERIVATIVE = 10;

  static final int IS_ZERO = 20;
  static final int HOLDS = 21;
  static final int HAS_LIMIT = 22;

  static final int YES = 30;
  static final int NO = 31;
  static final int UNKNOWN = 32;

  /** An answer "did not decide" after which the child ends: an error may have damaged it. */
  static final int UNKNOWN_AND_ENDS = 33;

  /** Symja is loaded. */
  static final int READY = 40;

  private FrameTag() {}
}
