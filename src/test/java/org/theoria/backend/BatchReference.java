package org.theoria.backend;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.PreciseMatrix;
import org.theoria.arithmetic.Rational;
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
  /** An enclosure wider than this is none to compare with: some 2⁻³⁰ of a double's rounding. */
  private static final Rational WIDEST = Rational.ofDouble(0x1p-83);

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
    this.theta = HighPrecision.matrix(theta.length, 1, theta);
    this.x = HighPrecision.matrix(architecture.inputs(), examples, x);
    this.y = HighPrecision.matrix(architecture.outputs(), examples, y);
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
    return Forward.of(HighPrecision.K, activations, weights, biases, x);
  }

  private PreciseMatrix gradientMatrix() {
    return Backpropagation.of(forward(), loss, y).gradient().flatten();
  }

  double loss() {
    return doubles(loss.value(HighPrecision.K, forward().output(), y))[0];
  }

  double[] gradient() {
    return doubles(gradientMatrix());
  }

  double[] parameters() {
    return doubles(theta);
  }

  /** Steps 1, …, count with state 0 before the first. */
  void steps(int count, Optimiser method) {
    PreciseSteps steps = new PreciseSteps(HighPrecision.K, method, theta);
    for (int t = 1; t <= count; t++) {
      steps.next(gradientMatrix());
      theta = steps.theta();
    }
  }

  private static double[] doubles(PreciseMatrix m) {
    for (int k = 0; k < m.rows() * m.columns(); k++) {
      Enclosure e = HighPrecision.K.entry(m, k / m.columns(), k % m.columns());
      if (e.width().compareTo(WIDEST) > 0) {
        throw new IllegalStateException("reference: entry " + k + " is in " + e);
      }
    }
    return HighPrecision.doubles(m);
  }
}
