package org.theoria.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.theoria.proposition.Language;
import org.theoria.proposition.Proposition.Expectation;
import org.theoria.proposition.Text;
import org.theoria.search.Ablation;
import org.theoria.search.MutantRun;
import org.theoria.search.OracleRun;
import org.theoria.search.Search;
import org.theoria.search.Tally;
import org.theoria.search.Verification;
import org.theoria.symbolic.CheckedStep;
import org.theoria.symbolic.StepMutantRun;
import org.theoria.symbolic.StepStatus;

/**
 * The table that is taken in at a glance: one row an entry; below it one line for each surprise and
 * each erratum. In at most 100 columns on a terminal; reports begin with the same table, without
 * times.
 */
public final class Summary {
  private final Findings findings;
  private final Language language;

  public Summary(Findings findings, Language language) {
    this.findings = findings;
    this.language = language;
  }

  /**
   * The table.
   *
   * @param times the time that each entry took, by id; empty in a report, which is the same for
   *     every run
   */
  public Doc.Table table(Optional<Map<String, Duration>> times) {
    List<Doc.Column> columns = new ArrayList<>();
    columns.add(Doc.Column.left(say("proposition", "proposition")));
    columns.add(Doc.Column.left(say("stated", "énoncé")));
    columns.add(Doc.Column.left(say("corrected", "corrigé")));
    columns.add(Doc.Column.flexible(say("instances", "instances")));
    columns.add(Doc.Column.right("95 % ≤"));
    columns.add(Doc.Column.left(say("proof", "preuve")));
    columns.add(Doc.Column.left("hyp."));
    columns.add(Doc.Column.right("mut."));
    columns.add(Doc.Column.right("orac."));
    times.ifPresent(t -> columns.add(Doc.Column.right(say("time", "temps"))));
    List<Doc.Row> rows = new ArrayList<>();
    for (Verification.Result<?> r : findings.results()) {
      rows.add(row(r, times));
    }
    return new Doc.Table(List.of(), columns, rows);
  }

  private Doc.Row row(Verification.Result<?> r, Optional<Map<String, Duration>> times) {
    boolean expected = r.proposition().expectation() == Expectation.REFUTED_AS_STATED;
    Verdict stated = Verdict.of(r.stated());
    Search.Found<?> main = r.corrected().isPresent() ? r.corrected().get() : r.stated();
    List<Inline> cells = new ArrayList<>();
    cells.add(
        times.isPresent()
            ? new Inline.Plain(r.proposition().id())
            : new Inline.Link(
                r.proposition().id(), List.of(new Inline.Plain(r.proposition().id()))));
    cells.add(expected ? stated.badgeExpected(language) : stated.badge(language));
    cells.add(r.corrected().isPresent() ? Verdict.of(main).badge(language) : new Inline.Plain("–"));
    cells.add(new Inline.Plain(instances(main.sweep().tally())));
    cells.add(
        new Inline.Plain(
            Numbers.bound(main.sweep().tally().violationProbabilityBound(), language)));
    cells.add(new Inline.Plain(proof(r.steps())));
    cells.add(new Inline.Plain(ablation(r.ablations())));
    long killed =
        r.mutants().stream().filter(MutantRun::killed).count()
            + r.stepMutants().stream().filter(StepMutantRun::caught).count();
    cells.add(new Inline.Plain(killed + "/" + (r.mutants().size() + r.stepMutants().size())));
    cells.add(new Inline.Plain(oracles(r.oracles())));
    times.ifPresent(
        t -> {
          Duration d = t.getOrDefault(r.proposition().id(), Duration.ZERO);
          cells.add(new Inline.Plain(Numbers.seconds(d.toNanos() / 1e9, language)));
        });
    return Doc.Row.of(cells.toArray(new Inline[0]));
  }

  /** "61.2k = 38.8k ≈": what is zero is left out, what alarms never is. */
  private String instances(Tally t) {
    List<String> parts = new ArrayList<>();
    add(parts, t.held(), "✓");
    add(parts, t.consistent(), "≈");
    add(parts, t.undecided(), "?");
    add(parts, t.refuted(), "✗");
    add(parts, t.vacuous(), "∅");
    return parts.isEmpty() ? "0" : String.join(" ", parts);
  }

  private void add(List<String> parts, long n, String sign) {
    if (n > 0) {
      parts.add(Numbers.briefly(n, language) + sign);
    }
  }

  private static String proof(List<CheckedStep> steps) {
    if (steps.isEmpty()) {
      return "–";
    }
    int checked = 0;
    int solved = 0;
    int cited = 0;
    int follows = 0;
    int open = 0;
    int failed = 0;
    for (CheckedStep s : steps) {
      switch (s.status()) {
        case StepStatus.Checked c -> checked++;
        case StepStatus.DecidedBySolver d -> solved++;
        case StepStatus.Cited c -> cited++;
        case StepStatus.FollowsFrom f -> follows++;
        case StepStatus.GaveUp g -> open++;
        case StepStatus.Failed f -> failed++;
        case StepStatus.Disagreement d -> failed++;
      }
    }
    StringBuilder text = new StringBuilder(checked + "✓");
    append(text, solved, "z");
    append(text, follows, "→");
    append(text, cited, "c");
    append(text, open, "?");
    append(text, failed, "✗");
    return text.toString();
  }

  private static void append(StringBuilder text, int n, String sign) {
    if (n > 0) {
      text.append(' ').append(n).append(sign);
    }
  }

  private static String ablation(List<? extends Ablation<?>> ablations) {
    int necessary = 0;
    int redundant = 0;
    int unseen = 0;
    for (Ablation<?> a : ablations) {
      switch (a.verdict().word()) {
        case "necessary" -> necessary++;
        case "redundant" -> redundant++;
        case "not-seen-needed", "undecided" -> unseen++;
        default -> {} // not tried: a narrowing of the sampler, which the entry's section names
      }
    }
    StringBuilder text = new StringBuilder();
    append(text, necessary, "n");
    append(text, redundant, "r");
    append(text, unseen, "?");
    return text.isEmpty() ? "–" : text.toString().strip();
  }

  private static String oracles(List<? extends OracleRun<?>> runs) {
    if (runs.isEmpty()) {
      return "–";
    }
    long agree = runs.stream().filter(o -> o.disagreements() == 0 && o.applicable() > 0).count();
    return agree + "/" + runs.size();
  }

  /** What the signs of the table mean, in one or two lines. */
  public Doc.Paragraph legend() {
    return Doc.paragraph(
        say(
            "instances: ✓ held, ≈ consistent, ? undecided, ✗ refuted, ∅ outside the hypotheses. 95"
                + " % ≤: bound of the violation probability under the sampler. proof: ✓ checked, z"
                + " decided by Z3 alone, → by reasoning, c cited, ? gave up, ✗ failed. hyp.: hypotheses, n necessary, r"
                + " redundant, ? not seen to be needed. mut.: mutants refuted, of the claims and of the proof steps. orac.: oracles that"
                + " agree.",
            "instances : ✓ tenu, ≈ compatible, ? indécis, ✗ réfuté, ∅ hors hypothèses. 95 % ≤ :"
                + " borne de la probabilité de violation sous l'échantillonneur. preuve : ✓"
                + " vérifié, z décidé par Z3 seul, → par raisonnement, c cité, ? abandonné, ✗ faux. hyp. : hypothèses, n"
                + " nécessaires, r redondantes, ? besoin non constaté. mut. : mutants réfutés,"
                + " des assertions et des étapes de preuve. orac. : oracles en accord."));
  }

  /** The tables of the entries whose instances are counted apart, and of the trained points. */
  public List<Doc> counts() {
    Say s = new Say(language);
    List<Doc> tables = new ArrayList<>();
    for (Verification.Result<?> r : findings.results()) {
      Search.Found<?> main = r.corrected().isPresent() ? r.corrected().get() : r.stated();
      r.proposition()
          .strata()
          .ifPresent(x -> tables.add(StrataTable.of(x, main.sweep().tally().strata(), s)));
      r.screen().ifPresent(x -> tables.addAll(CountsTable.of(x, s)));
      if (!r.trained().isEmpty()) {
        tables.addAll(TrainedTable.of(r.trained(), s));
      }
    }
    return List.copyOf(tables);
  }

  /**
   * One line for each surprise, then one for each erratum; and that the run was stopped, where it
   * was.
   */
  public List<Doc> lines() {
    List<Doc> lines = new ArrayList<>();
    if (findings.interrupted()) {
      String rest =
          findings.notReached().isEmpty()
              ? ""
              : say(" Not reached: ", " Non atteints : ")
                  + String.join(", ", findings.notReached())
                  + ".";
      lines.add(
          marked(
              Tone.WARN,
              say("interrupted", "interrompu"),
              say(
                      "The run was stopped: this report is partial.",
                      "Le calcul a été arrêté : ce rapport est partiel.")
                  + rest));
    }
    for (Verification.Result<?> r : findings.results()) {
      for (String s : r.surprises()) {
        lines.add(marked(Tone.BAD, say("surprise", "surprise"), r.proposition().id() + ": " + s));
      }
    }
    for (Verification.Result<?> r : findings.results()) {
      if (Verdict.of(r.stated()) == Verdict.REFUTED && r.corrected().isPresent()) {
        lines.add(marked(Tone.NEUTRAL, "erratum", erratum(r, r.corrected().get())));
      }
    }
    return List.copyOf(lines);
  }

  private String erratum(Verification.Result<?> r, Search.Found<?> corrected) {
    return String.format(
        Locale.ROOT,
        say(
            "%s: refuted as stated (%s); as corrected: %s.",
            "%s : réfuté tel qu'énoncé (%s) ; corrigé : %s."),
        r.proposition().id(),
        r.proposition().citation(),
        Verdict.of(corrected).in(language));
  }

  private static Doc marked(Tone tone, String word, String text) {
    List<Inline> content = new ArrayList<>();
    content.add(new Inline.Badge(tone, word));
    content.add(new Inline.Plain(" "));
    content.addAll(Prose.inlines(text));
    return new Doc.Paragraph(content);
  }

  private String say(String en, String fr) {
    return Text.of(en, fr).in(language);
  }
}
