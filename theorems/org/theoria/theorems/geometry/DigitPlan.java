package org.theoria.theorems.geometry;

import java.util.Arrays;
import java.util.List;
import org.theoria.network.file.Heap;

/**
 * Which ranks are taken.
 *
 * @param scale the inputs
 * @param widths increasing
 * @param trainings how many, with the run's seed and the numbers that follow it
 * @param parts at least one
 */
record DigitPlan(DigitScale scale, List<Integer> widths, int trainings, List<Part> parts) {

  /** More rows than its rank that a matrix in an elimination may have, generously. */
  private static final int MARGIN = 100;

  /**
   * Ranks on one set of examples.
   *
   * @param kind of the examples
   * @param examples n
   * @param epochs of the training, increasing
   */
  record Part(DigitSet.Kind kind, int examples, List<Integer> epochs) {
    Part {
      epochs = List.copyOf(epochs);
    }
  }

  DigitPlan {
    widths = List.copyOf(widths);
    parts = List.copyOf(parts);
    if (widths.isEmpty() || trainings < 1 || parts.isEmpty()) {
      throw new IllegalArgumentException(
          "ranks on digits: widths, trainings and parts are needed, got "
              + widths
              + ", "
              + trainings
              + " and "
              + parts);
    }
  }

  /** The same number of examples of each kind, at the same epochs. */
  static DigitPlan ofEach(
      DigitScale scale, List<Integer> widths, int trainings, int examples, List<Integer> epochs) {
    return new DigitPlan(
        scale,
        widths,
        trainings,
        Arrays.stream(DigitSet.Kind.values()).map(k -> new Part(k, examples, epochs)).toList());
  }

  /** The ranks at an epoch, of one training and width. */
  List<Part> at(int epoch) {
    return parts.stream().filter(p -> p.epochs().contains(epoch)).toList();
  }

  /** How many ranks one training of one width has. */
  int ranks() {
    return parts.stream().mapToInt(p -> p.epochs().size()).sum();
  }

  /**
   * Refuses what would not fit into the heap, before anything is begun.
   *
   * @param trained how many digits are trained on
   * @throws org.theoria.network.file.ArrayFileException saying what is needed
   */
  void requireHeap(int trained, long seed) {
    int width = widths.getLast();
    int parameters = scale.architecture(width).parameterCount();
    for (Part part : parts) {
      Heap.requireNumbers("experiment", scale.inputs, part.examples());
      long all = (long) scale.architecture(width).outputs() * part.examples();
      int zero =
          part.kind() == DigitSet.Kind.GAUSSIAN
              ? 0
              : DigitSet.of(part.kind(), scale, trained, part.examples(), seed).zeroInputs();
      // a column for each parameter, but for the weights of inputs that are always 0
      long columns = parameters - (long) width * zero;
      Heap.require(
          "experiment",
          "the rank of a " + all + "×" + parameters + " Jacobian matrix",
          Double.BYTES * Math.min(all, columns + MARGIN) * columns);
    }
  }
}
