package org.theoria.theorems.geometry;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.file.ExampleRange;
import org.theoria.network.file.Heap;
import org.theoria.network.file.Mnist;
import org.theoria.proposition.Text;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;
import org.theoria.train.TrainingData;

/**
 * Examples of which the rank is taken.
 *
 * @param kind where they come from
 * @param inputs n₀
 * @param values n × n₀, example by example
 */
record DigitSet(Kind kind, int inputs, double[] values) {

  /** Where examples come from. */
  enum Kind {
    /** Among the digits of the training. */
    TRAIN("train", "training digits", "chiffres d'apprentissage"),
    /** Digits that follow those of the training. */
    TEST("test", "test digits", "chiffres de test"),
    /** Standard normal numbers, rounded to multiples of 2⁻¹⁰. */
    GAUSSIAN("gaussian", "Gaussian inputs", "entrées gaussiennes");

    final String id;
    private final String en;
    private final String fr;

    Kind(String id, String en, String fr) {
      this.id = id;
      this.en = en;
      this.fr = fr;
    }

    Text text() {
      return Text.of(en, fr);
    }
  }

  private static final double GRID = 0x1p10;

  /** n examples of a kind: the first of the training, the first after it, or a draw. */
  static DigitSet of(Kind kind, DigitScale scale, int trained, int n, long seed) {
    double[] values =
        switch (kind) {
          case TRAIN -> scale.images(new ExampleRange(1, OptionalInt.of(n)));
          case TEST -> scale.images(new ExampleRange(trained + 1, OptionalInt.of(n)));
          case GAUSSIAN -> gaussian(scale.inputs * n, new Key("mnist gaussian", seed).stream(0));
        };
    return new DigitSet(kind, scale.inputs, values);
  }

  private static double[] gaussian(int count, Stream s) {
    double[] values = new double[count];
    for (int k = 0; k < count; k++) {
      values[k] = Math.rint(s.nextNormal() * GRID) / GRID;
    }
    return values;
  }

  /** n. */
  int size() {
    return values.length / inputs;
  }

  /** Inputs that are 0 on every example. */
  int zeroInputs() {
    return (int)
        IntStream.range(0, inputs)
            .filter(i -> IntStream.range(0, size()).allMatch(j -> values[j * inputs + i] == 0))
            .count();
  }

  /** X exactly, n₀ × n. */
  RationalMatrix exact() {
    Heap.requireNumbers("digits", inputs, size());
    Rational[] entries =
        Arrays.stream(values).mapToObj(Rational::ofDouble).toArray(Rational[]::new);
    return RationalMatrix.of(size(), inputs, entries).transpose();
  }

  /** The digits of the training as columns, n₀ × n row by row. */
  double[] columns() {
    return TrainingData.transposed(values, size(), inputs);
  }

  /** Labels of the first n digits as columns, 10 × n row by row. */
  static double[] labels(int n) {
    return TrainingData.transposed(
        Mnist.labels(new ExampleRange(1, OptionalInt.of(n))).values(), n, Mnist.CLASSES);
  }
}
