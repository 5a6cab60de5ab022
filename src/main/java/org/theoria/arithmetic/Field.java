package org.theoria.arithmetic;

import java.util.Optional;

/**
 * A field without an order: enough for ranks and identities of matrices whose activation patterns
 * are frozen.
 *
 * @param <E> the elements; each element of the field has one representation, so {@code equals} is
 *     equality in the field
 */
public interface Field<E> {

  /** The neutral element of addition. */
  E zero();

  /** The neutral element of multiplication. */
  E one();

  /** a + b. */
  E add(E a, E b);

  /** a − b. */
  E sub(E a, E b);

  /** a · b. */
  E mul(E a, E b);

  /** 1 / a; of zero throws {@link ArithmeticException}. */
  E inv(E a);

  boolean isZero(E a);

  /**
   * The image of a rational number; empty where it has none (its denominator is 0 in the field).
   */
  Optional<E> of(Rational value);
}
