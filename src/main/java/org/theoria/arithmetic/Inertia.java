package org.theoria.arithmetic;

import java.util.Optional;

/**
 * The inertia of a symmetric matrix over ℚ, exactly: how many eigenvalues are positive, negative
 * and zero. By Sylvester's law it is that of any diagonal matrix congruent to it.
 *
 * @param positive n₊
 * @param negative n₋
 * @param zero n₀
 */
public record Inertia(int positive, int negative, int zero) {

  /**
   * The inertia of a symmetric matrix; one that is not symmetric throws {@link ShapeException},
   * which names the entry.
   */
  public static Inertia of(RationalMatrix symmetric) {
    return new SymmetricElimination(symmetric, false).inertia();
  }

  /** The inertia with a congruence that proves it; see {@link InertiaCertificate}. */
  public static InertiaCertificate certify(RationalMatrix symmetric) {
    SymmetricElimination elimination = new SymmetricElimination(symmetric, true);
    return new InertiaCertificate(elimination.inertia(), elimination.basis());
  }

  /** Whether vᵀAv ≥ 0 for every v. */
  public static boolean isPositiveSemidefinite(RationalMatrix symmetric) {
    return of(symmetric).negative() == 0;
  }

  /** Whether vᵀAv &gt; 0 for every v ≠ 0; the 0 × 0 matrix is. */
  public static boolean isPositiveDefinite(RationalMatrix symmetric) {
    return of(symmetric).positive() == symmetric.rows();
  }

  /**
   * A v of shape n × 1 with vᵀAv &lt; 0, checked; empty when the matrix is positive semidefinite.
   */
  public static Optional<RationalMatrix> negativeDirection(RationalMatrix symmetric) {
    RationalMatrix basis = new SymmetricElimination(symmetric, true).basis();
    for (int k = 0; k < basis.columns(); k++) {
      RationalMatrix v = basis.block(0, k, basis.rows(), 1);
      if (v.transpose().times(symmetric).times(v).get(0, 0).signum() < 0) {
        return Optional.of(v);
      }
    }
    return Optional.empty();
  }

  /** The order of the matrix. */
  public int order() {
    return positive + negative + zero;
  }

  /** The rank of the matrix. */
  public int rank() {
    return positive + negative;
  }
}
