package org.theoria.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.network.Backpropagation;
import org.theoria.network.Curvature.Kinks;
import org.theoria.network.Forward;
import org.theoria.network.Gradient;
import org.theoria.network.OutputJacobian;
import org.theoria.network.Sample;

/**
 * E, its gradient and Hessian, and the residuals f_θ(X) − Y with their Jacobian, of a problem in
 * one arithmetic. Positions are those of {@link org.theoria.network.Parameters}.
 */
final class Objective<M extends Matrix<M>> {
  private final TrainingProblem problem;
  private final OrderedArithmetic<M> k;
  private final M x;
  private final M y;
  private final List<Gradient<M>> unit;

  Objective(TrainingProblem problem, OrderedArithmetic<M> k) {
    this.problem = problem;
    this.k = k;
    Sample sample = problem.sample();
    this.x = k.of(sample.x());
    this.y = k.of(sample.y());
    this.unit = new ArrayList<>();
  }

  OrderedArithmetic<M> arithmetic() {
    return k;
  }

  Forward<M> forward(List<M> weights, List<M> biases) {
    return Forward.of(k, problem.activations(), weights, biases, x);
  }

  /** The backward pass at these parameters. */
  Backpropagation<M> at(List<M> weights, List<M> biases) {
    return Backpropagation.of(forward(weights, biases), problem.loss(), y);
  }

  /** E, 1 × 1. */
  M value(Forward<M> f) {
    return problem.loss().value(k, f.output(), y);
  }

  /** f_θ(X) − Y, one column of n·n_H, example by example. */
  M residuals(Forward<M> f) {
    return f.output().minus(y).transpose().flatten();
  }

  /** Chosen columns of its Jacobian, n·n_H × (number chosen). */
  M residualJacobian(Forward<M> f, List<Integer> positions) {
    return columns(OutputJacobian.of(f), positions);
  }

  /** Chosen entries of ∇E, one column. */
  M gradient(Backpropagation<M> b, List<Integer> positions) {
    return rows(b.gradient().flatten(), positions);
  }

  /** Chosen rows and columns of ∇²E. */
  M hessian(
      Backpropagation<M> b, List<Integer> chosenRows, List<Integer> chosenColumns, Kinks kinks) {
    M result = null;
    for (int j : chosenColumns) {
      M column = rows(b.hessianTimes(unit(j), kinks).flatten(), chosenRows);
      result = result == null ? column : result.beside(column);
    }
    return result == null ? k.constant(chosenRows.size(), 0, Rational.ZERO) : result;
  }

  /** The unit vector of a position, in the shape of θ. */
  private Gradient<M> unit(int position) {
    if (unit.isEmpty()) {
      int count = problem.layout().count();
      for (int p = 0; p < count; p++) {
        List<Rational> theta = new ArrayList<>(Collections.nCopies(count, Rational.ZERO));
        theta.set(p, Rational.ONE);
        var direction = problem.network(theta);
        unit.add(
            new Gradient<>(
                direction.weights().stream().map(k::of).toList(),
                direction.biases().stream().map(k::of).toList()));
      }
    }
    return unit.get(position);
  }

  /** A column of all parameters, taken apart into W_1, …, W_H and b_1, …, b_H. */
  Gradient<M> unflatten(M theta) {
    Architecture a = problem.architecture();
    List<M> weights = new ArrayList<>();
    List<M> biases = new ArrayList<>();
    for (int h = 1; h <= a.depth(); h++) {
      int start = problem.layout().layerStart(h);
      M w = null;
      for (int i = 0; i < a.width(h); i++) {
        M row = theta.block(start + i * a.width(h - 1), 0, a.width(h - 1), 1).transpose();
        w = w == null ? row : w.stack(row);
      }
      if (w == null) {
        throw new IllegalStateException("a layer has at least one neuron");
      }
      weights.add(w);
      biases.add(theta.block(problem.layout().biasStart(h), 0, a.width(h), 1));
    }
    return new Gradient<>(weights, biases);
  }

  /** Chosen rows. */
  static <M extends Matrix<M>> M rows(M m, List<Integer> positions) {
    if (isEverything(positions, m.rows())) {
      return m;
    }
    M result = m.block(0, 0, 0, m.columns());
    for (int i : positions) {
      result = result.stack(m.block(i, 0, 1, m.columns()));
    }
    return result;
  }

  /** Chosen columns. */
  static <M extends Matrix<M>> M columns(M m, List<Integer> positions) {
    if (isEverything(positions, m.columns())) {
      return m;
    }
    M result = m.block(0, 0, m.rows(), 0);
    for (int j : positions) {
      result = result.beside(m.block(0, j, m.rows(), 1));
    }
    return result;
  }

  private static boolean isEverything(List<Integer> positions, int count) {
    if (positions.size() != count) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (positions.get(i) != i) {
        return false;
      }
    }
    return true;
  }

  /** A column of exact numbers. */
  static RationalMatrix column(List<Rational> entries) {
    return RationalMatrix.of(entries.size(), 1, entries.toArray(Rational[]::new));
  }
}
