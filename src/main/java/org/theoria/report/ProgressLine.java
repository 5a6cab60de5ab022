package org.theoria.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The fields of one line, of which those that do not fit are left out whole: a number that is cut
 * is another number.
 */
final class ProgressLine {

  private static final String BETWEEN = "  ";

  /** The label, of which there is no bound, is shortened to so many cells. */
  private static final int LONGEST_LABEL = 30;

  /** A label shorter than this is left out rather than shortened. */
  private static final int SHORTEST_LABEL = 10;

  /** What a field is, the most important first: what comes later is left out first. */
  enum Field {
    /** How long the task will still take. */
    LEFT,
    /** The loss of a training. */
    LOSS,
    /** The norm of its gradient. */
    NORM,
    /** Its learning rate. */
    RATE,
    /** What it gives on examples that it does not train on. */
    TEST,
    /** How much is done, of a hundred. */
    SHARE,
    /** What the task is. */
    LABEL,
    /** How much is done. */
    COUNT,
    /** Units a second. */
    SPEED
  }

  private record Part(Field field, String text, int place) {
    Part shortened(int room) {
      int most = Math.clamp(room, SHORTEST_LABEL, LONGEST_LABEL);
      return new Part(field, ProgressLine.shortened(text, most), place);
    }
  }

  private final List<Part> parts = new ArrayList<>();

  /** Adds a field at the right. */
  ProgressLine add(Field field, String text) {
    parts.add(new Part(field, text, parts.size()));
    return this;
  }

  /** The fields that fit, in the order in which they were added. */
  String text(int width) {
    List<Part> kept = new ArrayList<>();
    int used = -BETWEEN.length();
    for (Part any : parts.stream().sorted(Comparator.comparing(Part::field)).toList()) {
      Part part = any.field() == Field.LABEL ? any.shortened(width - used - BETWEEN.length()) : any;
      int more = BETWEEN.length() + DisplayWidth.of(part.text());
      if (used + more <= width) {
        kept.add(part);
        used += more;
      }
    }
    return kept.stream()
        .sorted(Comparator.comparingInt(Part::place))
        .map(Part::text)
        .collect(Collectors.joining(BETWEEN));
  }

  private static String shortened(String text, int most) {
    if (DisplayWidth.of(text) <= most) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int width = 0;
    for (String character : DisplayWidth.graphemes(text).toList()) {
      width += DisplayWidth.of(character);
      if (width > most - 1) {
        break;
      }
      kept.append(character);
    }
    return kept.append('…').toString();
  }
}
