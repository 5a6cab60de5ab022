package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theoria.network.file.FileArray;
import org.theoria.network.file.NpzWriter;

/** The files of {@code theoria train}: none is destroyed, and what cannot be written is said. */
final class TrainFilesTest {
  private static final String NET = "train --layers 1,3,1 --backend ejml --epochs 2 ";

  @TempDir Path directory;

  @BeforeEach
  void data() throws IOException {
    SequencedMap<String, FileArray> arrays = new LinkedHashMap<>();
    arrays.put("X", new FileArray("X", List.of(1, 4), new double[] {0, 1, 2, 3}));
    arrays.put("Y", new FileArray("Y", List.of(4), new double[] {1, 0, 1, 0}));
    try (OutputStream out = Files.newOutputStream(directory.resolve("in.npz"))) {
      NpzWriter.write(out, arrays);
    }
    Files.writeString(directory.resolve("x.csv"), "0\n1\n2\n3\n");
    Files.writeString(directory.resolve("labels.npz"), "1\n0\n1\n0\n");
  }

  private Run run(String line) {
    return Run.of(directory, line.strip().split(" +"));
  }

  private void refused(String line, String said) throws IOException {
    List<String> before = files();
    Run run = run(line);
    assertEquals(ExitCode.USAGE, run.code(), run.err() + run.out());
    assertEquals(1, run.errLines().size(), run.err());
    assertTrue(run.err().contains(said), run.err());
    assertEquals(before, files());
  }

  private List<String> files() throws IOException {
    try (var all = Files.list(directory)) {
      return all.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theDataAreNotOverwritten() throws IOException {
    byte[] before = Files.readAllBytes(directory.resolve("in.npz"));
    Files.createSymbolicLink(directory.resolve("link.npz"), directory.resolve("in.npz"));
    Files.createSymbolicLink(directory.resolve("here"), directory);
    for (String out : List.of("in.npz", "./in.npz", "link.npz", "here/in.npz")) {
      refused(
          NET + "--data in.npz --out " + out,
          "--out: expected another file than that of --data, which is in.npz, got " + out);
    }
    refused(
        NET.replace("1,3,1", "1,3,2") + "--data x.csv --labels labels.npz --out labels.npz",
        "than that of --labels");
    // what is written beside the network before it is moved there
    Files.copy(directory.resolve("in.npz"), directory.resolve("net.npz.writing"));
    refused(NET + "--data net.npz.writing --out net.npz", "than that of --data");
    assertArrayEquals(before, Files.readAllBytes(directory.resolve("in.npz")));
    assertEquals(0, run(NET + "--data in.npz --out out.npz").code());
  }

  @Test
  void targetsOfOneAxisAreOneNumberAnExample() throws IOException {
    SequencedMap<String, FileArray> arrays = new LinkedHashMap<>();
    arrays.put("X", new FileArray("X", List.of(4, 1), new double[] {0, 1, 2, 3}));
    arrays.put("Y", new FileArray("Y", List.of(4), new double[] {1, 0, 1, 0}));
    try (OutputStream out = Files.newOutputStream(directory.resolve("rows.npz"))) {
      NpzWriter.write(out, arrays);
    }
    Files.writeString(directory.resolve("same.csv"), "x,y\n0,1\n1,0\n2,1\n3,0\n");
    for (String range : List.of("", " --first 2 --count 2")) {
      String csv = run(NET + "--json --data same.csv" + range).out();
      assertTrue(csv.contains("\"trained\" : " + (range.isEmpty() ? 4 : 2)), csv);
      assertEquals(csv, run(NET + "--json --data in.npz" + range).out());
      assertEquals(csv, run(NET + "--json --data rows.npz --examples rows" + range).out());
    }
    refused(NET + "--data in.npz --first 4 --count 2", "in.npz");
    arrays.put("Y", new FileArray("Y", List.of(3), new double[] {1, 0, 1}));
    try (OutputStream out = Files.newOutputStream(directory.resolve("short.npz"))) {
      NpzWriter.write(out, arrays);
    }
    refused(NET + "--data short.npz --examples rows", "4 examples (rows), as X has, got 3");
  }

  @Test
  void batchNormalisationOfSeveralEntriesIsTrained() {
    String line = "train --backend ejml --epochs 1 --data in.npz --input 1 --model ";
    assertEquals(0, run(line + "batch-normalisation --batch 2").code());
    assertEquals(0, run(line + "batch-normalisation").code());
    // one example of four positions
    Run signals =
        Run.of(
            directory,
            "train",
            "--backend",
            "ejml",
            "--epochs",
            "1",
            "--data",
            "mnist:3",
            "--batch",
            "1",
            "--input",
            "1x28x28",
            "--model",
            "convolution 1 3x3/14, batch-normalisation, dense 10, softmax");
    assertEquals(0, signals.code(), signals.err());
  }

  @Test
  void theStateIsNotOverwrittenByTheNetwork() throws IOException {
    refused(NET + "--data in.npz --checkpoint a.npz --out a.npz", "than that of --checkpoint");
    refused(NET + "--data in.npz --checkpoint a.npz --out ./a.npz", "than that of --checkpoint");
    assertEquals(0, run(NET + "--data in.npz --checkpoint a.npz").code());
    byte[] state = Files.readAllBytes(directory.resolve("a.npz"));
    refused(NET + "--data in.npz --resume a.npz --out a.npz", "than that of --resume");
    assertArrayEquals(state, Files.readAllBytes(directory.resolve("a.npz")));
  }

  @Test
  void aNetworkThatCannotBeWrittenIsFoundBeforeTheRun() throws IOException {
    Files.createDirectory(directory.resolve("net.npz.writing"));
    Files.createDirectory(directory.resolve("net.json"));
    refused(NET + "--data in.npz --out net.npz", "--out: expected a file that can be written");
    refused(NET + "--data in.npz --out net.json", "--out: expected a file in a folder");
    byte[] old = {1, 2};
    Files.write(directory.resolve("old.npz"), old);
    // refused later: what is there stays
    refused(NET + "--data in.npz --out old.npz --resume none", "no such file");
    assertArrayEquals(old, Files.readAllBytes(directory.resolve("old.npz")));
  }

  @Test
  void aStateWithMoreAfterItsEndIsRefused() throws IOException {
    assertEquals(0, run(NET + "--data in.npz --checkpoint run").code());
    byte[] state = Files.readAllBytes(directory.resolve("run"));
    Files.write(directory.resolve("run"), Arrays.copyOf(state, state.length + 1));
    refused(NET + "--data in.npz --resume run", "expected a whole file, got one with more");
    Files.write(directory.resolve("run"), state);
    assertEquals(0, run(NET + "--data in.npz --resume run").code());
  }

  @Test
  void aRunThatGoesOnSaysWhatIsCounted() {
    assertEquals(0, run(NET + "--data in.npz --checkpoint run").code());
    Run more = run(NET.replace("--epochs 2", "--epochs 7") + "--data in.npz --resume run");
    assertTrue(
        more.err().startsWith("theoria: --resume: 2 of 7 epochs are done; progress counts the 5"),
        more.err());
    Run done = run(NET + "--data in.npz --resume run");
    assertFalse(done.err().contains("epochs are done"), done.err());
  }

  @Test
  void aNetworkWithoutBiasesGoesOnWithoutThem() throws IOException {
    String line = NET + "--data in.npz --no-biases ";
    assertEquals(0, run(line + "--checkpoint run").code());
    refused(NET + "--data in.npz --resume run", "fixed-biases");
    assertEquals(0, run(line.replace("--epochs 2", "--epochs 5") + "--resume run").code());
  }
}
