package org.theoria.arithmetic;

/**
 * What proves the inertia of a symmetric matrix A: an invertible T such that TᵀAT is diagonal with
 * n₊ positive, n₋ negative and n₀ zero entries (Sylvester's law of inertia).
 *
 * @param inertia (n₊, n₋, n₀)
 * @param basis T, n × n
 */
public record InertiaCertificate(Inertia inertia, RationalMatrix basis) {

  /**
   * Whether this proves the inertia of the matrix: exact, and from the matrix and this record
   * alone.
   */
  public boolean holdsFor(RationalMatrix symmetric) {
    int n = symmetric.rows();
    if (symmetric.columns() != n
        || !symmetric.equals(symmetric.transpose())
        || basis.rows() != n
        || basis.columns() != n) {
      return false;
    }
    RationalMatrix diagonal = basis.transpose().times(symmetric).times(basis);
    int positive = 0;
    int negative = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int sign = diagonal.get(i, j).signum();
        if (i != j && sign != 0) {
          return false;
        }
        positive += sign > 0 ? 1 : 0;
        negative += sign < 0 ? 1 : 0;
      }
    }
    return inertia.equals(new Inertia(positive, negative, n - positive - negative))
        && ExactRank.rank(basis) == n;
  }
}
