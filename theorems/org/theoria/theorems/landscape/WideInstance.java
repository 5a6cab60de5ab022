package org.theoria.theorems.landscape;

import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;

/**
 * A regression problem E(θ) = Σ_i L(f_θ(xⁱ) − yⁱ) at one θ, whose first layers may be taken as a
 * feature map.
 */
interface WideInstance {

  /** The network with θ. */
  Network network();

  /** The sample, x of shape n₀ × n, y of shape n_H × n. */
  Sample sample();

  /** The loss L. */
  Loss loss();

  /** k: the layers 1..k are the feature map; 0 where there is none. */
  int features();
}
