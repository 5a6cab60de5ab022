package org.theoria.network.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an array's header says.
 *
 * @param type its element type, with the byte order: {@code <f8}
 * @param fortran whether the first index runs fastest
 * @param shape the lengths of the axes
 */
record NpyHeader(String type, boolean fortran, List<Integer> shape) {

  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s*'(descr|fortran_order|shape)'\\s*:\\s*('[^']*'|True|False|\\([^()]*\\)|\\[.*?\\])"
              + "\\s*(,|(?=\\}))");

  NpyHeader {
    shape = List.copyOf(shape);
  }

  /** Reads the dictionary that a header is, {@code {'descr': '<f8', …}}. */
  static NpyHeader parse(String name, String text) {
    String expected = "a header {'descr': …, 'fortran_order': …, 'shape': …}";
    String line = text.strip();
    if (!line.startsWith("{") || !line.endsWith("}")) {
      throw new ArrayFileException(name, expected, line);
    }
    String descr = "";
    String order = "";
    String shape = "";
    Matcher m = ENTRY.matcher(line).region(1, line.length());
    while (m.lookingAt()) {
      switch (m.group(1)) {
        case "descr" -> descr = m.group(2);
        case "fortran_order" -> order = m.group(2);
        default -> shape = m.group(2);
      }
      m.region(m.end(), line.length());
    }
    boolean whole = line.substring(m.regionStart()).strip().equals("}");
    if (!whole || descr.isEmpty() || !order.matches("True|False") || !shape.startsWith("(")) {
      throw new ArrayFileException(name, expected, line);
    }
    if (!descr.startsWith("'")) {
      throw new ArrayFileException(name, "an array of numbers", "records " + descr);
    }
    return new NpyHeader(
        descr.substring(1, descr.length() - 1), order.equals("True"), axes(name, shape));
  }

  private static List<Integer> axes(String name, String tuple) {
    List<Long> axes = new ArrayList<>();
    String inside = tuple.substring(1, tuple.length() - 1).strip();
    for (String part : inside.isEmpty() ? new String[0] : inside.split(",")) {
      String digits = part.strip();
      if (!digits.matches("[0-9]{1,18}")) {
        throw new ArrayFileException(name, "a shape of whole numbers", tuple);
      }
      axes.add(Long.parseLong(digits));
    }
    return FileArray.axes(name, axes);
  }
}
