package org.theoria.theorems.geometry;

/**
 * Of how many examples ranks are taken.
 *
 * @param scale the inputs
 * @param train digits of the training
 * @param test other digits
 * @param gaussian Gaussian inputs
 */
record DigitPlan(DigitScale scale, int train, int test, int gaussian) {

  int examples(DigitSet.Kind kind) {
    return switch (kind) {
      case TRAIN -> train;
      case TEST -> test;
      case GAUSSIAN -> gaussian;
    };
  }
}
