package org.theoria.backend;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.PreciseArithmetic;
import org.theoria.arithmetic.PreciseMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Backpropagation;
import org.theoria.network.Forward;
import org.theoria.network.Loss;
import org.theoria.network.Parameters;

/**
 * One network of a batch in intervals of 128 bits that enclose the exact numbers: loss, gradient
 * and steps of an optimiser by its formulas, without any backend.
 */
final class BatchReference {
  /** Two and a half times those of a double: the intervals' own width is nothing beside its u. */
  private static final PreciseArithmetic K = new PreciseArithmetic(128);

  /** An enclosure wider than this is none to compare with: some 2⁻³⁰ of a double's rounding. */
  private static final double WIDEST = 0x1p-83;

  private final Architecture architecture;
  private final List<Activation> activations;
  private final Loss loss;
  private final PreciseMatrix x;
  private final PreciseMatrix y;
  private PreciseMatrix theta;

  /** The parameters and one sample of so many examples, row by row, as in {@link NetworkBatch}. */
  BatchReference(
      Architecture architecture,
      List<Activation> activations,
      Loss loss,
      double[] theta,
      int examples,
      double[] x,
      double[] y) {
    this.architecture = architecture;
    this.activations = activations;
    this.loss = loss;
    this.theta = matrix(theta.length, 1, theta);
    this.x = matrix(architecture.inputs(), examples, x);
    this.y = matrix(architecture.outputs(), examples, y);
  }

  private static PreciseMatrix matrix(int rows, int columns, double[] entries) {
    Rational[] exact = new Rational[entries.length];
    for (int k = 0; k < exact.length; k++) {
      exact[k] = Rational.ofDouble(entries[k]);
    }
    return K.of(RationalMatrix.of(rows, columns, exact));
  }

  private Forward<PreciseMatrix> forward() {
    Parameters at = new Parameters(architecture);
    List<PreciseMatrix> weights = new ArrayList<>();
    List<PreciseMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= activations.size(); h++) {
      int columns = architecture.width(h - 1);
      PreciseMatrix w = theta.block(at.layerStart(h), 0, columns, 1).transpose();
      for (int i = 1; i < architecture.width(h); i++) {
        w = w.stack(theta.block(at.weight(h, i, 0), 0, columns, 1).transpose());
      }
      weights.add(w);
      biases.add(theta.block(at.biasStart(h), 0, architecture.width(h), 1));
    }
    return Forward.of(K, activations, weights, biases, x);
  }

  private PreciseMatrix gradientMatrix() {
    return Backpropagation.of(forward(), loss, y).gradient().flatten();
  }

  double loss() {
    return doubles(loss.value(K, forward().output(), y))[0];
  }

  double[] gradient() {
    return doubles(gradientMatrix());
  }

  double[] parameters() {
    return doubles(theta);
  }

  /** Steps 1, …, count with state 0 before the first. */
  void steps(int count, Optimiser method) {
    PreciseMatrix zero = theta.minus(theta);
    PreciseMatrix first = zero;
    PreciseMatrix second = zero;
    for (int t = 1; t <= count; t++) {
      PreciseMatrix g = gradientMatrix();
      switch (method) {
        case Optimiser.GradientDescent d -> theta = theta.minus(g.scale(exact(d.rate())));
        case Optimiser.Momentum m -> {
          first = first.scale(exact(m.momentum())).plus(g);
          theta = theta.minus(first.scale(exact(m.rate())));
        }
        case Optimiser.Nesterov n -> {
          first = first.scale(exact(n.momentum())).plus(g);
          PreciseMatrix ahead = g.plus(first.scale(exact(n.momentum())));
          theta = theta.minus(ahead.scale(exact(n.rate())));
        }
        case Optimiser.Adam a -> {
          Rational b1 = exact(a.beta1());
          Rational b2 = exact(a.beta2());
          PreciseMatrix squares = g.apply(ElementaryFunction.SQUARE);
          first = first.scale(b1).plus(g.scale(Rational.ONE.minus(b1)));
          second = second.scale(b2).plus(squares.scale(Rational.ONE.minus(b2)));
          PreciseMatrix mean = first.scale(Rational.ONE.minus(b1.pow(t)).reciprocal());
          PreciseMatrix root =
              second
                  .scale(Rational.ONE.minus(b2.pow(t)).reciprocal())
                  .apply(ElementaryFunction.SQRT);
          PreciseMatrix epsilon = K.constant(theta.rows(), 1, exact(a.epsilon()));
          theta = theta.minus(mean.dividedBy(root.plus(epsilon)).scale(exact(a.rate())));
        }
      }
    }
  }

  private static Rational exact(double value) {
    return Rational.ofDouble(value);
  }

  private static double[] doubles(PreciseMatrix m) {
    double[] values = new double[m.rows() * m.columns()];
    for (int k = 0; k < values.length; k++) {
      double low = K.lower(m, k / m.columns(), k % m.columns());
      double high = K.upper(m, k / m.columns(), k % m.columns());
      Rational width = K.entry(m, k / m.columns(), k % m.columns()).width();
      if (width.compareTo(Rational.ofDouble(WIDEST)) > 0) {
        throw new IllegalStateException("reference: entry " + k + " is in [" + low + ", " + high + "]");
      }
      values[k] = low;
    }
    return values;
  }
}
