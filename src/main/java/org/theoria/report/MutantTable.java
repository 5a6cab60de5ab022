package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import org.theoria.certify.Replay;
import org.theoria.search.MutantRun;

/** The mutants, with what killed each. */
final class MutantTable {

  private MutantTable() {}

  static <I extends Record> Doc.Table of(List<MutantRun<I>> runs, Say say) {
    List<Doc.Row> rows = new ArrayList<>();
    for (MutantRun<I> m : runs) {
      rows.add(
          new Doc.Row(
              List.of(
                  Say.code(m.mutant().id()),
                  say.prose(m.mutant().text()),
                  List.of(badge(m, say)),
                  Say.plain(Numbers.count(m.found().sweep().tally().tries())),
                  Prose.inlines(why(m, say)))));
    }
    return new Doc.Table(
        Say.plain(say.of("Mutants", "Mutants")),
        List.of(
            Doc.Column.left(say.of("mutant", "mutant")),
            Doc.Column.flexible(say.of("changes", "modifie")),
            Doc.Column.left(say.of("verdict", "verdict")),
            Doc.Column.right(say.of("tries", "essais")),
            Doc.Column.flexible(say.of("certificate", "certificat"))),
        rows);
  }

  /** A mutant whose search was stopped has neither been refuted nor survived. */
  private static Inline badge(MutantRun<?> m, Say say) {
    if (m.killed()) {
      return new Inline.Badge(Tone.GOOD, say.of("refuted", "réfuté"));
    }
    return m.found().sweep().complete()
        ? new Inline.Badge(Tone.BAD, say.of("survives", "survit"))
        : new Inline.Badge(Tone.WARN, Verdict.INTERRUPTED.in(say.language()));
  }

  private static <I extends Record> String why(MutantRun<I> m, Say say) {
    String found = m.found().smallest().map(c -> WitnessDocument.certificate(c, say)).orElse("");
    return switch (m.replay()) {
      case Replay.Result.Confirmed c -> found;
      case Replay.Result.NotConfirmed n -> (found + " " + n.why()).strip();
    };
  }
}
