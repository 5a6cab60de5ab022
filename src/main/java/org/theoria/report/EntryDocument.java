package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.certify.Counterexample;
import org.theoria.proposition.Language;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Statement;
import org.theoria.proposition.Text;
import org.theoria.search.Ablation;
import org.theoria.search.MutantRun;
import org.theoria.search.OracleRun;
import org.theoria.search.ScreenRun;
import org.theoria.search.Search;
import org.theoria.search.Sharpness;
import org.theoria.search.Verification;

/** The section of a report on one entry. */
final class EntryDocument<I extends Record> {
  private final Verification.Result<I> result;
  private final Say say;
  private final List<Doc> body = new ArrayList<>();

  EntryDocument(Verification.Result<I> result, Language language) {
    this.result = result;
    this.say = new Say(language);
  }

  Doc.Section section() {
    Proposition<I> p = result.proposition();
    body.add(headline());
    statement(
        p.statement(), p.corrected().isPresent() ? say.of("As stated. ", "Tel qu'énoncé. ") : "");
    p.corrected().ifPresent(s -> statement(s, say.of("As corrected. ", "Corrigé. ")));
    result
        .surprises()
        .forEach(
            s ->
                body.add(
                    new Doc.Callout(
                        Tone.BAD,
                        Say.plain(say.of("Not as expected", "Inattendu")),
                        List.of(Doc.paragraph(s)))));
    if (result.interrupted()) {
      body.add(
          new Doc.Callout(
              Tone.WARN,
              Say.plain(say.of("Partial", "Partiel")),
              List.of(say.paragraph("The run was stopped here.", "Le calcul a été arrêté ici."))));
    }
    body.add(
        new Doc.Section(Say.plain(say.of("Search", "Recherche")), p.id() + "-search", search()));
    body.add(HypothesisTable.ofAblations(result.ablations(), say));
    body.add(ProofTable.of(result.steps(), say));
    if (!result.steps().isEmpty()) {
      body.add(
          say.paragraph(
              "How long each step took is in timings.json: what is printed here is the same in"
                  + " every run.",
              "La durée de chaque étape est dans timings.json : ce qui est imprimé ici est le même"
                  + " à chaque exécution."));
    }
    body.addAll(SolverGoals.of(result.steps(), say));
    body.add(MutantTable.of(result.mutants(), say));
    if (!result.stepMutants().isEmpty()) {
      body.add(StepMutantTable.of(result.stepMutants(), say));
    }
    oracles();
    if (!result.sharpness().isEmpty()) {
      body.add(SharpnessTable.of(result.sharpness(), say));
    }
    result.screen().ifPresent(this::screen);
    if (!result.trained().isEmpty()) {
      body.addAll(TrainedTable.of(result.trained(), say));
    }
    witnesses();
    if (!p.remarks().isEmpty()) {
      List<List<Doc>> items =
          p.remarks().stream().map(r -> List.<Doc>of(Doc.paragraph(say.of(r)))).toList();
      body.add(
          new Doc.Section(
              Say.plain(say.of("Remarks", "Remarques")),
              p.id() + "-remarks",
              List.of(new Doc.Bullets(false, items))));
    }
    return new Doc.Section(Prose.inlines(say.of(p.title())), p.id(), body);
  }

  private Doc headline() {
    Proposition<I> p = result.proposition();
    Verdict stated = Verdict.of(result.stated());
    boolean expected = p.expectation() == Proposition.Expectation.REFUTED_AS_STATED;
    List<Inline> line = new ArrayList<>();
    line.add(new Inline.Code(p.id()));
    line.add(
        new Inline.Plain(
            " · "
                + Kind.of(p).in(say.language())
                + " · "
                + p.citation()
                + " · "
                + say.of("as stated: ", "tel qu'énoncé : ")));
    line.add(expected ? stated.badgeExpected(say.language()) : stated.badge(say.language()));
    result
        .corrected()
        .ifPresent(
            c -> {
              line.add(new Inline.Plain(say.of(" · as corrected: ", " · corrigé : ")));
              line.add(Verdict.of(c).badge(say.language()));
            });
    return new Doc.Paragraph(line);
  }

  private void statement(Statement s, String lead) {
    body.add(Doc.paragraph(lead + say.of(s.text())));
    body.add(new Doc.DisplayMath(s.latex()));
  }

  private List<Doc> search() {
    List<Doc> blocks = new ArrayList<>();
    searched(
        blocks,
        say.of("Claims, statement as stated", "Assertions, énoncé tel quel"),
        result.stated());
    result
        .corrected()
        .ifPresent(
            c ->
                searched(
                    blocks,
                    say.of("Claims, statement as corrected", "Assertions, énoncé corrigé"),
                    c));
    return blocks;
  }

  private void searched(List<Doc> blocks, String caption, Search.Found<I> found) {
    blocks.add(ClaimTable.of(caption, found, result.proposition().claimTexts(), say));
    blocks.add(ClaimTable.meaning(found, say));
    result
        .proposition()
        .strata()
        .ifPresent(s -> blocks.add(StrataTable.of(s, found.sweep().tally().strata(), say)));
  }

  private void oracles() {
    if (result.oracles().isEmpty()) {
      return;
    }
    List<Doc.Row> rows = new ArrayList<>();
    for (OracleRun<I> o : result.oracles()) {
      Inline badge =
          o.disagreements() > 0
              ? new Inline.Badge(Tone.BAD, say.of("disagrees", "désaccord"))
              : o.applicable() == 0
                  ? new Inline.Badge(Tone.WARN, say.of("never applies", "jamais applicable"))
                  : new Inline.Badge(Tone.GOOD, say.of("agrees", "accord"));
      rows.add(
          new Doc.Row(
              List.of(
                  Say.code(o.oracle().id()),
                  say.prose(o.oracle().text()),
                  List.of(badge),
                  Say.plain(Numbers.count(o.applicable()) + "/" + Numbers.count(o.instances())),
                  Say.plain(Numbers.count(o.compared())),
                  Say.plain(Numbers.shortly(o.worstRatio(), say.language())))));
    }
    body.add(
        new Doc.Table(
            Say.plain(say.of("Independent oracles", "Oracles indépendants")),
            List.of(
                Doc.Column.left(say.of("oracle", "oracle")),
                Doc.Column.flexible(say.of("computes", "calcule")),
                Doc.Column.left(say.of("verdict", "verdict")),
                Doc.Column.right(say.of("instances", "instances")),
                Doc.Column.right(say.of("quantities", "quantités")),
                Doc.Column.right(say.of("worst |difference|/tolerance", "pire |écart|/tolérance"))),
            rows));
  }

  private void screen(ScreenRun<I> s) {
    body.add(
        Doc.paragraph(
            say.of("Screen: ", "Crible : ")
                + say.of(s.screen().population())
                + " "
                + say.of(
                        "%s instances swept, %s not cleared and examined by the claims (%s held, %s"
                            + " consistent, %s undecided, %s refuted); largest ratio of %s among the"
                            + " others %s.",
                        "%s instances balayées, %s non écartées et examinées par les assertions (%s"
                            + " tenues, %s compatibles, %s indécises, %s réfutées) ; plus grand"
                            + " rapport (%s) parmi les autres %s.")
                    .formatted(
                        Numbers.count(s.tries()),
                        Numbers.count(s.suspicious()),
                        Numbers.count(s.tally().held()),
                        Numbers.count(s.tally().consistent()),
                        Numbers.count(s.tally().undecided()),
                        Numbers.count(s.tally().refuted()),
                        say.of(s.screen().ratio()),
                        Numbers.shortly(s.worstRatio(), say.language()))));
    body.addAll(CountsTable.of(s, say));
  }

  private void witnesses() {
    List<Doc> blocks = new ArrayList<>();
    witness(blocks, result.stated().smallest(), "smallest");
    witness(blocks, result.stated().worst(), "worst");
    result
        .corrected()
        .ifPresent(
            c -> {
              witness(blocks, c.smallest(), "smallest");
              witness(blocks, c.worst(), "worst");
            });
    for (Ablation<I> a : result.ablations()) {
      if (a.verdict() instanceof Ablation.Verdict.Necessary<I> n) {
        witness(blocks, n.found().smallest(), "smallest");
      }
    }
    for (Sharpness<I> s : result.sharpness()) {
      witness(blocks, s.witness(), ReportFiles.sharpest(s));
    }
    for (MutantRun<I> m : result.mutants()) {
      witness(blocks, m.found().smallest(), "smallest");
    }
    if (!blocks.isEmpty()) {
      blocks.addFirst(
          Doc.paragraph(
              Text.of(
                      "Each witness is a file; the command decides it again from that file alone.",
                      "Chaque témoin est un fichier ; la commande le redécide à partir de ce seul"
                          + " fichier.")
                  .in(say.language())));
      body.add(
          new Doc.Section(
              Say.plain(say.of("Witnesses", "Témoins")),
              result.proposition().id() + "-witnesses",
              blocks));
    }
  }

  private void witness(List<Doc> blocks, Optional<Counterexample<I>> c, String which) {
    c.ifPresent(w -> blocks.add(WitnessDocument.of(w, which, say)));
  }
}
