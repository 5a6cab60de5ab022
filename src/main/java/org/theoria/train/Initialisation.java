package org.theoria.train;

import java.util.Locale;
import org.theoria.backend.model.Model;
import org.theoria.backend.model.ParameterBlock;
import org.theoria.network.Architecture;
import org.theoria.network.Parameters;
import org.theoria.sampling.Stream;

/**
 * Random starting points, a pure function of the stream. Entries are rounded to multiples of 2⁻²⁰,
 * so that the exact parameters of a start are short.
 */
public enum Initialisation {
  /**
   * Weights of layer h normal of variance 2/n_{h−1}, biases 0 (He et al. 2015,
   * doi:10.1109/ICCV.2015.123).
   */
  HE,
  /**
   * Weights of layer h uniform in ±√(6/(n_{h−1}+n_h)), biases 0 (Glorot and Bengio 2010, AISTATS 9,
   * 249-256).
   */
  GLOROT,
  /** As {@link #GLOROT}, with biases uniform in ±1/2. */
  GLOROT_WITH_BIASES,
  /**
   * {@link #GLOROT} times 2⁻⁶: near the origin, which for two layers or more is a critical point,
   * most often a saddle, of every activation with σ(0) = 0.
   */
  NEAR_ORIGIN,
  /**
   * {@link #GLOROT_WITH_BIASES}, and in each hidden layer of at least two neurons the second is a
   * copy of the first up to 2⁻¹⁰, in its incoming and its outgoing weights: near a narrower
   * network, whose critical points are critical here, most often saddles (Fukumizu and Amari 2000,
   * doi:10.1016/S0893-6080(00)00009-5).
   */
  NEAR_TWINS;

  private static final double GRID = 0x1p20;
  private static final double ORIGIN_SCALE = 0x1p-6;
  private static final double TWIN_DISTANCE = 0x1p-10;

  /** The name in options and reports. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The parameters, in the order of {@link Parameters}. */
  public double[] draw(Architecture architecture, Stream stream) {
    Parameters layout = new Parameters(architecture);
    double[] theta = new double[layout.count()];
    for (int h = 1; h <= architecture.depth(); h++) {
      for (int k = 0; k < layout.weightCount(h); k++) {
        theta[layout.layerStart(h) + k] =
            weight(architecture.width(h - 1), architecture.width(h), stream);
      }
      for (int i = 0; i < architecture.width(h); i++) {
        theta[layout.bias(h, i)] = bias(stream);
      }
    }
    if (this == NEAR_TWINS) {
      for (int h = 1; h < architecture.depth(); h++) {
        twin(layout, h, theta, stream);
      }
    }
    return theta;
  }

  /**
   * The parameters of a model, in the order of its layers. With n_{h−1} and n_h the numbers that an
   * output is a sum of and that an input goes into (for a convolution those of its kernels), the
   * same formulas; γ of a batch normalisation is 1 and its β 0. For a fully connected model the
   * same numbers as {@link #draw(Architecture, Stream)}.
   *
   * @throws IllegalArgumentException for {@link #NEAR_TWINS}, which is about neurons of fully
   *     connected networks
   */
  public double[] draw(Model model, Stream stream) {
    if (this == NEAR_TWINS) {
      throw new IllegalArgumentException(
          "initialisation: near-twins is for a fully connected architecture, got the model "
              + model.describe());
    }
    double[] theta = new double[model.parameterCount()];
    int at = 0;
    for (ParameterBlock b : model.blocks()) {
      for (int k = 0; k < b.count(); k++) {
        theta[at++] =
            switch (b.role()) {
              case WEIGHT -> weight(b.fanIn(), b.fanOut(), stream);
              case BIAS -> bias(stream);
              case SCALE -> 1;
              case SHIFT -> 0;
            };
      }
    }
    return theta;
  }

  private double weight(int fanIn, int fanOut, Stream stream) {
    double w =
        this == HE
            ? stream.nextNormal() * StrictMath.sqrt(2.0 / fanIn)
            : StrictMath.sqrt(6.0 / ((double) fanIn + fanOut)) * symmetric(stream);
    return onGrid(this == NEAR_ORIGIN ? ORIGIN_SCALE * w : w);
  }

  private double bias(Stream stream) {
    return this == GLOROT_WITH_BIASES || this == NEAR_TWINS ? onGrid(0.5 * symmetric(stream)) : 0;
  }

  private static void twin(Parameters layout, int h, double[] theta, Stream stream) {
    Architecture a = layout.architecture();
    if (a.width(h) < 2) {
      return;
    }
    for (int j = 0; j < a.width(h - 1); j++) {
      theta[layout.weight(h, 1, j)] = near(theta[layout.weight(h, 0, j)], stream);
    }
    theta[layout.bias(h, 1)] = near(theta[layout.bias(h, 0)], stream);
    for (int i = 0; i < a.width(h + 1); i++) {
      theta[layout.weight(h + 1, i, 1)] = near(theta[layout.weight(h + 1, i, 0)], stream);
    }
  }

  private static double near(double value, Stream stream) {
    return onGrid(value + TWIN_DISTANCE * symmetric(stream));
  }

  private static double onGrid(double value) {
    return Math.rint(value * GRID) / GRID;
  }

  private static double symmetric(Stream stream) {
    return 2 * stream.nextPositive() - 1;
  }
}
