package org.theoria.theorems.regularisation;

import java.util.function.Consumer;
import org.theoria.backend.Backend;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.experiment.Watch;
import org.theoria.network.Loss;
import org.theoria.sampling.Key;
import org.theoria.train.Batching;
import org.theoria.train.Initialisation;
import org.theoria.train.Trainer;
import org.theoria.train.TrainingData;
import org.theoria.train.TrainingLook;
import org.theoria.train.TrainingOptions;
import org.theoria.train.TrainingProblem;
import org.theoria.train.TrainingResult;

/**
 * How the networks of an experiment are trained: from He's initialisation with biases 0, by Adam
 * with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ on the squared error, in float64.
 *
 * @param backend where
 * @param network which networks
 * @param rate Adam's
 * @param batch examples a step; full batches where there are no more examples than that
 * @param epochs times that all examples are seen
 * @param lookEvery epochs between two looks
 */
record Training(
    Backend backend, LineNetwork network, double rate, int batch, int epochs, int lookEvery) {

  static final Precision PRECISION = Precision.FLOAT64;

  /** How a training ended. */
  enum End {
    /** All epochs are done. */
    DONE,
    /** The watch said to stop. */
    STOPPED,
    /** The loss or its gradient ceased to be finite. */
    DIVERGED
  }

  /**
   * The last good parameters.
   *
   * @param theta in the order of {@link org.theoria.network.Parameters}
   * @param loss the mean squared error on the examples
   */
  record Trained(End end, double[] theta, double loss) {}

  /** Steps of all epochs. */
  int steps(int examples) {
    return epochs * ((examples + batch - 1) / batch);
  }

  /**
   * Trains one network. The watch advances by the epochs, also by those that a divergence leaves
   * out.
   *
   * @param domain of the draws, with the run's number
   * @param looks sees the start and every look
   */
  Trained train(
      double[] x, double[] y, Key domain, long run, Watch watch, Consumer<TrainingLook> looks) {
    int n = x.length;
    TrainingProblem problem =
        new TrainingProblem(
            network.architecture(),
            network.activations(),
            true,
            TrainingData.ofDoubles(1, 1, n, x, y),
            Loss.SQUARE);
    double[] start =
        Initialisation.HE.draw(
            network.architecture(), new Key(domain.domain() + " start", domain.seed()).stream(run));
    TrainingOptions options =
        new TrainingOptions(
            Optimiser.Adam.of(rate),
            batch < n ? new Batching.Mini(batch) : new Batching.Full(),
            steps(n),
            0,
            PRECISION,
            lookEvery);
    int[] seen = {0};
    TrainingResult result =
        new Trainer(backend)
            .train(
                problem,
                problem.network(start),
                options,
                new Key(domain.domain() + " batches", domain.seed()).stream(run),
                look -> {
                  looks.accept(look);
                  watch.training(look.loss() / n, look.gradientNorm() / n, rate);
                  watch.advance(look.epoch() - seen[0]);
                  seen[0] = look.epoch();
                  return !watch.stopped();
                });
    watch.advance(epochs - seen[0]);
    End end =
        switch (result) {
          case TrainingResult.Converged c -> End.DONE;
          case TrainingResult.StepsExhausted s -> End.DONE;
          case TrainingResult.Stopped s -> End.STOPPED;
          case TrainingResult.Diverged d -> End.DIVERGED;
          case TrainingResult.NotFiniteAtStart d -> End.DIVERGED;
        };
    return new Trained(
        end, TrainingProblem.parameters(result.run().network()), result.run().loss() / n);
  }
}
