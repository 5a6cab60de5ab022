package org.theoria.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A connection to nothing. */
final class Streams {
  private Streams() {}

  static Io none() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Io(
        nowhere,
        nowhere,
        InputStream.nullInputStream(),
        false,
        false,
        100,
        Path.of(""),
        Path.of(""),
        () -> false);
  }
}
