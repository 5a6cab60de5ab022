package org.theoria.backend.near;

/**
 * One of the gaps that a discrete statement about a candidate rests on.
 *
 * @param kind which
 * @param value what must be large
 * @param tolerance what may be error: rounding, and the distance to the candidate
 */
public record Gap(Kind kind, double value, double tolerance) {

  /** A gap is clear when its value is at least this times its tolerance. */
  public static final double CLEAR = 1000;

  /** What the value and the tolerance are. */
  public enum Kind {
    /**
     * min(λ_i − λ_{i+1}, λ_{d_y})/λ_1, against the rounding of the eigenvectors of Σ, 64·d_y·2⁻⁵³
     * (Σ itself is exact and rounded once).
     */
    EIGENVALUES,
    /**
     * At a critical point, c_i = u_iᵀGΣ_XYu_i/λ_i is 1 for i ∈ 𝒮 and 0 for the others: their
     * difference 1, against the largest |c_i − 1_𝒮(i)| at W plus what moving W by the distance d
     * can do to it, ((1+d)^H − 1)·Πs_h·‖Σ_XYu_i‖/λ_i.
     */
    SUBSET,
    /**
     * The smallest singular value of a complementary block of a pivot that counts as not 0,
     * relative to the norms of its k layers, against the largest that counts as 0, what moving W by
     * the distance d can do to it, (1+d)^k − 1, and rounding, 2⁻⁴⁴. The least clear of all blocks.
     */
    RANKS
  }

  /** Whether the value is at least {@value #CLEAR} times the tolerance. */
  public boolean isClear() {
    return value >= CLEAR * tolerance;
  }

  /** value / tolerance. */
  double clarity() {
    return value / tolerance;
  }
}
