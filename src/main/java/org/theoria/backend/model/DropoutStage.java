package org.theoria.backend.model;

import java.util.List;
import java.util.Optional;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Session;
import org.theoria.sampling.Stream;

/** Dropout. */
final class DropoutStage implements Stage {
  private final ModelMemory memory;
  private final Session session;
  private final double keep;
  private final long salt;

  DropoutStage(ModelMemory memory, Dropout layer, long salt) {
    this.memory = memory;
    this.session = memory.session();
    this.keep = layer.keep();
    this.salt = salt;
  }

  @Override
  public List<Tensor> tensors() {
    return List.of();
  }

  @Override
  public Pass pass(int columns) {
    return new DropoutPass();
  }

  private final class DropoutPass implements Pass {
    private Optional<DeviceMatrix> output = Optional.empty();
    private long key;

    @Override
    public DeviceMatrix forward(DeviceMatrix x, Mode mode) {
      return switch (mode) {
        case Mode.Evaluation() -> x;
        case Mode.Training(long step) -> {
          key = Stream.mix(step ^ salt);
          DeviceMatrix out = output.orElseGet(() -> memory.zeros(x.rows(), x.columns()));
          output = Optional.of(out);
          session.copy(x, out);
          session.dropout(key, keep, out);
          yield out;
        }
      };
    }

    @Override
    public DeviceMatrix backward(DeviceMatrix x, DeviceMatrix delta, boolean needed) {
      session.dropout(key, keep, delta);
      return delta;
    }
  }
}
