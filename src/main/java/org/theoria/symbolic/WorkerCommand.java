package org.theoria.symbolic;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the child JVM is started: the Java that runs us, our own class path, no environment.
 *
 * @param mainClass the class to run
 * @param mebibytes the child's heap in MiB
 * @param cache an archive of the child's loaded classes, which makes it start faster; used if it is
 *     there and fits the Java and the class path
 */
record WorkerCommand(String mainClass, int mebibytes, Optional<Path> cache) {
  /** The system property that names the archive of classes; the launcher sets it. */
  static final String CACHE_PROPERTY = "theoria.symja.cache";

  private static final int LEAST_MEBIBYTES = 32;

  WorkerCommand {
    if (mebibytes < LEAST_MEBIBYTES) {
      throw new IllegalArgumentException(
          "gateway: at least " + LEAST_MEBIBYTES + " MiB are needed, got " + mebibytes);
    }
  }

  static WorkerCommand symja(int mebibytes) {
    return new WorkerCommand(
        SymjaWorker.class.getName(),
        mebibytes,
        Optional.ofNullable(System.getProperty(CACHE_PROPERTY)).map(Path::of));
  }

  /** The whole command line. */
  List<String> line() {
    return line(cache.filter(Files::isRegularFile).map(file -> "-XX:AOTCache=" + file));
  }

  /** The command line of a run that makes the archive of classes at its end. */
  List<String> making(Path archive) {
    return line(Optional.of("-XX:AOTCacheOutput=" + archive.toAbsolutePath()));
  }

  private List<String> line(Optional<String> more) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Xmx" + mebibytes + "m");
    line.addAll(
        List.of(
            "-XX:MaxMetaspaceSize=256m",
            // the collector that gives up when the heap is as good as full
            "-XX:+UseParallelGC",
            "-XX:ParallelGCThreads=1",
            "-XX:GCTimeLimit=80",
            "-XX:GCHeapFreeLimit=5",
            // most answers come before the optimising compiler would have paid
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            // standard output is for answers only
            "-XX:+DisplayVMOutputToStderr",
            "-Xlog:disable",
            "-XX:+ErrorFileToStderr",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:-UsePerfData",
            "--sun-misc-unsafe-memory-access=allow",
            // for SystemCalls
            "--enable-native-access=ALL-UNNAMED",
            // for Containment.resetRandomness
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-Duser.home=",
            "-Duser.name=",
            "-Djava.io.tmpdir=",
            // no name of a host is looked up
            "-Djdk.net.hosts.file=none"));
    more.ifPresent(line::add);
    line.addAll(
        List.of("-cp", classPath(), mainClass, Long.toString(ProcessHandle.current().pid())));
    return line;
  }

  /** Ours, with every entry absolute: the child runs in another directory. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
