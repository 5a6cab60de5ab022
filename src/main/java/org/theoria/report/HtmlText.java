package org.theoria.report;

/** Text as HTML: in an element or in an attribute between double quotes. */
final class HtmlText {

  private HtmlText() {}

  static String line(String text) {
    return escaped(Printable.line(text));
  }

  static String lines(String text) {
    return escaped(Printable.lines(text));
  }

  private static String escaped(String text) {
    StringBuilder html = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
    return html.toString();
  }
}
