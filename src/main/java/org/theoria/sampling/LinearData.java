package org.theoria.sampling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;
import org.theoria.network.linear.DataHypothesis;
import org.theoria.network.linear.Echelon;
import org.theoria.network.linear.Regression;

/**
 * Data of a linear regression for which everything is rational: Σ = UΛUᵀ with a rational orthogonal
 * U and rational eigenvalues.
 *
 * <p>X = T·K and Y = U·[Δ; 0]·O·K + F·K', where [K; K'] is an n × n rational orthogonal matrix (K
 * its first ρ rows, ρ = rank X), T (d_x × ρ) has full column rank, Δ = diag(δ_1, …, δ_k) with k =
 * min(d_y, ρ), and O (k × ρ) has orthonormal rows. Then Σ^{1/2} = U[Δ; 0]OK and Σ = UΔ²Uᵀ; F·K' is
 * the noise, orthogonal to the rows of X. Every sample whose Σ^{1/2} has a rational singular value
 * decomposition is of this form, up to the choice of K.
 *
 * @param sample X and Y
 * @param regression what follows from the sample
 * @param u U, d_y × d_y, orthogonal: column i is the eigenvector of λ_{i+1}
 * @param singularValues δ_1 ≥ … ≥ δ_{d_y} ≥ 0, all distinct and positive unless drawn otherwise
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
    return draw(s, inputs, outputs, examples, Set.of());
  }

  /**
   * Data that meet the hypotheses other than those of {@code broken} and do not meet these. The
   * shape decides ENOUGH_EXAMPLES (d_x ≤ n) and OUTPUTS_AT_MOST_INPUTS (d_y ≤ d_x). With d_y = ρ +
   * 1 the last singular value is 0, with d_y ≥ ρ + 2 two are. A combination that does not exist
   * (d_x &gt; n makes Σ_XX singular; d_y = 1 has no two singular values) throws {@link
   * IllegalArgumentException}.
   */
  public static LinearData draw(
      Stream s, int inputs, int outputs, int examples, Set<DataHypothesis> broken) {
    int rank =
        broken.contains(DataHypothesis.INVERTIBLE_INPUTS) ? Math.min(examples, inputs - 1) : inputs;
    int k = Math.min(outputs, rank);
    if (Math.min(inputs, outputs) < 1 || rank < 1 || rank > examples) {
      throw new IllegalArgumentException(
          "linear data: d_x = "
              + inputs
              + ", d_y = "
              + outputs
              + ", n = "
              + examples
              + " cannot break just "
              + broken);
    }
    RationalMatrix orthogonal = orthogonal(s, examples);
    RationalMatrix rows = orthogonal.block(0, 0, rank, examples);
    RationalMatrix rest = orthogonal.block(rank, 0, examples - rank, examples);
    RationalMatrix o = orthogonal(s, rank).block(0, 0, k, rank);
    RationalMatrix u = orthogonal(s, outputs);
    List<Rational> delta = new ArrayList<>(singularValues(s, k));
    if (broken.contains(DataHypothesis.DISTINCT_SINGULAR_VALUES) && k >= 2) {
      int equal = s.nextInt(1, k - 1);
      delta.set(equal, delta.get(equal - 1));
    }
    if (broken.contains(DataHypothesis.FULL_RANK)) {
      delta.set(k - 1, Rational.ZERO);
    }
    RationalMatrix fit = u.block(0, 0, outputs, k).times(diagonal(delta)).times(o).times(rows);
    RationalMatrix noise =
        s.chance(1, 4)
            ? RationalMatrix.zero(outputs, examples - rank)
            : integers(s, outputs, examples - rank, 1);
    RationalMatrix t = invertible(s, inputs).block(0, 0, inputs, rank);
    Sample sample = new Sample(t.times(rows), fit.plus(noise.times(rest)));
    while (delta.size() < outputs) {
      delta.add(Rational.ZERO);
    }
    Regression regression = new Regression(sample);
    if (!Set.copyOf(regression.failed()).equals(broken)) {
      throw new IllegalArgumentException(
          "linear data: d_x = "
              + inputs
              + ", d_y = "
              + outputs
              + ", n = "
              + examples
              + " cannot break just "
              + broken
              + " but breaks "
              + regression.failed());
    }
    return new LinearData(sample, regression, u, delta);
  }

  /**
   * The same data with another U: in the first pair of equal singular values, the eigenvectors are
   * turned by the angle with cosine 3/5. Empty where all are distinct.
   */
  public Optional<LinearData> turned() {
    for (int i = 0; i + 1 < singularValues.size(); i++) {
      if (singularValues.get(i).equals(singularValues.get(i + 1))) {
        Rational c = Rational.of(3, 5);
        Rational d = Rational.of(4, 5);
        RationalMatrix turn =
            RationalMatrix.identity(u.rows())
                .with(i, i, c)
                .with(i, i + 1, d.negate())
                .with(i + 1, i, d)
                .with(i + 1, i + 1, c);
        return Optional.of(new LinearData(sample, regression, u.times(turn), singularValues));
      }
    }
    return Optional.empty();
  }

  /** λ_i = δ_i², not increasing. */
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
    int[] places = IntStream.range(0, n).toArray();
    for (int i = 0; i < n; i++) {
      int other = s.nextInt(i, n - 1);
      int j = places[other];
      places[other] = places[i];
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
    int steps = n == 0 ? 0 : s.nextInt(0, n + 1);
    for (int step = 0; step < steps; step++) {
      int i = s.nextInt(n);
      int j = s.nextInt(n);
      RationalMatrix elementary = RationalMatrix.identity(n);
      elementary =
          i == j
              ? elementary.with(i, i, s.oneOf(Rational.of(-1), Rational.of(2), Rational.of(1, 2)))
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
