package org.theoria.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.certify.InstanceCodec;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.Sample;

/**
 * The simpler neighbours of an instance, written once for the whole vocabulary. A structural move
 * (drop an input, an output, a neuron, a layer, an example) is applied to every component that it
 * concerns at once, so that the shapes stay together; the record's own checks reject what does not
 * fit.
 */
final class Simplification {

  private Simplification() {}

  /** A change of one shape that may concern several components. */
  private sealed interface Move {
    record DropInput(int i) implements Move {}

    record DropOutput(int i) implements Move {}

    record DropNeuron(int h, int i) implements Move {}

    record DropLayer(int h) implements Move {}

    record DropExample(int i) implements Move {}

    /** Both at once: what needs a square weight matrix survives neither alone. */
    record Both(Move first, Move second) implements Move {}
  }

  /** The candidates, the boldest first. Some may not fit the record: they are left out. */
  static <I extends Record> List<I> candidates(Class<I> type, I instance) {
    List<Object> parts = InstanceCodec.parts(instance);
    List<I> result = new ArrayList<>();
    for (Move move : moves(parts)) {
      add(result, type, parts.stream().map(p -> apply(move, p)).toList(), parts);
    }
    for (int p = 0; p < parts.size(); p++) {
      for (Object simpler : simpler(parts.get(p))) {
        List<Object> changed = new ArrayList<>(parts);
        changed.set(p, simpler);
        add(result, type, changed, parts);
      }
    }
    return result;
  }

  /**
   * The candidates in which every occurrence of a number is made simpler at once: what holds only
   * where numbers agree survives no change of one of them.
   */
  static <I extends Record> List<I> together(Class<I> type, I instance) {
    List<Object> parts = InstanceCodec.parts(instance);
    Set<Rational> numbers = new LinkedHashSet<>();
    parts.forEach(p -> mapped(p, r -> collected(numbers, r)));
    List<I> result = new ArrayList<>();
    for (Rational number : numbers) {
      for (Rational simpler : simpler(number)) {
        add(
            result,
            type,
            parts.stream().map(p -> mapped(p, r -> r.equals(number) ? simpler : r)).toList(),
            parts);
      }
    }
    return result;
  }

  private static Rational collected(Set<Rational> numbers, Rational r) {
    numbers.add(r);
    return r;
  }

  /** The part with the function of each of its numbers. */
  private static Object mapped(Object part, UnaryOperator<Rational> function) {
    return switch (part) {
      case Rational r -> function.apply(r);
      case RationalMatrix m -> mapped(m, function);
      case Sample s -> new Sample(mapped(s.x(), function), mapped(s.y(), function));
      case Network n ->
          n.withParameters(
              n.weights().stream().map(w -> mapped(w, function)).toList(),
              n.biases().stream().map(b -> mapped(b, function)).toList());
      default -> part;
    };
  }

  private static RationalMatrix mapped(RationalMatrix m, UnaryOperator<Rational> function) {
    RationalMatrix result = m;
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        result = result.with(i, j, function.apply(m.get(i, j)));
      }
    }
    return result;
  }

  private static <I extends Record> void add(
      List<I> result, Class<I> type, List<Object> parts, List<Object> before) {
    if (parts.equals(before)) {
      return;
    }
    try {
      result.add(InstanceCodec.build(type, parts));
    } catch (IllegalArgumentException doesNotFit) {
      return; // the record's own shape checks say that this neighbour is not an instance
    }
  }

  private static List<Move> moves(List<Object> parts) {
    List<Move> moves = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof Network n) {
        for (int h = 1; h < n.depth(); h++) {
          moves.add(new Move.DropLayer(h));
        }
        for (int h = 1; h < n.depth(); h++) {
          for (int i = 0; i < n.architecture().width(h); i++) {
            moves.add(new Move.DropNeuron(h, i));
          }
        }
        for (int h = 0; h < n.depth(); h++) {
          for (int i = 0;
              i < Math.min(n.architecture().width(h), n.architecture().width(h + 1));
              i++) {
            moves.add(new Move.Both(drop(n, h, i), drop(n, h + 1, i)));
          }
        }
        for (int i = 0; i < n.architecture().inputs(); i++) {
          moves.add(new Move.DropInput(i));
        }
        for (int i = 0; i < n.architecture().outputs(); i++) {
          moves.add(new Move.DropOutput(i));
        }
      }
      if (part instanceof Sample s) {
        for (int i = 0; i < s.size(); i++) {
          moves.add(new Move.DropExample(i));
        }
      }
    }
    return moves;
  }

  private static Move drop(Network n, int layer, int i) {
    return layer == 0
        ? new Move.DropInput(i)
        : layer == n.depth() ? new Move.DropOutput(i) : new Move.DropNeuron(layer, i);
  }

  private static Object apply(Move move, Object part) {
    if (move instanceof Move.Both(Move first, Move second)) {
      return apply(second, apply(first, part));
    }
    return switch (part) {
      case Network n -> apply(move, n);
      case Sample s -> apply(move, s);
      default -> part;
    };
  }

  private static Network apply(Move move, Network n) {
    return switch (move) {
      case Move.DropInput(int i)
          when n.architecture().inputs() > 1 && i < n.architecture().inputs() ->
          rebuilt(n, 0, n.weight(1).withoutColumn(i));
      case Move.DropOutput(int i) when n.architecture().outputs() > 1 ->
          withoutNeuron(n, n.depth(), i);
      case Move.DropNeuron(int h, int i) when n.architecture().width(h) > 1 ->
          withoutNeuron(n, h, i);
      case Move.DropLayer(int h) -> withoutLayer(n, h);
      default -> n;
    };
  }

  private static Network rebuilt(Network n, int layer, RationalMatrix weight) {
    List<RationalMatrix> weights = new ArrayList<>(n.weights());
    weights.set(layer, weight);
    return network(n.activations(), weights, n.biases());
  }

  private static Network withoutNeuron(Network n, int h, int i) {
    List<RationalMatrix> weights = new ArrayList<>(n.weights());
    List<RationalMatrix> biases = new ArrayList<>(n.biases());
    weights.set(h - 1, weights.get(h - 1).withoutRow(i));
    biases.set(h - 1, biases.get(h - 1).withoutRow(i));
    if (h < n.depth()) {
      weights.set(h, weights.get(h).withoutColumn(i));
    }
    return network(n.activations(), weights, biases);
  }

  /**
   * Hidden layer h removed; W_{h+1} keeps its leading entries, with zeros where layer h−1 is the
   * wider.
   */
  private static Network withoutLayer(Network n, int h) {
    List<RationalMatrix> weights = new ArrayList<>(n.weights());
    List<RationalMatrix> biases = new ArrayList<>(n.biases());
    List<Activation> activations = new ArrayList<>(n.activations());
    RationalMatrix next = weights.get(h);
    RationalMatrix adapted = RationalMatrix.zero(next.rows(), n.architecture().width(h - 1));
    for (int i = 0; i < next.rows(); i++) {
      for (int j = 0; j < Math.min(next.columns(), adapted.columns()); j++) {
        adapted = adapted.with(i, j, next.get(i, j));
      }
    }
    weights.set(h, adapted);
    weights.remove(h - 1);
    biases.remove(h - 1);
    activations.remove(h - 1);
    return network(activations, weights, biases);
  }

  private static Network network(
      List<Activation> activations, List<RationalMatrix> weights, List<RationalMatrix> biases) {
    List<Integer> widths = new ArrayList<>();
    widths.add(weights.getFirst().columns());
    weights.forEach(w -> widths.add(w.rows()));
    return new Network(new Architecture(widths), activations, weights, biases);
  }

  private static Sample apply(Move move, Sample s) {
    return switch (move) {
      case Move.DropInput(int i) when s.x().rows() > 1 && i < s.x().rows() ->
          new Sample(s.x().withoutRow(i), s.y());
      case Move.DropOutput(int i) when s.y().rows() > 1 && i < s.y().rows() ->
          new Sample(s.x(), s.y().withoutRow(i));
      case Move.DropExample(int i) when s.size() > 1 ->
          new Sample(s.x().withoutColumn(i), s.y().withoutColumn(i));
      default -> s;
    };
  }

  /** The component with one number made simpler. */
  private static List<Object> simpler(Object part) {
    List<Object> result = new ArrayList<>();
    switch (part) {
      case Rational r -> result.addAll(simpler(r));
      case RationalMatrix m -> result.addAll(simpler(m));
      case Sample s -> {
        simpler(s.x()).forEach(x -> result.add(new Sample(x, s.y())));
        simpler(s.y()).forEach(y -> result.add(new Sample(s.x(), y)));
      }
      case Network n -> {
        for (int h = 0; h < n.depth(); h++) {
          int layer = h;
          simpler(n.weights().get(h))
              .forEach(
                  w -> result.add(n.withParameters(replaced(n.weights(), layer, w), n.biases())));
          simpler(n.biases().get(h))
              .forEach(
                  b -> result.add(n.withParameters(n.weights(), replaced(n.biases(), layer, b))));
        }
      }
      default -> {
        return result; // a loss has no simpler neighbour
      }
    }
    return result;
  }

  private static List<RationalMatrix> replaced(List<RationalMatrix> list, int i, RationalMatrix m) {
    List<RationalMatrix> copy = new ArrayList<>(list);
    copy.set(i, m);
    return copy;
  }

  private static List<RationalMatrix> simpler(RationalMatrix m) {
    List<RationalMatrix> result = new ArrayList<>();
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        for (Rational r : simpler(m.get(i, j))) {
          result.add(m.with(i, j, r));
        }
      }
    }
    return result;
  }

  /**
   * Simpler numbers: 0, ±1, the integer part, half of it; each of smaller {@link Complexity} than
   * the number.
   */
  private static List<Rational> simpler(Rational r) {
    List<Rational> result = new ArrayList<>();
    Rational one = r.signum() < 0 ? Rational.ONE.negate() : Rational.ONE;
    Rational whole = Rational.of(r.numerator().divide(r.denominator()), java.math.BigInteger.ONE);
    Rational half =
        Rational.of(r.numerator().divide(r.denominator().shiftLeft(1)), java.math.BigInteger.ONE);
    for (Rational candidate : List.of(Rational.ZERO, Rational.ONE, one, whole, half)) {
      if (Complexity.of(candidate) < Complexity.of(r) && !result.contains(candidate)) {
        result.add(candidate);
      }
    }
    return result;
  }
}
