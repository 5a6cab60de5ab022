package org.theoria.proposition;

/** The relations that a claim can state, entry by entry, between two matrices of one shape. */
public enum Relation {
  /** left = right. */
  EQUAL("="),
  /** left ≤ right. */
  AT_MOST("≤"),
  /** left &lt; right. */
  LESS("<");

  private final String symbol;

  Relation(String symbol) {
    this.symbol = symbol;
  }

  public String symbol() {
    return symbol;
  }
}
