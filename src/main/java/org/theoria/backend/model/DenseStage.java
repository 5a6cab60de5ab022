package org.theoria.backend.model;

import java.util.List;
import java.util.Optional;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Form;
import org.theoria.backend.Session;
import org.theoria.network.StandardActivation;

/** σ(W·x + b). */
final class DenseStage implements Stage {
  private final ModelMemory memory;
  private final Session session;
  private final StandardActivation activation;
  private final Tensor weight;
  private final Tensor bias;

  DenseStage(ModelMemory memory, Dense layer, Shape input, StandardActivation activation) {
    this.memory = memory;
    this.session = memory.session();
    this.activation = activation;
    List<ParameterBlock> blocks = layer.parameters(input);
    weight = new Tensor(memory, blocks.getFirst());
    bias = new Tensor(memory, blocks.getLast());
  }

  @Override
  public List<Tensor> tensors() {
    return List.of(weight, bias);
  }

  @Override
  public Pass pass(int columns) {
    return new DensePass(columns);
  }

  private final class DensePass implements Pass {
    private final Affine affine;
    private Optional<DeviceMatrix> below = Optional.empty();

    DensePass(int columns) {
      affine = new Affine(memory, activation, weight.value().rows(), columns);
    }

    @Override
    public DeviceMatrix forward(DeviceMatrix x, Mode mode) {
      return affine.forward(weight.value(), bias.value(), x);
    }

    @Override
    public DeviceMatrix backward(DeviceMatrix x, DeviceMatrix delta, boolean needed) {
      affine.pullBack(delta);
      session.multiply(1, delta, Form.PLAIN, x, Form.TRANSPOSED, 0, weight.gradient());
      if (bias.trained()) {
        session.rowSums(delta, bias.gradient());
      }
      if (!needed) {
        return delta;
      }
      DeviceMatrix out = below.orElseGet(() -> memory.zeros(x.rows(), x.columns()));
      below = Optional.of(out);
      session.multiply(1, weight.value(), Form.TRANSPOSED, delta, Form.PLAIN, 0, out);
      return out;
    }
  }
}
