package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import org.theoria.symbolic.CheckedStep;
import org.theoria.symbolic.StepStatus;

/** The steps of a proof with their status. */
final class ProofTable {

  private ProofTable() {}

  /** Without times: a report can be compared with another one. */
  static Doc of(List<CheckedStep> steps, Say say) {
    return of(steps, say, false);
  }

  /** With the time that each computed step took. */
  static Doc timed(List<CheckedStep> steps, Say say) {
    return of(steps, say, true);
  }

  private static Doc of(List<CheckedStep> steps, Say say, boolean timed) {
    if (steps.isEmpty()) {
      return say.paragraph(
          "No proof steps are recorded for this entry.",
          "Aucune étape de preuve n'est consignée pour cette entrée.");
    }
    List<Doc.Row> rows = new ArrayList<>();
    for (CheckedStep s : steps) {
      List<Inline> says = new ArrayList<>(say.prose(s.step().text()));
      if (!s.step().latex().isBlank()) {
        says.add(new Inline.Plain(" "));
        says.add(new Inline.Formula(s.step().latex()));
      }
      List<Inline> detail = new ArrayList<>(Prose.inlines(s.status().detail()));
      s.range()
          .ifPresent(
              r -> {
                detail.add(new Inline.Plain(" — "));
                detail.addAll(say.prose(r));
              });
      List<List<Inline>> cells = new ArrayList<>();
      cells.add(Say.code(s.step().id()));
      cells.add(says);
      cells.add(Say.plain(justification(Kind.of(s.step().justification()), say)));
      cells.add(List.of(status(s.status(), say)));
      if (timed) {
        cells.add(Say.plain(time(s, say)));
      }
      cells.add(detail);
      rows.add(new Doc.Row(cells));
    }
    List<Doc.Column> columns = new ArrayList<>();
    columns.add(Doc.Column.left(say.of("step", "étape")));
    columns.add(Doc.Column.flexible(say.of("says", "énonce")));
    columns.add(Doc.Column.left(say.of("by", "par")));
    columns.add(Doc.Column.left(say.of("status", "état")));
    if (timed) {
      columns.add(Doc.Column.left(say.of("time", "temps")));
    }
    columns.add(Doc.Column.flexible(say.of("how, and for what", "comment, et pour quoi")));
    return new Doc.Table(Say.plain(say.of("Proof", "Preuve")), columns, rows);
  }

  /** Reasoning and citations are not computed, and take no time. */
  private static String time(CheckedStep step, Say say) {
    return step.status() instanceof StepStatus.FollowsFrom
            || step.status() instanceof StepStatus.Cited
        ? "–"
        : step.time().toMillis() < 1000
            ? step.time().toMillis() + " ms"
            : Numbers.seconds(step.time().toMillis() * 1e-3, say.language());
  }

  private static String justification(String word, Say say) {
    return switch (word) {
      case "identity" -> say.of("identity", "identité");
      case "own-claims" -> say.of("own claims", "affirmations mêmes");
      case "implication" -> say.of("implication", "implication");
      case "induction" -> say.of("induction", "récurrence");
      case "limit" -> say.of("limit", "limite");
      case "exact" -> say.of("exact", "calcul exact");
      case "from" -> say.of("reasoning", "raisonnement");
      case "cited" -> say.of("cited", "cité");
      default -> word;
    };
  }

  private static Inline status(StepStatus status, Say say) {
    return switch (status) {
      case StepStatus.Checked c -> new Inline.Badge(Tone.GOOD, say.of("checked", "vérifiée"));
      case StepStatus.DecidedBySolver d ->
          new Inline.Badge(Tone.NEUTRAL, say.of("decided by Z3 alone", "décidée par Z3 seul"));
      case StepStatus.Cited c -> new Inline.Badge(Tone.NEUTRAL, say.of("cited", "citée"));
      case StepStatus.FollowsFrom f ->
          new Inline.Badge(Tone.NEUTRAL, say.of("follows", "s'ensuit"));
      case StepStatus.GaveUp g -> new Inline.Badge(Tone.WARN, say.of("gave up", "abandonnée"));
      case StepStatus.Failed f -> new Inline.Badge(Tone.BAD, say.of("failed", "fausse"));
      case StepStatus.Disagreement d ->
          new Inline.Badge(Tone.BAD, say.of("disagreement", "désaccord"));
    };
  }
}
