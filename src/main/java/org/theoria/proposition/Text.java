package org.theoria.proposition;

/**
 * A sentence in the two languages of the course. Formulas stand between dollar signs, as in LaTeX.
 *
 * @param en English
 * @param fr French
 */
public record Text(String en, String fr) {

  public Text {
    if (en.isBlank() || fr.isBlank()) {
      throw new IllegalArgumentException(
          "text: both languages are required, got en=\"" + en + "\" fr=\"" + fr + "\"");
    }
  }

  public static Text of(String en, String fr) {
    return new Text(en, fr);
  }

  /** The sentence in this language. */
  public String in(Language language) {
    return switch (language) {
      case EN -> en;
      case FR -> fr;
    };
  }
}
