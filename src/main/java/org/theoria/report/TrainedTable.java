package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.theoria.proposition.TrainedPoints.Finding;
import org.theoria.search.TrainedRun;

/** The points at which training ended, and what was certified of them. */
final class TrainedTable {

  private TrainedTable() {}

  /** The table, and what was trained and proven. */
  static List<Doc> of(List<TrainedRun> runs, Say say) {
    List<Doc> blocks = new ArrayList<>();
    blocks.add(table(runs, say));
    runs.forEach(
        r -> blocks.add(Doc.paragraph(r.trained().id() + ": " + say.of(r.trained().text()))));
    return List.copyOf(blocks);
  }

  private static Doc.Table table(List<TrainedRun> runs, Say say) {
    List<Doc.Row> rows = new ArrayList<>();
    for (TrainedRun r : runs) {
      rows.add(
          new Doc.Row(
              List.of(
                  Say.code(r.trained().id()),
                  Say.plain(Numbers.count(r.points())),
                  Say.plain(Numbers.count(r.count(Finding.CONFIRMED))),
                  Say.plain(Numbers.count(r.count(Finding.UNDECIDED))),
                  Say.plain(Numbers.count(r.count(Finding.NOT_CONVERGED))),
                  contradicted(r),
                  Say.plain(Numbers.shortly(r.worstRatio(), say.language())),
                  Say.plain(reasons(r)))));
    }
    return new Doc.Table(
        Say.plain(say.of("Trained points", "Points entraînés")),
        List.of(
            Doc.Column.left(say.of("points", "points")),
            Doc.Column.right(say.of("trained", "entraînés")),
            Doc.Column.right(say.of("confirmed", "confirmés")),
            Doc.Column.right(say.of("undecided", "indécis")),
            Doc.Column.right(say.of("not converged", "non convergés")),
            Doc.Column.right(say.of("contradicted", "contredits")),
            Doc.Column.right(say.of("worst ‖∇E‖/‖∇E₀‖", "pire ‖∇E‖/‖∇E₀‖")),
            Doc.Column.flexible(say.of("why not", "raisons"))),
        rows);
  }

  private static List<Inline> contradicted(TrainedRun r) {
    long n = r.count(Finding.CONTRADICTED);
    return n == 0 ? Say.plain("0") : List.of(new Inline.Badge(Tone.BAD, Numbers.count(n)));
  }

  private static String reasons(TrainedRun r) {
    return r.reasons().isEmpty()
        ? "–"
        : r.reasons().entrySet().stream()
            .map(e -> e.getKey() + " (" + Numbers.count(e.getValue()) + ")")
            .collect(Collectors.joining(", "));
  }
}
