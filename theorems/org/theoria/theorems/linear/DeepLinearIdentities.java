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
   * E(W + tV) = ‖Q‖² + 2t⟨Q, P_1⟩ + t²(‖P_1‖² + 2⟨Q, P_2⟩) + …, with Q = P_0 − Y; the terms from t³
   * on are Σ⟨P_i, P_j⟩t^{i+j}.
   *
   * @param curvature 2, or what a false variant has before ⟨Q, P_2⟩
   */
  record Taylor(int curvature) implements DeepLinearIdentities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        DeepLinearShape shape, Symbols symbols, FormalArithmetic<M> k) {
      M t = k.of(symbols.matrix("t", 1, 1));
      List<M> w = shape.layers("w", symbols, k);
      List<M> v = shape.layers("v", symbols, k);
      List<M> moved = new ArrayList<>();
      for (int h = 0; h < v.size(); h++) {
        moved.add(w.get(h).plus(DeepLinearShape.times(k, t, v.get(h))));
      }
      M x = shape.x(symbols, k);
      M y = shape.y(symbols, k);
      List<M> p = powers(w, v, x);
      p.set(0, p.getFirst().minus(y));
      Rational c = Rational.of(curvature);
      M sum = p.getFirst().sumOfSquares();
      sum = sum.plus(t.times(inner(p, 0, 1).scale(TWO)));
      M power = t.times(t);
      sum = sum.plus(power.times(inner(p, 1, 1).plus(inner(p, 0, 2).scale(c))));
      for (int order = 3; order <= 2 * shape.depth(); order++) {
        power = power.times(t);
        for (int i = Math.max(0, order - shape.depth()); i <= order - i; i++) {
          M term = inner(p, i, order - i);
          sum = sum.plus(power.times(i == order - i ? term : term.scale(TWO)));
        }
      }
      return List.of(Claim.equal("taylor", LinearRisk.value(k, moved, x, y), sum));
    }

    private static <M extends Matrix<M>> M inner(List<M> p, int i, int j) {
      return p.get(i).hadamard(p.get(j)).sum();
    }

    /** P_0, …, P_H. */
    private static <M extends Matrix<M>> List<M> powers(List<M> w, List<M> v, M x) {
      List<M> p = new ArrayList<>(List.of(x));
      for (int h = 0; h < w.size(); h++) {
        List<M> next = new ArrayList<>();
        for (int i = 0; i <= h + 1; i++) {
          M still = i <= h ? w.get(h).times(p.get(i)) : v.get(h).times(p.get(i - 1));
          next.add(i > 0 && i <= h ? still.plus(v.get(h).times(p.get(i - 1))) : still);
        }
        p = next;
      }
      return p;
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
