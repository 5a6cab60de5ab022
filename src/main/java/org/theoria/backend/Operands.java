package org.theoria.backend;

import java.util.Locale;
import org.theoria.network.StandardActivation;

/** What operands of a session's operations must be; errors name the operation and the operand. */
final class Operands {
  private Operands() {}

  static void requireShape(
      String operation, String operand, DeviceMatrix m, int rows, int columns) {
    if (m.rows() != rows || m.columns() != columns) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %s must be %d×%d, got %s",
              operation,
              operand,
              rows,
              columns,
              shape(m)));
    }
  }

  @SuppressWarnings("ReferenceEquality") // two names of one piece of memory
  static void requireApart(
      String operation, String one, DeviceMatrix m, String other, DeviceMatrix n) {
    if (m == n) {
      throw new IllegalArgumentException(
          operation + ": " + one + " and " + other + " must be two matrices, got the same");
    }
  }

  static void requireEntries(String operation, String operand, DeviceMatrix m, int entries) {
    if ((long) m.rows() * m.columns() != entries) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %s must have %d entries, as the ties say, got %s",
              operation,
              operand,
              entries,
              shape(m)));
    }
  }

  static void requireRows(String operation, StandardActivation activation, DeviceMatrix z) {
    if (activation == StandardActivation.SOFTMAX && z.rows() == 0) {
      throw new IllegalArgumentException(
          operation + ": softmax needs at least one row, got " + shape(z));
    }
  }

  static String shape(DeviceMatrix m) {
    return m.rows() + "×" + m.columns();
  }
}
