import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compiles src/main/cuda to kernels.ptx, which is committed and shipped: a build needs no nvcc.
 * {@code java CudaPtx.java check|write}, from the repository's root; the build calls it.
 *
 * <p>write: needs nvcc and ptxas of CUDA 13. The language is PTX 6.3, the oldest that knows compute
 * capability 7.5, the least that CUDA 13 compiles for: drivers since CUDA 10.0 read it. nvcc writes
 * the newest; ptxas shows that the text is PTX 6.3 too.
 *
 * <p>check: where nvcc is on the PATH, the kernels must compile, and the committed file must be
 * what comes out. The text is compared where nvcc is of the version that made it. Another version
 * that cannot compile what was committed with that file (an older one does not know the
 * architecture) stops no build. Nothing is compiled twice: target/cuda/ptx-checked says what was.
 *
 * <p>Exit code 0: written, or nothing is wrong; 1: something is, in one line after nvcc's own; 2:
 * wrong usage.
 */
final class CudaPtx {
  private static final Path SOURCES = Path.of("src/main/cuda");
  private static final Path KERNELS = SOURCES.resolve("kernels.cu");
  private static final Path PTX =
      Path.of("src/main/resources/org/theoria/backend/cuda/kernels.ptx");
  private static final Path CHECKED = Path.of("target/cuda/ptx-checked");
  private static final String WRITE = "mvn -q -Dcuda.ptx=write generate-resources";

  /** What ends the build. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String why) {
      super(why);
    }
  }

  /** What a command printed, and its exit code. */
  private record Result(int code, String output) {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 1 || !(args[0].equals("check") || args[0].equals("write"))) {
      System.err.println("usage: java CudaPtx.java check|write");
      System.exit(2);
    }
    try {
      System.out.println("cuda-ptx: " + (args[0].equals("check") ? check() : write()));
    } catch (Wrong e) {
      System.err.println("cuda-ptx: " + e.getMessage());
      System.exit(1);
    }
  }

  private static String check() throws IOException, InterruptedException, Wrong {
    String committed = Files.readString(PTX);
    boolean changed = !committed.startsWith(header());
    Optional<Path> nvcc = onPath("nvcc");
    if (nvcc.isEmpty()) {
      if (changed) {
        throw new Wrong(SOURCES + " has changed since " + PTX + " was made, and no nvcc is here");
      }
      return "no nvcc on the PATH: the committed " + PTX.getFileName() + " is shipped as it is";
    }
    Result version = run(List.of(nvcc.get().toString(), "--version"));
    String here = tools(version.output());
    String there = tools(committed);
    String key = sha256(List.of((header() + committed + version).getBytes(StandardCharsets.UTF_8)));
    if (Files.exists(CHECKED) && Files.readString(CHECKED).equals(key)) {
      return PTX.getFileName() + " and nvcc are as they were at the last check";
    }
    Path made = Files.createTempFile("theoria-kernels", ".ptx");
    String said;
    try {
      Result result = compile(nvcc.get(), made);
      if (result.code() != 0) {
        if (changed || here.equals(there)) {
          System.err.print(result.output());
          throw new Wrong(
              "nvcc does not compile "
                  + SOURCES
                  + " (above is what it says)"
                  + (changed ? "" : "; -Dexec.skip=true builds with the committed file"));
        }
        return String.format(
            "the nvcc on the PATH (%s) does not compile the kernels (%s); the committed %s is"
                + " shipped as it is",
            here, result.output().lines().findFirst().orElse("no word"), PTX.getFileName());
      }
      if (changed) {
        throw new Wrong(SOURCES + " has changed since " + PTX + " was made: run  " + WRITE);
      }
      if (!here.equals(there)) {
        said =
            String.format(
                "nvcc compiles the kernels; the committed %s was not compared: it is of %s, this"
                    + " nvcc of %s",
                PTX.getFileName(), there, here);
      } else if (code(text(made)).equals(code(committed))) {
        said = "the committed " + PTX.getFileName() + " is what nvcc makes of " + SOURCES;
      } else {
        throw new Wrong(PTX + " is not what nvcc makes of " + SOURCES + ": run  " + WRITE);
      }
    } finally {
      Files.delete(made);
    }
    Files.createDirectories(CHECKED.getParent());
    Files.writeString(CHECKED, key);
    return said;
  }

  private static String write() throws IOException, InterruptedException, Wrong {
    Path nvcc = onPath("nvcc").orElseThrow(() -> new Wrong("no nvcc on the PATH"));
    Path ptxas = onPath("ptxas").orElseThrow(() -> new Wrong("no ptxas on the PATH"));
    Path made = Files.createTempFile("theoria-kernels", ".ptx");
    Path cubin = Files.createTempFile("theoria-kernels", ".cubin");
    try {
      require("nvcc does not compile " + SOURCES, compile(nvcc, made));
      Files.writeString(made, text(made));
      for (String arch : List.of("sm_75", "sm_90")) {
        require(
            "ptxas does not take the PTX for " + arch,
            run(
                List.of(
                    ptxas.toString(), "-arch=" + arch, made.toString(), "-o", cubin.toString())));
      }
      Files.writeString(PTX, Files.readString(made));
    } finally {
      Files.delete(made);
      Files.delete(cubin);
    }
    return PTX + " written";
  }

  private static void require(String otherwise, Result result) throws Wrong {
    if (result.code() != 0) {
      System.err.print(result.output());
      throw new Wrong(otherwise + " (above is what it says)");
    }
  }

  private static Result compile(Path nvcc, Path to) throws IOException, InterruptedException {
    return run(
        List.of(
            nvcc.toString(),
            "-ptx",
            "-arch=compute_75",
            "--fmad=false",
            "-o",
            to.toString(),
            KERNELS.toString()));
  }

  private static Result run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  /** What nvcc made, as it is committed. */
  private static String text(Path made) throws IOException {
    StringBuilder text = new StringBuilder(header());
    for (String line : Files.readAllLines(made)) {
      text.append(line.startsWith(".version ") ? ".version 6.3" : line).append('\n');
    }
    return text.toString();
  }

  /** Without comments. */
  private static List<String> code(String ptx) {
    return ptx.lines().filter(line -> !line.startsWith("//")).toList();
  }

  /** Which release of CUDA's compiler a text names; it may name none. */
  private static String tools(String text) {
    String name = "Cuda compilation tools, ";
    return text.lines()
        .filter(line -> line.contains(name))
        .map(line -> line.substring(line.indexOf(name) + name.length()))
        .findFirst()
        .orElse("no known release");
  }

  /** The first line: the hash of the sources, in the order of their names. CudaPtxTest compares. */
  private static String header() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.list(SOURCES)) {
      sources =
          files
              .filter(file -> file.toString().matches(".*\\.cuh?"))
              .sorted(Comparator.comparing(file -> file.getFileName().toString()))
              .toList();
    }
    List<byte[]> parts = new ArrayList<>();
    for (Path source : sources) {
      parts.add(Files.readAllBytes(source));
    }
    return "// source SHA-256: " + sha256(parts) + "\n";
  }

  private static String sha256(List<byte[]> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      parts.forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** A program of that name on the PATH; on Windows it ends in .exe, and folders may be quoted. */
  private static Optional<Path> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.replace("\"", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of(Path.of(folder, program), Path.of(folder, program + ".exe")))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
