package org.theoria.theorems.firstproperties;

import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Network;
import org.theoria.network.Sample;

/** The shape checks that the instances of this topic share. */
final class Shapes {

  private Shapes() {}

  /** x has n₀ rows and y has n_H. */
  static void requireSample(Network network, Sample sample) {
    if (sample.x().rows() != network.architecture().inputs()) {
      throw new ShapeException(
          "sample.x: expected "
              + network.architecture().inputs()
              + " rows (n0), got "
              + sample.x().rows());
    }
    if (sample.y().rows() != network.architecture().outputs()) {
      throw new ShapeException(
          "sample.y: expected "
              + network.architecture().outputs()
              + " rows (nH), got "
              + sample.y().rows());
    }
  }

  static void requireNonZero(String what, Rational value) {
    if (value.isZero()) {
      throw new IllegalArgumentException(what + ": expected a number other than 0, got 0");
    }
  }

  static void requireOneExample(Sample sample) {
    if (sample.size() != 1) {
      throw new ShapeException("sample: expected one example (x, y), got " + sample.size());
    }
  }

  /** Whether the shapes lie within what the samplers draw. */
  static boolean within(Network n, Sample s, int depth, int width, int examples) {
    return n.depth() <= depth
        && n.architecture().widths().stream().allMatch(w -> w <= width)
        && s.size() <= examples;
  }
}
