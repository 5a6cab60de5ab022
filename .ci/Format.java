import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs google-java-format over source roots: {@code java Format.java check|apply JAR ROOT...}.
 *
 * <p>A root that does not exist is skipped (a fresh clone has no {@code src/jmh}, say). Exit code
 * 0: all formatted; 1: some file is not, and its name was printed; 2: wrong usage, or nothing to
 * format, which can only be a mistake.
 */
final class Format {
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 3 || !(args[0].equals("check") || args[0].equals("apply"))) {
      System.err.println("usage: java Format.java check|apply JAR ROOT...");
      System.exit(2);
    }
    boolean check = args[0].equals("check");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-jar");
    command.add(args[1]);
    // reflowing breaks strings with LaTeX in them ("unclosed string literal", google-java-format
    // 1.37)
    command.add("--skip-reflowing-long-strings");
    command.addAll(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    List<String> sources = new ArrayList<>();
    for (String root : List.of(args).subList(2, args.length)) {
      if (Files.isDirectory(Path.of(root))) {
        try (Stream<Path> files = Files.walk(Path.of(root))) {
          files
              .map(Path::toString)
              .filter(name -> name.endsWith(".java"))
              .sorted()
              .forEach(sources::add);
        }
      }
    }
    if (sources.isEmpty()) {
      System.err.println("no Java source under " + List.of(args).subList(2, args.length));
      System.exit(2);
    }
    // The names go through a file: a command line may be shorter than a source tree.
    Path names = Files.createTempFile("theoria-sources", ".txt");
    int exit;
    try {
      Files.write(names, sources);
      command.add("@" + names);
      exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (!check && exit == 0) {
        // A comment that the first pass moves may be wrapped differently by a second one.
        exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      }
    } finally {
      Files.delete(names);
    }
    if (check && exit != 0) {
      System.err.println(
          "The files named above are not formatted: run  mvn -Pformat process-sources");
    }
    System.exit(exit);
  }
}
