package org.theoria.cli;

import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/** Targets that are classes 0, 1, …: one number an example. */
final class TargetLabels {

  private TargetLabels() {}

  /**
   * 1 in the row of the class, 0 elsewhere.
   *
   * @param name of the file, for messages
   * @param labels 1 × n
   * @param classes how many there are
   * @return classes × n, row by row
   */
  static double[] ones(String name, RationalMatrix labels, int classes) {
    int n = labels.columns();
    double[] ones = new double[classes * n];
    for (int j = 0; j < n; j++) {
      Rational label = labels.get(0, j);
      boolean known =
          label.isInteger() && label.signum() >= 0 && label.compareTo(Rational.of(classes)) < 0;
      if (!known) {
        throw new UsageException(
            name
                + ", label of example "
                + (j + 1)
                + ": expected an integer from 0 to "
                + (classes - 1)
                + ", as the model has "
                + classes
                + " outputs, got "
                + label);
      }
      ones[((int) label.doubleValue()) * n + j] = 1;
    }
    return ones;
  }
}
