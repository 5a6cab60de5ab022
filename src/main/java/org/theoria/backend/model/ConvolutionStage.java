package org.theoria.backend.model;

import java.util.List;
import java.util.Optional;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.DeviceTies;
import org.theoria.backend.Form;
import org.theoria.backend.Session;
import org.theoria.network.StandardActivation;

/** σ(W·x + b) with the matrix W that kernels tie, and b constant on each channel. */
final class ConvolutionStage implements Stage {
  private final ModelMemory memory;
  private final Session session;
  private final StandardActivation activation;
  private final Tensor kernel;
  private final Tensor bias;
  private final DeviceTies weightTies;
  private final DeviceTies biasTies;
  private final DeviceMatrix weight;
  private final DeviceMatrix weightGradient;
  private final DeviceMatrix column;
  private final DeviceMatrix columnGradient;
  private long spread = -1;

  ConvolutionStage(
      ModelMemory memory, Convolution layer, Shape input, StandardActivation activation) {
    this.memory = memory;
    this.session = memory.session();
    this.activation = activation;
    List<ParameterBlock> blocks = layer.parameters(input);
    kernel = new Tensor(memory, blocks.getFirst());
    bias = new Tensor(memory, blocks.getLast());
    weightTies = memory.ties(layer.weightTies(input));
    biasTies = memory.ties(layer.biasTies(input));
    int rows = layer.output("convolution", input).size();
    weight = memory.zeros(rows, input.size());
    weightGradient = memory.zeros(rows, input.size());
    column = memory.zeros(rows, 1);
    columnGradient = memory.zeros(rows, 1);
  }

  @Override
  public List<Tensor> tensors() {
    return List.of(kernel, bias);
  }

  /** W and b of the parameters as they are now. */
  private void refresh() {
    long now = kernel.version() + bias.version();
    if (spread != now) {
      session.spread(kernel.value(), weightTies, weight);
      session.spread(bias.value(), biasTies, column);
      spread = now;
    }
  }

  @Override
  public Pass pass(int columns) {
    return new ConvolutionPass(columns);
  }

  private final class ConvolutionPass implements Pass {
    private final Affine affine;
    private Optional<DeviceMatrix> below = Optional.empty();

    ConvolutionPass(int columns) {
      affine = new Affine(memory, activation, weight.rows(), columns);
    }

    @Override
    public DeviceMatrix forward(DeviceMatrix x, Mode mode) {
      refresh();
      return affine.forward(weight, column, x);
    }

    @Override
    public DeviceMatrix backward(DeviceMatrix x, DeviceMatrix delta, boolean needed) {
      affine.pullBack(delta);
      session.multiply(1, delta, Form.PLAIN, x, Form.TRANSPOSED, 0, weightGradient);
      session.collect(weightGradient, weightTies, kernel.gradient());
      if (bias.trained()) {
        session.rowSums(delta, columnGradient);
        session.collect(columnGradient, biasTies, bias.gradient());
      }
      if (!needed) {
        return delta;
      }
      DeviceMatrix out = below.orElseGet(() -> memory.zeros(x.rows(), x.columns()));
      below = Optional.of(out);
      session.multiply(1, weight, Form.TRANSPOSED, delta, Form.PLAIN, 0, out);
      return out;
    }
  }
}
