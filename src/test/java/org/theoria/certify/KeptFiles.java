package org.theoria.certify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files that PyTorch, onnx and NumPy wrote: see src/test/python/network_files.py. */
public final class KeptFiles {

  private KeptFiles() {}

  public static byte[] bytes(String name) throws IOException {
    try (InputStream in = KeptFiles.class.getResourceAsStream("files/" + name)) {
      return Optional.ofNullable(in).orElseThrow().readAllBytes();
    }
  }

  /** A copy in a folder. */
  public static Path copy(String name, Path folder) throws IOException {
    return Files.write(folder.resolve(name), bytes(name));
  }
}
