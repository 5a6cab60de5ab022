package org.theoria.report;

import org.theoria.proposition.Equivalence;
import org.theoria.proposition.Exists;
import org.theoria.proposition.ForAll;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Language;
import org.theoria.proposition.Not;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Statistical;

/** The names of the kinds of statement, and of the justifications of steps. */
public enum Kind {
  FOR_ALL("for-all", "for all", "pour tout"),
  EQUIVALENCE("equivalence", "equivalence", "équivalence"),
  EXISTS("exists", "existence", "existence"),
  NOT("not", "negation", "négation"),
  STATISTICAL("statistical", "statistical", "statistique");

  private final String word;
  private final String en;
  private final String fr;

  Kind(String word, String en, String fr) {
    this.word = word;
    this.en = en;
    this.fr = fr;
  }

  public static Kind of(Proposition<?> p) {
    return switch (p) {
      case ForAll<?> f -> FOR_ALL;
      case Equivalence<?> e -> EQUIVALENCE;
      case Exists<?> e -> EXISTS;
      case Not<?> n -> NOT;
      case Statistical<?> s -> STATISTICAL;
    };
  }

  /** The word of the JSON form. */
  public String word() {
    return word;
  }

  public String in(Language language) {
    return switch (language) {
      case EN -> en;
      case FR -> fr;
    };
  }

  /** The word of a justification in the JSON form. */
  static String of(Justification j) {
    return switch (j) {
      case Justification.Identity i -> "identity";
      case Justification.OwnClaims o -> "own-claims";
      case Justification.Implication i -> "implication";
      case Justification.Induction i -> "induction";
      case Justification.Limit l -> "limit";
      case Justification.Exact e -> "exact";
      case Justification.From f -> "from";
      case Justification.Cited c -> "cited";
    };
  }
}
