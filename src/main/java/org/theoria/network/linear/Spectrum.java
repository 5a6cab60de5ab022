package org.theoria.network.linear;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * The eigenvalues λ_1 &gt; … &gt; λ_d of a symmetric rational matrix with distinct eigenvalues.
 * They may be irrational; they are told apart by rational numbers that separate them, found by
 * bisection and proved by exact inertia: n₊(A − μI) eigenvalues lie above μ.
 *
 * @param matrix A, d × d, symmetric
 * @param characteristic det(xI − A)
 * @param separators s_0 &gt; λ_1 &gt; s_1 &gt; … &gt; λ_d &gt; s_d, none of them an eigenvalue
 */
public record Spectrum(
    RationalMatrix matrix, Polynomial characteristic, List<Rational> separators) {

  public Spectrum {
    separators = List.copyOf(separators);
  }

  /** Whether the eigenvalues are distinct: gcd(p, p') = 1, p the characteristic polynomial. */
  public static boolean isSimple(RationalMatrix symmetric) {
    return repeated(symmetric).degree() <= 0;
  }

  /** gcd(p, p') of the characteristic polynomial p: its roots are the repeated eigenvalues. */
  static Polynomial repeated(RationalMatrix symmetric) {
    Polynomial p = Polynomial.characteristic(symmetric);
    return p.gcd(p.derivative());
  }

  /**
   * Isolates the eigenvalues. A matrix with a repeated eigenvalue throws {@link
   * IllegalArgumentException}.
   */
  public static Spectrum of(RationalMatrix symmetric) {
    Polynomial p = Polynomial.characteristic(symmetric);
    Polynomial repeated = p.gcd(p.derivative());
    if (repeated.degree() > 0) {
      throw new IllegalArgumentException(
          "spectrum: distinct eigenvalues are needed, got the repeated roots of " + repeated);
    }
    int d = symmetric.rows();
    // Gershgorin: every eigenvalue is at most the largest absolute row sum; rounded up to 2^k,
    // so that the points of the bisection are dyadic and short.
    Rational bound = Rational.ONE;
    for (int i = 0; i < d; i++) {
      Rational sum = Rational.ZERO;
      for (int j = 0; j < d; j++) {
        sum = sum.plus(symmetric.get(i, j).abs());
      }
      while (bound.compareTo(sum) <= 0) {
        bound = bound.plus(bound);
      }
    }
    List<Rational> separators = new ArrayList<>();
    separators.add(bound);
    separate(symmetric, bound.negate(), d, bound, 0, separators);
    separators.add(bound.negate());
    return new Spectrum(symmetric, p, separators);
  }

  /** Appends the separators of the eigenvalues in (low, high), decreasing. */
  private static void separate(
      RationalMatrix a,
      Rational low,
      int aboveLow,
      Rational high,
      int aboveHigh,
      List<Rational> separators) {
    if (aboveLow - aboveHigh <= 1) {
      return;
    }
    Cut cut = cut(a, low, high);
    separate(a, cut.at, cut.above, high, aboveHigh, separators);
    if (cut.above > aboveHigh && cut.above < aboveLow) {
      separators.add(cut.at);
    }
    separate(a, low, aboveLow, cut.at, cut.above, separators);
  }

  /** A point and the number of eigenvalues above it. */
  private record Cut(Rational at, int above) {}

  /** The middle of the interval, or next to it where the middle is an eigenvalue. */
  private static Cut cut(RationalMatrix a, Rational low, Rational high) {
    for (int q = 2; ; q++) {
      Rational mu = low.plus(high.minus(low).dividedBy(Rational.of(q)));
      Inertia inertia = Inertia.of(shifted(a, RationalMatrix.identity(a.rows()), mu));
      if (inertia.zero() == 0) {
        return new Cut(mu, inertia.positive());
      }
    }
  }

  /** A − μ·B. */
  private static RationalMatrix shifted(RationalMatrix a, RationalMatrix b, Rational mu) {
    return a.minus(b.scale(mu));
  }

  /** d. */
  public int size() {
    return matrix.rows();
  }

  /** An enclosure of λ_k, k = 1..d, no wider than {@code width} &gt; 0; a point where it is met. */
  public Enclosure eigenvalue(int k, Rational width) {
    Rational high = separators.get(k - 1);
    Rational low = separators.get(k);
    int signAtLow = characteristic.at(low).signum();
    while (high.minus(low).compareTo(width) > 0) {
      Rational middle = low.plus(high).times(Rational.of(1, 2));
      int sign = characteristic.at(middle).signum();
      if (sign == 0) {
        return Enclosure.exactly(middle);
      }
      if (sign == signAtLow) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new Enclosure(low, high);
  }

  /**
   * The 𝒮 ⊂ {1..d} of the eigenvalues of A on an A-invariant subspace, increasing: on the subspace
   * the form xᵀ(A − μI)x has as many positive squares as there are eigenvalues above μ.
   *
   * @param basis a basis of the subspace, d × r
   */
  public List<Integer> subset(RationalMatrix basis) {
    RationalMatrix form = basis.transpose().times(matrix).times(basis);
    RationalMatrix gram = basis.transpose().times(basis);
    List<Integer> subset = new ArrayList<>();
    int above = 0;
    int r = basis.columns();
    for (int k = 1; k <= size() && above < r; k++) {
      int next = k == size() ? r : Inertia.of(shifted(form, gram, separators.get(k))).positive();
      if (next - above == 1) {
        subset.add(k);
      }
      above = next;
    }
    return List.copyOf(subset);
  }

  /**
   * Whether the columns of the basis (d × r, of rank r) span a subspace that A maps into itself.
   */
  public boolean isInvariant(RationalMatrix basis) {
    return Echelon.of(basis.beside(matrix.times(basis))).rank() == basis.columns();
  }
}
