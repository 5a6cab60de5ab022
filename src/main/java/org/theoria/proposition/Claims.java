package org.theoria.proposition;

import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;

/**
 * The claims of a proposition (or of a mutant of it), written once for every arithmetic.
 *
 * @param <I> the instances
 */
public interface Claims<I> {

  /**
   * Both sides of every claim on this instance. The list always has the same ids in the same order.
   * Sides that the arithmetic cannot represent throw {@link
   * org.theoria.arithmetic.NotRepresentableException}.
   */
  <M extends Matrix<M>> List<Claim<M>> on(I instance, OrderedArithmetic<M> k);

  /**
   * Whether exact rational arithmetic can evaluate the claims on this instance (all its activations
   * and its loss map ℚ to ℚ).
   */
  boolean isRational(I instance);
}
