package org.theoria.certify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.file.ExampleRange;
import org.theoria.network.file.FileArray;
import org.theoria.network.file.NpzReader;

/** One trained network and its data in every format, as PyTorch, onnx and NumPy wrote them. */
final class FilesTest {

  /** A sum of 49 products in float64, three layers deep, against the exact one. */
  private static final double ROUNDING = 1e-12;

  @TempDir Path directory;

  private NetworkFile network(String name) throws IOException {
    return NetworkFile.read(KeptFiles.copy(name, directory), name);
  }

  private static SampleFile.Layout layout(boolean rows, ExampleRange range, Rational scale) {
    return new SampleFile.Layout(rows, range, scale);
  }

  private RationalMatrix inputs(String name, ExampleRange range) throws IOException {
    return SampleFile.inputs(
            KeptFiles.copy(name, directory), name, layout(true, range, Rational.ONE))
        .x();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp.safetensors", "mlp.onnx", "matmul.onnx"})
  void theSameNetwork(String name) throws IOException {
    NetworkFile expected = network("mlp.npz");
    NetworkFile found = network(name);
    assertEquals(List.of(49, 8, 6, 10), found.widths());
    assertEquals(expected.weights(), found.weights());
    assertEquals(expected.biases(), found.biases());
    Optional<List<String>> activations =
        switch (name) {
          case "mlp.onnx" -> Optional.of(List.of("relu", "relu", "identity"));
          case "matmul.onnx" -> Optional.of(List.of("relu", "relu", "softmax"));
          default -> Optional.empty();
        };
    assertEquals(activations, found.activations());
  }

  @ParameterizedTest
  @ValueSource(strings = {"digits.csv", "digits.npy", "digits.idx.gz"})
  void theSameData(String name) throws IOException {
    RationalMatrix expected = inputs("mlp.npz", ExampleRange.ALL);
    assertEquals(49, expected.rows());
    assertEquals(20, expected.columns());
    assertEquals(expected, inputs(name, ExampleRange.ALL));
    assertEquals(expected.block(0, 4, 49, 3), inputs(name, new ExampleRange(5, OptionalInt.of(3))));
    RationalMatrix scaled =
        SampleFile.inputs(
                directory.resolve(name), name, layout(true, ExampleRange.ALL, Rational.of(1, 255)))
            .x();
    assertEquals(expected.scale(Rational.of(1, 255)), scaled);
    assertThrows(
        FormatException.class, () -> inputs(name, new ExampleRange(20, OptionalInt.of(2))));
  }

  /** The exact outputs, against those that NumPy computed from the same weights. */
  @Test
  void outputs() throws IOException {
    NetworkFile file = network("mlp.onnx");
    List<RationalMatrix> biases = new ArrayList<>();
    file.biases().forEach(b -> biases.add(b.orElseThrow()));
    Network f =
        new Network(
            new Architecture(file.widths()),
            List.of(Activation.RELU, Activation.RELU, Activation.IDENTITY),
            file.weights(),
            biases);
    RationalMatrix found =
        f.forward(RationalArithmetic.INSTANCE, inputs("mlp.npz", ExampleRange.ALL)).output();
    FileArray expected =
        NpzReader.member(
            NpzReader.read(KeptFiles.copy("expected.npz", directory), "expected.npz"),
            "Y",
            "expected.npz");
    double largest = 0;
    for (int i = 0; i < 20; i++) {
      for (int j = 0; j < 10; j++) {
        double value = expected.values()[10 * i + j];
        largest = Math.max(largest, Math.abs(value));
        assertEquals(value, found.get(j, i).doubleValue(), ROUNDING * (1 + 255 * Math.abs(value)));
      }
    }
    assertTrue(largest > 1, "" + largest);
  }

  @Test
  void targets() throws IOException {
    SampleFile digits =
        SampleFile.withTargets(
            KeptFiles.copy("digits.csv", directory),
            "digits.csv",
            layout(false, ExampleRange.ALL, Rational.ONE));
    assertEquals("9", digits.targets("digits.csv").get(0, 0).toString());
    SampleFile mnist =
        SampleFile.mnist(layout(true, new ExampleRange(1, OptionalInt.of(20)), Rational.ONE));
    for (int i = 0; i < 20; i++) {
      int digit = digits.targets("digits.csv").get(0, i).numerator().intValueExact();
      assertEquals(Rational.ONE, mnist.targets("mnist").get(digit, i));
    }
    SampleFile.Layout layout = layout(true, ExampleRange.ALL, Rational.ONE);
    Path idx = KeptFiles.copy("digits.idx.gz", directory);
    assertEquals(
        "digits.idx.gz: expected inputs x and targets y, got the inputs alone",
        assertThrows(
                FormatException.class,
                () -> SampleFile.withTargets(idx, "digits.idx.gz", layout).targets("digits.idx.gz"))
            .getMessage());
  }

  /** What PyTorch exports and is no chain of these layers. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conv.onnx|node \"/0/Conv\" (Conv): expected Gemm, MatMul, Add, Relu, LeakyRelu, Abs, Softmax,"
            + " Flatten, Reshape, Identity or Dropout, got Conv",
        "sigmoid.onnx|node \"/1/Sigmoid\" (Sigmoid): expected Gemm, MatMul, Add, Relu, LeakyRelu, Abs,"
            + " Softmax, Flatten, Reshape, Identity or Dropout, got Sigmoid",
        "residual.onnx|node \"/Add\" (Add): expected a constant as the other operand, got \"x\", which"
            + " is none",
        "leaky.onnx|node \"/1/LeakyRelu\" (LeakyRelu): expected alpha 0.125, the slope of leaky-relu"
            + " here, got alpha 0.01"
      })
  void unsupported(String name, String message) {
    assertEquals(
        name + ", " + message,
        assertThrows(FormatException.class, () -> network(name)).getMessage());
  }

  @Test
  void leakyOfSlopeOneEighth() throws IOException {
    assertEquals(
        Optional.of(List.of("leaky-relu", "identity")), network("leaky-eighth.onnx").activations());
  }
}
