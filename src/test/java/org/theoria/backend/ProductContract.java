package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.backend.PlainReference.Plain;
import org.theoria.sampling.Stream;

/** The part of {@link BackendContract} on matrix products. */
abstract class ProductContract extends BatchContract {
  private static final double[] FACTORS = {0, 1, -0.5};

  @ParameterizedTest
  @EnumSource
  void products(Precision p) {
    Stream r = stream("products");
    try (Session s = backend().open(p)) {
      for (int inner : new int[] {0, 1, 4, 33}) {
        for (int[] shape : SHAPES) {
          for (Form fa : Form.values()) {
            for (Form fb : Form.values()) {
              for (double beta : FACTORS) {
                product(s, r, shape, inner, fa, fb, beta);
              }
            }
          }
        }
      }
    }
  }

  private static void product(
      Session s, Stream r, int[] shape, int inner, Form fa, Form fb, double beta) {
    Plain a = fa == Form.PLAIN ? random(r, shape[0], inner) : random(r, inner, shape[0]);
    Plain b = fb == Form.PLAIN ? random(r, inner, shape[1]) : random(r, shape[1], inner);
    Plain c = random(r, shape[0], shape[1]);
    double alpha = r.oneOf(1.0, -2.0, 0.25);
    DeviceMatrix result = upload(s, c);
    s.multiply(alpha, upload(s, a), fa, upload(s, b), fb, beta, result);
    Plain[] expected = PlainReference.product(alpha, a.of(fa), b.of(fb), beta, c);
    double[] got = s.download(result);
    for (int k = 0; k < got.length; k++) {
      double bound = (inner + 4) * s.precision().unitRoundoff() * expected[1].entries()[k];
      double want = expected[0].entries()[k];
      double have = got[k];
      assertTrue(
          Math.abs(want - have) <= bound,
          () -> shape[0] + "×" + inner + "×" + shape[1] + " " + fa + fb + ": " + want + " " + have);
    }
  }

  /** Sums of multiples of 1/64 below 2¹⁸ are exact in both precisions, in whatever order. */
  @ParameterizedTest
  @EnumSource
  void largeProductsOfEighthsAreExact(Precision p) {
    Stream r = stream("large");
    // about the blocks of the backends: 64 or 96 rows, 64 or 256 columns, 8 or 256 terms
    int[][] sizes = {
      {130, 67, 301},
      {301, 130, 67},
      {64, 512, 64},
      {16, 300, 16},
      {257, 1, 129},
      {300, 9, 20},
      {33, 20, 600},
      {100, 523, 70},
      {1, 300, 1},
      {1, 70, 300},
      {300, 70, 1}
    };
    try (Session s = backend().open(p, 2)) {
      for (int[] size : sizes) {
        for (Form fa : Form.values()) {
          for (Form fb : Form.values()) {
            Plain a = sized(r, fa, size[0], size[1]);
            Plain b = sized(r, fb, size[1], size[2]);
            DeviceMatrix c = s.zeros(size[0], size[2]);
            s.multiply(1, upload(s, a), fa, upload(s, b), fb, 0, c);
            Plain zero = new Plain(size[0], size[2], new double[size[0] * size[2]]);
            double[] expected = PlainReference.product(1, a.of(fa), b.of(fb), 0, zero)[0].entries();
            assertArrayEquals(expected, s.download(c), fa + " " + fb);
          }
        }
      }
    }
  }

  private static Plain sized(Stream r, Form form, int rows, int columns) {
    return form == Form.PLAIN ? random(r, rows, columns) : random(r, columns, rows);
  }

  @ParameterizedTest
  @EnumSource
  void aFactorOfZeroStillSeesNan(Precision p) {
    try (Session s = backend().open(p)) {
      DeviceMatrix c = s.upload(1, 1, 5);
      s.multiply(0, s.upload(1, 1, Double.NaN), Form.PLAIN, s.zeros(1, 1), Form.PLAIN, 1, c);
      assertTrue(Double.isNaN(s.download(c)[0]));
      DeviceMatrix d = s.upload(1, 1, 5);
      s.multiply(0, s.upload(1, 1, 2), Form.PLAIN, s.upload(1, 1, 3), Form.PLAIN, 1, d);
      assertEquals(5, s.download(d)[0]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProductWithBetaZeroDoesNotReadTheResult(Precision p) {
    try (Session s = backend().open(p)) {
      DeviceMatrix c = s.upload(1, 1, Double.NaN);
      s.multiply(s.upload(1, 1, 2), s.upload(1, 1, 3), c);
      assertArrayEquals(new double[] {6}, s.download(c));
    }
  }
}
