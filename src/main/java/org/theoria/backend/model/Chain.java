package org.theoria.backend.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.backend.DeviceMatrix;
import org.theoria.network.StandardActivation;
import org.theoria.sampling.Stream;

/** Stages one after the other. */
final class Chain implements Stage {
  private final List<Stage> stages;

  private Chain(List<Stage> stages) {
    this.stages = List.copyOf(stages);
  }

  /**
   * The stages of layers. A product and the activation after it become one.
   *
   * @param salt what distinguishes these layers from others of the model
   */
  static Chain of(ModelMemory memory, List<Layer> layers, Shape input, long salt) {
    List<Stage> stages = new ArrayList<>();
    Shape shape = input;
    int i = 0;
    while (i < layers.size()) {
      Layer layer = layers.get(i);
      Shape out = layer.output("model", shape);
      long own = Stream.mix(salt + i);
      Optional<StandardActivation> next = activation(layers, i + 1);
      boolean product = layer instanceof Dense || layer instanceof Convolution;
      switch (layer) {
        case Dense d ->
            stages.add(new DenseStage(memory, d, shape, next.orElse(StandardActivation.IDENTITY)));
        case Convolution c ->
            stages.add(
                new ConvolutionStage(memory, c, shape, next.orElse(StandardActivation.IDENTITY)));
        case BatchNormalisation b -> stages.add(new NormalisationStage(memory, b, shape));
        case Dropout d -> stages.add(new DropoutStage(memory, d, own));
        case Activated(StandardActivation a) ->
            stages.add(new ActivationStage(memory, a, shape.size()));
        case Residual(List<Layer> inner) ->
            stages.add(new ResidualStage(memory, of(memory, inner, shape, own), shape.size()));
      }
      shape = out; // an activation keeps it
      i += product && next.isPresent() ? 2 : 1;
    }
    return new Chain(stages);
  }

  private static Optional<StandardActivation> activation(List<Layer> layers, int i) {
    return i < layers.size() && layers.get(i) instanceof Activated(StandardActivation a)
        ? Optional.of(a)
        : Optional.empty();
  }

  @Override
  public List<Tensor> tensors() {
    return stages.stream().flatMap(s -> s.tensors().stream()).toList();
  }

  @Override
  public List<DeviceMatrix> statistics() {
    return stages.stream().flatMap(s -> s.statistics().stream()).toList();
  }

  @Override
  public void statisticsChanged() {
    stages.forEach(Stage::statisticsChanged);
  }

  @Override
  public Pass pass(int columns) {
    return new ChainPass(
        stages.stream().map(s -> s.pass(columns)).toList(),
        stages.stream().map(s -> !s.tensors().isEmpty()).toList());
  }

  private static final class ChainPass implements Pass {
    private final List<Pass> passes;
    private final List<Boolean> learning;
    private final List<DeviceMatrix> outputs = new ArrayList<>();

    ChainPass(List<Pass> passes, List<Boolean> learning) {
      this.passes = passes;
      this.learning = learning;
    }

    @Override
    public DeviceMatrix forward(DeviceMatrix x, Mode mode) {
      outputs.clear();
      DeviceMatrix below = x;
      for (Pass p : passes) {
        below = p.forward(below, mode);
        outputs.add(below);
      }
      return below;
    }

    @Override
    public DeviceMatrix backward(DeviceMatrix x, DeviceMatrix delta, boolean needed) {
      // ∂E/∂x of a stage is needed by what is before the chain, or by parameters below
      int first = needed ? 0 : learning.indexOf(true);
      DeviceMatrix above = delta;
      for (int i = passes.size() - 1; i >= 0 && first >= 0 && i >= first; i--) {
        DeviceMatrix input = i == 0 ? x : outputs.get(i - 1);
        above = passes.get(i).backward(input, above, needed || i > first);
      }
      return above;
    }
  }
}
