package org.theoria.cli;

import org.theoria.proposition.Language;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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
  static final class LanguageName implements ITypeConverter<Language> {
    @Override
    public Language convert(String name) {
      return switch (name) {
        case "en" -> Language.EN;
        case "fr" -> Language.FR;
        default -> throw new TypeConversionException("expected en or fr, got \"" + name + "\"");
      };
    }
  }
}
