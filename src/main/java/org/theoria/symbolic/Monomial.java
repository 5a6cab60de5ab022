package org.theoria.symbolic;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A product of powers of atoms with pairwise different keys; no exponent is 0. Exponents are normal
 * forms: numbers, or polynomials in integer symbols.
 */
final class Monomial implements Comparable<Monomial> {
  static final Monomial ONE = new Monomial(new TreeMap<>());

  /**
   * A base that is not taken apart further, known by the printed form of its normalised expression.
   */
  record Atom(String key, Expression expression) implements Comparable<Atom> {
    static Atom of(Expression expression) {
      return new Atom(expression.toString(), expression);
    }

    @Override
    public int compareTo(Atom other) {
      return key.compareTo(other.key);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Atom a && key.equals(a.key);
    }

    @Override
    public int hashCode() {
      return key.hashCode();
    }
  }

  private final SortedMap<Atom, NormalForm> powers;
  private final String key;

  private Monomial(SortedMap<Atom, NormalForm> powers) {
    this.powers = Collections.unmodifiableSortedMap(powers);
    StringBuilder text = new StringBuilder();
    powers.forEach(
        (atom, exponent) -> {
          text.append('{').append(atom.key()).append('}');
          if (!exponent.equals(NormalForm.ONE)) {
            text.append('^').append(exponent.key());
          }
        });
    this.key = text.toString();
  }

  static Monomial of(Atom atom, NormalForm exponent) {
    if (exponent.isZero()) {
      return ONE;
    }
    TreeMap<Atom, NormalForm> one = new TreeMap<>();
    one.put(atom, exponent);
    return new Monomial(one);
  }

  /** The atoms with their exponents. */
  SortedMap<Atom, NormalForm> powers() {
    return powers;
  }

  String key() {
    return key;
  }

  boolean isOne() {
    return powers.isEmpty();
  }

  Monomial times(Monomial other) {
    if (isOne()) {
      return other;
    }
    if (other.isOne()) {
      return this;
    }
    TreeMap<Atom, NormalForm> product = new TreeMap<>(powers);
    other.powers.forEach(
        (atom, exponent) -> {
          NormalForm before = product.get(atom);
          NormalForm after = before == null ? exponent : before.plus(exponent);
          if (after.isZero()) {
            product.remove(atom);
          } else {
            product.put(atom, after);
          }
        });
    return new Monomial(product);
  }

  /** The monomial with every exponent multiplied. */
  Monomial power(NormalForm exponent) {
    TreeMap<Atom, NormalForm> raised = new TreeMap<>();
    powers.forEach(
        (atom, e) -> {
          NormalForm product = e.times(exponent);
          if (!product.isZero()) {
            raised.put(atom, product);
          }
        });
    return new Monomial(raised);
  }

  /** The monomial with this atom at another exponent. */
  Monomial with(Atom atom, NormalForm exponent) {
    TreeMap<Atom, NormalForm> changed = new TreeMap<>(powers);
    changed.remove(atom);
    if (!exponent.isZero()) {
      changed.put(atom, exponent);
    }
    return new Monomial(changed);
  }

  @Override
  public int compareTo(Monomial other) {
    return key.compareTo(other.key);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Monomial m && key.equals(m.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return key;
  }
}
