package org.theoria.theorems.landscape;

import java.util.Locale;
import org.theoria.proposition.Text;
import org.theoria.sampling.Stream;

/** The networks of the experiment vanishing-exploding: all layers of one width, biases 0. */
enum DepthCase {
  TANH_SMALL(Family.TANH, Slope.TANH, Weights.GLOROT, 0.25, false, "Glorot × ¼", "Glorot × ¼"),
  TANH_GLOROT(Family.TANH, Slope.TANH, Weights.GLOROT, 1, false, "Glorot", "Glorot"),
  TANH_HE(Family.TANH, Slope.TANH, Weights.HE, 1, false, "He", "He"),
  TANH_LARGE(Family.TANH, Slope.TANH, Weights.GLOROT, 4, false, "Glorot × 4", "Glorot × 4"),
  RELU_SMALL(Family.RELU, Slope.RELU, Weights.HE, 0.25, false, "He × ¼", "He × ¼"),
  RELU_GLOROT(Family.RELU, Slope.RELU, Weights.GLOROT, 1, false, "Glorot", "Glorot"),
  RELU_HE(Family.RELU, Slope.RELU, Weights.HE, 1, false, "He", "He"),
  RELU_LARGE(Family.RELU, Slope.RELU, Weights.HE, 2, false, "He × 2", "He × 2"),
  LINEAR_BELOW(
      Family.ORTHOGONAL,
      Slope.IDENTITY,
      Weights.ORTHOGONAL,
      0.8,
      false,
      "0.8 Q, linear",
      "0,8 Q, linéaire"),
  LINEAR_ONE(
      Family.ORTHOGONAL, Slope.IDENTITY, Weights.ORTHOGONAL, 1, false, "Q, linear", "Q, linéaire"),
  LINEAR_ABOVE(
      Family.ORTHOGONAL,
      Slope.IDENTITY,
      Weights.ORTHOGONAL,
      1.25,
      false,
      "1.25 Q, linear",
      "1,25 Q, linéaire"),
  TANH_ORTHOGONAL(
      Family.ORTHOGONAL, Slope.TANH, Weights.ORTHOGONAL, 1, false, "Q, tanh", "Q, tanh"),
  RELU_ORTHOGONAL(
      Family.ORTHOGONAL, Slope.RELU, Weights.ORTHOGONAL, 1, false, "Q, ReLU", "Q, ReLU"),
  RESIDUAL_TANH_GLOROT(
      Family.RESIDUAL, Slope.TANH, Weights.GLOROT, 1, true, "tanh, Glorot", "tanh, Glorot"),
  RESIDUAL_RELU_HE(Family.RESIDUAL, Slope.RELU, Weights.HE, 1, true, "ReLU, He", "ReLU, He"),
  RESIDUAL_RELU_SMALL(
      Family.RESIDUAL, Slope.RELU, Weights.HE, 0.25, true, "ReLU, He × ¼", "ReLU, He × ¼");

  /** What is drawn in one panel. */
  enum Family {
    TANH("tanh", "tanh"),
    RELU("ReLU", "ReLU"),
    ORTHOGONAL("orthogonal weights", "poids orthogonaux"),
    RESIDUAL("residual blocks", "blocs résiduels");

    private final String en;
    private final String fr;

    Family(String en, String fr) {
      this.en = en;
      this.fr = fr;
    }

    Text text() {
      return Text.of(en, fr);
    }
  }

  /** The activation of the layers 1, …, H − 1; layer H has the identity. */
  enum Slope {
    TANH,
    RELU,
    IDENTITY;

    double value(double t) {
      return switch (this) {
        case TANH -> StrictMath.tanh(t);
        case RELU -> Math.max(0, t);
        case IDENTITY -> t;
      };
    }

    /** σ'(t); that of the right at a kink. */
    double slope(double t) {
      return switch (this) {
        case TANH -> {
          double v = StrictMath.tanh(t);
          yield 1 - v * v;
        }
        case RELU -> t >= 0 ? 1 : 0;
        case IDENTITY -> 1;
      };
    }
  }

  /** The random matrix that the gain multiplies. */
  enum Weights {
    /** Normal entries of variance 2/n (He et al. 2015, doi:10.1109/ICCV.2015.123). */
    HE,
    /** Normal entries of variance 2/(n + n) (Glorot and Bengio 2010, AISTATS 9, 249-256). */
    GLOROT,
    /** Orthogonal: the columns of a matrix of normal entries, by Gram and Schmidt. */
    ORTHOGONAL
  }

  final Family family;
  final Slope activation;
  final Weights weights;
  final double gain;
  final boolean residual;
  private final String en;
  private final String fr;

  DepthCase(
      Family family,
      Slope activation,
      Weights weights,
      double gain,
      boolean residual,
      String en,
      String fr) {
    this.family = family;
    this.activation = activation;
    this.weights = weights;
    this.gain = gain;
    this.residual = residual;
    this.en = en;
    this.fr = fr;
  }

  /** The lowest layer whose Δ is compared: of residual blocks the end of the first. */
  int lowest() {
    return residual ? 2 : 1;
  }

  /** The name in files. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name within its family. */
  Text text() {
    return Text.of(en, fr);
  }

  /** The name with its family: "ReLU, He". */
  Text full() {
    return Text.of(family.en + ", " + en, family.fr + ", " + fr);
  }

  /**
   * Whether it is a remedy of slide 49: residual blocks, or W_h nearly orthogonal, which 0.8 Q and
   * 1.25 Q are not.
   */
  boolean remedy() {
    return residual || (weights == Weights.ORTHOGONAL && gain == 1);
  }

  /** W of shape n × n, row by row. */
  double[][] draw(int n, Stream s) {
    double[][] w = new double[n][n];
    double scale = weights == Weights.HE ? StrictMath.sqrt(2.0 / n) : StrictMath.sqrt(1.0 / n);
    for (double[] row : w) {
      for (int j = 0; j < n; j++) {
        row[j] = scale * s.nextNormal();
      }
    }
    if (weights == Weights.ORTHOGONAL) {
      orthonormalise(w);
    }
    for (double[] row : w) {
      for (int j = 0; j < n; j++) {
        row[j] *= gain;
      }
    }
    return w;
  }

  /** Gram and Schmidt on the rows, each projected twice: then orthogonal to rounding. */
  private static void orthonormalise(double[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < i; k++) {
          double product = 0;
          for (int j = 0; j < rows.length; j++) {
            product += rows[i][j] * rows[k][j];
          }
          for (int j = 0; j < rows.length; j++) {
            rows[i][j] -= product * rows[k][j];
          }
        }
      }
      double norm = DepthNetwork.norm(rows[i]);
      for (int j = 0; j < rows.length; j++) {
        rows[i][j] /= norm;
      }
    }
  }
}
