package org.theoria.report;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The alphabets, accents and small digits of Unicode that LaTeX's commands ask for. */
final class LatexAlphabets {

  /** Commands that change the look of a letter but not which letter it is. */
  private static final Set<String> SAME_LETTER =
      Set.of("mathbf", "boldsymbol", "bm", "mathit", "mathrm", "mathsf", "mathtt", "mathnormal");

  /** Letters that Unicode had encoded before its block of mathematical alphabets. */
  private static final Map<Integer, String> DOUBLE_STRUCK =
      Map.of(
          (int) 'C', "ℂ", (int) 'H', "ℍ", (int) 'N', "ℕ", (int) 'P', "ℙ", (int) 'Q', "ℚ", (int) 'R',
          "ℝ", (int) 'Z', "ℤ");

  private static final Map<Integer, String> SCRIPT =
      Map.ofEntries(
          Map.entry((int) 'B', "ℬ"),
          Map.entry((int) 'E', "ℰ"),
          Map.entry((int) 'F', "ℱ"),
          Map.entry((int) 'H', "ℋ"),
          Map.entry((int) 'I', "ℐ"),
          Map.entry((int) 'L', "ℒ"),
          Map.entry((int) 'M', "ℳ"),
          Map.entry((int) 'R', "ℛ"),
          Map.entry((int) 'e', "ℯ"),
          Map.entry((int) 'g', "ℊ"),
          Map.entry((int) 'o', "ℴ"));

  private static final Map<String, String> ACCENTS =
      Map.ofEntries(
          Map.entry("hat", "\u0302"),
          Map.entry("widehat", "\u0302"),
          Map.entry("tilde", "\u0303"),
          Map.entry("widetilde", "\u0303"),
          Map.entry("bar", "\u0304"),
          Map.entry("overline", "\u0305"),
          Map.entry("dot", "\u0307"),
          Map.entry("ddot", "\u0308"),
          Map.entry("vec", "\u20D7"),
          Map.entry("underline", "\u0332"),
          Map.entry("not", "\u0338"));

  private static final Map<Integer, String> RAISED =
      Map.ofEntries(
          Map.entry((int) '0', "⁰"),
          Map.entry((int) '1', "¹"),
          Map.entry((int) '2', "²"),
          Map.entry((int) '3', "³"),
          Map.entry((int) '4', "⁴"),
          Map.entry((int) '5', "⁵"),
          Map.entry((int) '6', "⁶"),
          Map.entry((int) '7', "⁷"),
          Map.entry((int) '8', "⁸"),
          Map.entry((int) '9', "⁹"),
          Map.entry((int) '+', "⁺"),
          Map.entry((int) '−', "⁻"),
          Map.entry((int) '=', "⁼"),
          Map.entry((int) '(', "⁽"),
          Map.entry((int) ')', "⁾"),
          Map.entry((int) 'n', "ⁿ"),
          Map.entry((int) 'i', "ⁱ"),
          Map.entry((int) 'T', "ᵀ"),
          Map.entry((int) '⊤', "ᵀ"),
          Map.entry((int) '′', "′"));

  private LatexAlphabets() {}

  /** Whether the command takes one argument and shows it in another look. */
  static boolean isStyle(String command) {
    return SAME_LETTER.contains(command)
        || ACCENTS.containsKey(command)
        || Set.of("mathbb", "mathds", "mathcal", "mathscr").contains(command);
  }

  /** The text in the look of the command; empty where Unicode has no such letters. */
  static Optional<String> styled(String command, String text) {
    if (SAME_LETTER.contains(command)) {
      return Optional.of(text);
    }
    if (ACCENTS.containsKey(command)) {
      boolean single = text.codePoints().filter(c -> DisplayWidth.of(c) > 0).count() == 1;
      return single ? Optional.of(text + ACCENTS.get(command)) : Optional.empty();
    }
    StringBuilder result = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      Optional<String> letter =
          switch (command) {
            case "mathbb", "mathds" -> doubleStruck(c);
            default -> script(c);
          };
      if (letter.isEmpty()) {
        return Optional.empty();
      }
      result.append(letter.get());
    }
    return Optional.of(result.toString());
  }

  /** The text as a superscript; empty where a character has none. */
  static Optional<String> raised(String text) {
    StringBuilder result = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      String small = RAISED.get(c);
      if (small == null) {
        return Optional.empty();
      }
      result.append(small);
    }
    return Optional.of(result.toString());
  }

  /** The text as a subscript (digits and signs only: few fonts have the letters). */
  static Optional<String> lowered(String text) {
    StringBuilder result = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      int small =
          switch (c) {
            case '+' -> '₊';
            case '−' -> '₋';
            case '=' -> '₌';
            default -> c >= '0' && c <= '9' ? '₀' + (c - '0') : -1;
          };
      if (small < 0) {
        return Optional.empty();
      }
      result.appendCodePoint(small);
    }
    return Optional.of(result.toString());
  }

  private static Optional<String> doubleStruck(int c) {
    if (DOUBLE_STRUCK.containsKey(c)) {
      return Optional.of(DOUBLE_STRUCK.get(c));
    }
    return letter(c, 0x1D538, 0x1D552, 0x1D7D8);
  }

  private static Optional<String> script(int c) {
    if (SCRIPT.containsKey(c)) {
      return Optional.of(SCRIPT.get(c));
    }
    return letter(c, 0x1D49C, 0x1D4B6, -1);
  }

  /** The letter or digit at its place in blocks that begin there; −1 for no such block. */
  private static Optional<String> letter(int c, int upper, int lower, int digits) {
    if (c >= 'A' && c <= 'Z') {
      return Optional.of(Character.toString(upper + c - 'A'));
    }
    if (c >= 'a' && c <= 'z') {
      return Optional.of(Character.toString(lower + c - 'a'));
    }
    return c >= '0' && c <= '9' && digits >= 0
        ? Optional.of(Character.toString(digits + c - '0'))
        : Optional.empty();
  }
}
