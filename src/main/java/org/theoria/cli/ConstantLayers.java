package org.theoria.cli;

import java.util.List;
import org.theoria.backend.model.Activated;
import org.theoria.backend.model.BatchNormalisation;
import org.theoria.backend.model.Convolution;
import org.theoria.backend.model.Dense;
import org.theoria.backend.model.Dropout;
import org.theoria.backend.model.Layer;
import org.theoria.backend.model.Model;
import org.theoria.backend.model.Residual;
import org.theoria.backend.model.Shape;
import org.theoria.network.StandardActivation;

/**
 * Refuses what would train nothing: layers whose output does not depend on what goes in, so that
 * the gradient of all that is before them is 0. That is softmax of one number, which is 1, and
 * batch normalisation over a single entry of each channel, which is its own mean.
 */
final class ConstantLayers {
  private final int examples;
  private final int batch;

  private ConstantLayers(int examples, int batch) {
    this.examples = examples;
    this.batch = batch;
  }

  /**
   * Refuses a model with such a layer.
   *
   * @param examples that are trained on
   * @param batch examples of a step, at most as many; the last of an epoch may have fewer
   */
  static void refuse(Model model, int examples, int batch) {
    new ConstantLayers(examples, batch).refuse(model.layers(), model.input());
  }

  private Shape refuse(List<Layer> layers, Shape input) {
    Shape shape = input;
    for (Layer layer : layers) {
      switch (layer) {
        case Activated(StandardActivation a) -> refuse(a, shape);
        case BatchNormalisation b -> refuse(b, shape);
        case Residual r -> refuse(r.layers(), shape);
        case Dense d -> {}
        case Convolution c -> {}
        case Dropout d -> {}
      }
      shape = layer.output("model", shape);
    }
    return shape;
  }

  private static void refuse(StandardActivation activation, Shape shape) {
    if (activation == StandardActivation.SOFTMAX && shape.size() == 1) {
      throw new UsageException(
          "softmax: expected at least 2 numbers, as that of one is 1 whatever the parameters are,"
              + " got 1 (for two classes 2 outputs and labels 0 and 1, or --loss logistic with"
              + " targets -1 and 1)");
    }
  }

  /** The fewest entries of a channel in a batch: positions times examples. */
  private void refuse(BatchNormalisation layer, Shape shape) {
    int last = examples % batch == 0 ? batch : examples % batch;
    if (last == 1 && shape.isVector()) {
      throw new UsageException(
          "--batch: expected at least 2 examples in every batch, as "
              + layer.describe()
              + " of a single one is constant, got "
              + (batch == 1 ? "1" : "a last batch of 1, of " + examples + " examples by " + batch)
              + (examples == 1 ? " (more examples?)" : " (another --batch or --count?)"));
    }
  }
}
