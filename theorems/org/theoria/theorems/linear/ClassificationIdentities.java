package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Rational;
import org.theoria.network.linear.LinearRisk;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Symbols;

/**
 * Identities at critical points in normal form, r = 1, outputs in the basis U, Σ_XX = I: W_1 = [F;
 * Z_1], W_h = diag(1, Z_h).
 */
sealed interface ClassificationIdentities extends DeepLinearShape.Identities {

  Rational TWO = Rational.of(2);

  /** [[a, 0], [0, b]] of two numbers. */
  private static <M extends Matrix<M>> M diagonal(FormalArithmetic<M> k, M a, M b) {
    M zero = k.scalar(Rational.ZERO);
    return a.beside(zero).stack(zero.beside(b));
  }

  private static <M extends Matrix<M>> M number(
      FormalArithmetic<M> k, Symbols symbols, String name) {
    return k.scalar(symbols.real(name));
  }

  /** Two rows that are orthogonal: (f1, f2) and s(−f2, f1). */
  private static <M extends Matrix<M>> M orthogonalRows(FormalArithmetic<M> k, Symbols symbols) {
    M f1 = number(k, symbols, "f1");
    M f2 = number(k, symbols, "f2");
    M s = number(k, symbols, "s");
    return f1.beside(f2).stack(s.times(f2.negate()).beside(s.times(f1)));
  }

  /** The square of the norm of row i, counted from 0: λ_{i+1}. */
  private static <M extends Matrix<M>> M square(M rows, int i) {
    return rows.block(i, 0, 1, rows.columns()).sumOfSquares();
  }

  /**
   * 𝒮 = {1}, H = 2: turning u_1 towards u_2 changes E by −t²(λ_2 − λ_1) + t⁴λ_2, whatever the
   * noise.
   *
   * @param fourth whether the term t⁴λ_2 is there
   * @param difference whether λ_1 is subtracted
   */
  record Turning(boolean fourth, boolean difference) implements ClassificationIdentities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        DeepLinearShape shape, Symbols symbols, FormalArithmetic<M> k) {
      M g = orthogonalRows(k, symbols);
      M x = k.identity(2).beside(k.constant(2, 1, Rational.ZERO));
      M y = g.beside(k.of(symbols.matrix("r", 2, 1)));
      M t = number(k, symbols, "t");
      M first = g.block(0, 0, 1, 2);
      M second = g.block(1, 0, 1, 2);
      M one = k.scalar(Rational.ONE);
      M zero = k.scalar(Rational.ZERO);
      List<M> at = List.of(first, one.stack(zero));
      List<M> moved = List.of(first.plus(t.times(second)), one.stack(t));
      M change = LinearRisk.value(k, moved, x, y).minus(LinearRisk.value(k, at, x, y));
      M gap = difference ? square(g, 1).minus(square(g, 0)) : square(g, 1);
      M t2 = t.times(t);
      M right = t2.times(gap).negate();
      right = fourth ? right.plus(t2.times(t2).times(square(g, 1))) : right;
      return List.of(Claim.equal("turning", change, right));
    }
  }

  /**
   * E on the blocks alone, H = 3: ‖FX − Y_1‖² + ‖Y_2‖² − 2tr(MZ_3Z_2Z_1) + ‖Z_3Z_2Z_1X‖², M =
   * XY_2ᵀ, for any X and Y.
   *
   * @param factor 2, or what a false variant has in its place
   */
  record Blocks(int factor) implements ClassificationIdentities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        DeepLinearShape shape, Symbols symbols, FormalArithmetic<M> k) {
      M f = k.of(symbols.matrix("f", 1, shape.inputs()));
      M z1 = k.of(symbols.matrix("z", 1, shape.inputs()));
      M z2 = number(k, symbols, "b");
      M z3 = number(k, symbols, "c");
      M one = k.scalar(Rational.ONE);
      M x = shape.x(symbols, k);
      M y = shape.y(symbols, k);
      int n = shape.examples();
      M y1 = y.block(0, 0, 1, n);
      M y2 = y.block(1, 0, 1, n);
      List<M> w = List.of(f.stack(z1), diagonal(k, one, z2), diagonal(k, one, z3));
      M z = z3.times(z2).times(z1);
      M zx = z.times(x);
      M cross = z.times(x.times(y2.transpose())).scale(Rational.of(factor));
      M right =
          f.times(x)
              .minus(y1)
              .sumOfSquares()
              .plus(y2.sumOfSquares())
              .minus(cross)
              .plus(zx.sumOfSquares());
      return List.of(Claim.equal("blocks", LinearRisk.value(k, w, x, y), right));
    }
  }

  /**
   * The second-order form at 𝒮 = {1}, H = 3, Z_3 = 0, in every direction V, V_1 = [u; z_1], V_h =
   * [[a_h, b_h], [c_h, z_h]]: with α = a_2 + a_3, β = u + b_2Z_1, γ = c_3 and M = Nᵀ it is ‖αF +
   * β‖² + ‖γF‖² − 2tr(Mγβ), less 2z_3Z_2z_1M where W is not tightened.
   *
   * @param loose Z_1 = 0 and Z_2 any number, else Z_1 a multiple of F and Z_2 = 0
   * @param loosened whether the last term is there
   * @param factor 2, or what a false variant has before tr(Mγβ)
   */
  record SecondOrder(boolean loose, boolean loosened, int factor)
      implements ClassificationIdentities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        DeepLinearShape shape, Symbols symbols, FormalArithmetic<M> k) {
      M rows = orthogonalRows(k, symbols);
      M f = rows.block(0, 0, 1, 2);
      M m = rows.block(1, 0, 1, 2).transpose();
      M one = k.scalar(Rational.ONE);
      M zero = k.scalar(Rational.ZERO);
      M free = number(k, symbols, "e");
      M z1 = loose ? f.minus(f) : free.times(f);
      M z2 = loose ? free : zero;
      List<M> w = List.of(f.stack(z1), diagonal(k, one, z2), diagonal(k, one, zero));
      List<M> v = shape.layers("v", symbols, k);
      M alpha = entry(v, 2, 0, 0).plus(entry(v, 3, 0, 0));
      M beta = v.getFirst().block(0, 0, 1, 2).plus(entry(v, 2, 0, 1).times(z1));
      M gamma = entry(v, 3, 1, 0);
      M right =
          alpha
              .times(f)
              .plus(beta)
              .sumOfSquares()
              .plus(gamma.times(f).sumOfSquares())
              .minus(gamma.times(beta).times(m).scale(Rational.of(factor)));
      M moved = v.getFirst().block(1, 0, 1, 2);
      M last = entry(v, 3, 1, 1).times(z2).times(moved).times(m);
      right = loosened ? right.minus(last.scale(TWO)) : right;
      M half = DeepLinearIdentities.Jet.of(w, v, k.identity(2)).halfSecond(rows);
      return List.of(Claim.equal("second-order", half, right));
    }

    private static <M extends Matrix<M>> M entry(List<M> v, int h, int i, int j) {
      return v.get(h - 1).block(i, j, 1, 1);
    }
  }

  /**
   * ‖W_H⋯W_1 − Y‖² is the risk of W_1ᵀ, …, W_Hᵀ in the other order for Yᵀ, X = I; and the risk for
   * CX is that of W_1C, W_2, …, W_H for X.
   *
   * @param transposed whether the target is transposed
   */
  record Reductions(boolean transposed) implements ClassificationIdentities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        DeepLinearShape shape, Symbols symbols, FormalArithmetic<M> k) {
      List<M> w = shape.layers("w", symbols, k);
      int inputs = shape.inputs();
      M target = k.of(symbols.matrix("g", shape.outputs(), inputs));
      List<M> mirrored = w.reversed().stream().map(Matrix::transpose).toList();
      M other = transposed ? target.transpose() : target;
      M c = k.of(symbols.matrix("c", inputs, 1));
      M x = k.of(symbols.matrix("x", 1, shape.examples()));
      M y = shape.y(symbols, k);
      List<M> reduced = new ArrayList<>(w);
      reduced.set(0, w.getFirst().times(c));
      return List.of(
          Claim.equal(
              "transposed",
              LinearRisk.value(k, w, k.identity(inputs), target),
              LinearRisk.value(k, mirrored, k.identity(shape.outputs()), other)),
          Claim.equal(
              "inputs", LinearRisk.value(k, w, c.times(x), y), LinearRisk.value(k, reduced, x, y)));
    }
  }
}
