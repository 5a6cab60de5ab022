package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** {@code theoria backends}, in this process and in others that lack something. */
final class BackendsTest {

  private static JsonNode backend(String json, String name) throws Exception {
    return StreamSupport.stream(
            new ObjectMapper().readTree(json).get("backends").spliterator(), false)
        .filter(b -> b.get("name").textValue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theTableAndTheJsonSayTheSame() throws Exception {
    Run table = Run.of(Path.of(""), "backends");
    Run json = Run.of(Path.of(""), "backends", "--json");
    assertEquals(0, table.code());
    assertEquals("", table.err());
    assertEquals(List.of("openblas", "opencl", "ejml", "cuda"), names(json.out()));
    for (String name : names(json.out())) {
      JsonNode b = backend(json.out(), name);
      String row = table.out().lines().filter(l -> l.startsWith(name)).findFirst().orElseThrow();
      assertTrue(row.contains(b.get("available").booleanValue() ? " yes " : " no "), row);
      assertTrue(b.has("device") != b.has("reason"), json.out());
    }
    assertEquals(
        "[\"float32\",\"float64\"]", backend(json.out(), "ejml").get("precisions").toString());
    assertTrue(Run.of(Path.of(""), "backends", "--lang", "fr").out().contains("disponible"));
  }

  private static List<String> names(String json) throws Exception {
    List<String> names = new ArrayList<>();
    new ObjectMapper()
        .readTree(json)
        .get("backends")
        .forEach(b -> names.add(b.get("name").textValue()));
    return names;
  }

  /** The program in a JVM of its own. */
  private static Run child(Map<String, String> environment, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xlog:disable", "--enable-native-access=ALL-UNNAMED"));
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "backends", "--json"));
    File err = File.createTempFile("backends", ".err");
    err.deleteOnExit();
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, java.nio.file.Files.readString(err.toPath()));
  }

  @Test
  void withoutTheOpenClLibraryItSaysSo() throws Exception {
    Run run = child(Map.of(), "-Dorg.lwjgl.opencl.libname=libNothing.so");
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err(), "one line in the table, and no advice of LWJGL's beside it");
    assertEquals(
        "the OpenCL library cannot be loaded (Debian: ocl-icd-libopencl1): Failed to locate"
            + " library: libNothing.so",
        backend(run.out(), "opencl").get("reason").textValue());
    assertTrue(backend(run.out(), "ejml").get("available").booleanValue());
  }

  @Test
  void withoutNvidiasDriverItSaysSo() throws Exception {
    Run run = child(Map.of(), "-Dtheoria.cuda.driver=libNothing.so");
    assertEquals(0, run.code(), run.err());
    assertEquals(
        "no NVIDIA driver is installed (its library libNothing.so is not there)",
        backend(run.out(), "cuda").get("reason").textValue());
  }

  /**
   * On Linux the loader looks for drivers where this variable says; elsewhere nothing is tested.
   */
  @Test
  void withoutADriverItSaysSo() throws Exception {
    Run here = Run.of(Path.of(""), "backends", "--json");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        backend(here.out(), "opencl").get("available").booleanValue(),
        "opencl is unavailable here anyway: " + here.out());
    Run run = child(Map.of("OCL_ICD_VENDORS", "/nonexistent"));
    assertEquals(0, run.code(), run.err());
    assertEquals(
        "OpenCL is there, but no driver of a device is installed (for the processor, Debian:"
            + " pocl-opencl-icd)",
        backend(run.out(), "opencl").get("reason").textValue());
  }
}
