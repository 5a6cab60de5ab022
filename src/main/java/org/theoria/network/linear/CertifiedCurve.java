package org.theoria.network.linear;

import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;

/**
 * What proves that E takes smaller (or larger) values arbitrarily near W: a polynomial curve with
 * E(W(t)) − E(W) = coefficient·t^order + higher powers of t, so the difference has the sign of the
 * coefficient for all small t &gt; 0.
 *
 * @param curve W(t), W(0) = W
 * @param order m ≥ 1
 * @param coefficient c ≠ 0: E descends along the curve where c &lt; 0
 */
public record CertifiedCurve(WeightCurve curve, int order, Rational coefficient) {

  public CertifiedCurve {
    if (order < 1 || coefficient.isZero()) {
      throw new IllegalArgumentException(
          "certified curve: order ≥ 1 and a coefficient ≠ 0 are needed, got "
              + order
              + " and "
              + coefficient);
    }
  }

  /** What the curve proves at W; empty where E is constant along it. */
  public static Optional<CertifiedCurve> of(
      List<RationalMatrix> weights, WeightCurve curve, Sample sample) {
    Polynomial e = LinearRisk.along(weights, curve, sample);
    Polynomial difference = e.minus(new Polynomial(List.of(e.coefficient(0))));
    int order = difference.order();
    return order < 0
        ? Optional.empty()
        : Optional.of(new CertifiedCurve(curve, order, difference.coefficient(order)));
  }

  /** Whether E is smaller than E(W) at all W(t) with small t &gt; 0. */
  public boolean descends() {
    return coefficient.signum() < 0;
  }

  /**
   * Whether this is true of W and the sample: exact, and from them and this record alone. A curve
   * whose shapes do not fit the weights throws {@link org.theoria.arithmetic.ShapeException}.
   */
  public boolean holdsFor(List<RationalMatrix> weights, Sample sample) {
    return of(weights, curve, sample).equals(Optional.of(this));
  }
}
