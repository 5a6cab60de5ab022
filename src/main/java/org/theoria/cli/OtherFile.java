package org.theoria.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.theoria.search.WholeFile;

/**
 * A file that a run reads or writes and that another one must not be.
 *
 * @param option that names it
 * @param name what the user calls it
 * @param file where
 */
record OtherFile(String option, String name, Path file) {

  /** Refuses a file whose writing would destroy this one, or that would be destroyed by it. */
  void requireApart(String writing, String writtenName, Path written) {
    if (same(written, file)
        || same(WholeFile.beside(written), file)
        || same(written, WholeFile.beside(file))) {
      throw new UsageException(
          writing
              + ": expected another file than that of "
              + option
              + ", which is "
              + name
              + ", got "
              + writtenName);
    }
  }

  /** Under the same path, or another path to the same file. */
  private static boolean same(Path a, Path b) {
    try {
      boolean both = Files.exists(a) && Files.exists(b);
      return both ? Files.isSameFile(a, b) : real(a).equals(real(b));
    } catch (IOException e) {
      throw new UsageException(
          "files: expected folders that can be looked into, got "
              + a
              + " and "
              + b
              + " ("
              + IoReason.of(e)
              + ")",
          e);
    }
  }

  /** The path of a file that may not be there yet, links to its folder followed. */
  private static Path real(Path file) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    Path folder = path.getParent();
    return folder == null || !Files.isDirectory(folder)
        ? path
        : folder.toRealPath().resolve(path.getFileName());
  }
}
