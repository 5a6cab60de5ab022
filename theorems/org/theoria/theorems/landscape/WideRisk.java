package org.theoria.theorems.landscape;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.network.Activation;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.PartialDerivatives;
import org.theoria.network.PartialDerivatives.Side;
import org.theoria.network.Sample;
import org.theoria.proposition.Claim;

/**
 * E(θ) and its partial derivatives in one arithmetic, over the whole sample.
 *
 * @param arithmetic the arithmetic
 * @param network the network with θ
 * @param sample the sample
 * @param loss the loss
 */
record WideRisk<M extends Matrix<M>>(
    OrderedArithmetic<M> arithmetic, Network network, Sample sample, Loss loss) {

  static <M extends Matrix<M>> WideRisk<M> of(OrderedArithmetic<M> k, WideInstance i) {
    return new WideRisk<>(k, i.network(), i.sample(), i.loss());
  }

  /** E(θ), 1 × 1. */
  M value() {
    return loss.value(
        arithmetic,
        network.forward(arithmetic, arithmetic.of(sample.x())).output(),
        arithmetic.of(sample.y()));
  }

  /** The same problem at another θ: every parameter plus this number. */
  WideRisk<M> shifted(Rational by) {
    return new WideRisk<>(
        arithmetic,
        network.withParameters(
            network.weights().stream().map(w -> w.plus(constant(w, by))).toList(),
            network.biases().stream().map(b -> b.plus(constant(b, by))).toList()),
        sample,
        loss);
  }

  private static org.theoria.arithmetic.RationalMatrix constant(
      org.theoria.arithmetic.RationalMatrix shape, Rational value) {
    return org.theoria.arithmetic.RationalMatrix.constant(shape.rows(), shape.columns(), value);
  }

  /**
   * The one-sided partial derivatives of E, one row in the order of {@link Parameters}: for a σ
   * with kinks both sides are given, one under the other, which agree up to their sign where the
   * partial derivative exists; else the right ones alone, which are the gradient.
   */
  M partials() {
    M right = partials(Side.RIGHT);
    return network.activations().stream().allMatch(Activation::isContinuouslyDifferentiable)
        ? right
        : right.stack(partials(Side.LEFT));
  }

  private M partials(Side side) {
    List<M> rows = new ArrayList<>();
    for (int e = 0; e < sample.size(); e++) {
      rows.add(
          PartialDerivatives.of(
              arithmetic,
              network,
              loss,
              sample.x().block(0, e, sample.x().rows(), 1),
              sample.y().block(0, e, sample.y().rows(), 1),
              side));
    }
    return rows.stream().reduce(Matrix::plus).orElseThrow();
  }

  /** The part of {@link #partials} in the parameters (W_h, b_h) of layers first..last. */
  M layers(M partials, int first, int last) {
    Parameters p = new Parameters(network.architecture());
    int start = p.layerStart(first);
    int end = last == network.depth() ? p.count() : p.layerStart(last + 1);
    return partials.block(0, start, partials.rows(), end - start);
  }

  /** The part in W_h alone. */
  M weights(M partials, int h) {
    Parameters p = new Parameters(network.architecture());
    return partials.block(0, p.layerStart(h), partials.rows(), p.weightCount(h));
  }

  /** The part in b_h alone. */
  M biases(M partials, int h) {
    Parameters p = new Parameters(network.architecture());
    return partials.block(0, p.biasStart(h), partials.rows(), network.architecture().width(h));
  }

  /** The relation "this is 0". */
  static <M extends Matrix<M>> List<Claim<M>> isZero(OrderedArithmetic<M> k, M m) {
    return List.of(Claim.equal("zero", m, k.constant(m.rows(), m.columns(), Rational.ZERO)));
  }
}
