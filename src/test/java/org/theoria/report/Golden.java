package org.theoria.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that were read once and are kept. With {@code -Dtheoria.golden=write} the texts of today
 * become the kept ones: read the difference before you commit it.
 */
final class Golden {

  private Golden() {}

  static void check(String name, String actual) throws IOException {
    String resource = "/org/theoria/report/" + name;
    if (System.getProperty("theoria.golden", "").equals("write")) {
      Files.writeString(Path.of("src/test/resources" + resource), actual);
      return;
    }
    try (InputStream in = Golden.class.getResourceAsStream(resource)) {
      assertEquals(
          in == null
              ? "(no such golden text)"
              : new String(in.readAllBytes(), StandardCharsets.UTF_8),
          actual,
          name);
    }
  }
}
