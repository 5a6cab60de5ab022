package org.theoria.network.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Reads the safetensors format: the length of the header, 8 bytes, little-endian; the header, a
 * JSON object {NAME: {"dtype", "shape", "data_offsets": [begin, end]}}; the entries, little-endian,
 * without a gap between tensors.
 */
public final class SafetensorsReader {
  private static final long MAXIMUM_HEADER = 1 << 24;
  private static final String METADATA = "__metadata__";

  private SafetensorsReader() {}

  /** Whether a file that begins with these (at least 9) bytes is meant to be in this format. */
  public static boolean isSafetensors(byte[] start) {
    return start.length >= 9
        && start[8] == '{'
        && start[5] == 0
        && start[6] == 0
        && start[7] == 0
        && (start[0] != 0 || start[1] != 0);
  }

  private record Tensor(String name, ElementType type, List<Integer> shape, long begin, long end) {}

  /**
   * All tensors of a file by name, in the order of their entries.
   *
   * @param name the file as the user wrote it, for messages
   * @throws ArrayFileException when it is no such file, is shorter or longer than its header says,
   *     or holds another type than {@link ElementType}, NaN or an infinity
   * @throws IOException when the file cannot be read
   */
  public static SequencedMap<String, FileArray> read(Path file, String name) throws IOException {
    long size = Files.size(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      long length = Elements.bytes(in, 8, name).order(ByteOrder.LITTLE_ENDIAN).getLong();
      long largest = Math.min(MAXIMUM_HEADER, Math.max(0, size - 8));
      if (length < 2 || length > largest) {
        throw new ArrayFileException(
            name,
            "a safetensors header of 2 to " + largest + " bytes",
            Long.toUnsignedString(length) + " bytes");
      }
      byte[] header = Elements.bytes(in, (int) length, name).array();
      List<Tensor> tensors = tensors(header, name);
      requireWhole(tensors, size - 8 - length, name);
      SequencedMap<String, FileArray> arrays = new LinkedHashMap<>();
      for (Tensor t : tensors) {
        String member = name + ", tensor " + t.name();
        double[] values = Elements.read(in, t.type(), ByteOrder.LITTLE_ENDIAN, t.shape(), member);
        arrays.put(t.name(), new FileArray(member, t.shape(), values));
      }
      return arrays;
    }
  }

  private static List<Tensor> tensors(byte[] header, String name) {
    JsonNode node;
    try {
      node =
          JsonMapper.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .build()
              .readTree(new String(header, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new ArrayFileException(
          name,
          "a header in JSON",
          e.getOriginalMessage().lines().findFirst().orElse("something else"));
    }
    if (!node.isObject()) {
      throw new ArrayFileException(name, "a header that is a JSON object", node.toString());
    }
    List<Tensor> tensors = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getKey().equals(METADATA)) {
        tensors.add(tensor(field.getKey(), field.getValue(), name));
      }
    }
    tensors.sort(Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end));
    return tensors;
  }

  private static Tensor tensor(String tensor, JsonNode node, String file) {
    String name = file + ", tensor " + tensor;
    String dtype = node.path("dtype").asText("");
    ElementType type =
        ElementType.ofSafetensors(dtype)
            .orElseThrow(
                () ->
                    new ArrayFileException(
                        name,
                        "dtype F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8 or BOOL",
                        dtype.isEmpty() ? "none" : dtype));
    List<Integer> shape = FileArray.axes(name, integers(name, node.path("shape"), "shape"));
    List<Long> offsets = integers(name, node.path("data_offsets"), "data_offsets");
    long bytes = (long) FileArray.size(shape) * type.bytes();
    if (offsets.size() != 2
        || offsets.getFirst() < 0
        || offsets.getLast() != offsets.getFirst() + bytes) {
      throw new ArrayFileException(
          name,
          "data_offsets [begin, begin + " + bytes + "] for " + dtype + " of shape " + shape,
          offsets.toString());
    }
    return new Tensor(tensor, type, shape, offsets.getFirst(), offsets.getLast());
  }

  private static List<Long> integers(String name, JsonNode node, String field) {
    List<Long> integers = new ArrayList<>();
    for (JsonNode n : node) {
      if (!n.isIntegralNumber() || !n.canConvertToLong()) {
        throw new ArrayFileException(name, field + " of whole numbers", node.toString());
      }
      integers.add(n.longValue());
    }
    if (!node.isArray()) {
      throw new ArrayFileException(
          name, field + " of whole numbers", node.isMissingNode() ? "none" : node.toString());
    }
    return integers;
  }

  /** The tensors follow each other from 0 to the end of the file. */
  private static void requireWhole(List<Tensor> tensors, long data, String name) {
    long entries = 0;
    long at = 0;
    for (Tensor t : tensors) {
      if (t.begin() != at) {
        throw new ArrayFileException(
            name + ", tensor " + t.name(),
            "data from byte " + at + ", where the tensor before it ends",
            "from byte " + t.begin());
      }
      at = t.end();
      entries += FileArray.size(t.shape());
    }
    if (at != data) {
      throw new ArrayFileException(
          name, at + " bytes of data, as its header says", data + " bytes");
    }
    if (entries > FileArray.MAXIMUM_ENTRIES) {
      throw new ArrayFileException(
          name, "at most " + FileArray.MAXIMUM_ENTRIES + " entries in all", entries + "");
    }
  }
}
