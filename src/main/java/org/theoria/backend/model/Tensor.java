package org.theoria.backend.model;

import java.util.ArrayList;
import java.util.List;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Session;
import org.theoria.backend.WeightDecay;

/** A block of parameters on the device, with its gradient and the optimiser's state. */
final class Tensor {
  private final ModelMemory memory;
  private final Session session;
  private final ParameterBlock block;
  private final DeviceMatrix value;
  private final DeviceMatrix gradient;
  private List<DeviceMatrix> state = List.of();
  private long version;

  Tensor(ModelMemory memory, ParameterBlock block) {
    this.memory = memory;
    this.session = memory.session();
    this.block = block;
    value = memory.zeros(block.rows(), block.columns());
    gradient = memory.zeros(block.rows(), block.columns());
  }

  DeviceMatrix value() {
    return value;
  }

  DeviceMatrix gradient() {
    return gradient;
  }

  List<DeviceMatrix> state() {
    return state;
  }

  boolean trained() {
    return block.trained();
  }

  int count() {
    return block.count();
  }

  /**
   * Another number after every change of the value: what is computed from it is then out of date.
   */
  long version() {
    return version;
  }

  void write(double[] numbers) {
    session.write(numbers, value);
    changed();
  }

  /** The value was written. */
  void changed() {
    version++;
  }

  /** Gives back the optimiser's state. */
  void stop() {
    List<DeviceMatrix> old = state;
    state = List.of();
    old.forEach(memory::free);
  }

  /** State of this method for {@link #start}. */
  List<DeviceMatrix> zeros(Optimiser method) {
    List<DeviceMatrix> zeros = new ArrayList<>();
    if (block.trained()) {
      for (int i = 0; i < method.stateCount(); i++) {
        zeros.add(memory.zeros(block.rows(), block.columns()));
      }
    }
    return List.copyOf(zeros);
  }

  /** Takes the state of a method; there is none before. */
  void start(List<DeviceMatrix> zeros) {
    state = zeros;
  }

  void step(Optimiser method, long t, WeightDecay decay) {
    if (!block.trained()) {
      return;
    }
    if (block.role() == ParameterBlock.Role.WEIGHT) {
      switch (decay) {
        case WeightDecay.None() -> {}
        case WeightDecay.L2(double lambda) -> session.axpy(lambda, value, gradient);
        case WeightDecay.Decoupled(double lambda) ->
            session.scale(1 - method.rate() * lambda, value);
      }
    }
    session.update(method, t, gradient, value, state);
    changed();
  }
}
