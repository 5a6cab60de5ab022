package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Rational;
import org.theoria.network.linear.LinearRisk;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Symbols;

/** Identities that hold of every deep linear network, whatever its weights and data. */
sealed interface DeepLinearIdentities extends DeepLinearShape.Identities {

  Rational TWO = Rational.of(2);

  /**
   * ∂E/∂W_h = 2(W_H⋯W_{h+1})ᵀ(W_H⋯W_1Σ_XX − Σ_YX)(W_{h−1}⋯W_1)ᵀ, from the derivatives of E itself.
   *
   * @param factor 2, or what a false variant has in its place
   * @param residual whether Σ_YX is subtracted
   */
  record Gradient(int factor, boolean residual) implements DeepLinearIdentities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        DeepLinearShape shape, Symbols symbols, FormalArithmetic<M> k) {
      List<M> w = shape.layers("w", symbols, k);
      M x = shape.x(symbols, k);
      M y = shape.y(symbols, k);
      int depth = shape.depth();
      M risk = LinearRisk.value(k, w, x, y);
      M rest = LinearRisk.product(k, w, depth, 1).times(x.times(x.transpose()));
      rest = residual ? rest.minus(y.times(x.transpose())) : rest;
      List<Claim<M>> claims = new ArrayList<>();
      for (int h = 1; h <= depth; h++) {
        M after = LinearRisk.product(k, w, depth, h + 1).transpose();
        M before = LinearRisk.product(k, w, h - 1, 1).transpose();
        claims.add(
            Claim.equal(
                "layer-" + h,
                k.derivative(risk, w.get(h - 1)),
                after.times(rest).times(before).scale(Rational.of(factor))));
      }
      return claims;
    }
  }

  /**
   * ‖WX − Y‖² = tr(WΣ_XXWᵀ) − 2tr(WΣ_XY) + tr Σ_YY, W one matrix.
   *
   * @param factor 2, or what a false variant has in its place
   */
  record Expansion(int factor) implements DeepLinearIdentities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        DeepLinearShape shape, Symbols symbols, FormalArithmetic<M> k) {
      List<M> w = shape.layers("w", symbols, k);
      M x = shape.x(symbols, k);
      M y = shape.y(symbols, k);
      M whole = LinearRisk.product(k, w, shape.depth(), 1);
      M xt = x.transpose();
      M square = whole.times(x.times(xt)).hadamard(whole).sum();
      M cross = whole.hadamard(y.times(xt)).sum().scale(Rational.of(factor));
      M sum = square.minus(cross).plus(y.sumOfSquares());
      return List.of(Claim.equal("expansion", LinearRisk.value(k, w, x, y), sum));
    }
  }

  /**
   * With W = PG, Pᵀ = P, Σ_YX = GΣ_XX: (WΣ_XX − Σ_YX)Wᵀ = PΣP − ΣP, Σ = GΣ_XXGᵀ.
   *
   * @param projected whether the first term is PΣP
   */
  record Commuting(boolean projected) implements DeepLinearIdentities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        DeepLinearShape shape, Symbols symbols, FormalArithmetic<M> k) {
      M half = k.of(symbols.matrix("p", shape.outputs(), shape.outputs()));
      M p = half.plus(half.transpose());
      M g = k.of(symbols.matrix("g", shape.outputs(), shape.inputs()));
      M x = shape.x(symbols, k);
      M sigmaXX = x.times(x.transpose());
      M sigma = g.times(sigmaXX).times(g.transpose());
      M w = p.times(g);
      M left = w.times(sigmaXX).minus(g.times(sigmaXX)).times(w.transpose());
      M first = projected ? p.times(sigma).times(p) : p.times(sigma);
      return List.of(Claim.equal("commuting", left, first.minus(sigma.times(p))));
    }
  }

  /**
   * The first and second derivatives of t ↦ E(W + tV), at every t: 2⟨P_0 − Y, P_1⟩ and 2‖P_1‖² +
   * 4⟨P_0 − Y, P_2⟩, with (W + (t+s)V)-product·X = P_0 + sP_1 + s²P_2 + ….
   *
   * @param curvature 4, or what a false variant has in its place
   */
  record Taylor(int curvature) implements DeepLinearIdentities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        DeepLinearShape shape, Symbols symbols, FormalArithmetic<M> k) {
      M t = k.of(symbols.matrix("t", 1, 1));
      List<M> v = shape.layers("v", symbols, k);
      List<M> w = new ArrayList<>();
      List<M> start = shape.layers("w", symbols, k);
      for (int h = 0; h < v.size(); h++) {
        w.add(start.get(h).plus(DeepLinearShape.times(k, t, v.get(h))));
      }
      M x = shape.x(symbols, k);
      M y = shape.y(symbols, k);
      Jet<M> jet = Jet.of(w, v, x);
      M risk = LinearRisk.value(k, w, x, y);
      M slope = k.derivative(risk, t);
      M rest = jet.p0().minus(y);
      return List.of(
          Claim.equal("first", slope, rest.hadamard(jet.p1()).sum().scale(TWO)),
          Claim.equal(
              "second",
              k.derivative(slope, t),
              jet.p1().sumOfSquares()
                  .scale(TWO)
                  .plus(rest.hadamard(jet.p2()).sum().scale(Rational.of(curvature)))));
    }
  }

  /** (W + tV)-product·X = P_0 + tP_1 + t²P_2 + …. */
  record Jet<M extends Matrix<M>>(M p0, M p1, M p2) {

    static <M extends Matrix<M>> Jet<M> of(List<M> w, List<M> v, M x) {
      M p0 = x;
      M p1 = x.minus(x);
      M p2 = p1;
      for (int h = 0; h < w.size(); h++) {
        p2 = w.get(h).times(p2).plus(v.get(h).times(p1));
        p1 = w.get(h).times(p1).plus(v.get(h).times(p0));
        p0 = w.get(h).times(p0);
      }
      return new Jet<>(p0, p1, p2);
    }

    /** ‖P_1‖² + 2⟨P_0 − Y, P_2⟩, half the second derivative of E along V. */
    M halfSecond(M y) {
      return p1.sumOfSquares().plus(p0.minus(y).hadamard(p2).sum().scale(TWO));
    }
  }
}
