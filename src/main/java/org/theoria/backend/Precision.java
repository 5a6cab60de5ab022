package org.theoria.backend;

/** The format in which a backend stores matrices and forms products. */
public enum Precision {
  /** IEEE 754 binary32: 24 bits, 4 bytes. */
  FLOAT32("float32", 4, 0x1p-24),
  /** IEEE 754 binary64: 53 bits, 8 bytes. */
  FLOAT64("float64", 8, 0x1p-53);

  private final String id;
  private final int bytes;
  private final double unitRoundoff;

  Precision(String id, int bytes, double unitRoundoff) {
    this.id = id;
    this.bytes = bytes;
    this.unitRoundoff = unitRoundoff;
  }

  /** The name in options and reports. */
  public String id() {
    return id;
  }

  /** Bytes of one entry. */
  public int bytes() {
    return bytes;
  }

  /** u: |round(t) − t| ≤ u·|t| where nothing overflows or underflows. */
  public double unitRoundoff() {
    return unitRoundoff;
  }

  /** The nearest number of this format, as a double; ±∞ beyond its range. */
  public double round(double value) {
    return this == FLOAT32 ? (float) value : value;
  }
}
