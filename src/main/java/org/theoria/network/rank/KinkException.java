package org.theoria.network.rank;

/** A pre-activation is exactly 0 where the activation has a kink: no Jacobian matrix is defined. */
public final class KinkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  KinkException(int layer, int neuron, int example) {
    super(
        "the pre-activation of neuron "
            + (neuron + 1)
            + " of layer "
            + layer
            + " at example "
            + (example + 1)
            + " is exactly 0: expected one off the kink, where the Jacobian matrix is defined");
  }
}
