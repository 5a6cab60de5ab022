package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;
import org.theoria.sampling.Stream;

/**
 * What every backend must do: each operation against {@link PlainReference}, in both precisions, at
 * random shapes, 1 × 1 and with no columns at all; aliasing; refusals before anything is written. A
 * backend's own test extends this and says which one it is. The operations are in the classes that
 * this extends, by idea; here is what concerns all of them.
 */
abstract class BackendContract extends RationalContract {
  @Test
  void itIsAvailableAndHasAName() {
    assertEquals(backend().name().toLowerCase(Locale.ROOT), backend().name());
    BackendStatus.Available status =
        assertInstanceOf(BackendStatus.Available.class, backend().probe());
    assertFalse(status.device().isBlank());
    assertTrue(status.precisions().contains(Precision.FLOAT64));
  }

  /** Two sessions of one thread and two of two: training resumes to the bit. */
  @ParameterizedTest
  @EnumSource
  void theSameRunGivesTheSameBits(Precision p) {
    double[] first = run(p, 1);
    for (int threads : new int[] {1, 2, 2}) {
      assertArrayEquals(first, run(p, threads), threads + " threads");
    }
    assertTrue(Arrays.stream(first).allMatch(Double::isFinite));
    assertThrows(IllegalArgumentException.class, () -> backend().open(p, 0));
  }

  /**
   * Each operation whose order of sums or whose parts could depend on threads, on large matrices.
   */
  private double[] run(Precision p, int threads) {
    Stream r = stream("threads");
    try (Session s = backend().open(p, threads)) {
      DeviceMatrix examples = s.upload(300, 280, thousandths(r, 300 * 280));
      int[] rows = new int[260];
      for (int j = 0; j < rows.length; j++) {
        rows[j] = r.nextInt(0, 299);
      }
      DeviceMatrix a = s.zeros(280, 260);
      s.gatherExamples(examples, rows, a);
      DeviceMatrix c = s.zeros(280, 280);
      s.multiply(1, a, Form.PLAIN, a, Form.TRANSPOSED, 0, c);
      s.activate(StandardActivation.TANH, c, c);
      DeviceMatrix sums = s.zeros(280, 1);
      s.rowSums(c, sums);
      s.addColumn(sums, c);
      DeviceMatrix mean = s.zeros(280, 1);
      DeviceMatrix scale = s.zeros(280, 1);
      s.normaliseRows(0x1p-10, c, mean, scale);
      s.dropout(7, 0.9, c);
      DeviceMatrix y = s.upload(280, 280, thousandths(r, 280 * 280));
      DeviceMatrix delta = s.zeros(280, 280);
      double loss = s.softmaxCrossEntropyAndGradient(c, y, delta);
      s.pullBackNormalised(c, scale, delta);
      s.pullBack(StandardActivation.SIGMOID, c, delta);
      DeviceMatrix theta = s.upload(280, 280, thousandths(r, 280 * 280));
      List<DeviceMatrix> state = List.of(s.zeros(280, 280), s.zeros(280, 280));
      DeviceMatrix velocity = s.zeros(280, 280);
      for (int t = 1; t <= 3; t++) {
        s.update(Optimiser.Adam.of(0.01), t, delta, theta, state);
        s.update(new Optimiser.Nesterov(0.01, 0.9), t, delta, theta, List.of(velocity));
        s.update(new Optimiser.Momentum(0.01, 0.9), t, delta, theta, List.of(velocity));
      }
      int[] index = new int[280 * 280];
      for (int k = 0; k < index.length; k++) {
        index[k] = k % 97;
      }
      DeviceMatrix shared = s.zeros(97, 1);
      s.collect(theta, s.ties(new Ties(97, index)), shared);
      double[] all = Arrays.copyOf(s.download(theta), 280 * 280 + 97 + 4);
      System.arraycopy(s.download(shared), 0, all, 280 * 280, 97);
      all[280 * 280 + 97] = loss;
      all[280 * 280 + 98] = s.sum(theta);
      all[280 * 280 + 99] = s.dot(theta, delta);
      all[280 * 280 + 100] = s.loss(StandardLoss.QUARTIC, theta, y);
      return all;
    }
  }

  private static double[] thousandths(Stream r, int count) {
    double[] e = new double[count];
    for (int k = 0; k < count; k++) {
      e[k] = r.nextInt(-1000, 1000) / 1000.0;
    }
    return e;
  }

  @ParameterizedTest
  @EnumSource
  void nanPropagates(Precision p) {
    try (Session s = backend().open(p)) {
      DeviceMatrix nan = s.upload(1, 1, Double.NaN);
      DeviceMatrix c = s.zeros(1, 1);
      s.multiply(nan, s.zeros(1, 1), c);
      assertTrue(Double.isNaN(s.download(c)[0]), "0·NaN in a product");
      for (StandardActivation a : StandardActivation.values()) {
        s.activate(a, nan, c);
        assertTrue(Double.isNaN(s.download(c)[0]), a.id());
      }
      assertTrue(Double.isNaN(s.sum(nan)));
      for (StandardLoss loss : StandardLoss.values()) {
        assertTrue(Double.isNaN(s.loss(loss, nan, s.upload(1, 1, 1))), loss.id());
      }
    }
  }

  @Test
  void shapesThatDoNotFitAreRefusedBeforeAnythingIsWritten() {
    try (Session s = backend().open(Precision.FLOAT64)) {
      DeviceMatrix a = s.upload(2, 3, 1, 2, 3, 4, 5, 6);
      DeviceMatrix c = s.upload(2, 2, 1, 2, 3, 4);
      refuses(() -> s.multiply(a, a, c), "multiply", "op(a) is 2×3", "3 rows", "got 2×3");
      refuses(
          () -> s.multiply(1, a, Form.PLAIN, a, Form.TRANSPOSED, 0, a), "c must be 2×2", "got 2×3");
      refuses(() -> s.hadamard(a, c, a), "hadamard", "b must be 2×3", "got 2×2");
      refuses(() -> s.addColumn(c, a), "addColumn", "column must be 2×1", "got 2×2");
      refuses(() -> s.activate(StandardActivation.TANH, a, c), "out must be 2×3");
      refuses(() -> s.pullBack(StandardActivation.TANH, a, c), "delta must be 2×3");
      refuses(() -> s.axpy(1, a, c), "y must be 2×3");
      refuses(() -> s.rowSums(a, c), "out must be 2×1");
      refuses(() -> s.dot(a, c), "b must be 2×3");
      refuses(() -> s.loss(StandardLoss.SQUARE, a, c), "target must be 2×3");
      refuses(() -> s.copy(a, c), "target must be 2×3");
      refuses(() -> s.gather(a, new int[] {3, 0}, c), "column 3");
      refuses(() -> s.write(new double[3], c), "4 entries, got 3");
      refuses(() -> s.zeros(-1, 2), "got -1×2");
      refuses(() -> s.zeros(1 << 20, 1 << 20), "at most", "got 1048576×1048576");
      refuses(() -> s.addColumnAndActivate(c, StandardActivation.TANH, a, a), "column must be 2×1");
      refuses(
          () -> s.update(new Optimiser.Momentum(1, 0.5), 1, c, s.zeros(2, 2), List.of()),
          "momentum",
          "1 matrices of state");
      refuses(
          () -> s.activate(StandardActivation.SOFTMAX, s.zeros(0, 2), s.zeros(0, 2)), "one row");
      assertArrayEquals(new double[] {1, 2, 3, 4}, s.download(c));
      assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, s.download(a));
    }
  }

  @Test
  void aliasesThatWouldBeWrongAreRefused() {
    try (Session s = backend().open(Precision.FLOAT64)) {
      DeviceMatrix a = s.upload(1, 1, 2);
      DeviceMatrix b = s.upload(1, 1, 3);
      refuses(() -> s.multiply(a, b, a), "c and a");
      refuses(() -> s.multiply(a, b, b), "c and b");
      refuses(() -> s.addColumn(a, a), "column and m");
      refuses(() -> s.pullBack(StandardActivation.TANH, a, a), "delta and z");
      refuses(() -> s.rowSums(a, a), "out and m");
      refuses(() -> s.gather(a, new int[] {0}, a), "target and source");
      refuses(
          () -> s.update(new Optimiser.GradientDescent(1), 1, a, a, List.of()),
          "theta and gradient");
      refuses(
          () -> s.update(new Optimiser.Momentum(1, 0.5), 1, a, b, List.of(b)), "state 0 and theta");
      assertArrayEquals(new double[] {2}, s.download(a));
      assertArrayEquals(new double[] {3}, s.download(b));
    }
  }

  @Test
  void aClosedSessionAndAnothersMatrixAreRefused() {
    Session closed = backend().open(Precision.FLOAT64);
    DeviceMatrix old = closed.zeros(1, 1);
    closed.close();
    closed.close();
    assertEquals(
        "download: the session is closed",
        assertThrows(BackendException.class, () -> closed.download(old)).getMessage());
    assertThrows(BackendException.class, () -> closed.zeros(1, 1));
    try (Session s = backend().open(Precision.FLOAT64)) {
      refuses(() -> s.sum(old), "sum", "another session");
    }
  }
}
