package org.theoria.certify;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.file.Decimals;

/**
 * A node of a JSON file together with its path, so that every error says where it is.
 *
 * @param node the node
 * @param path the path, e.g. {@code instance.weights[0]}
 */
public record JsonReader(JsonNode node, String path) {

  /**
   * The largest number of entries of one matrix that is read: beyond it an exact evaluation could
   * not end.
   */
  private static final int MAXIMUM_ENTRIES = 1_000_000;

  /** A field that must be there. */
  public JsonReader at(String field) {
    if (!node.isObject()) {
      throw new FormatException(path.isEmpty() ? "content" : path, "an object", describe());
    }
    JsonNode child = node.get(field);
    if (child == null || child.isNull()) {
      throw new FormatException(child(field), "a value", "nothing (the field is missing)");
    }
    return new JsonReader(child, child(field));
  }

  private String child(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  public boolean has(String field) {
    return node.hasNonNull(field);
  }

  public String string() {
    if (!node.isTextual()) {
      throw new FormatException(path, "a string", describe());
    }
    return node.textValue();
  }

  public int integer() {
    if (!node.canConvertToInt() || !node.isIntegralNumber()) {
      throw new FormatException(path, "an integer", describe());
    }
    return node.intValue();
  }

  public long longInteger() {
    if (!node.canConvertToLong() || !node.isIntegralNumber()) {
      throw new FormatException(path, "an integer", describe());
    }
    return node.longValue();
  }

  /** The elements of an array. */
  public List<JsonReader> elements() {
    if (!node.isArray()) {
      throw new FormatException(path, "an array", describe());
    }
    List<JsonReader> result = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      result.add(new JsonReader(node.get(i), path + "[" + i + "]"));
    }
    return result;
  }

  /** An exact number: a string "p/q" or "p". */
  public Rational rational() {
    if (!node.isTextual()) {
      throw new FormatException(path, "an exact number as a string \"p/q\" or \"p\"", describe());
    }
    try {
      return Rational.parse(node.textValue());
    } catch (NumberFormatException e) {
      throw new FormatException(path, "an exact number as a string \"p/q\" or \"p\"", describe());
    }
  }

  /**
   * An exact number in any of its forms: a string "p/q" or "p", or a JSON number, which is the
   * decimal that it is (0.1 is 1/10). The file must be read with exact decimals.
   */
  public Rational number() {
    if (!node.isNumber()) {
      return rational();
    }
    if (node.isIntegralNumber()) {
      return Rational.of(node.bigIntegerValue(), BigInteger.ONE);
    }
    if (!node.isBigDecimal()) {
      throw new FormatException(path, "a finite number", describe());
    }
    return Decimals.exact(node.decimalValue())
        .orElseThrow(
            () ->
                new FormatException(
                    path,
                    "a number with an exponent of at most " + Decimals.MAXIMUM_EXPONENT,
                    describe()));
  }

  /** A matrix of numbers in any of their forms: an array of rows of equal length, at least one. */
  public RationalMatrix numbers() {
    return matrix(JsonReader::number);
  }

  /** A column of numbers in any of their forms. */
  public RationalMatrix numberColumn() {
    return column(JsonReader::number);
  }

  /** A matrix: an array of rows of equal length, at least one. */
  public RationalMatrix matrix() {
    return matrix(JsonReader::rational);
  }

  private RationalMatrix matrix(Function<JsonReader, Rational> read) {
    List<List<Rational>> rows = new ArrayList<>();
    long entries = 0;
    for (JsonReader row : elements()) {
      List<Rational> values = new ArrayList<>();
      for (JsonReader entry : row.elements()) {
        values.add(read.apply(entry));
      }
      if (!rows.isEmpty() && values.size() != rows.getFirst().size()) {
        throw new FormatException(
            row.path(),
            "a row of " + rows.getFirst().size() + " numbers",
            values.size() + " numbers");
      }
      entries += values.size();
      if (entries > MAXIMUM_ENTRIES) {
        throw new FormatException(path, "at most " + MAXIMUM_ENTRIES + " entries", "more");
      }
      rows.add(values);
    }
    if (rows.isEmpty() || rows.getFirst().isEmpty()) {
      throw new FormatException(path, "a matrix with at least one entry", "an empty array");
    }
    return RationalMatrix.ofRows(rows);
  }

  /** A column: an array of exact numbers. */
  public RationalMatrix column() {
    return column(JsonReader::rational);
  }

  private RationalMatrix column(Function<JsonReader, Rational> read) {
    List<Rational> values = new ArrayList<>();
    for (JsonReader entry : elements()) {
      values.add(read.apply(entry));
    }
    if (values.isEmpty()) {
      throw new FormatException(path, "a column with at least one entry", "an empty array");
    }
    return RationalMatrix.column(values.toArray(new Rational[0]));
  }

  private String describe() {
    return node.isObject() ? "an object" : node.isArray() ? "an array" : node.toString();
  }
}
