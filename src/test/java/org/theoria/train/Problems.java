package org.theoria.train;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Sample;
import org.theoria.sampling.Stream;

/** Seeded training problems for the tests of this package. */
final class Problems {

  private Problems() {}

  static RationalMatrix matrix(Stream s, int rows, int columns, int bound) {
    Rational[] e = new Rational[rows * columns];
    for (int k = 0; k < e.length; k++) {
      e[k] = s.nextDyadic(bound, 4);
    }
    return RationalMatrix.of(rows, columns, e);
  }

  static List<Activation> hidden(Architecture a, Activation sigma, Activation last) {
    List<Activation> all = new ArrayList<>();
    for (int h = 1; h < a.depth(); h++) {
      all.add(sigma);
    }
    all.add(last);
    return all;
  }

  /** Random inputs of size 2 and targets of size ¾. */
  static TrainingProblem random(
      Stream s, Architecture a, Activation sigma, Activation last, int n, Loss loss) {
    RationalMatrix y = matrix(s, a.outputs(), n, 1).scale(Rational.of(3, 4));
    return new TrainingProblem(
        a,
        hidden(a, sigma, last),
        true,
        new Sample(matrix(s, a.inputs(), n, 2), y),
        loss);
  }

  /** Targets of a random network of the same architecture, disturbed by up to 1/32. */
  static TrainingProblem taught(
      Stream s, Architecture a, Activation sigma, Activation last, int n, boolean biases) {
    RationalMatrix x = matrix(s, a.inputs(), n, 2);
    double[] theta = Initialisation.GLOROT_WITH_BIASES.draw(a, s);
    TrainingProblem any =
        new TrainingProblem(
            a,
            hidden(a, sigma, last),
            biases,
            new Sample(x, RationalMatrix.zero(a.outputs(), n)),
            Loss.SQUARE);
    PlainArithmetic k = new PlainArithmetic();
    PlainMatrix y = any.network(theta).forward(k, k.of(x)).output();
    Rational[] targets = new Rational[a.outputs() * n];
    for (int i = 0; i < targets.length; i++) {
      double rounded = Math.rint(y.get(i / n, i % n) * 256) / 256;
      targets[i] = Rational.ofDouble(rounded).plus(s.nextDyadic(1, 3).times(Rational.of(1, 32)));
    }
    return new TrainingProblem(
        a,
        any.activations(),
        biases,
        new Sample(x, RationalMatrix.of(a.outputs(), n, targets)),
        Loss.SQUARE);
  }
}
