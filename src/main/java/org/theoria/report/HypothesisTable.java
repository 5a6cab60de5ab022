package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import org.theoria.proposition.Hypothesis;
import org.theoria.search.Ablation;
import org.theoria.search.Search;

/** The hypotheses with their origin, and what the ablation says of each. */
final class HypothesisTable {

  private HypothesisTable() {}

  static <I extends Record> Doc.Table of(List<Hypothesis<I>> hypotheses, Say say) {
    return new Doc.Table(
        Say.plain(say.of("Hypotheses", "Hypothèses")),
        List.of(
            Doc.Column.left(say.of("hypothesis", "hypothèse")),
            Doc.Column.flexible(say.of("says", "énonce")),
            Doc.Column.left(say.of("origin", "origine"))),
        hypotheses.stream()
            .map(
                h ->
                    new Doc.Row(
                        List.of(
                            Say.code(h.id()),
                            say.prose(h.text()),
                            Say.plain(origin(h.origin(), say)))))
            .toList());
  }

  static <I extends Record> Doc.Table ofAblations(List<Ablation<I>> ablations, Say say) {
    List<Doc.Row> rows = new ArrayList<>();
    for (Ablation<I> a : ablations) {
      List<Inline> says = new ArrayList<>(say.prose(a.hypothesis().text()));
      says.add(new Inline.Plain(" "));
      says.add(new Inline.Emphasis(Say.plain("(" + origin(a.hypothesis().origin(), say) + ")")));
      rows.add(
          new Doc.Row(
              List.of(
                  Say.code(a.hypothesis().id()),
                  says,
                  List.of(verdict(a.verdict(), say)),
                  Prose.inlines(detail(a.verdict(), say)))));
    }
    return new Doc.Table(
        Say.plain(
            say.of(
                "Hypotheses (and who asks for each), and what the ablation says of them",
                "Hypothèses (et qui demande chacune), et ce qu'en dit l'ablation")),
        List.of(
            Doc.Column.left(say.of("hypothesis", "hypothèse")),
            Doc.Column.flexible(say.of("says", "énonce")),
            Doc.Column.left(say.of("needed?", "utile ?")),
            Doc.Column.flexible(say.of("evidence", "indice"))),
        rows);
  }

  static String origin(Hypothesis.Origin origin, Say say) {
    return switch (origin) {
      case SLIDE -> say.of("slide", "diapositive");
      case CORRECTION -> say.of("correction", "correction");
      case CONSTRUCTION -> say.of("construction", "construction");
      case NARROWING -> say.of("narrowing", "restriction");
    };
  }

  private static <I extends Record> Inline verdict(Ablation.Verdict<I> verdict, Say say) {
    return switch (verdict) {
      case Ablation.Verdict.Necessary<I> n ->
          new Inline.Badge(Tone.GOOD, say.of("necessary", "nécessaire"));
      case Ablation.Verdict.Redundant<I> r ->
          new Inline.Badge(Tone.NEUTRAL, say.of("redundant", "redondante"));
      case Ablation.Verdict.NotSeenNeeded<I> n ->
          new Inline.Badge(Tone.WARN, say.of("not seen needed", "non constaté"));
      case Ablation.Verdict.Undecided<I> u ->
          new Inline.Badge(Tone.WARN, say.of("undecided", "indécis"));
      case Ablation.Verdict.NotTried<I> n ->
          new Inline.Badge(Tone.NEUTRAL, say.of("not tried", "non essayé"));
    };
  }

  private static <I extends Record> String detail(Ablation.Verdict<I> verdict, Say say) {
    return switch (verdict) {
      case Ablation.Verdict.Necessary<I> n ->
          n.found().smallest().map(c -> WitnessDocument.certificate(c, say)).orElse("–");
      case Ablation.Verdict.Redundant<I> r ->
          say.of("proof step ", "étape de preuve ") + r.step() + "; " + tested(r.found(), say);
      case Ablation.Verdict.NotSeenNeeded<I> n -> tested(n.found(), say);
      case Ablation.Verdict.Undecided<I> u ->
          Numbers.count(u.found().sweep().tally().undecided())
              + say.of(" of ", " sur ")
              + Numbers.count(u.found().sweep().tally().tested())
              + say.of(
                  " instances without it undecided, none refutes",
                  " instances sans elle indécises, aucune ne réfute");
      case Ablation.Verdict.NotTried<I> n -> n.why();
    };
  }

  private static String tested(Search.Found<?> found, Say say) {
    return Numbers.count(found.sweep().tally().tested())
        + say.of(" instances without it, none refutes", " instances sans elle, aucune ne réfute");
  }
}
