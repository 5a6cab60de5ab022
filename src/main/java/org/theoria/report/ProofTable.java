package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import org.theoria.symbolic.CheckedStep;
import org.theoria.symbolic.StepStatus;

/** The steps of a proof with their status. */
final class ProofTable {

  private ProofTable() {}

  static Doc of(List<CheckedStep> steps, Say say) {
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
      rows.add(
          new Doc.Row(
              List.of(
                  Say.code(s.step().id()),
                  says,
                  Say.plain(justification(Kind.of(s.step().justification()), say)),
                  List.of(status(s.status(), say)),
                  detail)));
    }
    return new Doc.Table(
        Say.plain(say.of("Proof", "Preuve")),
        List.of(
            Doc.Column.left(say.of("step", "étape")),
            Doc.Column.flexible(say.of("says", "énonce")),
            Doc.Column.left(say.of("by", "par")),
            Doc.Column.left(say.of("status", "état")),
            Doc.Column.flexible(say.of("how, and for what", "comment, et pour quoi"))),
        rows);
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
