package org.theoria.backend.model;

import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Session;
import org.theoria.network.StandardActivation;

/** The buffers of σ(W·x + b·𝟙ᵀ), and what a dense layer and a convolution share. */
final class Affine {
  private final Session session;
  private final StandardActivation activation;
  private final DeviceMatrix preActivation;
  private final DeviceMatrix output;

  Affine(ModelMemory memory, StandardActivation activation, int rows, int columns) {
    this.session = memory.session();
    this.activation = activation;
    preActivation = memory.zeros(rows, columns);
    output =
        activation == StandardActivation.IDENTITY ? preActivation : memory.zeros(rows, columns);
  }

  DeviceMatrix forward(DeviceMatrix weight, DeviceMatrix bias, DeviceMatrix x) {
    session.multiply(weight, x, preActivation);
    if (activation == StandardActivation.IDENTITY) {
      session.addColumn(bias, preActivation);
    } else {
      session.addColumnAndActivate(bias, activation, preActivation, output);
    }
    return output;
  }

  /** delta ← Dσ(z)ᵀ·delta. */
  void pullBack(DeviceMatrix delta) {
    if (activation != StandardActivation.IDENTITY) {
      session.pullBack(activation, preActivation, delta);
    }
  }
}
