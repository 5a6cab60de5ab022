package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.backend.Backend;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.experiment.Phrase;
import org.theoria.experiment.Watch;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.file.Mnist;
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
 * Training (n₀, w, w, w, 10) on digits: ReLU, softmax and cross-entropy, from He's initialisation
 * with biases 0, by Adam with mini-batches.
 *
 * @param rate Adam's
 * @param batch examples a step
 * @param digits how many are trained on
 * @param epochs when the network is kept, increasing; 0 is the start
 */
record DigitTraining(double rate, int batch, int digits, List<Integer> epochs) {

  static final Precision PRECISION = Precision.FLOAT64;

  /** Parameters are rounded to its multiples before ranks are taken: short exact numbers. */
  static final double GRID = 0x1p-20;

  DigitTraining {
    epochs = List.copyOf(epochs);
    if (digits < 1 || epochs.isEmpty()) {
      throw new IllegalArgumentException(
          "training on digits: digits and epochs are needed, got " + digits + " and " + epochs);
    }
  }

  /**
   * The network at one epoch.
   *
   * @param epoch epochs done
   * @param loss the mean cross-entropy of the digits trained on
   * @param network with the identity in place of softmax, its parameters rounded to {@link #GRID}
   */
  record Kept(int epoch, double loss, Network network) {}

  /**
   * Trains; fewer networks than epochs where the watch says stop.
   *
   * @throws IllegalStateException where the loss or its gradient is not finite
   */
  List<Kept> run(Backend backend, DigitScale scale, int width, long seed, Watch watch) {
    Architecture architecture = scale.architecture(width);
    DigitSet set = DigitSet.of(DigitSet.Kind.TRAIN, scale, digits, digits, seed);
    TrainingProblem problem =
        new TrainingProblem(
            architecture,
            activations(architecture, Activation.SOFTMAX),
            true,
            TrainingData.ofDoubles(
                scale.inputs, Mnist.CLASSES, digits, set.columns(), DigitSet.labels(digits)),
            Loss.CROSS_ENTROPY);
    Key key = new Key("mnist " + scale.id + " " + width, seed);
    double[] start = Initialisation.HE.draw(architecture, key.stream(0));
    List<Kept> kept = new ArrayList<>();
    int last = epochs.getLast();
    watch.stage(
        Phrase.of(
            "training, {0}, width {1}", "apprentissage, {0}, largeur {1}", scale.text(), width),
        last);
    int steps = last * ((digits + batch - 1) / batch);
    TrainingOptions options =
        new TrainingOptions(Optimiser.Adam.of(rate), new Batching.Mini(batch), steps, 0, PRECISION);
    int[] seen = {0};
    TrainingResult result =
        new Trainer(backend)
            .train(
                problem,
                problem.network(start),
                options,
                key.stream(1),
                look -> {
                  keep(look, architecture, kept);
                  watch.training(look.loss() / digits, look.gradientNorm() / digits, rate);
                  watch.advance(look.epoch() - seen[0]);
                  seen[0] = look.epoch();
                  return !watch.stopped();
                });
    requireFinite(result);
    return kept;
  }

  /** Where numbers ceased to be finite there is nothing to take ranks of. */
  static void requireFinite(TrainingResult result) {
    switch (result) {
      case TrainingResult.Diverged d ->
          throw new IllegalStateException(
              "training on digits diverged at step " + d.step() + ": loss " + d.loss());
      case TrainingResult.NotFiniteAtStart s ->
          throw new IllegalStateException(
              "training on digits: expected a start of finite loss and gradient, got loss "
                  + s.loss());
      case TrainingResult.Converged c -> {}
      case TrainingResult.StepsExhausted e -> {}
      case TrainingResult.Stopped s -> {}
    }
  }

  private void keep(TrainingLook look, Architecture architecture, List<Kept> kept) {
    if (!epochs.contains(look.epoch())) {
      return;
    }
    double[] theta = look.parameters();
    List<Rational> rounded = new ArrayList<>();
    for (double t : theta) {
      rounded.add(Rational.ofDouble(Math.rint(t / GRID) * GRID));
    }
    kept.add(new Kept(look.epoch(), look.loss() / digits, network(architecture, rounded)));
  }

  /** The network of logits. */
  private Network network(Architecture architecture, List<Rational> theta) {
    return new TrainingProblem(
            architecture,
            activations(architecture, Activation.IDENTITY),
            true,
            TrainingData.ofDoubles(
                architecture.inputs(),
                architecture.outputs(),
                1,
                new double[architecture.inputs()],
                new double[architecture.outputs()]),
            Loss.SQUARE)
        .network(theta);
  }

  private static List<Activation> activations(Architecture architecture, Activation last) {
    List<Activation> all =
        new ArrayList<>(Collections.nCopies(architecture.depth() - 1, Activation.RELU));
    all.add(last);
    return all;
  }
}
