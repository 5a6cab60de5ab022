package org.theoria.theorems.linear;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Elimination;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalField;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.Echelon;

/**
 * The Moore–Penrose inverse over ℚ: the inverse of an invertible matrix, (MᵀM)⁻¹Mᵀ for full column
 * rank. It is what the ablations read M⁻¹ as, where there is no inverse.
 */
final class PseudoInverse {
  private PseudoInverse() {}

  /** M⁺, of shape columns × rows. */
  static RationalMatrix of(RationalMatrix m) {
    if (m.rows() == m.columns()) {
      Optional<RationalMatrix> inverse = inverse(m);
      if (inverse.isPresent()) {
        return inverse.get();
      }
    }
    List<Integer> columns = ExactRank.minor(m).columns();
    if (columns.isEmpty()) {
      return RationalMatrix.zero(m.columns(), m.rows());
    }
    // M = F·G with F of full column rank and G of full row rank: M⁺ = Gᵀ(GGᵀ)⁻¹(FᵀF)⁻¹Fᵀ
    RationalMatrix f = m.select(IntStream.range(0, m.rows()).boxed().toList(), columns);
    RationalMatrix left = Echelon.leftInverse(f);
    RationalMatrix g = left.times(m);
    return Echelon.leftInverse(g.transpose()).transpose().times(left);
  }

  /** M⁻¹; empty where M is singular. */
  static Optional<RationalMatrix> inverse(RationalMatrix m) {
    List<List<Rational>> unit = RationalMatrix.identity(m.rows()).toRows();
    return Elimination.solve(RationalField.INSTANCE, m.toRows(), unit).map(RationalMatrix::ofRows);
  }
}
