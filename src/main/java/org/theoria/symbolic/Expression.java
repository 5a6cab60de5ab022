package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.theoria.arithmetic.Rational;

/**
 * A real expression: the trees of Theoria's own grammar ({@link ExpressionParser}). Nothing is
 * simplified except arithmetic of constants, so that an expression keeps its domain: 0·(1/x) stays
 * what was written.
 */
public sealed interface Expression {

  /** A rational number. */
  record Constant(Rational value) implements Expression {
    public static final Constant ZERO = new Constant(Rational.ZERO);
    public static final Constant ONE = new Constant(Rational.ONE);
    public static final Constant MINUS_ONE = new Constant(Rational.ONE.negate());

    @Override
    public String toString() {
      return ExpressionPrinter.print(this);
    }
  }

  /** A real (or, where the assumptions say so, integer) variable. */
  record Symbol(String name) implements Expression {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A sum of at least two terms. */
  record Sum(List<Expression> terms) implements Expression {
    public Sum {
      terms = List.copyOf(terms);
    }

    @Override
    public String toString() {
      return ExpressionPrinter.print(this);
    }
  }

  /** A product of at least two factors. */
  record Product(List<Expression> factors) implements Expression {
    public Product {
      factors = List.copyOf(factors);
    }

    @Override
    public String toString() {
      return ExpressionPrinter.print(this);
    }
  }

  /** A power; a quotient is a power with exponent −1, a square root one with exponent 1/2. */
  record Power(Expression base, Expression exponent) implements Expression {
    @Override
    public String toString() {
      return ExpressionPrinter.print(this);
    }
  }

  /**
   * A partial derivative of an uninterpreted smooth function, applied to arguments.
   *
   * @param function the name of the function
   * @param orders how often it is differentiated with respect to each argument; all 0 is the
   *     function itself
   * @param arguments the arguments, as many as orders
   */
  record Apply(String function, List<Integer> orders, List<Expression> arguments)
      implements Expression {
    public Apply {
      orders = List.copyOf(orders);
      arguments = List.copyOf(arguments);
      if (orders.size() != arguments.size() || arguments.isEmpty()) {
        throw new IllegalArgumentException(
            "application of "
                + function
                + ": "
                + arguments.size()
                + " arguments and "
                + orders.size()
                + " derivative orders");
      }
    }

    @Override
    public String toString() {
      return ExpressionPrinter.print(this);
    }
  }

  /** The largest of at least two expressions. */
  record Max(List<Expression> arguments) implements Expression {
    public Max {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return ExpressionPrinter.print(this);
    }
  }

  /** An absolute value. */
  record Abs(Expression argument) implements Expression {
    @Override
    public String toString() {
      return ExpressionPrinter.print(this);
    }
  }

  /** An elementary function that is not algebraic, applied. */
  record Elementary(ElementaryName function, Expression argument) implements Expression {
    @Override
    public String toString() {
      return ExpressionPrinter.print(this);
    }
  }

  /** The derivative of an expression with respect to a symbol, not yet carried out. */
  record Derivative(Expression body, Symbol variable) implements Expression {
    @Override
    public String toString() {
      return ExpressionPrinter.print(this);
    }
  }

  static Constant constant(long value) {
    return new Constant(Rational.of(value));
  }

  static Constant constant(Rational value) {
    return new Constant(value);
  }

  static Symbol symbol(String name) {
    return new Symbol(name);
  }

  /** The uninterpreted function applied, not differentiated. */
  static Expression apply(String function, List<Expression> arguments) {
    return new Apply(function, java.util.Collections.nCopies(arguments.size(), 0), arguments);
  }

  static Expression sum(Expression... terms) {
    return sum(List.of(terms));
  }

  /** The sum, nested sums taken apart and constants added up. */
  static Expression sum(List<Expression> terms) {
    List<Expression> flat = new ArrayList<>();
    Rational constant = Rational.ZERO;
    for (Expression term : terms) {
      for (Expression part : term instanceof Sum s ? s.terms() : List.of(term)) {
        if (part instanceof Constant c) {
          constant = constant.plus(c.value());
        } else {
          flat.add(part);
        }
      }
    }
    if (constant.signum() != 0 || flat.isEmpty()) {
      flat.add(new Constant(constant));
    }
    return flat.size() == 1 ? flat.getFirst() : new Sum(flat);
  }

  static Expression product(Expression... factors) {
    return product(List.of(factors));
  }

  /**
   * The product, nested products taken apart and constants multiplied; a factor 0 keeps its company
   * (it may be undefined).
   */
  static Expression product(List<Expression> factors) {
    List<Expression> flat = new ArrayList<>();
    Rational constant = Rational.ONE;
    for (Expression factor : factors) {
      for (Expression part : factor instanceof Product p ? p.factors() : List.of(factor)) {
        if (part instanceof Constant c) {
          constant = constant.times(c.value());
        } else {
          flat.add(part);
        }
      }
    }
    if (!constant.equals(Rational.ONE) || flat.isEmpty()) {
      flat.addFirst(new Constant(constant));
    }
    return flat.size() == 1 ? flat.getFirst() : new Product(flat);
  }

  /** The power; exponent 1 is dropped and a small constant power of a constant is computed. */
  static Expression power(Expression base, Expression exponent) {
    if (exponent.equals(Constant.ONE)) {
      return base;
    }
    if (base instanceof Constant b
        && exponent instanceof Constant e
        && SmallInteger.of(e.value(), 64).isPresent()
        && (b.value().signum() != 0 || e.value().signum() > 0)
        && b.value().bitSize() <= 256) {
      return new Constant(b.value().pow(SmallInteger.of(e.value(), 64).getAsInt()));
    }
    return new Power(base, exponent);
  }

  default Expression negate() {
    return product(Constant.MINUS_ONE, this);
  }

  default Expression plus(Expression other) {
    return sum(this, other);
  }

  default Expression minus(Expression other) {
    return sum(this, other.negate());
  }

  default Expression times(Expression other) {
    return product(this, other);
  }

  /** The direct parts, in order. */
  default List<Expression> parts() {
    return switch (this) {
      case Constant c -> List.of();
      case Symbol s -> List.of();
      case Sum s -> s.terms();
      case Product p -> p.factors();
      case Power p -> List.of(p.base(), p.exponent());
      case Apply a -> a.arguments();
      case Max m -> m.arguments();
      case Abs a -> List.of(a.argument());
      case Elementary e -> List.of(e.argument());
      case Derivative d -> List.of(d.body(), d.variable());
    };
  }

  /** This node with each direct part mapped; the variable of a derivative stays. */
  default Expression mapParts(UnaryOperator<Expression> map) {
    return switch (this) {
      case Constant c -> c;
      case Symbol s -> s;
      case Sum s -> sum(s.terms().stream().map(map).toList());
      case Product p -> product(p.factors().stream().map(map).toList());
      case Power p -> power(map.apply(p.base()), map.apply(p.exponent()));
      case Apply a -> new Apply(a.function(), a.orders(), a.arguments().stream().map(map).toList());
      case Max m -> new Max(m.arguments().stream().map(map).toList());
      case Abs a -> new Abs(map.apply(a.argument()));
      case Elementary e -> new Elementary(e.function(), map.apply(e.argument()));
      case Derivative d -> new Derivative(map.apply(d.body()), d.variable());
    };
  }

  /** Calls the visitor on this node and on every node below it. */
  default void visit(Consumer<Expression> visitor) {
    visitor.accept(this);
    parts().forEach(part -> part.visit(visitor));
  }

  /** The names of the symbols, sorted. */
  default SortedSet<String> symbols() {
    SortedSet<String> names = new TreeSet<>();
    visit(
        node -> {
          if (node instanceof Symbol s) {
            names.add(s.name());
          }
        });
    return names;
  }

  /** Whether a node of this class occurs. */
  default boolean contains(Class<? extends Expression> kind) {
    return kind.isInstance(this) || parts().stream().anyMatch(part -> part.contains(kind));
  }
}
