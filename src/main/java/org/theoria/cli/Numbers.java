package org.theoria.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers on the command line, each refused with what was expected and what came. */
final class Numbers {

  private Numbers() {}

  private static double parsed(String text, String expected) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw refused(text, expected);
    }
  }

  private static TypeConversionException refused(String text, String expected) {
    return new TypeConversionException("expected " + expected + ", got \"" + text + "\"");
  }

  /** A finite number above 0. */
  static final class Positive implements ITypeConverter<Double> {
    private static final String EXPECTED = "a finite number above 0";

    @Override
    public Double convert(String text) {
      double value = parsed(text, EXPECTED);
      if (!(value > 0 && value <= Double.MAX_VALUE)) {
        throw refused(text, EXPECTED);
      }
      return value;
    }
  }

  /** A finite number of at least 0. */
  static final class NotNegative implements ITypeConverter<Double> {
    private static final String EXPECTED = "a finite number of at least 0";

    @Override
    public Double convert(String text) {
      double value = parsed(text, EXPECTED);
      if (!(value >= 0 && value <= Double.MAX_VALUE)) {
        throw refused(text, EXPECTED);
      }
      return value;
    }
  }

  /** A number of [0, 1). */
  static final class Fraction implements ITypeConverter<Double> {
    private static final String EXPECTED = "a number from 0 to below 1";

    @Override
    public Double convert(String text) {
      double value = parsed(text, EXPECTED);
      if (!(value >= 0 && value < 1)) {
        throw refused(text, EXPECTED);
      }
      return value;
    }
  }

  /** A number of (0, 1). */
  static final class Share implements ITypeConverter<Double> {
    private static final String EXPECTED = "a share above 0 and below 1";

    @Override
    public Double convert(String text) {
      double value = parsed(text, EXPECTED);
      if (!(value > 0 && value < 1)) {
        throw refused(text, EXPECTED);
      }
      return value;
    }
  }

  /** A whole number of at least 1. */
  static final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return (int) SearchFlags.integer(text, 1, Integer.MAX_VALUE);
    }
  }
}
