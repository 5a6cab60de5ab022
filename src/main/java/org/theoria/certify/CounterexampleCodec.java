package org.theoria.certify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Enclosure;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Variant;

/**
 * The JSON form of a counterexample (design: an instance line with target, origin, certificate and
 * versions).
 */
public final class CounterexampleCodec {

  /** The version of the format. */
  public static final int FORMAT = 1;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(100_000)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private CounterexampleCodec() {}

  /**
   * Parses JSON text; malformed or truncated text throws {@link FormatException} with line and
   * column.
   */
  public static JsonNode parse(String operand, String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node == null || node.isMissingNode()) {
        throw new FormatException(operand, "a JSON object", "an empty file");
      }
      return node;
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " (line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr()
                  + ")";
      throw new FormatException(operand, "JSON", firstLine(e.getOriginalMessage()) + where);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  public static <I extends Record> ObjectNode write(Counterexample<I> c, String version) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", FORMAT);
    node.put("proposition", c.proposition());
    ObjectNode target = node.putObject("target");
    target.put("variant", c.variant().toString());
    target.put("claim", c.claim());
    ObjectNode origin = node.putObject("origin");
    origin.put("seed", c.origin().seed());
    origin.put("index", c.origin().index());
    origin.put("shrunk", c.origin().shrunk());
    node.putObject("versions").put("theoria", version);
    node.set("instance", InstanceCodec.write(c.instance()));
    node.set("certificate", certificate(c.certificate()));
    return node;
  }

  private static ObjectNode certificate(Certificate certificate) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("type", certificate.type());
    switch (certificate) {
      case Certificate.Violation v -> {
        node.put("row", v.row());
        node.put("column", v.column());
        node.put("left", v.left().toString());
        node.put("right", v.right().toString());
      }
      case Certificate.Apart a -> {
        node.put("arithmetic", a.arithmetic());
        node.put("row", a.row());
        node.put("column", a.column());
        node.set("left", enclosure(a.left()));
        node.set("right", enclosure(a.right()));
      }
      case Certificate.Coercivity c -> {
        node.put("c", c.c().toString());
        node.put("constant", c.constant().toString());
      }
      case Certificate.Ratio r -> {
        node.put("arithmetic", r.arithmetic());
        r.domain().ifPresent(d -> node.put("domain", d));
        node.put("ratio", r.ratio().toString());
        node.set("left", enclosure(r.left()));
        node.set("right", enclosure(r.right()));
      }
      case Certificate.Inertia i -> node.set("hessian", InstanceCodec.matrix(i.hessian()));
    }
    return node;
  }

  private static ObjectNode enclosure(Enclosure e) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("lo", e.lower().toString());
    node.put("hi", e.upper().toString());
    return node;
  }

  /** The id of the proposition that a saved counterexample is about. */
  public static String propositionOf(JsonNode node) {
    JsonReader reader = new JsonReader(node, "");
    int format = reader.at("format").integer();
    if (format != FORMAT) {
      throw new FormatException("format", String.valueOf(FORMAT), String.valueOf(format));
    }
    return reader.at("proposition").string();
  }

  /** Reads a saved counterexample of this proposition. */
  public static <I extends Record> Counterexample<I> read(Proposition<I> p, JsonNode node) {
    JsonReader reader = new JsonReader(node, "");
    JsonReader target = reader.at("target");
    JsonReader origin = reader.at("origin");
    return new Counterexample<>(
        p.id(),
        variant(target.at("variant")),
        target.at("claim").string(),
        new Counterexample.Origin(
            origin.at("seed").longInteger(),
            origin.at("index").longInteger(),
            origin.at("shrunk").integer()),
        InstanceCodec.read(p.instanceType(), reader.at("instance").node()),
        readCertificate(reader.at("certificate")));
  }

  private static Variant variant(JsonReader reader) {
    try {
      return Variant.parse(reader.string());
    } catch (IllegalArgumentException e) {
      throw new FormatException(reader.path() + ": " + e.getMessage());
    }
  }

  private static Certificate readCertificate(JsonReader r) {
    String type = r.at("type").string();
    return switch (type) {
      case "violation" ->
          new Certificate.Violation(
              r.at("row").integer(),
              r.at("column").integer(),
              r.at("left").rational(),
              r.at("right").rational());
      case "enclosure" ->
          new Certificate.Apart(
              readArithmetic(r.at("arithmetic"), Certificate.Apart.ARITHMETICS),
              r.at("row").integer(),
              r.at("column").integer(),
              readEnclosure(r.at("left")),
              readEnclosure(r.at("right")));
      case "coercivity" ->
          new Certificate.Coercivity(r.at("c").rational(), r.at("constant").rational());
      case "ratio" ->
          new Certificate.Ratio(
              readArithmetic(r.at("arithmetic"), Certificate.Ratio.ARITHMETICS),
              r.node().has("domain") ? Optional.of(r.at("domain").string()) : Optional.empty(),
              r.at("ratio").rational(),
              readEnclosure(r.at("left")),
              readEnclosure(r.at("right")));
      case "inertia" -> new Certificate.Inertia(r.at("hessian").matrix());
      default ->
          throw new FormatException(
              "certificate.type",
              "one of violation, enclosure, coercivity, inertia, ratio",
              "\"" + type + "\"");
    };
  }

  private static String readArithmetic(JsonReader r, List<String> known) {
    String name = r.string();
    if (!known.contains(name)) {
      throw new FormatException(r.path(), "one of " + String.join(", ", known), "\"" + name + "\"");
    }
    return name;
  }

  private static Enclosure readEnclosure(JsonReader r) {
    try {
      return new Enclosure(r.at("lo").rational(), r.at("hi").rational());
    } catch (IllegalArgumentException e) {
      throw new FormatException(r.path() + ": " + e.getMessage());
    }
  }
}
