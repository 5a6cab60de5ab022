package org.theoria.search;

/** What a search says of one variant of a proposition. */
public sealed interface Outcome {

  /** No instance refuted it. */
  record Held() implements Outcome {
    @Override
    public String toString() {
      return "held";
    }
  }

  /** A certified instance refutes it. */
  record Refuted() implements Outcome {
    @Override
    public String toString() {
      return "refuted";
    }
  }

  /** Nothing refuted it, and at least one instance could not be decided. */
  record Undecided() implements Outcome {
    @Override
    public String toString() {
      return "undecided";
    }
  }

  /** No instance met the hypotheses: nothing was tested. */
  record Vacuous() implements Outcome {
    @Override
    public String toString() {
      return "vacuous";
    }
  }

  /** The search was stopped before its end and had refuted nothing by then. */
  record Interrupted() implements Outcome {
    @Override
    public String toString() {
      return "interrupted";
    }
  }
}
