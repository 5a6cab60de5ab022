package org.theoria.symbolic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.eval.ExprEvaluator;

/**
 * For the tests of the containment: a child that starts as {@link SymjaWorker} does, and then gives
 * Symja's parser whatever text it reads, or tries what Java itself can do. Prints one line each.
 */
final class RawWorker {
  private RawWorker() {}

  public static void main(String[] args) throws IOException {
    serve(SystemCalls.find());
  }

  /** The same without the operating system's part of the containment. */
  static final class Unsealed {
    private Unsealed() {}

    public static void main(String[] args) throws IOException {
      serve(Optional.empty());
    }
  }

  private static void serve(Optional<SystemCalls> calls) throws IOException {
    SymjaSetup.load();
    PrintStream out = System.out;
    SymjaWorker.silence();
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new java.io.FileInputStream(java.io.FileDescriptor.in), StandardCharsets.UTF_8));
    Containment.seal(calls);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String result = line.startsWith("java ") ? java(line.split(" ")) : symja(line);
      out.println(result.replace('\n', ' '));
      out.flush();
    }
    Runtime.getRuntime().halt(0);
  }

  private static String symja(String text) {
    try {
      EvalEngine engine = new EvalEngine(false);
      EvalEngine.set(engine);
      return String.valueOf(new ExprEvaluator(engine, false, (short) 10).eval(text));
    } catch (RuntimeException | StackOverflowError e) {
      return "failed: " + e;
    }
  }

  private static String java(String[] words) {
    try {
      return switch (words[1]) {
        case "read" -> Files.readString(Path.of(words[2]));
        case "write" -> Files.writeString(Path.of(words[2]), "x").toString();
        case "connect" -> new Socket("127.0.0.1", Integer.parseInt(words[2])).toString();
        case "fetch" -> URI.create(words[2]).toURL().openStream().toString();
        case "run" -> new ProcessBuilder(words[2], words[3]).start().toString();
        case "resolve" -> InetAddress.getByName(words[2]).toString();
        case "environment" -> String.join(",", System.getenv().keySet());
        case "home" -> System.getProperty("user.home") + System.getProperty("user.name");
        default -> throw new IllegalArgumentException(words[1]);
      };
    } catch (IOException | RuntimeException | Error e) {
      return "refused: " + e;
    }
  }
}
