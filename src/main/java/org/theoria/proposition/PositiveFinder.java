package org.theoria.proposition;

import java.util.Optional;

/**
 * Looks for a certificate of the property that a {@link Not} denies, on one instance. It is also
 * what replay calls to rebuild the matrices of the certificate from the instance, so it must be a
 * pure function.
 */
@FunctionalInterface
public interface PositiveFinder<I> {
  Optional<Positive> positive(I instance);
}
