package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import org.theoria.proposition.Language;
import org.theoria.proposition.Proposition;
import org.theoria.search.Verification;

/** The section of a report on one entry. */
final class EntryDocument<I extends Record> {
  private final Verification.Result<I> result;
  private final Language language;

  EntryDocument(Verification.Result<I> result, Language language) {
    this.result = result;
    this.language = language;
  }

  Doc.Section section() {
    Proposition<I> p = result.proposition();
    List<Doc> body = new ArrayList<>();
    body.add(new Doc.DisplayMath(p.statement().latex()));
    body.add(Doc.paragraph(p.statement().text().in(language)));
    return new Doc.Section(Prose.inlines(p.title().in(language)), p.id(), body);
  }
}
