package org.theoria.cli;

import org.theoria.proposition.Language;
import picocli.CommandLine.Option;

/** What every command understands. */
final class Common {

  @Option(
      names = "--json",
      description = "Machine-readable results on standard output, and nothing else there.")
  boolean json;

  @Option(
      names = "--lang",
      paramLabel = "en|fr",
      defaultValue = "en",
      converter = LanguageName.class,
      description = "The language of texts: en (default) or fr.")
  Language language = Language.EN;

  /** The language of this name. */
  static final class LanguageName extends OneOf<Language> {
    LanguageName() {
      super(Language.values());
    }
  }
}
