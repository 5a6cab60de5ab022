package org.theoria.proposition;

import java.util.Optional;

/**
 * A statement that an object exists: a constructor builds it and the product is checked exactly;
 * only a proof of non-existence refutes it, a failing constructor refutes nothing.
 */
public non-sealed interface Exists<I extends Record> extends Proposition<I> {

  /**
   * What holds wherever the object exists, whatever it is: relations between exact numbers of the
   * instance, with ids that are not among those of {@link #claims}. Where one is violated there is
   * no such object, and that alone refutes the statement.
   */
  default Optional<Claims<I>> necessaryConditions() {
    return Optional.empty();
  }
}
