package org.theoria.proposition;

/**
 * Which form of a proposition a search or a certificate is about. Its text form is the {@code
 * variant} of a saved counterexample.
 */
public sealed interface Variant {

  /** The statement as the slide gives it: the hypotheses of origin CORRECTION are dropped. */
  record Stated() implements Variant {
    @Override
    public String toString() {
      return "stated";
    }
  }

  /** The statement with every hypothesis. */
  record Corrected() implements Variant {
    @Override
    public String toString() {
      return "corrected";
    }
  }

  /** A false variant. */
  record MutantOf(String id) implements Variant {
    @Override
    public String toString() {
      return "mutant:" + id;
    }
  }

  /** The statement without one hypothesis, on the instances where that hypothesis fails. */
  record Without(String hypothesis) implements Variant {
    @Override
    public String toString() {
      return "without:" + hypothesis;
    }
  }

  /** Reads the text form; the message of the exception says what was expected. */
  static Variant parse(String text) {
    if (text.equals("stated")) {
      return new Stated();
    }
    if (text.equals("corrected")) {
      return new Corrected();
    }
    if (text.startsWith("mutant:")) {
      return new MutantOf(text.substring("mutant:".length()));
    }
    if (text.startsWith("without:")) {
      return new Without(text.substring("without:".length()));
    }
    throw new IllegalArgumentException(
        "variant: expected stated, corrected, mutant:ID or without:HYPOTHESIS, got \""
            + text
            + "\"");
  }
}
