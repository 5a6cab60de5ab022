package org.theoria.arithmetic;

/**
 * Intervals of big binary floating-point numbers with outward rounding ({@link PreciseMatrix}): for
 * instances that the double intervals of {@link IntervalArithmetic} leave undecided. Every value is
 * a proven enclosure and every elementary function is supported; an equality of values that are not
 * points cannot be decided here.
 */
public final class PreciseArithmetic implements OrderedArithmetic<PreciseMatrix> {

  /** The name in reports and certificates, whatever the precision. */
  public static final String NAME = "precise-interval";

  /** Bits unless told otherwise: three and a half times those of a double. */
  public static final int DEFAULT_BITS = 192;

  private final PreciseFunctions functions;

  public PreciseArithmetic() {
    this(DEFAULT_BITS);
  }

  /**
   * Endpoints of this many bits.
   *
   * @param bits from 64 to 4096; anything else throws {@link IllegalArgumentException}
   */
  public PreciseArithmetic(int bits) {
    functions = new PreciseFunctions(bits);
  }

  /** The bits of an endpoint. */
  public int bits() {
    return functions.bits();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isExact() {
    return false;
  }

  @Override
  public boolean supports(ElementaryFunction function) {
    return true;
  }

  /**
   * {@inheritDoc} A point where the number is dyadic and has no more than the bits of this
   * arithmetic.
   */
  @Override
  public PreciseMatrix of(RationalMatrix exact) {
    return PreciseMatrix.of(exact, functions);
  }

  @Override
  public PreciseMatrix between(RationalMatrix lower, RationalMatrix upper) {
    return PreciseMatrix.between(lower, upper, functions);
  }

  /**
   * {@inheritDoc} A magnitude beyond 2^32,000 throws {@link NotRepresentableException}; an endpoint
   * below its reciprocal is rounded outwards.
   */
  @Override
  public Enclosure entry(PreciseMatrix matrix, int row, int column) {
    return matrix.enclosure(row, column);
  }

  /**
   * {@inheritDoc} The endpoint rounded down; −{@link Double#MIN_VALUE} for a smaller magnitude that
   * is not 0.
   */
  @Override
  public double lower(PreciseMatrix matrix, int row, int column) {
    return matrix.lower(row, column);
  }

  /**
   * {@inheritDoc} The endpoint rounded up; {@link Double#MIN_VALUE} for a smaller magnitude that is
   * not 0.
   */
  @Override
  public double upper(PreciseMatrix matrix, int row, int column) {
    return matrix.upper(row, column);
  }

  @Override
  public int signOfLower(PreciseMatrix matrix, int row, int column) {
    return matrix.get(row, column).lower().signum();
  }

  @Override
  public int signOfUpper(PreciseMatrix matrix, int row, int column) {
    return matrix.get(row, column).upper().signum();
  }

  @Override
  public Magnitude magnitude(PreciseMatrix matrix, int row, int column) {
    return matrix.get(row, column).abs().upper().magnitude();
  }

  @Override
  public String toString() {
    return NAME + " (" + bits() + " bits)";
  }
}
