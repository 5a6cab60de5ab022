package org.theoria.network.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;

final class HeapTest {
  private static final long HEAP = Runtime.getRuntime().maxMemory();

  private static String refused(org.junit.jupiter.api.function.Executable what) {
    return String.valueOf(assertThrows(ArrayFileException.class, what).getMessage());
  }

  @Test
  void saysWhatIsNeeded() {
    assertEquals(
        "X: expected a heap of at least 10240 MiB for all of it (THEORIA_OPTS=-Xmx...), got "
            + (HEAP >> 20)
            + " MiB",
        refused(() -> Heap.require("X", "all of it", (long) (0.8 * (10L << 30)))));
    Heap.require("X", "what fits", HEAP / 2);
    Heap.requireNumbers("X", HEAP / 64 / 1000, 700);
    refused(() -> Heap.requireNumbers("X", HEAP / 64 / 1000, 900));
  }

  /** Numbers beyond machine words, which {@code Rational} holds as two big integers. */
  @Test
  void wideNumbers() {
    Random random = new Random(3);
    int wide = 0;
    for (int i = 0; i < 20_000; i++) {
      double v =
          Math.scalb(
              random.nextInt(1 << 20) * (double) random.nextInt(1 << 30), random.nextInt(-110, 40));
      Rational r = Rational.ofDouble(v);
      boolean words = r.numerator().bitLength() <= 62 && r.denominator().bitLength() <= 63;
      assertEquals(!words, FileArray.isWide(v), () -> Double.toHexString(v) + " = " + r);
      wide += words ? 0 : 1;
    }
    assertTrue(wide > 5_000 && wide < 15_000, "" + wide);
  }
}
