package org.theoria.certify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;
import org.theoria.network.file.ArrayFileException;
import org.theoria.network.file.NpyArray;
import org.theoria.network.file.NpzReader;

/** A file of numbers that a user gives: JSON or {@code .npz}, told apart by its first bytes. */
sealed interface UserFile {

  /** The most bytes of JSON that are read. */
  int LARGEST = 64 << 20;

  /** JSON, its decimals exact; NaN and Infinity are read, to be refused by name. */
  record Json(JsonReader reader) implements UserFile {}

  /** The arrays of an archive. */
  record Arrays(SequencedMap<String, NpyArray> arrays) implements UserFile {}

  /**
   * Reads a file; what cannot be read or is neither throws {@link FormatException}.
   *
   * @param name the file as the user wrote it, for messages
   */
  static UserFile read(Path file, String name) {
    if (!Files.isRegularFile(file)) {
      throw new FormatException(
          name,
          "a readable file",
          Files.exists(file) ? "something that is no file" : "no such file");
    }
    try {
      byte[] start;
      try (InputStream in = Files.newInputStream(file)) {
        start = in.readNBytes(4);
      }
      return NpzReader.isArchive(start)
          ? new Arrays(NpzReader.read(file, name))
          : new Json(new JsonReader(json(file, name), name));
    } catch (ArrayFileException e) {
      throw new FormatException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new FormatException(name, "a readable file", String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode json(Path file, String name) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      throw new FormatException(name, "at most " + LARGEST + " bytes of JSON", "more");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new FormatException(name, "JSON in UTF-8 or a .npz archive", "bytes that are neither");
    }
    try {
      JsonNode node = mapper().readTree(text);
      if (node == null || node.isMissingNode()) {
        throw new FormatException(name, "a JSON object", "an empty file");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new FormatException(
          name,
          "JSON",
          e.getOriginalMessage().lines().findFirst().orElse("")
              + (e.getLocation() == null
                  ? ""
                  : " (line "
                      + e.getLocation().getLineNr()
                      + ", column "
                      + e.getLocation().getColumnNr()
                      + ")"));
    }
  }

  private static ObjectMapper mapper() {
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .build();
  }
}
