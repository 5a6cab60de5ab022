package org.theoria.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures are made by files and directories in the way: permissions do not stop root. */
class ReportWriterTest {

  @TempDir Path scratch;

  @Test
  void makesTheDirectoryAndItsParents() throws IOException {
    ReportWriter.write(scratch.resolve("a/b"), files("report.html", "x", "witnesses/w.json", "y"));
    assertEquals(
        Map.of(
            "a/b/report.html",
            "x",
            "a/b/witnesses/w.json",
            "y",
            "a/b/" + ReportWriter.MANIFEST,
            "report.html\nwitnesses/w.json\n"),
        tree());
  }

  @Test
  void replacesAReportAndTouchesNothingElse() throws IOException {
    Files.writeString(scratch.resolve("notes.txt"), "mine");
    ReportWriter.write(scratch, files("report.html", "old", "witnesses/w.json", "old"));
    ReportWriter.write(scratch, files("report.html", "new", "report.md", "new"));
    assertEquals(
        Map.of(
            "notes.txt",
            "mine",
            "report.html",
            "new",
            "report.md",
            "new",
            ReportWriter.MANIFEST,
            "report.html\nreport.md\n"),
        tree());
  }

  @Test
  void aFailureOnTheWayLeavesTheOldReport() throws IOException {
    ReportWriter.write(scratch, files("a", "old a", "z", "old z"));
    Files.createDirectory(scratch.resolve("m"));
    Files.writeString(scratch.resolve("m/mine"), "mine");
    SortedMap<String, String> before = tree();
    var error =
        assertThrows(
            ReportException.class,
            () -> ReportWriter.write(scratch, files("a", "new", "b", "new", "m", "new")));
    assertEquals(
        "report: expected a directory that can be written, "
            + scratch
            + ", got "
            + scratch.resolve("m")
            + ": a directory is in its place",
        error.getMessage());
    assertEquals(before, tree());
  }

  @Test
  void aFailureOfAMoveIsUndone() throws IOException {
    ReportWriter.write(scratch, files("a", "old a", "b", "old b"));
    SortedMap<String, String> before = tree();
    for (int failing = 0; failing < 4; failing++) {
      AtomicInteger left = new AtomicInteger(failing);
      ReportWriter.Mover mover =
          (from, to) -> {
            if (left.getAndDecrement() == 0) {
              throw new IOException("the disk is gone");
            }
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
          };
      var error =
          assertThrows(
              ReportException.class,
              () -> ReportWriter.write(scratch, files("a", "new", "c/d", "new", "e", "n"), mover));
      assertTrue(error.getMessage().endsWith(", got the disk is gone"), error.getMessage());
      assertEquals(before, tree());
      assertFalse(Files.exists(scratch.resolve("c")));
    }
    var error =
        assertThrows(ReportException.class, () -> ReportWriter.write(scratch, files("b/c", "new")));
    assertTrue(error.getMessage().contains(scratch.resolve("b").toString()), error.getMessage());
    assertEquals(before, tree());
  }

  @Test
  void aFileInThePlaceOfTheDirectoryIsNamed() throws IOException {
    Path file = Files.writeString(scratch.resolve("out"), "mine");
    for (Path target : new Path[] {file, file.resolve("deeper/still")}) {
      String found = target.equals(file) ? "a file" : file + ", which is a file";
      String message =
          "report: expected a directory that can be written, " + target + ", got " + found;
      var error =
          assertThrows(ReportException.class, () -> ReportWriter.write(target, files("a", "x")));
      assertEquals(message, error.getMessage());
      assertEquals(
          message,
          assertThrows(ReportException.class, () -> ReportWriter.check(target)).getMessage());
    }
    assertEquals(Map.of("out", "mine"), tree());
  }

  @Test
  void aDirectoryThatTheSystemRefusesLeavesNothing() throws IOException {
    Path impossible = scratch.resolve("new").resolve("n".repeat(300));
    var error =
        assertThrows(ReportException.class, () -> ReportWriter.write(impossible, files("a", "x")));
    assertTrue(
        error
            .getMessage()
            .startsWith("report: expected a directory that can be written, " + impossible),
        error.getMessage());
    assertFalse(error.getMessage().contains("\n"));
    try (var left = Files.list(scratch)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void refusesNamesThatLeadOut() {
    for (String name : new String[] {"../x", "/x", "a/../../x", "", "a//b", ".", "a\\b"}) {
      var error =
          assertThrows(
              IllegalArgumentException.class, () -> ReportWriter.write(scratch, files(name, "x")));
      assertEquals(
          "report file: expected a relative path inside the report, got \"" + name + "\"",
          error.getMessage());
    }
  }

  @Test
  void doesNotBelieveAManifestThatLeadsOut() throws IOException {
    Path mine = Files.writeString(scratch.resolve("mine"), "mine");
    Path out = Files.createDirectory(scratch.resolve("out"));
    Files.writeString(out.resolve(ReportWriter.MANIFEST), "../mine\n" + mine + "\n");
    ReportWriter.write(out, files("a", "x"));
    assertEquals("mine", Files.readString(mine));
  }

  @Test
  void checkLeavesNothing() throws IOException {
    ReportWriter.check(scratch.resolve("a/b"));
    ReportWriter.check(scratch);
    assertEquals(Map.of(), tree());
    assertFalse(Files.exists(scratch.resolve("a")));
  }

  private static Map<String, byte[]> files(String... namesAndContents) {
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      files.put(namesAndContents[i], namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return files;
  }

  private SortedMap<String, String> tree() throws IOException {
    SortedMap<String, String> tree = new TreeMap<>();
    try (var walk = Files.walk(scratch)) {
      for (Path path : walk.filter(Files::isRegularFile).toList()) {
        tree.put(scratch.relativize(path).toString(), Files.readString(path));
      }
    }
    return tree;
  }
}
