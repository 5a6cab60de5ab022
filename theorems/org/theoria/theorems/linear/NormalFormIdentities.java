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
 * Identities at any weights of the normal form W_1 = [F; Z_1], W_h = diag(I_r, Z_h), critical or
 * not, for X = I and Y = [F; Mᵀ]: F, M and all Z_h are free, so that what vanishes at a critical
 * point is seen.
 */
sealed interface NormalFormIdentities extends DeepLinearShape.Identities {

  /**
   * The weights.
   *
   * @param rank r
   * @param f F, r × d_x
   * @param m M, d_x × (d_y − r)
   * @param z Z_1, …, Z_H
   */
  record Point<M extends Matrix<M>>(FormalArithmetic<M> k, int rank, M f, M m, List<M> z) {

    static <M extends Matrix<M>> Point<M> of(
        DeepLinearShape shape, int rank, Symbols symbols, FormalArithmetic<M> k) {
      List<M> z = new ArrayList<>();
      for (int h = 1; h <= shape.depth(); h++) {
        int columns = shape.widths().get(h - 1) - (h == 1 ? 0 : rank);
        z.add(k.of(symbols.matrix("z" + h, shape.widths().get(h) - rank, columns)));
      }
      return new Point<>(
          k,
          rank,
          k.of(symbols.matrix("f", rank, shape.inputs())),
          k.of(symbols.matrix("m", shape.inputs(), shape.outputs() - rank)),
          z);
    }

    List<M> weights() {
      List<M> weights = new ArrayList<>(List.of(f.stack(z.getFirst())));
      for (M block : z.subList(1, z.size())) {
        M above = k.identity(rank).beside(k.constant(rank, block.columns(), Rational.ZERO));
        M below = k.constant(block.rows(), rank, Rational.ZERO).beside(block);
        weights.add(above.stack(below));
      }
      return weights;
    }

    /** Y = [F; Mᵀ]. */
    M target() {
      return f.stack(m.transpose());
    }

    /** Z_{h−1}⋯Z_1, d_x columns. */
    M before(int h) {
      return LinearRisk.product(k, z, h - 1, 1);
    }

    /** Z_H⋯Z_{h+1}. */
    M after(int h) {
      return LinearRisk.product(k, z, z.size(), h + 1);
    }

    /** T_{hg} = Z_{h−1}⋯Z_{g+1}. */
    M between(int h, int g) {
      return LinearRisk.product(k, z, h - 1, g + 1);
    }
  }

  /** tr(AB), 1 × 1. */
  private static <M extends Matrix<M>> M trace(M a, M b) {
    return a.hadamard(b.transpose()).sum();
  }

  /**
   * ∂E/∂Z_h = −2(Z_{h−1}⋯Z_1MZ_H⋯Z_{h+1})ᵀ + 2(Z_H⋯Z_{h+1})ᵀ(Z_H⋯Z_1)(Z_{h−1}⋯Z_1)ᵀ, from the
   * derivatives of E itself.
   *
   * @param rank r
   * @param factor 2, or what a false variant has before the last term
   */
  record BlockGradient(int rank, int factor) implements NormalFormIdentities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        DeepLinearShape shape, Symbols symbols, FormalArithmetic<M> k) {
      Point<M> p = Point.of(shape, rank, symbols, k);
      int depth = shape.depth();
      M risk = LinearRisk.value(k, p.weights(), k.identity(shape.inputs()), p.target());
      List<Claim<M>> claims = new ArrayList<>();
      for (int h = 1; h <= depth; h++) {
        M cycle = p.before(h).times(p.m()).times(p.after(h)).transpose();
        M square = p.after(h).transpose().times(p.before(depth + 1)).times(p.before(h).transpose());
        claims.add(
            Claim.equal(
                "block-" + h,
                k.derivative(risk, p.z().get(h - 1)),
                square.scale(Rational.of(factor)).minus(cycle.scale(Rational.of(2)))));
      }
      return claims;
    }
  }

  /**
   * The second-order form along V_1 = [u; z_1], V_h = [[a_h, b_h], [c_h, z_h]]: with α = Σa_h, β =
   * u + Σb_hZ_{h−1}⋯Z_1, γ = ΣZ_H⋯Z_{h+1}c_h, ζ = ΣZ_H⋯Z_{h+1}z_hZ_{h−1}⋯Z_1 it is ‖αF + β‖² + ‖γF
   * + ζ‖² − 2tr(Mγβ) − 2Σ_{h>g}tr(z_hT_{hg}z_gN_{hg}), plus what is 0 at a critical point: terms
   * with FM, with products of H factors of MZ_H⋯Z_1 that contain M, and with Z_H⋯Z_1.
   *
   * @param rank r
   * @param factor 2, or what a false variant has before tr(Mγβ)
   * @param kept whether the terms with products of H factors are there
   */
  record GeneralForm(int rank, int factor, boolean kept) implements NormalFormIdentities {
    private static final Rational TWO = Rational.of(2);

    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        DeepLinearShape shape, Symbols symbols, FormalArithmetic<M> k) {
      Point<M> p = Point.of(shape, rank, symbols, k);
      List<M> v = shape.layers("v", symbols, k);
      int depth = shape.depth();
      M alpha = k.constant(rank, rank, Rational.ZERO);
      M beta = block(v, 1, true, true);
      M gamma = k.constant(shape.outputs() - rank, rank, Rational.ZERO);
      M zeta = p.after(1).times(block(v, 1, false, true));
      for (int h = 2; h <= depth; h++) {
        alpha = alpha.plus(block(v, h, true, false));
        beta = beta.plus(block(v, h, true, true).times(p.before(h)));
        gamma = gamma.plus(p.after(h).times(block(v, h, false, false)));
        zeta = zeta.plus(p.after(h).times(block(v, h, false, true)).times(p.before(h)));
      }
      M form =
          alpha
              .times(p.f())
              .plus(beta)
              .sumOfSquares()
              .plus(gamma.times(p.f()).plus(zeta).sumOfSquares())
              .minus(trace(p.m(), gamma.times(beta)).scale(Rational.of(factor)));
      M rest = k.scalar(Rational.ZERO);
      for (int h = 2; h <= depth; h++) {
        M lower = block(v, h, false, false);
        for (int g = 1; g < h; g++) {
          M joined = block(v, h, false, true).times(p.between(h, g));
          M n = p.before(g).times(p.m()).times(p.after(h));
          rest = rest.minus(trace(joined.times(block(v, g, false, true)), n));
          if (g > 1) {
            M crossed = p.f().times(p.m()).times(p.after(h));
            rest = rest.minus(trace(joined.times(block(v, g, false, false)), crossed));
            rest = rest.minus(trace(lower.times(block(v, g, true, false)), crossed));
          }
        }
        for (int g = h; kept && g <= depth; g++) {
          M cycle = p.before(g).times(p.m()).times(p.after(h));
          rest = rest.plus(trace(lower.times(block(v, g, true, true)), cycle));
        }
      }
      DeepLinearIdentities.Jet<M> jet =
          DeepLinearIdentities.Jet.of(p.weights(), v, k.identity(shape.inputs()));
      M below = jet.p2().block(rank, 0, shape.outputs() - rank, shape.inputs());
      rest = rest.plus(p.before(depth + 1).hadamard(below).sum());
      return List.of(
          Claim.equal("general-form", jet.halfSecond(p.target()), form.plus(rest.scale(TWO))));
    }

    /** A block of V_h: above or below, on what comes from below or (h > 1) from above. */
    private <M extends Matrix<M>> M block(List<M> v, int h, boolean above, boolean fromBelow) {
      M layer = v.get(h - 1);
      int column = h > 1 && fromBelow ? rank : 0;
      return layer.block(
          above ? 0 : rank,
          column,
          above ? rank : layer.rows() - rank,
          h == 1 ? layer.columns() : fromBelow ? layer.columns() - rank : rank);
    }
  }
}
