package org.theoria.network.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * The Hessian of E at a point in the gauge of its normal form: congruent to the Hessian at W by V ↦
 * (D_hV_hD_{h−1}⁻¹)_h, and much sparser. Sylvester's law gives the inertia; directions are carried
 * back.
 *
 * @param form the normal form of W
 * @param matrix the Hessian at the gauged point, |E| × |E|
 */
record HessianAt(NormalForm form, RationalMatrix matrix) {

  static HessianAt of(NormalForm form, Regression data) {
    LinearProducts gauged = LinearProducts.of(form.gauged());
    return new HessianAt(form, LinearRisk.hessian(gauged, data.sigmaXX(), data.sigmaYX()));
  }

  Inertia inertia() {
    return Inertia.of(matrix);
  }

  /** A V at W with V·∇²E·V &lt; 0; empty where the Hessian is positive semidefinite. */
  Optional<List<RationalMatrix>> negative() {
    return Inertia.negativeDirection(matrix).map(this::atPoint);
  }

  /**
   * A V at W with V·∇²E·V &gt; 0; empty where the Hessian is negative semidefinite, and then it is
   * 0: E is convex in each layer, so its diagonal blocks are positive semidefinite; if no diagonal
   * entry is positive they vanish, and an entry a_ij ≠ 0 gives e_i ± e_j with value 2|a_ij|.
   */
  Optional<List<RationalMatrix>> positive() {
    int n = matrix.rows();
    RationalMatrix zero = RationalMatrix.zero(n, 1);
    for (int i = 0; i < n; i++) {
      if (matrix.get(i, i).signum() > 0) {
        return Optional.of(atPoint(zero.with(i, 0, Rational.ONE)));
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        if (!matrix.get(i, j).isZero()) {
          Rational sign = Rational.of(matrix.get(i, j).signum());
          return Optional.of(atPoint(zero.with(i, 0, Rational.ONE).with(j, 0, sign)));
        }
      }
    }
    return Optional.empty();
  }

  /** The vector of a direction at the gauged point, as a direction at W. */
  private List<RationalMatrix> atPoint(RationalMatrix vector) {
    List<RationalMatrix> direction = new ArrayList<>();
    int next = 0;
    for (RationalMatrix w : form.gauged()) {
      Rational[] entries = new Rational[w.rows() * w.columns()];
      for (int k = 0; k < entries.length; k++) {
        entries[k] = vector.get(next++, 0);
      }
      direction.add(RationalMatrix.of(w.rows(), w.columns(), entries));
    }
    return form.ungauged(direction);
  }
}
