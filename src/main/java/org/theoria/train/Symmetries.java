package org.theoria.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.RankCertificate;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Gradient;
import org.theoria.network.StandardActivation;

/**
 * Vector fields ξ(θ) along which E is constant, so that ⟨∇E(θ), ξ(θ)⟩ = 0 for every θ where E is
 * differentiable: because of them critical points are not isolated, and because of them not all
 * equations of ∇E = 0 are needed.
 *
 * <ul>
 *   <li>σ_h = identity, 1 ≤ h &lt; H: (W_h, b_h, W_{h+1}) ↦ (e^{tA}W_h, e^{tA}b_h, W_{h+1}e^{−tA})
 *       for every A; and, with biases, (b_h, b_{h+1}) ↦ (b_h + tv, b_{h+1} − tW_{h+1}v).
 *   <li>σ_h positively homogeneous: the same for diagonal A.
 *   <li>σ_H = softmax: W_H ↦ W_H + t𝟙uᵀ and, with biases, b_H ↦ b_H + t𝟙.
 *   <li>uᵀX + u₀𝟙ᵀ = 0 (with u₀ = 0 where there are no biases): (W_1, b_1) ↦ (W_1 + tvuᵀ, b_1 +
 *       tu₀v) for every v.
 * </ul>
 */
final class Symmetries {
  private final TrainingProblem problem;
  private final List<Field> fields;

  private Symmetries(TrainingProblem problem, List<Field> fields) {
    this.problem = problem;
    this.fields = fields;
  }

  /** One field; indices from 0 but for the layer h, which counts from 1. */
  private sealed interface Field {
    /** A = E_ij between layers h and h + 1. */
    record Mixing(int h, int i, int j) implements Field {}

    /** v = e_i between layers h and h + 1. */
    record Translation(int h, int i) implements Field {}

    /** Adds 𝟙 to column j of W_H. */
    record LogitWeights(int j) implements Field {}

    /** Adds 𝟙 to b_H. */
    record LogitBias() implements Field {}

    /** Adds uᵀ to row i of W_1 and u₀ to entry i of b_1; u is 1 × n₀. */
    record Unseen(int i, RationalMatrix u, Rational constant) implements Field {}
  }

  static Symmetries of(TrainingProblem problem) {
    List<Field> fields = new ArrayList<>();
    Architecture a = problem.architecture();
    for (int h = 1; h < a.depth(); h++) {
      Activation sigma = problem.activations().get(h - 1);
      boolean linear = sigma == StandardActivation.IDENTITY;
      for (int i = 0; i < a.width(h); i++) {
        for (int j = 0; j < a.width(h); j++) {
          if (linear || (i == j && sigma.isPositivelyHomogeneous())) {
            fields.add(new Field.Mixing(h, i, j));
          }
        }
        if (linear && problem.biases()) {
          fields.add(new Field.Translation(h, i));
        }
      }
    }
    if (problem.activations().getLast() == StandardActivation.SOFTMAX) {
      for (int j = 0; j < a.width(a.depth() - 1); j++) {
        fields.add(new Field.LogitWeights(j));
      }
      if (problem.biases()) {
        fields.add(new Field.LogitBias());
      }
    }
    fields.addAll(unseen(problem));
    return new Symmetries(problem, List.copyOf(fields));
  }

  /** One for each exact dependency between the rows of X (and 𝟙ᵀ), and each neuron. */
  private static List<Field> unseen(TrainingProblem problem) {
    RationalMatrix x = problem.sample().x();
    RationalMatrix rows =
        problem.biases()
            ? x.stack(RationalMatrix.constant(1, x.columns(), Rational.ONE))
            : x;
    RankCertificate rank = ExactRank.certify(rows);
    List<Field> fields = new ArrayList<>();
    int dependency = 0;
    for (int r = 0; r < rows.rows(); r++) {
      if (rank.rows().contains(r)) {
        continue;
      }
      Rational[] u = new Rational[rows.rows()];
      Arrays.fill(u, Rational.ZERO);
      u[r] = Rational.ONE.negate();
      for (int j = 0; j < rank.rank(); j++) {
        u[rank.rows().get(j)] = rank.dependencies().get(dependency, j);
      }
      dependency++;
      Rational constant = problem.biases() ? u[x.rows()] : Rational.ZERO;
      RationalMatrix row = RationalMatrix.of(1, x.rows(), Arrays.copyOf(u, x.rows()));
      for (int i = 0; i < problem.architecture().width(1); i++) {
        fields.add(new Field.Unseen(i, row, constant));
      }
    }
    return fields;
  }

  int count() {
    return fields.size();
  }

  /**
   * The fields as columns: P × count, rows in the order of {@link
   * org.theoria.network.Parameters}.
   */
  <M extends Matrix<M>> M at(OrderedArithmetic<M> k, List<M> weights, List<M> biases) {
    M result = k.constant(problem.layout().count(), 0, Rational.ZERO);
    for (Field f : fields) {
      result = result.beside(column(k, weights, biases, f));
    }
    return result;
  }

  private <M extends Matrix<M>> M column(
      OrderedArithmetic<M> k, List<M> weights, List<M> biases, Field field) {
    Architecture a = problem.architecture();
    List<M> dw = new ArrayList<>();
    List<M> db = new ArrayList<>();
    for (int h = 1; h <= a.depth(); h++) {
      dw.add(k.constant(a.width(h), a.width(h - 1), Rational.ZERO));
      db.add(k.constant(a.width(h), 1, Rational.ZERO));
    }
    switch (field) {
      case Field.Mixing(int h, int i, int j) -> {
        M e = k.of(RationalMatrix.zero(a.width(h), a.width(h)).with(i, j, Rational.ONE));
        dw.set(h - 1, e.times(weights.get(h - 1)));
        db.set(h - 1, e.times(biases.get(h - 1)));
        dw.set(h, weights.get(h).times(e).negate());
      }
      case Field.Translation(int h, int i) -> {
        M v = k.of(RationalMatrix.zero(a.width(h), 1).with(i, 0, Rational.ONE));
        db.set(h - 1, v);
        db.set(h, weights.get(h).times(v).negate());
      }
      case Field.LogitWeights(int j) -> {
        int last = a.depth() - 1;
        M row = k.of(RationalMatrix.zero(1, a.width(last)).with(0, j, Rational.ONE));
        dw.set(last, k.constant(a.outputs(), 1, Rational.ONE).times(row));
      }
      case Field.Unseen(int i, RationalMatrix u, Rational constant) -> {
        RationalMatrix e = RationalMatrix.zero(a.width(1), 1).with(i, 0, Rational.ONE);
        dw.set(0, k.of(e.times(u)));
        db.set(0, k.of(e.scale(constant)));
      }
      case Field.LogitBias() ->
          db.set(a.depth() - 1, k.constant(a.outputs(), 1, Rational.ONE));
    }
    return new Gradient<>(dw, db).flatten();
  }
}
