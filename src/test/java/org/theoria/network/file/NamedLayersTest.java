package org.theoria.network.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamedLayersTest {

  /** Arrays of one entry, the number of the array in the list: vectors for biases. */
  private static Map<String, FileArray> arrays(String names) {
    Map<String, FileArray> arrays = new LinkedHashMap<>();
    for (String name : names.split(" ")) {
      boolean bias = name.matches("b[0-9]+|(.*[.])?bias");
      double[] value = {arrays.size()};
      arrays.put(name, new FileArray(name, bias ? List.of(1) : List.of(1, 1), value));
    }
    return arrays;
  }

  /** The numbers of the weights, then of the biases, −1 for none, layer by layer. */
  @ParameterizedTest
  @CsvSource({
    "W1, 0:-1",
    "b2 W2 W1 X y, 2:-1 1:0",
    "W1 b1 W2 b2 W10 W3 W4 W5 W6 W7 W8 W9, 0:1 2:3 5:-1 6:-1 7:-1 8:-1 9:-1 10:-1 11:-1 4:-1",
    "2.weight 2.bias 0.weight 0.bias 10.weight, 2:3 0:1 4:-1",
    "weight bias, 0:1",
    "classifier.weight classifier.bias, 0:1",
    "layers.1.weight layers.0.weight layers.0.bias x, 1:2 0:-1",
    "fc2.weight fc1.bias fc1.weight, 2:1 0:-1",
    "block1.0.weight block0.1.weight block0.0.weight, 2:-1 1:-1 0:-1"
  })
  void order(String names, String expected) {
    String found =
        String.join(
            " ",
            NamedLayers.of(arrays(names), "f").stream()
                .map(
                    l ->
                        l.weight().get(0, 0)
                            + ":"
                            + l.bias().map(b -> b.get(0, 0).toString()).orElse("-1"))
                .toList());
    assertEquals(expected, found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "W1 b1 c1 | member \"c1\"",
        "W1 W3 | expected a member W2",
        "b1 | expected a member W1",
        "X | expected a member W1",
        "0.bias | expected a member 0.weight",
        "0.weight head.weight | got \"0.weight\" and \"head.weight\"",
        "a.0.weight b.0.weight | got \"a.0.weight\" and \"b.0.weight\"",
        "01.weight 1.weight | got \"01.weight\" and \"1.weight\"",
        "0.weight 1.running_mean | member \"1.running_mean\"",
        "alpha | member \"alpha\""
      })
  void refused(String names, String part) {
    String message =
        String.valueOf(
            assertThrows(ArrayFileException.class, () -> NamedLayers.of(arrays(names), "f"))
                .getMessage());
    assertTrue(message.startsWith("f: expected ") && message.contains(part), message);
  }
}
