package org.theoria.search;

/** What a search says of one variant of a proposition. */
public sealed interface Outcome {

  /** No instance refuted it, and every one was decided. */
  record Held() implements Outcome {
    @Override
    public String toString() {
      return "held";
    }
  }

  /**
   * No instance refuted it, and on some an equality could only be enclosed: it may hold, within the
   * widths of the tally.
   */
  record Consistent() implements Outcome {
    @Override
    public String toString() {
      return "consistent";
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
