package org.theoria.theorems.geometry;

import org.theoria.network.Architecture;
import org.theoria.network.file.ExampleRange;
import org.theoria.network.file.Mnist;
import org.theoria.proposition.Text;

/** The inputs that are made of the digits. All are short dyadic numbers, exact as doubles. */
enum DigitScale {
  /** The pixels, as on the slides: grey values p/256. */
  PIXELS("pixels", Mnist.INPUTS, "784 pixels", "784 pixels"),
  /** Means of 4 × 4 pixels: few enough parameters that 10·n can exceed them as on the slides. */
  MEANS("means", 49, "49 means of 4×4 pixels", "49 moyennes de 4×4 pixels");

  /** Levels of grey: a power of two keeps the exact numbers short. */
  private static final double LEVELS = 256;

  private static final int SIDE = 28;
  private static final int BLOCK = 4;

  final String id;
  final int inputs;
  private final String en;
  private final String fr;

  DigitScale(String id, int inputs, String en, String fr) {
    this.id = id;
    this.inputs = inputs;
    this.en = en;
    this.fr = fr;
  }

  Text text() {
    return Text.of(en, fr);
  }

  /** (n₀, w, w, w, 10). */
  Architecture architecture(int width) {
    return Architecture.of(inputs, width, width, width, Mnist.CLASSES);
  }

  /** The inputs of some digits, one after the other: n × n₀. */
  double[] images(ExampleRange range) {
    double[] pixels = Mnist.images(range).values();
    int count = pixels.length / Mnist.INPUTS;
    double[] result = new double[count * inputs];
    for (int k = 0; k < pixels.length; k++) {
      double grey = Math.rint(pixels[k] * 255) / LEVELS;
      int example = k / Mnist.INPUTS;
      switch (this) {
        case PIXELS -> result[k] = grey;
        case MEANS -> {
          int row = k % Mnist.INPUTS / SIDE / BLOCK;
          int column = k % SIDE / BLOCK;
          result[example * inputs + SIDE / BLOCK * row + column] += grey / (BLOCK * BLOCK);
        }
      }
    }
    return result;
  }
}
