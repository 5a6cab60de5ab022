package org.theoria.report;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.theoria.certify.Counterexample;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.proposition.Language;
import org.theoria.search.Ablation;
import org.theoria.search.MutantRun;
import org.theoria.search.Sharpness;
import org.theoria.search.Verification;

/**
 * The files of a report: HTML, Markdown and JSON from one run, the times apart, and every witness
 * as a file that replays.
 */
public final class ReportFiles {

  private ReportFiles() {}

  /** File name to content. */
  public static Map<String, byte[]> of(
      Findings findings, Language language, Map<String, Duration> times, int threads) {
    Map<String, byte[]> files = new TreeMap<>();
    Document document = new ReportDocument(findings, language).document();
    put(files, "report.html", new HtmlRenderer().render(document));
    put(files, "report.md", new MarkdownRenderer().render(document));
    put(files, "report.json", ReportJson.pretty(ReportJson.report(findings)));
    put(files, "timings.json", ReportJson.pretty(ReportJson.timings(findings, times, threads)));
    findings.results().forEach(r -> witnesses(files, r));
    return files;
  }

  private static <I extends Record> void witnesses(
      Map<String, byte[]> files, Verification.Result<I> r) {
    keep(files, r.stated().smallest(), "smallest");
    keep(files, r.stated().worst(), "worst");
    r.corrected()
        .ifPresent(
            c -> {
              keep(files, c.smallest(), "smallest");
              keep(files, c.worst(), "worst");
            });
    for (Ablation<I> a : r.ablations()) {
      if (a.verdict() instanceof Ablation.Verdict.Necessary<I> n) {
        keep(files, n.found().smallest(), "smallest");
      }
    }
    r.sharpness().forEach(s -> keep(files, s.witness(), sharpest(s)));
    for (MutantRun<I> m : r.mutants()) {
      keep(files, m.found().smallest(), "smallest");
    }
  }

  private static <I extends Record> void keep(
      Map<String, byte[]> files, Optional<Counterexample<I>> witness, String which) {
    witness.ifPresent(
        c ->
            put(
                files,
                name(c, which),
                ReportJson.pretty(CounterexampleCodec.write(c, Verification.VERSION))));
  }

  /** The last part of the name of the witness of a ratio. */
  static String sharpest(Sharpness<?> s) {
    return "sharpest-" + s.inequality().claim() + s.domain().map(d -> "-" + d.id()).orElse("");
  }

  /** The file of a witness, relative to the report. */
  static String name(Counterexample<?> c, String which) {
    return "counterexamples/"
        + c.proposition()
        + "--"
        + c.variant().toString().replace(':', '-')
        + "--"
        + which
        + ".json";
  }

  private static void put(Map<String, byte[]> files, String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
