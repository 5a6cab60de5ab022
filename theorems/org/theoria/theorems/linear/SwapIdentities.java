package org.theoria.theorems.linear;

import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Symbols;

/**
 * Identities of {@link LinearTwoLayerLocalIsGlobal}, for matrices of symbols. In the basis U and a
 * gauge with C = I the critical point of 𝒮 = {1..n₁} (up to the order of the rows) is A = (I, 0), B =
 * T_𝒮. Y = TX + N, where N = Y − TX has NXᵀ = Σ_YX − TΣ_XX = 0: the identities hold for every N, with a
 * term in K = NXᵀ. S = TΣ_XXTᵀ is Σ then.
 */
final class SwapIdentities {
  private SwapIdentities() {}

  /** T, X, N, Y = TX + N, K = NXᵀ and S = TXXᵀTᵀ. */
  private record Data<M extends Matrix<M>>(M t, M x, M y, M rest, M sigma) {
    static <M extends Matrix<M>> Data<M> of(
        TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
      M t = k.of(symbols.matrix("t", shape.outputs(), shape.inputs()));
      M x = k.of(symbols.matrix("x", shape.inputs(), shape.examples()));
      M n = k.of(symbols.matrix("n", shape.outputs(), shape.examples()));
      M tx = t.times(x);
      return new Data<>(
          t, x, tx.plus(n), n.times(x.transpose()), tx.times(tx.transpose()));
    }

    M sigma(int i, int j) {
      return sigma.block(i, j, 1, 1);
    }

    /** (KTᵀ)_{ij}. */
    M slack(int i, int j) {
      return rest.block(i, 0, 1, rest.columns())
          .times(t.block(j, 0, 1, t.columns()).transpose());
    }
  }

  /** A = (I, 0) and B = T_𝒮. */
  private static <M extends Matrix<M>> TwoLayerRisk<M> critical(
      TwoLayerShape shape, Data<M> d, FormalArithmetic<M> k) {
    int rank = shape.hidden();
    M a = k.identity(rank).stack(k.of(RationalMatrix.zero(shape.outputs() - rank, rank)));
    return new TwoLayerRisk<>(d.x(), d.y(), a, d.t().block(0, 0, rank, shape.inputs()));
  }

  /** ‖ABX − Y‖² = ‖(AB − T)X‖² + ‖N‖² − 2⟨AB − T, K⟩, ‖Y‖² = tr(S) + ‖N‖² + 2⟨T, K⟩. */
  static <M extends Matrix<M>> List<Claim<M>> split(
      TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
    Data<M> d = Data.of(shape, symbols, k);
    M a = k.of(symbols.matrix("a", shape.outputs(), shape.hidden()));
    M b = k.of(symbols.matrix("b", shape.hidden(), shape.inputs()));
    TwoLayerRisk<M> e = new TwoLayerRisk<>(d.x(), d.y(), a, b);
    M gap = a.times(b).minus(d.t());
    M noise = d.y().minus(d.t().times(d.x())).sumOfSquares();
    Rational two = Rational.of(2);
    return List.of(
        Claim.equal(
            "risk",
            e.value(),
            gap.times(d.x()).sumOfSquares().plus(noise).minus(gap.hadamard(d.rest()).sum().scale(two))),
        Claim.equal(
            "targets",
            TwoLayerRisk.trace(e.sigmaYY()),
            TwoLayerRisk.trace(d.sigma())
                .plus(noise)
                .plus(d.t().hadamard(d.rest()).sum().scale(two))));
  }

  /**
   * E = tr(Σ_YY) − Σ_{i∈𝒮}S_ii − 2Σ_{i∈𝒮}(KTᵀ)_ii.
   *
   * @param terms how many eigenvalues are subtracted beside those of 𝒮
   */
  record Value(int terms) implements TwoLayerShape.Identities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
      Data<M> d = Data.of(shape, symbols, k);
      TwoLayerRisk<M> e = critical(shape, d, k);
      M value = TwoLayerRisk.trace(e.sigmaYY());
      for (int i = 0; i < shape.hidden() + terms; i++) {
        value = value.minus(d.sigma(i, i)).minus(d.slack(i, i).scale(Rational.of(2)));
      }
      return List.of(Claim.equal("value", e.value(), value));
    }
  }

  /** V = u_ie_jᵀ and W = e_ju_iᵀT, i the last row, j the first. */
  private record Swap<M extends Matrix<M>>(M v, M w) {
    static <M extends Matrix<M>> Swap<M> of(TwoLayerShape shape, Data<M> d, FormalArithmetic<M> k) {
      int i = shape.outputs() - 1;
      RationalMatrix unit =
          RationalMatrix.zero(shape.outputs(), shape.hidden()).with(i, 0, Rational.ONE);
      RationalMatrix column = RationalMatrix.zero(shape.hidden(), 1).with(0, 0, Rational.ONE);
      return new Swap<>(
          k.of(unit), k.of(column).times(d.t().block(i, 0, 1, shape.inputs())));
    }
  }

  /**
   * E(A+tV, B+tW) − E(A,B) = (S_jj − S_ii)t² + S_iit⁴ up to terms in S_ij and K.
   *
   * @param sign 1; −1 in a false variant
   */
  record Descent(int sign) implements TwoLayerShape.Identities {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(
        TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
      Data<M> d = Data.of(shape, symbols, k);
      TwoLayerRisk<M> e = critical(shape, d, k);
      Swap<M> swap = Swap.of(shape, d, k);
      M step = k.of(RationalMatrix.of(1, 1, symbols.real("s")));
      int i = shape.outputs() - 1;
      TwoLayerRisk<M> moved =
          new TwoLayerRisk<>(
              d.x(),
              d.y(),
              e.a().plus(Adjugate.multiple(k, step, swap.v())),
              e.b().plus(Adjugate.multiple(k, step, swap.w())));
      Rational two = Rational.of(2);
      M first = d.sigma(i, 0).plus(d.slack(i, 0)).plus(d.slack(0, i)).scale(two).negate();
      M second =
          d.sigma(0, 0)
              .minus(d.sigma(i, i))
              .scale(Rational.of(sign))
              .minus(d.slack(i, i).scale(two));
      M third = d.sigma(i, 0).scale(two);
      M polynomial =
          step.times(
              first.plus(
                  step.times(second.plus(step.times(third.plus(step.times(d.sigma(i, i))))))));
      return List.of(Claim.equal("descent", moved.value().minus(e.value()), polynomial));
    }
  }

  /** The formula for the second derivative, from E itself differentiated twice along a line. */
  static <M extends Matrix<M>> List<Claim<M>> secondDerivative(
      TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
    TwoLayerRisk<M> e = shape.risk(symbols, k);
    M v = k.of(symbols.matrix("v", shape.outputs(), shape.hidden()));
    M w = k.of(symbols.matrix("w", shape.hidden(), shape.inputs()));
    M step = k.of(RationalMatrix.of(1, 1, symbols.real("s")));
    TwoLayerRisk<M> moved =
        new TwoLayerRisk<>(
            e.x(),
            e.y(),
            e.a().plus(Adjugate.multiple(k, step, v)),
            e.b().plus(Adjugate.multiple(k, step, w)));
    return List.of(
        Claim.equal(
            "second-derivative",
            k.derivative(k.derivative(moved.value(), step), step),
            moved.secondDerivative(v, w)));
  }

  /**
   * With π = AJAᵀ = dP_A: d²‖(AB − T)X‖² = ‖(dAB − πT)X‖² + ‖(dT − πT)X‖², and the last is d·tr(dS − πS).
   */
  static <M extends Matrix<M>> List<Claim<M>> pythagoras(
      TwoLayerShape shape, Symbols symbols, FormalArithmetic<M> k) {
    M a = k.of(symbols.matrix("a", shape.outputs(), shape.hidden()));
    M b = k.of(symbols.matrix("b", shape.hidden(), shape.inputs()));
    M t = k.of(symbols.matrix("t", shape.outputs(), shape.inputs()));
    M x = k.of(symbols.matrix("x", shape.inputs(), shape.examples()));
    Adjugate<M> inverse = Adjugate.of(k, a.transpose().times(a));
    M d = inverse.determinant();
    M projection = a.times(inverse.adjugate()).times(a.transpose());
    M sigma = t.times(x).times(t.times(x).transpose());
    M whole = a.times(b).minus(t).times(x).sumOfSquares();
    M projected = projection.times(t);
    M inside = Adjugate.multiple(k, d, a.times(b)).minus(projected).times(x).sumOfSquares();
    M outside = Adjugate.multiple(k, d, t).minus(projected).times(x).sumOfSquares();
    M trace = d.times(TwoLayerRisk.trace(sigma)).minus(TwoLayerRisk.trace(projection.times(sigma)));
    return List.of(
        Claim.equal("pythagoras", d.times(d).times(whole), inside.plus(outside)),
        Claim.equal("trace", outside, d.times(trace)));
  }
}
