package org.theoria.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.FormalActivation;
import org.theoria.network.Loss;
import org.theoria.network.Parameters;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * A fully connected network in a session's memory, for samples of n examples: loss, gradient by
 * backpropagation, and optimiser steps, without leaving the device.
 *
 * <pre>
 *   f₀ = X,  Z_h = W_h f_{h−1} + b_h·𝟙ᵀ,  f_h = σ_h(Z_h),          h = 1..H
 *   Δ_H = Dσ_H(Z_H)ᵀ ∇L(f_H, Y),  Δ_h = Dσ_h(Z_h)ᵀ (W_{h+1}ᵀ Δ_{h+1}),
 *   ∂E/∂W_h = Δ_h f_{h−1}ᵀ,  ∂E/∂b_h = Δ_h 𝟙.
 * </pre>
 *
 * <p>Softmax followed by the cross-entropy is taken together, from the logits: no logarithm of a
 * softmax that underflowed.
 */
public final class DeviceNetwork {
  private final Session session;
  private final Parameters layout;
  private final List<StandardActivation> activations;
  private final StandardLoss loss;
  private final boolean biases;
  private final int examples;
  private final boolean fused;
  private final List<Layer> layers = new ArrayList<>();
  private Optional<Optimiser> optimiser = Optional.empty();

  /** What belongs to layer h. */
  private static final class Layer {
    final DeviceMatrix weight;
    final DeviceMatrix bias;
    final DeviceMatrix weightGradient;
    final DeviceMatrix biasGradient;
    final DeviceMatrix preActivation;
    final DeviceMatrix output;
    final DeviceMatrix delta;
    List<DeviceMatrix> weightState = List.of();
    List<DeviceMatrix> biasState = List.of();

    Layer(Session s, int rows, int fan, int n) {
      weight = s.zeros(rows, fan);
      bias = s.zeros(rows, 1);
      weightGradient = s.zeros(rows, fan);
      biasGradient = s.zeros(rows, 1);
      preActivation = s.zeros(rows, n);
      output = s.zeros(rows, n);
      delta = s.zeros(rows, n);
    }
  }

  /**
   * A network with all parameters 0.
   *
   * @param activations σ_1, …, σ_H; an uninterpreted one is refused
   * @param loss the loss; an uninterpreted one is refused
   * @param examples n
   * @param biases whether steps change the biases; if not, they stay as they were written and their
   *     gradient is 0
   */
  public DeviceNetwork(
      Session session,
      Architecture architecture,
      List<Activation> activations,
      Loss loss,
      int examples,
      boolean biases) {
    this.session = session;
    this.layout = new Parameters(architecture);
    this.activations = requireActivations(architecture, activations);
    this.loss = Session.standard(loss);
    this.biases = biases;
    this.examples = examples;
    this.fused =
        this.loss == StandardLoss.CROSS_ENTROPY
            && this.activations.getLast() == StandardActivation.SOFTMAX;
    for (int h = 1; h <= architecture.depth(); h++) {
      layers.add(new Layer(session, architecture.width(h), architecture.width(h - 1), examples));
    }
  }

  /** The standard activations behind interfaces; uninterpreted ones and a wrong number refused. */
  public static List<StandardActivation> requireActivations(
      Architecture architecture, List<Activation> activations) {
    if (activations.size() != architecture.depth()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "network: one activation for each of the %d layers is needed, got %d",
              architecture.depth(),
              activations.size()));
    }
    List<StandardActivation> standard = new ArrayList<>();
    for (Activation a : activations) {
      switch (a) {
        case StandardActivation s -> standard.add(s);
        case FormalActivation f ->
            throw new IllegalArgumentException(
                "network: activations of the catalogue are needed, got the uninterpreted "
                    + f.id());
      }
    }
    return List.copyOf(standard);
  }

  /** θ ← these numbers, in the order of {@link Parameters}, rounded to the precision. */
  public void write(double[] theta) {
    if (theta.length != layout.count()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "network: %s has %d parameters, got %d",
              layout.architecture().widths(),
              layout.count(),
              theta.length));
    }
    for (int h = 1; h <= layers.size(); h++) {
      Layer l = layers.get(h - 1);
      session.write(slice(theta, layout.layerStart(h), layout.weightCount(h)), l.weight);
      session.write(slice(theta, layout.biasStart(h), l.bias.rows()), l.bias);
    }
  }

  private static double[] slice(double[] all, int from, int count) {
    double[] part = new double[count];
    System.arraycopy(all, from, part, 0, count);
    return part;
  }

  /** θ, in the order of {@link Parameters}. */
  public double[] parameters() {
    double[] theta = new double[layout.count()];
    for (int h = 1; h <= layers.size(); h++) {
      put(theta, h, layers.get(h - 1).weight, layers.get(h - 1).bias);
    }
    return theta;
  }

  /** The gradient of the last {@link #lossAndGradient}, in the order of {@link Parameters}. */
  public double[] gradient() {
    double[] gradient = new double[layout.count()];
    for (int h = 1; h <= layers.size(); h++) {
      put(gradient, h, layers.get(h - 1).weightGradient, layers.get(h - 1).biasGradient);
    }
    return gradient;
  }

  private void put(double[] into, int h, DeviceMatrix weight, DeviceMatrix bias) {
    double[] w = session.download(weight);
    double[] b = session.download(bias);
    System.arraycopy(w, 0, into, layout.layerStart(h), w.length);
    System.arraycopy(b, 0, into, layout.biasStart(h), b.length);
  }

  /** ‖∇E‖² of the last {@link #lossAndGradient}. */
  public double gradientSquaredNorm() {
    double sum = 0;
    for (Layer l : layers) {
      sum += session.dot(l.weightGradient, l.weightGradient);
      sum += session.dot(l.biasGradient, l.biasGradient);
    }
    return sum;
  }

  /** E(θ); x is n₀ × n, y is n_H × n, both of the session. */
  public double loss(DeviceMatrix x, DeviceMatrix y) {
    forward(x);
    Layer top = layers.getLast();
    return fused
        ? session.softmaxCrossEntropy(top.preActivation, y)
        : session.loss(loss, top.output, y);
  }

  /** f_θ(x), n_H × n row by row, of the last {@link #loss} or {@link #lossAndGradient}. */
  public double[] output() {
    return session.download(layers.getLast().output);
  }

  /** E(θ), and ∇E(θ) for {@link #gradient} and {@link #step}. */
  public double lossAndGradient(DeviceMatrix x, DeviceMatrix y) {
    forward(x);
    Layer top = layers.getLast();
    double value;
    if (fused) {
      value = session.softmaxCrossEntropyAndGradient(top.preActivation, y, top.delta);
    } else {
      value = session.loss(loss, top.output, y);
      outputGradient(y);
    }
    backward(x);
    return value;
  }

  /**
   * ∇E(θ) for {@link #gradient} and {@link #step}, without the loss: nothing has to be fetched from
   * the device, so that it can run ahead.
   */
  public void backpropagate(DeviceMatrix x, DeviceMatrix y) {
    forward(x);
    if (fused) {
      Layer top = layers.getLast();
      session.softmaxCrossEntropyGradient(top.preActivation, y, top.delta);
    } else {
      outputGradient(y);
    }
    backward(x);
  }

  private void outputGradient(DeviceMatrix y) {
    Layer top = layers.getLast();
    session.lossGradient(loss, top.output, y, top.delta);
    session.pullBack(activations.getLast(), top.preActivation, top.delta);
  }

  private void backward(DeviceMatrix x) {
    for (int h = layers.size(); h >= 1; h--) {
      Layer l = layers.get(h - 1);
      DeviceMatrix below = h == 1 ? x : layers.get(h - 2).output;
      session.multiply(1, l.delta, Form.PLAIN, below, Form.TRANSPOSED, 0, l.weightGradient);
      if (biases) {
        session.rowSums(l.delta, l.biasGradient);
      }
      if (h > 1) {
        Layer lower = layers.get(h - 2);
        session.multiply(1, l.weight, Form.TRANSPOSED, l.delta, Form.PLAIN, 0, lower.delta);
        session.pullBack(activations.get(h - 2), lower.preActivation, lower.delta);
      }
    }
  }

  private void forward(DeviceMatrix x) {
    int inputs = layout.architecture().inputs();
    if (x.rows() != inputs || x.columns() != examples) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "network: x must be %d×%d, got %d×%d",
              inputs,
              examples,
              x.rows(),
              x.columns()));
    }
    DeviceMatrix below = x;
    for (int h = 1; h <= layers.size(); h++) {
      Layer l = layers.get(h - 1);
      session.multiply(l.weight, below, l.preActivation);
      session.addColumnAndActivate(l.bias, activations.get(h - 1), l.preActivation, l.output);
      below = l.output;
    }
  }

  /** Takes this optimiser, with its state at 0. */
  public void start(Optimiser method) {
    optimiser = Optional.of(method);
    for (Layer l : layers) {
      l.weightState = state(method, l.weight);
      l.biasState = biases ? state(method, l.bias) : List.of();
    }
  }

  private List<DeviceMatrix> state(Optimiser method, DeviceMatrix like) {
    List<DeviceMatrix> state = new ArrayList<>();
    for (int i = 0; i < method.stateCount(); i++) {
      state.add(session.zeros(like.rows(), like.columns()));
    }
    return List.copyOf(state);
  }

  /** Step t = 1, 2, … of the optimiser, by the gradient of the last {@link #lossAndGradient}. */
  public void step(long t) {
    step(t, this);
  }

  /** Step t by the gradient that another network of the same session and architecture has. */
  public void step(long t, DeviceNetwork source) {
    Optimiser method =
        optimiser.orElseThrow(
            () -> new IllegalStateException("network: step needs an optimiser, start one first"));
    requireLike(source);
    for (int h = 0; h < layers.size(); h++) {
      Layer l = layers.get(h);
      Layer from = source.layers.get(h);
      session.update(method, t, from.weightGradient, l.weight, l.weightState);
      if (biases) {
        session.update(method, t, from.biasGradient, l.bias, l.biasState);
      }
    }
  }

  /** θ ← the parameters of another network of the same session and architecture. */
  public void copyParameters(DeviceNetwork source) {
    requireLike(source);
    for (int h = 0; h < layers.size(); h++) {
      session.copy(source.layers.get(h).weight, layers.get(h).weight);
      session.copy(source.layers.get(h).bias, layers.get(h).bias);
    }
  }

  private void requireLike(DeviceNetwork other) {
    if (!other.layout.equals(layout)) {
      throw new IllegalArgumentException(
          "network: one of "
              + layout.architecture().widths()
              + " is needed, got "
              + other.layout.architecture().widths());
    }
  }
}
