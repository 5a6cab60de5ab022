package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.theoria.experiment.Plot;

/**
 * Where the values of an axis lie on the page.
 *
 * @param axis the axis
 * @param start the pixel of its least value
 * @param end the pixel of its largest value
 */
record SvgScale(Plot.Axis axis, double start, double end) {

  /** The most labels along an axis, but for those that the axis itself asks for. */
  private static final int MOST_TICKS = 8;

  /** Between these a number on a logarithmic axis is written without a power of ten. */
  private static final double LEAST_DECIMAL = 1e-3;

  private static final double MOST_DECIMAL = 1e4;

  /** With fewer powers of ten after the first inside, an axis is labelled in between as well. */
  private static final int FEW_DECADES = 1;

  /**
   * How far a place computed in doubles may be off and still be a tick or an end of the axis: in
   * ticks, on a logarithmic axis in decades. The few roundings of a logarithm, a power or a product
   * are below 10⁻¹² of that within 10³ ticks of 0, and 10⁻⁹ of it is far less than a pixel.
   */
  private static final double SLACK = 1e-9;

  /** Where a logarithmic axis puts what has no logarithm: doubles end at 10⁻³²⁴. */
  private static final double FAR_BELOW = -1e9;

  /** Beyond so many lengths of the axis nothing is seen, and pixels stay short numbers. */
  private static final double MOST_LENGTHS = 10;

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  /** The pixel of a value; a value that a logarithmic axis cannot show is far below it. */
  double at(double value) {
    double from = position(axis.from());
    double share = (position(value) - from) / (position(axis.to()) - from);
    return start + (end - start) * Math.clamp(share, -MOST_LENGTHS, MOST_LENGTHS);
  }

  private double position(double value) {
    if (!axis.logarithmic()) {
      return value;
    }
    return value > 0 ? StrictMath.log10(value) : FAR_BELOW;
  }

  /** The labelled values inside the axis. */
  List<Double> ticks() {
    if (!axis.ticks().isEmpty()) {
      return axis.ticks();
    }
    return axis.logarithmic() ? decades() : multiples();
  }

  private List<Double> decades() {
    int first = (int) StrictMath.ceil(StrictMath.log10(axis.from()) - SLACK);
    int last = (int) StrictMath.floor(StrictMath.log10(axis.to()) + SLACK);
    if (last - first < FEW_DECADES) {
      return partsOfDecades(first - 1, last);
    }
    int step = Math.max(1, (last - first + MOST_TICKS) / MOST_TICKS);
    List<Double> ticks = new ArrayList<>();
    for (int e = first; e <= last; e += step) {
      ticks.add(StrictMath.pow(10, e));
    }
    return ticks;
  }

  /** 1, 2 and 5 times the powers of ten from this one to that one, inside the axis. */
  private List<Double> partsOfDecades(int first, int last) {
    List<Double> ticks = new ArrayList<>();
    for (int e = first; e <= last; e++) {
      for (int factor : new int[] {1, 2, 5}) {
        // the nearest double to the decimal, so that it is written as one
        double tick = e < 0 ? factor / StrictMath.pow(10, -e) : factor * StrictMath.pow(10, e);
        if (tick >= axis.from() * (1 - SLACK) && tick <= axis.to() * (1 + SLACK)) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /** Multiples of 1, 2 or 5 times a power of ten. */
  private List<Double> multiples() {
    double least = (axis.to() - axis.from()) / MOST_TICKS;
    double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(least)));
    double unit = power * 10;
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= least) {
        unit = factor * power;
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    double slack = SLACK * unit;
    for (long k = (long) Math.ceil((axis.from() - slack) / unit); ; k++) {
      if (k * unit > axis.to() + slack) {
        return ticks;
      }
      ticks.add(k * unit);
    }
  }

  /**
   * A tick as a reader writes it: 0.25, 1500, 10⁻⁶. A power of ten is written as one where all
   * ticks are, or where it has many zeros.
   */
  String text(double tick) {
    if (axis.logarithmic()) {
      boolean far = tick < LEAST_DECIMAL || tick >= MOST_DECIMAL;
      int exponent = (int) StrictMath.floor(StrictMath.log10(tick) + SLACK);
      if (isPower(tick) && (far || ticks().stream().allMatch(SvgScale::isPower))) {
        return exponent == 0 ? "1" : exponent == 1 ? "10" : "10" + superscript(exponent);
      }
      if (far) {
        return decimal(tick / StrictMath.pow(10, exponent)) + "·10" + superscript(exponent);
      }
    }
    return decimal(tick);
  }

  private static boolean isPower(double tick) {
    double exponent = StrictMath.rint(StrictMath.log10(tick));
    return Math.abs(tick / StrictMath.pow(10, exponent) - 1) < SLACK;
  }

  private static String superscript(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }

  /** At most six significant digits, without zeros at the end; a true minus sign. */
  private static String decimal(double value) {
    return Numbers.withoutZeros(String.format(Locale.ROOT, "%.6g", value)).replace('-', '−');
  }
}
