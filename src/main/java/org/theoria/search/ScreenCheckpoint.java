package org.theoria.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.certify.FormatException;

/**
 * The state of a sweep as it is kept in a file: one JSON object.
 *
 * @param of whose sweep it is
 * @param progress how far it is
 */
record ScreenCheckpoint(Identity of, ScreenProgress progress) {
  private static final String KIND = "screen-checkpoint";

  /** More would not be a checkpoint: the longest list in it has 100,000 numbers. */
  private static final long MOST_BYTES = 1L << 24;

  /**
   * What must agree for a sweep to go on.
   *
   * @param version of the program
   * @param proposition the entry
   * @param seed the seed
   * @param population the family that is swept, in English
   */
  record Identity(String version, String proposition, long seed, String population) {

    /** What keeps the other from being a checkpoint of this sweep. */
    Optional<String> difference(Identity other) {
      if (!version.equals(other.version)) {
        return Optional.of("is of version " + other.version + ", this is " + version);
      }
      if (!proposition.equals(other.proposition)) {
        return Optional.of("is of the entry " + other.proposition + ", not of " + proposition);
      }
      if (seed != other.seed) {
        return Optional.of("has the seed " + other.seed + ", asked for is " + seed);
      }
      return population.equals(other.population)
          ? Optional.empty()
          : Optional.of("is of another population: " + other.population);
    }
  }

  /**
   * The progress kept in this file; empty where there is no such file.
   *
   * @throws FormatException with one line, where the file is not a checkpoint of this sweep
   */
  static Optional<ScreenProgress> read(Path file, Identity of, int cells, long tries) {
    byte[] bytes;
    try {
      if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
        throw new FormatException("checkpoint " + file + " is too large to be one");
      }
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new FormatException("checkpoint " + file + " cannot be read: " + e);
    }
    ScreenCheckpoint found = parse(file, new String(bytes, StandardCharsets.UTF_8));
    Optional<String> difference = of.difference(found.of);
    if (difference.isPresent()) {
      throw new FormatException("checkpoint " + file + " " + difference.get());
    }
    ScreenProgress p = found.progress;
    if (p.counts().size() != cells || !p.isConsistent()) {
      throw damaged(file, "its counts do not fit together");
    }
    if (p.done() > tries) {
      throw new FormatException(
          "checkpoint "
              + file
              + " has "
              + p.done()
              + " instances, more than the "
              + tries
              + " that are asked for");
    }
    return Optional.of(p);
  }

  private static ScreenCheckpoint parse(Path file, String text) {
    JsonNode node;
    try {
      node = new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw damaged(file, "it is not JSON");
    }
    if (!node.path("kind").asText().equals(KIND)
        || node.path("format").asInt() != CounterexampleCodec.FORMAT) {
      throw damaged(file, "expected \"kind\": \"" + KIND + "\" and \"format\": 1");
    }
    Identity of =
        new Identity(
            text(file, node, "version"),
            text(file, node, "proposition"),
            number(file, node.path("seed"), "seed"),
            text(file, node, "population"));
    double worst;
    try {
      worst = Double.parseDouble(text(file, node, "worstRatio"));
    } catch (NumberFormatException e) {
      throw damaged(file, "worstRatio: expected a number");
    }
    return new ScreenCheckpoint(
        of,
        new ScreenProgress(
            number(file, node.path("done"), "done"),
            numbers(file, node, "suspicious"),
            worst,
            numbers(file, node, "counts")));
  }

  private static String text(Path file, JsonNode node, String field) {
    if (!node.path(field).isTextual()) {
      throw damaged(file, field + ": expected a text");
    }
    return node.path(field).asText();
  }

  private static long number(Path file, JsonNode node, String field) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw damaged(file, field + ": expected an integer");
    }
    return node.asLong();
  }

  private static List<Long> numbers(Path file, JsonNode node, String field) {
    if (!node.path(field).isArray()) {
      throw damaged(file, field + ": expected a list");
    }
    LongStream.Builder numbers = LongStream.builder();
    for (JsonNode n : node.path(field)) {
      numbers.add(number(file, n, field));
    }
    return numbers.build().boxed().toList();
  }

  private static FormatException damaged(Path file, String why) {
    return new FormatException("checkpoint " + file + " is not one, or damaged: " + why);
  }

  /**
   * Writes the {@link WholeFile}.
   *
   * @throws FormatException where it cannot be written
   */
  void write(Path file) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("kind", KIND);
    node.put("version", of.version());
    node.put("proposition", of.proposition());
    node.put("seed", of.seed());
    node.put("population", of.population());
    node.put("done", progress.done());
    ArrayNode suspicious = node.putArray("suspicious");
    progress.suspicious().forEach(suspicious::add);
    node.put("worstRatio", Double.toHexString(progress.worstRatio()));
    ArrayNode counts = node.putArray("counts");
    progress.counts().forEach(counts::add);
    byte[] bytes = (node + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      WholeFile.write(file, out -> out.write(bytes));
    } catch (IOException e) {
      throw new FormatException("checkpoint " + file + " cannot be written: " + e);
    }
  }
}
