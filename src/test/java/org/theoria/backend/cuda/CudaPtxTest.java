package org.theoria.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kernels that are shipped come from the sources that are committed. */
final class CudaPtxTest {
  private static final Path SOURCES = Path.of("src/main/cuda");

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.sorted().toList();
    }
  }

  @Test
  void thePtxIsMadeOfTheCommittedSources() throws IOException, NoSuchAlgorithmException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Path source : sources()) {
      assertTrue(source.toString().matches(".*\\.cuh?"), source.toString());
      all.write(Files.readAllBytes(source));
    }
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
    assertEquals(
        "// source SHA-256: " + HexFormat.of().formatHex(hash),
        CudaDevice.ptx().lines().findFirst().orElse(""),
        "the kernels were changed: run mvn -q -Dcuda.ptx=write generate-resources");
  }

  /** CUDA 10.0 reads PTX 6.3; compute capability 7.5 is the least that CUDA 13 compiles for. */
  @Test
  void thePtxIsForOldDriversToo() {
    assertTrue(CudaDevice.ptx().contains("\n.version 6.3\n.target sm_75\n"));
  }

  /** A name that Java calls and no kernel has would only be seen on a device. */
  @Test
  void everyKernelThatIsCalledIsThereInBothFormats() throws IOException {
    TreeSet<String> kernels = new TreeSet<>();
    Matcher entries = Pattern.compile("\\.visible \\.entry (\\w+)\\(").matcher(CudaDevice.ptx());
    while (entries.find()) {
      kernels.add(entries.group(1));
    }
    TreeSet<String> wanted = new TreeSet<>();
    for (Path source : sources()) {
      Matcher names =
          Pattern.compile("(?:__global__ void K|MULTIPLY)\\((\\w+)")
              .matcher(Files.readString(source));
      while (names.find()) {
        if (!names.group(1).equals("NAME")) {
          wanted.add(names.group(1) + "_f32");
          wanted.add(names.group(1) + "_f64");
        }
      }
    }
    wanted.add("sum_partial");
    assertEquals(wanted, kernels);
    String java = "";
    for (String file : List.of("CudaSession", "CudaBatch", "Product")) {
      java += Files.readString(Path.of("src/main/java/org/theoria/backend/cuda/" + file + ".java"));
    }
    for (String kernel : kernels) {
      String name = kernel.replaceAll("_f(32|64)$", "");
      assertTrue(java.contains('"' + name + '"'), name + " is called by nothing");
    }
  }
}
