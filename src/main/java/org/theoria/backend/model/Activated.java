package org.theoria.backend.model;

import java.util.List;
import org.theoria.network.StandardActivation;

/**
 * x ↦ σ(x). Softmax takes vectors only: over the positions of a signal or an image it is no
 * activation that anybody means.
 *
 * @param activation σ
 */
public record Activated(StandardActivation activation) implements Layer {

  @Override
  public Shape output(String where, Shape input) {
    if (activation == StandardActivation.SOFTMAX && !input.isVector()) {
      throw new IllegalArgumentException(
          where + ": softmax needs a vector, got the shape " + input.describe());
    }
    return input;
  }

  @Override
  public List<ParameterBlock> parameters(Shape input) {
    return List.of();
  }

  @Override
  public String describe() {
    return activation.id();
  }
}
