package org.theoria.backend.cuda;

import org.theoria.backend.Optimiser;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/** The numbers by which kernels know functions and methods: functions.cuh, batch.cuh. */
final class CudaCodes {
  private CudaCodes() {}

  static int of(StandardActivation activation) {
    return switch (activation) {
      case IDENTITY -> 0;
      case RELU -> 1;
      case LEAKY_RELU -> 2;
      case ABSOLUTE -> 3;
      case SQUARED_RELU -> 4;
      case SQUARE -> 5;
      case CUBE -> 6;
      case TANH -> 7;
      case SIGMOID -> 8;
      case SOFTPLUS -> 9;
      case SOFTSIGN -> 10;
      case SOFTMAX -> 11;
    };
  }

  static int of(StandardLoss loss) {
    return switch (loss) {
      case SQUARE -> 0;
      case QUARTIC -> 1;
      case SHIFTED_SQUARE -> 2;
      case NEGATIVE_SQUARE -> 3;
      case DOUBLE_WELL -> 4;
      case LOGISTIC -> 5;
      case CROSS_ENTROPY -> 6;
    };
  }

  static int of(Optimiser method) {
    return switch (method) {
      case Optimiser.GradientDescent g -> 0;
      case Optimiser.Momentum m -> 1;
      case Optimiser.Nesterov n -> 2;
      case Optimiser.Adam a -> 3;
    };
  }
}
