package org.theoria.report;

import org.theoria.proposition.Language;
import org.theoria.search.Outcome;
import org.theoria.search.Search;

/** The verdict on one variant of a statement: the word of every report and of the JSON form. */
enum Verdict {
  HELD("held", Tone.GOOD, "held", "tient"),
  CONSISTENT("consistent", Tone.GOOD, "consistent", "compatible"),
  REFUTED("refuted", Tone.BAD, "refuted", "réfuté"),
  UNDECIDED("undecided", Tone.WARN, "undecided", "indécis"),
  VACUOUS("vacuous", Tone.WARN, "vacuous", "vide"),
  INTERRUPTED("interrupted", Tone.WARN, "interrupted", "interrompu");

  private final String word;
  private final Tone tone;
  private final String en;
  private final String fr;

  Verdict(String word, Tone tone, String en, String fr) {
    this.word = word;
    this.tone = tone;
    this.en = en;
    this.fr = fr;
  }

  static Verdict of(Search.Found<?> found) {
    return switch (found.outcome()) {
      case Outcome.Held h -> HELD;
      case Outcome.Consistent c -> CONSISTENT;
      case Outcome.Refuted r -> REFUTED;
      case Outcome.Undecided u -> UNDECIDED;
      case Outcome.Vacuous v -> VACUOUS;
      case Outcome.Interrupted i -> INTERRUPTED;
    };
  }

  String word() {
    return word;
  }

  String in(Language language) {
    return switch (language) {
      case EN -> en;
      case FR -> fr;
    };
  }

  /** How to take it where it was not expected otherwise. */
  Tone tone() {
    return tone;
  }

  Inline badge(Language language) {
    return new Inline.Badge(tone, in(language));
  }

  /** The badge of a refutation that the catalogue expects: no alarm. */
  Inline badgeExpected(Language language) {
    return new Inline.Badge(this == REFUTED ? Tone.NEUTRAL : tone, in(language));
  }
}
