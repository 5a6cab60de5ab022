package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Subset;

/** Σ = UΛUᵀ, exactly: U is part of an instance, and whether it diagonalises Σ is decided over ℚ. */
final class TwoLayerSpectrum {
  private TwoLayerSpectrum() {}

  /** Refuses what is not an invertible n₂ × n₂ matrix (so that A = U_𝒮C determines C). */
  static void require(RationalMatrix basis, int outputs) {
    if (basis.rows() != outputs || basis.columns() != outputs) {
      throw new ShapeException(
          "basis: U must be "
              + outputs
              + "×"
              + outputs
              + ", got "
              + basis.rows()
              + "×"
              + basis.columns());
    }
    if (ExactRank.rank(basis) < outputs) {
      throw new IllegalArgumentException("basis: U must be invertible, got " + basis);
    }
  }

  /** Whether UᵀU = I and UᵀΣU is diagonal. */
  static boolean diagonalises(RationalMatrix basis, RationalMatrix sigma) {
    RationalMatrix rotated = rotated(basis, sigma);
    RationalMatrix diagonal = rotated.hadamard(RationalMatrix.identity(rotated.rows()));
    return basis.transpose().times(basis).minus(RationalMatrix.identity(basis.rows())).isZero()
        && rotated.minus(diagonal).isZero();
  }

  /** Whether the diagonal of UᵀΣU does not increase. */
  static boolean isOrdered(RationalMatrix basis, RationalMatrix sigma) {
    List<Rational> values = eigenvalues(basis, sigma);
    for (int i = 1; i < values.size(); i++) {
      if (values.get(i).compareTo(values.get(i - 1)) > 0) {
        return false;
      }
    }
    return true;
  }

  /** U with its first two columns exchanged. */
  static RationalMatrix exchanged(RationalMatrix basis) {
    List<Integer> columns = new ArrayList<>(RationalDraws.range(basis.columns()));
    columns.set(0, 1);
    columns.set(1, 0);
    return basis.select(RationalDraws.range(basis.rows()), columns);
  }

  /** The diagonal of UᵀΣU. */
  static List<Rational> eigenvalues(RationalMatrix basis, RationalMatrix sigma) {
    RationalMatrix rotated = rotated(basis, sigma);
    List<Rational> values = new ArrayList<>();
    for (int i = 0; i < rotated.rows(); i++) {
      values.add(rotated.get(i, i));
    }
    return values;
  }

  private static RationalMatrix rotated(RationalMatrix basis, RationalMatrix sigma) {
    return basis.transpose().times(sigma).times(basis);
  }

  /** U_𝒮, the columns of U in 𝒮. */
  static RationalMatrix columns(RationalMatrix basis, Subset subset) {
    return basis.select(
        RationalDraws.range(basis.rows()), subset.elements().stream().map(e -> e - 1).toList());
  }

  /** The subsets of {1, …, of} of this size, in lexicographic order. */
  static List<Subset> subsets(int size, int of) {
    List<Subset> subsets = new ArrayList<>();
    extend(new ArrayList<>(), size, of, subsets);
    return subsets;
  }

  private static void extend(List<Integer> chosen, int size, int of, List<Subset> subsets) {
    if (chosen.size() == size) {
      subsets.add(new Subset(chosen));
      return;
    }
    for (int i = chosen.isEmpty() ? 1 : chosen.getLast() + 1; i <= of; i++) {
      chosen.add(i);
      extend(chosen, size, of, subsets);
      chosen.removeLast();
    }
  }

  /**
   * The 𝒮 of size n₁ with A = U_𝒮C for an invertible C: one or none where U is orthogonal and
   * rank(A) = n₁.
   */
  static List<Subset> spanning(RationalMatrix basis, RationalMatrix a) {
    if (ExactRank.rank(a) < a.columns()) {
      return List.of();
    }
    RationalMatrix coordinates =
        PseudoInverse.inverse(basis)
            .orElseThrow(() -> new IllegalArgumentException("basis: U must be invertible"))
            .times(a);
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < coordinates.rows(); i++) {
      if (!coordinates.block(i, 0, 1, coordinates.columns()).isZero()) {
        rows.add(i + 1);
      }
    }
    return rows.size() == a.columns() ? List.of(new Subset(rows)) : List.of();
  }
}
