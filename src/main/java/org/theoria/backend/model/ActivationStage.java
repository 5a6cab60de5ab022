package org.theoria.backend.model;

import java.util.List;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Session;
import org.theoria.network.StandardActivation;

/** σ after something that is no product. */
final class ActivationStage implements Stage {
  private final ModelMemory memory;
  private final Session session;
  private final StandardActivation activation;
  private final int rows;

  ActivationStage(ModelMemory memory, StandardActivation activation, int rows) {
    this.memory = memory;
    this.session = memory.session();
    this.activation = activation;
    this.rows = rows;
  }

  @Override
  public List<Tensor> tensors() {
    return List.of();
  }

  @Override
  public Pass pass(int columns) {
    DeviceMatrix output = memory.zeros(rows, columns);
    return new Pass() {
      @Override
      public DeviceMatrix forward(DeviceMatrix x, Mode mode) {
        session.activate(activation, x, output);
        return output;
      }

      @Override
      public DeviceMatrix backward(DeviceMatrix x, DeviceMatrix delta, boolean needed) {
        session.pullBack(activation, x, delta);
        return delta;
      }
    };
  }
}
