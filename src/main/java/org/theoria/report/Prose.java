package org.theoria.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Sentences with formulas between dollar signs, as the catalogue's texts are written, and back.
 *
 * <p>{@code $…$} and {@code $$…$$} are formulas in the line, {@code \$} is a dollar sign. A dollar
 * sign without a partner stays what it is: a text of a user's own entry is shown, never refused.
 */
public final class Prose {

  private Prose() {}

  /** The sentence as plain text and formulas, in order. */
  public static List<Inline> inlines(String sentence) {
    List<Inline> result = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < sentence.length()) {
      if (sentence.startsWith("\\$", at)) {
        plain.append('$');
        at += 2;
      } else if (sentence.charAt(at) == '$') {
        String fence = sentence.startsWith("$$", at) ? "$$" : "$";
        int end = closing(sentence, fence, at + fence.length());
        String latex = end < 0 ? "" : sentence.substring(at + fence.length(), end);
        if (latex.isBlank()) {
          plain.append(fence);
          at += fence.length();
        } else {
          flush(plain, result);
          result.add(new Inline.Formula(latex.strip()));
          at = end + fence.length();
        }
      } else {
        plain.append(sentence.charAt(at));
        at++;
      }
    }
    flush(plain, result);
    return List.copyOf(result);
  }

  /** The text that a reader sees, without markup; formulas transliterated to Unicode. */
  public static String plain(List<Inline> inlines) {
    StringBuilder text = new StringBuilder();
    for (Inline inline : inlines) {
      text.append(
          switch (inline) {
            case Inline.Plain p -> p.text();
            case Inline.Emphasis e -> plain(e.children());
            case Inline.Strong s -> plain(s.children());
            case Inline.Code c -> c.text();
            case Inline.Formula m -> LatexText.inline(m.latex());
            case Inline.Badge b -> b.tone().glyph() + " " + b.text();
            case Inline.Link l -> plain(l.children());
          });
    }
    return text.toString();
  }

  /** Where the closing fence begins, past escaped characters; −1 where there is none. */
  private static int closing(String sentence, String fence, int from) {
    for (int i = from; i < sentence.length(); i++) {
      if (sentence.charAt(i) == '\\') {
        i++;
      } else if (sentence.startsWith(fence, i)) {
        return i;
      }
    }
    return -1;
  }

  private static void flush(StringBuilder plain, List<Inline> into) {
    if (!plain.isEmpty()) {
      into.add(new Inline.Plain(plain.toString()));
      plain.setLength(0);
    }
  }
}
