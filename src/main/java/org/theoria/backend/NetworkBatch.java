package org.theoria.backend;

/**
 * Many networks of one architecture, each with its own parameters, on the backend at once. Networks
 * never mix: the result of one depends on nothing but its own parameters and sample. Parameters and
 * gradients are in the order of {@link org.theoria.network.Parameters}. A closed batch refuses all
 * but another close, which does nothing.
 */
public interface NetworkBatch extends AutoCloseable {

  /**
   * The losses and gradients of all networks.
   *
   * @param losses E(θ_i), of shape [count]
   * @param gradients ∇E(θ_i), of shape [count][P]
   */
  record Gradients(double[] losses, double[][] gradients) {}

  /**
   * Replaces the networks, whose memory is given back first; the state of the optimiser starts at
   * 0. Where it fails, the batch is empty.
   *
   * @param parameters θ_i, of shape [count][P]
   * @param samples one sample for all, or one for each
   */
  void upload(double[][] parameters, BatchSamples samples);

  /** E and ∇E of every network, at the current parameters. */
  Gradients lossAndGradient();

  /**
   * Full-batch steps of every network. A call with the same optimiser continues the one before;
   * another optimiser starts with state 0.
   *
   * @param count how many, at least 0
   */
  void steps(int count, Optimiser optimiser);

  /** The current parameters, of shape [count][P]. */
  double[][] download();

  @Override
  void close();
}
