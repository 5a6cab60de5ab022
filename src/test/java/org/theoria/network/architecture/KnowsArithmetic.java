package org.theoria.network.architecture;

import org.theoria.arithmetic.architecture.KnowsNetworks;

/**
 * In the right direction, for {@code ArchitectureTest}; with {@link KnowsNetworks} it is half of a
 * cycle.
 */
public final class KnowsArithmetic {
  /** Uses the other package. */
  public boolean isSame(KnowsNetworks other) {
    return other.network() == this;
  }
}
