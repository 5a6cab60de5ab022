package org.theoria.network.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * The least value of the risk over all W with r_max = k: tr Σ_YY − (λ_1 + … + λ_k), λ_1 ≥ λ_2 ≥ …
 * the eigenvalues of Σ (Eckart and Young). Whether a rational number is that value is decided
 * exactly, without computing any eigenvalue: the sums of k eigenvalues of Σ are the eigenvalues of
 * its k-th additive compound Σ^[k] (a rational symmetric matrix indexed by the k-subsets), so a
 * number q is the largest such sum iff qI − Σ^[k] is positive semidefinite and singular.
 */
public final class LeastRisk {
  /** The largest order of a compound that is formed: C(10, 5). */
  private static final int LARGEST = 252;

  private LeastRisk() {}

  /** Whether the compound for this many outputs and this rank is small enough to be formed. */
  public static boolean isDecidable(int outputs, int rank) {
    long count = 1;
    for (int i = 1; i <= rank && count <= LARGEST; i++) {
      count = count * (outputs - rank + i) / i;
    }
    return count <= LARGEST;
  }

  /** Whether {@code risk} is tr Σ_YY − (λ_1 + … + λ_k). */
  public static boolean is(Rational risk, Regression data, int k) {
    return isLargestSum(data.traceYY().minus(risk), data.sigma(), k);
  }

  /** Whether q is the sum of the k largest eigenvalues of a symmetric matrix, 0 ≤ k ≤ d. */
  static boolean isLargestSum(Rational q, RationalMatrix symmetric, int k) {
    RationalMatrix compound = additiveCompound(symmetric, k);
    Inertia inertia = Inertia.of(RationalMatrix.identity(compound.rows()).scale(q).minus(compound));
    return inertia.negative() == 0 && inertia.zero() > 0;
  }

  /**
   * A^[k], the matrix of v_1∧…∧v_k ↦ Σ_i v_1∧…∧Av_i∧…∧v_k in the basis of the k-subsets of
   * {0..d−1}: entry (S, S) is Σ_{i∈S} a_ii; entry (S, T) with T = S \ {i} ∪ {j} is ±a_ij, the sign
   * being (−1)^(number of elements of S ∩ T between i and j); the others are 0.
   */
  static RationalMatrix additiveCompound(RationalMatrix a, int k) {
    List<int[]> subsets = new ArrayList<>();
    collect(a.rows(), k, new int[k], 0, 0, subsets);
    int size = subsets.size();
    Rational[] entries = new Rational[size * size];
    Arrays.fill(entries, Rational.ZERO);
    for (int s = 0; s < size; s++) {
      for (int t = 0; t < size; t++) {
        entries[s * size + t] = entry(a, subsets.get(s), subsets.get(t));
      }
    }
    return RationalMatrix.of(size, size, entries);
  }

  private static void collect(
      int d, int k, int[] chosen, int count, int from, List<int[]> subsets) {
    if (count == k) {
      subsets.add(chosen.clone());
      return;
    }
    for (int i = from; i <= d - (k - count); i++) {
      chosen[count] = i;
      collect(d, k, chosen, count + 1, i + 1, subsets);
    }
  }

  private static Rational entry(RationalMatrix a, int[] s, int[] t) {
    if (Arrays.equals(s, t)) {
      Rational sum = Rational.ZERO;
      for (int i : s) {
        sum = sum.plus(a.get(i, i));
      }
      return sum;
    }
    int onlyS = -1;
    int onlyT = -1;
    for (int position = 0; position < s.length; position++) {
      if (Arrays.binarySearch(t, s[position]) < 0) {
        if (onlyS >= 0) {
          return Rational.ZERO;
        }
        onlyS = position;
      }
      if (Arrays.binarySearch(s, t[position]) < 0) {
        onlyT = position;
      }
    }
    Rational value = a.get(s[onlyS], t[onlyT]);
    return (onlyS + onlyT) % 2 == 0 ? value : value.negate();
  }
}
