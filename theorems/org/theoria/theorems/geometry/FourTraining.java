package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.backend.Backend;
import org.theoria.backend.Backends;
import org.theoria.backend.BatchSamples;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.experiment.Watch;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Sample;
import org.theoria.sampling.Key;
import org.theoria.train.Trainer;
import org.theoria.train.TrainingOptions;
import org.theoria.train.TrainingProblem;
import org.theoria.train.TrainingResult;
import org.theoria.train.TrainingRun;

/**
 * Gradient descent on E, on the reference backend, so that the numbers do not depend on what else
 * is installed. The iterates are the exact dyadic rationals that the doubles are.
 *
 * @param risk E
 */
record FourTraining(FourRisk risk) {

  /** η. */
  static final double RATE = 0x1p-6;

  private static final String BACKEND = "ejml";

  /**
   * θ after a number of steps.
   *
   * @param loss E(θ) as the backend computes it
   * @param gradientNorm ‖∇E(θ)‖, likewise
   */
  record Iterate(int step, FourPoint point, double loss, double gradientNorm) {}

  /** Every network after a number of steps. */
  record Snapshot(int step, List<FourPoint> points, NetworkBatch.Gradients gradients) {

    Iterate of(int i) {
      double squares = 0;
      for (double g : gradients.gradients()[i]) {
        squares += g * g;
      }
      return new Iterate(step, points.get(i), gradients.losses()[i], Math.sqrt(squares));
    }
  }

  private static Backend backend() {
    return Backends.installed().named(BACKEND);
  }

  private TrainingProblem problem() {
    return new TrainingProblem(
        Architecture.of(1, 1, 1),
        List.of(Activation.RELU, Activation.IDENTITY),
        true,
        new Sample(FourPoint.X, risk.y()),
        Loss.SQUARE);
  }

  private TrainingRun train(FourPoint start, int steps, double target) {
    TrainingOptions options =
        TrainingOptions.full(new Optimiser.GradientDescent(RATE), steps, target);
    // full batches: the stream orders nothing
    TrainingResult result =
        new Trainer(backend())
            .train(problem(), start.network(), options, new Key("full-batch", 0).stream(0));
    return switch (result) {
      case TrainingResult.Converged c -> c.run();
      case TrainingResult.StepsExhausted s -> s.run();
      case TrainingResult.Stopped s -> s.run();
      case TrainingResult.Diverged d ->
          throw new IllegalStateException(
              "gradient descent from "
                  + start
                  + " diverges at step "
                  + d.step()
                  + ": loss "
                  + d.loss());
      case TrainingResult.NotFiniteAtStart n ->
          throw new IllegalStateException("the loss at " + start + " is " + n.loss());
    };
  }

  /** Where it ends, after so many steps or where ‖∇E‖ reaches the target. */
  FourPoint end(FourPoint start, int steps, double target) {
    return FourPoint.of(train(start, steps, target).network());
  }

  /** Every iterate from the start on, until the watch stops it. */
  List<Iterate> path(FourPoint start, int steps, Watch watch) {
    return together(List.of(start), steps, 1, watch).stream().map(s -> s.of(0)).toList();
  }

  /** All networks, looked at after every so many steps, the starts included. */
  List<Snapshot> together(List<FourPoint> starts, int steps, int every, Watch watch) {
    List<Snapshot> snapshots = new ArrayList<>();
    TrainingProblem problem = problem();
    try (NetworkBatch batch =
        backend()
            .batch(
                problem.architecture(), problem.activations(), problem.loss(), Precision.FLOAT64)) {
      batch.upload(
          starts.stream()
              .map(p -> TrainingProblem.parameters(p.network()))
              .toArray(double[][]::new),
          BatchSamples.shared(3, doubles(FourPoint.X.toRows()), doubles(risk.y().toRows())));
      for (int step = 0; step <= steps && !watch.stopped(); step += every) {
        NetworkBatch.Gradients gradients = batch.lossAndGradient();
        List<FourPoint> points = new ArrayList<>();
        for (double[] theta : batch.download()) {
          points.add(FourPoint.of(problem.network(theta)));
        }
        snapshots.add(new Snapshot(step, List.copyOf(points), gradients));
        if (step < steps) {
          batch.steps(every, new Optimiser.GradientDescent(RATE));
        }
        watch.advance(starts.size());
      }
    }
    return List.copyOf(snapshots);
  }

  private static double[] doubles(List<List<Rational>> rows) {
    return rows.getFirst().stream().mapToDouble(Rational::doubleValue).toArray();
  }
}
