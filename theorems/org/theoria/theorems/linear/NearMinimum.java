package org.theoria.theorems.linear;

import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

/**
 * Points of the architecture (1, 1, 1) at which the Hessian is positive definite and the gradient
 * is not 0: E = Σ_XX(p − z)² + const with p = w_2w_1 and z the regressor, whose Hessian has a
 * determinant ∝ (3p − z)(z − p), positive for p strictly between z/3 and z.
 */
final class NearMinimum {

  private NearMinimum() {}

  static DeepLinearPoint draw(Stream s) {
    LinearData data = LinearData.draw(s, 1, 1, s.nextInt(1, 2));
    Rational z = data.regression().regressor().get(0, 0);
    Rational p = z.times(s.oneOf(Rational.of(1, 2), Rational.of(2, 3), Rational.of(3, 4)));
    Rational w = s.oneOf(Rational.ONE, Rational.of(-1), Rational.of(2));
    List<RationalMatrix> weights =
        List.of(RationalMatrix.of(1, 1, w), RationalMatrix.of(1, 1, p.dividedBy(w)));
    return DeepLinearPoint.of(weights, data.sample(), data.u());
  }
}
