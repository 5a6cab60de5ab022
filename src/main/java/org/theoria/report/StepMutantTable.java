package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import org.theoria.symbolic.StepMutantRun;

/** The false variants of steps of a proof, with what the symbolic side said of each. */
final class StepMutantTable {

  private StepMutantTable() {}

  static Doc.Table of(List<StepMutantRun> runs, Say say) {
    List<Doc.Row> rows = new ArrayList<>();
    for (StepMutantRun m : runs) {
      rows.add(
          new Doc.Row(
              List.of(
                  Say.code(m.mutant().id()),
                  Say.code(m.mutant().step()),
                  say.prose(m.mutant().text()),
                  List.of(badge(m, say)),
                  Prose.inlines(m.status().detail()))));
    }
    return new Doc.Table(
        Say.plain(say.of("Mutants of proof steps", "Mutants d'étapes de la preuve")),
        List.of(
            Doc.Column.left(say.of("mutant", "mutant")),
            Doc.Column.left(say.of("step", "étape")),
            Doc.Column.flexible(say.of("changes", "modifie")),
            Doc.Column.left(say.of("verdict", "verdict")),
            Doc.Column.flexible(say.of("found wrong by", "reconnu faux par"))),
        rows);
  }

  private static Inline badge(StepMutantRun m, Say say) {
    return m.caught()
        ? new Inline.Badge(Tone.GOOD, say.of("caught", "démasqué"))
        : new Inline.Badge(Tone.BAD, say.of("survives", "survit"));
  }
}
