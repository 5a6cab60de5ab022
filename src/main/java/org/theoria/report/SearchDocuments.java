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
import org.theoria.search.Sharpness;
import org.theoria.symbolic.StepMutantRun;

/** What {@code ablate}, {@code mutants} and {@code errata} print of one entry. */
public final class SearchDocuments {

  private SearchDocuments() {}

  public static <I extends Record> List<Doc> ablation(
      Proposition<I> p, List<Ablation<I>> ablations, Language language) {
    return List.of(heading(p, language), HypothesisTable.ofAblations(ablations, new Say(language)));
  }

  public static <I extends Record> List<Doc> sharpness(
      Proposition<I> p, List<Sharpness<I>> found, Language language) {
    Say say = new Say(language);
    List<Doc> blocks = new ArrayList<>();
    blocks.add(heading(p, language));
    if (found.isEmpty()) {
      blocks.add(
          say.paragraph(
              "No inequality of this entry asks about a constant.",
              "Aucune inégalité de cette entrée ne pose la question d'une constante."));
      return blocks;
    }
    blocks.add(SharpnessTable.of(found, say));
    blocks.add(
        say.paragraph(
            "Sharp: a certified instance attains the ratio 1, so that no smaller constant would"
                + " do. Not attained: the largest ratio found; that a constant as much smaller"
                + " would do is a conjecture, with these instances as its evidence.",
            "Optimale : une instance certifiée atteint le rapport 1, aucune constante plus petite"
                + " ne convient. Non atteinte : le plus grand rapport trouvé ; qu'une constante"
                + " plus petite d'autant convienne est une conjecture, étayée par ces instances."));
    found.forEach(
        s ->
            s.witness()
                .ifPresent(
                    c -> {
                      blocks.add(Doc.paragraph(WitnessDocument.certificate(c, say)));
                      blocks.addAll(InstanceDocument.of(c.instance(), say));
                    }));
    return blocks;
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
