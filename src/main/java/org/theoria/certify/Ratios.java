package org.theoria.certify;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.DoubleArithmetic;
import org.theoria.arithmetic.DoubleMatrix;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Inequality;

/** The ratio left/right of an inequality on an instance: estimated for a search, and certified. */
public final class Ratios {

  /**
   * A ratio of enclosures is rounded down to a multiple of 2⁻⁴⁰: short numbers in the certificate,
   * at the cost of 10⁻¹² of the ratio.
   */
  private static final int RATIO_BITS = 40;

  /**
   * The largest relative error radius of a side that a search goes by. It selects only: an instance
   * whose ratio is known worse is no start of a climb, and what is printed is certified.
   */
  private static final double WORTH_CLIMBING = 1e-3;

  private Ratios() {}

  /**
   * The ratio as a search sees it; empty where the right side is 0 or either side is not known to
   * three digits.
   */
  public static <I> Optional<Double> estimate(Claims<I> claims, String claim, I instance) {
    if (claims.isRational(instance)) {
      return certify(claims, claim, Optional.empty(), instance).map(r -> r.ratio().doubleValue());
    }
    DoubleArithmetic k = new DoubleArithmetic();
    try {
      Claim<DoubleMatrix> c = claim(claims.on(instance, k), claim);
      double left = c.left().value(0, 0);
      double right = c.right().value(0, 0);
      boolean known =
          c.left().radius(0, 0) <= WORTH_CLIMBING * Math.abs(left)
              && c.right().radius(0, 0) <= WORTH_CLIMBING * Math.abs(right);
      return known && right > 0 ? Optional.of(left / right) : Optional.empty();
    } catch (NotRepresentableException e) {
      return Optional.empty();
    }
  }

  /**
   * The certificate that left ≥ ratio·right &gt; 0 on this instance: the exact ratio where the
   * claims are rational, a lower bound of it otherwise; empty where the right side is not proven
   * positive.
   */
  public static <I> Optional<Certificate.Ratio> certify(
      Claims<I> claims, String claim, Optional<Inequality.Domain<I>> domain, I instance) {
    if (claims.isRational(instance)) {
      return in(RationalArithmetic.INSTANCE, claims, claim, domain, instance);
    }
    Optional<Certificate.Ratio> found = in(Certifier.INTERVAL, claims, claim, domain, instance);
    for (var k : Certifier.PRECISE) {
      if (found.isPresent() && found.get().isTight()) {
        return found;
      }
      found = in(k, claims, claim, domain, instance);
    }
    return found;
  }

  static <I, M extends Matrix<M>> Optional<Certificate.Ratio> in(
      OrderedArithmetic<M> k,
      Claims<I> claims,
      String claim,
      Optional<Inequality.Domain<I>> domain,
      I instance) {
    try {
      Claim<M> c = claim(claims.on(instance, k), claim);
      Enclosure left = k.entry(c.left(), 0, 0);
      Enclosure right = k.entry(c.right(), 0, 0);
      if (right.lower().signum() <= 0) {
        return Optional.empty();
      }
      Rational ratio = left.lower().dividedBy(right.upper());
      return Optional.of(
          new Certificate.Ratio(
              k.name(),
              domain.map(Inequality.Domain::id),
              k.isExact() ? ratio : rounded(ratio),
              left,
              right));
    } catch (NotRepresentableException e) {
      return Optional.empty();
    }
  }

  private static Rational rounded(Rational ratio) {
    BigInteger scaled = ratio.numerator().shiftLeft(RATIO_BITS);
    BigInteger[] parts = scaled.divideAndRemainder(ratio.denominator());
    BigInteger floor = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    return Rational.of(floor, BigInteger.ONE.shiftLeft(RATIO_BITS));
  }

  static <M extends Matrix<M>> Claim<M> claim(List<Claim<M>> claims, String id) {
    Claim<M> claim =
        claims.stream()
            .filter(c -> c.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "inequality: no claim \""
                            + id
                            + "\"; the claims: "
                            + claims.stream().map(Claim::id).toList()));
    if (claim.left().rows() != 1 || claim.left().columns() != 1) {
      throw new IllegalArgumentException(
          "inequality: the sides of claim "
              + id
              + " must be 1×1, got "
              + claim.left().rows()
              + "×"
              + claim.left().columns());
    }
    return claim;
  }
}
