package org.theoria.theorems.regularisation;

import java.util.Arrays;
import java.util.TreeSet;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * Distinct random numbers of [−1, 1] in increasing order, multiples of 2⁻²⁰ so that exact
 * computations stay short; their targets are |x|.
 */
record AbsoluteSample(double[] x) {
  private static final int GRID = 1 << 20;

  static AbsoluteSample draw(int count, Key key, int run) {
    Stream stream = new Key(key.domain() + " examples", key.seed()).stream(run);
    TreeSet<Double> x = new TreeSet<>();
    while (x.size() < count) {
      x.add((double) stream.nextInt(-GRID, GRID) / GRID);
    }
    return new AbsoluteSample(x.stream().mapToDouble(Double::doubleValue).toArray());
  }

  double[] y() {
    return Marks.map(x, Math::abs);
  }

  /** X, 1 × n, exactly. */
  RationalMatrix matrix() {
    return RationalMatrix.of(
        1, x.length, Arrays.stream(x).mapToObj(Rational::ofDouble).toArray(Rational[]::new));
  }

  Rational least() {
    return Rational.ofDouble(x[0]);
  }

  Rational most() {
    return Rational.ofDouble(x[x.length - 1]);
  }
}
