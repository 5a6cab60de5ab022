package org.theoria.network.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;

/**
 * The linear regression that belongs to a sample: Σ_XX = XXᵀ, Σ_XY = XYᵀ, Σ_YY = YYᵀ, the regressor
 * Σ_YXΣ_XX⁻¹ and Σ = Σ_YXΣ_XX⁻¹Σ_XY, whose eigenvalues are the squares δ_i² of the singular values
 * of Σ^{1/2} (slide 91). Exact; computed once.
 */
public final class Regression {
  private final Sample sample;
  private final RationalMatrix sigmaXX;
  private final RationalMatrix sigmaXY;
  private final RationalMatrix sigmaYX;
  private final RationalMatrix sigmaYY;
  private final RationalMatrix regressor;
  private final RationalMatrix sigma;
  private final int inputRank;

  /** Computed at the first question: the same value whichever thread computes it. */
  private volatile @Nullable Spectrum spectrum;

  private volatile @Nullable List<DataHypothesis> failed;

  public Regression(Sample sample) {
    this.sample = sample;
    RationalMatrix x = sample.x();
    RationalMatrix y = sample.y();
    RationalMatrix xt = x.transpose();
    sigmaXX = x.times(xt);
    sigmaXY = x.times(y.transpose());
    sigmaYX = sigmaXY.transpose();
    sigmaYY = y.times(y.transpose());
    List<Integer> independent = Echelon.of(xt).pivots();
    inputRank = independent.size();
    List<Integer> outputs = IntStream.range(0, y.rows()).boxed().toList();
    RationalMatrix gram = sigmaXX.select(independent, independent);
    RationalMatrix coefficients = Echelon.solve(gram, sigmaXY.select(independent, outputs));
    regressor = spread(coefficients.transpose(), independent, x.rows());
    sigma = regressor.times(sigmaXY);
  }

  /** The columns put to these places among {@code width} columns, the others 0. */
  private static RationalMatrix spread(RationalMatrix m, List<Integer> places, int width) {
    Rational[] entries = new Rational[m.rows() * width];
    Arrays.fill(entries, Rational.ZERO);
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < places.size(); j++) {
        entries[i * width + places.get(j)] = m.get(i, j);
      }
    }
    return RationalMatrix.of(m.rows(), width, entries);
  }

  public Sample sample() {
    return sample;
  }

  /** d_x = n_0. */
  public int inputs() {
    return sample.x().rows();
  }

  /** d_y = n_H. */
  public int outputs() {
    return sample.y().rows();
  }

  /** n. */
  public int examples() {
    return sample.size();
  }

  /** rank X = rank Σ_XX. */
  public int inputRank() {
    return inputRank;
  }

  /** XXᵀ, d_x × d_x. */
  public RationalMatrix sigmaXX() {
    return sigmaXX;
  }

  /** XYᵀ, d_x × d_y. */
  public RationalMatrix sigmaXY() {
    return sigmaXY;
  }

  /** YXᵀ, d_y × d_x. */
  public RationalMatrix sigmaYX() {
    return sigmaYX;
  }

  /** YYᵀ, d_y × d_y. */
  public RationalMatrix sigmaYY() {
    return sigmaYY;
  }

  /** tr Σ_YY = ‖Y‖², the risk of the network that is 0. */
  public Rational traceYY() {
    return Polynomial.trace(sigmaYY);
  }

  /**
   * Σ_YXΣ_XX⁻¹, d_y × d_x: the minimiser of D ↦ ‖DX − Y‖². Where Σ_XX is singular, one of its
   * minimisers.
   */
  public RationalMatrix regressor() {
    return regressor;
  }

  /** Σ = Σ_YXΣ_XX⁻¹Σ_XY, d_y × d_y; where Σ_XX is singular, Y·P·Yᵀ, P onto the rows of X. */
  public RationalMatrix sigma() {
    return sigma;
  }

  /** λ_1 &gt; … &gt; λ_{d_y} of Σ; a repeated one throws {@link IllegalArgumentException}. */
  public Spectrum spectrum() {
    Spectrum known = spectrum;
    if (known == null) {
      known = Spectrum.of(sigma);
      spectrum = known;
    }
    return known;
  }

  /** The hypotheses of slide 91 that the data do not meet, in their order. */
  public List<DataHypothesis> failed() {
    List<DataHypothesis> known = failed;
    if (known == null) {
      List<DataHypothesis> found = new ArrayList<>();
      for (DataHypothesis h : DataHypothesis.values()) {
        if (!h.holds(this)) {
          found.add(h);
        }
      }
      known = List.copyOf(found);
      failed = known;
    }
    return known;
  }

  /** The first hypothesis that fails, in one sentence with its numbers; empty when all hold. */
  public Optional<String> whyNot() {
    return failed().stream().findFirst().map(h -> h.explain(this));
  }
}
