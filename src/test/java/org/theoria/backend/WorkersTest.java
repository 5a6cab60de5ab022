package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Each part is done once, by the time that the call returns, also where one fails. */
final class WorkersTest {

  @Test
  void eachPartIsDoneOnce() {
    for (int threads : new int[] {1, 2, 3}) {
      try (Workers workers = new Workers(threads)) {
        for (int count = 0; count < 2000; count = 2 * count + 1) {
          AtomicIntegerArray done = new AtomicIntegerArray(count + 1);
          workers.tasks(count, done::incrementAndGet);
          for (int i = 0; i < count; i++) {
            assertEquals(1, done.get(i), threads + " threads, part " + i + " of " + count);
          }
          assertEquals(0, done.get(count));
        }
      }
    }
  }

  /** Plain writes of the helpers are seen by the caller, many times over. */
  @Test
  void whatHelpersWriteIsSeen() {
    try (Workers workers = new Workers(2)) {
      double[] entries = new double[1 << 17];
      for (int t = 1; t <= 200; t++) {
        double value = t;
        workers.ranges(entries.length, (from, to) -> Arrays.fill(entries, from, to, value));
        assertEquals(
            value * entries.length,
            workers.total(
                entries.length,
                (from, to) -> {
                  double sum = 0;
                  for (int k = from; k < to; k++) {
                    sum += entries[k];
                  }
                  return sum;
                }));
      }
    }
  }

  @Test
  void twoThreadsWorkAtOnce() {
    try (Workers workers = new Workers(2)) {
      CountDownLatch both = new CountDownLatch(2);
      // neither part ends before the other has begun
      workers.tasks(
          2,
          i -> {
            both.countDown();
            try {
              both.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      assertEquals(0, both.getCount());
    }
  }

  @Test
  void aFailureReachesTheCallerAndTheNextWorkIsDone() {
    try (Workers workers = new Workers(2)) {
      for (int round = 0; round < 50; round++) {
        IllegalStateException e =
            assertThrows(
                IllegalStateException.class,
                () ->
                    workers.tasks(
                        100,
                        i -> {
                          if (i == 50) {
                            throw new IllegalStateException("part 50");
                          }
                        }));
        // thrown by the caller's own part, or by a helper's
        assertTrue(
            String.valueOf(e.getMessage()).equals("part 50")
                || String.valueOf(e.getCause()).endsWith("part 50"),
            e.toString());
        AtomicIntegerArray done = new AtomicIntegerArray(8);
        workers.tasks(8, done::incrementAndGet);
        assertEquals("[1, 1, 1, 1, 1, 1, 1, 1]", done.toString());
      }
    }
  }

  @Test
  void anInterruptionIsKept() {
    try (Workers workers = new Workers(2)) {
      Thread.currentThread().interrupt();
      AtomicIntegerArray done = new AtomicIntegerArray(8);
      workers.tasks(8, done::incrementAndGet);
      assertEquals("[1, 1, 1, 1, 1, 1, 1, 1]", done.toString());
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void rowsAreCutByTheirLength() {
    try (Workers workers = new Workers(1)) {
      StringBuilder cuts = new StringBuilder();
      workers.rows(5, 1 << 13, (from, to) -> cuts.append(from).append('-').append(to).append(' '));
      workers.rows(2, 1 << 20, (from, to) -> cuts.append(from).append('-').append(to).append(' '));
      workers.rows(3, 0, (from, to) -> cuts.append(from).append('-').append(to));
      assertEquals("0-2 2-4 4-5 0-1 1-2 0-3", cuts.toString());
    }
  }
}
