package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.Stream;

/**
 * Draws θ in each of the 13 cells of the plane of (a, c) that the kinks make, and y in and outside
 * each image.
 *
 * @param standard X = (0, 1, 2)
 */
record FourSampler(Part standard) implements Sampler<FourInstance> {

  @Override
  public int defaultTries() {
    return 5_000;
  }

  @Override
  public Text distribution() {
    return Text.of(
        "(a, c) in each of the six regions, half-planes between them and at 0, sizes $k/4$ and $2^{\\pm 8}$; b = 0 in one draw of"
            + " four, a = b = 0 with all examples active; y constant, on each line, in each cone, or anywhere",
        "(a, c) dans chacune des six régions, des demi-plans entre elles et en 0, tailles $k/4$ et $2^{\\pm 8}$ ; b = 0 dans un"
            + " tirage sur quatre, a = b = 0 avec tous les exemples actifs ; y constant, sur chaque droite, dans chaque cône, ou"
            + " quelconque");
  }

  @Override
  public FourInstance draw(Stream s) {
    RationalMatrix x = standard.fails(s) ? another(s) : FourPoint.X;
    return new FourInstance(theta(s).network(), new Sample(x, y(s)));
  }

  /** Points other than (0, 1, 2). */
  private static RationalMatrix another(Stream s) {
    List<RationalMatrix> known =
        List.of(
            row(Rational.ZERO, Rational.ONE, Rational.of(3)),
            row(Rational.ZERO, Rational.of(2), Rational.ONE),
            row(Rational.of(2), Rational.ONE, Rational.ZERO),
            row(Rational.ZERO, Rational.ZERO, Rational.ONE));
    RationalMatrix drawn = row(s.nextDyadic(3, 1), s.nextDyadic(3, 1), s.nextDyadic(3, 1));
    return s.chance(1, 2) || drawn.equals(FourPoint.X) ? s.oneOf(known) : drawn;
  }

  private static RationalMatrix row(Rational... entries) {
    return RationalMatrix.of(1, 3, entries);
  }

  private static Rational positive(Stream s) {
    return s.chance(1, 10)
        ? Rational.of(2).pow(s.nextInt(-8, 8))
        : Rational.of(s.nextInt(1, 12), 4);
  }

  private static Rational signed(Stream s) {
    Rational size = positive(s);
    return s.chance(1, 2) ? size : size.negate();
  }

  private static FourPoint theta(Stream s) {
    Rational p = positive(s);
    Rational q = s.chance(1, 6) ? p : positive(s);
    Rational two = Rational.of(2);
    Rational sum = p.plus(q);
    Rational zero = Rational.ZERO;
    Rational b = s.chance(1, 4) ? zero : signed(s);
    Rational d = s.chance(1, 3) ? zero : signed(s);
    int cell = s.nextInt(14);
    return switch (cell) {
      case 0 -> new FourPoint(p.minus(q).dividedBy(two), b, p.negate(), d); // ---
      case 1 -> new FourPoint(q.minus(p).dividedBy(two), b, p, d); // +++
      case 2 -> new FourPoint(sum, b, q.negate(), d); // -++
      case 3 -> new FourPoint(sum.negate(), b, two.times(p).plus(q), d); // ++-
      case 4 -> new FourPoint(sum, b, two.times(p).plus(q).negate(), d); // --+
      case 5 -> new FourPoint(sum.negate(), b, p, d); // +--
      case 6 -> new FourPoint(p, b, zero, d); // 0++
      case 7 -> new FourPoint(p.negate(), b, zero, d); // 0--
      case 8 -> new FourPoint(p, b, p.negate(), d); // -0+
      case 9 -> new FourPoint(p.negate(), b, p, d); // +0-
      case 10 -> new FourPoint(p, b, two.times(p).negate(), d); // --0
      case 11 -> new FourPoint(p.negate(), b, two.times(p), d); // ++0
      case 12 -> new FourPoint(zero, b, zero, d); // 000
      default -> new FourPoint(zero, zero, p, d); // +++ with a = b = 0
    };
  }

  private static RationalMatrix y(Stream s) {
    Rational base = s.chance(1, 3) ? Rational.ZERO : signed(s);
    Rational p = signed(s);
    Rational zero = Rational.ZERO;
    Rational beyond = positive(s).times(Rational.of(p.signum()));
    return switch (s.nextInt(8)) {
      case 0 -> differences(base, zero, zero);
      case 1 -> differences(base, zero, p);
      case 2 -> differences(base, p, zero);
      case 3 -> differences(base, p, p);
      case 4 -> differences(base, p, p.plus(beyond));
      case 5 -> differences(base, p.plus(beyond), p);
      default -> differences(base, signed(s), signed(s));
    };
  }

  /** y₁ and the differences u, v. */
  private static RationalMatrix differences(Rational y, Rational u, Rational v) {
    return row(y, y.plus(u), y.plus(u).plus(v));
  }
}
