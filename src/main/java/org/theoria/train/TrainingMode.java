package org.theoria.train;

import org.theoria.backend.model.Activated;
import org.theoria.backend.model.BatchNormalisation;
import org.theoria.backend.model.Convolution;
import org.theoria.backend.model.Dense;
import org.theoria.backend.model.Dropout;
import org.theoria.backend.model.Layer;
import org.theoria.backend.model.Model;
import org.theoria.backend.model.Residual;

/** Whether a model computes in training what it computes in evaluation. */
final class TrainingMode {

  private TrainingMode() {}

  /** Whether no layer has masks or statistics of the batch. */
  static boolean isEvaluationMode(Model model) {
    return model.layers().stream().allMatch(TrainingMode::isEvaluationMode);
  }

  private static boolean isEvaluationMode(Layer layer) {
    return switch (layer) {
      case Dense d -> true;
      case Convolution c -> true;
      case Activated a -> true;
      case Dropout d -> false;
      case BatchNormalisation b -> false;
      case Residual r -> r.layers().stream().allMatch(TrainingMode::isEvaluationMode);
    };
  }
}
