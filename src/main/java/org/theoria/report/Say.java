package org.theoria.report;

import java.util.List;
import org.theoria.proposition.Language;
import org.theoria.proposition.Text;

/** The words of one language, for building documents. */
record Say(Language language) {

  /** The one of these that is in the language. */
  String of(String en, String fr) {
    return Text.of(en, fr).in(language);
  }

  String of(Text text) {
    return text.in(language);
  }

  Doc.Paragraph paragraph(String en, String fr) {
    return Doc.paragraph(of(en, fr));
  }

  List<Inline> prose(Text text) {
    return Prose.inlines(of(text));
  }

  /** An item of a list: a paragraph of these parts. */
  static List<Doc> line(String... parts) {
    return List.of(new Doc.Paragraph(plain(String.join("", parts))));
  }

  static List<Inline> code(String text) {
    return List.of(new Inline.Code(text));
  }

  static List<Inline> plain(String text) {
    return List.of(new Inline.Plain(text));
  }

  static List<Inline> badge(Tone tone, String text) {
    return List.of(new Inline.Badge(tone, text));
  }
}
