package org.theoria.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Proposition;
import org.theoria.report.NotationDocument;
import org.theoria.report.StepDocument;
import org.theoria.symbolic.Comparison;
import org.theoria.symbolic.ReaderStep;
import org.theoria.symbolic.StepAnswer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A line of a reader's own proof. */
@Command(
    name = "step",
    header = "Check a line of your own proof: do the two sides agree for all values?",
    description = {
      "The line is LEFT == RIGHT (or != <= >= < >) in the symbols of the entry, which are listed",
      "when no line is given. Operators + - * / ^; functions Max, Min, Abs, ReLU, Sqrt, exp, log,",
      "tanh, sigmoid, softplus, and D(expression, symbol) for a partial derivative.",
      "",
      "== is answered by equal, different or undecided; the others by holds, fails or undecided.",
      "\"different\" gives an exact point with both values there; \"equal\" was decided by the",
      "computer algebra system and confirmed independently, under the assumptions that are shown.",
      "Exit codes: 0 equal or holds; 1 different, fails or undecided; 2 not a line of the grammar."
    },
    footer = {
      "",
      "Examples:",
      "  theoria step gradient-rescaling",
      "  theoria step gradient-rescaling \"Max(0, l*t) == l*Max(0, t)\"",
      "  theoria step gradient-rescaling --assume \"x >= 0\" \"Abs(x) == x\"",
      "  theoria step backprop-gradient \"D(tanh(w1*x), w1) == x*(1 - tanh(w1*x)^2)\"",
      "  theoria step relu-non-convex --json \"-w1 == w1\""
    })
final class StepCommand implements Callable<Integer> {
  private final Io io;

  @Parameters(index = "0", paramLabel = "ID", description = "The entry.")
  String id = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "LINE",
      description = "The line to check, in quotes; without one the symbols are listed.")
  List<String> line = new ArrayList<>();

  @Option(
      names = "--assume",
      paramLabel = "RELATION",
      description = "What you assume besides, for example \"x >= 0\"; may be repeated.")
  List<String> assumed = new ArrayList<>();

  @Option(names = "--symbols", description = "List the symbols of the entry with their meanings.")
  boolean symbols;

  @Mixin CatalogueFlags catalogueFlags = new CatalogueFlags();
  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  StepCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() {
    Proposition<?> entry = catalogueFlags.entry(io, id);
    Notation notation = entry.notation();
    if (symbols || line.isEmpty()) {
      if (!line.isEmpty() || !assumed.isEmpty()) {
        throw new UsageException(
            "step: expected a line to check or --symbols, got "
                + (line.isEmpty() ? "--assume without a line" : "both"));
      }
      new Printer(io, common)
          .print(
              NotationDocument.of(entry, common.language),
              () -> NotationDocument.json(entry, common.language));
      return ExitCode.AS_EXPECTED;
    }
    List<Comparison> more =
        assumed.stream()
            .map(text -> TypedText.read("--assume", text, t -> ReaderStep.assumption(notation, t)))
            .toList();
    ReaderStep step =
        TypedText.read(
            "line", String.join(" ", line).strip(), t -> ReaderStep.read(notation, t, more));
    StepAnswer answer = Proofs.readerSteps().answer(step);
    new Printer(io, common)
        .print(
            StepDocument.of(step, answer, common.language),
            () -> StepDocument.json(entry.id(), step, answer));
    return answer instanceof StepAnswer.Holds ? ExitCode.AS_EXPECTED : ExitCode.SURPRISE;
  }

  /**
   * The arguments with a space before a line that begins with a minus sign: picocli would read
   * "-h*x == 0" as the option -h.
   */
  static String[] withLinesApart(String... args) {
    return args.length == 0 || !args[0].equals("step")
        ? args
        : Stream.of(args).map(a -> a.matches("(?s)-[^-].+") ? " " + a : a).toArray(String[]::new);
  }
}
