package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.certify.Counterexample;
import org.theoria.proposition.Language;
import org.theoria.proposition.Proposition;
import org.theoria.search.Ablation;
import org.theoria.search.MutantRun;
import org.theoria.search.Search;
import org.theoria.symbolic.StepMutantRun;

/** What {@code ablate}, {@code mutants} and {@code errata} print of one entry. */
public final class SearchDocuments {

  private SearchDocuments() {}

  public static <I extends Record> List<Doc> ablation(
      Proposition<I> p, List<Ablation<I>> ablations, Language language) {
    return List.of(heading(p, language), HypothesisTable.ofAblations(ablations, new Say(language)));
  }

  public static <I extends Record> List<Doc> mutants(
      Proposition<I> p, List<MutantRun<I>> runs, List<StepMutantRun> steps, Language language) {
    List<Doc> blocks = new ArrayList<>();
    blocks.add(heading(p, language));
    blocks.add(MutantTable.of(runs, new Say(language)));
    if (!steps.isEmpty()) {
      blocks.add(StepMutantTable.of(steps, new Say(language)));
    }
    return blocks;
  }

  /** The statement as given, its certificate, and the corrected statement beside it. */
  public static <I extends Record> List<Doc> erratum(
      Proposition<I> p, Search.Found<I> stated, Language language) {
    Say say = new Say(language);
    List<Doc> blocks = new ArrayList<>();
    blocks.add(heading(p, language));
    List<Inline> line =
        new ArrayList<>(Say.plain(say.of("As stated (", "Tel qu'énoncé (") + p.citation() + ") "));
    line.add(Verdict.of(stated).badgeExpected(language));
    blocks.add(new Doc.Paragraph(line));
    blocks.add(Doc.paragraph(say.of(p.statement().text())));
    Optional<Counterexample<I>> witness = stated.smallest();
    witness.ifPresent(
        c -> {
          blocks.add(Doc.paragraph(WitnessDocument.certificate(c, say)));
          blocks.addAll(InstanceDocument.of(c.instance(), say));
        });
    p.corrected()
        .ifPresent(
            s -> {
              blocks.add(say.paragraph("As corrected:", "Corrigé :"));
              blocks.add(Doc.paragraph(say.of(s.text())));
              blocks.add(new Doc.DisplayMath(s.latex()));
            });
    return blocks;
  }

  private static Doc heading(Proposition<?> p, Language language) {
    List<Inline> content = new ArrayList<>();
    content.add(new Inline.Strong(Say.plain(p.id())));
    content.add(new Inline.Plain("  "));
    content.addAll(Prose.inlines(p.title().in(language)));
    return new Doc.Paragraph(content);
  }
}
