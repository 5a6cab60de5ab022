package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.theoria.arithmetic.PrimeField;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;
import org.theoria.symbolic.Circuit.Addition;
import org.theoria.symbolic.Circuit.Application;
import org.theoria.symbolic.Circuit.Differential;
import org.theoria.symbolic.Circuit.Exponentiation;
import org.theoria.symbolic.Circuit.Multiplication;
import org.theoria.symbolic.Circuit.Node;
import org.theoria.symbolic.Circuit.Numeral;
import org.theoria.symbolic.Circuit.Variable;

/**
 * Tests whether nodes of a circuit are identically 0, all at once, by exact evaluation at random
 * points of random primes of [2⁶⁰, 2⁶¹) (Schwartz 1980, doi:10.1145/322217.322225), as {@link
 * ModularCheck} does for single expressions. Derivatives are computed here by forward
 * differentiation of the values (dual numbers modulo the prime), not by the symbolic rules: a
 * second opinion on those.
 *
 * <p>Each application of an uninterpreted function is a random value that is a function of the
 * values of its arguments. For nodes without derivatives to carry out, a value that is not 0 proves
 * that the node, as a rational function of symbols and applications, is not 0.
 */
final class CircuitModularCheck {
  /**
   * What was found.
   *
   * @param nonZero the roots that are not 0 at some point
   * @param errorExponent the others are 0, all together with an error probability of at most 2 to
   *     the minus this
   * @param trials the points drawn
   */
  record Found(Set<Integer> nonZero, int errorExponent, int trials) {}

  private final Circuit circuit;
  private final PrimeField field;
  private final Stream stream;
  private final long[] values;
  private final Map<Applied, Long> applications = new HashMap<>();
  private final Map<String, long[]> tangents = new HashMap<>();

  /** A function, or a derivative of it, at values. */
  private record Applied(Application function, List<Long> at) {}

  private CircuitModularCheck(Circuit circuit, PrimeField field, Stream stream) {
    this.circuit = circuit;
    this.field = field;
    this.stream = stream;
    this.values = new long[circuit.size()];
  }

  /**
   * Tests the roots.
   *
   * @throws UndecidedException where the circuit is too large for such a test, has a second
   *     derivative, or no point is found at which it is defined
   */
  static Found test(Circuit circuit, List<Integer> roots, long seed) {
    requireFirstDerivatives(circuit);
    double bits = new CircuitBound(circuit).trialErrorBits(roots);
    Stream stream = new Key("modular check of a circuit", seed).stream(circuit.size());
    Set<Integer> nonZero = new HashSet<>();
    ModularTrials.Done done =
        ModularTrials.run(
            bits,
            stream,
            field -> {
              CircuitModularCheck point = new CircuitModularCheck(circuit, field, stream);
              point.evaluate();
              roots.stream().filter(root -> point.values[root] != 0).forEach(nonZero::add);
              return true;
            });
    return new Found(Set.copyOf(nonZero), done.errorExponent(), done.trials());
  }

  private static void requireFirstDerivatives(Circuit circuit) {
    boolean[] differential = new boolean[circuit.size()];
    for (int i = 0; i < circuit.size(); i++) {
      Node node = circuit.node(i);
      boolean inside = node.parts().stream().anyMatch(part -> differential[part]);
      if (node.operation() instanceof Differential && inside) {
        throw new UndecidedException("a derivative of a derivative: not for this test");
      }
      differential[i] = inside || node.operation() instanceof Differential;
    }
  }

  private void evaluate() throws UndefinedPointException {
    for (int i = 0; i < values.length; i++) {
      values[i] = value(circuit.node(i));
    }
  }

  private long value(Node node) throws UndefinedPointException {
    List<Integer> parts = node.parts();
    return switch (node.operation()) {
      case Numeral n ->
          field
              .of(n.value())
              .orElseThrow(
                  () -> new UndefinedPointException("a denominator is 0 modulo the prime"));
      case Variable v -> ModularTrials.uniform(field, stream);
      case Addition a -> {
        long sum = 0;
        for (int part : parts) {
          sum = field.plus(sum, values[part]);
        }
        yield sum;
      }
      case Multiplication m -> {
        long product = 1;
        for (int part : parts) {
          product = field.times(product, values[part]);
        }
        yield product;
      }
      case Exponentiation e -> power(values[parts.getFirst()], e.exponent());
      case Application a -> application(a, parts);
      case Differential d -> {
        int body = parts.getFirst();
        yield tangents(d.symbol(), body)[body];
      }
    };
  }

  private long application(Application function, List<Integer> parts) {
    List<Long> at = new ArrayList<>(parts.size());
    for (int part : parts) {
      at.add(values[part]);
    }
    return applications.computeIfAbsent(
        new Applied(function, at), key -> ModularTrials.uniform(field, stream));
  }

  private long power(long base, int exponent) throws UndefinedPointException {
    if (base == 0 && exponent < 0) {
      throw new UndefinedPointException("a divisor is 0 at each point drawn");
    }
    return field.power(exponent < 0 ? field.inverse(base) : base, Math.abs((long) exponent));
  }

  /** The derivatives of the nodes up to the body with respect to the symbol. */
  private long[] tangents(String symbol, int body) throws UndefinedPointException {
    long[] known = tangents.getOrDefault(symbol, new long[0]);
    if (known.length <= body) {
      long[] more = java.util.Arrays.copyOf(known, body + 1);
      for (int i = known.length; i <= body; i++) {
        more[i] = tangent(circuit.node(i), symbol, more);
      }
      tangents.put(symbol, more);
      known = more;
    }
    return known;
  }

  private long tangent(Node node, String symbol, long[] t) throws UndefinedPointException {
    List<Integer> parts = node.parts();
    long sum = 0;
    switch (node.operation()) {
      case Numeral n -> {}
      case Variable v -> sum = v.name().equals(symbol) ? 1 : 0;
      case Addition a -> {
        for (int part : parts) {
          sum = field.plus(sum, t[part]);
        }
      }
      case Multiplication m -> {
        // (product, derivative of the product) of the parts so far
        long product = 1;
        for (int part : parts) {
          sum = field.plus(field.times(sum, values[part]), field.times(product, t[part]));
          product = field.times(product, values[part]);
        }
      }
      case Exponentiation e -> {
        int base = parts.getFirst();
        if (t[base] != 0) {
          long n = Math.floorMod((long) e.exponent(), field.prime());
          sum = field.times(field.times(n, power(values[base], e.exponent() - 1)), t[base]);
        }
      }
      case Application a -> {
        for (int i = 0; i < parts.size(); i++) {
          long inner = t[parts.get(i)];
          if (inner != 0) {
            sum = field.plus(sum, field.times(application(a.derived(i), parts), inner));
          }
        }
      }
      // never part of the body of another derivative (see requireFirstDerivatives)
      case Differential d -> {}
    }
    return sum;
  }
}
