package org.theoria.network.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * A curve along which E descends (or ascends) from a critical point with r &lt; r_max, whatever its
 * Hessian is: what shows that a non-strict saddle is a saddle.
 *
 * <p>In the coordinates of {@link NormalForm}, moving the blocks Z_h alone gives E = const − 2 tr(M
 * Z_H⋯Z_1) + ‖Q Z_H⋯Z_1X‖², M = Σ_XYQ injective. Choose layers s_1 &lt; … &lt; s_k such that in the
 * cyclic word M Z_H⋯Z_1 every product between two consecutive chosen layers is not 0: a smallest
 * set of middle layers (2..H−1) for which the segments of Z_{H−1}⋯Z_2 are not 0, found greedily,
 * together with as few of the layers 1 and H as possible. Moving layer s by t^{a_s}V_s with
 * matrices V_s of one entry ±1, placed to meet one non-zero entry of every segment, the trace is
 * c·t^{Σa_s} exactly, c ≠ 0 of either sign: a proper subset contributes 0, since with fewer middle
 * layers the middle product is 0, and the layers 1 and H are dropped where they can be. Z_H⋯Z_1 has
 * order at least the sum of the exponents of the middle layers, m of them. With exponent 3 there
 * and 1 at the ends, the norm term has order ≥ 6m and the trace order ≤ 3m + 2 &lt; 6m (m ≥ 1): the
 * trace decides. Exponents 1 and 2 are tried first. (If m = 0 the pivot (H, 1) is not tightened;
 * then W is a strict saddle, the order is at most 2, and signs decide only where Z_H⋯Z_1 has order
 * ≥ 2; so the result may be empty.)
 */
final class HigherOrderDescent {
  private static final int DECISIVE = 3;

  private final NormalForm form;
  private final List<RationalMatrix> weights;
  private final Regression data;
  private final RationalMatrix target;

  HigherOrderDescent(List<RationalMatrix> weights, NormalForm form, Regression data) {
    this.weights = weights;
    this.form = form;
    this.data = data;
    this.target = form.target(data);
  }

  /** A curve along which E descends. */
  Optional<CertifiedCurve> descent() {
    return curve(-1);
  }

  /** A curve along which E ascends. */
  Optional<CertifiedCurve> ascent() {
    return curve(1);
  }

  private Optional<CertifiedCurve> curve(int sign) {
    for (RationalMatrix z : form.blocks()) {
      if (z.rows() == 0 || z.columns() == 0) {
        return Optional.empty(); // r = r_max
      }
    }
    List<Integer> layers = layers();
    for (int exponent = 1; exponent <= DECISIVE; exponent++) {
      for (int orientation = -1; orientation <= 1; orientation += 2) {
        WeightCurve curve = curve(layers, exponent, orientation);
        Optional<CertifiedCurve> proved = CertifiedCurve.of(weights, curve, data.sample());
        if (proved.isPresent() && proved.get().coefficient().signum() == sign) {
          return proved;
        }
      }
    }
    return Optional.empty();
  }

  /** The layers to move, increasing. */
  private List<Integer> layers() {
    int depth = form.depth();
    List<Integer> middle = new ArrayList<>();
    RationalMatrix segment = RationalMatrix.identity(form.blocks().getFirst().rows());
    for (int h = 2; h < depth; h++) {
      segment = block(h).times(segment);
      if (segment.isZero()) {
        middle.add(h);
        segment = RationalMatrix.identity(block(h).rows());
      }
    }
    for (int ends = 0; ends < 4; ends++) {
      List<Integer> layers = new ArrayList<>(middle);
      if (ends % 2 == 1) {
        layers.addFirst(1);
      }
      if (ends >= 2) {
        layers.add(depth);
      }
      if (!layers.isEmpty() && isConnected(layers)) {
        return layers;
      }
    }
    throw new IllegalStateException(
        "higher-order descent: Σ_XYQ = " + target + " must not be 0 for r < r_max");
  }

  private boolean isConnected(List<Integer> layers) {
    return segments(layers).stream().noneMatch(RationalMatrix::isZero);
  }

  /** Segment k follows layer s_k in the cyclic word; the last one contains M. */
  private List<RationalMatrix> segments(List<Integer> layers) {
    List<RationalMatrix> segments = new ArrayList<>();
    for (int k = 0; k + 1 < layers.size(); k++) {
      segments.add(product(layers.get(k), layers.get(k + 1)));
    }
    RationalMatrix last = target.times(product(layers.getLast(), form.depth() + 1));
    for (int h = 1; h < layers.getFirst(); h++) {
      last = block(h).times(last);
    }
    segments.add(last);
    return segments;
  }

  /** Z_{to−1}⋯Z_{from+1}. */
  private RationalMatrix product(int from, int to) {
    RationalMatrix product = RationalMatrix.identity(block(from).rows());
    for (int h = from + 1; h < to; h++) {
      product = block(h).times(product);
    }
    return product;
  }

  private RationalMatrix block(int h) {
    return form.blocks().get(h - 1);
  }

  /**
   * V_s has its entry in the column that the segment before it reaches and at the row where the
   * segment after it starts.
   */
  private WeightCurve curve(List<Integer> layers, int exponent, int orientation) {
    List<RationalMatrix> segments = segments(layers);
    List<WeightCurve.Term> terms = new ArrayList<>();
    for (int k = 0; k < layers.size(); k++) {
      int h = layers.get(k);
      Entry before = entry(segments.get(k == 0 ? layers.size() - 1 : k - 1));
      Entry after = entry(segments.get(k));
      RationalMatrix v =
          RationalMatrix.zero(block(h).rows(), block(h).columns())
              .with(after.column, before.row, Rational.of(k == 0 ? orientation : 1));
      int power = h == 1 || h == form.depth() ? 1 : exponent;
      terms.add(new WeightCurve.Term(h, power, form.blockDirection(h, v)));
    }
    return new WeightCurve(terms);
  }

  private record Entry(int row, int column) {}

  /** The non-zero entry of the fewest bits. */
  private static Entry entry(RationalMatrix m) {
    Entry best = new Entry(-1, -1);
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        if (!m.get(i, j).isZero()
            && (best.row < 0 || m.get(i, j).bitSize() < m.get(best.row, best.column).bitSize())) {
          best = new Entry(i, j);
        }
      }
    }
    return best;
  }
}
