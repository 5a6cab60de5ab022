package org.theoria.theorems.regularisation;

import org.theoria.proposition.Text;

/** The functions whose graph the examples of the gap experiment lie on; no slide names one. */
enum GapTarget {
  /** It falls through the gap, almost along the chord. */
  SINE("sine", "sinus", "sin 2πx", "$\\sin2\\pi x$") {
    @Override
    double at(double x) {
      return StrictMath.sin(2 * Math.PI * x);
    }
  },
  /** Its middle bump lies in the gap, where no example shows it. */
  COSINE("cosine", "cosinus", "cos 4πx", "$\\cos4\\pi x$") {
    @Override
    double at(double x) {
      return StrictMath.cos(4 * Math.PI * x);
    }
  };

  private final String id;
  private final String french;
  private final String plain;
  private final String formula;

  GapTarget(String id, String french, String plain, String formula) {
    this.id = id;
    this.french = french;
    this.plain = plain;
    this.formula = formula;
  }

  abstract double at(double x);

  /** Its name in files. */
  String id() {
    return id;
  }

  /** Its name. */
  Text text() {
    return Text.of(id, french);
  }

  /** Its formula without markup. */
  String plain() {
    return plain;
  }

  /** Its formula between dollar signs. */
  String formula() {
    return formula;
  }
}
