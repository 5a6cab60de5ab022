package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.LinearRisk;
import org.theoria.network.linear.Pivot;
import org.theoria.network.linear.Polynomial;
import org.theoria.network.linear.Regression;
import org.theoria.network.linear.WeightCurve;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * Two critical points associated with [1, r], and what is to be checked of them, exactly. With U_S
 * the first r columns of U, B = U_SᵀZ, Z = Σ_YXΣ_XX⁻¹, and E_11 a block with a single 1:
 *
 * <pre>
 *   tightened      W_1 = [B ; 0],  W_h = diag(I_r, 0),     W_H = [U_S, 0]
 *   not tightened  W_1 = [B ; 0],  W_h = diag(I_r, E_11),  W_H = [U_S, 0]
 * </pre>
 *
 * @param change what a mutant changes in the construction
 */
record TightenedClaims(Change change) implements Claims<TightenedProblem> {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** The first point gets E_11 in the middle. */
    FILLED_MIDDLE,
    /** The second point gets 0 in the middle. */
    EMPTY_MIDDLE,
    /**
     * The second point gets E_11 in one layer of the middle and 0 in the others, or none: H ≥ 4.
     */
    BROKEN_MIDDLE,
    /** Both get u_{r+1} as a further column of W_H. */
    LAST_FILLED,
    /** Both get u_{r+1}ᵀZ as a further row of W_1. */
    FIRST_FILLED,
    /** Σ_YX in place of Z. */
    WITHOUT_INVERSE,
    /** The columns 2, …, r + 1 of U. */
    SHIFTED,
    /** 2B. */
    DOUBLED,
    /** The curve descends at the order H − 1. */
    LOWER_ORDER
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(TightenedProblem i, OrderedArithmetic<M> k) {
    Regression data = new Regression(i.sample());
    int r = i.rank();
    RationalMatrix u = i.u().block(0, 0, i.u().rows(), r);
    M product = k.of(u.times(u.transpose()).times(data.regressor()));
    List<RationalMatrix> tightened = tightened(i, data);
    List<RationalMatrix> loose = loose(i, data);
    M zero = k.scalar(Rational.ZERO);
    M one = k.scalar(Rational.ONE);
    RationalMatrix along = along(i, data, tightened);
    return List.of(
        Claim.equal("tightened-critical", gradient(k, i, tightened), zero),
        Claim.equal("tightened-product", product(k, tightened), product),
        Claim.equal("tightened", count(k, loosePivots(tightened, data)), zero),
        Claim.equal("tightened-semidefinite", count(k, negative(tightened, i)), zero),
        Claim.equal("tightened-descent", k.of(along), k.of(predicted(i, data, along.rows()))),
        Claim.equal("loose-critical", gradient(k, i, loose), zero),
        Claim.equal("loose-product", product(k, loose), product),
        Claim.atMost("loose", one, count(k, loosePivots(loose, data))),
        Claim.atMost("loose-strict", one, count(k, negative(loose, i))));
  }

  /** The first point. */
  List<RationalMatrix> tightened(TightenedProblem i, Regression data) {
    return point(i, data, change == Change.FILLED_MIDDLE);
  }

  /** The second point. */
  List<RationalMatrix> loose(TightenedProblem i, Regression data) {
    return point(i, data, change != Change.EMPTY_MIDDLE);
  }

  private List<RationalMatrix> point(TightenedProblem i, Regression data, boolean filled) {
    int r = i.rank();
    int depth = i.architecture().depth();
    int first = change == Change.SHIFTED ? 1 : 0;
    RationalMatrix u = i.u().block(0, first, i.u().rows(), r);
    RationalMatrix z = change == Change.WITHOUT_INVERSE ? data.sigmaYX() : data.regressor();
    RationalMatrix b = u.transpose().times(z);
    List<RationalMatrix> weights = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      RationalMatrix w = h == 1 ? b : h == depth ? u : RationalMatrix.identity(r);
      if (h == 1 && change == Change.DOUBLED) {
        w = w.scale(Rational.of(2));
      }
      int rows = i.architecture().width(h);
      int columns = i.architecture().width(h - 1);
      w = w.stack(RationalMatrix.zero(rows - w.rows(), w.columns()));
      w = w.beside(RationalMatrix.zero(rows, columns - w.columns()));
      boolean inside = h > 1 && h < depth;
      if (inside && filled && !(change == Change.BROKEN_MIDDLE && h == depth - 1)) {
        w = w.with(r, r, Rational.ONE);
      }
      weights.add(w);
    }
    RationalMatrix next = i.u().block(0, r, i.u().rows(), 1);
    if (change == Change.LAST_FILLED) {
      weights.set(
          depth - 1, weights.getLast().plus(next.times(unit(weights.getLast().columns(), r))));
    }
    if (change == Change.FIRST_FILLED) {
      RationalMatrix row = next.transpose().times(data.regressor());
      weights.set(
          0, weights.getFirst().plus(unit(weights.getFirst().rows(), r).transpose().times(row)));
    }
    return List.copyOf(weights);
  }

  /** The row e_{k+1}ᵀ, 1 × size. */
  private static RationalMatrix unit(int size, int k) {
    return RationalMatrix.zero(1, size).with(0, k, Rational.ONE);
  }

  /** The coefficients of E along W + tV, V_1 = e·u_{r+1}ᵀZ, V_h = e·eᵀ, V_H = u_{r+1}eᵀ. */
  private static RationalMatrix along(
      TightenedProblem i, Regression data, List<RationalMatrix> weights) {
    int r = i.rank();
    int depth = weights.size();
    RationalMatrix next = i.u().block(0, r, i.u().rows(), 1);
    List<RationalMatrix> direction = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      RationalMatrix left = h == depth ? next : unit(i.architecture().width(h), r).transpose();
      RationalMatrix right =
          h == 1
              ? next.transpose().times(data.regressor())
              : unit(i.architecture().width(h - 1), r);
      direction.add(left.times(right));
    }
    Polynomial p = LinearRisk.along(weights, WeightCurve.line(direction), i.sample());
    RationalMatrix column = RationalMatrix.zero(2 * depth + 1, 1);
    for (int n = 0; n <= 2 * depth; n++) {
      column = column.with(n, 0, p.coefficient(n));
    }
    return column;
  }

  /** tr Σ_YY − Σ_{j≤r}λ_j − λ_{r+1}(2t^H − t^{2H}). */
  private RationalMatrix predicted(TightenedProblem i, Regression data, int rows) {
    int r = i.rank();
    int depth = (rows - 1) / 2;
    Rational value = SecondOrder.plateau(data, i.u(), r);
    Rational lambda = value.minus(SecondOrder.plateau(data, i.u(), r + 1));
    int order = change == Change.LOWER_ORDER ? depth - 1 : depth;
    return RationalMatrix.zero(rows, 1)
        .with(0, 0, value)
        .with(order, 0, lambda.times(Rational.of(-2)))
        .with(2 * depth, 0, lambda);
  }

  /** The largest |∂E/∂w|, 1 × 1. */
  private static <M extends Matrix<M>> M gradient(
      OrderedArithmetic<M> k, TightenedProblem i, List<RationalMatrix> weights) {
    M x = k.of(i.sample().x());
    M y = k.of(i.sample().y());
    return LinearRisk.gradient(k, weights.stream().map(k::of).toList(), x, y).stream()
        .map(Matrix::flatten)
        .reduce(Matrix::stack)
        .orElseThrow()
        .maxNorm();
  }

  private static <M extends Matrix<M>> M product(
      OrderedArithmetic<M> k, List<RationalMatrix> weights) {
    return LinearRisk.product(k, weights.stream().map(k::of).toList(), weights.size(), 1);
  }

  private static int loosePivots(List<RationalMatrix> weights, Regression data) {
    return (int) Pivot.all(weights, data).stream().filter(p -> !p.isTightened()).count();
  }

  private static int negative(List<RationalMatrix> weights, TightenedProblem i) {
    return Inertia.of(LinearRisk.hessian(weights, i.sample())).negative();
  }

  private static <M extends Matrix<M>> M count(OrderedArithmetic<M> k, int n) {
    return k.scalar(Rational.of(n));
  }

  @Override
  public boolean isRational(TightenedProblem i) {
    return true;
  }
}
