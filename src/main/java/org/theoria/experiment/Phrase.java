package org.theoria.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.theoria.proposition.Text;

/** Sentences with numbers in them, in both languages. */
public final class Phrase {
  private Phrase() {}

  /** What is said where nothing came to its end. */
  public static final Text STOPPED =
      Text.of(
          "The run was stopped before there was enough to say.",
          "L'expérience a été interrompue avant qu'il y ait assez à dire.");

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

  /** A number, in French with its noun, whose plural begins at two. */
  public static Text counted(long number, String one, String more) {
    String english = Long.toString(number);
    return Text.of(english, english + " " + (number < 2 ? one : more));
  }

  /** A number of runs. */
  public static Text runs(long number) {
    return counted(number, "essai", "essais");
  }

  /** One sentence after the other. */
  public static Text joined(List<Text> sentences) {
    return joined(" ", " ", sentences);
  }

  /** One text after the other, with these between them. */
  public static Text joined(String en, String fr, List<Text> texts) {
    return Text.of(
        String.join(en, texts.stream().map(Text::en).toList()),
        String.join(fr, texts.stream().map(Text::fr).toList()));
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

  /** Three significant digits, without zeros at the end. */
  public static String digits(double value) {
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    if (size >= 1e-3 && size < 1e3) {
      int decimals = (int) Math.clamp(2 - Math.floor(Math.log10(size)), 0, 5);
      String text = decimals(value, decimals);
      return decimals == 0 ? text : text.replaceFirst("\\.?0+$", "");
    }
    return String.format(Locale.ROOT, "%.2e", value);
  }

  /** So many decimals. */
  public static String decimals(double value, int count) {
    return String.format(Locale.ROOT, "%." + count + "f", value);
  }

  /** "yes" or "no". */
  public static Text yes(boolean truth) {
    return truth ? Text.of("yes", "oui") : Text.of("no", "non");
  }

  /** A row of a table: doubles by three significant digits, texts, everything else as it prints. */
  public static List<Text> row(Object... values) {
    return Arrays.stream(values)
        .map(
            v ->
                switch (v) {
                  case Text t -> t;
                  default -> Exhibit.cell(english(v));
                })
        .toList();
  }
}
