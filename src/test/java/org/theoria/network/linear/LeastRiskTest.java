package org.theoria.network.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.theoria.network.linear.Matrices.matrix;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.sampling.CriticalPoints;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

final class LeastRiskTest {

  /** The eigenvalues of the compound are the sums of k eigenvalues: compared as polynomials. */
  @Test
  void theCompoundHasTheSumsAsEigenvalues() {
    for (int i = 0; i < 20; i++) {
      Stream s = Matrices.stream("compound", i);
      LinearData data = LinearData.draw(s, 4, 4, 4);
      for (int k = 0; k <= 4; k++) {
        List<Rational> sums = new ArrayList<>();
        for (List<Integer> subset :
            CriticalPoints.subsets(Architecture.of(4, 4, 4), CriticalPoints.Kind.ANY)) {
          if (subset.size() == k) {
            sums.add(
                subset.stream()
                    .map(j -> data.eigenvalues().get(j - 1))
                    .reduce(Rational.ZERO, Rational::plus));
          }
        }
        RationalMatrix compound = LeastRisk.additiveCompound(data.regression().sigma(), k);
        Polynomial p = Polynomial.characteristic(compound);
        assertEquals(sums.size(), p.degree());
        for (Rational sum : sums) {
          assertTrue(p.at(sum).isZero(), "sum " + sum + " of " + k);
        }
        assertEquals(
            sums.stream().reduce(Rational.ZERO, Rational::plus), Polynomial.trace(compound));
      }
    }
  }

  @Test
  void onlyTheLargestSumIsTheLargest() {
    // eigenvalues 5 and (3 ± √5)/2 ≈ 2.618, 0.382
    RationalMatrix a = matrix("5 0 0; 0 2 1; 0 1 1");
    assertTrue(LeastRisk.isLargestSum(Rational.ZERO, a, 0));
    assertTrue(LeastRisk.isLargestSum(Rational.of(5), a, 1));
    assertTrue(LeastRisk.isLargestSum(Rational.of(8), a, 3));
    assertFalse(LeastRisk.isLargestSum(Rational.of(3), a, 2), "the sum of the other two");
    assertFalse(LeastRisk.isLargestSum(Rational.of(6), a, 1), "above every eigenvalue");
    assertFalse(LeastRisk.isLargestSum(Rational.of(762, 100), a, 2), "no rational number is");
  }

  @Test
  void largeCompoundsAreNotFormed() {
    assertTrue(LeastRisk.isDecidable(10, 5));
    assertFalse(LeastRisk.isDecidable(11, 5));
    assertTrue(LeastRisk.isDecidable(200, 1));
    assertTrue(LeastRisk.isDecidable(200, 200));
    assertFalse(LeastRisk.isDecidable(200, 100));
  }
}
