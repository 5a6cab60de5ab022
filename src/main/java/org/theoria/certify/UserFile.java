package org.theoria.certify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.theoria.network.file.ArrayFileException;
import org.theoria.network.file.CsvReader;
import org.theoria.network.file.CsvTable;
import org.theoria.network.file.ExampleRange;
import org.theoria.network.file.FileArray;
import org.theoria.network.file.Heap;
import org.theoria.network.file.IdxReader;
import org.theoria.network.file.NpyReader;
import org.theoria.network.file.NpzReader;
import org.theoria.network.file.SafetensorsReader;
import org.theoria.network.onnx.OnnxNetwork;

/**
 * A file of numbers that a user gives, of one of the formats below, told apart by its first bytes.
 * Where these decide nothing (text, and protobuf, which begins with no magic number) the ending of
 * the name does. The formats of a single stream may be compressed by gzip.
 */
sealed interface UserFile {

  /** The most bytes of JSON or ONNX that are read. */
  int LARGEST = 64 << 20;

  /** Heap for each byte of a JSON file: its text twice, and the tree of its nodes. */
  int BYTES_FOR_JSON = 24;

  /** Heap for each byte of an ONNX file: its bytes twice, and the doubles. */
  int BYTES_FOR_ONNX = 4;

  /** The bytes by which the formats are told apart. */
  int START = 16;

  /** What this is, for messages. */
  String format();

  /** JSON, its decimals exact; NaN and Infinity are read, to be refused by name. */
  record Json(JsonReader reader) implements UserFile {
    @Override
    public String format() {
      return "JSON";
    }
  }

  /** The arrays of a {@code .npz} or safetensors file. */
  record Arrays(String format, SequencedMap<String, FileArray> arrays) implements UserFile {}

  /** One array, {@code .npy}. */
  record OneArray(FileArray array) implements UserFile {
    @Override
    public String format() {
      return "a single array (.npy)";
    }
  }

  /** The examples of an IDX file that were asked for. */
  record Idx(FileArray examples) implements UserFile {
    @Override
    public String format() {
      return "IDX";
    }
  }

  /** The examples of a table that were asked for. */
  record Csv(CsvTable table) implements UserFile {
    @Override
    public String format() {
      return "CSV";
    }
  }

  /** A network with its activations. */
  record Onnx(OnnxNetwork network) implements UserFile {
    @Override
    public String format() {
      return "ONNX";
    }
  }

  /**
   * Reads a file; what cannot be read or is of no format throws {@link FormatException}.
   *
   * @param name the file as the user wrote it, for messages
   * @param range what is read of {@link Idx} and {@link Csv}; the others are read whole
   */
  static UserFile read(Path file, String name, ExampleRange range) {
    if (!Files.isRegularFile(file)) {
      throw new FormatException(
          name,
          "a readable file",
          Files.exists(file) ? "something that is no file" : "no such file");
    }
    try {
      byte[] start;
      try (InputStream in = Files.newInputStream(file)) {
        start = in.readNBytes(START);
      }
      if (NpzReader.isArchive(start)) {
        return new Arrays(".npz", NpzReader.read(file, name));
      }
      if (SafetensorsReader.isSafetensors(start) || name.endsWith(".safetensors")) {
        return new Arrays("safetensors", SafetensorsReader.read(file, name));
      }
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        return isGzip(start)
            ? stream(new BufferedInputStream(new GZIPInputStream(in)), name, unzipped(name), range)
            : stream(in, name, name, range);
      }
    } catch (ArrayFileException e) {
      throw new FormatException(String.valueOf(e.getMessage()));
    } catch (EOFException | ZipException e) {
      throw new FormatException(
          name, "a whole gzip or zip stream", "a damaged one: " + e.getMessage());
    } catch (IOException e) {
      throw new FormatException(name, "a readable file", String.valueOf(e.getMessage()));
    }
  }

  private static boolean isGzip(byte[] start) {
    return start.length >= 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
  }

  private static String unzipped(String name) {
    return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
  }

  /** One of the formats that need no more than a stream; its name may end in this. */
  private static UserFile stream(InputStream in, String name, String ending, ExampleRange range)
      throws IOException {
    in.mark(START);
    byte[] start = in.readNBytes(START);
    in.reset();
    if (NpyReader.isNpy(start)) {
      return new OneArray(NpyReader.read(in, name));
    }
    if (IdxReader.isIdx(start)) {
      return new Idx(IdxReader.read(in, name, range));
    }
    if (OnnxNetwork.isModel(start) || ending.endsWith(".onnx")) {
      return new Onnx(OnnxNetwork.read(bytes(in, name, "ONNX", BYTES_FOR_ONNX), name));
    }
    if (!isText(start)) {
      throw new FormatException(
          name,
          "JSON, CSV, .npz, .npy, IDX, safetensors or ONNX",
          start.length == 0
              ? "an empty file"
              : "a file that begins with the bytes " + IdxReader.hexadecimal(start));
    }
    return isJson(start, ending)
        ? new Json(new JsonReader(json(bytes(in, name, "JSON", BYTES_FOR_JSON), name), name))
        : new Csv(CsvReader.read(in, name, range));
  }

  /** No byte that text has not. */
  private static boolean isText(byte[] start) {
    for (byte b : start) {
      boolean space = b >= '\t' && b <= '\r';
      if (b == 0x7f || (b >= 0 && b < ' ' && !space)) {
        return false;
      }
    }
    return start.length > 0;
  }

  private static boolean isJson(byte[] start, String ending) {
    if (ending.endsWith(".json")) {
      return true;
    }
    String text = new String(start, StandardCharsets.ISO_8859_1).strip();
    return text.startsWith("{") || text.startsWith("[");
  }

  private static byte[] bytes(InputStream in, String name, String what, int heapForEach)
      throws IOException {
    byte[] bytes = in.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new FormatException(name, "at most " + LARGEST + " bytes of " + what, "more");
    }
    Heap.require(name, bytes.length + " bytes of " + what, (long) bytes.length * heapForEach);
    return bytes;
  }

  private static JsonNode json(byte[] bytes, String name) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new FormatException(name, "JSON in UTF-8", "bytes that are none");
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
