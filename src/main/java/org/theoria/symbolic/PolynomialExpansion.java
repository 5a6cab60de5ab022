package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
 * Exact expansion of nodes of a circuit as polynomials with rational coefficients in the symbols
 * and the distinct applications; single symbols and applications may have negative powers. A node
 * that expands to nothing is 0 wherever it is defined.
 */
final class PolynomialExpansion {
  /** Larger polynomials are not expanded. */
  private static final int TERM_LIMIT = 20_000;

  /** Far inside the machine's integers. */
  private static final int EXPONENT_LIMIT = 1 << 30;

  private final Circuit circuit;
  private final Map<Integer, Map<Product, Rational>> expanded = new HashMap<>();
  private final Map<Integer, Integer> representatives = new HashMap<>();
  private final Map<At, Integer> applications = new HashMap<>();

  /** A function at expanded arguments. */
  private record At(Circuit.Operation function, List<Map<Product, Rational>> arguments) {}

  PolynomialExpansion(Circuit circuit) {
    this.circuit = circuit;
  }

  /** A power product: variable, exponent, variable, exponent…, by increasing variables. */
  private static final class Product {
    static final Product ONE = new Product(new int[0]);

    private final int[] powers;
    private final int hash;

    Product(int[] powers) {
      this.powers = powers;
      this.hash = Arrays.hashCode(powers);
    }

    Product times(Product other) {
      int[] a = powers;
      int[] b = other.powers;
      int[] merged = new int[a.length + b.length];
      int i = 0;
      int j = 0;
      int n = 0;
      while (i < a.length || j < b.length) {
        boolean first = j >= b.length || (i < a.length && a[i] <= b[j]);
        boolean both = i < a.length && j < b.length && a[i] == b[j];
        int variable = first ? a[i] : b[j];
        long sum = both ? (long) a[i + 1] + b[j + 1] : first ? a[i + 1] : b[j + 1];
        if (Math.abs(sum) > EXPONENT_LIMIT) {
          throw new UndecidedException("an exponent beyond " + EXPONENT_LIMIT);
        }
        int exponent = (int) sum;
        i += first ? 2 : 0;
        j += !first || both ? 2 : 0;
        if (exponent != 0) {
          merged[n] = variable;
          merged[n + 1] = exponent;
          n += 2;
        }
      }
      return new Product(Arrays.copyOf(merged, n));
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Product p && Arrays.equals(powers, p.powers);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** Whether the node, free of derivatives to carry out, expands to 0; nothing where too large. */
  Optional<Boolean> isZero(int node) {
    try {
      return Optional.of(expand(node).isEmpty());
    } catch (UndecidedException e) {
      return Optional.empty();
    }
  }

  /**
   * The application that stands for all those of the same function at equal arguments, equal by
   * their expansions.
   */
  int representative(int application) {
    Integer done = representatives.get(application);
    if (done == null) {
      done = first(application, circuit.node(application));
      representatives.put(application, done);
    }
    return done;
  }

  private int first(int application, Node node) {
    List<Map<Product, Rational>> arguments = new ArrayList<>();
    try {
      for (int part : node.parts()) {
        arguments.add(expand(part));
      }
    } catch (UndecidedException e) {
      return application; // too large to be compared: it stands for itself alone
    }
    return applications.computeIfAbsent(
        new At(node.operation(), List.copyOf(arguments)), key -> application);
  }

  private Map<Product, Rational> expand(int number) {
    Map<Product, Rational> done = expanded.get(number);
    if (done == null) {
      done = compute(number, circuit.node(number));
      expanded.put(number, done);
    }
    return done;
  }

  private Map<Product, Rational> compute(int number, Node node) {
    return switch (node.operation()) {
      case Numeral n -> n.value().isZero() ? Map.of() : Map.of(Product.ONE, n.value());
      case Variable v -> variable(number, 1);
      case Application a -> variable(representative(number), 1);
      case Addition a -> {
        Map<Product, Rational> sum = new HashMap<>();
        for (int part : node.parts()) {
          expand(part).forEach((product, c) -> add(sum, product, c));
        }
        yield sum;
      }
      case Multiplication m -> {
        Map<Product, Rational> product = Map.of(Product.ONE, Rational.ONE);
        for (int part : node.parts()) {
          product = times(product, expand(part));
        }
        yield product;
      }
      case Exponentiation e -> power(node.parts().getFirst(), e.exponent());
      case Differential d -> throw new UndecidedException("a derivative is not carried out");
    };
  }

  private static Map<Product, Rational> variable(int number, int exponent) {
    return Map.of(new Product(new int[] {number, exponent}), Rational.ONE);
  }

  private Map<Product, Rational> power(int base, int exponent) {
    if (exponent < 0) {
      Circuit.Operation operation = circuit.node(base).operation();
      if (operation instanceof Variable) {
        return variable(base, exponent);
      }
      if (operation instanceof Application) {
        return variable(representative(base), exponent);
      }
      throw new UndecidedException("a divisor that is a sum: not expanded");
    }
    Map<Product, Rational> of = expand(base);
    Map<Product, Rational> result = Map.of(Product.ONE, Rational.ONE);
    for (int i = 0; i < exponent; i++) {
      result = times(result, of);
    }
    return result;
  }

  private static Map<Product, Rational> times(
      Map<Product, Rational> left, Map<Product, Rational> right) {
    if ((long) left.size() * right.size() > TERM_LIMIT) {
      throw new UndecidedException("a polynomial of more than " + TERM_LIMIT + " terms");
    }
    Map<Product, Rational> product = new HashMap<>();
    left.forEach((a, c) -> right.forEach((b, d) -> add(product, a.times(b), c.times(d))));
    return product;
  }

  private static void add(Map<Product, Rational> sum, Product product, Rational coefficient) {
    sum.merge(
        product,
        coefficient,
        (a, b) -> {
          Rational c = a.plus(b);
          return c.isZero() ? null : c;
        });
  }
}
