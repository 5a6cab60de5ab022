package org.theoria.network.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.theoria.network.onnx.OnnxWriter.integer;
import static org.theoria.network.onnx.OnnxWriter.listed;
import static org.theoria.network.onnx.OnnxWriter.model;
import static org.theoria.network.onnx.OnnxWriter.node;
import static org.theoria.network.onnx.OnnxWriter.real;
import static org.theoria.network.onnx.OnnxWriter.tensor;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.network.file.ArrayFileException;

/** Models written here; those that PyTorch and onnx wrote are in FilesTest. */
final class OnnxNetworkTest {
  private static final byte[] A = tensor("A", List.of(2, 3), 1, 2, 3, 4, 5, 6);
  private static final byte[] B = tensor("B", List.of(3, 1), 1, -1, 0.5);
  private static final byte[] C = tensor("C", List.of(3), 7, 8, 9);

  private static OnnxNetwork read(byte[] model) {
    return OnnxNetwork.read(model, "f.onnx");
  }

  private static String refused(byte[] model) {
    return String.valueOf(assertThrows(ArrayFileException.class, () -> read(model)).getMessage());
  }

  private static byte[] gemm(List<String> inputs, byte[]... attributes) {
    return model(13, List.of(node("Gemm", inputs, "y", attributes)), List.of(A, B, C), -1, 2);
  }

  /** y = α·x·A + β·C, and with A transposed. */
  @Test
  void gemm() {
    OnnxNetwork f = read(gemm(List.of("x", "A", "C"), real("alpha", 0.5f), real("beta", 3)));
    assertEquals("[[1/2, 2], [1, 5/2], [3/2, 3]]", f.weights().getFirst().toRows().toString());
    assertEquals("[[21], [24], [27]]", f.biases().getFirst().orElseThrow().toRows().toString());
    assertEquals(List.of("identity"), f.activations());
    OnnxNetwork t =
        read(
            model(
                13,
                List.of(node("Gemm", List.of("x", "A"), "y", integer("transB", 1))),
                List.of(A),
                -1,
                3));
    assertEquals("[[1, 2, 3], [4, 5, 6]]", t.weights().getFirst().toRows().toString());
    assertTrue(t.biases().getFirst().isEmpty());
    // transA on the graph's input says that the examples are its columns
    OnnxNetwork columns =
        read(
            model(
                13,
                List.of(node("Gemm", List.of("x", "A"), "y", integer("transA", 1))),
                List.of(A),
                2,
                -1));
    assertEquals("[[1, 4], [2, 5], [3, 6]]", columns.weights().getFirst().toRows().toString());
  }

  @Test
  void layers() {
    OnnxNetwork f =
        read(
            model(
                13,
                List.of(
                    node("MatMul", List.of("x", "A"), "m"),
                    node("Add", List.of("C", "m"), "z"),
                    node("Add", List.of("z", "one"), "zz"),
                    node("Abs", List.of("zz"), "a"),
                    node("MatMul", List.of("a", "B"), "n"),
                    node("LeakyRelu", List.of("n"), "y", real("alpha", 0.125f))),
                List.of(A, B, C, tensor("one", List.of(), 1)),
                -1,
                2));
    assertEquals(List.of("absolute", "leaky-relu"), f.activations());
    assertEquals("[[8], [9], [10]]", f.biases().getFirst().orElseThrow().toRows().toString());
    assertTrue(f.biases().getLast().isEmpty());
    assertEquals("[[1, -1, 1/2]]", f.weights().getLast().toRows().toString());
  }

  private static byte[] chain(byte[]... nodes) {
    return model(13, List.of(nodes), List.of(A, B, C, shape(-1, 3), shape(0, -1)), -1, 2);
  }

  private static byte[] shape(long first, long second) {
    java.nio.ByteBuffer raw =
        java.nio.ByteBuffer.allocate(16).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    return tensor(first + "," + second, List.of(2), 7, raw.putLong(first).putLong(second).array());
  }

  @Test
  void whatIsRefusedNamesTheNode() {
    byte[] first = node("MatMul", List.of("x", "A"), "m");
    String is = "f.onnx, node ";
    assertEquals(
        is
            + "\"matmul-node\" (MatMul): expected weights for 3 inputs, as the node before it gives, got"
            + " weights for 2",
        refused(chain(first, node("MatMul", List.of("m", "A"), "y"))));
    assertEquals(
        is
            + "\"gemm-node\" (Gemm): expected weights for 2 inputs, as the node before it gives, got"
            + " weights for 3",
        refused(gemm(List.of("x", "B"))));
    assertEquals(
        is
            + "\"tanh-node\" (Tanh): expected Gemm, MatMul, Add, Relu, LeakyRelu, Abs, Softmax,"
            + " Flatten, Reshape, Identity or Dropout, got Tanh",
        refused(chain(first, node("Tanh", List.of("m"), "y"))));
    assertEquals(
        is + "\"relu-node\" (Relu): expected a Gemm or MatMul since the last activation, got none",
        refused(chain(node("Relu", List.of("x"), "y"))));
    assertEquals(
        is
            + "\"identity-node\" (Identity): expected the value \"m\" of the node before it once: one"
            + " chain, got inputs [x]",
        refused(chain(first, node("Identity", List.of("x"), "y"))));
    assertEquals(
        is + "\"relu-node\" (Relu): expected nothing after Softmax, got Relu",
        refused(chain(first, node("Softmax", List.of("m"), "s"), node("Relu", List.of("s"), "y"))));
    assertTrue(
        refused(chain(first, node("Softmax", List.of("m"), "y", integer("axis", 0))))
            .contains("axis 1"));
    assertTrue(
        refused(chain(first, node("Reshape", List.of("m", "C"), "y"))).contains("[7.0, 8.0, 9.0]"));
    assertTrue(refused(chain(node("Reshape", List.of("x", "-1,3"), "y"))).contains("[-1.0, 3.0]"));
    assertEquals(
        1,
        read(chain(
                node("Reshape", List.of("x", "0,-1"), "r"), node("MatMul", List.of("r", "A"), "y")))
            .weights()
            .size());
    assertTrue(
        refused(chain(node("MatMul", List.of("A", "x"), "y"))).contains("constant on the right"));
    assertTrue(
        refused(chain(first, node("Gemm", List.of("m", "B"), "y", integer("transA", 1))))
            .contains("transA"));
    assertTrue(
        refused(chain(first, node("Add", List.of("m", "A"), "y"))).contains("bias of shape [3]"));
    assertTrue(refused(gemm(List.of("x"))).contains("2 inputs"));
    assertTrue(
        refused(gemm(List.of("x", "A"), real("alpha", Float.NaN)))
            .contains("alpha that is finite"));
    assertTrue(
        refused(model(6, List.of(node("MatMul", List.of("x", "A"), "y")), List.of(A)))
            .contains("version 7 or later, got version 6"));
    assertTrue(
        refused(model(13, List.of(node("MatMul", List.of("x", "A"), "y")), List.of(A), -1, 2, 1))
            .contains("an input of two axes, or Flatten before it, got 3 axes"));
    assertTrue(refused(chain(first)).contains("ends in \"m\""));
  }

  private static String constant(byte[] tensor) {
    return refused(
        model(13, List.of(node("MatMul", List.of("x", "T"), "y")), List.of(tensor), -1, 2));
  }

  @Test
  void tensors() {
    String is = "f.onnx, tensor \"T\": expected ";
    assertEquals(
        is + "finite numbers, got NaN at [1, 0]",
        constant(tensor("T", List.of(2, 1), 1, Double.NaN)));
    assertEquals(
        is + "finite numbers, got Infinity at [0, 0]",
        constant(listed("T", 1, 4, Double.POSITIVE_INFINITY, 1)));
    assertEquals(
        is + "entries inside the file, got external data", constant(OnnxWriter.external("T")));
    assertTrue(constant(tensor("T", List.of(1), 8, new byte[0])).contains("got 8"));
    assertTrue(constant(tensor("T", List.of(2, 1), 1.0)).endsWith("for shape [2, 1], got 8 bytes"));
    assertTrue(constant(listed("T", 11, 4, 1, 2)).endsWith("2 entries in lists"));
    assertEquals(
        is + "at most 16777216 entries and 32 axes, got shape [1342177280], 10240 MiB as doubles",
        constant(tensor("T", List.of(1342177280), 11, new byte[0])));
  }

  /** 1.5 in every list of entries. */
  @Test
  void lists() {
    for (int[] c : new int[][] {{1, 4}, {11, 10}, {10, 5}, {16, 5}, {6, 5}, {7, 7}, {13, 11}}) {
      double stored = c[0] == 10 ? 0x3e00 : c[0] == 16 ? 0x3fc0 : c[0] >= 6 && c[0] != 11 ? 3 : 1.5;
      OnnxNetwork f =
          read(
              model(
                  13,
                  List.of(node("MatMul", List.of("x", "T"), "y")),
                  List.of(listed("T", c[0], c[1], stored, stored)),
                  -1,
                  2));
      String each = stored == 3 ? "3" : "3/2";
      assertEquals(
          "[[" + each + ", " + each + "]]", f.weights().getFirst().toRows().toString(), c[0] + "");
    }
  }

  @Test
  void truncated() {
    byte[] whole = gemm(List.of("x", "A", "C"));
    assertTrue(OnnxNetwork.isModel(whole));
    assertFalse(OnnxNetwork.isModel(new byte[] {'{', '"'}));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertTrue(refused(cut).startsWith("f.onnx: expected "), length + "");
    }
    assertEquals(
        "f.onnx: expected an ONNX model (messages of protobuf), got bytes that break off or break"
            + " the format at byte 5 of 100",
        refused(Arrays.copyOf(whole, 100)));
  }
}
