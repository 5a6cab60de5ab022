package org.theoria.report;

/**
 * How a status is to be taken. Each tone has a glyph, so that no renderer carries the meaning by
 * colour alone.
 */
public enum Tone {
  /** As it should be: held, checked, refuted where a refutation is what was asked for. */
  GOOD("✓"),
  /** Not as it should be: an unexpected refutation, a surviving mutant, a failed step. */
  BAD("✗"),
  /** Open: undecided, vacuous, gave up. */
  WARN("!"),
  /** Without a judgement: cited, an experiment, a count. */
  NEUTRAL("·");

  private final String glyph;

  Tone(String glyph) {
    this.glyph = glyph;
  }

  /** One character of display width 1. */
  public String glyph() {
    return glyph;
  }
}
