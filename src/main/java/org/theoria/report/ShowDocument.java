package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import org.theoria.proposition.Language;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Statement;
import org.theoria.symbolic.CheckedStep;

/**
 * An entry for a reader at a terminal: statement, hypotheses, claims, proof with the status of its
 * steps, remarks.
 */
public final class ShowDocument {

  private ShowDocument() {}

  public static <I extends Record> Document of(
      Proposition<I> p, List<CheckedStep> steps, Language language) {
    Say say = new Say(language);
    List<Doc> body = new ArrayList<>();
    body.add(Doc.paragraph(p.id() + " · " + Kind.of(p).in(language) + " · " + p.citation()));
    statement(body, p.statement(), say);
    if (p.corrected().isPresent()) {
      body.add(
          new Doc.Callout(
              Tone.NEUTRAL,
              Say.plain(say.of("As corrected", "Corrigé")),
              corrected(p.corrected().get(), say)));
    }
    body.add(HypothesisTable.of(p.hypotheses(), say));
    body.add(
        new Doc.Table(
            Say.plain(say.of("Claims", "Assertions")),
            List.of(
                Doc.Column.left(say.of("claim", "assertion")),
                Doc.Column.flexible(say.of("says", "énonce"))),
            p.claimTexts().entrySet().stream()
                .map(e -> new Doc.Row(List.of(Say.code(e.getKey()), say.prose(e.getValue()))))
                .toList()));
    body.add(ProofTable.timed(steps, say));
    body.addAll(SolverGoals.brief(p.id(), steps, say));
    if (!p.remarks().isEmpty()) {
      body.add(
          new Doc.Bullets(
              false,
              p.remarks().stream().map(r -> List.<Doc>of(Doc.paragraph(say.of(r)))).toList()));
    }
    return new Document(language, Prose.inlines(say.of(p.title())), body);
  }

  private static void statement(List<Doc> body, Statement s, Say say) {
    body.add(Doc.paragraph(say.of(s.text())));
    body.add(new Doc.DisplayMath(s.latex()));
  }

  private static List<Doc> corrected(Statement s, Say say) {
    List<Doc> blocks = new ArrayList<>();
    statement(blocks, s, say);
    return blocks;
  }
}
