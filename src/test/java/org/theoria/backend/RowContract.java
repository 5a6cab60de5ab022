package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.backend.PlainReference.Plain;
import org.theoria.sampling.Stream;

/** The part of {@link BackendContract} on dropout and the normalisation of rows. */
abstract class RowContract extends LayoutContract {

  private static void assertWithin(Plain expected, Plain bound, double[] got, String what) {
    assertEquals(expected.entries().length, got.length, what);
    for (int k = 0; k < got.length; k++) {
      double want = expected.entries()[k];
      double have = got[k];
      double most = bound.entries()[k];
      int entry = k;
      assertTrue(
          Math.abs(want - have) <= most,
          () -> what + " entry " + entry + ": expected " + want + ", got " + have + " ± " + most);
    }
  }

  /** Products of multiples of 1/8 below 4 are exact. */
  @ParameterizedTest
  @EnumSource
  void rowsAreScaledExactly(Precision p) {
    Stream r = stream("scaleRows");
    eachShape(
        p,
        (s, shape) -> {
          Plain m = random(r, shape[0], shape[1]);
          Plain column = random(r, shape[0], 1);
          double[] expected = m.entries().clone();
          for (int k = 0; k < expected.length; k++) {
            expected[k] *= column.entries()[k / shape[1]];
          }
          DeviceMatrix on = upload(s, m);
          s.scaleRows(upload(s, column), on);
          assertArrayEquals(expected, s.download(on));
        });
  }

  @ParameterizedTest
  @EnumSource
  void rowsAreNormalised(Precision p) {
    Stream r = stream("normalise");
    eachShape(
        p,
        (s, shape) -> {
          for (double epsilon : new double[] {0x1p-3, 0x1p-17}) {
            Plain m = random(r, shape[0], shape[1]);
            RowReference.Normalised expected = RowReference.normalise(epsilon, m, p.unitRoundoff());
            DeviceMatrix on = upload(s, m);
            DeviceMatrix mean = s.upload(shape[0], 1, new double[shape[0]]);
            DeviceMatrix scale = s.zeros(shape[0], 1);
            s.normaliseRows(epsilon, on, mean, scale);
            assertWithin(expected.mean(), expected.meanBound(), s.download(mean), "mean");
            assertWithin(expected.scale(), expected.scaleBound(), s.download(scale), "scale");
            assertWithin(expected.rows(), expected.rowsBound(), s.download(on), "rows");
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void aConstantRowAndAnEmptyOneHaveNoVariance(Precision p) {
    try (Session s = backend().open(p)) {
      DeviceMatrix mean = s.zeros(2, 1);
      DeviceMatrix scale = s.zeros(2, 1);
      DeviceMatrix m = s.upload(2, 5, 3, 3, 3, 3, 3, 0, 0, 0, 0, 0);
      s.normaliseRows(0x1p-4, m, mean, scale);
      assertArrayEquals(new double[10], s.download(m));
      assertArrayEquals(new double[] {3, 0}, s.download(mean));
      assertArrayEquals(new double[] {4, 4}, s.download(scale));
      s.normaliseRows(0x1p-6, s.zeros(2, 0), mean, scale);
      assertArrayEquals(new double[] {0, 0}, s.download(mean));
      assertArrayEquals(new double[] {8, 8}, s.download(scale));
      s.normaliseRows(1, s.zeros(0, 3), s.zeros(0, 1), s.zeros(0, 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void normalisationIsPulledBack(Precision p) {
    Stream r = stream("pullBackNormalised");
    eachShape(
        p,
        (s, shape) -> {
          Plain normalised = random(r, shape[0], shape[1]);
          Plain scale = random(r, shape[0], 1);
          Plain delta = random(r, shape[0], shape[1]);
          RowReference.PulledBack expected =
              RowReference.pullBack(normalised, scale, delta, p.unitRoundoff());
          DeviceMatrix on = upload(s, normalised);
          DeviceMatrix got = upload(s, delta);
          s.pullBackNormalised(on, upload(s, scale), got);
          assertWithin(expected.delta(), expected.bound(), s.download(got), "delta");
          assertArrayEquals(normalised.entries(), s.download(on), "not changed");
        });
  }

  @ParameterizedTest
  @EnumSource
  void aNanStaysInItsRow(Precision p) {
    try (Session s = backend().open(p)) {
      double nan = Double.NaN;
      DeviceMatrix m = s.upload(2, 2, nan, 1, 1, 1);
      DeviceMatrix mean = s.zeros(2, 1);
      DeviceMatrix scale = s.zeros(2, 1);
      s.normaliseRows(0x1p-4, m, mean, scale);
      assertArrayEquals(new double[] {nan, nan, 0, 0}, s.download(m));
      assertArrayEquals(new double[] {nan, 1}, s.download(mean));
      assertArrayEquals(new double[] {nan, 4}, s.download(scale));
      DeviceMatrix delta = s.upload(2, 2, nan, 1, 3, 1);
      s.pullBackNormalised(s.zeros(2, 2), s.upload(2, 1, 1, 2), delta);
      assertArrayEquals(new double[] {nan, nan, 2, -2}, s.download(delta));
      DeviceMatrix rows = s.upload(2, 2, 1, nan, 3, 1);
      s.scaleRows(s.upload(2, 1, 2, nan), rows);
      assertArrayEquals(new double[] {2, nan, nan, nan}, s.download(rows));
    }
  }

  /** With 1/keep a power of two, nothing is rounded: the mask is compared to the bit. */
  @ParameterizedTest
  @EnumSource
  void dropoutKeepsWhatTheMaskKeeps(Precision p) {
    Stream r = stream("dropout");
    try (Session s = backend().open(p, 2)) {
      for (int[] shape : new int[][] {{1, 1}, {17, 33}, {4, 0}, {130, 301}}) {
        for (long key : new long[] {0, 1, -1, 0x7b1fa2f4c9d3e581L}) {
          for (double keep : new double[] {1, 0.5, 0.25, 0x1p-40}) {
            Plain m = random(r, shape[0], shape[1]);
            DeviceMatrix on = upload(s, m);
            s.dropout(key, keep, on);
            double[] got = s.download(on);
            DropoutMask mask = DropoutMask.of(key, keep);
            for (int k = 0; k < got.length; k++) {
              double expected = mask.keeps(k) ? m.entries()[k] / keep : 0;
              assertEquals(expected, got[k], "key " + key + " keep " + keep + " entry " + k);
            }
          }
        }
      }
    }
  }

  /** 1/keep, its product, and what float32 makes of either: three roundings and one to spare. */
  @ParameterizedTest
  @EnumSource
  void dropoutByAnyShareIsWithinFourRoundings(Precision p) {
    Stream r = stream("dropout share");
    try (Session s = backend().open(p)) {
      Plain m = random(r, 60, 50);
      DeviceMatrix on = upload(s, m);
      s.dropout(5, 0.8, on);
      double[] got = s.download(on);
      DropoutMask mask = DropoutMask.of(5, 0.8);
      int kept = 0;
      for (int k = 0; k < got.length; k++) {
        kept += mask.keeps(k) ? 1 : 0;
        double expected = mask.keeps(k) ? m.entries()[k] / 0.8 : 0;
        assertEquals(expected, got[k], 4 * p.unitRoundoff() * Math.abs(expected), "entry " + k);
      }
      // five standard deviations √(3000·0.8·0.2) ≈ 22 about 2400
      assertEquals(2400, kept, 110);
    }
  }

  @ParameterizedTest
  @EnumSource
  void dropoutMakesNanZeroOrKeepsIt(Precision p) {
    try (Session s = backend().open(p)) {
      double[] nan = new double[64];
      Arrays.fill(nan, Double.NaN);
      DeviceMatrix on = s.upload(8, 8, nan);
      s.dropout(3, 0.5, on);
      double[] got = s.download(on);
      DropoutMask mask = DropoutMask.of(3, 0.5);
      for (int k = 0; k < 64; k++) {
        assertEquals(mask.keeps(k) ? Double.NaN : 0, got[k], "entry " + k);
      }
    }
  }

  @Test
  void wrongRowsAreRefused() {
    try (Session s = backend().open(Precision.FLOAT64)) {
      DeviceMatrix m = s.upload(2, 3, 1, 2, 3, 4, 5, 6);
      DeviceMatrix a = s.upload(2, 1, 1, 1);
      DeviceMatrix b = s.upload(2, 1, 1, 1);
      refuses(() -> s.scaleRows(m, m), "scaleRows: column must be 2×1", "got 2×3");
      refuses(() -> s.scaleRows(a, a), "column and m");
      refuses(() -> s.normaliseRows(1, m, m, b), "mean must be 2×1", "got 2×3");
      refuses(() -> s.normaliseRows(1, m, a, m), "scale must be 2×1", "got 2×3");
      refuses(() -> s.normaliseRows(1, m, a, a), "scale and mean");
      refuses(() -> s.normaliseRows(1, a, a, b), "mean and m");
      for (double epsilon : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
        refuses(() -> s.normaliseRows(epsilon, m, a, b), "epsilon must be positive", "" + epsilon);
      }
      refuses(() -> s.pullBackNormalised(m, a, a), "delta must be 2×3", "got 2×1");
      refuses(() -> s.pullBackNormalised(m, m, m), "scale must be 2×1", "got 2×3");
      refuses(() -> s.pullBackNormalised(m, a, m), "delta and normalised");
      for (double keep : new double[] {0, -1, 1.5, Double.NaN}) {
        refuses(() -> s.dropout(1, keep, m), "keep must be in (0, 1]", "" + keep);
      }
      assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, s.download(m));
      assertArrayEquals(new double[] {1, 1}, s.download(a));
    }
  }
}
