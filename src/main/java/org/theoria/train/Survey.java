package org.theoria.train;

import java.util.Optional;
import java.util.OptionalDouble;
import org.theoria.backend.Session;
import org.theoria.backend.model.DeviceModel;
import org.theoria.backend.model.GradientSum;
import org.theoria.backend.model.Snapshot;

/**
 * What a look measures where the model is: loss and gradient of the whole sample, and the held-out
 * examples. Two numbers of each piece leave the device, and the outputs of held-out examples where
 * they are classified.
 */
final class Survey {
  private final DeviceModel model;
  private final DeviceSample sample;
  private final boolean sameInTraining;
  private final Optional<DeviceSample> heldOut;
  private final Optional<double[]> classes;
  private Optional<GradientSum> sum = Optional.empty();
  private Optional<Snapshot> statistics = Optional.empty();

  /**
   * Loss and norm of the gradient; equal where the bits are.
   *
   * @param loss E(θ), in evaluation mode
   * @param norm ‖∇E(θ)‖
   */
  record Measure(double loss, double norm) {
    boolean isFinite() {
      return Math.abs(loss) <= Double.MAX_VALUE && norm <= Double.MAX_VALUE;
    }
  }

  /**
   * Of a model on its sample.
   *
   * @param sample in one piece unless training mode is evaluation mode
   */
  Survey(Session session, DeviceModel model, ModelProblem problem, DeviceSample sample) {
    this.model = model;
    this.sample = sample;
    sameInTraining = problem.isTrainedAsEvaluated();
    heldOut =
        problem.heldOut().map(h -> DeviceSample.ofPieces(session, h.data(), DeviceSample.MOST));
    classes = problem.heldOut().filter(HeldOut::isClassified).map(h -> h.data().y());
  }

  /**
   * The whole sample. Of a sample in one piece the model then has the gradient, if its training
   * mode is its evaluation mode.
   *
   * @param mask of dropout
   */
  Measure sample(long mask) {
    if (!sameInTraining) {
      return inTrainingMode(mask);
    }
    if (sample.pieces() == 1) {
      DeviceSample.Piece all = sample.piece(0);
      double loss = model.lossAndGradient(all.x(), all.y(), mask);
      return new Measure(loss, Math.sqrt(model.gradientSquaredNorm()));
    }
    GradientSum gradient = sum.orElseGet(model::gradientSum);
    sum = Optional.of(gradient);
    double loss = 0;
    for (int i = 0; i < sample.pieces(); i++) {
      DeviceSample.Piece piece = sample.piece(i);
      loss += model.lossAndGradient(piece.x(), piece.y(), mask);
      if (i == 0) {
        gradient.begin();
      } else {
        gradient.add();
      }
    }
    return new Measure(loss, Math.sqrt(gradient.squaredNorm()));
  }

  /** The gradient with a mask, or of the statistics of the whole sample: all at once. */
  private Measure inTrainingMode(long mask) {
    DeviceSample.Piece all = sample.piece(0);
    double loss = model.loss(all.x(), all.y());
    statistics = Snapshot.taken(statistics, model::statisticsSnapshot);
    model.backpropagate(all.x(), all.y(), mask);
    double norm = Math.sqrt(model.gradientSquaredNorm());
    statistics.orElseThrow().revert(); // the look is not to be seen in the running statistics
    return new Measure(loss, norm);
  }

  /** The held-out examples. */
  Optional<HeldOut.Measure> heldOut() {
    return heldOut.map(this::measure);
  }

  private HeldOut.Measure measure(DeviceSample held) {
    double loss = 0;
    int right = 0;
    for (int i = 0; i < held.pieces(); i++) {
      DeviceSample.Piece piece = held.piece(i);
      loss += model.loss(piece.x(), piece.y());
      right += classes.isPresent() ? right(classes.get(), held, i) : 0;
    }
    return new HeldOut.Measure(
        loss / held.size(),
        classes.isPresent()
            ? OptionalDouble.of((double) right / held.size())
            : OptionalDouble.empty());
  }

  /** How many examples of a piece have their largest output where their class is. */
  private int right(double[] targets, DeviceSample held, int i) {
    DeviceSample.Piece piece = held.piece(i);
    double[] outputs = model.predict(piece.x());
    int columns = piece.x().columns();
    int right = 0;
    for (int j = 0; j < columns; j++) {
      int wanted = largest(targets, held.first(i) + j, held.size());
      right += largest(outputs, j, columns) == wanted ? 1 : 0;
    }
    return right;
  }

  /** The first row that has the largest entry of a column. */
  private static int largest(double[] rowMajor, int column, int columns) {
    int best = 0;
    for (int i = 1; i * columns + column < rowMajor.length; i++) {
      if (rowMajor[i * columns + column] > rowMajor[best * columns + column]) {
        best = i;
      }
    }
    return best;
  }
}
