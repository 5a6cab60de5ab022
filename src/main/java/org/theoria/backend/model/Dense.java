package org.theoria.backend.model;

import java.util.List;
import org.theoria.backend.Session;

/**
 * x ↦ W·x + b with a full matrix W (slide "Fully-connected layer"); an input of several channels is
 * taken as the vector that it is in memory. Parameters: W row by row, then b.
 *
 * @param outputs n_h, at least 1
 * @param trainsBiases whether steps change b; if not it stays as it was written
 */
public record Dense(int outputs, boolean trainsBiases) implements Layer {

  public Dense {
    if (outputs < 1) {
      throw new IllegalArgumentException("dense: at least one output is needed, got " + outputs);
    }
  }

  /** With trained biases. */
  public static Dense of(int outputs) {
    return new Dense(outputs, true);
  }

  @Override
  public Shape output(String where, Shape input) {
    if ((long) outputs * input.size() > Session.LARGEST) {
      throw new IllegalArgumentException(
          where
              + ": a matrix has at most "
              + Session.LARGEST
              + " entries, got "
              + outputs
              + "×"
              + input.size());
    }
    return Shape.vector(outputs);
  }

  @Override
  public List<ParameterBlock> parameters(Shape input) {
    int fan = input.size();
    return List.of(
        new ParameterBlock(ParameterBlock.Role.WEIGHT, outputs, fan, fan, outputs, true),
        ParameterBlock.bias(outputs, trainsBiases));
  }

  @Override
  public String describe() {
    return "dense " + outputs + (trainsBiases ? "" : " fixed-biases");
  }
}
