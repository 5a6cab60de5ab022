package org.theoria.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.theoria.certify.Counterexample;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.certify.FormatException;
import org.theoria.certify.RankFile;
import org.theoria.certify.Replay;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Text;
import org.theoria.report.Doc;
import org.theoria.report.Inline;
import org.theoria.report.Tone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Re-checks a saved certificate exactly. */
@Command(
    name = "replay",
    header = "Re-check a saved certificate exactly; nothing else is trusted.",
    description =
        "Exit code 0: confirmed. 1: the file can be read and does not refute. 2: it cannot be"
            + " read.",
    footer = {
      "",
      "Examples:",
      "  theoria replay reports/latest/counterexamples/relu-non-coercive--stated--smallest.json",
      "  cat witness.json | theoria replay -"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int LARGEST = 64 << 20;

  private final Io io;

  @Parameters(paramLabel = "FILE", description = "A counterexample, or - for standard input.")
  String file = "";

  @Mixin CatalogueFlags catalogueFlags = new CatalogueFlags();
  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  ReplayCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() {
    try {
      JsonNode node = CounterexampleCodec.parse("content", text());
      if (RankFile.is(node)) {
        return rank(node);
      }
      String id = CounterexampleCodec.propositionOf(node);
      return replay(catalogueFlags.entry(io, id), node);
    } catch (FormatException e) {
      throw new UsageException(file + ": " + e.getMessage(), e);
    }
  }

  private int rank(JsonNode node) {
    Replay.Result result = RankFile.replay(node);
    boolean confirmed = result instanceof Replay.Result.Confirmed;
    String detail =
        switch (result) {
          case Replay.Result.Confirmed c -> c.detail();
          case Replay.Result.NotConfirmed n -> n.why();
        };
    Doc line =
        new Doc.Paragraph(
            List.of(badge(confirmed), new Inline.Plain(" "), new Inline.Plain(detail)));
    new Printer(io, common)
        .print(
            List.of(line),
            () ->
                JsonNodeFactory.instance
                    .objectNode()
                    .put("format", CounterexampleCodec.FORMAT)
                    .put("confirmed", confirmed)
                    .put("detail", detail));
    return confirmed ? ExitCode.AS_EXPECTED : ExitCode.SURPRISE;
  }

  private Inline badge(boolean confirmed) {
    return confirmed
        ? new Inline.Badge(Tone.GOOD, Text.of("confirmed", "confirmé").in(common.language))
        : new Inline.Badge(Tone.BAD, Text.of("not confirmed", "non confirmé").in(common.language));
  }

  private String text() {
    byte[] bytes = bytes();
    if (bytes.length > LARGEST) {
      throw new FormatException("content", "at most " + LARGEST + " bytes", "more");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new FormatException("content", "JSON in UTF-8", "bytes that are not UTF-8");
    }
  }

  private byte[] bytes() {
    try {
      if (file.equals("-")) {
        return io.in().readNBytes(LARGEST + 1);
      }
      Path path = io.directory().resolve(file);
      if (!Files.isRegularFile(path)) {
        throw new FormatException(
            "file", "a readable file", Files.exists(path) ? "something else" : "no such file");
      }
      try (InputStream in = Files.newInputStream(path)) {
        return in.readNBytes(LARGEST + 1);
      }
    } catch (IOException e) {
      throw new UsageException(
          "file: expected a readable file, got " + file + " (" + e.getMessage() + ")", e);
    }
  }

  private <I extends Record> int replay(Proposition<I> p, JsonNode node) {
    Counterexample<I> counterexample = CounterexampleCodec.read(p, node);
    Replay.Result result = Replay.replay(Problems.of(p, counterexample.variant()), counterexample);
    boolean confirmed = result instanceof Replay.Result.Confirmed;
    String detail =
        switch (result) {
          case Replay.Result.Confirmed c -> c.detail();
          case Replay.Result.NotConfirmed n -> n.why();
        };
    String target = " " + p.id() + " (" + counterexample.variant() + "): ";
    Doc line =
        new Doc.Paragraph(
            List.of(badge(confirmed), new Inline.Plain(target), new Inline.Plain(detail)));
    new Printer(io, common).print(List.of(line), () -> json(counterexample, confirmed, detail));
    return confirmed ? ExitCode.AS_EXPECTED : ExitCode.SURPRISE;
  }

  private static JsonNode json(Counterexample<?> c, boolean confirmed, String detail) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("proposition", c.proposition());
    node.put("variant", c.variant().toString());
    node.put("claim", c.claim());
    node.put("confirmed", confirmed);
    node.put("detail", detail);
    return node;
  }
}
