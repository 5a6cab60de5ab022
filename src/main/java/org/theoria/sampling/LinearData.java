package org.theoria.sampling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;
import org.theoria.network.linear.Echelon;
import org.theoria.network.linear.Regression;

/**
 * Data of a linear regression for which everything is rational: Σ = UΛUᵀ with a rational orthogonal
 * U and rational eigenvalues.
 *
 * <p>X = T·K and Y = U·Δ·O·K + F·K', where [K; K'] is an n × n rational orthogonal matrix (K its
 * first d_x rows), T is invertible, O (d_y × d_x) has orthonormal rows and Δ = diag(δ_1, …). Then
 * Σ_XX = TTᵀ, Σ_YXΣ_XX⁻¹ = UΔOT⁻¹ and Σ = UΔ²Uᵀ; F·K' is the noise, orthogonal to the rows of X.
 * Every sample whose Σ^{1/2} = Σ_YXΣ_XX⁻¹X has a rational singular value decomposition is of this
 * form, up to the choice of K.
 *
 * @param sample X and Y
 * @param regression what follows from the sample
 * @param u U, d_y × d_y, orthogonal: column i is the eigenvector of λ_{i+1}
 * @param singularValues δ_1 &gt; δ_2 &gt; … &gt; 0
 */
public record LinearData(
    Sample sample, Regression regression, RationalMatrix u, List<Rational> singularValues) {

  public LinearData {
    singularValues = List.copyOf(singularValues);
  }

  /**
   * Data that meet the hypotheses of slide 91: d_y ≤ d_x ≤ n, Σ_XX invertible, Σ_XY of full rank,
   * distinct singular values.
   */
  public static LinearData draw(Stream s, int inputs, int outputs, int examples) {
    if (outputs > inputs || inputs > examples || outputs < 1) {
      throw new IllegalArgumentException(
          "linear data: 1 ≤ d_y ≤ d_x ≤ n is needed, got d_y = "
              + outputs
              + ", d_x = "
              + inputs
              + ", n = "
              + examples);
    }
    RationalMatrix k = orthogonal(s, examples);
    RationalMatrix rows = k.block(0, 0, inputs, examples);
    RationalMatrix rest = k.block(inputs, 0, examples - inputs, examples);
    RationalMatrix o = orthogonal(s, inputs).block(0, 0, outputs, inputs);
    RationalMatrix u = orthogonal(s, outputs);
    List<Rational> delta = singularValues(s, outputs);
    RationalMatrix fit = u.times(diagonal(delta)).times(o).times(rows);
    RationalMatrix noise =
        s.chance(1, 4)
            ? RationalMatrix.zero(outputs, examples - inputs)
            : integers(s, outputs, examples - inputs, 1);
    Sample sample = new Sample(invertible(s, inputs).times(rows), fit.plus(noise.times(rest)));
    return new LinearData(sample, new Regression(sample), u, delta);
  }

  /** λ_i = δ_i², decreasing. */
  public List<Rational> eigenvalues() {
    return singularValues.stream().map(d -> d.times(d)).toList();
  }

  /** U_𝒮, d_y × |𝒮|, for a 1-based 𝒮. */
  public RationalMatrix columns(List<Integer> subset) {
    RationalMatrix result = RationalMatrix.zero(u.rows(), 0);
    for (int i : subset) {
      result = result.beside(u.block(0, i - 1, u.rows(), 1));
    }
    return result;
  }

  /** Distinct numbers k/2 with 1 ≤ k ≤ d + 4, decreasing. */
  private static List<Rational> singularValues(Stream s, int d) {
    List<Rational> all = new ArrayList<>();
    for (int k = 1; k <= d + 4; k++) {
      all.add(Rational.of(k, 2));
    }
    while (all.size() > d) {
      all.remove(s.nextInt(all.size()));
    }
    Collections.reverse(all);
    return all;
  }

  /**
   * An n × n rational orthogonal matrix: a signed permutation, or one times Cayley's (I − A)(I +
   * A)⁻¹ with a skew-symmetric A of up to n non-zero entries ±1/2, ±1, ±2 above the diagonal.
   */
  static RationalMatrix orthogonal(Stream s, int n) {
    RationalMatrix signed = RationalMatrix.zero(n, n);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      places.add(i);
    }
    for (int i = 0; i < n; i++) {
      int j = places.remove(s.nextInt(places.size()));
      signed = signed.with(i, j, s.chance(1, 2) ? Rational.ONE : Rational.of(-1));
    }
    if (n < 2 || s.chance(1, 8)) {
      return signed;
    }
    RationalMatrix a = RationalMatrix.zero(n, n);
    int entries = s.nextInt(1, n);
    for (int e = 0; e < entries; e++) {
      int i = s.nextInt(n - 1);
      int j = s.nextInt(i + 1, n - 1);
      Rational value = s.oneOf(Rational.ONE, Rational.of(2), Rational.of(1, 2));
      Rational t = s.chance(1, 2) ? value : value.negate();
      a = a.with(i, j, t).with(j, i, t.negate());
    }
    RationalMatrix identity = RationalMatrix.identity(n);
    return identity.minus(a).times(Echelon.inverse(identity.plus(a))).times(signed);
  }

  /** A small invertible matrix: mostly unimodular, with integer entries, sometimes scaled rows. */
  static RationalMatrix invertible(Stream s, int n) {
    RationalMatrix result = RationalMatrix.identity(n);
    int steps = s.nextInt(0, n + 1);
    for (int step = 0; step < steps; step++) {
      int i = s.nextInt(n);
      int j = s.nextInt(n);
      RationalMatrix elementary = RationalMatrix.identity(n);
      elementary =
          i == j
              ? elementary.with(
                  i, i, s.oneOf(Rational.of(-1), Rational.of(2), Rational.of(1, 2)))
              : elementary.with(i, j, Rational.of(s.chance(1, 2) ? 1 : -1));
      result = elementary.times(result);
    }
    return result;
  }

  /** Integer entries, uniform in [−bound, bound]. */
  static RationalMatrix integers(Stream s, int rows, int columns, int bound) {
    Rational[] entries = new Rational[rows * columns];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Rational.of(s.nextInt(-bound, bound));
    }
    return RationalMatrix.of(rows, columns, entries);
  }

  private static RationalMatrix diagonal(List<Rational> values) {
    RationalMatrix result = RationalMatrix.zero(values.size(), values.size());
    for (int i = 0; i < values.size(); i++) {
      result = result.with(i, i, values.get(i));
    }
    return result;
  }
}
