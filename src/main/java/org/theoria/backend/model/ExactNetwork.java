package org.theoria.backend.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.backend.Ties;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;

/**
 * The fully connected network with exact parameters that a model is in evaluation mode, layer by
 * layer: a convolution by its matrix, dropout as nothing.
 */
final class ExactNetwork {
  private final List<Integer> widths = new ArrayList<>();
  private final List<RationalMatrix> weights = new ArrayList<>();
  private final List<RationalMatrix> biases = new ArrayList<>();
  private final List<Activation> activations = new ArrayList<>();
  private Optional<Activation> pending = Optional.empty();

  private ExactNetwork(Model model, List<Rational> theta) {
    widths.add(model.input().size());
    Shape shape = model.input();
    int from = 0;
    for (int i = 0; i < model.layers().size(); i++) {
      Layer layer = model.layers().get(i);
      int count = layer.parameters(shape).stream().mapToInt(ParameterBlock::count).sum();
      List<Rational> own = theta.subList(from, from + count);
      Shape out = layer.output("model", shape);
      switch (layer) {
        case Dense d -> add(out.size(), own, count - d.outputs());
        case Convolution c -> add(out.size(), circulant(c, shape, own), out.size() * shape.size());
        case Activated a -> activate(shape.size(), a.activation());
        case Dropout d -> {}
        case BatchNormalisation b -> throw refused(i, b, "has a square root in it");
        case Residual r -> throw refused(i, r, "adds what went in");
      }
      shape = out;
      from += count;
    }
    activations.add(pending.orElse(Activation.IDENTITY));
  }

  static Network of(Model model, List<Rational> theta) {
    ExactNetwork n = new ExactNetwork(model, theta);
    return new Network(new Architecture(n.widths), n.activations, n.weights, n.biases);
  }

  private static IllegalArgumentException refused(int i, Layer layer, String why) {
    return new IllegalArgumentException(
        "model: layer "
            + (i + 1)
            + " ("
            + layer.describe()
            + ") "
            + why
            + ", so there is no fully connected network with the same exact function");
  }

  /** A layer W·x + b: the entries of W, then those of b. */
  private void add(int rows, List<Rational> entries, int weightCount) {
    if (!weights.isEmpty()) {
      activations.add(pending.orElse(Activation.IDENTITY));
    }
    pending = Optional.empty();
    weights.add(
        RationalMatrix.of(
            rows, widths.getLast(), entries.subList(0, weightCount).toArray(Rational[]::new)));
    biases.add(
        RationalMatrix.of(
            rows, 1, entries.subList(weightCount, entries.size()).toArray(Rational[]::new)));
    widths.add(rows);
  }

  /** An activation with no product of its own before it is given the identity matrix. */
  private void activate(int size, Activation activation) {
    if (weights.isEmpty() || pending.isPresent()) {
      List<Rational> identity = new ArrayList<>();
      for (int k = 0; k < size * size; k++) {
        identity.add(k / size == k % size ? Rational.ONE : Rational.ZERO);
      }
      for (int k = 0; k < size; k++) {
        identity.add(Rational.ZERO);
      }
      add(size, identity, size * size);
    }
    pending = Optional.of(activation);
  }

  private static List<Rational> circulant(Convolution layer, Shape input, List<Rational> own) {
    Ties weight = layer.weightTies(input);
    Ties bias = layer.biasTies(input);
    List<Rational> entries = new ArrayList<>(weight.size() + bias.size());
    for (int s : weight.index()) {
      entries.add(s == Ties.NONE ? Rational.ZERO : own.get(s));
    }
    for (int s : bias.index()) {
      entries.add(own.get(weight.sources() + s));
    }
    return entries;
  }
}
