package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theoria.certify.KeptFiles;

/**
 * {@code theoria rank} and {@code classify} on files of every format, and on files that are wrong.
 */
final class RankFilesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path directory;

  @BeforeEach
  void files() throws IOException {
    for (String name :
        new String[] {
          "mlp.npz",
          "mlp.safetensors",
          "mlp.onnx",
          "matmul.onnx",
          "conv.onnx",
          "digits.csv",
          "digits.npy",
          "digits.idx.gz"
        }) {
      KeptFiles.copy(name, directory);
    }
  }

  private Run run(String line) {
    return Run.of(directory, line.split(" +"));
  }

  private Run rank(String network, String data, String more) {
    return run("rank --network " + network + " --data " + data + " " + more);
  }

  /** Every format of the network with every format of the data gives the same answer. */
  @Test
  void theSameAnswer() throws IOException {
    ObjectNode expected = answer("mlp.npz", "mlp.npz", "--examples rows");
    assertEquals(137, expected.path("rank").asInt());
    for (String network : new String[] {"mlp.safetensors", "mlp.onnx", "matmul.onnx"}) {
      assertEquals(expected, answer(network, "digits.csv", ""), network);
    }
    for (String data : new String[] {"digits.csv", "digits.idx.gz", "digits.npy"}) {
      assertEquals(expected, answer("mlp.safetensors", data, "--examples rows"), data);
    }
    ObjectNode scaled = answer("mlp.onnx", "digits.idx.gz", "--scale 1/255 --first 2 --count 3");
    assertEquals(30, scaled.path("rows").asInt());
  }

  private ObjectNode answer(String network, String data, String more) throws IOException {
    Run run = rank(network, data, more + " --outputs logits --json");
    assertEquals(0, run.code(), run.err());
    return (ObjectNode) MAPPER.readTree(run.out());
  }

  /** What the command is asked to print, line by line. */
  @Test
  void whatIsPrinted() throws IOException {
    Run run = rank("mlp.onnx", "digits.csv", "--count 3 --certificate rank.json");
    assertEquals(0, run.code(), run.err());
    String out = run.out().replace('\u00a0', ' ');
    for (String part :
        new String[] {
          "rank Df(X) = ",
          "|E| + |B| − (n_1 + … + n_{H−1}) = 510",
          "dead hidden neurons: ",
          "patterns |𝒜|: ",
          "dimension of the pre-image",
          "certificate: rank.json (theoria replay)"
        }) {
      assertTrue(out.contains(part), () -> part + " in " + out);
    }
    assertEquals(0, run("replay rank.json").code());
    assertTrue(rank("mlp.onnx", "digits.csv", "--count 3").out().contains("--certificate FILE"));
    JsonNode json = MAPPER.readTree(rank("mlp.onnx", "digits.csv", "--count 3 --json").out());
    assertTrue(json.path("certificate").isMissingNode());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private void cut(String name, String from, double share) throws IOException {
    byte[] whole = Files.readAllBytes(directory.resolve(from));
    Files.write(directory.resolve(name), Arrays.copyOf(whole, (int) (share * whole.length)));
  }

  private void safetensors(String name, String header, byte[] data) throws IOException {
    byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer b = ByteBuffer.allocate(8 + text.length + data.length);
    b.order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).put(data);
    Files.write(directory.resolve(name), b.array());
  }

  private void broken() throws IOException {
    write("net.json", "{\"weights\":[[[1,2],[3,4]],[[1,2]]]}");
    write("chain.json", "{\"weights\":[[[1,2]],[[1,2]]]}");
    write("nan.json", "{\"weights\":[[[1,NaN]],[[1]]]}");
    write("x.json", "{\"x\":[[1,2],[3,5]]}");
    write("ragged.csv", "1,2\n3,4\n5\n");
    write("word.csv", "a,b\n1,2\n3,x4\n");
    write("three.csv", "1,2,3\n");
    cut("cut.npz", "mlp.npz", 0.5);
    cut("cut.onnx", "mlp.onnx", 0.5);
    cut("cut.safetensors", "mlp.safetensors", 0.5);
    cut("cut.idx.gz", "digits.idx.gz", 0.5);
    String tensor = "'%s.weight':{'dtype':'F32','shape':[%s],'data_offsets':[%s]}";
    safetensors(
        "chain.safetensors",
        "{"
            + tensor.formatted("0", "1,2", "0,8")
            + ","
            + tensor.formatted("2", "1,3", "8,20")
            + "}",
        new byte[20]);
    safetensors(
        "infinite.safetensors",
        "{" + tensor.formatted("0", "1,2", "0,8") + "}",
        HexFormat.of().parseHex("0000803f0000807f"));
    safetensors(
        "huge.safetensors",
        "{" + tensor.formatted("0", "32768,81920", "0,10737418240") + "}",
        new byte[20]);
    Files.write(directory.resolve("magic.idx"), HexFormat.of().parseHex("0000070300000001"));
    Files.write(directory.resolve("huge.idx"), HexFormat.of().parseHex("000008020028000000000400"));
    Files.write(directory.resolve("other.bin"), HexFormat.of().parseHex("7f454c4602010100"));
    write("empty.csv", "");
  }

  /** The one line on standard error, whole. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chain.json|x.json|chain.json, W2: expected 1 columns, as many as W1 has rows, got 1×2",
        "chain.safetensors|x.json|chain.safetensors, 2.weight: expected 1 columns, as many as 0.weight"
            + " has rows, got 1×3",
        "nan.json|x.json|nan.json.weights[0][0][1]: expected a finite number, got \"NaN\"",
        "infinite.safetensors|x.json|infinite.safetensors, tensor 0.weight: expected finite numbers,"
            + " got Infinity at [0, 1]",
        "conv.onnx|x.json|conv.onnx, node \"/0/Conv\" (Conv): expected Gemm, MatMul, Add, Relu,"
            + " LeakyRelu, Abs, Softmax, Flatten, Reshape, Identity or Dropout, got Conv",
        "cut.npz|x.json|cut.npz: expected a zip archive of arrays (.npz), got zip END header not found",
        "cut.onnx|x.json|cut.onnx: expected an ONNX model (messages of protobuf), got bytes that break"
            + " off or break the format at byte 22 of 1362",
        "cut.safetensors|x.json|cut.safetensors: expected 2096 bytes of data, as its header says, got"
            + " 800 bytes",
        "huge.safetensors|x.json|huge.safetensors, tensor 0.weight: expected at most 16777216 entries"
            + " and 32 axes, got shape [32768, 81920], 20480 MiB as doubles",
        "digits.csv|x.json|digits.csv: expected a network: JSON, .npz, safetensors or ONNX, got CSV",
        "net.json|cut.idx.gz|cut.idx.gz: expected a whole gzip or zip stream, got a damaged one:"
            + " Unexpected end of ZLIB input stream",
        "net.json|ragged.csv|ragged.csv, line 3: expected 2 numbers, as on line 1, got 1",
        "net.json|word.csv|word.csv, line 3, column 2: expected a finite number, a decimal or p/q, got"
            + " \"x4\"",
        "net.json|three.csv|three.csv, X: expected 2 columns, as the network has 2 inputs, got 3",
        "net.json|digits.idx.gz|digits.idx.gz, X: expected 2 columns, as the network has 2 inputs, got"
            + " 49",
        "net.json|magic.idx|magic.idx: expected the magic number of IDX, 00 00 and 08, 09, 0b, 0c, 0d or"
            + " 0e and the number of axes, got 00 00 07 03",
        "net.json|huge.idx|huge.idx: expected at most 16777216 entries and 32 axes, got shape [2621440,"
            + " 1024], 20480 MiB as doubles",
        "net.json|other.bin|other.bin: expected JSON, CSV, .npz, .npy, IDX, safetensors or ONNX, got a"
            + " file that begins with the bytes 7f 45 4c 46 02 01 01 00",
        "net.json|empty.csv|empty.csv: expected JSON, CSV, .npz, .npy, IDX, safetensors or ONNX, got an"
            + " empty file",
        "net.json|mlp.onnx|mlp.onnx: expected data, got an ONNX network",
        "net.json|nowhere.csv|nowhere.csv: expected a readable file, got no such file",
        "net.json|x.json --first 2 --count 2|x.json.x: expected at least 3 examples, for examples 2 to"
            + " 3, got 2 examples",
        "net.json|x.json --scale 0|rank: Invalid value for option '--scale': expected a number p/q"
            + " or a decimal, not 0, got \"0\"; see theoria rank --help",
        "net.json|mnist:5 --count 3|--count: expected it for a file or for mnist alone, got it with"
            + " --data mnist:5",
        "net.json|mnist:10001|mnist: expected at least 10001 examples, for examples 1 to 10001, got"
            + " 10000 examples"
      })
  void wrongFiles(String network, String data, String message) throws IOException {
    broken();
    Run run = rank(network, data, "");
    assertEquals("theoria: " + message, run.err().strip());
    assertEquals(ExitCode.USAGE, run.code());
    assertEquals("", run.out());
  }

  /** More than any heap: refused at once, with what it would need. */
  @Test
  void aMatrixThatDoesNotFit() throws IOException {
    // (784, 10, 6000) on 100 digits: 600,000 rows, each with 6,010 backpropagated entries of 8
    // bytes,
    // four fifths of the heap
    safetensors(
        "wide.safetensors",
        "{'0.weight':{'dtype':'I8','shape':[10,784],'data_offsets':[0,7840]},"
            + "'2.weight':{'dtype':'I8','shape':[6000,10],'data_offsets':[7840,67840]}}",
        ones(67_840));
    Run run = rank("wide.safetensors", "mnist:100", "");
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    assertEquals(
        "theoria: rank: a 600000x73850 Jacobian matrix needs about 34390 MiB of heap, got "
            + heap
            + " MiB (THEORIA_OPTS=-Xmx...)",
        run.err().strip());
    assertEquals(ExitCode.USAGE, run.code());
  }

  private static byte[] ones(int n) {
    byte[] ones = new byte[n];
    Arrays.fill(ones, (byte) 1);
    return ones;
  }

  @Test
  void classifyReadsTheSameFormats() throws IOException {
    write("data.csv", "x1,x2,y1,y2\n1,0,2,0\n0,1,0,1\n");
    safetensors(
        "linear.safetensors",
        "{'0.weight':{'dtype':'I8','shape':[2,2],'data_offsets':[0,4]},"
            + "'1.weight':{'dtype':'I8','shape':[2,2],'data_offsets':[4,8]}}",
        new byte[] {2, 0, 0, 1, 1, 0, 0, 1});
    Run run = run("classify --network linear.safetensors --data data.csv --json");
    assertEquals(0, run.code(), run.err());
    assertEquals("global-minimiser", MAPPER.readTree(run.out()).path("class").asText());
    write("no-y.csv", "1,0\n0,1\n");
    assertEquals(
        "theoria: no-y.csv: expected a header that names the columns of the targets y, y1, …, got no"
            + " header",
        run("classify --network linear.safetensors --data no-y.csv").err().strip());
  }
}
