package org.theoria.report;

import java.util.Locale;
import org.theoria.proposition.Language;

/** How numbers are printed for readers; JSON has its own, exact forms. */
final class Numbers {

  private Numbers() {}

  /**
   * A probability bound, two digits, rounded up so that it stays a bound; "–" where nothing was
   * tested.
   */
  static String bound(double p, Language language) {
    if (Double.isNaN(p)) {
      return "–";
    }
    if (p >= 0.01) {
      return decimal(String.format(Locale.ROOT, "%.2f", StrictMath.ceil(p * 100) / 100), language);
    }
    double unit = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(p)) - 1);
    return decimal(String.format(Locale.ROOT, "%.1e", StrictMath.ceil(p / unit) * unit), language)
        .replace("e-0", "e-");
  }

  /** A double for reading, three digits. */
  static String shortly(double x, Language language) {
    if (x == 0) {
      return "0";
    }
    return decimal(String.format(Locale.ROOT, "%.3g", x), language);
  }

  /** A count, thousands apart. */
  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n).replace(',', ' ');
  }

  /** A count in at most five characters, rounded down: 38800 is "38.8k". */
  static String briefly(long n, Language language) {
    if (n < 10_000) {
      return Long.toString(n);
    }
    String[] units = {"k", "M", "G", "T", "P"};
    double x = n / 1000.0;
    int unit = 0;
    while (x >= 1000 && unit < units.length - 1) {
      x /= 1000;
      unit++;
    }
    String digits =
        x >= 100
            ? String.format(Locale.ROOT, "%d", (long) x)
            : String.format(Locale.ROOT, "%.1f", StrictMath.floor(x * 10) / 10);
    return decimal(digits, language) + units[unit];
  }

  static String seconds(double s, Language language) {
    return decimal(String.format(Locale.ROOT, s < 10 ? "%.1fs" : "%.0fs", s), language);
  }

  /** Without zeros at the end of its fraction, and without the sign of 0: "0.250" is "0.25". */
  static String withoutZeros(String decimal) {
    if (!decimal.contains(".") || decimal.contains("e")) {
      return decimal;
    }
    String text = decimal.replaceAll("0+$", "").replaceAll("\\.$", "");
    return text.equals("-0") ? "0" : text;
  }

  /** A number that is printed with a point, with the decimal sign of the language. */
  static String decimal(String number, Language language) {
    return switch (language) {
      case EN -> number;
      case FR -> number.replace('.', ',');
    };
  }
}
