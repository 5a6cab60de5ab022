package org.theoria.sampling;

import java.util.List;
import java.util.Locale;

/**
 * The boundary cases that every sampler of networks draws on purpose (a random real network never
 * meets them).
 */
public enum Boundary {
  /** Every entry of one weight matrix is 0. */
  ZERO_WEIGHTS,
  /** Two neurons of one layer have the same weights and bias. */
  EQUAL_ROWS,
  /** A pre-activation of the first layer is exactly 0 on an example. */
  POINT_ON_KINK,
  /** Every width is 1. */
  WIDTH_ONE,
  /** H = 1. */
  NO_HIDDEN_LAYER,
  /** n = 1. */
  ONE_EXAMPLE,
  /** Two examples have the same input. */
  REPEATED_POINTS,
  /** One layer's parameters are multiplied by a large power of two. */
  HUGE_SCALE,
  /** One layer's parameters are multiplied by a small power of two. */
  TINY_SCALE;

  /** The name in reports: "point-on-kink". */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** With probability 1/2 none of them, else one, uniformly. */
  static List<Boundary> draw(Stream stream, List<Boundary> among) {
    return among.isEmpty() || stream.chance(1, 2) ? List.of() : List.of(stream.oneOf(among));
  }
}
