package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Forward;
import org.theoria.network.Network;

/** Activation patterns a(X, θ) of slide 73. */
final class ActivationPatterns {
  private ActivationPatterns() {}

  /**
   * For each hidden layer with a kink, 1 where the pre-activation is at least 0, else 0; n_h × n.
   */
  static List<RationalMatrix> of(Network n, RationalMatrix x) {
    return of(n, FrozenMap.logits(n).forward(RationalArithmetic.INSTANCE, x));
  }

  /**
   * The same.
   *
   * @param f the {@link FrozenMap#logits} of n on x
   */
  static List<RationalMatrix> of(Network n, Forward<RationalMatrix> f) {
    List<RationalMatrix> all = new ArrayList<>();
    for (int h = 1; h < n.depth(); h++) {
      if (!n.activation(h).isContinuouslyDifferentiable()) {
        all.add(signs(f.preActivation(h)));
      }
    }
    return all;
  }

  /** 1 where an entry is at least 0, else 0. */
  static RationalMatrix signs(RationalMatrix z) {
    Rational[] entries = new Rational[z.rows() * z.columns()];
    for (int i = 0; i < z.rows(); i++) {
      for (int j = 0; j < z.columns(); j++) {
        entries[i * z.columns() + j] = z.get(i, j).signum() >= 0 ? Rational.ONE : Rational.ZERO;
      }
    }
    return RationalMatrix.of(z.rows(), z.columns(), entries);
  }

  /** The rows 𝟙, a_k and a_k∘x_l, (1 + n₁(1 + n₀)) × n, of the pattern a of one hidden layer. */
  static RationalMatrix span(RationalMatrix x, List<RationalMatrix> pattern) {
    RationalMatrix rows = RationalMatrix.constant(1, x.columns(), Rational.ONE);
    for (RationalMatrix active : pattern) {
      rows = rows.stack(active);
      for (int l = 0; l < x.rows(); l++) {
        rows = rows.stack(active.hadamard(x.block(l, 0, 1, x.columns())));
      }
    }
    return rows;
  }

  /** The number of entries in which two patterns of the same shape differ. */
  static int differences(List<RationalMatrix> a, List<RationalMatrix> b) {
    int count = 0;
    for (int h = 0; h < a.size(); h++) {
      RationalMatrix difference = a.get(h).minus(b.get(h));
      for (List<Rational> row : difference.toRows()) {
        count += (int) row.stream().filter(e -> !e.isZero()).count();
      }
    }
    return count;
  }
}
