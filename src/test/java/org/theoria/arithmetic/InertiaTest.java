package org.theoria.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InertiaTest {

  private static RationalMatrix integers(int n, long... rowMajor) {
    Rational[] entries = new Rational[rowMajor.length];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = Rational.of(rowMajor[k]);
    }
    return RationalMatrix.of(n, n, entries);
  }

  /**
   * Pᵀ·diag(signs)·P for a random P, drawn until it is invertible: its inertia is that of the
   * signs.
   */
  private static RationalMatrix congruent(Operands operands, int positive, int negative, int zero) {
    int n = positive + negative + zero;
    RationalMatrix d = RationalMatrix.zero(n, n);
    for (int i = 0; i < positive + negative; i++) {
      Rational size =
          Rational.of(1 + operands.random().nextInt(9), 1 + operands.random().nextInt(9));
      d = d.with(i, i, i < positive ? size : size.negate());
    }
    RationalMatrix p = operands.matrix(n, n);
    while (Elimination.rank(RationalField.INSTANCE, p.toRows()) < n) {
      p = operands.matrix(n, n);
    }
    return p.transpose().times(d).times(p);
  }

  @Test
  void congruencesKeepTheInertia() {
    Operands operands = new Operands(51);
    for (int t = 0; t < 200; t++) {
      int positive = operands.random().nextInt(4);
      int negative = operands.random().nextInt(3);
      int zero = operands.random().nextInt(3);
      RationalMatrix a = congruent(operands, positive, negative, zero);
      Inertia expected = new Inertia(positive, negative, zero);
      assertEquals(expected, Inertia.of(a), a::toString);
      assertEquals(new Inertia(negative, positive, zero), Inertia.of(a.negate()));
      assertEquals(negative == 0, Inertia.isPositiveSemidefinite(a));
      assertEquals(negative == 0 && zero == 0, Inertia.isPositiveDefinite(a));
      assertEquals(positive + negative, ExactRank.rank(a));
      InertiaCertificate certificate = Inertia.certify(a);
      assertEquals(expected, certificate.inertia());
      assertTrue(certificate.holdsFor(a));
      assertEquals(negative > 0, Inertia.negativeDirection(a).isPresent());
      Inertia.negativeDirection(a)
          .ifPresent(v -> assertTrue(v.transpose().times(a).times(v).get(0, 0).signum() < 0));
    }
  }

  @Test
  void zeroDiagonals() {
    assertEquals(new Inertia(1, 1, 0), Inertia.of(integers(2, 0, 1, 1, 0)));
    assertEquals(new Inertia(1, 1, 0), Inertia.of(integers(2, 0, -5, -5, 0)));
    assertEquals(new Inertia(1, 1, 1), Inertia.of(integers(3, 0, 0, 2, 0, 0, 0, 2, 0, 0)));
    // The adjacency matrix of the complete graph K₄ has the eigenvalues 3, −1, −1, −1.
    assertEquals(
        new Inertia(1, 3, 0),
        Inertia.of(integers(4, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0)));
    assertEquals(
        new Inertia(2, 2, 0),
        Inertia.of(integers(4, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, -1, 0, 0, -1, 0)));
    RationalMatrix a = integers(3, 0, 0, 2, 0, 0, 7, 2, 7, 0);
    assertEquals(new Inertia(1, 1, 1), Inertia.of(a));
    assertTrue(Inertia.certify(a).holdsFor(a));
    assertFalse(Inertia.isPositiveSemidefinite(a));
  }

  @Test
  void knownMatrices() {
    assertEquals(new Inertia(0, 0, 0), Inertia.of(RationalMatrix.zero(0, 0)));
    assertTrue(Inertia.isPositiveDefinite(RationalMatrix.zero(0, 0)));
    assertEquals(new Inertia(0, 0, 3), Inertia.of(RationalMatrix.zero(3, 3)));
    Rational[] hilbert = new Rational[36];
    for (int k = 0; k < 36; k++) {
      hilbert[k] = Rational.of(1, k / 6 + k % 6 + 1);
    }
    RationalMatrix h = RationalMatrix.of(6, 6, hilbert);
    assertTrue(Inertia.isPositiveDefinite(h));
    // Schur: below the value det(H₆)/det(H₅) of the last pivot the matrix stops being definite, at
    // it semidefinite.
    Rational pivot = Rational.of(1, 698_544);
    RationalMatrix edge = h.with(5, 5, h.get(5, 5).minus(pivot));
    assertEquals(new Inertia(5, 0, 1), Inertia.of(edge));
    Rational hair = Rational.of(2).pow(-300);
    assertEquals(new Inertia(5, 1, 0), Inertia.of(edge.with(5, 5, edge.get(5, 5).minus(hair))));
    assertEquals(new Inertia(6, 0, 0), Inertia.of(edge.with(5, 5, edge.get(5, 5).plus(hair))));
  }

  @Test
  void aWrongCertificateIsRefused() {
    RationalMatrix a = integers(2, 2, 1, 1, -3);
    InertiaCertificate good = Inertia.certify(a);
    assertTrue(good.holdsFor(a));
    assertFalse(new InertiaCertificate(new Inertia(2, 0, 0), good.basis()).holdsFor(a));
    assertFalse(
        new InertiaCertificate(good.inertia(), RationalMatrix.identity(2)).holdsFor(a),
        "not diagonal");
    RationalMatrix singular = RationalMatrix.zero(2, 2);
    assertFalse(
        new InertiaCertificate(new Inertia(0, 0, 2), singular).holdsFor(a),
        "a singular congruence");
    assertFalse(good.holdsFor(integers(2, 2, 1, 0, -3)), "not symmetric");
    assertFalse(good.holdsFor(RationalMatrix.identity(3)), "another shape");
  }

  @Test
  void asymmetryIsNamed() {
    assertEquals(
        "inertia: a symmetric matrix is needed, got entry (0, 1) = 2 but (1, 0) = 5/2",
        assertThrows(
                ShapeException.class,
                () ->
                    Inertia.of(
                        RationalMatrix.of(
                            2, 2, Rational.ONE, Rational.of(2), Rational.of(5, 2), Rational.ONE)))
            .getMessage());
    assertEquals(
        "inertia: a square matrix is needed, got 2×3",
        assertThrows(ShapeException.class, () -> Inertia.of(RationalMatrix.zero(2, 3)))
            .getMessage());
  }
}
