package org.theoria.backend.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.theoria.arithmetic.Rational;
import org.theoria.backend.Session;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.FormalActivation;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * What is trained: layers one after the other, and the loss of their output. Shapes are checked
 * here, once; an error names the layer. The parameters θ are those of the layers in their order.
 *
 * @param input the shape of an example
 * @param layers at least one
 * @param loss L of E(θ) = Σ_i L(f_θ(xⁱ), yⁱ)
 */
public record Model(Shape input, List<Layer> layers, StandardLoss loss) {

  public Model {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("model: at least one layer is needed, got none");
    }
    output("model: ", layers, input);
    long count = 0;
    for (ParameterBlock b : blocks(input, layers)) {
      count += b.count();
    }
    if (count > Session.LARGEST) {
      throw new IllegalArgumentException(
          "model: at most " + Session.LARGEST + " parameters are allowed, got " + count);
    }
  }

  /**
   * A fully connected network, with its parameters in the order of {@link
   * org.theoria.network.Parameters}.
   *
   * @param activations σ_1, …, σ_H; an uninterpreted one is refused
   * @param loss an uninterpreted one is refused
   * @param biases whether steps change the biases; if not, they stay as they were written
   */
  public static Model of(
      Architecture architecture, List<Activation> activations, Loss loss, boolean biases) {
    List<StandardActivation> standard = standard(architecture, activations);
    List<Layer> layers = new ArrayList<>();
    for (int h = 1; h <= architecture.depth(); h++) {
      layers.add(new Dense(architecture.width(h), biases));
      if (standard.get(h - 1) != StandardActivation.IDENTITY) {
        layers.add(new Activated(standard.get(h - 1)));
      }
    }
    return new Model(Shape.vector(architecture.inputs()), layers, Session.standard(loss));
  }

  /** The standard activations behind interfaces; uninterpreted ones and a wrong number refused. */
  public static List<StandardActivation> standard(
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

  /** What comes out of layers one after the other; errors name the layer, counted from 1. */
  static Shape output(String where, List<Layer> layers, Shape input) {
    Shape shape = input;
    for (int i = 0; i < layers.size(); i++) {
      Layer l = layers.get(i);
      shape = l.output(where + "layer " + (i + 1) + " (" + l.describe() + ")", shape);
    }
    return shape;
  }

  private static List<ParameterBlock> blocks(Shape input, List<Layer> layers) {
    List<ParameterBlock> blocks = new ArrayList<>();
    Shape shape = input;
    for (Layer l : layers) {
      blocks.addAll(l.parameters(shape));
      shape = l.output("model", shape);
    }
    return List.copyOf(blocks);
  }

  /** The parameters, in order. */
  public List<ParameterBlock> blocks() {
    return blocks(input, layers);
  }

  /** The shape of f_θ(x). */
  public Shape output() {
    return output("model: ", layers, input);
  }

  /** How many parameters there are, untrained ones included. */
  public int parameterCount() {
    return blocks().stream().mapToInt(ParameterBlock::count).sum();
  }

  /**
   * The fully connected network with exact parameters whose function is, without rounding, that of
   * the model in evaluation mode: a convolution is its matrix, dropout is nothing. For what decides
   * things exactly.
   *
   * @param parameters θ, in the order of the layers; NaN and ∞ are refused
   * @throws IllegalArgumentException where a layer is a batch normalisation or residual
   */
  public Network network(double[] parameters) {
    if (parameters.length != parameterCount()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "model: %s has %d parameters, got %d",
              describe(),
              parameterCount(),
              parameters.length));
    }
    return ExactNetwork.of(this, Arrays.stream(parameters).mapToObj(Rational::ofDouble).toList());
  }

  /**
   * Such as "784 → dense 256 relu → dense 10 softmax, cross-entropy": two models are equal exactly
   * where their descriptions are.
   */
  public String describe() {
    return input.describe() + " → " + describe(layers) + ", " + loss.id();
  }

  /** The layers, an activation with what is before it. */
  static String describe(List<Layer> layers) {
    StringJoiner joined = new StringJoiner(" → ");
    String last = "";
    for (Layer l : layers) {
      if (l instanceof Activated && !last.isEmpty()) {
        last = last + " " + l.describe();
        continue;
      }
      if (!last.isEmpty()) {
        joined.add(last);
      }
      last = l.describe();
    }
    return joined.add(last).toString();
  }
}
