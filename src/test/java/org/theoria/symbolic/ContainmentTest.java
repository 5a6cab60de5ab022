package org.theoria.symbolic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What would happen if a dangerous head could be built in the child (our encoding has none): it
 * does nothing. Each test really tries, in a child that starts as the gateway's does, with the
 * operating system's part of the containment and without.
 */
final class ContainmentTest {
  @TempDir private Path folder = Path.of("");

  /** The answers to the lines, from a child of its own. */
  private static List<String> answers(Class<?> worker, List<String> lines) throws IOException {
    WorkerCommand command = new WorkerCommand(worker.getName(), 256, Optional.empty());
    WorkerProcess started = WorkerProcess.start(command);
    Process process = started.process();
    List<String> answers = new ArrayList<>();
    try (Writer to = process.outputWriter(UTF_8);
        BufferedReader from = process.inputReader(UTF_8)) {
      for (String line : lines) {
        to.write(line + "\n");
        to.flush();
        String answer = from.readLine();
        if (answer == null) {
          String said = new String(process.getErrorStream().readNBytes(2_000), UTF_8);
          throw new IOException("no answer to " + line + ": " + started.exitCode() + " " + said);
        }
        answers.add(answer);
      }
    } finally {
      started.end();
    }
    return answers;
  }

  private static boolean unix() {
    return SystemCalls.find().isPresent();
  }

  @ParameterizedTest
  @ValueSource(classes = {RawWorker.class, RawWorker.Unsealed.class})
  void noFileIsReadOrMade(Class<?> worker) throws IOException {
    Path secret = folder.resolve("secret.m");
    Files.writeString(secret, "a secret, not to be told");
    String made = folder.resolve("made").toString();
    List<String> lines = new ArrayList<>();
    for (String head :
        List.of(
            "Get",
            "Needs",
            "Import",
            "ReadString",
            "FilePrint",
            "OpenRead",
            "Read",
            "BinaryRead",
            "InputStream",
            "FileFormat",
            "ImportString",
            "ReadList",
            "TestReport")) {
      lines.add(head + "[\"" + secret + "\"]");
    }
    lines.add("<<\"" + secret + "\"");
    lines.add("Read[InputStream[\"" + secret + "\",1]]");
    lines.add("ToExpression[\"Get[\\\"" + secret + "\\\"]\"]");
    for (String text :
        List.of(
            "Put[1,\"%s\"]",
            "1>>\"%s\"",
            "Export[\"%s.txt\",\"x\"]",
            "Export[\"%s.csv\",{{1,2}}]",
            "Export[\"%s.png\",Graphics[{Circle[]}]]",
            "OpenWrite[\"%s\"]",
            "OpenAppend[\"%s\"]",
            "WriteString[\"%s\",\"x\"]",
            "Write[OutputStream[\"%s\",1],1]",
            "BinaryWrite[\"%s\",1]",
            "CreateFile[\"%s\"]",
            "CreateDirectory[\"%s\"]",
            "JavaNew[\"java.io.FileWriter\",\"%s\"]",
            "Run[\"touch %s\"]",
            "RunProcess[{\"touch\",\"%s\"}]",
            "StartProcess[{\"touch\",\"%s\"}]",
            "DeleteFile[\"" + secret + "\"]",
            "RenameFile[\"" + secret + "\",\"%s\"]")) {
      lines.add(text.replace("%s", made));
    }
    List<String> answers = answers(worker, lines);
    for (int i = 0; i < lines.size(); i++) {
      assertFalse(
          answers.get(i).contains("a secret, not to be told"),
          lines.get(i) + " gave " + answers.get(i));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(secret), left.toList());
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {RawWorker.class, RawWorker.Unsealed.class})
  void nothingConnects(Class<?> worker) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + server.getLocalPort() + "/";
      List<String> answers =
          answers(
              worker,
              List.of(
                  "URLFetch[\"http://" + address + "\"]",
                  "Import[\"http://" + address + "\"]",
                  "Get[\"http://" + address + "\"]",
                  "URLRead[\"http://" + address + "\"]",
                  "JavaNew[\"java.net.Socket\",\"127.0.0.1\"," + server.getLocalPort() + "]",
                  "java fetch http://" + address,
                  "java fetch https://" + address,
                  "java fetch ftp://" + address,
                  "java connect " + server.getLocalPort(),
                  "java resolve example.org"));
      for (String answer : answers.subList(5, answers.size())) {
        assertTrue(answer.startsWith("refused"), answer);
      }
      server.setSoTimeout(200);
      org.junit.jupiter.api.Assertions.assertThrows(SocketTimeoutException.class, server::accept);
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {RawWorker.class, RawWorker.Unsealed.class})
  void nothingOfTheMachineLeaks(Class<?> worker) throws IOException {
    List<String> lines =
        List.of(
            "$HomeDirectory",
            "$UserName",
            "$UserBaseDirectory",
            "$BaseDirectory",
            "$TemporaryDirectory",
            "$Path",
            "$RootDirectory",
            "$OperatingSystem",
            "Environment[\"PATH\"]",
            "GetEnvironment[\"PATH\"]",
            "LoadJavaClass[\"java.lang.System\"]",
            "JavaNew[\"java.lang.Object\"]",
            "FileNameJoin[{\"a\",\"b\"}]",
            "java home",
            "java environment");
    List<String> answers = answers(worker, lines);
    for (int i = 0; i < 13; i++) {
      // A comparison without spaces: Symja prints them where it likes.
      String name = lines.get(i).replaceAll("[\\[\\]{},\"]", "");
      String answer = answers.get(i).replaceAll("[\\[\\](){},\" ]", "");
      assertEquals(name, answer, "it must stay unevaluated");
    }
    assertEquals("", answers.get(13));
    assertTrue(List.of("", "LC_ALL").contains(answers.get(14)), answers.get(14));
  }

  @ParameterizedTest
  @ValueSource(classes = {RawWorker.class, RawWorker.Unsealed.class})
  void nothingPoisonsLaterAnswers(Class<?> worker) throws IOException {
    List<String> attacks =
        List.of(
            "Unprotect[Plus]",
            "Unprotect[Plus];Plus[1,1]=3;Plus[x_,y_]:=7",
            "ClearAttributes[Plus,Protected];Plus[1,1]=3",
            "SetAttributes[Times,Orderless]",
            "ClearAttributes[{Plus,Times},{Orderless,Flat}]",
            "Clear[Sin];ClearAll[Sin];Remove[Sin]",
            "Unset[Sin[0]]",
            "UpSet[f[Plus],3]",
            "x=5;y:=6;f[z_]:=z^2",
            "$RecursionLimit=3",
            "$IterationLimit=3",
            "$Assumptions=False",
            "$ContextPath={}",
            "Begin[\"a`\"];x=3",
            "SetSystemOptions[\"a\"->1]",
            "Set[Derivative[1][Tanh],3]",
            "Simplify=Expand",
            "Quit[]",
            "Exit[3]");
    List<String> probes =
        List.of(
            "1+1",
            "b+a+b",
            "2*3",
            "Sin[0]",
            "x+y-x",
            "f[3]",
            "D[Tanh[t],t]",
            "Simplify[Sin[t]^2+Cos[t]^2]",
            "Refine[Abs[t],t>0]");
    List<String> lines = new ArrayList<>(probes);
    for (String attack : attacks) {
      lines.add(attack);
      lines.addAll(probes);
    }
    List<String> answers = answers(worker, lines);
    List<String> before = answers.subList(0, probes.size());
    assertEquals("2", before.getFirst());
    assertEquals("1", before.get(7));
    for (int i = 0; i < attacks.size(); i++) {
      int from = probes.size() + i * (probes.size() + 1) + 1;
      assertEquals(before, answers.subList(from, from + probes.size()), attacks.get(i));
    }
  }

  /** The operating system's part: what opens something fails, whoever asks. */
  @Test
  void theOperatingSystemRefuses() throws IOException {
    Assumptions.assumeTrue(unix(), "only on Linux and macOS");
    Path secret = folder.resolve("secret");
    Files.writeString(secret, "a secret, not to be told");
    Path made = folder.resolve("made");
    List<String> answers =
        answers(RawWorker.class, List.of("java read " + secret, "java write " + made));
    for (String answer : answers) {
      assertTrue(answer.startsWith("refused"), answer);
    }
    try {
      String answer = answers(RawWorker.class, List.of("java run touch " + made, "1+1")).getFirst();
      assertTrue(answer.startsWith("refused"), answer);
    } catch (IOException e) {
      // Java's own clean-up after the failure may close the child's input, which ends it
      assertTrue(
          String.valueOf(e.getMessage()).contains("roken pipe")
              || String.valueOf(e.getMessage()).startsWith("no answer"),
          e.toString());
    }
    assertFalse(Files.exists(made));
  }
}
