package org.theoria.report;

import java.util.List;

/** A piece of a text on one line, with a caret under one of its characters. */
public final class Excerpt {
  /** Characters shown before and after the one that is pointed at. */
  private static final int CONTEXT = 40;

  private Excerpt() {}

  /** The two lines: the text around the offset, and the caret below it. */
  public static List<String> around(String text, int offset) {
    int at = Math.clamp(offset, 0, text.length());
    int first = Math.max(0, at - CONTEXT);
    int last = Math.min(text.length(), at + CONTEXT);
    if (first > 0 && Character.isLowSurrogate(text.charAt(first))) {
      first--;
    }
    if (last < text.length() && Character.isLowSurrogate(text.charAt(last))) {
      last++;
    }
    String before = (first > 0 ? "…" : "") + Printable.line(text.substring(first, at));
    String after = Printable.line(text.substring(at, last)) + (last < text.length() ? "…" : "");
    return List.of("  " + before + after, "  " + " ".repeat(DisplayWidth.of(before)) + "^");
  }
}
