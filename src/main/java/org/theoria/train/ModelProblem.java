package org.theoria.train;

import java.util.Optional;
import org.theoria.arithmetic.ShapeException;
import org.theoria.backend.model.Model;

/**
 * What {@link ModelTrainer} minimises: E(θ) = Σ_i L(f_θ(xⁱ), yⁱ).
 *
 * @param model f and L
 * @param data the examples that are trained on, one a column
 * @param heldOut examples that are looked at only
 */
public record ModelProblem(Model model, TrainingData data, Optional<HeldOut> heldOut) {
  public ModelProblem {
    require("the sample", model, data);
    heldOut.ifPresent(h -> require("the held-out sample", model, h.data()));
  }

  /** Whether training minimises what evaluation computes: no dropout, no batch normalisation. */
  public boolean isTrainedAsEvaluated() {
    return TrainingMode.isEvaluationMode(model);
  }

  /**
   * Refuses a target for ‖∇E‖ where training computes something else than E: the gradient that it
   * takes, of masks or of a batch's statistics, may vanish where ∇E does not.
   *
   * @param gradientTarget 0 for none
   */
  public void requireTarget(double gradientTarget) {
    if (gradientTarget > 0 && !isTrainedAsEvaluated()) {
      throw new IllegalArgumentException(
          "training: a model with dropout or batch normalisation has no target for its gradient,"
              + " which is that of training mode; expected 0, got "
              + gradientTarget);
    }
  }

  private static void require(String what, Model model, TrainingData data) {
    require(what, "x", model.input().size(), data.inputs(), data.size());
    require(what, "y", model.output().size(), data.outputs(), data.size());
  }

  private static void require(String what, String name, int expected, int rows, int columns) {
    if (rows != expected) {
      throw new ShapeException(
          "training: "
              + name
              + " of "
              + what
              + " must have "
              + expected
              + " rows, got "
              + rows
              + "×"
              + columns);
    }
  }
}
