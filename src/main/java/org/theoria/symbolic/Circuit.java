package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Expression.Abs;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Derivative;
import org.theoria.symbolic.Expression.Elementary;
import org.theoria.symbolic.Expression.Max;
import org.theoria.symbolic.Expression.Power;
import org.theoria.symbolic.Expression.Product;
import org.theoria.symbolic.Expression.Sum;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Expressions with each common part once: a straight-line program of sums, products, powers with
 * small integer exponents, applications of uninterpreted functions, and derivatives. Nodes are
 * numbered so that the parts of a node come before it; equal nodes have the same number. Max, Abs
 * and other powers have no place here.
 */
final class Circuit {
  private static final int EXPONENT_LIMIT = 64;

  /** What a node does with its parts. */
  sealed interface Operation {}

  record Numeral(Rational value) implements Operation {}

  record Variable(String name) implements Operation {}

  /** Sum of the parts, which are sorted. */
  record Addition() implements Operation {}

  /** Product of the parts, which are sorted. */
  record Multiplication() implements Operation {}

  /** The one part to this power, not 0 or 1. */
  record Exponentiation(int exponent) implements Operation {}

  /** A derivative of an uninterpreted function at the parts. */
  record Application(String function, List<Integer> orders) implements Operation {
    /** Once more differentiated with respect to argument i, from 0. */
    Application derived(int i) {
      List<Integer> more = new ArrayList<>(orders);
      more.set(i, more.get(i) + 1);
      return new Application(function, List.copyOf(more));
    }
  }

  /** The derivative of the one part with respect to a symbol, not carried out. */
  record Differential(String symbol) implements Operation {}

  /**
   * @param operation what is done
   * @param parts the numbers of the parts
   */
  record Node(Operation operation, List<Integer> parts) {}

  private static final Operation ADDITION = new Addition();
  private static final Operation MULTIPLICATION = new Multiplication();

  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Integer> numbers = new HashMap<>();
  private final IdentityHashMap<Expression, Integer> known = new IdentityHashMap<>();
  private final Map<String, Map<Integer, Integer>> derivatives = new HashMap<>();
  private final Map<Integer, Integer> carriedOut = new HashMap<>();

  int size() {
    return nodes.size();
  }

  Node node(int number) {
    return nodes.get(number);
  }

  /**
   * The number of the expression's node.
   *
   * @throws UndecidedException where the expression has a part that has no place here
   */
  int add(Expression expression) {
    Integer number = known.get(expression);
    if (number == null) {
      number = added(expression);
      known.put(expression, number);
    }
    return number;
  }

  private int added(Expression expression) {
    return switch (expression) {
      case Constant c -> number(c.value());
      case Symbol s -> node(new Variable(s.name()), List.of());
      case Sum s -> sum(s.terms().stream().map(this::add).toList());
      case Product p -> product(p.factors().stream().map(this::add).toList());
      case Power p -> {
        OptionalInt n =
            p.exponent() instanceof Constant c
                ? SmallInteger.of(c.value(), EXPONENT_LIMIT)
                : OptionalInt.empty();
        if (n.isEmpty()) {
          throw new UndecidedException(p + ": not a power with a small integer exponent");
        }
        yield power(add(p.base()), n.getAsInt());
      }
      case Apply a ->
          node(
              new Application(a.function(), a.orders()),
              a.arguments().stream().map(this::add).toList());
      case Derivative d -> node(new Differential(d.variable().name()), List.of(add(d.body())));
      case Max m -> throw new UndecidedException(m + " has kinks");
      case Abs a -> throw new UndecidedException(a + " has kinks");
      case Elementary e -> throw new UndecidedException(e + " is not algebraic");
    };
  }

  private int node(Operation operation, List<Integer> parts) {
    Node node = new Node(operation, List.copyOf(parts));
    Integer number = numbers.get(node);
    if (number == null) {
      number = nodes.size();
      nodes.add(node);
      numbers.put(node, number);
    }
    return number;
  }

  int number(Rational value) {
    return node(new Numeral(value), List.of());
  }

  /** The sum of nodes; numbers are added up. */
  int sum(List<Integer> terms) {
    Rational constant = Rational.ZERO;
    List<Integer> rest = new ArrayList<>();
    for (int term : terms) {
      if (nodes.get(term).operation() instanceof Numeral n) {
        constant = constant.plus(n.value());
      } else {
        rest.add(term);
      }
    }
    if (!constant.isZero() || rest.isEmpty()) {
      rest.add(number(constant));
    }
    return rest.size() == 1 ? rest.getFirst() : node(ADDITION, rest.stream().sorted().toList());
  }

  /** The product of nodes; numbers are multiplied, and 0 makes it 0 (wherever it is defined). */
  int product(List<Integer> factors) {
    Rational constant = Rational.ONE;
    List<Integer> rest = new ArrayList<>();
    for (int factor : factors) {
      if (nodes.get(factor).operation() instanceof Numeral n) {
        constant = constant.times(n.value());
      } else {
        rest.add(factor);
      }
    }
    if (constant.isZero()) {
      return number(Rational.ZERO);
    }
    if (!constant.equals(Rational.ONE) || rest.isEmpty()) {
      rest.add(number(constant));
    }
    return rest.size() == 1
        ? rest.getFirst()
        : node(MULTIPLICATION, rest.stream().sorted().toList());
  }

  private int power(int base, int exponent) {
    if (exponent == 0) {
      return number(Rational.ONE);
    }
    return exponent == 1 ? base : node(new Exponentiation(exponent), List.of(base));
  }

  /** The node a − b. */
  int difference(int a, int b) {
    return sum(List.of(a, product(List.of(number(Rational.ONE.negate()), b))));
  }

  private boolean isZero(int number) {
    return nodes.get(number).operation() instanceof Numeral n && n.value().isZero();
  }

  /** The node with every derivative in it carried out by our own rules. */
  int carriedOut(int number) {
    Integer done = carriedOut.get(number);
    if (done == null) {
      Node node = nodes.get(number);
      done = rebuilt(node, node.parts().stream().map(this::carriedOut).toList());
      carriedOut.put(number, done);
    }
    return done;
  }

  private int rebuilt(Node node, List<Integer> parts) {
    return switch (node.operation()) {
      case Numeral n -> node(n, parts);
      case Variable v -> node(v, parts);
      case Addition a -> sum(parts);
      case Multiplication m -> product(parts);
      case Exponentiation e -> power(parts.getFirst(), e.exponent());
      case Application a -> node(a, parts);
      case Differential d -> derivative(parts.getFirst(), d.symbol());
    };
  }

  /** The partial derivative, by the rules of sum, product and power and by the chain rule. */
  int derivative(int number, String symbol) {
    Map<Integer, Integer> done = derivatives.computeIfAbsent(symbol, s -> new HashMap<>());
    Integer result = done.get(number);
    if (result == null) {
      result = differentiated(number, symbol);
      done.put(number, result);
    }
    return result;
  }

  private int differentiated(int number, String symbol) {
    Node node = nodes.get(number);
    List<Integer> parts = node.parts();
    return switch (node.operation()) {
      case Numeral n -> number(Rational.ZERO);
      case Variable v -> number(v.name().equals(symbol) ? Rational.ONE : Rational.ZERO);
      case Addition a -> sum(parts.stream().map(part -> derivative(part, symbol)).toList());
      case Multiplication m -> {
        List<Integer> terms = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
          List<Integer> factors = new ArrayList<>(parts);
          factors.set(i, derivative(parts.get(i), symbol));
          terms.add(product(factors));
        }
        yield sum(terms);
      }
      case Exponentiation e ->
          product(
              List.of(
                  number(Rational.of(e.exponent())),
                  power(parts.getFirst(), e.exponent() - 1),
                  derivative(parts.getFirst(), symbol)));
      case Application a -> {
        List<Integer> terms = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
          int inner = derivative(parts.get(i), symbol);
          if (!isZero(inner)) {
            terms.add(product(List.of(node(a.derived(i), parts), inner)));
          }
        }
        yield sum(terms);
      }
      case Differential d -> derivative(carriedOut(number), symbol);
    };
  }

  /** The node as an expression, common parts shared. */
  Expression expression(int number) {
    return new Writer(Optional.empty()).write(number);
  }

  /**
   * The node as an expression in which each distinct application is a symbol of its own: an
   * identity between such expressions implies the identity between the expressions themselves.
   *
   * @param representatives for the number of an application, that of the application that stands
   *     for all those equal to it
   */
  Expression abstracted(int number, IntUnaryOperator representatives) {
    return new Writer(Optional.of(representatives)).write(number);
  }

  private final class Writer {
    private final Optional<IntUnaryOperator> representatives;
    private final Map<Integer, Expression> written = new HashMap<>();

    Writer(Optional<IntUnaryOperator> representatives) {
      this.representatives = representatives;
    }

    Expression write(int number) {
      Expression done = written.get(number);
      if (done == null) {
        done = written(number);
        written.put(number, done);
      }
      return done;
    }

    private Expression written(int number) {
      Node node = nodes.get(number);
      if (representatives.isPresent() && node.operation() instanceof Application) {
        // were this the name of a symbol, the question would be another one: never a wrong "equal",
        // since that is confirmed on the nodes
        return Expression.symbol("application_" + representatives.get().applyAsInt(number));
      }
      List<Expression> parts = node.parts().stream().map(this::write).toList();
      return switch (node.operation()) {
        case Numeral n -> new Constant(n.value());
        case Variable v -> new Symbol(v.name());
        case Addition a -> Expression.sum(parts);
        case Multiplication m -> Expression.product(parts);
        case Exponentiation e ->
            Expression.power(parts.getFirst(), Expression.constant(e.exponent()));
        case Application a -> new Apply(a.function(), a.orders(), parts);
        case Differential d -> new Derivative(parts.getFirst(), new Symbol(d.symbol()));
      };
    }
  }
}
