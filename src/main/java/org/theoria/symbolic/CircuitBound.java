package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Circuit.Addition;
import org.theoria.symbolic.Circuit.Application;
import org.theoria.symbolic.Circuit.Differential;
import org.theoria.symbolic.Circuit.Exponentiation;
import org.theoria.symbolic.Circuit.Multiplication;
import org.theoria.symbolic.Circuit.Node;
import org.theoria.symbolic.Circuit.Numeral;
import org.theoria.symbolic.Circuit.Variable;

/**
 * Bounds for the error of {@link CircuitModularCheck}, from the way a circuit is written: each node
 * is a quotient N/D of polynomials over ℤ in the symbols and the values of the applications, and
 * this bounds their total degrees and the binary logarithms of the sums of the absolute values of
 * their coefficients; the same for the derivative of each node with respect to any symbol. The
 * argument is that of {@link DegreeBound}.
 */
final class CircuitBound {
  private final List<DegreeBound.Fraction> values = new ArrayList<>();
  private final List<DegreeBound.Fraction> derivatives = new ArrayList<>();
  private final List<DegreeBound.Fraction> keys = new ArrayList<>();

  CircuitBound(Circuit circuit) {
    for (int i = 0; i < circuit.size(); i++) {
      Node node = circuit.node(i);
      values.add(value(node));
      derivatives.add(derivative(node));
    }
  }

  /**
   * −log₂ of a bound of the probability that one trial is wrong about any of these nodes; may be
   * negative, where the bound says nothing.
   */
  double trialErrorBits(List<Integer> roots) {
    double degree = 0;
    double bits = 0;
    for (int root : roots) {
      degree = Math.max(degree, values.get(root).size());
      bits = Math.max(bits, values.get(root).allBits());
    }
    double one = DegreeBound.trialErrorBits(new DegreeBound.Fraction(degree, 0, bits, 0), keys);
    return one - Math.log(roots.size()) / Math.log(2);
  }

  private DegreeBound.Fraction value(Node node) {
    List<DegreeBound.Fraction> parts = node.parts().stream().map(values::get).toList();
    return switch (node.operation()) {
      case Numeral n -> DegreeBound.constant(n.value());
      case Variable v -> DegreeBound.Fraction.VARIABLE;
      case Addition a -> sum(parts);
      case Multiplication m -> parts.stream().reduce(DegreeBound.Fraction::times).orElseThrow();
      case Exponentiation e -> parts.getFirst().power(e.exponent());
      case Application a -> {
        double degree = 0;
        double bits = 0;
        for (DegreeBound.Fraction part : parts) {
          degree += part.size();
          bits += part.allBits();
        }
        keys.add(new DegreeBound.Fraction(degree, 0, bits, 0));
        yield DegreeBound.Fraction.VARIABLE;
      }
      case Differential d -> derivatives.get(node.parts().getFirst());
    };
  }

  private DegreeBound.Fraction derivative(Node node) {
    List<Integer> parts = node.parts();
    return switch (node.operation()) {
      case Numeral n -> DegreeBound.constant(Rational.ZERO);
      case Variable v -> DegreeBound.constant(Rational.ONE);
      case Addition a -> sum(parts.stream().map(derivatives::get).toList());
      case Multiplication m -> {
        List<DegreeBound.Fraction> terms = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
          DegreeBound.Fraction term = derivatives.get(parts.get(i));
          for (int j = 0; j < parts.size(); j++) {
            term = j == i ? term : term.times(values.get(parts.get(j)));
          }
          terms.add(term);
        }
        yield sum(terms);
      }
      case Exponentiation e ->
          DegreeBound.constant(Rational.of(e.exponent()))
              .times(values.get(parts.getFirst()).power(e.exponent() - 1))
              .times(derivatives.get(parts.getFirst()));
      case Application a ->
          sum(
              parts.stream()
                  .map(derivatives::get)
                  .map(DegreeBound.Fraction.VARIABLE::times)
                  .toList());
      // unbounded: CircuitModularCheck refuses a derivative of a derivative
      case Differential d ->
          new DegreeBound.Fraction(Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY, 0);
    };
  }

  private static DegreeBound.Fraction sum(List<DegreeBound.Fraction> terms) {
    return terms.stream().reduce(DegreeBound.Fraction::plus).orElseThrow();
  }
}
