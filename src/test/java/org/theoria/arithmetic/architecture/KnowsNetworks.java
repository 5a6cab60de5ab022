package org.theoria.arithmetic.architecture;

import org.theoria.network.architecture.KnowsArithmetic;

/**
 * Wrong on purpose, for {@code ArchitectureTest}: arithmetic must not know networks, and this
 * closes a cycle.
 */
public record KnowsNetworks(KnowsArithmetic network) {}
