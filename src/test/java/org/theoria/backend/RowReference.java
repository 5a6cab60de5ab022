package org.theoria.backend;

import java.math.BigDecimal;
import java.math.MathContext;
import org.theoria.backend.PlainReference.Plain;

/**
 * What normalisation of rows and its derivative should give, in 50 digits, with bounds of error.
 */
final class RowReference {
  private static final MathContext DIGITS = new MathContext(50);

  private RowReference() {}

  /**
   * Mean, scale, normalised rows, and how far each may be off.
   *
   * <p>With c entries of at most M in a row and the unit roundoff u: the mean is off by e = (c +
   * 2)·u·M at most (c additions, a division, a rounding), a deviation d by e + u·|d| ≤ e' = e +
   * 2uM, the sum of variance and ε relatively by ρ = (2·e'·√variance + e'² + (c + 4)·u·variance +
   * 2u·ε)/(variance + ε), the scale relatively by ρ (half of it to first order) + 3u, and an entry
   * by scale·(e' + |d|·(ρ + 4u)).
   */
  record Normalised(
      Plain mean, Plain meanBound, Plain scale, Plain scaleBound, Plain rows, Plain rowsBound) {}

  static Normalised normalise(double epsilon, Plain m, double u) {
    int c = m.columns();
    double[][] all = new double[6][];
    for (int q = 0; q < 4; q++) {
      all[q] = new double[m.rows()];
    }
    all[4] = new double[m.rows() * c];
    all[5] = new double[m.rows() * c];
    for (int i = 0; i < m.rows(); i++) {
      double largest = 0;
      BigDecimal sum = BigDecimal.ZERO;
      for (int j = 0; j < c; j++) {
        sum = sum.add(exact(m.at(i, j)));
        largest = Math.max(largest, Math.abs(m.at(i, j)));
      }
      BigDecimal mean = share(sum, c);
      BigDecimal squares = BigDecimal.ZERO;
      for (int j = 0; j < c; j++) {
        squares = squares.add(exact(m.at(i, j)).subtract(mean).pow(2), DIGITS);
      }
      BigDecimal variance = share(squares, c);
      BigDecimal root = variance.add(exact(epsilon)).sqrt(DIGITS);
      BigDecimal scale = BigDecimal.ONE.divide(root, DIGITS);
      double ofMean = (c + 2) * u * largest;
      double ofDeviation = ofMean + 2 * u * largest;
      double v = variance.doubleValue();
      double relative =
          (2 * ofDeviation * Math.sqrt(v)
                  + ofDeviation * ofDeviation
                  + (c + 4) * u * v
                  + 2 * u * epsilon)
              / (v + epsilon);
      all[0][i] = mean.doubleValue();
      all[1][i] = ofMean;
      all[2][i] = scale.doubleValue();
      all[3][i] = scale.doubleValue() * (relative + 3 * u);
      for (int j = 0; j < c; j++) {
        BigDecimal d = exact(m.at(i, j)).subtract(mean);
        all[4][i * c + j] = d.multiply(scale, DIGITS).doubleValue();
        all[5][i * c + j] =
            scale.doubleValue() * (ofDeviation + Math.abs(d.doubleValue()) * (relative + 4 * u));
      }
    }
    Plain[] p = new Plain[6];
    for (int q = 0; q < 6; q++) {
      p[q] = new Plain(m.rows(), q < 4 ? 1 : c, all[q]);
    }
    return new Normalised(p[0], p[1], p[2], p[3], p[4], p[5]);
  }

  /**
   * Jᵀδ and how far it may be off: (c + 8)·u·|s|·(|δ_k| + mean|δ| + |n_k|·mean|δ∘n|), for c
   * additions, a product and a division in the means, and the five operations of an entry.
   */
  record PulledBack(Plain delta, Plain bound) {}

  /** By the full Jacobian of a row, ∂n_j/∂m_k = s·(δ_jk − 1/c − n_j·n_k/c). */
  static PulledBack pullBack(Plain normalised, Plain scale, Plain delta, double u) {
    int c = delta.columns();
    double[] value = new double[delta.entries().length];
    double[] bound = new double[value.length];
    for (int i = 0; i < delta.rows(); i++) {
      BigDecimal s = exact(scale.at(i, 0));
      double ofDelta = 0;
      double ofProduct = 0;
      for (int j = 0; j < c; j++) {
        ofDelta += Math.abs(delta.at(i, j)) / c;
        ofProduct += Math.abs(delta.at(i, j) * normalised.at(i, j)) / c;
      }
      for (int k = 0; k < c; k++) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal nk = exact(normalised.at(i, k));
        for (int j = 0; j < c; j++) {
          BigDecimal coupled = BigDecimal.ONE.add(exact(normalised.at(i, j)).multiply(nk));
          BigDecimal jacobian =
              (j == k ? BigDecimal.ONE : BigDecimal.ZERO).subtract(share(coupled, c));
          sum = sum.add(jacobian.multiply(exact(delta.at(i, j))), DIGITS);
        }
        value[i * c + k] = s.multiply(sum).doubleValue();
        double size =
            Math.abs(delta.at(i, k)) + ofDelta + Math.abs(normalised.at(i, k)) * ofProduct;
        bound[i * c + k] = (c + 8) * u * Math.abs(s.doubleValue()) * size;
      }
    }
    return new PulledBack(new Plain(delta.rows(), c, value), new Plain(delta.rows(), c, bound));
  }

  private static BigDecimal exact(double value) {
    return new BigDecimal(value);
  }

  /** An empty mean is 0. */
  private static BigDecimal share(BigDecimal sum, int count) {
    return count == 0 ? sum : sum.divide(BigDecimal.valueOf(count), DIGITS);
  }
}
