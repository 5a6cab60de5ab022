package org.theoria.arithmetic;

import java.util.List;
import java.util.OptionalInt;

/** The rank over ℚ, decided exactly. */
public final class ExactRank {

  /**
   * 2⁶¹ − 1, a Mersenne prime. Any prime would do: a rank modulo a prime is a proven lower bound.
   */
  private static final PrimeField QUICK = new PrimeField((1L << 61) - 1);

  private ExactRank() {}

  /**
   * The rank. A full rank is proven by a minor modulo a prime; otherwise the elimination is done
   * over the integers.
   */
  public static int rank(RationalMatrix matrix) {
    return minor(matrix).order();
  }

  /** A minor that is not 0, of the order of the rank. */
  public static Minor minor(RationalMatrix matrix) {
    int full = Math.min(matrix.rows(), matrix.columns());
    return QUICK
        .of(matrix)
        .map(PrimeMatrix::minor)
        .filter(minor -> minor.order() == full)
        .orElseGet(() -> Bareiss.minor(matrix));
  }

  /**
   * A proven lower bound, the rank modulo the prime of the field; empty when that prime divides a
   * denominator.
   */
  public static OptionalInt lowerBound(RationalMatrix matrix, PrimeField field) {
    return field.of(matrix).map(m -> OptionalInt.of(m.rank())).orElse(OptionalInt.empty());
  }

  /** The rank with what proves it in both directions; see {@link RankCertificate}. */
  public static RankCertificate certify(RationalMatrix matrix) {
    // Modulo an unlucky prime the minor is too small: then some row does not depend on its rows,
    // and the integers decide.
    Minor guess = QUICK.of(matrix).map(PrimeMatrix::minor).orElseGet(() -> Bareiss.minor(matrix));
    RankCertificate certificate = certificate(matrix, guess);
    return certificate.dependenciesHoldFor(matrix)
        ? certificate
        : certificate(matrix, Bareiss.minor(matrix));
  }

  /**
   * The dependencies of the other rows on those of a non-zero minor, as its columns determine them.
   */
  private static RankCertificate certificate(RationalMatrix matrix, Minor minor) {
    List<Integer> others = RankCertificate.others(matrix.rows(), minor.rows());
    RationalMatrix basis = matrix.select(minor.rows(), minor.columns()).transpose();
    RationalMatrix targets = matrix.select(others, minor.columns()).transpose();
    List<List<Rational>> solution =
        Elimination.solve(RationalField.INSTANCE, basis.toRows(), targets.toRows())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "rank: the minor " + minor + " is 0, contrary to the elimination"));
    RationalMatrix dependencies =
        minor.order() == 0
            ? RationalMatrix.zero(others.size(), 0)
            : RationalMatrix.ofRows(solution).transpose();
    return new RankCertificate(minor, dependencies);
  }
}
