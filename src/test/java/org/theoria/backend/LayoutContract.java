package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.backend.PlainReference.Plain;
import org.theoria.sampling.Stream;

/**
 * The part of {@link BackendContract} on copies, chosen entries, ties, and entrywise operations and
 * sums.
 */
abstract class LayoutContract extends FunctionContract {
  @ParameterizedTest
  @EnumSource
  void uploadRoundsOnceAndDownloadIsExact(Precision p) {
    try (Session s = backend().open(p)) {
      double[] values = {0.1, -1e30, 0, -0.0, 1 / 3.0, Double.NaN, Double.POSITIVE_INFINITY};
      double[] got = s.download(s.upload(1, 7, values));
      for (int k = 0; k < values.length; k++) {
        assertEquals(p.round(values[k]), got[k]);
      }
      assertArrayEquals(new double[6], s.download(s.zeros(2, 3)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void copyAndGather(Precision p) {
    Stream r = stream("copy");
    eachShape(
        p,
        (s, shape) -> {
          Plain a = random(r, shape[0], shape[1]);
          DeviceMatrix to = s.zeros(shape[0], shape[1]);
          s.copy(upload(s, a), to);
          assertArrayEquals(a.entries(), s.download(to));
        });
    try (Session s = backend().open(p)) {
      DeviceMatrix a = s.upload(2, 3, 1, 2, 3, 4, 5, 6);
      DeviceMatrix to = s.zeros(2, 4);
      s.gather(a, new int[] {2, 0, 0, 1}, to);
      assertArrayEquals(new double[] {3, 1, 1, 2, 6, 4, 4, 5}, s.download(to));
    }
  }

  @ParameterizedTest
  @EnumSource
  void entrywiseOperations(Precision p) {
    Stream r = stream("entrywise");
    eachShape(
        p,
        (s, shape) -> {
          Plain a = random(r, shape[0], shape[1]);
          Plain b = random(r, shape[0], shape[1]);
          Plain column = random(r, shape[0], 1);
          int n = a.entries().length;
          double[] product = new double[n];
          double[] sum = new double[n];
          double[] shifted = new double[n];
          for (int k = 0; k < n; k++) {
            product[k] = a.entries()[k] * b.entries()[k];
            sum[k] = -0.5 * a.entries()[k] + b.entries()[k];
            shifted[k] = a.entries()[k] + column.entries()[k / shape[1]];
          }
          DeviceMatrix x = upload(s, a);
          DeviceMatrix y = upload(s, b);
          DeviceMatrix out = s.zeros(shape[0], shape[1]);
          s.hadamard(x, y, out);
          assertArrayEquals(product, s.download(out));
          s.axpy(-0.5, x, y);
          assertArrayEquals(sum, s.download(y));
          s.addColumn(upload(s, column), x);
          assertArrayEquals(shifted, s.download(x));
          s.scale(-2, x);
          assertEquals(n == 0 ? 0 : -2 * shifted[0], n == 0 ? 0 : s.download(x)[0]);
          DeviceMatrix square = upload(s, a);
          s.hadamard(square, square, square);
          assertEquals(
              n == 0 ? 0 : a.entries()[0] * a.entries()[0], n == 0 ? 0 : s.download(square)[0]);
          DeviceMatrix twice = upload(s, a);
          s.axpy(1, twice, twice);
          assertEquals(n == 0 ? 0 : 2 * a.entries()[0], n == 0 ? 0 : s.download(twice)[0]);
        });
  }

  @ParameterizedTest
  @EnumSource
  void reductions(Precision p) {
    Stream r = stream("reductions");
    eachShape(
        p,
        (s, shape) -> {
          Plain a = random(r, shape[0], shape[1]);
          Plain b = random(r, shape[0], shape[1]);
          double[] rows = new double[shape[0]];
          double sum = 0;
          double dot = 0;
          for (int k = 0; k < a.entries().length; k++) {
            rows[k / shape[1]] += a.entries()[k];
            sum += a.entries()[k];
            dot += a.entries()[k] * b.entries()[k];
          }
          // sums of multiples of 1/64 below 2¹⁷ are exact in both precisions
          assertEquals(sum, s.sum(upload(s, a)));
          assertEquals(dot, s.dot(upload(s, a), upload(s, b)));
          DeviceMatrix out = s.upload(shape[0], 1, new double[shape[0]]);
          s.rowSums(upload(s, a), out);
          assertArrayEquals(rows, s.download(out));
        });
  }

  /** Odd and large: more rows than are copied together, and than one thread takes. */
  @ParameterizedTest
  @EnumSource
  void gatheredExamplesAreColumns(Precision p) {
    Stream r = stream("examples");
    try (Session s = backend().open(p, 2)) {
      for (int[] shape : List.of(new int[] {5, 3}, new int[] {40, 301}, new int[] {9, 1})) {
        Plain examples = random(r, shape[0], shape[1]);
        DeviceMatrix on = upload(s, examples);
        for (int count : new int[] {0, 1, 7, 130}) {
          int[] rows = new int[count];
          double[] expected = new double[shape[1] * count];
          for (int j = 0; j < count; j++) {
            rows[j] = r.nextInt(0, shape[0] - 1);
            for (int i = 0; i < shape[1]; i++) {
              expected[i * count + j] = examples.at(rows[j], i);
            }
          }
          DeviceMatrix target = s.zeros(shape[1], count);
          s.gatherExamples(on, rows, target);
          assertArrayEquals(expected, s.download(target), shape[1] + "×" + count);
        }
        assertArrayEquals(examples.entries(), s.download(on), "examples are not changed");
      }
      DeviceMatrix nan = s.upload(2, 1, 1, Double.NaN);
      DeviceMatrix to = s.zeros(1, 2);
      s.gatherExamples(nan, new int[] {1, 0}, to);
      assertArrayEquals(new double[] {Double.NaN, 1}, s.download(to));
    }
  }

  /** Sums of multiples of 1/8 below 2¹⁰ are exact, in whatever order. */
  @ParameterizedTest
  @EnumSource
  void tiesSpreadAndCollectExactly(Precision p) {
    Stream r = stream("ties");
    try (Session s = backend().open(p, 2)) {
      for (int[] size : List.of(new int[] {1, 1}, new int[] {3, 10}, new int[] {50, 40_000})) {
        int[] index = new int[size[1]];
        for (int k = 0; k < index.length; k++) {
          index[k] = r.nextInt(-1, size[0] - 1);
        }
        Plain source = random(r, 1, size[0]);
        Plain full = random(r, 1, size[1]);
        double[] spread = new double[size[1]];
        double[] collected = new double[size[0]];
        for (int k = 0; k < index.length; k++) {
          if (index[k] != Ties.NONE) {
            spread[k] = source.entries()[index[k]];
            collected[index[k]] += full.entries()[k];
          }
        }
        DeviceTies ties = s.ties(new Ties(size[0], index));
        DeviceMatrix target = upload(s, full); // what was there is overwritten
        s.spread(upload(s, source), ties, target);
        assertArrayEquals(spread, s.download(target));
        DeviceMatrix out = upload(s, source);
        s.collect(upload(s, full), ties, out);
        assertArrayEquals(collected, s.download(out));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void tiesOfNothingAndOfNan(Precision p) {
    try (Session s = backend().open(p)) {
      DeviceTies ties = s.ties(new Ties(3, 2, Ties.NONE, 0, 2));
      DeviceMatrix full = s.zeros(2, 2);
      s.spread(s.upload(3, 1, 1, 2, Double.NaN), ties, full);
      assertArrayEquals(new double[] {Double.NaN, 0, 1, Double.NaN}, s.download(full));
      DeviceMatrix out = s.upload(3, 1, 7, 7, 7);
      s.collect(s.upload(2, 2, 1, Double.NaN, 2, 4), ties, out);
      assertArrayEquals(new double[] {2, 0, 5}, s.download(out), "an untied NaN is not seen");
      s.collect(s.upload(2, 2, Double.NaN, 0, 2, 4), ties, out);
      assertArrayEquals(new double[] {2, 0, Double.NaN}, s.download(out));
      DeviceTies none = s.ties(new Ties(2));
      s.collect(s.zeros(0, 5), none, s.zeros(1, 2));
      s.spread(s.zeros(2, 1), none, s.zeros(3, 0));
      DeviceTies empty = s.ties(new Ties(0, Ties.NONE));
      DeviceMatrix one = s.upload(1, 1, 9);
      s.spread(s.zeros(0, 1), empty, one);
      assertArrayEquals(new double[] {0}, s.download(one));
    }
  }

  @Test
  void wrongTiesAndExamplesAreRefused() {
    refuses(() -> new Ties(2, 0, 2), "entry 1", "0 … 1", "got 2");
    refuses(() -> new Ties(2, -2), "entry 0", "got -2");
    refuses(() -> new Ties(-1), "at least 0", "got -1");
    try (Session s = backend().open(Precision.FLOAT64);
        Session other = backend().open(Precision.FLOAT64)) {
      DeviceTies ties = s.ties(new Ties(2, 0, 1, 1));
      DeviceMatrix two = s.upload(2, 1, 1, 2);
      DeviceMatrix three = s.upload(1, 3, 1, 2, 3);
      refuses(() -> s.spread(three, ties, two), "spread: source must have 2 entries", "got 1×3");
      refuses(() -> s.spread(two, ties, two), "target must have 3 entries", "got 2×1");
      refuses(() -> s.collect(two, ties, three), "collect: full must have 3 entries", "got 2×1");
      refuses(() -> s.collect(three, ties, three), "out must have 2 entries", "got 1×3");
      DeviceTies identity = s.ties(new Ties(2, 0, 1));
      refuses(() -> s.spread(two, identity, two), "target and source");
      refuses(() -> s.collect(two, identity, two), "out and full");
      refuses(
          () -> s.spread(two, other.ties(new Ties(2, 0, 1, 1)), three),
          "spread: the ties are of another session");
      refuses(() -> s.gatherExamples(two, new int[] {2}, s.zeros(1, 1)), "a 2×1", "got row 2");
      refuses(() -> s.gatherExamples(two, new int[] {-1}, s.zeros(1, 1)), "got row -1");
      refuses(() -> s.gatherExamples(two, new int[] {0, 1}, two), "target must be 1×2");
      DeviceMatrix one = s.upload(1, 1, 4);
      refuses(() -> s.gatherExamples(one, new int[] {0}, one), "target and examples");
      assertArrayEquals(new double[] {1, 2}, s.download(two));
      assertArrayEquals(new double[] {1, 2, 3}, s.download(three));
    }
  }
}
