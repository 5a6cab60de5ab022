package org.theoria.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.theoria.proposition.Text;

/** Sentences and rows of tables with numbers in them, in both languages. */
public final class Phrase {
  private Phrase() {}

  /**
   * Both sentences with {0}, {1}, … replaced: a double by three significant digits (with a decimal
   * comma in French), a text by its language, everything else as it prints.
   */
  public static Text of(String en, String fr, Object... values) {
    String english = en;
    String french = fr;
    for (int i = 0; i < values.length; i++) {
      String place = "{" + i + "}";
      english = english.replace(place, english(values[i]));
      french = french.replace(place, french(values[i]));
    }
    return Text.of(english, french);
  }

  /** One sentence after the other. */
  public static Text joined(List<Text> sentences) {
    return Text.of(
        String.join(" ", sentences.stream().map(Text::en).toList()),
        String.join(" ", sentences.stream().map(Text::fr).toList()));
  }

  private static String english(Object value) {
    return switch (value) {
      case Double d -> digits(d);
      case Text t -> t.en();
      default -> String.valueOf(value);
    };
  }

  private static String french(Object value) {
    return switch (value) {
      case Double d -> digits(d).replace('.', ',');
      case Text t -> t.fr();
      default -> String.valueOf(value);
    };
  }

  /** Three significant digits. */
  public static String digits(double value) {
    double size = Math.abs(value);
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    if (size >= 1e-3 && size < 1e4) {
      int decimals = (int) Math.clamp(2 - Math.floor(Math.log10(size)), 0, 5);
      return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
    return String.format(Locale.ROOT, "%.2e", value);
  }

  /** A row of a table: doubles by three significant digits, texts, everything else as it prints. */
  public static List<Text> row(Object... values) {
    return Arrays.stream(values)
        .map(v -> v instanceof Text t ? t : Exhibit.cell(english(v)))
        .toList();
  }
}
