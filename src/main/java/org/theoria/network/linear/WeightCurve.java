package org.theoria.network.linear;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * A polynomial curve through a point W: W_h(t) = W_h + Σ t^k V_{h,k}, over the terms (h, k, V).
 *
 * @param terms the terms; a layer without one stays where it is
 */
public record WeightCurve(List<Term> terms) {

  /**
   * t^power·direction, added to W_layer.
   *
   * @param layer h, from 1
   * @param power k ≥ 1
   * @param direction V_{h,k}, of the shape of W_h
   */
  public record Term(int layer, int power, RationalMatrix direction) {
    public Term {
      if (layer < 1 || power < 1) {
        throw new IllegalArgumentException(
            "curve: layer ≥ 1 and power ≥ 1 are needed, got " + layer + " and " + power);
      }
    }
  }

  public WeightCurve {
    terms = List.copyOf(terms);
  }

  /** The line W + tV. */
  public static WeightCurve line(List<RationalMatrix> direction) {
    List<Term> terms = new ArrayList<>();
    for (int h = 1; h <= direction.size(); h++) {
      if (!direction.get(h - 1).isZero()) {
        terms.add(new Term(h, 1, direction.get(h - 1)));
      }
    }
    return new WeightCurve(terms);
  }

  /** The coefficients of W_h(t), from t⁰ on. */
  List<RationalMatrix> layer(RationalMatrix w, int h) {
    List<RationalMatrix> coefficients = new ArrayList<>();
    coefficients.add(w);
    for (Term term : terms) {
      if (term.layer == h) {
        while (coefficients.size() <= term.power) {
          coefficients.add(RationalMatrix.zero(w.rows(), w.columns()));
        }
        coefficients.set(term.power, coefficients.get(term.power).plus(term.direction));
      }
    }
    return coefficients;
  }

  /** W(t). */
  public List<RationalMatrix> at(List<RationalMatrix> weights, Rational t) {
    List<RationalMatrix> result = new ArrayList<>();
    for (int h = 1; h <= weights.size(); h++) {
      RationalMatrix w = weights.get(h - 1);
      for (Term term : terms) {
        if (term.layer == h) {
          w = w.plus(term.direction.scale(t.pow(term.power)));
        }
      }
      result.add(w);
    }
    return List.copyOf(result);
  }
}
