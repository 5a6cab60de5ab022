package org.theoria.theorems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;

/**
 * Edits of a saved counterexample, as a hand with an editor would make them: each changes one
 * number of one part of the file.
 */
final class Tampering {

  private Tampering() {}

  /** Every copy of {@code file} in which one exact number under {@code part} is larger by one. */
  static List<JsonNode> numbers(ObjectNode file, String part) {
    List<JsonNode> result = new ArrayList<>();
    int count = edit(file.get(part).deepCopy(), -1, 0);
    for (int i = 0; i < count; i++) {
      ObjectNode copy = file.deepCopy();
      edit(copy.get(part), i, 0);
      result.add(copy);
    }
    return result;
  }

  /** Adds 1 to the exact number that has this place; returns how many there are. */
  private static int edit(JsonNode node, int place, int before) {
    int seen = before;
    if (node instanceof ObjectNode object) {
      for (String field : fieldsOf(object)) {
        JsonNode child = object.get(field);
        if (child.isTextual()) {
          if (isNumber(child.textValue())) {
            if (seen == place) {
              object.put(field, larger(child.textValue()));
            }
            seen++;
          }
        } else {
          seen = edit(child, place, seen);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode child = array.get(i);
        if (child.isTextual()) {
          if (isNumber(child.textValue())) {
            if (seen == place) {
              array.set(
                  i,
                  com.fasterxml.jackson.databind.node.TextNode.valueOf(larger(child.textValue())));
            }
            seen++;
          }
        } else {
          seen = edit(child, place, seen);
        }
      }
    }
    return seen;
  }

  private static List<String> fieldsOf(ObjectNode object) {
    List<String> fields = new ArrayList<>();
    object.fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]+(/[0-9]+)?");
  }

  private static String larger(String number) {
    return Rational.parse(number).plus(Rational.ONE).toString();
  }
}
