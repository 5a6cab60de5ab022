package org.theoria.network.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.theoria.network.linear.Matrices.matrix;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

final class SpectrumTest {

  @Test
  void irrationalEigenvaluesAreEnclosed() {
    // (3 ± √5)/2
    Spectrum spectrum = Spectrum.of(matrix("2 1; 1 1"));
    Rational width = Rational.of(1, 1L << 40);
    for (int k = 1; k <= 2; k++) {
      Enclosure e = spectrum.eigenvalue(k, width);
      double value = (3 + (k == 1 ? 1 : -1) * Math.sqrt(5)) / 2;
      assertTrue(e.lower().doubleValue() <= value && value <= e.upper().doubleValue());
      assertTrue(e.width().compareTo(width) <= 0);
      assertEquals(
          -1,
          spectrum.characteristic().at(e.lower()).signum()
              * spectrum.characteristic().at(e.upper()).signum());
    }
  }

  /** Gershgorin's interval is [−8, 8]: its middle 0 and others are eigenvalues. */
  @Test
  void bisectionMayMeetEigenvalues() {
    RationalMatrix a = matrix("0 0 0 0; 0 4 0 0; 0 0 -4 0; 0 0 0 2");
    Spectrum spectrum = Spectrum.of(a);
    assertEquals(5, spectrum.separators().size());
    List<Long> expected = List.of(4L, 2L, 0L, -4L);
    for (int k = 1; k <= 4; k++) {
      Enclosure e = spectrum.eigenvalue(k, Rational.of(1, 1024));
      assertTrue(e.contains(Rational.of(expected.get(k - 1))), () -> e + " " + spectrum);
    }
  }

  @Test
  void separatorsSeparate() {
    for (int i = 0; i < 30; i++) {
      Stream s = Matrices.stream("spectrum", i);
      LinearData data = LinearData.draw(s, 4, 4, 4);
      Spectrum spectrum = data.regression().spectrum();
      for (int k = 1; k <= 4; k++) {
        Rational lambda = data.eigenvalues().get(k - 1);
        assertTrue(spectrum.separators().get(k - 1).compareTo(lambda) > 0);
        assertTrue(spectrum.separators().get(k).compareTo(lambda) < 0);
      }
    }
  }

  @Test
  void aRepeatedEigenvalueIsRefused() {
    RationalMatrix a = matrix("3 0 0; 0 1 0; 0 0 3");
    assertFalse(Spectrum.isSimple(a));
    assertTrue(Spectrum.isSimple(matrix("2 1; 1 1")));
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Spectrum.of(a));
    assertEquals(
        "spectrum: distinct eigenvalues are needed, got the repeated roots of x - 3",
        e.getMessage());
  }

  /** Two blocks with eigenvalues (7 ± √5)/2 and (3 ± √5)/2 + 1: about 4.6, 2.4 and 3.6, 1.4. */
  @Test
  void theSubsetOfAnInvariantSubspaceNeedsNoEigenvector() {
    RationalMatrix a = matrix("4 1 0 0; 1 3 0 0; 0 0 3 1; 0 0 1 2");
    Spectrum spectrum = Spectrum.of(a);
    RationalMatrix first = matrix("1 2; 0 1; 0 0; 0 0");
    RationalMatrix second = matrix("0 0; 0 0; 1 0; 5 1");
    assertTrue(spectrum.isInvariant(first) && spectrum.isInvariant(second));
    assertEquals(List.of(1, 3), spectrum.subset(first));
    assertEquals(List.of(2, 4), spectrum.subset(second));
    assertEquals(List.of(1, 2, 3, 4), spectrum.subset(RationalMatrix.identity(4)));
    assertEquals(List.of(), spectrum.subset(RationalMatrix.zero(4, 0)));
    assertFalse(spectrum.isInvariant(matrix("1; 0; 0; 0")));
  }

  @Test
  void theSubsetOfRationalEigenvectorsIsTheirs() {
    for (int i = 0; i < 30; i++) {
      Stream s = Matrices.stream("spectrum-subset", i);
      LinearData data = LinearData.draw(s, 4, 4, 5);
      for (List<Integer> subset : List.of(List.of(2), List.of(1, 4), List.of(2, 3, 4))) {
        assertEquals(subset, data.regression().spectrum().subset(data.columns(subset)));
      }
    }
  }
}
