package org.theoria.arithmetic;

import java.util.Random;

/**
 * Seeded random doubles for the tests: of every exponent, and near the places where an algorithm
 * changes its mind.
 */
final class Doubles {
  private static final double[] LANDMARKS = {
    0,
    1,
    2,
    0.5,
    0.34657359027997264,
    0.6931471805599453,
    1.0397207708399179,
    0x1p-20,
    0x1p-27,
    0x1p-28,
    0x1p-29,
    0x1p-53,
    0x1p-54,
    0x1p-55,
    0.41422,
    0.2929,
    10,
    18.7,
    19,
    19.06,
    20,
    21.9,
    22,
    22.1,
    36,
    36.04,
    36.7,
    37,
    37.4,
    38,
    40,
    45,
    100,
    300,
    690,
    707,
    708,
    708.3964185322641,
    709,
    709.0895657128241,
    709.782712893384,
    710,
    740,
    744.4400719213812,
    745,
    745.1332191019411,
    746,
    800,
    1e4,
    1e16,
    1e100,
    1e300,
    1e308,
    Double.MAX_VALUE,
    Double.MIN_NORMAL,
    Double.MIN_VALUE,
    1e-300,
    1e-308,
    1e-310,
    1e-320
  };

  private final Random random;

  Doubles(long seed) {
    random = new Random(seed);
  }

  /** Any finite double, every exponent equally likely, subnormals too; either sign. */
  double any() {
    double d = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(d) ? d : any();
  }

  /** Uniform in [−bound, bound]. */
  double within(double bound) {
    return (2 * random.nextDouble() - 1) * bound;
  }

  /** An exponent from [low, high], a random or a sparse significand, either sign. */
  double ofExponent(int low, int high) {
    double m = 1 + (random.nextBoolean() ? random.nextDouble() : random.nextInt(64) / 64.0);
    return Math.scalb(random.nextBoolean() ? m : -m, low + random.nextInt(high - low + 1));
  }

  /** Up to 300 neighbours away from a landmark, either sign. */
  double nearLandmark() {
    double d = LANDMARKS[random.nextInt(LANDMARKS.length)];
    double steps = random.nextInt(4) == 0 ? 0 : random.nextInt(601) - 300;
    double moved = d + steps * Math.ulp(d);
    double finite = Double.isFinite(moved) ? moved : d;
    return random.nextBoolean() ? finite : -finite;
  }

  /**
   * An argument for an elementary function: half of them where it is neither saturated nor trivial.
   */
  double argument() {
    return switch (random.nextInt(10)) {
      case 0 -> any();
      case 1, 2, 3 -> nearLandmark();
      case 4 -> within(1);
      case 5, 6 -> within(40);
      case 7 -> within(750);
      case 8 -> ofExponent(-60, 11);
      default -> ofExponent(-1074, -1000);
    };
  }

  /**
   * An operand for +, −, ×, ÷: extreme, subnormal, or an ordinary number with few or many digits.
   */
  double operand() {
    return switch (random.nextInt(8)) {
      case 0 -> any();
      case 1 -> nearLandmark();
      case 2 -> ofExponent(-540, -480);
      case 3 -> ofExponent(-1074, -960);
      case 4 -> random.nextInt(17) - 8;
      case 5 -> ofExponent(500, 1023);
      default -> ofExponent(-60, 60);
    };
  }

  int nextInt(int bound) {
    return random.nextInt(bound);
  }

  double nextUnit() {
    return random.nextDouble();
  }
}
