package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.theoria.proposition.Text;
import org.theoria.search.ClaimTally;
import org.theoria.search.Search;
import org.theoria.search.Tally;

/** What a search says of each claim, and what "held" means for it. */
final class ClaimTable {

  private ClaimTable() {}

  static Doc.Table of(String caption, Search.Found<?> found, Map<String, Text> texts, Say say) {
    List<Doc.Row> rows = new ArrayList<>();
    for (Map.Entry<String, ClaimTally> e : found.sweep().tally().claims().entrySet()) {
      ClaimTally c = e.getValue();
      List<Inline> says =
          Optional.ofNullable(texts.get(e.getKey())).map(say::prose).orElse(Say.plain("–"));
      rows.add(
          new Doc.Row(
              List.of(
                  Say.code(e.getKey()),
                  says,
                  count(c.held()),
                  count(c.consistent()),
                  count(c.undecided()),
                  count(c.violated()),
                  Say.plain(margin(c, say)))));
    }
    return new Doc.Table(
        Say.plain(caption),
        List.of(
            Doc.Column.left(say.of("claim", "assertion")),
            Doc.Column.flexible(say.of("says", "énonce")),
            Doc.Column.right(say.of("held", "tenue")),
            Doc.Column.right(say.of("consistent", "compatible")),
            Doc.Column.right(say.of("undecided", "indécise")),
            Doc.Column.right(say.of("violated", "violée")),
            Doc.Column.right(say.of("margin", "marge"))),
        rows);
  }

  /**
   * The least margin of those held; the largest relative width of those that are only consistent.
   */
  private static String margin(ClaimTally c, Say say) {
    String least =
        c.smallestMarginIndex() < 0
            ? ""
            : "≥ " + Numbers.shortly(c.smallestMargin(), say.language());
    String widest =
        c.consistent() == 0 ? "" : "± " + Numbers.shortly(c.largestRelativeWidth(), say.language());
    String negligible = c.negligible() == 0 ? "" : "(" + Numbers.count(c.negligible()) + " ≈ 0)";
    String both = (least + " " + widest + " " + negligible).strip().replaceAll(" +", " ");
    return both.isEmpty() ? "–" : both;
  }

  private static List<Inline> count(long n) {
    return Say.plain(Numbers.count(n));
  }

  /**
   * What the verdict rests on: how many instances, from which distribution, in which arithmetic,
   * with which bound.
   */
  static Doc meaning(Search.Found<?> found, Say say) {
    Tally t = found.sweep().tally();
    String arithmetics =
        t.arithmetics().entrySet().stream()
            .map(e -> Numbers.count(e.getValue()) + " " + arithmetic(e.getKey(), say))
            .collect(Collectors.joining(", "));
    String counts =
        say.of(
                "%s instances drawn, %s outside the hypotheses: %s held, %s consistent, %s"
                    + " undecided, %s refuted; %s numerical artefacts. ",
                "%s instances tirées, %s hors hypothèses : %s tenues, %s compatibles, %s indécises,"
                    + " %s réfutées ; %s artefacts numériques. ")
            .formatted(
                Numbers.count(t.tries()),
                Numbers.count(t.vacuous()),
                Numbers.count(t.held()),
                Numbers.count(t.consistent()),
                Numbers.count(t.undecided()),
                Numbers.count(t.refuted()),
                Numbers.count(t.artefacts()));
    String decided =
        arithmetics.isEmpty() ? "" : say.of("Decided in: ", "Décidées en : ") + arithmetics + ". ";
    String bound =
        say.of(
                "Probability of a violation under this distribution: at most ",
                "Probabilité d'une violation sous cette loi : au plus ")
            + Numbers.bound(t.violationProbabilityBound(), say.language())
            + say.of(" (95 % confidence). ", " (confiance 95 %). ");
    String reasons =
        t.reasons().isEmpty()
            ? ""
            : say.of("Undecided because: ", "Indécises parce que : ")
                + t.reasons().entrySet().stream()
                    .map(e -> e.getKey() + " (" + Numbers.count(e.getValue()) + ")")
                    .collect(Collectors.joining(", "))
                + ".";
    String stopped =
        found.sweep().complete()
            ? ""
            : say.of(
                "The search was stopped before its end. ",
                "La recherche a été arrêtée avant sa fin. ");
    return Doc.paragraph(
        say.of(
                "Margin: ≥ the least right − left among those held, ± the largest relative width"
                    + " among those consistent, (n ≈ 0) how many of them only because both sides"
                    + " lie within 2^-100 of each other. ",
                "Marge : ≥ le plus petit droite − gauche parmi les tenues, ± la plus grande largeur"
                    + " relative parmi les compatibles, (n ≈ 0) combien d'entre elles seulement"
                    + " parce que les deux membres sont à moins de 2^-100 l'un de l'autre. ")
            + stopped
            + counts
            + decided
            + bound
            + reasons
            + " "
            + say.of("Distribution: ", "Loi : ")
            + say.of(found.distribution()));
  }

  private static String arithmetic(String name, Say say) {
    return switch (name) {
      case "rational" -> say.of("exact rationals", "rationnels exacts");
      case "interval" ->
          say.of("outward-rounded intervals", "intervalles arrondis vers l'extérieur");
      case "double" ->
          say.of("doubles with a proven error bound", "flottants avec borne d'erreur prouvée");
      default -> name;
    };
  }
}
