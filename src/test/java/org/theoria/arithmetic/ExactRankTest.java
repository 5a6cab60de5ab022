package org.theoria.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.theoria.sampling.Key;

class ExactRankTest {
  private static final Rational MERSENNE_61 = Rational.of((1L << 61) - 1);

  private static RationalMatrix hilbert(int n) {
    Rational[] entries = new Rational[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        entries[i * n + j] = Rational.of(1, i + j + 1);
      }
    }
    return RationalMatrix.of(n, n, entries);
  }

  /**
   * m × n of rank exactly r: invertible · diag(1ᵣ, 0) · invertible, by unit triangular factors and
   * a shuffle.
   */
  private static RationalMatrix ofRank(Operands operands, int m, int n, int r) {
    RationalMatrix core = RationalMatrix.zero(m, n);
    for (int i = 0; i < r; i++) {
      core =
          core.with(
              i, n - 1 - i, operands.random().nextBoolean() ? Rational.ONE : Rational.of(-3, 2));
    }
    return triangular(operands, m).times(core).times(triangular(operands, n));
  }

  private static RationalMatrix triangular(Operands operands, int n) {
    RationalMatrix lower = RationalMatrix.identity(n);
    RationalMatrix upper = RationalMatrix.identity(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        lower = lower.with(i, j, operands.small(4, 3));
        upper = upper.with(j, i, operands.small(4, 3));
      }
    }
    return lower.times(upper);
  }

  @Test
  void everyMethodFindsTheConstructedRank() {
    Operands operands = new Operands(41);
    PrimeField field = PrimeField.randomPrime61(new Key("exact-rank", 1).stream(0)::nextLong);
    for (int t = 0; t < 150; t++) {
      int m = 1 + operands.random().nextInt(7);
      int n = 1 + operands.random().nextInt(7);
      int r = operands.random().nextInt(Math.min(m, n) + 1);
      RationalMatrix a = ofRank(operands, m, n, r);
      assertEquals(r, ExactRank.rank(a));
      assertEquals(r, Bareiss.minor(a).order());
      assertEquals(r, Elimination.rank(RationalField.INSTANCE, a.toRows()));
      assertEquals(OptionalInt.of(r), ExactRank.lowerBound(a, field));
      List<List<Long>> residues =
          a.toRows().stream()
              .map(row -> row.stream().map(e -> field.of(e).orElseThrow()).toList())
              .toList();
      assertEquals(r, Elimination.rank(field, residues));
      RankCertificate certificate = ExactRank.certify(a);
      assertEquals(r, certificate.rank());
      assertTrue(certificate.holdsFor(a));
      assertTrue(
          new RankCertificate(Bareiss.minor(a), certificate.dependencies()).minorHoldsFor(a));
    }
  }

  @Test
  void hilbertMatricesAreRegular() {
    for (int n : new int[] {1, 2, 5, 12}) {
      assertEquals(n, ExactRank.rank(hilbert(n)));
      assertEquals(n, Bareiss.minor(hilbert(n)).order());
    }
    RationalMatrix twice = hilbert(8).stack(hilbert(8).scale(Rational.of(-7, 3)));
    assertEquals(8, ExactRank.certify(twice).rank());
    // One entry changed by 2⁻²⁰⁰ is enough.
    RationalMatrix copy = hilbert(6).withoutRow(5).stack(hilbert(6).block(0, 0, 1, 6));
    assertEquals(5, ExactRank.rank(copy));
    assertEquals(6, ExactRank.rank(copy.with(5, 5, copy.get(5, 5).plus(Rational.of(2).pow(-200)))));
  }

  /**
   * Without the exact divisions the numbers would double in length at every step: 2³⁰ times as long
   * at the end.
   */
  @Test
  @Timeout(10)
  void theIntegersStayShort() {
    RationalMatrix h = hilbert(30);
    assertEquals(30, Bareiss.minor(h.stack(h)).order());
  }

  @Test
  void aRankModuloAPrimeIsOnlyALowerBound() {
    // The quick prime of the implementation divides the determinant: the integers must decide.
    RationalMatrix a =
        RationalMatrix.of(
            2, 2, Rational.ONE, Rational.ONE, Rational.ONE, MERSENNE_61.plus(Rational.ONE));
    assertEquals(OptionalInt.of(1), ExactRank.lowerBound(a, new PrimeField((1L << 61) - 1)));
    assertEquals(2, ExactRank.rank(a));
    RankCertificate certificate = ExactRank.certify(a);
    assertEquals(2, certificate.rank());
    assertTrue(certificate.holdsFor(a));
    // And it divides a denominator.
    RationalMatrix b = RationalMatrix.identity(2).with(0, 1, MERSENNE_61.reciprocal());
    assertEquals(OptionalInt.empty(), ExactRank.lowerBound(b, new PrimeField((1L << 61) - 1)));
    assertEquals(2, ExactRank.rank(b));
    assertTrue(ExactRank.certify(b).holdsFor(b));
  }

  @Test
  void emptyAndZeroMatrices() {
    for (RationalMatrix m :
        List.of(
            RationalMatrix.zero(0, 0),
            RationalMatrix.zero(0, 3),
            RationalMatrix.zero(3, 0),
            RationalMatrix.zero(2, 3))) {
      assertEquals(0, ExactRank.rank(m));
      assertTrue(ExactRank.certify(m).holdsFor(m));
    }
  }

  @Test
  void aWrongCertificateIsRefused() {
    Operands operands = new Operands(42);
    RationalMatrix a = ofRank(operands, 5, 4, 3);
    RankCertificate good = ExactRank.certify(a);
    assertTrue(good.holdsFor(a));
    RationalMatrix d = good.dependencies();
    assertFalse(
        new RankCertificate(good.minor(), d.with(0, 1, d.get(0, 1).plus(Rational.of(1, 9))))
            .holdsFor(a));
    assertFalse(good.holdsFor(a.with(4, 3, a.get(4, 3).plus(Rational.ONE))));
    assertFalse(good.holdsFor(RationalMatrix.zero(5, 4)), "a zero minor");
    assertFalse(good.holdsFor(a.withoutRow(4)), "a matrix of another shape");
    Minor outside = new Minor(List.of(0, 1, 9), good.columns());
    assertFalse(new RankCertificate(outside, d).holdsFor(a));
    Minor smaller = new Minor(good.rows().subList(0, 2), good.columns().subList(0, 2));
    assertFalse(new RankCertificate(smaller, RationalMatrix.zero(3, 2)).holdsFor(a));
    assertThrows(ShapeException.class, () -> new Minor(List.of(1, 1), List.of(0, 1)));
    assertThrows(ShapeException.class, () -> new Minor(List.of(1), List.of(0, 1)));
    assertThrows(
        ShapeException.class, () -> new RankCertificate(good.minor(), RationalMatrix.zero(2, 2)));
  }

  @Test
  void solvingIsExact() {
    Operands operands = new Operands(43);
    for (int t = 0; t < 50; t++) {
      RationalMatrix a = ofRank(operands, 4, 4, 4);
      RationalMatrix x = operands.matrix(4, 2);
      assertEquals(
          Optional.of(x.toRows()),
          Elimination.solve(RationalField.INSTANCE, a.toRows(), a.times(x).toRows()));
    }
    RationalMatrix singular = ofRank(operands, 3, 3, 2);
    assertTrue(
        Elimination.solve(RationalField.INSTANCE, singular.toRows(), singular.toRows()).isEmpty());
    assertThrows(
        ShapeException.class,
        () ->
            Elimination.solve(
                RationalField.INSTANCE, singular.withoutRow(0).toRows(), singular.toRows()));
  }
}
