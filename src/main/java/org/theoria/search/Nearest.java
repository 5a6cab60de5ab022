package org.theoria.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known name that a mistyped one was probably meant to be. */
public final class Nearest {

  private Nearest() {}

  /** From so many letters on a name may have been cut short on purpose. */
  private static final int SHORTENED = 3;

  /**
   * The first name that begins with what was given, if that has at least three letters; else that
   * of the smallest Levenshtein distance, the first among equals; empty when nothing is known.
   */
  public static Optional<String> to(String given, Collection<String> known) {
    return known.stream()
        .filter(name -> given.length() >= SHORTENED && name.startsWith(given))
        .findFirst()
        .or(() -> known.stream().min(Comparator.comparingInt(name -> distance(given, name))));
  }

  /**
   * The Levenshtein distance; names are short, and a long text is cut, since it is near to none.
   */
  private static int distance(String given, String b) {
    String a = given.length() > 200 ? given.substring(0, 200) : given;
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitution, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
