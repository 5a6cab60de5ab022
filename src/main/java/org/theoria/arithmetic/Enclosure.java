package org.theoria.arithmetic;

/**
 * A proven enclosure of one real number: lower ≤ value ≤ upper, both exact rationals. A point
 * (lower = upper) is the exact value.
 *
 * @param lower the proven lower bound
 * @param upper the proven upper bound
 */
public record Enclosure(Rational lower, Rational upper) {

  public Enclosure {
    if (lower.compareTo(upper) > 0) {
      throw new IllegalArgumentException("enclosure: lower " + lower + " > upper " + upper);
    }
  }

  /** The exact value. */
  public static Enclosure exactly(Rational value) {
    return new Enclosure(value, value);
  }

  public boolean isPoint() {
    return lower.equals(upper);
  }

  public Rational width() {
    return upper.minus(lower);
  }

  /** An enclosure of (this − other). */
  public Enclosure minus(Enclosure other) {
    return new Enclosure(lower.minus(other.upper), upper.minus(other.lower));
  }

  public boolean contains(Rational value) {
    return lower.compareTo(value) <= 0 && value.compareTo(upper) <= 0;
  }

  /** Whether some number is in both. */
  public boolean overlaps(Enclosure other) {
    return lower.compareTo(other.upper) <= 0 && other.lower.compareTo(upper) <= 0;
  }

  /** The largest absolute value in the enclosure. */
  public Rational magnitude() {
    return lower.abs().max(upper.abs());
  }
}
