package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.backend.Backend;
import org.theoria.backend.BatchSamples;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.experiment.Watch;
import org.theoria.network.Activation;
import org.theoria.network.Loss;
import org.theoria.network.Parameters;
import org.theoria.network.Sample;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * Gradient descent from many starts near one saddle, all in one batch on the backend.
 *
 * @param saddle the saddle
 * @param distance ε
 * @param escapes for each start the first epoch looked at with a loss at most the border, {@link
 *     #NEVER} where there was none, {@link #DIVERGED} where its loss was no number before
 * @param losses for the first starts the loss at every look, from epoch 0, of shape
 *     [curves][looks]; empty where they were not asked for
 * @param largestBias the largest |b| at the last epoch: it is 0 in exact arithmetic
 */
record EscapeRuns(
    EscapeSaddle saddle, double distance, int[] escapes, double[][] losses, double largestBias) {

  /** In place of an escape epoch: the start did not escape in the epochs run. */
  static final int NEVER = -1;

  /**
   * In place of an escape epoch: the loss became NaN or infinite first. Descent with too large a
   * rate, or a faulty backend, does that; it says nothing of a plateau.
   */
  static final int DIVERGED = -2;

  static final Precision PRECISION = Precision.FLOAT64;

  /** Looks between two removals of the starts that have escaped: a matter of speed alone. */
  private static final int LOOKS = 16;

  /** θ of start i: a pure function of (seed, saddle, distance, i). */
  private static double[] start(EscapeSaddle saddle, double distance, long seed, int i) {
    Parameters layout = new Parameters(EscapeSaddle.ARCHITECTURE);
    Stream s = new Key("saddle-escape " + saddle.kind().id + " " + distance, seed).stream(i);
    double[] theta = new double[layout.count()];
    for (int h = 1; h <= EscapeSaddle.ARCHITECTURE.depth(); h++) {
      RationalMatrix w = saddle.weights().get(h - 1);
      for (int a = 0; a < w.rows(); a++) {
        for (int b = 0; b < w.columns(); b++) {
          theta[layout.weight(h, a, b)] = w.get(a, b).doubleValue() + distance * s.nextNormal();
        }
      }
    }
    return theta;
  }

  private static NetworkBatch batch(Backend backend) {
    return backend.batch(
        EscapeSaddle.ARCHITECTURE,
        List.of(Activation.IDENTITY, Activation.IDENTITY, Activation.IDENTITY),
        Loss.SQUARE,
        PRECISION);
  }

  private static BatchSamples samples() {
    Sample sample = EscapeSaddle.sample();
    return BatchSamples.shared(EscapeSaddle.EXAMPLES, doubles(sample.x()), doubles(sample.y()));
  }

  private static double[] doubles(RationalMatrix m) {
    double[] all = new double[m.rows() * m.columns()];
    for (int k = 0; k < all.length; k++) {
      all[k] = m.get(k / m.columns(), k % m.columns()).doubleValue();
    }
    return all;
  }

  /**
   * Runs until every start has escaped or diverged, or the epochs are used up, or the watch says
   * stop. The watch advances by the starts that are done with.
   */
  static EscapeRuns escapes(
      Backend backend,
      EscapeSaddle saddle,
      double distance,
      EscapeSettings settings,
      long seed,
      Watch watch) {
    int[] escapes = new int[settings.starts()];
    Arrays.fill(escapes, NEVER);
    List<Integer> going = new ArrayList<>();
    double[][] theta = new double[settings.starts()][];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = start(saddle, distance, seed, i);
      going.add(i);
    }
    double border = saddle.border();
    double bias = 0;
    Optimiser descent = new Optimiser.GradientDescent(settings.rate());
    BatchSamples samples = samples();
    try (NetworkBatch batch = batch(backend)) {
      for (int epoch = 0; !going.isEmpty() && epoch < settings.most() && !watch.stopped(); ) {
        // gradient descent has no state: networks may be sent again
        batch.upload(going.stream().map(i -> theta[i]).toArray(double[][]::new), samples);
        for (int look = 0; look < LOOKS && epoch < settings.most() && !watch.stopped(); look++) {
          if (epoch == 0) {
            note(batch.lossAndGradient().losses(), going, border, 0, escapes);
          }
          batch.steps(settings.every(), descent);
          epoch += settings.every();
          note(batch.lossAndGradient().losses(), going, border, epoch, escapes);
        }
        double[][] now = batch.download();
        List<Integer> rest = new ArrayList<>();
        for (int k = 0; k < now.length; k++) {
          int i = going.get(k);
          bias = escapes[i] == DIVERGED ? bias : Math.max(bias, largestBias(now[k]));
          theta[i] = now[k];
          if (escapes[i] == NEVER) {
            rest.add(i);
          }
        }
        watch.advance(going.size() - rest.size());
        going = rest;
      }
    }
    if (!watch.stopped()) {
      watch.advance(going.size());
    }
    return new EscapeRuns(saddle, distance, escapes, new double[0][], bias);
  }

  /** Notes the starts that are below the border, or no longer finite, for the first time. */
  static void note(double[] losses, List<Integer> going, double border, int epoch, int[] escapes) {
    for (int k = 0; k < losses.length; k++) {
      int i = going.get(k);
      if (escapes[i] == NEVER && !Double.isFinite(losses[k])) {
        escapes[i] = DIVERGED;
      } else if (escapes[i] == NEVER && losses[k] <= border) {
        escapes[i] = epoch;
      }
    }
  }

  private static double largestBias(double[] theta) {
    Parameters layout = new Parameters(EscapeSaddle.ARCHITECTURE);
    double largest = 0;
    for (int h = 1; h <= EscapeSaddle.ARCHITECTURE.depth(); h++) {
      for (int i = 0; i < EscapeSaddle.ARCHITECTURE.width(h); i++) {
        largest = Math.max(largest, Math.abs(theta[layout.bias(h, i)]));
      }
    }
    return largest;
  }

  /** The losses of the first starts at epochs 0, every, 2·every, …, until the watch says stop. */
  EscapeRuns withLosses(
      Backend backend, EscapeSettings settings, int epochs, long seed, Watch watch) {
    double[][] theta = new double[settings.curves()][];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = start(saddle, distance, seed, i);
    }
    int looks = epochs / settings.every() + 1;
    double[][] all = new double[theta.length][looks];
    Optimiser descent = new Optimiser.GradientDescent(settings.rate());
    try (NetworkBatch batch = batch(backend)) {
      batch.upload(theta, samples());
      for (int look = 0; look < looks && !watch.stopped(); look++) {
        if (look > 0) {
          batch.steps(settings.every(), descent);
        }
        double[] losses = batch.lossAndGradient().losses();
        for (int i = 0; i < theta.length; i++) {
          all[i][look] = losses[i];
        }
      }
    }
    return new EscapeRuns(saddle, distance, escapes, all, largestBias);
  }

  /** How many escaped. */
  int escaped() {
    return (int) Arrays.stream(escapes).filter(e -> e >= 0).count();
  }

  /** How many diverged. */
  int diverged() {
    return (int) Arrays.stream(escapes).filter(e -> e == DIVERGED).count();
  }

  /**
   * The epoch by which this share of the starts that did not diverge has escaped, rounded up to a
   * start; infinite where fewer have, NaN where all diverged.
   */
  double quantile(double share) {
    double[] all =
        Arrays.stream(escapes)
            .filter(e -> e != DIVERGED)
            .mapToDouble(e -> e == NEVER ? Double.POSITIVE_INFINITY : e)
            .sorted()
            .toArray();
    return all.length == 0
        ? Double.NaN
        : all[Math.clamp((int) Math.ceil(share * all.length) - 1, 0, all.length - 1)];
  }
}
