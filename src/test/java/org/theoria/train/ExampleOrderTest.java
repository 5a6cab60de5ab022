package org.theoria.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExampleOrderTest {

  @Test
  void everyEpochIsAPermutationOfItsOwn() {
    ExampleOrder orders = new ExampleOrder(3, 50);
    for (int epoch = 0; epoch < 20; epoch++) {
      int[] sorted = orders.of(epoch).clone();
      Arrays.sort(sorted);
      assertArrayEquals(IntStream.range(0, 50).toArray(), sorted);
      assertArrayEquals(orders.of(epoch), new ExampleOrder(3, 50).of(epoch));
      assertFalse(Arrays.equals(orders.of(epoch), orders.of(epoch + 1)));
      assertFalse(Arrays.equals(orders.of(epoch), new ExampleOrder(4, 50).of(epoch)));
    }
  }

  @Test
  void everyOrderOfThreeIsEquallyLikely() {
    int[] seen = new int[27];
    ExampleOrder orders = new ExampleOrder(5, 3);
    int epochs = 6000;
    for (int epoch = 0; epoch < epochs; epoch++) {
      int[] o = orders.of(epoch);
      seen[9 * o[0] + 3 * o[1] + o[2]]++;
    }
    assertEquals(6, Arrays.stream(seen).filter(c -> c > 0).count());
    // each count is binomial with mean 1000 and deviation √(6000·5/36) < 29: within 5 of them
    Arrays.stream(seen).filter(c -> c > 0).forEach(c -> assertEquals(1000, c, 145));
  }
}
