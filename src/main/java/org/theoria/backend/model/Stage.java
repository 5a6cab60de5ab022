package org.theoria.backend.model;

import java.util.List;
import org.theoria.backend.DeviceMatrix;

/**
 * A layer on the device, or two that are one operation there. What it takes there is of the {@link
 * ModelMemory} that it is made with, which frees it at the end of the model.
 */
interface Stage {

  /** Its parameters, in order. */
  List<Tensor> tensors();

  /** What else a resumed run needs: running statistics. */
  default List<DeviceMatrix> statistics() {
    return List.of();
  }

  /** {@link #statistics} were written from outside. */
  default void statisticsChanged() {}

  /** Its buffers for batches of this many columns. */
  Pass pass(int columns);

  /** One batch on its way through a stage. */
  interface Pass {

    /**
     * The output; x is not changed. It may be x itself, and stays as it is until the next forward.
     */
    DeviceMatrix forward(DeviceMatrix x, Mode mode);

    /**
     * After a forward of the same x in training mode: writes the gradients of the parameters.
     *
     * @param delta ∂E/∂output, of which nothing is left afterwards
     * @param needed whether ∂E/∂x is asked for
     * @return ∂E/∂x where it is needed, else anything; it may be delta
     */
    DeviceMatrix backward(DeviceMatrix x, DeviceMatrix delta, boolean needed);
  }
}
