package org.theoria.symbolic;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.theoria.arithmetic.Rational;

/**
 * An answer as text, one thing a line, for the way between two processes of the same version of
 * Theoria.
 */
final class SmtCodec {
  private SmtCodec() {}

  /** Sends a text: its length in bytes, then UTF-8. */
  static void send(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  /** Receives a text that was sent so. */
  static String receive(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the text ends after " + bytes.length + " of " + length + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static String write(SmtAnswer answer) {
    return switch (answer) {
      case SmtAnswer.Unsat u -> "unsat\n" + u.procedure() + "\n" + u.steps();
      case SmtAnswer.Sat s -> {
        StringBuilder text = new StringBuilder("sat\n");
        text.append(s.procedure()).append('\n').append(s.steps());
        for (Map.Entry<String, RationalInterval> entry : s.model().entrySet()) {
          RationalInterval value = entry.getValue();
          text.append('\n').append(value.lower()).append(' ').append(value.upper());
          text.append(' ').append(entry.getKey());
        }
        yield text.toString();
      }
      case SmtAnswer.Unknown u -> "unknown\n" + u.steps() + "\n" + u.reason();
      case SmtAnswer.Unavailable u -> "unavailable\n" + u.why();
    };
  }

  /**
   * The answer that was written so.
   *
   * @throws IllegalArgumentException for any other text
   */
  static SmtAnswer read(String text) {
    String[] lines = text.split("\n", 2);
    String rest = lines.length == 2 ? lines[1] : "";
    return switch (lines[0]) {
      case "unsat" -> {
        String[] parts = rest.split("\n", 2);
        yield new SmtAnswer.Unsat(parts[0], Long.parseLong(parts[1]));
      }
      case "sat" -> sat(rest.split("\n", -1));
      case "unknown" -> {
        String[] parts = rest.split("\n", 2);
        yield new SmtAnswer.Unknown(parts[1], Long.parseLong(parts[0]));
      }
      case "unavailable" -> new SmtAnswer.Unavailable(rest);
      default -> throw new IllegalArgumentException("not an answer of a solver: " + lines[0]);
    };
  }

  private static SmtAnswer sat(String[] lines) {
    SortedMap<String, RationalInterval> model = new TreeMap<>();
    for (int i = 2; i < lines.length; i++) {
      String[] parts = lines[i].split(" ", 3);
      model.put(parts[2], new RationalInterval(Rational.parse(parts[0]), Rational.parse(parts[1])));
    }
    return new SmtAnswer.Sat(lines[0], Long.parseLong(lines[1]), model);
  }
}
