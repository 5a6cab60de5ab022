package org.theoria.network.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.theoria.network.linear.Matrices.matrix;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;

final class RegressionTest {

  private static Regression of(String x, String y) {
    return new Regression(new Sample(matrix(x), matrix(y)));
  }

  private static void assertFails(DataHypothesis hypothesis, String sentence, Regression r) {
    assertEquals(List.of(hypothesis), r.failed());
    assertEquals(Optional.of(sentence), r.whyNot());
  }

  @Test
  void everythingFollowsFromTheSample() {
    Regression r = of("1 0 1; 0 1 1", "2 1 0");
    assertEquals(matrix("2 1; 1 2"), r.sigmaXX());
    assertEquals(matrix("2; 1"), r.sigmaXY());
    assertEquals(matrix("2 1"), r.sigmaYX());
    assertEquals(matrix("5"), r.sigmaYY());
    assertEquals(matrix("1 0"), r.regressor());
    assertEquals(matrix("2"), r.sigma());
    assertEquals(Optional.empty(), r.whyNot());
  }

  @Test
  void tooFewExamplesAreNamed() {
    Regression r = of("1; 2", "1");
    assertEquals(
        List.of(DataHypothesis.ENOUGH_EXAMPLES, DataHypothesis.INVERTIBLE_INPUTS), r.failed());
    assertEquals(Optional.of("d_x ≤ n is needed, got d_x = 2 and n = 1"), r.whyNot());
  }

  @Test
  void singularInputsAreNamed() {
    assertFails(
        DataHypothesis.INVERTIBLE_INPUTS,
        "an invertible Σ_XX is needed, got rank 1 for a 2×2 matrix",
        of("1 2; 2 4", "1 0"));
  }

  @Test
  void tooManyOutputsAreNamed() {
    assertFails(
        DataHypothesis.OUTPUTS_AT_MOST_INPUTS,
        "d_y ≤ d_x is needed, got d_y = 2 and d_x = 1",
        of("1 1", "1 2; 0 1"));
  }

  @Test
  void rankDeficientCorrelationIsNamed() {
    assertFails(
        DataHypothesis.FULL_RANK,
        "Σ_XY of full rank 2 is needed, got rank 1 for a 2×2 matrix",
        of("1 0 0; 0 1 0", "1 0 0; 0 0 1"));
  }

  @Test
  void repeatedSingularValuesAreNamed() {
    assertFails(
        DataHypothesis.DISTINCT_SINGULAR_VALUES,
        "distinct eigenvalues of Σ = Σ_YXΣ_XX⁻¹Σ_XY are needed, but the roots of x - 4 are repeated"
            + " roots of its characteristic polynomial x^2 - 8x + 16",
        of("1 0; 0 1", "0 2; -2 0"));
  }

  @Test
  void withSingularInputsSigmaIsTheProjectionOnTheRows() {
    // rows of X span (1, 1, 0); P = vvᵀ/2, so Σ = (YPYᵀ) = (1 + 3)²/2
    Regression r = of("1 1 0; 2 2 0", "1 3 5");
    assertEquals(matrix("8"), r.sigma());
    RationalMatrix normal = r.regressor().times(r.sigmaXX()).minus(r.sigmaYX());
    assertTrue(normal.isZero(), "the normal equations of least squares");
    assertEquals(matrix("0"), of("0 0", "1 2").sigma());
  }
}
