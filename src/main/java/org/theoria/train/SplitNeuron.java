package org.theoria.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.IntervalMatrix;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.network.Gradient;
import org.theoria.network.Network;
import org.theoria.train.CriticalEnclosure.Enclosed;

/**
 * A critical point of a wider network, made of an enclosed one of a narrower network by splitting a
 * hidden neuron: the copy has the same incoming weights and bias, and the outgoing weights w are
 * shared out as share·w and (1 − share)·w. The function computed is the same, and the partial
 * derivatives of E are those of the narrow network or these times share or 1 − share, so the point
 * is critical (Fukumizu and Amari 2000, doi:10.1016/S0893-6080(00)00009-5, Theorem 1). Most often
 * it is no minimiser of the wider network even where the narrow point is one.
 *
 * @param narrow the enclosed critical point of the narrow network
 * @param layer h, 1 ≤ h &lt; H, with a σ_h that acts coordinate by coordinate
 * @param neuron the neuron of layer h that is split, from 0; the copy is the last of its layer
 * @param share what the neuron keeps of its outgoing weights
 */
public record SplitNeuron(Enclosed narrow, int layer, int neuron, Rational share) {

  public SplitNeuron {
    Architecture a = narrow.problem().architecture();
    if (layer < 1 || layer >= a.depth()) {
      throw new IllegalArgumentException(
          "split neuron: a hidden layer 1.." + (a.depth() - 1) + " is needed, got " + layer);
    }
    if (neuron < 0 || neuron >= a.width(layer)) {
      throw new IllegalArgumentException(
          "split neuron: layer "
              + layer
              + " has neurons 0.."
              + (a.width(layer) - 1)
              + ", got "
              + neuron);
    }
    if (!narrow.problem().activations().get(layer - 1).isCoordinatewise()) {
      throw new IllegalArgumentException(
          "split neuron: the activation of layer "
              + layer
              + " must act coordinate by coordinate, got "
              + narrow.problem().activations().get(layer - 1).id());
    }
  }

  /** E of the wider network. */
  public TrainingProblem problem() {
    TrainingProblem p = narrow.problem();
    List<Integer> widths = new ArrayList<>(p.architecture().widths());
    widths.set(layer, widths.get(layer) + 1);
    return new TrainingProblem(
        new Architecture(widths), p.activations(), p.biases(), p.data(), p.loss());
  }

  /** The wider network at the centre of the box. */
  public Network centre() {
    Network n = narrow.centre();
    Gradient<RationalMatrix> wide =
        split(new Gradient<>(n.weights(), n.biases()), RationalArithmetic.INSTANCE.scalar(share));
    return new Network(problem().architecture(), n.activations(), wide.weights(), wide.biases());
  }

  /** Intervals that hold the critical point's W_1, …, W_H and b_1, …, b_H. */
  public Gradient<IntervalMatrix> box() {
    return split(
        new Gradient<>(narrow.weights(), narrow.biases()), new IntervalArithmetic().scalar(share));
  }

  /** Proves the narrow critical point anew: empty, or what fails. */
  public Optional<String> objection() {
    return narrow.objection();
  }

  private <M extends Matrix<M>> Gradient<M> split(Gradient<M> theta, M kept) {
    List<M> weights = new ArrayList<>(theta.weights());
    List<M> biases = new ArrayList<>(theta.biases());
    M in = weights.get(layer - 1);
    weights.set(layer - 1, in.stack(in.block(neuron, 0, 1, in.columns())));
    M bias = biases.get(layer - 1);
    biases.set(layer - 1, bias.stack(bias.block(neuron, 0, 1, 1)));
    M out = weights.get(layer);
    M column = out.block(0, neuron, out.rows(), 1);
    M part = column.times(kept);
    M result = out.block(0, 0, out.rows(), neuron).beside(part);
    result =
        result
            .beside(out.block(0, neuron + 1, out.rows(), out.columns() - neuron - 1))
            .beside(column.scale(Rational.ONE.minus(share)));
    weights.set(layer, result);
    return new Gradient<>(weights, biases);
  }
}
