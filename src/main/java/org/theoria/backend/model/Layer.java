package org.theoria.backend.model;

import java.util.List;

/** One layer of a {@link Model}: what it computes, not where its numbers are. */
public sealed interface Layer
    permits Activated, BatchNormalisation, Convolution, Dense, Dropout, Residual {

  /**
   * What comes out for an input of this shape.
   *
   * @param where the layer's name in an error
   * @throws IllegalArgumentException where the layer does not take this shape
   */
  Shape output(String where, Shape input);

  /** The parameters, in order, for an input that {@link #output} takes. */
  List<ParameterBlock> parameters(Shape input);

  /** The layer in a few words, as {@link Model#describe} has it. */
  String describe();
}
