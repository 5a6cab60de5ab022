package org.theoria.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.certify.FormatException;

/**
 * The verdicts of the last report written to the usual place.
 *
 * @param verdicts id to verdict, "stated" or "stated → corrected"
 * @param trouble why a report that is there cannot be read
 */
record LastReport(Map<String, String> verdicts, Optional<String> trouble) {

  static LastReport in(Path directory) {
    Path file = directory.resolve("reports").resolve("latest").resolve("report.json");
    if (!Files.exists(file)) {
      return new LastReport(Map.of(), Optional.empty());
    }
    try {
      JsonNode report =
          CounterexampleCodec.parse(
              file.toString(), Files.readString(file, StandardCharsets.UTF_8));
      Map<String, String> verdicts = new TreeMap<>();
      for (JsonNode p : report.path("propositions")) {
        String stated = p.path("verdicts").path("stated").asText("—");
        JsonNode corrected = p.path("verdicts").path("corrected");
        verdicts.put(
            p.path("id").asText(),
            corrected.isTextual() ? stated + " → " + corrected.asText() : stated);
      }
      return new LastReport(verdicts, Optional.empty());
    } catch (IOException | FormatException e) {
      return new LastReport(
          Map.of(), Optional.of("The last report cannot be read: " + e.getMessage()));
    }
  }

  Optional<String> verdict(String id) {
    return Optional.ofNullable(verdicts.get(id));
  }
}
