package org.theoria.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes the files of a report into a directory so that no reader ever meets half of one.
 *
 * <p>All files are first written completely, beside their place. A new directory then appears by
 * one move. In a directory that exists, each file is moved over its predecessor, which is kept
 * until the last move has succeeded: on any failure the predecessors are moved back and the old
 * report is as it was. Files of the directory that are not of a report are never touched; those of
 * an earlier report that the new one does not have are removed (the file {@value #MANIFEST} says
 * which they are), so that a directory never shows two reports at once.
 */
public final class ReportWriter {

  /** Names the files of the report, one a line. */
  static final String MANIFEST = ".theoria-report";

  private static final String WORK_PREFIX = ".theoria-writing-";

  /** How a file gets its place: an atomic move, of which a test may make one fail. */
  @FunctionalInterface
  interface Mover {
    void move(Path from, Path to) throws IOException;
  }

  private final Path directory;
  private final Mover mover;

  /** Whether old files are being put back: while it lasts, their copies are all that is left. */
  private boolean restoring;

  private ReportWriter(Path directory, Mover mover) {
    this.directory = directory.toAbsolutePath().normalize();
    this.mover = mover;
  }

  /**
   * Writes a report.
   *
   * @param directory where; made if it does not exist, its parents too
   * @param files the content of each file by its name, a relative path with "/" between its parts
   * @throws ReportException if the directory cannot be written; what was there before is unchanged
   * @throws IllegalArgumentException if a name is not a path inside the directory
   */
  public static void write(Path directory, Map<String, byte[]> files) {
    write(directory, files, ReportWriter::atomically);
  }

  static void write(Path directory, Map<String, byte[]> files, Mover mover) {
    SortedMap<String, byte[]> all = new TreeMap<>(files);
    for (String name : all.keySet()) {
      if (!isInside(name)) {
        throw new IllegalArgumentException(
            "report file: expected a relative path inside the report, got \"" + name + "\"");
      }
    }
    String names = String.join("\n", all.keySet()) + "\n";
    all.put(MANIFEST, names.getBytes(StandardCharsets.UTF_8));
    new ReportWriter(directory, mover).write(all);
  }

  private static void atomically(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Checks that a report could be written there, without leaving anything: for a command that
   * computes for minutes before it writes.
   *
   * @throws ReportException as {@link #write} would
   */
  public static void check(Path directory) {
    ReportWriter writer = new ReportWriter(directory, ReportWriter::atomically);
    Path existing = writer.nearestExisting();
    writer.requireDirectory(existing);
    try {
      Files.delete(Files.createTempFile(existing, WORK_PREFIX, ""));
    } catch (IOException e) {
      throw writer.failure(e);
    }
  }

  private static boolean isInside(String name) {
    return !name.isEmpty()
        && !name.equals(MANIFEST)
        && name.indexOf('\0') < 0
        && name.indexOf('\n') < 0
        && name.indexOf('\\') < 0
        && List.of(name.split("/", -1)).stream()
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  private void write(SortedMap<String, byte[]> files) {
    Path existing = nearestExisting();
    requireDirectory(existing);
    boolean replaces = existing.equals(directory);
    List<Path> made = new ArrayList<>();
    boolean done = false;
    try {
      Path beside = replaces ? directory : parent(directory);
      makeDirectories(beside, made);
      Path work = Files.createTempDirectory(beside, WORK_PREFIX);
      try {
        Path fresh = Files.createDirectory(work.resolve("new"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          Path target = fresh.resolve(file.getKey());
          Files.createDirectories(parent(target));
          writeThrough(target, file.getValue());
        }
        if (replaces) {
          replace(files, fresh, Files.createDirectory(work.resolve("old")));
        } else {
          mover.move(fresh, directory);
        }
        done = true;
      } finally {
        if (!restoring) {
          deleteTree(work);
        }
      }
    } catch (IOException e) {
      throw failure(e);
    } finally {
      if (!done) {
        removeEmpty(made);
      }
    }
  }

  /** Content that is on the disk, not only on its way there, before it gets its name. */
  private static void writeThrough(Path target, byte[] content) throws IOException {
    Files.write(target, content, StandardOpenOption.CREATE_NEW);
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Moves the new files over the old ones; puts the old ones back if one cannot be moved. */
  private void replace(SortedMap<String, byte[]> files, Path fresh, Path old) throws IOException {
    TreeSet<String> stale = new TreeSet<>(earlierFiles());
    stale.removeAll(files.keySet());
    List<Path> made = new ArrayList<>();
    List<String> moved = new ArrayList<>();
    boolean done = false;
    try {
      for (String name : files.keySet()) {
        Path target = directory.resolve(name);
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
          throw new FileSystemException(target.toString(), null, "a directory is in its place");
        }
        makeDirectories(parent(target), made);
        keep(target, old.resolve(name));
      }
      for (String name : stale) {
        keep(directory.resolve(name), old.resolve(name));
      }
      for (String name : files.keySet()) {
        moved.add(name);
        mover.move(fresh.resolve(name), directory.resolve(name));
      }
      for (String name : stale) {
        moved.add(name);
        Files.deleteIfExists(directory.resolve(name));
      }
      done = true;
    } finally {
      if (!done) {
        restore(moved, old);
        removeEmpty(made);
      }
    }
  }

  private static void keep(Path target, Path copy) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(parent(copy));
      Files.copy(target, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private void restore(List<String> moved, Path old) throws IOException {
    restoring = true;
    for (String name : moved) {
      Path copy = old.resolve(name);
      if (Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
        atomically(copy, directory.resolve(name));
      } else {
        Files.deleteIfExists(directory.resolve(name));
      }
    }
    restoring = false;
  }

  /** The files that the report before this one wrote; names that lead out are not believed. */
  private List<String> earlierFiles() throws IOException {
    Path manifest = directory.resolve(MANIFEST);
    if (!Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    String names = new String(Files.readAllBytes(manifest), StandardCharsets.UTF_8);
    return names
        .lines()
        .filter(ReportWriter::isInside)
        .filter(n -> Files.isRegularFile(directory.resolve(n), LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  private Path nearestExisting() {
    Path path = directory;
    while (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      path = parent(path);
    }
    return path;
  }

  private void requireDirectory(Path existing) {
    if (!Files.isDirectory(existing)) {
      String found = existing.equals(directory) ? "a file" : existing + ", which is a file";
      throw new ReportException(expected() + found);
    }
  }

  private ReportException failure(IOException cause) {
    String found =
        switch (cause) {
          case AccessDeniedException e -> "no permission to write " + e.getFile();
          case FileSystemException e when e.getReason() != null ->
              e.getFile() + ": " + e.getReason();
          default -> String.valueOf(cause.getMessage());
        };
    return new ReportException(expected() + found, cause);
  }

  private String expected() {
    return "report: expected a directory that can be written, " + directory + ", got ";
  }

  /** Makes a directory and its parents, noting each that was made, outermost first. */
  private static void makeDirectories(Path path, List<Path> made) throws IOException {
    if (Files.isDirectory(path)) {
      return;
    }
    makeDirectories(parent(path), made);
    Files.createDirectory(path);
    made.add(path);
  }

  private static void removeEmpty(List<Path> made) {
    for (Path path : made.reversed()) {
      if (!path.toFile().delete()) {
        return;
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    List<Path> all;
    try (var walk = Files.walk(root)) {
      all = new ArrayList<>(walk.toList());
    }
    for (Path path : all.reversed()) {
      Files.delete(path);
    }
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalStateException("a path below the root must have a parent, got " + path);
    }
    return parent;
  }
}
