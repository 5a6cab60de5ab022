package org.theoria.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theoria.certify.Counterexample;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.certify.Replay;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Inequality;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Screen;
import org.theoria.proposition.Statement;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;
import org.theoria.proposition.TrainedPoints;
import org.theoria.search.Ablation;
import org.theoria.search.ClaimTally;
import org.theoria.search.MutantRun;
import org.theoria.search.OracleRun;
import org.theoria.search.ScreenRun;
import org.theoria.search.Search;
import org.theoria.search.Sharpness;
import org.theoria.search.Tally;
import org.theoria.search.TrainedRun;
import org.theoria.search.Verification;
import org.theoria.symbolic.CheckedStep;
import org.theoria.symbolic.StepMutantRun;
import org.theoria.symbolic.StepStatus;

/**
 * The machine-readable form of a report. Exact numbers are strings "p/q"; doubles are hexadecimal
 * strings; probabilities are plain decimals. It holds no times, no thread counts and no dates, so
 * that two runs of one seed give the same bytes.
 */
public final class ReportJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ReportJson() {}

  /** The whole report. */
  public static ObjectNode report(Findings findings) {
    ObjectNode node = JSON.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("seed", findings.seed());
    findings.tries().ifPresentOrElse(t -> node.put("tries", t), () -> node.putNull("tries"));
    node.putObject("versions").put("theoria", Verification.VERSION);
    node.put("interrupted", findings.interrupted());
    ArrayNode notReached = node.putArray("notReached");
    findings.notReached().forEach(notReached::add);
    ArrayNode propositions = node.putArray("propositions");
    findings.results().forEach(r -> propositions.add(entry(r)));
    return node;
  }

  /** One entry. */
  static <I extends Record> ObjectNode entry(Verification.Result<I> r) {
    Proposition<I> p = r.proposition();
    ObjectNode node = header(p);
    ObjectNode verdicts = node.putObject("verdicts");
    verdicts.put("stated", Verdict.of(r.stated()).word());
    r.corrected()
        .ifPresentOrElse(
            c -> verdicts.put("corrected", Verdict.of(c).word()),
            () -> verdicts.putNull("corrected"));
    node.put("interrupted", r.interrupted());
    ArrayNode surprises = node.putArray("surprises");
    r.surprises().forEach(surprises::add);
    node.set("stated", found(r.stated()));
    r.corrected()
        .ifPresentOrElse(c -> node.set("corrected", found(c)), () -> node.putNull("corrected"));
    node.set("hypotheses", hypotheses(p));
    node.set("claims", claimTexts(p));
    node.set("remarks", remarks(p));
    node.set("ablation", ablation(r.ablations()));
    node.set("mutants", mutants(r.mutants()));
    node.set("proof", proof(r.steps()));
    node.set("stepMutants", stepMutants(r.stepMutants()));
    ArrayNode oracles = node.putArray("oracles");
    r.oracles().forEach(o -> oracles.add(oracle(o)));
    r.screen().ifPresentOrElse(s -> node.set("screen", screen(s)), () -> node.putNull("screen"));
    p.strata().ifPresentOrElse(s -> node.set("strata", strata(s)), () -> node.putNull("strata"));
    ArrayNode trained = node.putArray("trained");
    r.trained().forEach(t -> trained.add(trained(t)));
    node.set("sharpness", sharpness(r.sharpness()));
    return node;
  }

  /** What identifies an entry: id, kind, citation, statements. */
  public static ObjectNode header(Proposition<?> p) {
    ObjectNode node = JSON.objectNode();
    node.put("id", p.id());
    node.put("kind", Kind.of(p).word());
    node.set("title", text(p.title()));
    node.set("citation", citation(p.citation()));
    node.set("statement", statement(p.statement()));
    p.corrected()
        .ifPresentOrElse(
            s -> node.set("correctedStatement", statement(s)),
            () -> node.putNull("correctedStatement"));
    node.put(
        "expectation",
        p.expectation() == Proposition.Expectation.HOLDS ? "holds" : "refuted-as-stated");
    return node;
  }

  private static ObjectNode citation(Citation c) {
    ObjectNode node = JSON.objectNode();
    node.put("document", c.document());
    node.put("session", c.session());
    node.put("slide", c.slide());
    c.doi().ifPresent(d -> node.put("doi", d));
    return node;
  }

  private static ObjectNode statement(Statement s) {
    ObjectNode node = JSON.objectNode();
    node.put("latex", s.latex());
    node.set("text", text(s.text()));
    return node;
  }

  static ObjectNode text(Text t) {
    return JSON.objectNode().put("en", t.en()).put("fr", t.fr());
  }

  /** One search. */
  public static <I extends Record> ObjectNode found(Search.Found<I> found) {
    ObjectNode node = JSON.objectNode();
    node.put("verdict", Verdict.of(found).word());
    node.put("complete", found.sweep().complete());
    node.set("distribution", text(found.distribution()));
    node.set("tally", tally(found.sweep().tally()));
    ObjectNode witness = node.putObject("witness");
    witness.set("smallest", witness(found.smallest()));
    witness.set("worst", witness(found.worst()));
    return node;
  }

  private static <I extends Record> com.fasterxml.jackson.databind.JsonNode witness(
      Optional<Counterexample<I>> c) {
    return c.isPresent()
        ? CounterexampleCodec.write(c.get(), Verification.VERSION)
        : JSON.nullNode();
  }

  static ObjectNode tally(Tally t) {
    ObjectNode node = JSON.objectNode();
    node.put("tries", t.tries());
    node.put("vacuous", t.vacuous());
    node.put("held", t.held());
    node.put("consistent", t.consistent());
    node.put("undecided", t.undecided());
    node.put("refuted", t.refuted());
    node.put("artefacts", t.artefacts());
    double bound = t.violationProbabilityBound();
    if (Double.isNaN(bound)) {
      node.putNull("bound95");
    } else {
      node.put("bound95", bound);
    }
    ObjectNode arithmetics = node.putObject("arithmetics");
    t.arithmetics().forEach(arithmetics::put);
    ObjectNode reasons = node.putObject("reasons");
    t.reasons().forEach(reasons::put);
    ObjectNode claims = node.putObject("claims");
    t.claims().forEach((id, c) -> claims.set(id, claim(c)));
    ArrayNode strata = node.putArray("strata");
    t.strata()
        .forEach(
            (place, n) ->
                strata
                    .addObject()
                    .put("row", place.row())
                    .put("column", place.column())
                    .put("count", n));
    return node;
  }

  private static ObjectNode claim(ClaimTally c) {
    ObjectNode node = JSON.objectNode();
    node.put("held", c.held());
    node.put("consistent", c.consistent());
    node.put("undecided", c.undecided());
    node.put("refuted", c.violated());
    node.put("vacuous", c.vacuous());
    if (c.smallestMarginIndex() >= 0) {
      node.put("smallestMargin", Double.toHexString(c.smallestMargin()));
      node.put("smallestMarginIndex", c.smallestMarginIndex());
    } else {
      node.putNull("smallestMargin");
      node.putNull("smallestMarginIndex");
    }
    node.put("largestRelativeWidth", Double.toHexString(c.largestRelativeWidth()));
    node.put("negligible", c.negligible());
    return node;
  }

  /** What each claim says. */
  public static ObjectNode claimTexts(Proposition<?> p) {
    ObjectNode node = JSON.objectNode();
    p.claimTexts().forEach((id, t) -> node.set(id, text(t)));
    return node;
  }

  /** The remarks. */
  public static ArrayNode remarks(Proposition<?> p) {
    ArrayNode nodes = JSON.arrayNode();
    p.remarks().forEach(r -> nodes.add(text(r)));
    return nodes;
  }

  /** The hypotheses with their origin. */
  public static <I extends Record> ArrayNode hypotheses(Proposition<I> p) {
    ArrayNode nodes = JSON.arrayNode();
    for (Hypothesis<I> h : p.hypotheses()) {
      ObjectNode node = nodes.addObject();
      node.put("id", h.id());
      node.set("text", text(h.text()));
      node.put("origin", h.origin().name().toLowerCase(java.util.Locale.ROOT));
    }
    return nodes;
  }

  /** The ablations, with their witnesses. */
  public static <I extends Record> ArrayNode ablation(List<Ablation<I>> ablations) {
    ArrayNode nodes = JSON.arrayNode();
    for (Ablation<I> a : ablations) {
      ObjectNode node = nodes.addObject();
      node.put("hypothesis", a.hypothesis().id());
      node.put("verdict", a.verdict().word());
      switch (a.verdict()) {
        case Ablation.Verdict.Necessary<I> n -> {
          node.put("tries", n.found().sweep().tally().tries());
          node.set("witness", witness(n.found().smallest()));
        }
        case Ablation.Verdict.Redundant<I> x -> {
          node.put("step", x.step());
          node.set("tally", tally(x.found().sweep().tally()));
        }
        case Ablation.Verdict.NotSeenNeeded<I> n ->
            node.set("tally", tally(n.found().sweep().tally()));
        case Ablation.Verdict.Undecided<I> u -> node.set("tally", tally(u.found().sweep().tally()));
        case Ablation.Verdict.NotTried<I> n -> node.put("why", n.why());
      }
    }
    return nodes;
  }

  /** The mutants, with their witnesses. */
  public static <I extends Record> ArrayNode mutants(List<MutantRun<I>> runs) {
    ArrayNode nodes = JSON.arrayNode();
    for (MutantRun<I> m : runs) {
      ObjectNode node = nodes.addObject();
      node.put("id", m.mutant().id());
      node.set("text", text(m.mutant().text()));
      node.put("killed", m.killed());
      node.put("verdict", Verdict.of(m.found()).word());
      node.put("tries", m.found().sweep().tally().tries());
      node.put(
          "replay",
          switch (m.replay()) {
            case Replay.Result.Confirmed c -> c.detail();
            case Replay.Result.NotConfirmed n -> n.why();
          });
      node.set("witness", witness(m.found().smallest()));
    }
    return nodes;
  }

  /** The steps of a proof with their status; no times. */
  public static ArrayNode proof(List<CheckedStep> steps) {
    ArrayNode nodes = JSON.arrayNode();
    for (CheckedStep s : steps) {
      ObjectNode node = nodes.addObject();
      node.put("id", s.step().id());
      node.put("latex", s.step().latex());
      node.set("text", text(s.step().text()));
      node.put("justification", Kind.of(s.step().justification()));
      node.put("status", s.status().word());
      node.put("detail", s.status().detail());
      node.set("solver", solver(s.status()));
      s.range().ifPresentOrElse(r -> node.set("range", text(r)), () -> node.putNull("range"));
    }
    return nodes;
  }

  /** The false variants of steps of a proof, with what the symbolic side said of each. */
  public static ArrayNode stepMutants(List<StepMutantRun> runs) {
    ArrayNode nodes = JSON.arrayNode();
    for (StepMutantRun m : runs) {
      ObjectNode node = nodes.addObject();
      node.put("id", m.mutant().id());
      node.put("step", m.mutant().step());
      node.set("text", text(m.mutant().text()));
      node.put("justification", Kind.of(m.mutant().justification()));
      node.put("caught", m.caught());
      node.put("status", m.status().word());
      node.put("detail", m.status().detail());
    }
    return nodes;
  }

  /** What the solver was asked and answered, where anything rests on it; otherwise null. */
  private static com.fasterxml.jackson.databind.JsonNode solver(StepStatus status) {
    if (status.asked().isEmpty()) {
      return JSON.nullNode();
    }
    StepStatus.DecidedBySolver decided = status.asked().get();
    ObjectNode node = JSON.objectNode();
    node.put("name", decided.solver());
    ArrayNode goals = node.putArray("goals");
    decided.goals().forEach(goals::add);
    ArrayNode answers = node.putArray("answers");
    decided.answers().forEach(answers::add);
    return node;
  }

  /** The largest ratios found, with their witnesses. */
  public static <I extends Record> ArrayNode sharpness(List<Sharpness<I>> found) {
    ArrayNode nodes = JSON.arrayNode();
    for (Sharpness<I> s : found) {
      ObjectNode node = nodes.addObject();
      node.put("claim", s.inequality().claim());
      node.put("domain", s.domain().map(Inequality.Domain::id).orElse("all"));
      node.put("evaluated", s.evaluated());
      s.ratio()
          .ifPresentOrElse(
              ratio -> node.put("ratio", ratio.toString()), () -> node.putNull("ratio"));
      node.put("sharp", s.isSharp());
      node.set("witness", witness(s.witness()));
    }
    return nodes;
  }

  /** What the cells of the tallies mean. */
  private static ObjectNode strata(Strata<?> s) {
    ObjectNode node = JSON.objectNode();
    node.set("title", text(s.title()));
    node.set("rowHead", text(s.rowHead()));
    ArrayNode columns = node.putArray("columns");
    s.columns().forEach(c -> columns.add(text(c)));
    return node;
  }

  private static ObjectNode trained(TrainedRun t) {
    ObjectNode node = JSON.objectNode();
    node.put("id", t.trained().id());
    node.set("text", text(t.trained().text()));
    node.put("points", t.points());
    for (TrainedPoints.Finding f : TrainedPoints.Finding.values()) {
      node.put(f.word(), t.count(f));
    }
    node.put("worstRatio", Double.toHexString(t.worstRatio()));
    ObjectNode reasons = node.putObject("reasons");
    t.reasons().forEach(reasons::put);
    return node;
  }

  private static ObjectNode oracle(OracleRun<?> o) {
    ObjectNode node = JSON.objectNode();
    node.put("id", o.oracle().id());
    node.set("text", text(o.oracle().text()));
    node.put("instances", o.instances());
    node.put("applicable", o.applicable());
    node.put("compared", o.compared());
    node.put("disagreements", o.disagreements());
    node.put("worstRatio", Double.toHexString(o.worstRatio()));
    if (o.firstDisagreement() >= 0) {
      node.put("firstDisagreement", o.firstDisagreement());
    } else {
      node.putNull("firstDisagreement");
    }
    return node;
  }

  private static ObjectNode screen(ScreenRun<?> s) {
    ObjectNode node = JSON.objectNode();
    node.set("population", text(s.screen().population()));
    node.put("tries", s.tries());
    node.put("suspicious", s.suspicious());
    node.put("asked", s.asked());
    node.put("worstRatio", Double.toHexString(s.worstRatio()));
    node.set("tally", tally(s.tally()));
    ArrayNode refuting = node.putArray("refuting");
    s.refuting().forEach(refuting::add);
    node.set("counts", counts(s));
    return node;
  }

  /** The cells that are not 0. */
  private static ArrayNode counts(ScreenRun<?> s) {
    ArrayNode tables = JSON.arrayNode();
    int next = 0;
    for (Screen.Counts table : s.screen().counts()) {
      ObjectNode node = tables.addObject();
      node.set("title", text(table.title()));
      ArrayNode cells = node.putArray("cells");
      for (String row : table.rows()) {
        for (int column = 0; column < table.columns().size(); column++) {
          long count = s.counts().get(next);
          next++;
          if (count > 0) {
            cells.addObject().put("row", row).put("column", column).put("count", count);
          }
        }
      }
    }
    return tables;
  }

  /** The times, which are kept apart from the report: they differ from run to run. */
  public static ObjectNode timings(Findings findings, Map<String, Duration> times, int threads) {
    ObjectNode node = JSON.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("threads", threads);
    ArrayNode entries = node.putArray("propositions");
    for (Verification.Result<?> r : findings.results()) {
      ObjectNode entry = entries.addObject();
      entry.put("id", r.proposition().id());
      entry.put("seconds", times.getOrDefault(r.proposition().id(), Duration.ZERO).toNanos() / 1e9);
      ObjectNode steps = entry.putObject("steps");
      r.steps().forEach(s -> steps.put(s.step().id(), s.time().toNanos() / 1e9));
    }
    return node;
  }

  /** The text of a file: indented, ended by a line feed. */
  public static String pretty(com.fasterxml.jackson.databind.JsonNode node) {
    try {
      com.fasterxml.jackson.core.util.DefaultPrettyPrinter printer =
          new com.fasterxml.jackson.core.util.DefaultPrettyPrinter();
      printer.indentObjectsWith(new com.fasterxml.jackson.core.util.DefaultIndenter("  ", "\n"));
      return new ObjectMapper().writer(printer).writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }
}
