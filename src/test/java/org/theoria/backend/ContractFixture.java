package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.theoria.backend.PlainReference.Plain;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/** What the parts of {@link BackendContract} share: the backend, shapes, matrices, comparisons. */
abstract class ContractFixture {
  /**
   * Elementwise results may be this many units of rounding of max(1, |result|, |operands|) off: a
   * device's tanh and exp are good to some units of the last place, and a logarithm of a sum adds
   * its own.
   */
  static final double UNITS = 64;

  /** More entries than one part of {@link Workers} or one group of a device has. */
  static final int[] LARGE = {13, 1300};

  static final List<int[]> SHAPES =
      List.of(
          new int[] {1, 1},
          new int[] {3, 5},
          new int[] {7, 2},
          new int[] {4, 0},
          new int[] {17, 33},
          new int[] {1, 9},
          LARGE);

  /** The backend. */
  abstract Backend backend();

  /** What counts the memory that its sessions hold. */
  HeldMemory heldMemory() {
    return HeldMemory.onTheHeap();
  }

  /** Whether a machine may lack what it needs; its tests are then skipped, and say why. */
  boolean mayBeAbsent() {
    return false;
  }

  @BeforeEach
  void skipWhereItIsAbsent() {
    if (mayBeAbsent() && backend().probe() instanceof BackendStatus.Unavailable(String reason)) {
      Assumptions.abort(backend().name() + ": " + reason);
    }
  }

  static Stream stream(String name) {
    return new Key("backend-contract/" + name, 1).stream(0);
  }

  /** Entries k/8, |k| ≤ 24: exact in both precisions, and on kinks now and then. */
  static Plain random(Stream s, int rows, int columns) {
    return new Plain(rows, columns, TestMatrices.eighths(s, rows * columns));
  }

  static DeviceMatrix upload(Session session, Plain m) {
    return session.upload(m.rows(), m.columns(), m.entries());
  }

  static void assertNear(Session s, Plain expected, DeviceMatrix got, String what) {
    assertEquals(expected.rows(), got.rows(), what);
    assertEquals(expected.columns(), got.columns(), what);
    double[] g = s.download(got);
    for (int k = 0; k < g.length; k++) {
      assertNear(s, expected.entries()[k], g[k], what, k);
    }
  }

  private static void assertNear(Session s, double expected, double got, String what, int k) {
    double bound = UNITS * s.precision().unitRoundoff() * Math.max(1, Math.abs(expected));
    assertTrue(
        Math.abs(expected - got) <= bound,
        () -> what + " entry " + k + ": expected " + expected + ", got " + got);
  }

  /** Runs the test for each shape in one session. */
  final void eachShape(Precision p, BiConsumer<Session, int[]> test) {
    try (Session s = backend().open(p)) {
      for (int[] shape : SHAPES) {
        test.accept(s, shape);
      }
    }
  }

  static void refuses(Runnable operation, String... words) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, operation::run);
    for (String word : words) {
      assertTrue(String.valueOf(e.getMessage()).contains(word), e.getMessage());
    }
  }
}
