package org.theoria.train;

import java.util.Optional;

/** A look at a run while it goes on. */
public interface ModelLook {

  /** Steps done, 0 at the start. */
  int step();

  /** Epochs done: whole passes over the sample; of full batches the steps. */
  int epoch();

  /** E(θ) of the whole sample, in evaluation mode. */
  double loss();

  /**
   * ‖∇E(θ)‖ of the whole sample; in a model with dropout or batch normalisation of its training
   * mode, with the mask of the step that comes next.
   */
  double gradientNorm();

  /** The learning rate of the next step. */
  double rate();

  /** What the held-out examples say, where there are some. */
  Optional<HeldOut.Measure> heldOut();

  /** θ, fetched from the device; a fresh array. As of {@link #state}. */
  double[] parameters();

  /**
   * All that the run needs to go on from here, fetched from the device when first asked for; its
   * arrays are not to be modified.
   *
   * @throws IllegalStateException if the run went on to another look
   */
  TrainingState state();
}
