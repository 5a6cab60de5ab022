package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The two error bounds that screens rely on, against StrictMath (within 2.5 ulp) and against forty
 * decimals.
 */
class HyperbolicTangentTest {
  private static final double U = 0x1p-53;
  private static final int LANES = 1000;

  /** StrictMath.tanh promises an error within 2.5 ulp, that is at most 5u relative. */
  private static final double STRICT_MATH_ERROR = 5 * U;

  private static final double[] EXTREME = {
    0.0,
    -0.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    3e-320,
    1e-300,
    1e-160,
    1e-20,
    0x1p-27,
    1e-8,
    0.1,
    0.25,
    0.5,
    1,
    2,
    4,
    8,
    16,
    18.7,
    19.06,
    19.07,
    20,
    Math.nextUp(20.0),
    Math.nextDown(20.0),
    21,
    700,
    1e10,
    1e300,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private static double[] value(double... z) {
    double[] r = new double[z.length];
    new HyperbolicTangent(z.length).value(1, z, r);
    return r;
  }

  private static double[] slope(double... z) {
    double[] r = new double[z.length];
    new HyperbolicTangent(z.length).slope(1, z, r);
    return r;
  }

  /** Half of them uniform in [−20, 20], half with a uniform exponent in [2⁻⁶⁰, 2⁵). */
  private static double[] arguments(SplittableRandom random, int count) {
    double[] z = new double[count];
    for (int l = 0; l < count; l++) {
      double sign = random.nextBoolean() ? 1 : -1;
      z[l] =
          l % 2 == 0
              ? sign * random.nextDouble() * 20
              : sign * Math.scalb(1 + random.nextDouble(), random.nextInt(65) - 60);
    }
    return z;
  }

  @Test
  void relativeErrorAgainstStrictMathStaysWithinTheBound() {
    SplittableRandom random = new SplittableRandom(1);
    double worst = 0;
    for (int k = 0; k < 400; k++) {
      double[] z = arguments(random, LANES);
      double[] t = value(z);
      for (int l = 0; l < LANES; l++) {
        double exact = StrictMath.tanh(z[l]);
        worst = Math.max(worst, Math.abs(t[l] - exact) / Math.abs(exact));
      }
    }
    assertTrue(
        worst <= HyperbolicTangent.RELATIVE_ERROR + STRICT_MATH_ERROR,
        "relative error " + worst / U + " u");
    assertTrue(worst >= U / 2, "a comparison that sees no rounding at all compares nothing");
  }

  @Test
  void relativeErrorAgainstFortyDecimalsStaysWithinTheBound() {
    SplittableRandom random = new SplittableRandom(2);
    double[] z = arguments(random, 3000);
    double[] t = value(z);
    double[] s = slope(z);
    double worst = 0;
    double worstSlope = 0;
    for (int l = 0; l < z.length; l++) {
      BigDecimal exact = tanh(z[l]);
      BigDecimal error = new BigDecimal(t[l]).subtract(exact).divide(exact, MC).abs();
      worst = Math.max(worst, error.doubleValue());
      BigDecimal slope = BigDecimal.ONE.subtract(exact.multiply(exact, MC));
      worstSlope = Math.max(worstSlope, new BigDecimal(s[l]).subtract(slope).abs().doubleValue());
    }
    String seen =
        String.format(Locale.ROOT, "value %.2f u, slope %.2f u", worst / U, worstSlope / U);
    assertTrue(worst <= HyperbolicTangent.RELATIVE_ERROR, seen);
    assertTrue(worstSlope <= HyperbolicTangent.SLOPE_ERROR, seen);
    assertTrue(worst <= 6 * U, "the documented observation of at most 3 ulp: " + seen);
  }

  @Test
  void extremesAreHandled() {
    double[] t = value(EXTREME);
    double[] s = slope(EXTREME);
    for (int l = 0; l < EXTREME.length; l++) {
      double exact = StrictMath.tanh(EXTREME[l]);
      double allowed =
          (HyperbolicTangent.RELATIVE_ERROR + STRICT_MATH_ERROR) * Math.abs(exact)
              + Double.MIN_VALUE;
      assertEquals(exact, t[l], allowed, "tanh(" + EXTREME[l] + ")");
      assertTrue(Math.abs(t[l]) <= 1, "|tanh| ≤ 1 at " + EXTREME[l]);
      double cosh = StrictMath.cosh(EXTREME[l]);
      assertEquals(
          1 / (cosh * cosh),
          s[l],
          HyperbolicTangent.SLOPE_ERROR + 20 * U,
          "slope at " + EXTREME[l]);
    }
    assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(value(-0.0)[0]));
    assertTrue(Double.isNaN(value(Double.NaN)[0]));
    assertTrue(Double.isNaN(slope(Double.NaN)[0]));
  }

  @Test
  void oddExactlyAndMonotoneBeyondItsError() {
    SplittableRandom random = new SplittableRandom(3);
    double[] z = arguments(random, LANES);
    double[] negated = new double[LANES];
    double[] larger = new double[LANES];
    for (int l = 0; l < LANES; l++) {
      negated[l] = -z[l];
      larger[l] = z[l] + 64 * U * Math.abs(z[l]) * Math.pow(StrictMath.cosh(z[l]), 2);
    }
    double[] t = value(z);
    double[] n = value(negated);
    double[] m = value(larger);
    for (int l = 0; l < LANES; l++) {
      assertEquals(-t[l], n[l], "odd at " + z[l]);
      assertTrue(m[l] >= t[l], "decreases from " + z[l] + " to " + larger[l]);
    }
  }

  /** The derivations in the comments, evaluated: running errors in units of u, at 4000 points. */
  @Test
  void derivedBoundsAreThoseOfTheConstants() {
    double worst = 0;
    double worstSlope = 0;
    for (int k = 1; k <= 4000; k++) {
      double x = k * 0.005;
      double s = x * x / 16;
      double[] p = horner(s, 55, 25740, 2837835, 91891800, 654729075);
      double[] q = horner(s, 1, 1485, 315315, 18918900, 310134825, 654729075);
      double a = p[0] * x / 4;
      double b = q[0];
      double ea = p[1] + 1;
      double eb = q[1];
      double t = a / b;
      double total = ea + eb;
      double w = 2 * (2 * ((ea * a + eb * b) / (b - a) + (ea * a + eb * b) / (b + a) + 3) + 1) + 1;
      double e2 = eb;
      double[] ab = {a, b, ea, eb};
      for (int d = 0; d < 2; d++) {
        double ratio = ab[0] / ab[1];
        total = total * (1 - ratio * ratio) / (1 + ratio * ratio) + 3;
        double squares = ab[0] * ab[0] + ab[1] * ab[1];
        e2 = (2 * ab[0] * ab[0] * ab[2] + 2 * ab[1] * ab[1] * ab[3]) / squares + 2;
        ab = new double[] {2 * ab[0] * ab[1], squares, ab[2] + ab[3] + 1, e2};
      }
      worst = Math.max(worst, total + 1);
      worstSlope = Math.max(worstSlope, (w + 2 * e2 + 2) / Math.pow(Math.cosh(x), 2));
      assertTrue(t < 1);
    }
    // 0.011u of truncation for the value; for the slope the truncation is below 0.1u where it
    // matters
    assertTrue((worst + 0.011) * U <= HyperbolicTangent.RELATIVE_ERROR, "value " + worst + " u");
    assertTrue(
        (worstSlope + 0.1) * U <= HyperbolicTangent.SLOPE_ERROR, "slope " + worstSlope + " u");
  }

  /** The value, and its running relative error in u, s itself carrying 1u. */
  private static double[] horner(double s, double... c) {
    double v = c[0];
    double e = 0;
    for (int k = 1; k < c.length; k++) {
      double product = v * s;
      v = product + c[k];
      e = (e + 2) * product / v + 1;
    }
    return new double[] {v, e};
  }

  private static final MathContext MC = new MathContext(60);

  /** By (e^{2x} − 1)/(e^{2x} + 1) with e^{2x} from its series at 2x/2¹⁰, squared ten times. */
  static BigDecimal tanh(double x) {
    BigDecimal r = new BigDecimal(x).divide(new BigDecimal(512), MC);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal e = BigDecimal.ZERO; // exp(r) − 1, so that nothing cancels for small x
    for (int k = 1; k < 40; k++) {
      term = term.multiply(r, MC).divide(BigDecimal.valueOf(k), MC);
      e = e.add(term, MC);
    }
    for (int k = 0; k < 10; k++) {
      e = e.multiply(e.add(BigDecimal.TWO), MC);
    }
    return e.divide(e.add(BigDecimal.TWO), MC);
  }
}
