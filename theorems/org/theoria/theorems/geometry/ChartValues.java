package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;

/** f itself, each point with its own pattern, as columns of n·n_H numbers; exact. */
final class ChartValues {
  private ChartValues() {}

  /** f_θ′(X), σ_H = Id, example by example. */
  static List<Rational> of(ParameterInstance i, Theta theta) {
    RationalMatrix output =
        FrozenMap.logits(i.at(theta)).forward(RationalArithmetic.INSTANCE, i.sample().x()).output();
    List<Rational> all = new ArrayList<>();
    for (int e = 0; e < output.columns(); e++) {
      for (int o = 0; o < output.rows(); o++) {
        all.add(output.get(o, e));
      }
    }
    return all;
  }

  /** rank D f_θ′(X), with the pattern of θ′. */
  static int rankAt(ParameterInstance i, Theta theta) {
    return RegionPoint.of(i.at(theta), i.sample().x()).rank();
  }

  static RationalMatrix column(List<Rational> entries) {
    return RationalMatrix.column(entries.toArray(new Rational[0]));
  }

  /** The indices 0, …, count − 1 that are not among these. */
  static List<Integer> outside(List<Integer> indices, int count) {
    List<Integer> others = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      if (!indices.contains(k)) {
        others.add(k);
      }
    }
    return others;
  }
}
