package org.theoria.theorems.geometry;

import java.util.Optional;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Loss;
import org.theoria.network.Sample;
import org.theoria.proposition.Text;

/**
 * E(θ) = ‖f_θ(X) − Y‖², exactly, and its critical points with what proves them.
 *
 * @param y Y, 1 × 3
 */
record FourRisk(RationalMatrix y) {

  /** 2⁻²⁰, the shortest step along which E is compared. */
  private static final int SHORTEST = 20;

  static FourRisk of(long first, long second, long third) {
    return new FourRisk(
        RationalMatrix.of(1, 3, Rational.of(first), Rational.of(second), Rational.of(third)));
  }

  /**
   * A critical point.
   *
   * @param point θ
   * @param value E(θ)
   * @param type what it is
   * @param proof what proves that
   */
  record Critical(FourPoint point, Rational value, Text type, Text proof) {}

  private FlatPoint at(FourPoint p) {
    return new FlatPoint(p.network(), new Sample(FourPoint.X, y), Loss.SQUARE);
  }

  Rational value(FourPoint p) {
    return at(p).value();
  }

  /** ∂E/∂(a, c, b, d), of the polynomial of the pattern of θ where θ is on a kink. */
  RationalMatrix gradient(FourPoint p) {
    return at(p).gradient();
  }

  private Rational y(int i) {
    return y.get(0, i);
  }

  Rational mean() {
    return y.sum().get(0, 0).dividedBy(Rational.of(3));
  }

  /** The slope of the line nearest to Y. */
  Rational slope() {
    return y(2).minus(y(0)).dividedBy(Rational.of(2));
  }

  /**
   * The point nearest to Y in the linear space of the f_θ(X) of the pattern: span(𝟙, α, α∘X). No θ
   * of the region has a smaller E.
   */
  RationalMatrix nearest(FourRegion j) {
    Rational two = Rational.of(2);
    return switch (j) {
      case NONE -> RationalMatrix.constant(1, 3, mean());
      case LAST -> {
        Rational half = y(0).plus(y(1)).dividedBy(two);
        yield RationalMatrix.of(1, 3, half, half, y(2));
      }
      case FIRST -> {
        Rational half = y(1).plus(y(2)).dividedBy(two);
        yield RationalMatrix.of(1, 3, y(0), half, half);
      }
      case ALL -> RationalMatrix.of(1, 3, mean().minus(slope()), mean(), mean().plus(slope()));
      case LAST_TWO, FIRST_TWO -> y;
    };
  }

  /**
   * A θ* in the region of θ, near θ, with the least E of that region; empty on kinks, and where the
   * region does not attain it.
   */
  Optional<FourPoint> minimiserNear(FourPoint p) {
    Optional<FourRegion> region = p.region(FourPoint.X);
    if (region.isEmpty()) {
      return Optional.empty();
    }
    FourRegion j = region.get();
    RationalMatrix z = nearest(j);
    Rational u = FourRegion.u(z);
    Rational w = FourRegion.v(z).minus(u);
    Rational last = p.a().times(Rational.of(2)).plus(p.c());
    boolean closed = j == FourRegion.ALL ? p.a().isZero() : p.b().isZero();
    if (closed && j != FourRegion.NONE) {
      return Optional.empty();
    }
    FourPoint q =
        switch (j) {
          case NONE -> new FourPoint(p.a(), p.b(), p.c(), z.get(0, 0));
          case LAST -> new FourPoint(p.a(), FourRegion.v(z).dividedBy(last), p.c(), z.get(0, 0));
          case FIRST -> new FourPoint(p.a(), u.negate().dividedBy(p.c()), p.c(), z.get(0, 2));
          case ALL -> {
            Rational b = u.dividedBy(p.a());
            yield new FourPoint(p.a(), b, p.c(), z.get(0, 0).minus(b.times(p.c())));
          }
          case LAST_TWO ->
              new FourPoint(
                  u.plus(w).dividedBy(p.b()), p.b(), w.negate().dividedBy(p.b()), z.get(0, 0));
          case FIRST_TWO ->
              new FourPoint(
                  u.dividedBy(p.b()),
                  p.b(),
                  u.plus(FourRegion.v(z)).negate().dividedBy(p.b()),
                  z.get(0, 2));
        };
    return Optional.of(q).filter(this::isLeastOfItsRegion);
  }

  /** Whether θ is off the kinks and f_θ(X) is the {@link #nearest} of its region. */
  boolean isLeastOfItsRegion(FourPoint p) {
    return p.region(FourPoint.X).map(j -> p.output(FourPoint.X).equals(nearest(j))).orElse(false);
  }

  /** θ as a minimiser: the least E of an open set; empty where it is not that. */
  Optional<Critical> minimiser(FourPoint p) {
    if (!isLeastOfItsRegion(p)) {
      return Optional.empty();
    }
    Rational value = value(p);
    String pattern = p.pattern(FourPoint.X);
    return Optional.of(
        value.isZero()
            ? new Critical(
                p,
                value,
                Text.of("global minimiser", "minimiseur global"),
                Text.of("$E=0$ exactly", "$E=0$ exactement"))
            : new Critical(
                p,
                value,
                Text.of("local minimiser", "minimiseur local"),
                Text.of(
                    "$f(X)$ is the nearest to $Y$ of the open region " + pattern,
                    "$f(X)$ est le plus proche de $Y$ de la région ouverte " + pattern)));
  }

  /** (0, 0, c, mean of Y) for c &gt; 0: f is constant, d(θ) = 1. */
  FourPoint flat(Rational c) {
    return new FourPoint(Rational.ZERO, Rational.ZERO, c, mean());
  }

  /**
   * (a, b, 0, d) with f_θ(X) the line nearest to Y, on the kink between 111 and 011, for a &gt; 0.
   */
  FourPoint line(Rational a) {
    return new FourPoint(a, slope().dividedBy(a), Rational.ZERO, mean().minus(slope()));
  }

  /** θ as a strict saddle: ∇E = 0 and a negative eigenvalue; empty where it is not that. */
  Optional<Critical> strictSaddle(FourPoint p) {
    if (p.region(FourPoint.X).isEmpty() || !gradient(p).isZero()) {
      return Optional.empty();
    }
    Inertia inertia = at(p).inertia();
    if (inertia.negative() == 0) {
      return Optional.empty();
    }
    String counts =
        "(" + inertia.positive() + ", " + inertia.negative() + ", " + inertia.zero() + ")";
    return Optional.of(
        new Critical(
            p,
            value(p),
            Text.of("strict saddle", "selle stricte"),
            Text.of(
                "$\\nabla E=0$ exactly; $\\nabla^2E$ has "
                    + counts
                    + " eigenvalues $>0$, $<0$, $=0$",
                "$\\nabla E=0$ exactement ; $\\nabla^2E$ a "
                    + counts
                    + " valeurs propres $>0$, $<0$, $=0$")));
  }

  /**
   * θ with c = 0 as a saddle on the kink between 111 and 011: the gradient from 111 is 0 there,
   * f(X) is the nearest of 111, and a smaller c makes E smaller at once; a larger d makes it
   * larger. Empty where it is not that.
   */
  Optional<Critical> kinkSaddle(FourPoint p) {
    boolean onKink = p.signs(FourPoint.X).equals("0++");
    if (!onKink
        || !gradient(p).isZero()
        || !p.output(FourPoint.X).equals(nearest(FourRegion.ALL))) {
      return Optional.empty();
    }
    Rational value = value(p);
    for (int k = 1; k <= SHORTEST; k++) {
      Rational t = Rational.of(1, 1L << k);
      Rational down = value(new FourPoint(p.a(), p.b(), t.negate(), p.d()));
      Rational up = value(new FourPoint(p.a(), p.b(), p.c(), p.d().plus(t)));
      if (down.compareTo(value) < 0 && up.compareTo(value) > 0) {
        return Optional.of(
            new Critical(
                p,
                value,
                Text.of("saddle on a kink", "selle sur un point anguleux"),
                Text.of(
                    "least $E$ of the closure of 111; on 011, $E$ is smaller at $c=-" + t + "$",
                    "plus petit $E$ de l'adhérence de 111 ; sur 011, $E$ est plus petit en $c=-"
                        + t
                        + "$")));
      }
    }
    return Optional.empty();
  }

  /** The projections on (1,1,1)^⊥ in the orthonormal basis (−1,0,1)/√2, (1,−2,1)/√6. */
  static double[] projected(RationalMatrix z) {
    double across = z.get(0, 2).minus(z.get(0, 0)).doubleValue() / StrictMath.sqrt(2);
    Rational w = FourRegion.v(z).minus(FourRegion.u(z));
    return new double[] {across, w.doubleValue() / StrictMath.sqrt(6)};
  }
}
