package org.theoria.train;

import org.theoria.network.Network;

/** A look at a run while it goes on. The numbers are those of the whole sample. */
public interface TrainingLook {

  /** Steps done, 0 at the start. */
  int step();

  /** Epochs done: times that all examples were seen; of full batches the steps. */
  int epoch();

  /** E(θ). */
  double loss();

  /** ‖∇E(θ)‖. */
  double gradientNorm();

  /** θ in the order of {@link org.theoria.network.Parameters}; a fresh array. */
  double[] parameters();

  /** The network whose parameters are exactly those doubles. */
  Network network();
}
