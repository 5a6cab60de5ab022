package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.proposition.Language;
import org.theoria.proposition.Text;

/** The report of one run as a document. */
public final class ReportDocument {
  private final Findings findings;
  private final Language language;

  public ReportDocument(Findings findings, Language language) {
    this.findings = findings;
    this.language = language;
  }

  public Document document() {
    Summary summary = new Summary(findings, language);
    List<Doc> body = new ArrayList<>();
    body.add(summary.table(Optional.empty()));
    body.add(summary.legend());
    body.addAll(summary.lines());
    body.add(Glossary.howToRead(language));
    findings.results().forEach(r -> body.add(new EntryDocument<>(r, language).section()));
    body.add(Glossary.tolerances(language));
    String title =
        Text.of("Theoria: report, seed ", "Theoria : rapport, graine ").in(language)
            + findings.seed();
    return new Document(language, Prose.inlines(title), body);
  }
}
