package org.theoria.network.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Sample;

/**
 * The risk E(W) = ‖W_H⋯W_1X − Y‖² of a linear network without biases, and its derivatives.
 * Parameters are ordered W_1 row by row, then W_2, … (slide 91).
 *
 * <p>With G = W_H⋯W_1, A_h = W_H⋯W_{h+1}, B_h = W_{h−1}⋯W_1 and R = (GX − Y)Xᵀ, the gradient in W_h
 * is 2A_hᵀRB_hᵀ, and for h ≥ g
 *
 * <pre>  ∂²E/∂(W_h)_{ab}∂(W_g)_{cd} = 2 (A_hᵀA_g)_{ac} (B_hΣ_XXB_gᵀ)_{bd}
 *                                + 2 (W_{h−1}⋯W_{g+1})_{bc} (A_hᵀRB_gᵀ)_{ad}   (h &gt; g only)
 * </pre>
 */
public final class LinearRisk {
  private LinearRisk() {}

  /**
   * W_j⋯W_i; the identity of order n_{i−1} = n_j where j = i − 1.
   *
   * @param weights W_1, …, W_H
   * @param i from 1 to H + 1
   * @param j from i − 1 to H
   */
  public static <M extends Matrix<M>> M product(
      OrderedArithmetic<M> k, List<M> weights, int j, int i) {
    if (i < 1 || j > weights.size() || j < i - 1) {
      throw new IllegalArgumentException(
          "product W_j…W_i: 1 ≤ i ≤ j + 1 ≤ H + 1 is needed, got i = " + i + ", j = " + j);
    }
    if (j == i - 1) {
      return k.identity(j == 0 ? weights.getFirst().columns() : weights.get(j - 1).rows());
    }
    M product = weights.get(j - 1);
    for (int h = j - 1; h >= i; h--) {
      product = product.times(weights.get(h - 1));
    }
    return product;
  }

  /** ‖W_H⋯W_1X − Y‖², 1 × 1. */
  public static <M extends Matrix<M>> M value(OrderedArithmetic<M> k, List<M> weights, M x, M y) {
    requireShapes(weights, x, y);
    return product(k, weights, weights.size(), 1).times(x).minus(y).sumOfSquares();
  }

  /** ∇_{W_h}E = 2A_hᵀ(GX − Y)XᵀB_hᵀ, h = 1..H, each of the shape of W_h. */
  public static <M extends Matrix<M>> List<M> gradient(
      OrderedArithmetic<M> k, List<M> weights, M x, M y) {
    requireShapes(weights, x, y);
    int depth = weights.size();
    M residual = product(k, weights, depth, 1).times(x).minus(y).times(x.transpose()).scale(TWO);
    List<M> gradient = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      M after = product(k, weights, depth, h + 1);
      M before = product(k, weights, h - 1, 1);
      gradient.add(after.transpose().times(residual).times(before.transpose()));
    }
    return gradient;
  }

  private static final Rational TWO = Rational.of(2);

  /**
   * d²/dt² E(W + tV) at t = 0, 1 × 1, without forming the Hessian: with (W+tV)-product·X = P_0 +
   * tP_1 + t²P_2 + …, it is 2‖P_1‖² + 4⟨P_0 − Y, P_2⟩.
   *
   * @param direction V_1, …, V_H, of the shapes of the weights
   */
  public static <M extends Matrix<M>> M secondDerivative(
      OrderedArithmetic<M> k, List<M> weights, List<M> direction, M x, M y) {
    requireShapes(weights, x, y);
    requireSameShapes(weights, direction);
    M p0 = x;
    M p1 = x.minus(x);
    M p2 = p1;
    for (int h = 0; h < weights.size(); h++) {
      M w = weights.get(h);
      M v = direction.get(h);
      p2 = w.times(p2).plus(v.times(p1));
      p1 = w.times(p1).plus(v.times(p0));
      p0 = w.times(p0);
    }
    M curvature = p0.minus(y).hadamard(p2).sum();
    return p1.sumOfSquares().plus(curvature.scale(TWO)).scale(TWO);
  }

  /** t ↦ E(W(t)) along a polynomial curve, exactly. */
  public static Polynomial along(List<RationalMatrix> weights, WeightCurve curve, Sample sample) {
    requireShapes(weights, sample.x(), sample.y());
    List<RationalMatrix> product = List.of(sample.x());
    for (int h = 1; h <= weights.size(); h++) {
      product = times(curve.layer(weights.get(h - 1), h), product);
    }
    List<RationalMatrix> residual = new ArrayList<>(product);
    residual.set(0, residual.getFirst().minus(sample.y()));
    Rational[] coefficients = new Rational[2 * residual.size() - 1];
    Arrays.fill(coefficients, Rational.ZERO);
    for (int i = 0; i < residual.size(); i++) {
      for (int j = 0; j < residual.size(); j++) {
        Rational term = residual.get(i).hadamard(residual.get(j)).sum().get(0, 0);
        coefficients[i + j] = coefficients[i + j].plus(term);
      }
    }
    return new Polynomial(List.of(coefficients));
  }

  /** The product of two matrix polynomials, coefficients from t⁰ on. */
  private static List<RationalMatrix> times(List<RationalMatrix> a, List<RationalMatrix> b) {
    RationalMatrix zero = RationalMatrix.zero(a.getFirst().rows(), b.getFirst().columns());
    List<RationalMatrix> result = new ArrayList<>();
    for (int k = 0; k < a.size() + b.size() - 1; k++) {
      RationalMatrix sum = zero;
      for (int i = Math.max(0, k - b.size() + 1); i <= Math.min(k, a.size() - 1); i++) {
        sum = sum.plus(a.get(i).times(b.get(k - i)));
      }
      result.add(sum);
    }
    return result;
  }

  /** The Hessian of E at W, |E| × |E|, symmetric. */
  public static RationalMatrix hessian(List<RationalMatrix> weights, Sample sample) {
    requireShapes(weights, sample.x(), sample.y());
    RationalMatrix xt = sample.x().transpose();
    return hessian(LinearProducts.of(weights), sample.x().times(xt), sample.y().times(xt));
  }

  /** The Hessian from the products and the Σ's alone. */
  static RationalMatrix hessian(LinearProducts p, RationalMatrix sigmaXX, RationalMatrix sigmaYX) {
    int depth = p.depth();
    RationalMatrix r = p.whole().times(sigmaXX).minus(sigmaYX);
    int[] start = new int[depth + 2];
    for (int h = 1; h <= depth; h++) {
      start[h + 1] = start[h] + p.weight(h).rows() * p.weight(h).columns();
    }
    int size = start[depth + 1];
    Rational[] entries = new Rational[size * size];
    for (int h = 1; h <= depth; h++) {
      RationalMatrix ah = p.after(h).transpose().scale(TWO);
      RationalMatrix bh = p.before(h).times(sigmaXX);
      RationalMatrix ahr = ah.times(r);
      for (int g = 1; g <= h; g++) {
        RationalMatrix bgt = p.before(g).transpose();
        RationalMatrix left = ah.times(p.after(g));
        RationalMatrix right = bh.times(bgt);
        RationalMatrix middle = g < h ? p.between(h, g) : RationalMatrix.zero(0, 0);
        RationalMatrix outer = g < h ? ahr.times(bgt) : RationalMatrix.zero(0, 0);
        int columnsH = p.weight(h).columns();
        int columnsG = p.weight(g).columns();
        for (int a = 0; a < p.weight(h).rows(); a++) {
          for (int b = 0; b < columnsH; b++) {
            int row = start[h] + a * columnsH + b;
            for (int c = 0; c < p.weight(g).rows(); c++) {
              for (int d = 0; d < columnsG; d++) {
                Rational value = left.get(a, c).times(right.get(b, d));
                if (g < h) {
                  value = value.plus(middle.get(b, c).times(outer.get(a, d)));
                }
                int column = start[g] + c * columnsG + d;
                entries[row * size + column] = value;
                entries[column * size + row] = value;
              }
            }
          }
        }
      }
    }
    return RationalMatrix.of(size, size, entries);
  }

  /** Refuses weights that do not chain from X to Y. */
  static void requireShapes(List<? extends Matrix<?>> weights, Matrix<?> x, Matrix<?> y) {
    if (weights.isEmpty()) {
      throw new ShapeException("linear network: at least one weight matrix is needed, got none");
    }
    int width = x.rows();
    for (int h = 1; h <= weights.size(); h++) {
      Matrix<?> w = weights.get(h - 1);
      if (w.columns() != width) {
        throw new ShapeException(
            "linear network: W_"
                + h
                + " must have "
                + width
                + " columns, got "
                + w.rows()
                + "×"
                + w.columns());
      }
      width = w.rows();
    }
    if (width != y.rows()) {
      throw new ShapeException(
          "linear network: W_"
              + weights.size()
              + " must have "
              + y.rows()
              + " rows, as y has, got "
              + width);
    }
  }

  private static void requireSameShapes(
      List<? extends Matrix<?>> weights, List<? extends Matrix<?>> direction) {
    boolean same = weights.size() == direction.size();
    for (int h = 0; same && h < weights.size(); h++) {
      same =
          weights.get(h).rows() == direction.get(h).rows()
              && weights.get(h).columns() == direction.get(h).columns();
    }
    if (!same) {
      throw new ShapeException("direction: the shapes of the weights are needed, layer by layer");
    }
  }
}
